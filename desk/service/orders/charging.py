"""Labour and materials of an order, and the debts that come of what the customer pays.

A line knows the debt that it is in. What was paid or let off stays, lines and all; everything else
is replaced whenever the work is entered anew.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from desk.core.change import Change
from desk.core.desk import Desk
from desk.core.errors import Refused
from desk.core.money import MOST
from desk.estate.checks import Faults
from desk.estate.models import Unit
from desk.fees.billing.elsewhere import Debt, charge_for, held_by, owed_by, take_back
from desk.fees.reading import money
from desk.fees.standard import REPAIR, purpose_item
from desk.service.models.orders import MaterialPrice, OrderLine, WorkOrder
from desk.service.orders.drafts import (
    CUSTOMERS,
    MOST_LINES,
    PAYERS,
    LineDraft,
    amount_of,
    check_line,
)
from desk.service.orders.rows import KIND


def usual_payer(desk: Desk, row: WorkOrder) -> str:
    """Who pays for an order unless it is said otherwise: the company where it is free; the owner
    who reported it; else who rents the unit; else its owner."""
    if row.unit_id is None or not row.paid:
        return "company"
    if row.person_id is not None and row.person_id in held_by(desk, row.unit_id, "owner"):
        return "owner"
    return "tenant" if held_by(desk, row.unit_id, "tenant") else "owner"


def payers(desk: Desk, row: WorkOrder) -> tuple[str, ...]:
    """Who may pay for an order: nobody but the house in public areas, a tenant where there is
    one."""
    if row.unit_id is None:
        return tuple(payer for payer in PAYERS if payer not in CUSTOMERS)
    rented = bool(held_by(desk, row.unit_id, "tenant"))
    return tuple(payer for payer in PAYERS if rented or payer != "tenant")


def checked_lines(desk: Desk, row: WorkOrder, lines: Sequence[LineDraft]) -> list[LineDraft]:
    """``lines`` with what the price list says of them. Raises Refused beside ``lines``."""
    listed = {p.id: p for p in MaterialPrice.select().where(
        MaterialPrice.id.in_([line.listed for line in lines if line.listed is not None])
    )}  # fmt: skip
    with Faults() as faults:
        if len(lines) > MOST_LINES:
            faults.add("order.too_many_lines", "lines", most=MOST_LINES)
        checked = []
        for line in lines:
            if line.listed is not None and line.listed not in listed:
                faults.add("price.unknown", "lines")
                continue
            known = listed.get(line.listed or 0)
            checked.append(check_line(faults, _filled(line, known)))
        payers = {line.payer for line in checked} & {*CUSTOMERS}
        if row.unit_id is None and payers:
            faults.add("order.payer_unit", "lines")
        elif "tenant" in payers and not held_by(desk, row.unit_id or 0, "tenant"):
            faults.add("order.no_tenant", "lines", unit=Unit.get_by_id(row.unit_id).code)
    return checked


def _filled(line: LineDraft, listed: MaterialPrice | None) -> LineDraft:
    if listed is None:
        return line
    return replace(
        line, kind=listed.kind, text=line.text or listed.name,
        measure=line.measure or listed.measure,
        price=listed.price if line.price is None else line.price,
    )  # fmt: skip


def book(desk: Desk, change: Change, row: WorkOrder, lines: Sequence[LineDraft]) -> None:
    """Put ``lines`` in place of those that nothing was paid of, and charge the customer's.

    Raises as ``checked_lines``, and Refused charge.too_large.
    """
    lines = checked_lines(desk, row, lines)
    kept = _drop_unsettled(change, row)
    items = _items(desk, change, lines)
    owed: dict[tuple[int, str], int] = defaultdict(int)
    for line, item in zip(lines, items, strict=True):
        if item:
            owed[item, line.payer] += amount_of(line.quantity, line.price or 0)
    charges: dict[tuple[int, str], int] = {}
    for (item, payer), amount in owed.items():
        if amount >= MOST:
            raise Refused("charge.too_large", "lines")
        debt = _debt(desk, row, item, payer, amount)
        charges[item, payer] = charge_for(desk, change, KIND, row.id, debt)
    position = max((line.position for line in kept), default=0)
    for number, (line, item) in enumerate(zip(lines, items, strict=True), position + 1):
        change.create(
            OrderLine, order=row.id, position=number, kind=line.kind, listed=line.listed,
            text=line.text, measure=line.measure, quantity=line.quantity, price=line.price,
            amount=amount_of(line.quantity, line.price or 0), payer=line.payer,
            charge=charges.get((item, line.payer)),
        )  # fmt: skip
    paid = sum(line.amount for line in kept if line.payer in CUSTOMERS)
    change.update(row, amount=paid + sum(owed.values()))


def _debt(desk: Desk, row: WorkOrder, item: int, payer: str, amount: int) -> Debt:
    """Owed by who reported it, if they are one of those who pay; else by the first of these."""
    assert row.unit_id is not None
    people = held_by(desk, row.unit_id, payer)
    person = row.person_id if row.person_id in people else None
    return Debt(row.unit_id, item, amount, row.number, person, payer=payer)


def take_all_back(desk: Desk, change: Change, row: WorkOrder) -> None:
    """Take back what was charged, all of it. Raises Refused order.charge_paid (``paid``)."""
    refuse_settled(desk, row)
    for debt in owed_by(KIND, row.id):
        take_back(change, debt.id)
    for line in OrderLine.select().where(
        (OrderLine.order == row.id) & OrderLine.charge.is_null(False)
    ):
        change.update(line, charge=None)
    change.update(row, amount=0)


def refuse_settled(desk: Desk, row: WorkOrder) -> None:
    """Raise Refused("order.charge_paid") once anything of it was paid or let off."""
    settled = [debt for debt in owed_by(KIND, row.id) if debt.settled]
    if settled:
        paid = sum(debt.paid + debt.reduced for debt in settled)
        raise Refused("order.charge_paid", "lines", number=row.number, paid=money(desk, paid))


def _drop_unsettled(change: Change, row: WorkOrder) -> list[OrderLine]:
    """Take back the debts that nothing was paid of, with their lines; gives what stays."""
    debts = owed_by(KIND, row.id)
    settled = {debt.id for debt in debts if debt.settled}
    kept = []
    lines = list(OrderLine.select().where(OrderLine.order == row.id).order_by(OrderLine.position))
    for line in lines:
        if line.charge_id in settled or (settled and line.charge_id is None):
            kept.append(line)
        else:
            change.remove(line)
    for debt in debts:
        if not debt.settled:
            take_back(change, debt.id)
    return kept


def _items(desk: Desk, change: Change, lines: Sequence[LineDraft]) -> list[int]:
    """The fee item that each of the customer's lines is booked on; 0 for the others."""
    listed = [line.listed for line in lines if line.listed is not None]
    query = MaterialPrice.select().where(MaterialPrice.id.in_(listed))
    own = {price.id: price.item_id for price in query}
    usual = 0
    found = []
    for line in lines:
        if line.payer not in CUSTOMERS or not amount_of(line.quantity, line.price or 0):
            found.append(0)
            continue
        item = own.get(line.listed or 0)
        if item is None:
            usual = usual or int(purpose_item(desk, change, REPAIR).id)
            item = usual
        found.append(item)
    return found
