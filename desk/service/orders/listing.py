"""The list of work orders."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from desk.core.access import Permission
from desk.core.desk import Desk
from desk.core.listing import Column, Filter, Listing, Order
from desk.core.words import N_
from desk.service.models.orders import OrderEngineer, WorkOrder
from desk.service.orders import flow
from desk.service.orders.drafts import SOURCES, URGENCIES
from desk.service.orders.kinds import kinds
from desk.service.orders.rows import ALIVE, OrderRow, engineers, row_view, rows_query
from desk.service.orders.terms import ORDER

MOST_FOUND = 500
GROUPS = {
    "alive": (*flow.UNDONE, flow.DONE, flow.CALLED_BACK),
    "undone": flow.UNDONE,
    "to_close": (flow.DONE, flow.CALLED_BACK),
}
"""Several states at once, as the filter offers them."""


def _states(desk: Desk) -> Sequence[tuple[str, str]]:
    return [(key, key) for key in (*GROUPS, *(state.key for state in flow.ORDER.states))]


def _by_state(desk: Desk, query: Any, value: str) -> Any:
    states = GROUPS.get(value, (value,))
    if not {*states} & {*flow.OVER}:
        query = query.where(ALIVE)
    return query.where(WorkOrder.state.in_(states))


def _kinds(desk: Desk) -> Sequence[tuple[str, str]]:
    return [(str(kind.id), kind.name) for kind in kinds(desk, active=None)]


def _urgencies(desk: Desk) -> Sequence[tuple[str, str]]:
    return [(key, key) for key in URGENCIES]


def _sources(desk: Desk) -> Sequence[tuple[str, str]]:
    return [(key, key) for key in SOURCES]


def _engineers(desk: Desk) -> Sequence[tuple[str, str]]:
    return [(str(e.staff) if e.staff is not None else e.name, e.name) for e in engineers(desk)]


def _with(desk: Desk, query: Any, value: str) -> Any:
    """``value``: a member of staff's id, or the name of somebody outside."""
    e: Any = OrderEngineer
    theirs = e.staff == int(value) if value.isdecimal() else e.staff.is_null() & (e.name == value)
    return query.where(WorkOrder.id.in_(e.select(e.order).where(e.until.is_null() & theirs)))


def _on_day(desk: Desk, query: Any, value: date | str) -> Any:
    if isinstance(value, str):
        value = desk.today if value == "today" else date.fromisoformat(value)
    return query.where(WorkOrder.business_date == value)


def _late(desk: Desk, query: Any, value: object) -> Any:
    if not value:
        return query
    return query.where(ALIVE & (WorkOrder.due < desk.now))


def _by_text(desk: Desk, query: Any, value: str) -> Any:
    found = desk.search.find(value, [ORDER], MOST_FOUND)
    return query.where(WorkOrder.id.in_(found[0][1] if found else []))


ORDERS: Listing[OrderRow] = Listing(
    key="orders",
    title=N_("Work orders"),
    permission=Permission.ORDER_VIEW,
    model=WorkOrder,
    columns=(
        Column("number", N_("Number"), "code", lambda r: r.number, 112, sort="number"),
        Column("at", N_("Reported"), "datetime", lambda r: r.at, 140),
        Column(
            "urgency", N_("Urgency"), "state", lambda r: r.urgency, 78, "order.urgency",
            tone=lambda r: "late" if r.urgency == "urgent" else "muted",
        ),
        Column("kind", N_("Kind"), "state", lambda r: r.kind_name, 84, "order.kind"),
        Column("unit", N_("Unit"), "code", lambda r: r.unit_code, 80),
        Column("place", N_("Place"), "text", lambda r: r.where, 150),
        Column("text", N_("What is wrong"), "text", lambda r: r.text, 220),
        Column(
            "state", N_("State"), "state", lambda r: r.state, 92, "work_order.state",
            tone=lambda r: r.tone,
        ),
        Column("due", N_("Due by"), "time", lambda r: r.due, 100, sort="due",
               tone=lambda r: "late" if r.late else None),
        Column("engineers", N_("Engineers"), "text", lambda r: r.engineers, 96),
        Column("urged", N_("Urged"), "int", lambda r: r.urged or None, 70),
        Column("name", N_("Reported by"), "text", lambda r: r.name, 110),
        Column("phone", N_("Phone"), "phone", lambda r: r.phone, 120),
        Column("to_pay", N_("To pay"), "money", lambda r: r.to_pay or None, 100),
        Column("wanted", N_("Agreed from"), "datetime", lambda r: r.wanted_from, 140, shown=False),
        Column("plan", N_("Planned from"), "datetime", lambda r: r.plan_from, 140, shown=False),
        Column("arrived", N_("On site at"), "datetime", lambda r: r.arrived_at, 140, shown=False),
        Column("finished", N_("Finished at"), "datetime", lambda r: r.finished_at, 140,
               shown=False),
        Column("source", N_("Source"), "state", lambda r: r.source, 90, "order.source",
               shown=False),
        Column("score", N_("Satisfaction"), "int", lambda r: r.score, 90, shown=False),
        Column("redone", N_("Done again"), "int", lambda r: r.redone or None, 90, shown=False),
        Column("who", N_("Clerk"), "text", lambda r: r.who, 100, shown=False),
    ),
    query=rows_query,
    make=row_view,
    orders={
        "number": Order(WorkOrder.number, descending=True),
        "due": Order(WorkOrder.due),
    },
    default_order="number",
    filters=(
        Filter("state", N_("State"), _by_state, choices=_states, words="work_order.state"),
        Filter(
            "kind", N_("Kind"), lambda d, q, v: q.where(WorkOrder.kind == int(v)), choices=_kinds
        ),
        Filter(
            "urgency", N_("Urgency"), lambda d, q, v: q.where(WorkOrder.urgency == v),
            choices=_urgencies, words="order.urgency",
        ),
        Filter("engineer", N_("Engineer"), _with, choices=_engineers),
        Filter("late", N_("Late"), _late, kind="flag"),
        Filter("day", N_("Day"), _on_day, kind="day"),
        Filter(
            "source", N_("Source"), lambda d, q, v: q.where(WorkOrder.source == v),
            choices=_sources, words="order.source",
        ),
        Filter("unit", N_("Unit"), lambda d, q, v: q.where(WorkOrder.unit == int(v))),
        Filter("text", N_("Number, name, unit, words"), _by_text, kind="text"),
    ),
)  # fmt: skip
