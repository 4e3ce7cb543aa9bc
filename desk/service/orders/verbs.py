"""Report a repair, alter what was reported, urge it, cancel it."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from desk.core import worktime
from desk.core.access import Permission
from desk.core.change import Change, once
from desk.core.desk import Desk
from desk.core.errors import Refused
from desk.core.text import clean
from desk.estate.checks import Faults
from desk.estate.models import Facility, Person, Unit
from desk.service.callbacks.queue import drop_callbacks
from desk.service.models.orders import OrderKind, WorkOrder
from desk.service.orders import flow
from desk.service.orders.drafts import OrderDraft, check_order, check_to_come
from desk.service.orders.options import ORDINARY_HOURS, URGENT_ALWAYS, URGENT_MINUTES
from desk.service.orders.own import engineer
from desk.service.orders.rows import KIND, OrderRow, engineers_of, get_order, order_taken
from desk.service.orders.seen import WATCH

SERIES = "W"
URGENT = "urgent"


@once(get_order)
def create_order(desk: Desk, draft: OrderDraft, *, request: str | None = None) -> OrderRow:
    """Report a repair: numbered, its clock running, to be given to somebody.

    Raises Refused or RefusedMany beside the fields at fault: order.place_needed (unit),
    order.kind_needed and order.kind_unknown (kind), order.window and order.until (wanted_from),
    unit.unknown, person.unknown, facility.unknown, text.required (text), phone.invalid,
    field.not_a_choice.
    """
    with desk.change(Permission.ORDER_WRITE, "order.created", request) as change:
        row = make_order(desk, change, draft)
    return get_order(desk, row.id)


def make_order(desk: Desk, change: Change, draft: OrderDraft) -> WorkOrder:
    """The same inside another register's change (a complaint or call that becomes a repair)."""
    desk.require(Permission.ORDER_WRITE)
    draft = check_order(draft)
    check_to_come(draft.wanted_until, change.now, "wanted_from")
    kind, values = known_values(draft)
    session = desk.session
    arrive_by = arrive_by_of(desk, draft.urgency, change.now, draft.wanted_until)
    row = change.create(
        WorkOrder, number=change.number(SERIES), state=flow.OPEN,
        paid=kind.paid if draft.paid is None else draft.paid, **values,
        source=draft.source, from_kind=draft.from_kind, from_id=draft.from_id,
        at=change.now, business_date=desk.today, staff=session.staff if session else None,
        who=session.name if session else "", arrive_by=arrive_by, due=arrive_by,
    )  # fmt: skip
    if draft.from_id is not None and draft.from_kind:
        change.about(draft.from_kind, draft.from_id)
    about(change, row)
    return row


@once(get_order)
def urge(desk: Desk, order: int, note: str = "", *, request: str | None = None) -> OrderRow:
    """The customer asks again 催办: counted, and shown to whoever has it.

    Raises Refused order.moved (nothing to urge), order.unknown.
    """
    with desk.change(
        Permission.ORDER_WRITE, "order.urged", request, clean(note, "note", 300) or None
    ) as change:
        urge_in(desk, change, order)
    return get_order(desk, order)


def urge_in(desk: Desk, change: Change, order: int) -> WorkOrder:
    """The same inside another register's change (a call about it)."""
    row = order_taken(change, order)
    WATCH.step(desk, row, "urge")
    change.update(row, urged=row.urged + 1, urged_at=change.now)
    about(change, row)
    return row


def take_back_urge(desk: Desk, order: int) -> OrderRow:
    """The last urging was noted by mistake. Raises Refused order.not_urged."""
    with desk.change(Permission.ORDER_WRITE, "order.urge_undone") as change:
        row = order_taken(change, order)
        if not row.urged:
            raise Refused("order.not_urged", number=row.number)
        change.update(row, urged=row.urged - 1)
    return get_order(desk, order)


@once(get_order)
def cancel(desk: Desk, order: int, reason: str, *, request: str | None = None) -> OrderRow:
    """Nothing is to be done after all. What was charged and not paid is taken back.

    Raises Refused order.charge_paid, order.moved, workflow.reason_needed, order.unknown.
    """
    from desk.service.orders.charging import take_all_back

    with desk.change(Permission.ORDER_WRITE, "order.cancelled", request) as change:
        row = order_taken(change, order)
        why = clean(reason, "reason", 300)
        move = WATCH.step(desk, row, "cancel", why)
        take_all_back(desk, change, row)
        drop_callbacks(change, KIND, order, why)
        change.update(
            row,
            state=move.target,
            reason=why,
            due=None,
            held=None,
            paused_at=None,
            closed_at=change.now,
        )
        about(change, row)
    return get_order(desk, order)


def arrive_by_of(
    desk: Desk, urgency: str, start: datetime, wanted_until: datetime | None
) -> datetime:
    """Until when somebody has to be on site: the end of the window, or the limit as set."""
    if urgency == URGENT:
        minutes = desk.settings.get(URGENT_MINUTES)
        return worktime.due(desk, minutes, start, always=desk.settings.get(URGENT_ALWAYS))
    if wanted_until is not None:
        return wanted_until
    return worktime.due(desk, desk.settings.get(ORDINARY_HOURS) * 60, start)


def runs_always(desk: Desk, row: WorkOrder) -> bool:
    """Whether the order's clock runs through nights and holidays."""
    return row.urgency == URGENT and desk.settings.get(URGENT_ALWAYS)


def refuse_stranger(desk: Desk, row: WorkOrder) -> None:
    """An engineer's own account moves own orders only; the desk speaks for everybody.

    Raises Refused("order.not_yours").
    """
    me = engineer(desk)
    if me is not None and me not in {one.staff for one in engineers_of(row.id)}:
        raise Refused("order.not_yours", number=row.number)


def moment_of(desk: Desk, row: WorkOrder, at: datetime | None, field: str = "at") -> datetime:
    """A moment read from paper, now if None. Raises Refused("order.moment") if it can't be."""
    if at is None:
        return desk.now
    if not row.at - timedelta(minutes=1) <= at <= desk.now + timedelta(minutes=1):
        raise Refused("order.moment", field, number=row.number)
    return at


def about(change: Change, row: WorkOrder) -> None:
    """Put the change into the history of the unit and the person, too."""
    if row.unit_id is not None:
        change.about("unit", row.unit_id)
    if row.person_id is not None:
        change.about("person", row.person_id)


def known_values(
    draft: OrderDraft, row: WorkOrder | None = None
) -> tuple[OrderKind, dict[str, Any]]:
    """The kind, and what a draft says as columns. Raises Refused for what is not there."""
    with Faults() as faults:
        kind: OrderKind | None = OrderKind.get_or_none(OrderKind.id == draft.kind)
        kept = row is not None and row.kind_id == draft.kind
        if kind is None or not (kind.active or kept):
            faults.add("order.kind_unknown", "kind")
        if draft.unit is not None and Unit.get_or_none(Unit.id == draft.unit) is None:
            faults.add("unit.unknown", "unit")
        if draft.facility is not None and Facility.get_or_none(id=draft.facility) is None:
            faults.add("facility.unknown", "facility")
        if draft.person is not None and Person.get_or_none(Person.id == draft.person) is None:
            faults.add("person.unknown", "person")
    assert kind is not None
    return kind, {
        "kind": kind.id, "urgency": draft.urgency, "unit": draft.unit, "place": draft.place,
        "facility": draft.facility, "person": draft.person, "name": draft.name,
        "phone": draft.phone, "text": draft.text, "wanted_from": draft.wanted_from,
        "wanted_until": draft.wanted_until,
    }  # fmt: skip
