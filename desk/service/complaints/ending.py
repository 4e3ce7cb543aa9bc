"""How a complaint ends: resolved, called back, closed; reopened, invalid, closed by force."""

from __future__ import annotations

from typing import Any

from desk.core.access import Permission
from desk.core.change import Change, once
from desk.core.desk import Desk
from desk.core.errors import Refused
from desk.core.text import clean
from desk.service.callbacks import verbs as callbacks
from desk.service.callbacks.queue import open_callback
from desk.service.callbacks.rows import Outcome
from desk.service.complaints import flow
from desk.service.complaints.categories import limits_of
from desk.service.complaints.clocks import started
from desk.service.complaints.drafts import VALID
from desk.service.complaints.making import about, step
from desk.service.complaints.progress import (
    end_pause,
    refuse_without_department,
    settle,
    took_since,
)
from desk.service.complaints.reading import KIND, complaint_row, get_complaint
from desk.service.complaints.ringing import ring_back, ring_nobody
from desk.service.complaints.rows import ComplaintRow
from desk.service.complaints.seen import WATCH
from desk.service.models.complaints import Complaint

_REOPENS = flow.COMPLAINT.move("reopen").sources


@once(get_complaint)
def resolve(
    desk: Desk, complaint: int, result: str = "", *, was: int | None = None,
    request: str | None = None,
) -> ComplaintRow:  # fmt: skip
    """What was to be done is done; the complainant is put into the queue to be called back.

    Raises Refused complaint.unknown, complaint.department_first, complaint.moved.
    """
    with desk.change(Permission.COMPLAINT_WORK, "complaint.resolved", request) as change:
        row = complaint_row(complaint)
        move = WATCH.step(desk, row, "resolve", was=was)
        refuse_without_department(row)
        text = clean(result, "result", 4000, lines=True)
        settle(
            change, row, state=move.target, resolved_at=change.now,
            **({"result": text} if text else {}),
        )  # fmt: skip
        step(change, row, "handling" if row.kind == VALID else "answer")
        ring_back(desk, change, row)
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

    Raises as ``callbacks.verbs.done`` and Refused complaint.unknown, complaint.moved.
    """
    with desk.change(Permission.CALLBACK_WORK, "complaint.closed", request) as change:
        row = complaint_row(complaint)
        WATCH.step(desk, row, "close")
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
    if row.state == flow.MERGED:
        _neighbour_called(desk, change, row, outcome)
        return
    if row.state != flow.RESOLVED:
        return
    step(change, row, "callback", outcome.words[:500] or outcome.reason)
    if outcome.reached and row.fed_back_at is None:
        change.update(row, fed_back_at=change.now)
    if outcome.unsettled:
        ring_nobody(change, row)
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

    Raises Refused complaint.unknown, complaint.erased, complaint.moved,
    workflow.reason_needed.
    """
    with desk.change(Permission.COMPLAINT_WORK, "complaint.reopened", request, reason) as change:
        row = complaint_row(complaint)
        why = clean(reason, "reason", 300)
        WATCH.step(desk, row, "reopen", why)
        if row.erased_at is not None:
            raise Refused("complaint.erased", number=row.number)
        ring_nobody(change, row, why)
        change.result(row.id)
        _reopen(desk, change, row)
    return get_complaint(desk, complaint)


@once(get_complaint)
def invalid(desk: Desk, complaint: int, reason: str, *, request: str | None = None) -> ComplaintRow:
    """It is no complaint: a supervisor says so and why. Raises Refused complaint.moved,
    workflow.reason_needed."""
    with desk.change(Permission.COMPLAINT_FORCE, "complaint.invalid", request, reason) as change:
        _end(desk, change, complaint, "invalid", reason)
    return get_complaint(desk, complaint)


@once(get_complaint)
def force_close(
    desk: Desk, complaint: int, reason: str, *, request: str | None = None
) -> ComplaintRow:
    """A supervisor ends it without a callback, and says why. Raises Refused complaint.moved,
    workflow.reason_needed."""
    with desk.change(Permission.COMPLAINT_FORCE, "complaint.forced", request, reason) as change:
        _end(desk, change, complaint, "force_close", reason)
    return get_complaint(desk, complaint)


def _end(desk: Desk, change: Change, complaint: int, key: str, reason: str) -> None:
    row = complaint_row(complaint)
    why = clean(reason, "reason", 300)
    move = WATCH.step(desk, row, key, why)
    ring_nobody(change, row, why)
    end(desk, change, row, move.target, reason=why)


def end(desk: Desk, change: Change, row: Complaint, state: str, **values: Any) -> None:
    """Into a last state without a callback; a pause under way ends with it."""
    values |= end_pause(desk, change, row)
    took = took_since(desk, row, row.counted_from, row.resolved_at or change.now)
    settle(change, row, state=state, closed_at=change.now, close_took=took, **values)
    change.result(row.id)


def _neighbour_called(desk: Desk, change: Change, row: Complaint, outcome: Outcome) -> None:
    """A neighbour of one that was merged was rung back: for them it may not be settled."""
    change.update(row, score=outcome.score)
    kept = complaint_row(row.merged_into_id or 0)
    about(change, kept)
    change.touch(kept)
    if outcome.unsettled and kept.erased_at is None and kept.state in _REOPENS:
        ring_nobody(change, kept)
        _reopen(desk, change, kept)


def _reopen(desk: Desk, change: Change, row: Complaint) -> None:
    _line, limits = limits_of(desk, row.category_id, row.severity)
    settle(
        change, row, state=flow.REOPENED, reopened=row.reopened + 1, counted_from=change.now,
        responded_at=None, fed_back_at=None, resolved_at=None, closed_at=None, close_took=None,
        score=None, **started(desk, limits, change.now),
    )  # fmt: skip
