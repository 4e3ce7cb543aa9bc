"""How a complaint ends: resolved, called back, closed; reopened, invalid, closed by force."""

from __future__ import annotations

from typing import Any

from desk.core import worktime
from desk.core.access import Permission
from desk.core.change import Change, once
from desk.core.desk import Desk
from desk.core.errors import Refused
from desk.core.text import clean
from desk.service.callbacks import verbs as callbacks
from desk.service.callbacks.queue import add_callback, drop_callbacks, open_callback
from desk.service.callbacks.rows import Outcome
from desk.service.complaints import flow
from desk.service.complaints.categories import limits_of
from desk.service.complaints.clocks import started
from desk.service.complaints.drafts import VALID
from desk.service.complaints.making import step
from desk.service.complaints.options import CALLBACK_IN
from desk.service.complaints.progress import (
    end_pause,
    refuse_without_department,
    settle,
    took_since,
)
from desk.service.complaints.reading import KIND, complaint_row, get_complaint
from desk.service.complaints.rows import ComplaintRow
from desk.service.models.complaints import Complaint


@once(get_complaint)
def resolve(
    desk: Desk, complaint: int, result: str = "", *, request: str | None = None
) -> ComplaintRow:
    """What was to be done is done; the complainant is put into the queue to be called back.

    Raises Refused complaint.unknown, complaint.department_first, workflow.not_now.
    """
    with desk.change(Permission.COMPLAINT_WORK, "complaint.resolved", request) as change:
        row = complaint_row(complaint)
        move = flow.COMPLAINT.check("resolve", row.state)
        refuse_without_department(row)
        text = clean(result, "result", 4000, lines=True)
        settle(
            change, row, state=move.target, resolved_at=change.now,
            **({"result": text} if text else {}),
        )  # fmt: skip
        step(change, row, "handling" if row.kind == VALID else "answer")
        due = worktime.due(desk, desk.settings.get(CALLBACK_IN), always=row.clock == "always")
        add_callback(
            change, kind=KIND, record=row.id, due=due, unit=row.unit_id, person=row.person_id,
            name=row.name, phone=row.phone, about=row.text[:300].replace("\n", " "),
            owner=row.owner,
        )  # fmt: skip
        change.result(row.id)
    return get_complaint(desk, complaint)


@once(get_complaint)
def close_complaint(
    desk: Desk,
    complaint: int,
    score: int | None = None,
    words: str = "",
    way: str = "call",
    *,
    request: str | None = None,
) -> ComplaintRow:
    """Close by what the complainant said: the callback's end, written here.

    Raises as ``callbacks.verbs.done`` and Refused complaint.unknown, workflow.not_now.
    """
    with desk.change(Permission.CALLBACK_WORK, "complaint.closed", request) as change:
        row = complaint_row(complaint)
        flow.COMPLAINT.check("close", row.state)
        outcome = callbacks.outcome(score, words, way)
        waiting = open_callback(KIND, row.id)
        change.touch(row)
        if waiting is not None:
            callbacks.finish(change, waiting, outcome)
        else:
            called_back(desk, change, row.id, outcome)
    return get_complaint(desk, complaint)


def called_back(desk: Desk, change: Change, record: int, outcome: Outcome) -> None:
    """What the end of a callback does to its complaint; run inside the callback's change."""
    row = complaint_row(record)
    if row.state != flow.RESOLVED:
        return
    step(change, row, "callback", outcome.words[:500] or outcome.reason)
    if outcome.unsettled:
        _reopen(desk, change, row)
        return
    took = took_since(desk, row, row.counted_from, row.resolved_at or change.now)
    settle(
        change, row, state=flow.CLOSED, closed_at=change.now, close_took=took,
        score=outcome.score, reason=outcome.reason,
    )  # fmt: skip


@once(get_complaint)
def reopen(desk: Desk, complaint: int, reason: str, *, request: str | None = None) -> ComplaintRow:
    """It was not done after all: counted, and its clocks begin anew.

    Raises Refused complaint.unknown, complaint.erased, workflow.*.
    """
    with desk.change(Permission.COMPLAINT_WORK, "complaint.reopened", request, reason) as change:
        row = complaint_row(complaint)
        why = clean(reason, "reason", 300)
        flow.COMPLAINT.check("reopen", row.state, why)
        if row.erased_at is not None:
            raise Refused("complaint.erased", number=row.number)
        drop_callbacks(change, KIND, row.id, why)
        change.result(row.id)
        _reopen(desk, change, row)
    return get_complaint(desk, complaint)


@once(get_complaint)
def invalid(desk: Desk, complaint: int, reason: str, *, request: str | None = None) -> ComplaintRow:
    """It is no complaint: a supervisor says so and why. Raises Refused workflow.*."""
    with desk.change(Permission.COMPLAINT_FORCE, "complaint.invalid", request, reason) as change:
        _end(desk, change, complaint, "invalid", reason)
    return get_complaint(desk, complaint)


@once(get_complaint)
def force_close(
    desk: Desk, complaint: int, reason: str, *, request: str | None = None
) -> ComplaintRow:
    """A supervisor ends it without a callback, and says why. Raises Refused workflow.*."""
    with desk.change(Permission.COMPLAINT_FORCE, "complaint.forced", request, reason) as change:
        _end(desk, change, complaint, "force_close", reason)
    return get_complaint(desk, complaint)


def _end(desk: Desk, change: Change, complaint: int, key: str, reason: str) -> None:
    row = complaint_row(complaint)
    why = clean(reason, "reason", 300)
    move = flow.COMPLAINT.check(key, row.state, why)
    drop_callbacks(change, KIND, row.id, why)
    end(desk, change, row, move.target, reason=why)


def end(desk: Desk, change: Change, row: Complaint, state: str, **values: Any) -> None:
    """Into a last state without a callback; a pause under way ends with it."""
    values |= end_pause(desk, change, row)
    took = took_since(desk, row, row.counted_from, row.resolved_at or change.now)
    settle(change, row, state=state, closed_at=change.now, close_took=took, **values)
    change.result(row.id)


def _reopen(desk: Desk, change: Change, row: Complaint) -> None:
    _line, limits = limits_of(desk, row.category_id, row.severity)
    settle(
        change, row, state=flow.REOPENED, reopened=row.reopened + 1, counted_from=change.now,
        responded_at=None, fed_back_at=None, resolved_at=None, closed_at=None, close_took=None,
        score=None, **started(desk, limits, change.now),
    )  # fmt: skip
