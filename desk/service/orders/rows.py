"""Work orders as they are read: a row of the list, and one in full."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import peewee as pw

from desk.core.access import Permission
from desk.core.change import Change
from desk.core.desk import Desk
from desk.core.errors import Refused
from desk.core.frozen import frozen
from desk.core.models import Staff
from desk.core.text import mask_phone
from desk.estate.models import Facility, Unit
from desk.fees.reading import ask
from desk.service.models.orders import OrderEngineer, OrderKind, WorkOrder
from desk.service.orders import flow
from desk.service.orders.own import engineer, own
from desk.service.orders.said import kind_name

KIND = "work_order"
"""A work order's kind: in the log, in news, in search, on papers."""
LEFT = pw.JOIN.LEFT_OUTER
# Spelt as the index over what is not over says it, or SQLite would not use that.
ALIVE: Any = pw.Expression(WorkOrder.state, "NOT IN", pw.SQL("('closed', 'cancelled')"))


_OPEN_OF = (
    "SELECT e.staff, e.name, COUNT(*) FROM work_order o "
    "JOIN order_engineer e ON e.order_id = o.id AND e.until IS NULL "
    "WHERE o.state NOT IN ('closed', 'cancelled') "
    "AND o.state IN ('assigned', 'accepted', 'working', 'paused') GROUP BY e.staff, e.name"
)


@frozen
class OrderRow:
    """A work order as lists show one. Money in minor units, times UTC; ``phone`` is masked.

    ``engineers`` are the names of those who have it. ``late``: its next step is past its time.
    ``to_pay`` is what the customer pays for it altogether. The rest is as the table keeps it.
    """

    id: int
    number: str
    state: str
    urgency: str
    kind: int
    kind_name: str
    unit: int | None
    unit_code: str
    place: str
    facility: int | None
    facility_name: str
    person: int | None
    name: str
    phone: str
    text: str
    source: str
    paid: bool
    wanted_from: datetime | None
    wanted_until: datetime | None
    plan_from: datetime | None
    plan_until: datetime | None
    business_date: date
    at: datetime
    who: str
    arrive_by: datetime
    due: datetime | None
    pause_reason: str
    urged: int
    urged_at: datetime | None
    returned: int
    redone: int
    assigned_at: datetime | None
    accepted_at: datetime | None
    arrived_at: datetime | None
    finished_at: datetime | None
    closed_at: datetime | None
    result: str
    score: int | None
    to_pay: int
    reason: str
    erased: bool
    engineers: str
    late: bool

    @property
    def tone(self) -> str:
        """How its state looks: red once it is late."""
        return "late" if self.late else flow.ORDER.state(self.state).tone

    @property
    def where(self) -> str:
        """Where it is: the unit, or the public area and facility."""
        return " ".join(part for part in (self.unit_code, self.place, self.facility_name) if part)


@frozen
class EngineerRow:
    """Somebody who can be sent. ``staff`` is None for a name without an account; ``open`` counts
    the orders that are with them."""

    staff: int | None
    name: str
    open: int = 0


@frozen
class LineRow:
    """Labour or material of an order. ``quantity`` in ten-thousandths, money in minor units.

    ``settled``: it was paid or let off, and stays as it is.
    """

    id: int
    kind: str
    listed: int | None
    text: str
    measure: str
    quantity: int
    price: int
    amount: int
    payer: str
    charge: int | None
    settled: bool


@frozen
class FileRow:
    """An attached file. ``label``: before, after, signed, other; ``size`` in bytes."""

    id: int
    attachment: int
    label: str
    name: str
    media_type: str
    size: int
    added_at: datetime


def rows_query(desk: Desk) -> Any:
    """The joined select behind lists of orders, an engineer's own ones; ``row_view`` reads its
    tuples."""
    o = WorkOrder
    names: Any = OrderEngineer.select(pw.fn.GROUP_CONCAT(OrderEngineer.name, ", ")).where(
        (OrderEngineer.order == o.id) & OrderEngineer.until.is_null()
    )
    query = (
        o.select(
            o.id, o.number, o.state, o.urgency, o.kind, OrderKind.name, o.unit, Unit.code, o.place,
            o.facility, Facility.name, o.person, o.name, o.phone, o.text, o.source, o.paid,
            o.wanted_from, o.wanted_until, o.plan_from, o.plan_until, o.business_date, o.at, o.who,
            o.arrive_by, o.due, o.pause_reason, o.urged, o.urged_at, o.returned, o.redone,
            o.assigned_at, o.accepted_at, o.arrived_at, o.finished_at, o.closed_at, o.result,
            o.score, o.amount, o.reason, o.erased_at, names,
            OrderKind.code,
        )
        .join(OrderKind, on=(o.kind == OrderKind.id))
        .join_from(o, Unit, LEFT, on=(o.unit == Unit.id))
        .join_from(o, Facility, LEFT, on=(o.facility == Facility.id))
    )  # fmt: skip
    return own(desk, query)


