"""The lists of calls, and of what callers are told."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from desk.core.access import Permission
from desk.core.desk import Desk
from desk.core.listing import Column, Filter, Listing, Order
from desk.core.words import N_
from desk.reception.call_tables import Call, Outage
from desk.reception.calls import flow
from desk.reception.calls.drafts import DIRECTIONS, KINDS
from desk.reception.calls.rows import (
    CallRow,
    OutageRow,
    outage_view,
    outages_query,
    row_view,
    rows_query,
)
from desk.reception.calls.terms import CALL

MOST_FOUND = 500
WAITING = "waiting"


def _states(desk: Desk) -> Sequence[tuple[str, str]]:
    return [(WAITING, WAITING), *((state.key, state.key) for state in flow.CALL.states)]


def _in_state(desk: Desk, query: Any, value: str) -> Any:
    if value == WAITING:
        return query.where(Call.next_due.is_null(False))
    return query.where(Call.state == value)


def _choices(codes: Sequence[str]) -> Any:
    return lambda desk: [(code, code) for code in codes]


def _on_day(desk: Desk, query: Any, value: date | str) -> Any:
    if isinstance(value, str):
        value = desk.today if value == "today" else date.fromisoformat(value)
    return query.where(Call.business_date == value)


def _by_text(desk: Desk, query: Any, value: str) -> Any:
    found = desk.search.find(value, [CALL], MOST_FOUND)
    return query.where(Call.id.in_(found[0][1] if found else []))


def _mine(desk: Desk, query: Any, value: Any) -> Any:
    me = desk.session.staff if desk.session else None
    return query.where((Call.owner == me) | (Call.staff == me)) if value else query


def _late(desk: Desk, query: Any, value: Any) -> Any:
    return query.where(Call.next_due < desk.now) if value else query


CALLS: Listing[CallRow] = Listing(
    key="calls",
    title=N_("Telephone log"),
    permission=Permission.CALL_VIEW,
    model=Call,
    columns=(
        Column("number", N_("Number"), "code", lambda r: r.number, 116, sort="number"),
        Column("at", N_("Time"), "datetime", lambda r: r.at, 138, sort="at"),
        Column(
            "direction", N_("Direction"), "state", lambda r: r.direction, 84, "call.direction",
            shown=False,
        ),
        Column("unit", N_("Unit"), "code", lambda r: r.unit_code, 84),
        Column("name", N_("Caller"), "text", lambda r: r.name, 104),
        Column("phone", N_("Phone"), "phone", lambda r: r.phone, 130),
        Column("kind", N_("Kind"), "state", lambda r: r.kind, 84, "call.kind"),
        Column("subject", N_("What about"), "text", lambda r: r.subject, 210),
        Column(
            "state", N_("State"), "state", lambda r: r.state, 100, "call.state",
            tone=lambda r: r.tone,
        ),
        Column("whom", N_("Meant for"), "text", lambda r: r.whom, 110),
        Column(
            "due", N_("Due by"), "datetime", lambda r: r.next_due, 140,
            tone=lambda r: "late" if r.late else None,
        ),
        Column("answer", N_("What was answered"), "text", lambda r: r.answer, 200, shown=False),
        Column("outcome", N_("Outcome"), "text", lambda r: r.outcome, 200, shown=False),
        Column("who", N_("Taken down by"), "text", lambda r: r.who, 100, shown=False),
    ),
    query=rows_query,
    make=row_view,
    orders={
        "at": Order(Call.at, descending=True),
        "number": Order(Call.number, descending=True),
    },
    default_order="at",
    filters=(
        Filter("state", N_("State"), _in_state, choices=_states, words="call.state"),
        Filter(
            "kind", N_("Kind"), lambda desk, query, value: query.where(Call.kind == value),
            choices=_choices(KINDS), words="call.kind",
        ),
        Filter(
            "direction", N_("Direction"),
            lambda desk, query, value: query.where(Call.direction == value),
            choices=_choices(DIRECTIONS), words="call.direction",
        ),
        Filter("late", N_("Overdue"), _late, kind="flag"),
        Filter("mine", N_("Mine"), _mine, kind="flag"),
        Filter("day", N_("Day"), _on_day, kind="day"),
        Filter(
            "unit", N_("Unit"), lambda desk, query, value: query.where(Call.unit == int(value))
        ),
        Filter("text", N_("Number, person, unit, words"), _by_text, kind="text"),
    ),
)  # fmt: skip
OUTAGES: Listing[OutageRow] = Listing(
    key="outages",
    title=N_("What callers are told"),
    permission=Permission.CALL_VIEW,
    model=Outage,
    columns=(
        Column("since", N_("From"), "datetime", lambda r: r.since, 136),
        Column("until", N_("Until"), "datetime", lambda r: r.until, 136, sort="until"),
        Column("kind", N_("What is out"), "state", lambda r: r.kind, 90, "outage.kind"),
        Column("building", N_("Building"), "text", lambda r: r.building_name, 80),
        Column("title", N_("Title"), "text", lambda r: r.title, 120),
        Column(
            "state", N_("State"), "state", lambda r: r.state, 80, "outage.state",
            tone=lambda r: r.tone,
        ),
        Column("text", N_("Words for callers"), "text", lambda r: r.text, 140),
        Column("who", N_("By"), "text", lambda r: r.who, 100, shown=False),
    ),
    query=outages_query,
    make=outage_view,
    orders={"until": Order(Outage.until, descending=True)},
    default_order="until",
)  # fmt: skip
