"""What of the repairs waits for a person: Today, the sidebar, the figures above the list.

Literal statements over the index of what is not over: as quick with ten years behind as with none.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from desk.core.access import Permission
from desk.core.desk import Desk
from desk.core.fields import from_millis, to_millis
from desk.core.frozen import frozen
from desk.core.register import Count, TodayItem
from desk.fees.reading import ask
from desk.service.orders.own import engineer
from desk.service.orders.said import kind_name

SOON = timedelta(minutes=30)
"""How long before its time an order begins to be pressing."""
_ALIVE = "o.state NOT IN ('closed', 'cancelled') AND o.state IN "
_UNDONE = "('open', 'assigned', 'accepted', 'working', 'paused')"
_OWN = (
    "AND EXISTS (SELECT 1 FROM order_engineer e WHERE e.order_id = o.id AND e.until IS NULL "
    "AND e.staff = ?) "
)
_ITEMS = (
    "SELECT o.id, o.number, o.state, o.urgency, k.code, k.name, COALESCE(u.code, ''), o.place, "
    "COALESCE(f.name, ''), o.text, o.due, o.at, o.urged, o.urged_at, o.assigned_at, "
    "(SELECT GROUP_CONCAT(e.name, ', ') FROM order_engineer e "
    "WHERE e.order_id = o.id AND e.until IS NULL), o.staff FROM work_order o "
    "JOIN order_kind k ON k.id = o.kind_id LEFT JOIN unit u ON u.id = o.unit_id "
    "LEFT JOIN facility f ON f.id = o.facility_id "
    f"WHERE {_ALIVE}{_UNDONE} {{own}}ORDER BY o.due"
)
_TO_CLOSE = (
    "SELECT COUNT(*), MIN(o.finished_at) FROM work_order o "
    f"WHERE {_ALIVE}('done', 'called_back') AND NOT EXISTS (SELECT 1 FROM callback c "
    "WHERE c.kind = 'work_order' AND c.record = o.id AND c.state = 'open')"
)
_COUNTS = (
    "SELECT o.state, COUNT(*), SUM(CASE WHEN o.due < ? THEN 1 ELSE 0 END) FROM work_order o "
    f"WHERE {_ALIVE}('open', 'assigned', 'accepted', 'working', 'paused', 'done', 'called_back') "
    "{own}GROUP BY o.state"
)


@frozen
class Summary:
    """The figures above the list: nobody has them, somebody has them, late, to be closed."""

    open: int
    under_way: int
    late: int
    to_close: int


def summary(desk: Desk) -> Summary:
    """The figures above the list. An engineer's are their own."""
    desk.require(Permission.ORDER_VIEW)
    counted, late = _counted(desk)
    done = counted.pop("done", 0) + counted.pop("called_back", 0)
    open_ = counted.pop("open", 0)
    return Summary(open_, sum(counted.values()), late, done)


def count(desk: Desk) -> Count | None:
    """Repairs that are not done yet, for the sidebar: red while one is late."""
    if not desk.allows(Permission.ORDER_VIEW):
        return None
    figures = summary(desk)
    number = figures.open + figures.under_way
    return Count(number, alert=figures.late > 0) if number else None


def today(desk: Desk) -> list[TodayItem]:
    """What waits: orders nobody has, late ones, those due soon, urged ones, pauses that ran out.

    An engineer sees own orders, all of them; the desk sees everybody's. Orders that only have to
    be closed come as one line (kind ``orders_to_close``, its title their number).
    """
    if not desk.allows(Permission.ORDER_VIEW):
        return []
    if not (desk.allows(Permission.ORDER_WORK) or desk.allows(Permission.ORDER_WRITE)):
        return []
    own, values = _own(desk)
    found = (_item(desk, row, bool(own)) for row in ask(desk, _ITEMS.format(own=own), *values))
    items = [item for item in found if item is not None]
    return items + _to_close(desk) if desk.allows(Permission.ORDER_WRITE) else items


def _item(desk: Desk, row: tuple[Any, ...], mine: bool) -> TodayItem | None:
    key, number, state, urgency, kind, own, code, place, facility, text = row[:10]
    due, at, urged, urged_at, assigned_at, names, taken_by = row[10:]
    now = to_millis(desk.now)
    since = from_millis(due if due is not None else at)
    late = due is not None and due < now
    soon = due is not None and due < now + SOON // timedelta(milliseconds=1)
    fresh_urge = bool(urged) and urged_at is not None and urged_at >= (assigned_at or 0)
    why = {
        "open": "order_unassigned", "assigned": "order_not_accepted",
        "accepted": "order_not_there", "working": "order_not_done", "paused": "order_paused",
    }[state]  # fmt: skip
    shown = state == "open" or late or soon or mine or urgency == "urgent"
    if fresh_urge and not late and state != "open":
        why, shown = "order_urged", True
    if not shown:
        return None
    where = " ".join(part for part in (code, place, facility) if part)
    detail = " · ".join(
        part
        for part in (where, kind_name(kind, own), " ".join(text.split())[:60], names or "")
        if part
    )
    tone = "late" if late else "due" if soon or fresh_urge or urgency == "urgent" else "plain"
    minutes = int((desk.now - since) / timedelta(minutes=1))
    # Whose: an engineer is given theirs alone; at the desk, who took it down.
    whose = () if mine or state == "open" else (taken_by,)
    return TodayItem(
        "work_order", key, number, ("today", why), since, detail, tone, minutes, state, whose
    )


def _to_close(desk: Desk) -> list[TodayItem]:
    ((number, first),) = ask(desk, _TO_CLOSE)
    if not number or first is None:
        return []
    at = from_millis(first)
    minutes = int((desk.now - at) / timedelta(minutes=1))
    why = ("today", "orders_to_close")
    return [TodayItem("orders_to_close", 0, str(number), why, at, "", "plain", minutes)]


def _counted(desk: Desk) -> tuple[dict[str, int], int]:
    own, values = _own(desk)
    rows = ask(desk, _COUNTS.format(own=own), to_millis(desk.now), *values)
    return {state: number for state, number, _late in rows}, sum(row[2] or 0 for row in rows)


def _own(desk: Desk) -> tuple[str, tuple[object, ...]]:
    """An engineer sees what is theirs."""
    me = engineer(desk)
    return ("", ()) if me is None else (_OWN, (me,))
