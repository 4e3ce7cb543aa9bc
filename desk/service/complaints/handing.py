"""Whose a complaint is and what belongs to it: handed on, taken over, urged, converted, linked."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from desk.core.access import Permission
from desk.core.change import once
from desk.core.desk import Desk
from desk.core.errors import Refused
from desk.core.text import clean
from desk.service.complaints.drafts import VALID
from desk.service.complaints.making import (
    department_row,
    link,
    owner_values,
    refuse_ended,
    step,
)
from desk.service.complaints.progress import say, settle
from desk.service.complaints.reading import KIND, complaint_row, get_complaint
from desk.service.complaints.rows import ComplaintRow
from desk.service.complaints.seen import WATCH

URGE_AGAIN = timedelta(seconds=30)
"""A second urging within this time is a slip of the key."""


@once(get_complaint)
def transfer(
    desk: Desk,
    complaint: int,
    department: int,
    note: str = "",
    owner: int | None = None,
    *,
    was: int | None = None,
    request: str | None = None,
) -> ComplaintRow:
    """Give it to a department (judge who answers for it), and to ``owner`` of the desk if named.

    The first time is the step, further ones are counted. Raises Refused complaint.unknown,
    department.unknown, staff.unknown, complaint.same_department, complaint.moved.
    """
    with desk.change(Permission.COMPLAINT_WORK, "complaint.transferred", request) as change:
        row = complaint_row(complaint)
        WATCH.step(desk, row, "transfer", was=was)
        target = department_row(department)
        same = row.department_id == target.id
        if same and (owner is None or owner == row.owner):
            raise Refused("complaint.same_department", "department", name=target.name)
        say(change, row, "transfer", note)
        values: dict[str, Any] = owner_values(owner) if owner is not None else {}
        moved_on = row.department_id is not None and not same
        settle(change, row, department=target.id, transferred=row.transferred + moved_on, **values)
        key = "department" if row.kind == VALID else "answer"
        step(change, row, key, clean(note, "note", 500))
    return get_complaint(desk, complaint)


@once(get_complaint)
def take(desk: Desk, complaint: int, *, request: str | None = None) -> ComplaintRow:
    """The person on duty looks after it from now on. Raises Refused complaint.moved."""
    with desk.change(Permission.COMPLAINT_WORK, "complaint.taken", request) as change:
        row = complaint_row(complaint)
        WATCH.step(desk, row, "take")
        session = desk.session
        assert session is not None
        settle(change, row, owner=session.staff, owner_name=session.name)
    return get_complaint(desk, complaint)


@once(get_complaint)
def urge(desk: Desk, complaint: int, note: str = "", *, request: str | None = None) -> ComplaintRow:
    """The department is urged, or the customer asks again: counted.

    Raises Refused complaint.unknown, complaint.just_urged, complaint.moved.
    """
    with desk.change(Permission.COMPLAINT_WORK, "complaint.urged", request) as change:
        row = complaint_row(complaint)
        WATCH.step(desk, row, "urge")
        last = row.urged_at
        if last is not None and timedelta() <= change.now - last < URGE_AGAIN:
            raise Refused("complaint.just_urged", number=row.number)
        say(change, row, "urge", note)
        settle(change, row, urged=row.urged + 1, urged_at=change.now)
    return get_complaint(desk, complaint)


@once(get_complaint)
def convert(desk: Desk, complaint: int, reason: str, *, request: str | None = None) -> ComplaintRow:
    """A talk that was handled badly has become a valid complaint; what it was stays known.

    Raises Refused complaint.unknown, complaint.already_valid, complaint.moved,
    workflow.reason_needed.
    """
    with desk.change(Permission.COMPLAINT_WORK, "complaint.converted", request, reason) as change:
        row = complaint_row(complaint)
        WATCH.step(desk, row, "convert", reason)
        if row.kind == VALID:
            raise Refused("complaint.already_valid", number=row.number)
        settle(change, row, kind=VALID, was_kind=row.kind, converted_at=change.now)
        step(change, row, "nature", clean(reason, "reason", 300))
        if row.department_id is not None:
            step(change, row, "department")
    return get_complaint(desk, complaint)


@once(get_complaint)
def add_link(
    desk: Desk, complaint: int, kind: str, record: int, *, request: str | None = None
) -> ComplaintRow:
    """Tie a work order, a call or another record to it.

    Raises Refused complaint.unknown, complaint.link_unknown, complaint.ended.
    """
    with desk.change(Permission.COMPLAINT_WORK, "complaint.linked", request) as change:
        row = complaint_row(complaint)
        refuse_ended(row)
        known = desk.search_kinds.get(kind)
        if known is None or not known.hits(desk, [record]) or (kind, record) == (KIND, row.id):
            raise Refused("complaint.link_unknown", "link")
        change.touch(row)
        link(change, row, kind, record)
    return get_complaint(desk, complaint)


@once(get_complaint)
def add_note(desk: Desk, complaint: int, text: str, *, request: str | None = None) -> ComplaintRow:
    """Write something down about it, in any state. Raises Refused text.required, complaint.*."""
    with desk.change(Permission.COMPLAINT_WORK, "complaint.noted", request) as change:
        row = complaint_row(complaint)
        if row.erased_at is not None:
            raise Refused("complaint.erased", number=row.number)
        clean(text, "text", 1000, required=True, lines=True)
        change.touch(row)
        say(change, row, "note", text)
    return get_complaint(desk, complaint)
