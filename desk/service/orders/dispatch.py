"""Give orders to engineers 派单, take them back 退单, hand them on 转单, plan them on the board."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from desk.core.access import Permission
from desk.core.change import Change, once
from desk.core.desk import Desk
from desk.core.errors import Refused
from desk.core.models import Staff
from desk.core.text import clean
from desk.estate.checks import Faults
from desk.service.models.orders import OrderEngineer, WorkOrder
from desk.service.orders import flow
from desk.service.orders.drafts import (
    MOST_ENGINEERS,
    EngineerDraft,
    check_engineers,
    check_to_come,
    check_window,
)
from desk.service.orders.rows import (
    ALIVE,
    OrderRow,
    engineers_of,
    get_order,
    order_taken,
    read_rows,
)
from desk.service.orders.rows import engineers as engineers_of_site
from desk.service.orders.seen import WATCH
from desk.service.orders.verbs import refuse_stranger

Engineers = Sequence[EngineerDraft]


@once(get_order)
def assign(
    desk: Desk,
    order: int,
    engineers: Engineers,
    plan_from: datetime | None = None,
    plan_until: datetime | None = None,
    *,
    request: str | None = None,
) -> OrderRow:
    """Give an order that nobody has to one or several engineers, the first one leading.

    ``plan_from`` to ``plan_until`` is when they shall go. Raises Refused order.engineer_needed,
    order.engineer_unknown (engineers), order.window and order.until (plan_from), order.moved.
    """
    with desk.change(Permission.ORDER_DISPATCH, "order.assigned", request) as change:
        row = order_taken(change, order)
        move = WATCH.step(desk, row, "assign")
        _give(desk, change, row, engineers)
        _plan(change, row, plan_from, plan_until)
        change.update(row, state=move.target, assigned_at=change.now, accepted_at=None)
    return get_order(desk, order)


@once(get_order)
def transfer(
    desk: Desk,
    order: int,
    engineers: Engineers,
    reason: str,
    plan_from: datetime | None = None,
    plan_until: datetime | None = None,
    *,
    was: int | None = None,
    request: str | None = None,
) -> OrderRow:
    """Hand an order on to others, with a ``reason``; they accept anew. The clock goes on.

    ``was`` is the ``seen`` of what was on screen. Raises as ``assign``, and
    workflow.reason_needed, order.changed_meanwhile.
    """
    with desk.change(Permission.ORDER_DISPATCH, "order.transferred", request) as change:
        row = order_taken(change, order)
        why = clean(reason, "reason", 300)
        move = WATCH.step(desk, row, "transfer", why)
        WATCH.refuse_stale(desk, row, was)
        _give(desk, change, row, engineers)
        _plan(change, row, plan_from, plan_until)
        change.update(
            row, state=move.target, assigned_at=change.now, accepted_at=None, arrived_at=None,
            **off_site(row),
        )  # fmt: skip
        change.note(reason=why)
    return get_order(desk, order)


@once(get_order)
def return_(desk: Desk, order: int, reason: str, *, request: str | None = None) -> OrderRow:
    """An engineer gives an order back 退单: nobody has it, counted, with the ``reason``.

    Raises Refused order.moved, workflow.reason_needed, order.not_yours.
    """
    with desk.change(Permission.ORDER_WORK, "order.returned", request) as change:
        row = order_taken(change, order)
        why = clean(reason, "reason", 300)
        move = WATCH.step(desk, row, "return", why)
        refuse_stranger(desk, row)
        release(change, row)
        change.update(
            row, state=move.target, returned=row.returned + 1, reason=why, assigned_at=None,
            accepted_at=None, arrived_at=None, plan_from=None, plan_until=None, **off_site(row),
        )  # fmt: skip
    return get_order(desk, order)


@once(get_order)
def plan(
    desk: Desk,
    order: int,
    plan_from: datetime | None,
    plan_until: datetime | None,
    engineers: Engineers | None = None,
    *,
    was: int | None = None,
    request: str | None = None,
) -> OrderRow:
    """Move an order on the board: when, and with ``engineers`` to whom.

    One that nobody has is assigned; one that waits to be accepted may change hands. Later than
    that it is a transfer. ``was`` is the ``seen`` of what was on screen. Raises as ``assign``, and
    order.changed_meanwhile.
    """
    with desk.change(Permission.ORDER_DISPATCH, "order.planned", request) as change:
        row = order_taken(change, order)
        WATCH.refuse_state(desk, row, *flow.UNDONE)
        WATCH.refuse_stale(desk, row, was)
        if engineers is not None and not _same(row, engineers):
            if row.state not in (flow.OPEN, flow.ASSIGNED):
                raise Refused("order.transfer_instead", "engineers", number=row.number)
            _give(desk, change, row, engineers)
            change.update(row, state=flow.ASSIGNED, assigned_at=change.now, accepted_at=None)
        _plan(change, row, plan_from, plan_until)
    return get_order(desk, order)


def assign_next(desk: Desk, order: int, *, request: str | None = None) -> OrderRow:
    """Give an order to the engineer with an account who has the fewest, for one key on Today.

    Raises as ``assign``; Refused order.engineer_needed when there is none.
    """
    able = [one for one in engineers_of_site(desk) if one.staff is not None]
    if not able:
        raise Refused("order.engineer_needed", "engineers", most=MOST_ENGINEERS)
    free = min(able, key=lambda one: one.open)
    return assign(desk, order, (EngineerDraft(free.staff),), request=request)


@once(get_order)
def undo_assign(desk: Desk, order: int, *, request: str | None = None) -> OrderRow:
    """It was given to the wrong one: nobody has it again, and it does not count as returned.

    Raises Refused order.moved once somebody has accepted it.
    """
    with desk.change(Permission.ORDER_DISPATCH, "order.assign_undone", request) as change:
        row = order_taken(change, order)
        WATCH.refuse_state(desk, row, flow.ASSIGNED)
        release(change, row)
        change.update(row, state=flow.OPEN, assigned_at=None, plan_from=None, plan_until=None)
    return get_order(desk, order)


def clashes(
    desk: Desk,
    engineers: Engineers,
    plan_from: datetime,
    plan_until: datetime,
    leave_out: int = 0,
) -> list[OrderRow]:
    """What these engineers have planned at that time already: a warning for the dispatcher."""
    desk.require(Permission.ORDER_VIEW)
    o, e = WorkOrder, OrderEngineer
    staff = [one.staff for one in engineers if one.staff is not None]
    outside = [one.name for one in engineers if one.staff is None]
    theirs = e.staff.in_(staff) | (e.staff.is_null() & e.name.in_(outside))
    busy = e.select(e.order).where(e.until.is_null() & theirs)
    which = (
        ALIVE & o.state.in_(flow.WITH_SOMEBODY) & o.id.in_(busy) & (o.id != leave_out)
        & (o.plan_from < plan_until) & (o.plan_until > plan_from)
    )  # fmt: skip
    return read_rows(desk, which, (o.plan_from, o.id), limit=20)


def release(change: Change, row: WorkOrder) -> None:
    """Nobody has the order any more; who had it stays known."""
    for held in engineers_of(row.id):
        change.update(held, until=change.now)


def off_site(row: WorkOrder) -> dict[str, object]:
    """Columns of an order whose engineers left: due on site again, no pause any more."""
    return {"due": row.arrive_by, "held": None, "paused_at": None, "pause_reason": ""}


def _give(desk: Desk, change: Change, row: WorkOrder, engineers: Engineers) -> None:
    wanted = check_engineers(tuple(engineers))
    staff = [one.staff for one in wanted if one.staff is not None]
    known = {s.id: s for s in Staff.select().where(Staff.id.in_(staff))}
    if any(key not in known or not known[key].active for key in staff):
        raise Refused("order.engineer_unknown", "engineers")
    release(change, row)
    for one in wanted:
        name = known[one.staff].name if one.staff is not None else one.name
        change.create(OrderEngineer, order=row.id, staff=one.staff, name=name, since=change.now)


def _plan(change: Change, row: WorkOrder, start: datetime | None, end: datetime | None) -> None:
    with Faults() as faults:
        check_window(faults, start, end, "plan_from")
    if end != row.plan_until:
        check_to_come(end, change.now, "plan_from")
    change.update(row, plan_from=start, plan_until=end)


def _same(row: WorkOrder, engineers: Engineers) -> bool:
    wanted = {(one.staff, "" if one.staff is not None else one.name) for one in engineers}
    return wanted == {
        (one.staff, "" if one.staff is not None else one.name) for one in engineers_of(row.id)
    }
