"""Who is to be rung back about a complaint: who made it, and the neighbours merged into it."""

from __future__ import annotations

from desk.core import worktime
from desk.core.change import Change
from desk.core.desk import Desk
from desk.service.callbacks.queue import add_callback, drop_callbacks
from desk.service.complaints.options import CALLBACK_IN
from desk.service.complaints.reading import KIND
from desk.service.models.complaints import Complaint


def ring_back(desk: Desk, change: Change, row: Complaint) -> None:
    """Queue everybody who waits to hear of it: each number and each person once."""
    told = {_who(row)}
    ring(desk, change, row)
    for each in merged_into(row):
        if _who(each) not in told and (each.person_id or each.phone):
            told.add(_who(each))
            ring(desk, change, each)


def ring(desk: Desk, change: Change, row: Complaint) -> None:
    """Queue whoever made this very complaint."""
    due = worktime.due(desk, desk.settings.get(CALLBACK_IN), always=row.clock == "always")
    add_callback(
        change, kind=KIND, record=row.id, due=due, unit=row.unit_id, person=row.person_id,
        name=row.name, phone=row.phone, about=row.text[:300].replace("\n", " "), owner=row.owner,
    )  # fmt: skip


def ring_nobody(change: Change, row: Complaint, why: str = "") -> None:
    """Take everybody out of the queue again: it was reopened, or ended without a callback."""
    drop_callbacks(change, KIND, row.id, why)
    for each in merged_into(row):
        drop_callbacks(change, KIND, each.id, why)


def merged_into(row: Complaint) -> list[Complaint]:
    """The complaints that went into this one, whose people are not erased."""
    mine = (Complaint.merged_into == row.id) & Complaint.erased_at.is_null()
    return list(Complaint.select().where(mine).order_by(Complaint.id))


def _who(row: Complaint) -> tuple[object, ...]:
    return ("phone", row.phone) if row.phone else ("person", row.person_id, row.name)
