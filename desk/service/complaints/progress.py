"""What the moves of a complaint share: its columns, what is owed next, the end of a pause."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from desk.core import worktime
from desk.core.change import Change
from desk.core.desk import Desk
from desk.core.errors import Refused
from desk.core.text import clean
from desk.service.complaints.clocks import DUES, moved, next_due
from desk.service.complaints.drafts import VALID
from desk.service.complaints.making import about, pauses_in_round
from desk.service.models.complaints import Complaint, ComplaintNote, ComplaintPause


def settle(change: Change, row: Complaint, **values: Any) -> None:
    """Set columns, and with them what is owed next."""
    names = ("state", "fed_back_at", "paused_until", *DUES)
    after = {name: values.get(name, getattr(row, name)) for name in names}
    change.touch(row)
    change.update(row, **values, next_due=next_due(after))
    about(change, row)


def end_pause(desk: Desk, change: Change, row: Complaint) -> dict[str, Any]:
    """Close the pause under way and move the due times by it; {} when there is none."""
    since = row.paused_at
    if since is None:
        return {}
    running = (ComplaintPause.complaint == row.id) & ComplaintPause.until.is_null()
    for each in ComplaintPause.select().where(running):
        # A clock set back meanwhile makes no pause of less than nothing.
        change.update(each, until=max(change.now, each.since))
    dues = {name: getattr(row, name) for name in DUES}
    shifted = moved(desk, dues, since, change.now, always=row.clock == "always")
    change.result(row.id)
    return {**shifted, "paused_at": None, "paused_until": None, "waiting_for": ""}


def took_since(desk: Desk, row: Complaint, start: datetime, end: datetime) -> int:
    """Minutes on the complaint's own clock, without its pauses."""
    return worktime.took(desk, start, end, pauses_in_round(row), always=row.clock == "always")


def refuse_without_department(row: Complaint) -> None:
    """Raise Refused("complaint.department_first") for a valid one that nobody answers for."""
    if row.kind == VALID and row.department_id is None:
        raise Refused("complaint.department_first", "department")


def answered(desk: Desk, change: Change, row: Complaint) -> dict[str, Any]:
    """The columns of the first word with the complainant, in this round."""
    if row.responded_at is not None:
        return {}
    values: dict[str, Any] = {"responded_at": change.now}
    if row.respond_took is None:  # reopened ones keep how fast the first answer was
        values["respond_took"] = took_since(desk, row, row.counted_from, change.now)
    return values


def say(change: Change, row: Complaint, what: str, note: str) -> None:
    """Keep what was said or found at a move; the log has it as a hash only."""
    text = clean(note, "note", 1000, lines=True)
    if text:
        session = change.desk.session
        assert session is not None
        change.create(
            ComplaintNote, complaint=row.id, what=what, text=text, at=change.now,
            staff=session.staff, who=session.name,
        )  # fmt: skip
        change.result(row.id)
