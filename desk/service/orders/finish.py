"""The end of an order: finished 完成, corrected, done again 返修, called back 回访, closed."""

from __future__ import annotations

from datetime import timedelta

from desk.core.access import Permission
from desk.core.change import Change, Repeated, once
from desk.core.desk import Desk
from desk.core.errors import Refused
from desk.core.text import clean
from desk.service.callbacks.queue import add_callback, drop_callbacks, open_callback
from desk.service.callbacks.rows import Outcome
from desk.service.models.orders import OrderKind, WorkOrder
from desk.service.orders import flow
from desk.service.orders.charging import book, refuse_settled
from desk.service.orders.dispatch import release
from desk.service.orders.drafts import FinishDraft
from desk.service.orders.rows import KIND, OrderRow, get_order, order_row, order_taken
from desk.service.orders.seen import WATCH
from desk.service.orders.verbs import about, moment_of, refuse_stranger

SCORES = range(1, 6)


@once(get_order)
def finish(desk: Desk, order: int, draft: FinishDraft, *, request: str | None = None) -> OrderRow:
    """The work is done, as the paper says: what with, who pays, when.

    What the customer pays becomes a debt of the unit, to be paid at the till; the customer is
    put into the callback queue as the kind of repair wants it. Raises Refused order.arrived_needed
    and order.moment (arrived_at, finished_at), text.required (result), order.quantity,
    order.price, order.payer_unit, price.unknown (lines), order.moved, order.not_yours.
    """
    with desk.change(Permission.ORDER_WORK, "order.finished", request) as change:
        row = order_taken(change, order)
        move = WATCH.step(desk, row, "finish")
        refuse_stranger(desk, row)
        result = clean(draft.result, "result", 2000, required=True, lines=True)
        _times(desk, change, row, draft)
        book(desk, change, row, draft.lines)
        change.update(
            row, state=move.target, result=result, due=None, held=None,
            accepted_at=row.accepted_at or change.now,
        )  # fmt: skip
        _queue(change, row)
        about(change, row)
    return get_order(desk, order)


@once(get_order)
def correct(
    desk: Desk,
    order: int,
    draft: FinishDraft,
    *,
    was: int | None = None,
    request: str | None = None,
) -> OrderRow:
    """Enter anew how an order ended, while nothing of it is paid: what was charged is taken back
    and made anew.

    ``was`` is the ``seen`` of what the form was opened with. Raises as ``finish``, and Refused
    order.charge_paid (lines), order.changed_meanwhile.
    """
    with desk.change(Permission.ORDER_WORK, "order.corrected", request) as change:
        row = order_taken(change, order)
        WATCH.step(desk, row, "correct")
        refuse_stranger(desk, row)
        WATCH.refuse_stale(desk, row, was)
        refuse_settled(desk, row)
        result = clean(draft.result, "result", 2000, required=True, lines=True)
        _times(desk, change, row, draft)
        rung = _wants_callback(row)
        book(desk, change, row, draft.lines)
        change.update(row, result=result)
        if _wants_callback(row) != rung:  # else it was put off or given up already, or waits
            _queue(change, row)
        about(change, row)
    return get_order(desk, order)


@once(get_order)
def redo(desk: Desk, order: int, reason: str, *, request: str | None = None) -> OrderRow:
    """It is not right yet: open again for somebody to go, counted. Nothing charged changes until
    it is finished again. Raises Refused order.moved, workflow.reason_needed."""
    with desk.change(Permission.ORDER_DISPATCH, "order.redone", request) as change:
        row = order_taken(change, order)
        why = clean(reason, "reason", 300)
        WATCH.step(desk, row, "redo", why)
        drop_callbacks(change, KIND, order, why)
        _open_again(desk, change, row, why)
    return get_order(desk, order)


def _open_again(desk: Desk, change: Change, row: WorkOrder, why: str) -> None:
    from desk.service.orders.verbs import arrive_by_of

    release(change, row)
    arrive_by = arrive_by_of(desk, row.urgency, change.now, None)
    change.update(
        row, state=flow.OPEN, redone=row.redone + 1, reason=why, arrive_by=arrive_by,
        due=arrive_by, assigned_at=None, accepted_at=None, arrived_at=None, finished_at=None,
        called_back_at=None, score=None, plan_from=None, plan_until=None,
    )  # fmt: skip
    about(change, row)


def called_back(
    desk: Desk,
    order: int,
    score: int | None = None,
    words: str = "",
    way: str = "call",
    *,
    unsettled: bool = False,
    request: str | None = None,
) -> OrderRow:
    """The customer was asked: ``score`` 1–5 or None, what they said. Ends what is queued.

    Raises Refused order.moved, callback.score, order.unknown.
    """
    desk.require(Permission.CALLBACK_WORK)
    waiting = open_callback(KIND, order)
    row = order_row(order)
    if waiting is not None and row.state == flow.DONE:
        from desk.service.callbacks.verbs import done

        done(desk, waiting.id, score, words, way, unsettled=unsettled, request=request)
        return get_order(desk, order)
    return _called_back(desk, order, score, words, request=request)


