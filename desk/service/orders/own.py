"""An engineer sees own orders, the desk sees all: those that are or were with whoever asks."""

from __future__ import annotations

from typing import Any

from desk.core.access import Role
from desk.core.desk import Desk

OWN_SQL = "AND EXISTS (SELECT 1 FROM order_engineer m WHERE m.order_id = o.id AND m.staff = ?) "
"""The same for literal statements in which the order is ``o``."""


def engineer(desk: Desk) -> int | None:
    """The account of an engineer on duty; None for everybody else."""
    session = desk.session
    if session is None or session.role is not Role.ENGINEER:
        return None
    return session.staff


def own(desk: Desk, query: Any) -> Any:
    """``query`` over work orders, without those that an engineer never had."""
    me = engineer(desk)
    if me is None:
        return query
    from desk.service.models.orders import OrderEngineer, WorkOrder

    e: Any = OrderEngineer
    return query.where(WorkOrder.id.in_(e.select(e.order).where(e.staff == me)))


def own_sql(desk: Desk) -> tuple[str, tuple[object, ...]]:
    """The condition for a literal statement, and what it binds; nothing for the desk."""
    me = engineer(desk)
    return ("", ()) if me is None else (OWN_SQL, (me,))
