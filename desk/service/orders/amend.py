"""Alter what was reported of a repair; two clerks at one order lose nothing of each other's."""

from __future__ import annotations

from datetime import datetime
from functools import partial

from desk.core.access import Permission
from desk.core.change import once
from desk.core.desk import Desk
from desk.core.errors import Refused
from desk.core.meanwhile import merged, rebased
from desk.core.words import gettext
from desk.estate.models import Facility, Person, Unit
from desk.service.models.orders import OrderKind, WorkOrder
from desk.service.orders import flow
from desk.service.orders.drafts import OrderDraft, check_order, check_to_come
from desk.service.orders.rows import OrderRow, get_order, order_row, order_taken
from desk.service.orders.said import PAID, URGENCIES, kind_name
from desk.service.orders.seen import WATCH
from desk.service.orders.verbs import about, arrive_by_of, known_values


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
    """Alter what was reported while nobody has finished it. What it was made from stays.

    ``base`` is what the form was opened with: what somebody else altered since stays, and fields
    that both altered refuse with record.changed (``who``, ``time``, ``now``). Another urgency or
    window sets the clock anew, counted from the report, until somebody is on site. Raises as
    ``create_order``, and order.moved, order.unknown.
    """
    with desk.change(Permission.ORDER_WRITE, "order.updated", request) as change:
        row = order_taken(change, order)
        WATCH.refuse_state(desk, row, *flow.UNDONE)
        draft = merged(
            check_order(draft), base and check_order(base), _draft(row),
            partial(_reads, desk), partial(WATCH.who_and_when, desk, order),
        )  # fmt: skip
        if draft.wanted_until != row.wanted_until:
            check_to_come(draft.wanted_until, change.now, "wanted_from")
        _kind, values = known_values(draft, row)
        was = (row.urgency, row.wanted_until)
        paid = row.paid if draft.paid is None else draft.paid
        about(change, row)
        source = draft.source if row.from_id is None else row.source
        change.update(row, paid=paid, source=source, **values)
        if was != (row.urgency, row.wanted_until) and row.arrived_at is None:
            arrive_by = arrive_by_of(desk, row.urgency, row.at, row.wanted_until)
            change.update(row, arrive_by=arrive_by, due=arrive_by)
        about(change, row)
    return get_order(desk, order)


def known_now(desk: Desk, order: int, base: OrderDraft, refusal: Refused) -> OrderDraft:
    """``base`` as ``rebased`` makes it after ``update_order`` refused."""
    return rebased(base, _draft(order_row(order)), refusal)


def _reads(desk: Desk, name: str, value: object) -> str:
    """How a field of the draft reads to people."""
    if value is None or value == "":
        return ""
    if name == "unit":
        return str(Unit.get_by_id(value).code)
    if name in ("person", "facility"):
        return str((Person if name == "person" else Facility).get_by_id(value).name)
    if name == "kind":
        kind = OrderKind.get_by_id(value)
        return kind_name(kind.code, kind.name)
    if isinstance(value, datetime):
        return f"{desk.local(value):%m-%d %H:%M}"
    if isinstance(value, bool):
        return gettext(PAID[value])
    return gettext(URGENCIES[str(value)]) if name == "urgency" else str(value)


def _draft(row: WorkOrder) -> OrderDraft:
    return OrderDraft(
        unit=row.unit_id, person=row.person_id, name=row.name, phone=row.phone, place=row.place,
        facility=row.facility_id, kind=row.kind_id, urgency=row.urgency, text=row.text,
        source=row.source, from_kind=row.from_kind, from_id=row.from_id,
        wanted_from=row.wanted_from, wanted_until=row.wanted_until, paid=row.paid,
    )  # fmt: skip
