"""The dispatch board 派工板: who has what on a day, what waits for somebody; and on the estate."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from desk.core.access import Permission
from desk.core.desk import Desk
from desk.core.fields import to_millis
from desk.core.frozen import frozen
from desk.core.register import BoardCell, BoardMode
from desk.core.words import N_
from desk.fees.reading import ask, marks
from desk.service.models.orders import WorkOrder
from desk.service.orders import flow
from desk.service.orders.own import engineer, own_sql
from desk.service.orders.rows import ALIVE, EngineerRow, OrderRow, engineers, read_rows

SLOT = timedelta(hours=1)
"""How long an order without a planned end is shown to take."""
MOST = 500


@frozen
class Slot:
    """An order on the board. ``planned`` tells that the dispatcher set the time; otherwise it is
    the customer's window, or the hour before it is due. ``lead``: this engineer was named first."""

    row: OrderRow
    start: datetime
    end: datetime
    planned: bool
    lead: bool


@frozen
class Lane:
    """One engineer's day: what has a time on it, and (today) what they have without one."""

    engineer: EngineerRow
    slots: tuple[Slot, ...]
    rest: tuple[OrderRow, ...]


@frozen
class Board:
    """A day's board: a lane an engineer, and orders that ``wait`` for somebody, most urgent
    first."""

    day: date
    lanes: tuple[Lane, ...]
    wait: tuple[OrderRow, ...]


_WITH = (
    "SELECT o.id, e.staff, e.name, e.id FROM work_order o "
    "JOIN order_engineer e ON e.order_id = o.id AND e.until IS NULL "
    "WHERE o.state NOT IN ('closed', 'cancelled') "
    "AND o.state IN ('assigned', 'accepted', 'working', 'paused') "
    "UNION SELECT o.id, e.staff, e.name, e.id FROM work_order o "
    "JOIN order_engineer e ON e.order_id = o.id AND e.until IS NULL "
    "WHERE o.state NOT IN ('closed', 'cancelled') AND o.state IN ('done', 'called_back') "
    "AND o.finished_at >= ? AND o.finished_at < ? ORDER BY 4"
)


def board(desk: Desk, day: date | None = None) -> Board:
    """The board of a day (today if None). Needs order.view.

    Late orders stand on today's board, whatever day they were planned for. An engineer sees the
    own lane, and none of what waits for somebody.
    """
    desk.require(Permission.ORDER_VIEW)
    day = day or desk.today
    start, end = desk.day_start(day), desk.day_start(day + timedelta(days=1))
    held = ask(desk, _WITH, to_millis(start), to_millis(end))
    ids = sorted({row[0] for row in held})
    rows = {row.id: row for row in _rows(desk, ids)}  # an engineer's own ones
    lanes: dict[tuple[int | None, str], list[OrderRow]] = {}
    leads: dict[int, int] = {}
    me = engineer(desk)
    for order, staff, name, key in held:
        leads.setdefault(order, key)
        if me is not None and staff != me:
            continue
        lanes.setdefault((staff, "" if staff is not None else name), []).append(rows[order])
    lead = {(order, staff, name) for order, staff, name, key in held if leads[order] == key}
    people = {(e.staff, "" if e.staff is not None else e.name): e for e in engineers(desk)}
    for staff, name in lanes:
        people.setdefault((staff, name), EngineerRow(staff, name or _name(held, staff)))
    wait = [] if me is not None else read_rows(
        desk, ALIVE & (WorkOrder.state == flow.OPEN), (WorkOrder.due, WorkOrder.id), limit=MOST
    )  # fmt: skip
    return Board(
        day,
        tuple(
            _lane(desk, one, lanes.get(key, []), lead, day, (start, end))
            for key, one in people.items()
        ),
        tuple(sorted(wait, key=lambda row: row.urgency != "urgent")),
    )


def _rows(desk: Desk, ids: Sequence[int]) -> list[OrderRow]:
    return [
        row
        for first in range(0, len(ids), MOST)
        for row in read_rows(desk, WorkOrder.id.in_(ids[first : first + MOST]))
    ]


def _name(held: Sequence[tuple[int, int | None, str, int]], staff: int | None) -> str:
    return next((name for _order, who, name, _key in held if who == staff), "")


def _lane(
    desk: Desk,
    one: EngineerRow,
    rows: Sequence[OrderRow],
    lead: set[tuple[int, int | None, str]],
    day: date,
    span: tuple[datetime, datetime],
) -> Lane:
    slots, rest = [], []
    for row in rows:
        start, end, planned = _time(row)
        here = start < span[1] and end > span[0]
        if here:
            first = (row.id, one.staff, one.name) in lead
            slots.append(Slot(row, start, end, planned, first))
        elif day == desk.today and (end <= span[0] or not planned):
            rest.append(row)
    return Lane(one, tuple(sorted(slots, key=lambda s: (s.start, s.row.id))), tuple(rest))


def _time(row: OrderRow) -> tuple[datetime, datetime, bool]:
    if row.plan_from is not None and row.plan_until is not None:
        return row.plan_from, row.plan_until, True
    if row.arrived_at is not None:
        return row.arrived_at, row.finished_at or row.arrived_at + SLOT, False
    if row.wanted_from is not None and row.wanted_until is not None:
        return row.wanted_from, row.wanted_until, False
    return row.arrive_by - SLOT, row.arrive_by, False


_OPEN = (
    "SELECT unit_id, COUNT(*), MIN(due) FROM work_order o INDEXED BY work_order_alive "
    "WHERE state NOT IN ('closed', 'cancelled') "
    "AND state IN ('open', 'assigned', 'accepted', 'working', 'paused') "
    "AND unit_id IN ({units}) {own}GROUP BY unit_id"
)


def colours(desk: Desk, units: Sequence[int]) -> dict[int, BoardCell]:
    """Units with repairs under way and how many; red where one is late."""
    if not desk.allows(Permission.ORDER_VIEW):
        return {}
    now = to_millis(desk.now)
    cells = {}
    own, mine = own_sql(desk)
    for unit, number, due in ask(desk, _OPEN.format(units=marks(units), own=own), *units, *mine):
        late = due is not None and due < now
        state = ("orders.board", "late" if late else "open")
        cells[unit] = BoardCell("late" if late else "due", str(number), state)
    return cells


REPAIRS_MODE = BoardMode("orders", N_("Repairs under way"), colours)
