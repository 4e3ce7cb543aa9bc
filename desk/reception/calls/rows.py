"""Calls and scripts as they are read."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import peewee as pw

from desk.core.access import Permission
from desk.core.change import Change
from desk.core.desk import Desk
from desk.core.errors import Refused
from desk.core.frozen import frozen
from desk.core.text import mask_phone
from desk.estate.models import Building, Department, Unit
from desk.reception.call_tables import Call, Outage
from desk.reception.calls import flow
from desk.reception.calls.drafts import CallDraft

KIND = "call"
"""A call's kind: in the log, in news, in search."""
LEFT = pw.JOIN.LEFT_OUTER


@frozen
class CallRow:
    """A call as lists show one; times UTC, ``phone`` masked. ``late``: past its time."""

    id: int
    number: str
    direction: str
    kind: str
    state: str
    name: str
    phone: str
    unit: int | None
    unit_code: str
    person: int | None
    subject: str
    answer: str
    for_whom: str
    department: int | None
    department_name: str
    owner: int | None
    due: datetime | None
    next_due: datetime | None
    outcome: str
    outage: int | None
    became_kind: str
    became_id: int | None
    delivered_at: datetime | None
    settled_at: datetime | None
    settler: str
    reason: str
    at: datetime
    who: str
    erased: bool
    late: bool

    @property
    def tone(self) -> str:
        """How its state looks: red once it is late."""
        return "late" if self.late else flow.CALL.state(self.state).tone

    @property
    def whom(self) -> str:
        """Who is meant."""
        return " · ".join(part for part in (self.department_name, self.for_whom) if part)


@frozen
class OutageRow:
    """What callers are told; ``building`` "" is everywhere. ``state``: planned, on, over."""

    id: int
    kind: str
    building: int | None
    building_name: str
    title: str
    text: str
    since: datetime
    until: datetime
    who: str
    state: str

    @property
    def tone(self) -> str:
        """How its state looks."""
        return {"on": "late", "planned": "due"}.get(self.state, "void")


def rows_query(desk: Desk) -> Any:
    """The joined select behind lists of calls; ``row_view`` reads its tuples."""
    c = Call
    return (
        c.select(
            c.id, c.number, c.direction, c.kind, c.state, c.name, c.phone, c.unit, Unit.code,
            c.person, c.subject, c.answer, c.for_whom, c.department, Department.name, c.owner,
            c.due, c.next_due, c.outcome, c.outage, c.became_kind, c.became_id, c.delivered_at,
            c.settled_at, c.settler, c.reason, c.at, c.who, c.erased_at,
        )
        .join(Unit, LEFT, on=(c.unit == Unit.id))
        .join_from(c, Department, LEFT, on=(c.department == Department.id))
    )  # fmt: skip


def row_view(desk: Desk, row: Any) -> CallRow:
    """One tuple of ``rows_query`` as a frozen row."""
    values = list(row)
    values[6] = mask_phone(row[6])
    values[8], values[14] = row[8] or "", row[14] or ""
    values[28] = row[28] is not None
    values.append(row[17] is not None and row[17] < desk.now)
    return CallRow(*values)


def get_call(desk: Desk, call: int) -> CallRow:
    """One call. Needs call.view. Raises Refused("call.unknown")."""
    desk.require(Permission.CALL_VIEW)
    found = rows_query(desk).where(Call.id == call).tuples().first()
    if found is None:
        raise Refused("call.unknown")
    return row_view(desk, found)


def call_row(call: int) -> Call:
    """The table's row. Raises Refused("call.unknown")."""
    row: Call | None = Call.get_or_none(Call.id == call)
    if row is None:
        raise Refused("call.unknown")
    return row


def about(change: Change, row: Call) -> None:
    """Put the change into the history of the unit and the person, too."""
    if row.unit_id is not None:
        change.about("unit", row.unit_id)
    if row.person_id is not None:
        change.about("person", row.person_id)


def draft_of(row: Call) -> CallDraft:
    """What the form is opened with."""
    then = row.state if row.state in (flow.TO_DO, flow.MESSAGE, flow.CALLBACK) else ""
    return CallDraft(
        phone=row.phone, name=row.name, unit=row.unit_id, person=row.person_id,
        direction=row.direction, kind=row.kind, subject=row.subject, answer=row.answer,
        for_whom=row.for_whom, department=row.department_id, owner=row.owner, due=row.due,
        then=then, outcome=row.outcome, outage=row.outage_id,
    )  # fmt: skip


def open_draft(desk: Desk, call: int) -> CallDraft:
    """A call as a draft to put right, its number unmasked. Raises Refused("call.unknown")."""
    desk.require(Permission.CALL_WRITE)
    return draft_of(call_row(call))


def outages_query(desk: Desk) -> Any:
    """The joined select behind lists of scripts; ``outage_view`` reads its tuples."""
    o = Outage
    return o.select(
        o.id, o.kind, o.building, Building.name, o.title, o.text, o.since, o.until, o.who,
        o.ended_at,
    ).join(Building, LEFT, on=(o.building == Building.id))  # fmt: skip


def outage_view(desk: Desk, row: Any) -> OutageRow:
    """One tuple of ``outages_query`` as a frozen row."""
    values, now = list(row), desk.now
    values[3] = row[3] or ""
    over = row[9] is not None or row[7] <= now
    values[9] = "over" if over else "planned" if row[6] > now else "on"
    return OutageRow(*values)