def row_view(desk: Desk, row: Any) -> OrderRow:
    """One tuple of ``rows_query`` as a frozen row."""
    values = list(row[:42])
    values[5] = kind_name(row[42], row[5])
    values[7], values[10] = row[7] or "", row[10] or ""
    values[13] = mask_phone(row[13])
    values[40] = row[40] is not None
    values[41] = row[41] or ""
    due, state = row[25], row[2]
    values.append(due is not None and due < desk.now and state not in flow.OVER)
    return OrderRow(*values)


def read_rows(
    desk: Desk, which: Any, order: Any = None, limit: int | None = None
) -> list[OrderRow]:
    """The orders that fulfil a condition on ``WorkOrder``, newest first unless ``order`` says."""
    query = rows_query(desk).where(which)
    query = query.order_by(*(order or (WorkOrder.id.desc(),))).limit(limit)
    return [row_view(desk, row) for row in query.tuples()]


def get_order(desk: Desk, order: int) -> OrderRow:
    """One order. Needs order.view. Raises Refused order.unknown; order.not_yours for an engineer
    who never had it."""
    desk.require(Permission.ORDER_VIEW)
    found = read_rows(desk, WorkOrder.id == order)
    if not found:
        raise Refused("order.not_yours", number=order_row(order).number)
    return found[0]


def order_by_number(desk: Desk, number: str) -> OrderRow:
    """The order with this number. Raises Refused("order.unknown")."""
    desk.require(Permission.ORDER_VIEW)
    found = read_rows(desk, WorkOrder.number == number.strip().upper())
    if not found:
        raise Refused("order.unknown")
    return found[0]


def order_row(order: int) -> WorkOrder:
    """The table's row. Raises Refused("order.unknown")."""
    row: WorkOrder | None = WorkOrder.get_or_none(WorkOrder.id == order)
    if row is None:
        raise Refused("order.unknown")
    return row


def order_taken(change: Change, order: int) -> WorkOrder:
    """The table's row, which ``change`` is about. Raises Refused("order.unknown")."""
    row = order_row(order)
    change.touch(row)
    return row


def engineers_of(order: int) -> list[OrderEngineer]:
    """Those who have the order now, in the order they were named."""
    mine = (OrderEngineer.order == order) & OrderEngineer.until.is_null()
    return list(OrderEngineer.select().where(mine).order_by(OrderEngineer.id))


def engineers(desk: Desk) -> list[EngineerRow]:
    """Whom an order can be given to, with how many are with them: staff by name, then names.
    Engineers see themselves."""
    from desk.service.orders.options import names

    desk.require(Permission.ORDER_VIEW)
    open_: dict[tuple[int | None, str], int] = {}
    for staff, name, number in ask(desk, _OPEN_OF):
        key = (staff, "" if staff is not None else name)
        open_[key] = open_.get(key, 0) + number
    able = Staff.select().where((Staff.role == "engineer") & Staff.active).order_by(Staff.name)
    found = [EngineerRow(s.id, s.name, open_.pop((s.id, ""), 0)) for s in able]
    me = engineer(desk)
    if me is not None:
        return [one for one in found if one.staff == me]
    known = names(desk)
    also = [name for staff, name in open_ if staff is None and name not in known]
    return found + [EngineerRow(None, name, open_.get((None, name), 0)) for name in known + also]


def similar(
    desk: Desk,
    *,
    unit: int | None = None,
    facility: int | None = None,
    kind: int = 0,
    leave_out: int = 0,
) -> list[OrderRow]:
    """Orders under way at the same unit or facility, those of the same kind first: a warning."""
    desk.require(Permission.ORDER_VIEW)
    if unit is None and facility is None:
        return []
    o = WorkOrder
    there = (o.unit == unit) if unit is not None else (o.facility == facility)
    which = there & ALIVE & o.state.in_((*flow.UNDONE, flow.DONE)) & (o.id != leave_out)
    rows = read_rows(desk, which, limit=20)
    return sorted(rows, key=lambda row: row.kind != kind)
