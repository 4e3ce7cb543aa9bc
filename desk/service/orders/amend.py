"""Alter what was reported of a repair; two clerks at one order lose nothing of each other's."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import Any

from desk.core.access import Permission
from desk.core.change import once
from desk.core.desk import Desk
from desk.core.errors import Refused
from desk.estate.checks import Faults
from desk.service.models.orders import WorkOrder
from desk.service.orders import flow
from desk.service.orders.drafts import OrderDraft, check_order
from desk.service.orders.rows import OrderRow, get_order, order_row, order_taken
from desk.service.orders.verbs import about, arrive_by_of, known_values

_FIXED = ("source", "from_kind", "from_id")


def draft_of(desk: Desk, order: int) -> OrderDraft:
    """What the form is opened with, the telephone number in full. Needs order.write."""
    desk.require(Permission.ORDER_WRITE)
    return _draft(order_row(order))


@once(get_order)
def update_order(
    desk: Desk,
    order: int,
    draft: OrderDraft,
    base: OrderDraft | None = None,
    *,
    request: str | None = None,
) -> OrderRow:
    """Alter what was reported while nobody has finished it. Where it came from stays.

    ``base`` is what the form was opened with: what somebody else altered since stays, and fields
    that both altered refuse with order.changed (``now``). Another urgency or window sets the
    clock anew, counted from the report, until somebody is on site. Raises as ``create_order``,
    and workflow.not_now, order.unknown.
    """
    with desk.change(Permission.ORDER_WRITE, "order.updated", request) as change:
        row = order_taken(change, order)
        if row.state not in flow.UNDONE:
            raise Refused("workflow.not_now", state=row.state)
        draft = check_order(draft)
        if base is not None:
            draft = merged(draft, check_order(base), _draft(row))
        _kind, values = known_values(draft, row)
        was = (row.urgency, row.wanted_until)
        paid = row.paid if draft.paid is None else draft.paid
        about(change, row)
        change.update(row, paid=paid, **values)
        if was != (row.urgency, row.wanted_until) and row.arrived_at is None:
            arrive_by = arrive_by_of(desk, row.urgency, row.at, row.wanted_until)
            change.update(row, arrive_by=arrive_by, due=arrive_by)
        about(change, row)
    return get_order(desk, order)


def merged(mine: OrderDraft, base: OrderDraft, theirs: OrderDraft) -> OrderDraft:
    """My changes on top of somebody else's, field by field.

    Raises Refused or RefusedMany order.changed beside fields that both changed differently.
    """
    kept: dict[str, Any] = {}
    with Faults() as faults:
        for name in (field.name for field in fields(OrderDraft) if field.name not in _FIXED):
            own, old, new = getattr(mine, name), getattr(base, name), getattr(theirs, name)
            if own == old:
                kept[name] = new
            elif new not in (old, own):
                faults.add("order.changed", name, now=str(new))
    return replace(mine, **kept)


def _draft(row: WorkOrder) -> OrderDraft:
    return OrderDraft(
        unit=row.unit_id, person=row.person_id, name=row.name, phone=row.phone, place=row.place,
        facility=row.facility_id, kind=row.kind_id, urgency=row.urgency, text=row.text,
        source=row.source, from_kind=row.from_kind, from_id=row.from_id,
        wanted_from=row.wanted_from, wanted_until=row.wanted_until, paid=row.paid,
    )  # fmt: skip
