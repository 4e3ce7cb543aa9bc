"""Take a complaint down, and put right what was written."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import Any

from desk.core.access import Permission
from desk.core.change import Change, once
from desk.core.desk import Desk
from desk.core.errors import Refused
from desk.core.meanwhile import merged
from desk.core.models import Staff
from desk.core.text import clean, phone
from desk.estate.checks import Faults
from desk.estate.models import Department
from desk.fees.reading import ask
from desk.service.complaints import flow
from desk.service.complaints.categories import limits_of, node_of
from desk.service.complaints.clocks import next_due, started
from desk.service.complaints.drafts import (
    KINDS,
    SEVERITIES,
    SOURCES,
    STANDINGS,
    VALID,
    ComplaintDraft,
)
from desk.service.complaints.reading import complaint_row, get_complaint
from desk.service.complaints.rows import ComplaintRow
from desk.service.complaints.seen import ASKED, WATCH, reads
from desk.service.complaints.tree import OTHER
from desk.service.models.complaints import (
    Complaint,
    ComplaintLink,
    ComplaintPause,
    ComplaintStep,
)

SERIES = "K"
LONGEST = 4000
MOST_LINKS = 50
# Literal: building their text with Peewee takes longer than all the rest of taking one down.
_BUILDING_OF = "SELECT building_id FROM unit WHERE id = ?"
_BUILDING = "SELECT 1 FROM building WHERE id = ?"
_PERSON = (
    "SELECT name, coalesce((SELECT number FROM phone WHERE person_id = p.id ORDER BY position, id "
    "LIMIT 1), '') FROM person p WHERE id = ?"
)
_STEP = "SELECT 1 FROM complaint_step WHERE complaint_id = ? AND round = ? AND key = ?"


@once(get_complaint)
def register_complaint(
    desk: Desk, draft: ComplaintDraft, *, request: str | None = None
) -> ComplaintRow:
    """Take a complaint down: numbered, its clocks running from now.

    Raises Refused or RefusedMany beside the fields: text.required and other text.*, phone.invalid,
    field.not_a_choice, unit.unknown, person.unknown, department.unknown, staff.unknown,
    category.unknown, complaint.nobody (neither place nor person).
    """
    with desk.change(Permission.COMPLAINT_WORK, "complaint.registered", request) as change:
        row = make_complaint(desk, change, draft)
    return get_complaint(desk, row.id)


def make_complaint(desk: Desk, change: Change, draft: ComplaintDraft) -> Complaint:
    """The same inside another register's change (a call that becomes a complaint)."""
    draft = check_complaint(draft)
    values = _looked_up(desk, draft)
    line, limits = limits_of(desk, values["category"], draft.severity)
    values |= {
        "line": line, "state": flow.REGISTERED, "counted_from": change.now,
        "fed_back_at": None, **started(desk, limits, change.now),
    }  # fmt: skip
    values["next_due"] = next_due(values)
    session = desk.session
    assert session is not None
    row = change.create(
        Complaint, number=change.number(SERIES), business_date=desk.today, at=change.now,
        staff=session.staff, who=session.name, **values,
    )  # fmt: skip
    if draft.kind == VALID:
        step(change, row, "nature")
    if draft.department is not None:
        step(change, row, "department" if draft.kind == VALID else "answer")
    for kind, record in draft.links:
        link(change, row, kind, record)
    about(change, row)
    return row


@once(get_complaint)
def amend(
    desk: Desk,
    complaint: int,
    draft: ComplaintDraft,
    base: ComplaintDraft | None = None,
    *,
    request: str | None = None,
) -> ComplaintRow:
    """Put right what was written; ``convert`` and ``transfer`` change its nature and department.

    ``base`` is what the form was opened with: fields that somebody else altered since and that are
    altered here too refuse with record.changed (``who``, ``time``, ``now``), others keep theirs.
    Another category or severity gives new limits from when its clock began. Raises as
    ``register_complaint`` and Refused complaint.unknown, complaint.ended, complaint.erased.
    """
    with desk.change(Permission.COMPLAINT_WORK, "complaint.amended", request) as change:
        row = complaint_row(complaint)
        refuse_ended(row)
        now = _draft(row)
        who = partial(WATCH.who_and_when, desk, complaint)
        draft = check_complaint(merged(check_complaint(draft), base, now, reads, who, ASKED))
        draft = replace(draft, kind=now.kind, department=None, owner=None, links=())
        values = _looked_up(desk, draft)
        for name in ("kind", "department", "owner", "owner_name"):
            values.pop(name)
        if values["category"] != row.category_id or draft.severity != row.severity:
            values |= _new_limits(desk, row, values["category"], draft.severity)
        change.update(row, **values)
        about(change, row)
    return get_complaint(desk, complaint)


def draft_of(desk: Desk, complaint: int) -> ComplaintDraft:
    """What the form is opened with, the telephone number in full. Needs complaint.work.

    Raises Refused("complaint.unknown").
    """
    desk.require(Permission.COMPLAINT_WORK)
    return _draft(complaint_row(complaint))


def _draft(row: Complaint) -> ComplaintDraft:
    return ComplaintDraft(
        text=row.text, kind=row.kind, source=row.source, severity=row.severity, unit=row.unit_id,
        building=None if row.unit_id else row.building_id, person=row.person_id, name=row.name,
        phone=row.phone, standing=row.standing, place=row.place, category=row.category_id,
        wanted=row.wanted, department=row.department_id, owner=row.owner,
    )  # fmt: skip