def _called_back(
    desk: Desk, order: int, score: int | None, words: str, *, request: str | None
) -> OrderRow:
    try:
        with desk.change(Permission.CALLBACK_WORK, "order.called_back", request) as change:
            row = order_taken(change, order)
            move = WATCH.step(desk, row, "call_back")
            if score is not None and score not in SCORES:
                raise Refused("callback.score", "score")
            said = clean(words, "words", 300)
            change.update(
                row, state=move.target, called_back_at=change.now, score=score,
                reason=said or row.reason,
            )  # fmt: skip
            about(change, row)
    except Repeated:
        pass  # the first click may have ended a callback: what it made is not the order
    return get_order(desk, order)


def after_callback(desk: Desk, change: Change, order: int, outcome: Outcome) -> None:
    """What an ended callback does to its order, inside the callback's change.

    Given up, the order stays done and may be closed; not settled, it is opened again.
    """
    row = order_row(order)
    change.about(KIND, order)
    if row.state != flow.DONE:
        return
    if outcome.unsettled:
        _open_again(desk, change, row, " ".join(outcome.words.split())[:300])
    elif outcome.reached:
        change.update(row, state=flow.CALLED_BACK, called_back_at=change.now, score=outcome.score)


@once(get_order)
def close(desk: Desk, order: int, *, request: str | None = None) -> OrderRow:
    """The order is over. Raises Refused order.callback_first while somebody is to be called
    back, order.moved."""
    with desk.change(Permission.ORDER_WRITE, "order.closed", request) as change:
        row = order_taken(change, order)
        move = WATCH.step(desk, row, "close")
        if open_callback(KIND, order) is not None:
            raise Refused("order.callback_first", number=row.number)
        change.update(row, state=move.target, due=None, closed_at=change.now)
    return get_order(desk, order)


def _closed_before(_desk: Desk, _order: int) -> int:
    return 0


@once(_closed_before)
def close_all(desk: Desk, *, request: str | None = None) -> int:
    """Close every order that is done or called back and has nobody to be called back any more.

    Gives how many. One change, at most a thousand at once.
    """
    with desk.change(Permission.ORDER_WRITE, "order.closed_all", request) as change:
        found = desk.storage.database.execute_sql(_CLOSABLE).fetchall()
        for (key,) in found:
            row = WorkOrder.get_by_id(key)
            change.update(row, state=flow.CLOSED, due=None, closed_at=change.now)
        change.note(count=len(found))
    return len(found)


def close_waiting(desk: Desk, _record: int = 0, *, request: str | None = None) -> int:
    """As ``close_all``, called from the one line that Today has for them."""
    return close_all(desk, request=request)


_CLOSABLE = (
    "SELECT o.id FROM work_order o WHERE o.state NOT IN ('closed', 'cancelled') "
    "AND o.state IN ('done', 'called_back') AND NOT EXISTS (SELECT 1 FROM callback c "
    "WHERE c.kind = 'work_order' AND c.record = o.id AND c.state = 'open') ORDER BY o.id LIMIT 1000"
)


def _times(desk: Desk, change: Change, row: WorkOrder, draft: FinishDraft) -> None:
    """Arrival and end as the paper says, in their order."""
    arrived = row.arrived_at
    if draft.arrived_at is not None:
        arrived = moment_of(desk, row, draft.arrived_at, "arrived_at")
    if arrived is None:
        raise Refused("order.arrived_needed", "arrived_at")
    finished = moment_of(desk, row, draft.finished_at or row.finished_at, "finished_at")
    if finished < arrived:
        raise Refused("order.moment", "finished_at", number=row.number)
    change.update(row, arrived_at=arrived, finished_at=finished)


def _wants_callback(row: WorkOrder) -> bool:
    """Whether the kind of repair wants the customer to be rung, and there is somebody to ring."""
    wanted = {
        "always": True, "never": False, "paid": row.amount > 0, "urgent": row.urgency == "urgent",
    }[OrderKind.get_by_id(row.kind_id).callback]  # fmt: skip
    return wanted and bool(row.phone or row.person_id or row.unit_id)


def _queue(change: Change, row: WorkOrder) -> None:
    """Put the customer into the callback queue, or take them out of it."""
    if not _wants_callback(row):
        drop_callbacks(change, KIND, row.id)
        return
    due = change.now + timedelta(hours=OrderKind.get_by_id(row.kind_id).callback_hours)
    add_callback(
        change, kind=KIND, record=row.id, due=due, unit=row.unit_id, person=row.person_id,
        name=row.name[:120], phone=row.phone, about=row.text[:300],
    )  # fmt: skip
