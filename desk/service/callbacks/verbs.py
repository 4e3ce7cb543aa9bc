"""Ring back: reached, in vain, put off, given up."""

from __future__ import annotations

from datetime import datetime

from desk.core import worktime
from desk.core.access import Permission
from desk.core.change import Change, once
from desk.core.desk import Desk
from desk.core.errors import Refused
from desk.core.log import history
from desk.core.text import clean
from desk.core.words import gettext
from desk.core.workflow import Move
from desk.service.callbacks import after, flow
from desk.service.callbacks.options import MOST_TRIES, RETRY
from desk.service.callbacks.queue import get_callback
from desk.service.callbacks.rows import CallbackRow, Outcome
from desk.service.callbacks.said import OUTCOMES, STATES
from desk.service.models.callbacks import Callback, CallbackTry

WAYS = ("call", "visit", "message", "counter")


@once(get_callback)
def done(
    desk: Desk,
    callback: int,
    score: int | None = None,
    words: str = "",
    way: str = "call",
    *,
    unsettled: bool = False,
    request: str | None = None,
) -> CallbackRow:
    """The person was reached: how content they are (1–5, None if not asked) and what they said.

    ``unsettled``: they say that it is not done, and the record opens again. Raises Refused
    callback.unknown, callback.score, callback.unsettled_words, field.not_a_choice,
    callback.moved, and as the record's own rules.
    """
    with desk.change(Permission.CALLBACK_WORK, "callback.done", request) as change:
        row = callback_row(callback)
        finish(change, row, outcome(score, words, way, unsettled=unsettled))
    return get_callback(desk, callback)


@once(get_callback)
def tried(
    desk: Desk,
    callback: int,
    note: str = "",
    next_at: datetime | None = None,
    outcome: str = "no_answer",
    *,
    request: str | None = None,
) -> CallbackRow:
    """An attempt in vain: counted, and due again at ``next_at`` (after the set time if None).

    Raises Refused callback.unknown, callback.next_past, field.not_a_choice, callback.moved.
    """
    with desk.change(Permission.CALLBACK_WORK, "callback.tried", request) as change:
        row = callback_row(callback)
        _step(desk, row, "tried")
        if outcome not in OUTCOMES:
            raise Refused("field.not_a_choice", "outcome")
        again = _next(desk, change, next_at)
        session = desk.session
        assert session is not None
        change.update(row, tries=row.tries + 1, tried_at=change.now, due_at=again)
        change.create(
            CallbackTry, callback=row.id, outcome=outcome, note=clean(note, "note", 300),
            next_at=again, at=change.now, staff=session.staff, who=session.name,
        )  # fmt: skip
        change.about(row.kind, row.record)
    return get_callback(desk, callback)


@once(get_callback)
def put_off(
    desk: Desk,
    callback: int,
    reason: str,
    next_at: datetime | None = None,
    *,
    request: str | None = None,
) -> CallbackRow:
    """Ring later without having tried, for a ``reason``.

    Raises Refused callback.unknown, callback.next_past, callback.moved, workflow.reason_needed.
    """
    with desk.change(Permission.CALLBACK_WORK, "callback.put_off", request, reason) as change:
        row = callback_row(callback)
        why = clean(reason, "reason", 300)
        _step(desk, row, "put_off", why)
        change.update(row, due_at=_next(desk, change, next_at))
        change.about(row.kind, row.record)
    return get_callback(desk, callback)


@once(get_callback)
def give_up(desk: Desk, callback: int, reason: str, *, request: str | None = None) -> CallbackRow:
    """Nobody can be reached: the record closes without a score.

    Not before it was tried often enough, unless there is no number or a wrong one, or a supervisor
    says so. Raises Refused callback.unknown, callback.moved, callback.too_early,
    workflow.reason_needed, and as the record's own rules.
    """
    with desk.change(Permission.CALLBACK_WORK, "callback.given_up", request, reason) as change:
        row = callback_row(callback)
        why = clean(reason, "reason", 300)
        _step(desk, row, "give_up", why)
        if not may_give_up(desk, row.tries, row.phone, _last_outcome(row)):
            most = desk.settings.get(MOST_TRIES)
            raise Refused("callback.too_early", tries=row.tries, most=most)
        finish(change, row, Outcome(reached=False, reason=why))
    return get_callback(desk, callback)


def outcome(score: int | None, words: str, way: str, *, unsettled: bool = False) -> Outcome:
    """What was said, checked. Raises Refused as ``done`` does."""
    if score is not None and score not in range(1, 6):
        raise Refused("callback.score", "score")
    if way not in WAYS:
        raise Refused("field.not_a_choice", "way")
    said = clean(words, "words", 2000, lines=True)
    if unsettled and not said:
        raise Refused("callback.unsettled_words", "words")
    return Outcome(True, score, way, said, unsettled)


def finish(change: Change, row: Callback, outcome: Outcome) -> None:
    """End a callback inside a change and tell the record's register. Raises as ``done``."""
    _step(change.desk, row, "done")
    session = change.desk.session
    assert session is not None
    change.update(
        row, state=flow.DONE if outcome.reached else flow.GIVEN_UP, score=outcome.score,
        way=outcome.way, words=outcome.words, unsettled=outcome.unsettled,
        reason=outcome.reason, done_at=change.now, done_by=session.staff, doer=session.name,
        tries=row.tries + 1 if outcome.reached else row.tries,
    )  # fmt: skip
    change.about(row.kind, row.record)
    after.run(change.desk, change, row.kind, row.record, outcome)


def may_give_up(desk: Desk, tries: int, phone: str, last: str = "") -> bool:
    """Whether the person on duty may give it up: the rule of when it was tried enough."""
    enough = tries >= desk.settings.get(MOST_TRIES) or not phone or last == "wrong_number"
    return enough or desk.allows(Permission.COMPLAINT_FORCE)


def _last_outcome(row: Callback) -> str:
    mine = CallbackTry.callback == row.id
    last = CallbackTry.select().where(mine).order_by(CallbackTry.id.desc()).first()
    return str(last.outcome) if last is not None else ""


def _step(desk: Desk, row: Callback, key: str, reason: str | None = None) -> Move:
    """The move ``key``. Raises Refused callback.moved (who, when), workflow.reason_needed."""
    if row.state not in flow.CALLBACK.move(key).sources:
        steps = history(desk, "callback", row.id)
        who = row.doer or (steps[0].who if steps else "")
        time = f"{desk.local(row.done_at):%m-%d %H:%M}" if row.done_at is not None else ""
        raise Refused("callback.moved", who=who, time=time, state=gettext(STATES[row.state]))
    return flow.CALLBACK.check(key, row.state, reason)


def callback_row(callback: int) -> Callback:
    """The table's row. Raises Refused("callback.unknown")."""
    row = Callback.get_or_none(Callback.id == callback)
    if row is None:
        raise Refused("callback.unknown")
    return row


def _next(desk: Desk, change: Change, next_at: datetime | None) -> datetime:
    if next_at is None:
        return worktime.due(desk, desk.settings.get(RETRY), change.now)
    if next_at <= change.now:
        raise Refused("callback.next_past", "next_at")
    return next_at
