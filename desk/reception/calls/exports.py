"""Calls in the full export: unmasked, under stable English keys."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import peewee as pw

from desk.core.desk import Desk
from desk.core.register import Export
from desk.estate.models import Building, Department, Unit
from desk.reception.call_tables import Call, Outage

Rows = Iterable[Sequence[object]]
LEFT = pw.JOIN.LEFT_OUTER
_COLUMNS = (
    "id", "number", "direction", "kind", "state", "name", "phone", "person", "subject", "answer",
    "for_whom", "owner", "due", "outcome", "outage", "became_kind", "became_id", "delivered_at",
    "settled_at", "settler", "reason", "business_date", "at", "who", "erased_at",
)  # fmt: skip
_SAID = ("id", "kind", "title", "text", "since", "until", "ended_at", "at", "who")


def _calls(desk: Desk) -> Rows:
    fields: list[Any] = [getattr(Call, name) for name in _COLUMNS]
    query: Any = (
        Call.select(Unit.code, Department.name, *fields)
        .join(Unit, LEFT, on=(Call.unit == Unit.id))
        .join_from(Call, Department, LEFT, on=(Call.department == Department.id))
        .order_by(Call.id)
    )
    yield from query.tuples().iterator()


def _outages(desk: Desk) -> Rows:
    fields: list[Any] = [getattr(Outage, name) for name in _SAID]
    query: Any = Outage.select(Building.code, *fields).join(
        Building, LEFT, on=(Outage.building == Building.id)
    )
    yield from query.order_by(Outage.id).tuples().iterator()


CALL_EXPORTS = (
    Export("calls", ("unit", "department", *_COLUMNS), _calls),
    Export("outages", ("building", *_SAID), _outages),
)