def check_complaint(draft: ComplaintDraft) -> ComplaintDraft:
    """``draft`` with its texts as they are kept. Raises Refused or RefusedMany by field."""
    with Faults() as faults:
        faults.among(draft.kind, KINDS, "kind")
        faults.among(draft.source, SOURCES, "source")
        faults.among(draft.severity, SEVERITIES, "severity")
        faults.among(draft.standing, ("", *STANDINGS), "standing")
        text = faults.of(clean, draft.text, "text", LONGEST, required=True, lines=True) or ""
        name = faults.of(clean, draft.name, "name", 120) or ""
        number = faults.of(phone, draft.phone) or ""
        place = faults.of(clean, draft.place, "place", 200) or ""
        wanted = faults.of(clean, draft.wanted, "wanted", 500) or ""
        if not (draft.unit or draft.building or draft.person or name or number or place):
            faults.add("complaint.nobody", "unit")
        if len(draft.links) > MOST_LINKS:
            faults.add("complaint.links", "links", most=MOST_LINKS)
    return replace(draft, text=text, name=name, phone=number, place=place, wanted=wanted)


def step(
    change: Change, row: Complaint, key: str, note: str = "", *, skipped: bool = False
) -> None:
    """Note a step as done now by the person on duty; one that is done stays as it is."""
    if key not in flow.steps_of(row.kind):
        return
    round_ = row.reopened if key in flow.EVERY_ROUND else 0
    if not ask(change.desk, _STEP, row.id, round_, key):
        session = change.desk.session
        assert session is not None
        change.create(
            ComplaintStep, complaint=row.id, round=round_, key=key, note=note, skipped=skipped,
            at=change.now, staff=session.staff, who=session.name,
        )  # fmt: skip


def link(change: Change, row: Complaint, kind: str, record: int) -> None:
    """Tie another record to the matter; it is in that record's history, too."""
    known = (ComplaintLink.kind == kind) & (ComplaintLink.record == record)
    if not ComplaintLink.select().where((ComplaintLink.complaint == row.id) & known).exists():
        session = change.desk.session
        assert session is not None
        change.create(
            ComplaintLink, complaint=row.id, kind=kind, record=record, at=change.now,
            who=session.name,
        )  # fmt: skip
        change.about(kind, record)


def about(change: Change, row: Complaint) -> None:
    """Put the change into the history of the unit and the person, too."""
    if row.unit_id is not None:
        change.about("unit", row.unit_id)
    if row.person_id is not None:
        change.about("person", row.person_id)


def refuse_ended(row: Complaint) -> None:
    """Raise Refused complaint.ended or complaint.erased."""
    if row.erased_at is not None:
        raise Refused("complaint.erased", number=row.number)
    if row.state in flow.ENDED:
        raise Refused("complaint.ended", number=row.number)


def pauses_in_round(row: Complaint) -> list[tuple[Any, Any]]:
    """The finished pauses since its clock began."""
    mine = (ComplaintPause.complaint == row.id) & ComplaintPause.until.is_null(False)
    query = ComplaintPause.select().where(mine & (ComplaintPause.since >= row.counted_from))
    return [(pause.since, pause.until) for pause in query]


def department_row(department: int) -> Department:
    """A department in use. Raises Refused("department.unknown")."""
    row = Department.get_or_none((Department.id == department) & Department.active)
    if row is None:
        raise Refused("department.unknown", "department")
    return row


def owner_values(owner: int | None) -> dict[str, Any]:
    """The columns of who looks after it. Raises Refused("staff.unknown")."""
    if owner is None:
        return {"owner": None, "owner_name": ""}
    row = Staff.get_or_none((Staff.id == owner) & Staff.active)
    if row is None:
        raise Refused("staff.unknown", "owner")
    return {"owner": row.id, "owner_name": row.name}


def _new_limits(desk: Desk, row: Complaint, category: int, severity: str) -> dict[str, Any]:
    line, limits = limits_of(desk, category, severity)
    values = {"line": line, **started(desk, limits, row.counted_from, pauses_in_round(row))}
    now = {"state": row.state, "fed_back_at": row.fed_back_at, "paused_until": row.paused_until}
    return {**values, "next_due": next_due({**now, **values})}


def _looked_up(desk: Desk, draft: ComplaintDraft) -> dict[str, Any]:
    """The columns of a checked draft; what it names must be there."""
    building, name, number = draft.building, draft.name, draft.phone
    with Faults() as faults:
        if draft.unit is not None:
            found = ask(desk, _BUILDING_OF, draft.unit)
            if not found:
                faults.add("unit.unknown", "unit")
            else:
                building = found[0][0]
        elif building is not None and not ask(desk, _BUILDING, building):
            faults.add("building.unknown", "building")
        if draft.person is not None:
            known = ask(desk, _PERSON, draft.person)
            if not known:
                faults.add("person.unknown", "person")
            else:
                name, number = name or known[0][0][:120], number or known[0][1]
        if draft.department is not None:
            faults.of(department_row, draft.department)
        session = desk.session
        owner = draft.owner if draft.owner is not None or session is None else session.staff
        owned = faults.of(owner_values, owner) or {}
        category = draft.category or node_of(desk, OTHER)
        faults.of(limits_of, desk, category, draft.severity)
    return {
        "text": draft.text, "kind": draft.kind, "source": draft.source,
        "severity": draft.severity, "unit": draft.unit, "building": building,
        "person": draft.person, "name": name, "phone": number,
        "standing": draft.standing, "place": draft.place, "category": category,
        "wanted": draft.wanted, "department": draft.department, **owned,
    }  # fmt: skip
