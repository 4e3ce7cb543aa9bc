"""The engineers' side: accepted 接单, on site 到场, paused and gone on."""

from __future__ import annotations

from datetime import datetime

from desk.core import worktime
from desk.core.access import Permission
from desk.core.change import once
from desk.core.desk import Desk
from desk.core.errors import Refused
from desk.core.text import clean
from desk.service.orders import flow
from desk.service.orders.options import FINISH_HOURS, PAUSE_HOURS
from desk.service.orders.rows import OrderRow, engineers_of, get_order, order_taken
from desk.service.orders.seen import WATCH
from desk.service.orders.verbs import moment_of, refuse_stranger, runs_always


@once(get_order)
def accept(desk: Desk, order: int, *, request: str | None = None) -> OrderRow:
    """An engineer takes the order on. Raises Refused order.moved, order.not_yours."""
    with desk.change(Permission.ORDER_WORK, "order.accepted", request) as change:
        row = order_taken(change, order)
        move = WATCH.step(desk, row, "accept")
        refuse_stranger(desk, row)
        me = desk.session.staff if desk.session else None
        people = engineers_of(order)
        mine = [one for one in people if one.staff is not None and one.staff == me] or people
        change.update(row, state=move.target, accepted_at=change.now)
        for one in mine:
            change.update(one, accepted_at=change.now)
    return get_order(desk, order)


@once(get_order)
def arrive(
    desk: Desk, order: int, at: datetime | None = None, *, request: str | None = None
) -> OrderRow:
    """They are on site, since ``at`` (now if None). The clock runs on to the end of the work.

    Raises Refused order.moved, order.moment (at), order.not_yours.
    """
    with desk.change(Permission.ORDER_WORK, "order.arrived", request) as change:
        row = order_taken(change, order)
        move = WATCH.step(desk, row, "arrive")
        refuse_stranger(desk, row)
        moment = moment_of(desk, row, at)
        minutes = desk.settings.get(FINISH_HOURS) * 60
        due = worktime.due(desk, minutes, moment, always=runs_always(desk, row))
        change.update(
            row, state=move.target, arrived_at=moment, due=due,
            accepted_at=row.accepted_at or change.now,
        )  # fmt: skip
    return get_order(desk, order)


@once(get_order)
def undo_arrive(desk: Desk, order: int, *, request: str | None = None) -> OrderRow:
    """The arrival was noted by mistake. Raises Refused("order.moved")."""
    with desk.change(Permission.ORDER_WORK, "order.arrival_undone", request) as change:
        row = order_taken(change, order)
        WATCH.refuse_state(desk, row, *(() if row.pauses else (flow.WORKING,)))
        refuse_stranger(desk, row)
        change.update(row, state=flow.ACCEPTED, arrived_at=None, due=row.arrive_by)
    return get_order(desk, order)


@once(get_order)
def pause(
    desk: Desk,
    order: int,
    reason: str,
    until: datetime | None = None,
    *,
    request: str | None = None,
) -> OrderRow:
    """The work waits, for a part or for the customer: the clock stands still.

    It is looked at again at ``until``, or after the time that is set. Raises Refused
    order.moved, workflow.reason_needed, order.until (until), order.not_yours.
    """
    with desk.change(Permission.ORDER_WORK, "order.paused", request) as change:
        row = order_taken(change, order)
        why = clean(reason, "reason", 300)
        move = WATCH.step(desk, row, "pause", why)
        refuse_stranger(desk, row)
        if until is not None and until <= change.now:
            raise Refused("order.until", "until")
        again = until or worktime.due(desk, desk.settings.get(PAUSE_HOURS) * 60)
        change.update(
            row, state=move.target, held=row.due, paused_at=change.now, due=again,
            pauses=row.pauses + 1, pause_reason=why,
        )  # fmt: skip
    return get_order(desk, order)


@once(get_order)
def resume(desk: Desk, order: int, *, request: str | None = None) -> OrderRow:
    """The work goes on, with as much time left as when it was paused.

    Raises Refused order.moved, order.not_yours.
    """
    with desk.change(Permission.ORDER_WORK, "order.resumed", request) as change:
        row = order_taken(change, order)
        move = WATCH.step(desk, row, "resume")
        refuse_stranger(desk, row)
        due = row.held
        if due is not None and row.paused_at is not None:
            always = runs_always(desk, row)
            due = worktime.paused(desk, due, row.paused_at, change.now, always=always)
        change.update(row, state=move.target, due=due, held=None, paused_at=None, pause_reason="")
    return get_order(desk, order)
