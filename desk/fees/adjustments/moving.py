"""Money that changes its place without being paid: between accounts, and from unit to unit."""

from __future__ import annotations

from typing import Any

from desk.core.access import Permission
from desk.core.change import Change, once
from desk.core.desk import Desk
from desk.core.errors import Refused
from desk.core.text import clean
from desk.estate.models import Person, Unit
from desk.fees import flow
from desk.fees.accounts import PREPAID, post_entry, prepaid_account
from desk.fees.adjustments.rows import AdjustmentRow, get_adjustment
from desk.fees.adjustments.verbs import SERIES
from desk.fees.models import Account, Adjustment, AdjustmentLine, Charge, Receipt, ReceiptLine
from desk.fees.reading import money
from desk.fees.refunds.effects import unpay
from desk.fees.refunds.limits import Refundable, available, refundable_line
from desk.fees.refunds.wanted import refuse_keeping_late, refuse_voided


@once(get_adjustment)
def transfer(
    desk: Desk,
    account: int,
    target_unit: int | None,
    target_person: int | None,
    amount: int,
    reason: str,
    *,
    request: str | None = None,
) -> AdjustmentRow:
    """Move ``amount`` (minor units) from a prepaid account to that of another unit or person.

    At once: who may do it answers for it. Raises Refused account.unknown, account.too_little,
    transfer.prepaid_only, transfer.same, transfer.amount, transfer.target, account.for_whom,
    text.required.
    """
    with desk.change(Permission.ACCOUNT_TRANSFER, "account.transferred", request) as change:
        source = Account.get_or_none(Account.id == account)
        if source is None:
            raise Refused("account.unknown", "account")
        if source.kind != PREPAID:
            raise Refused("transfer.prepaid_only", "account")
        if amount <= 0:
            raise Refused("transfer.amount", "amount")
        left = available(desk, source.id)
        if amount > left:
            raise Refused("account.too_little", "amount", balance=money(desk, max(0, left)))
        target = _target(desk, change, target_unit, target_person)
        if target == source.id:
            raise Refused("transfer.same", "target_unit")
        values = {"account": source.id, "unit": source.unit_id, "target": target}
        row = _create(desk, change, amount, reason, values)
        post_entry(desk, change, source.id, "adjustment", row.id, -amount)
        post_entry(desk, change, target, "adjustment", row.id, amount)
        _about_units(change, source.unit_id, target_unit)
    return get_adjustment(desk, row.id)


@once(get_adjustment)
def move_payment(
    desk: Desk,
    line: int,
    target_unit: int | None,
    target_person: int | None,
    reason: str,
    amount: int | None = None,
    late_fee: int | None = None,
    *,
    request: str | None = None,
) -> AdjustmentRow:
    """Move what a receipt's line paid for a charge into another unit's prepaid account.

    The charge is owed again, the receipt stays as it is. ``amount`` and ``late_fee`` (minor
    units) None are all that is left of the line. Raises Refused refund.line_unknown,
    move.charge_only, refund.receipt_voided, refund.too_much, refund.late_goes_too,
    refund.late_charged, account.for_whom, transfer.amount, transfer.target, text.required.
    """
    with desk.change(Permission.ACCOUNT_TRANSFER, "payment.moved", request) as change:
        known = refundable_line(desk, line)
        if known.charge is None:
            raise Refused("move.charge_only", "line")
        refuse_voided(Receipt.get_by_id(ReceiptLine.get_by_id(line).receipt_id))
        principal = known.amount if amount is None else amount
        late = known.late_fee if late_fee is None else late_fee
        _check_moved(desk, known, principal, late)
        charge = Charge.get_by_id(known.charge)
        target = _target(desk, change, target_unit, target_person)
        values = {"unit": charge.unit_id, "target": target}
        row = _create(desk, change, principal + late, reason, values)
        change.create(
            AdjustmentLine, adjustment=row.id, charge=charge.id, line=line, amount=principal,
            late_fee=late,
        )  # fmt: skip
        unpay(desk, change, charge.id, principal, reopen=True)
        post_entry(desk, change, target, "adjustment", row.id, principal + late)
        change.about("receipt", ReceiptLine.get_by_id(line).receipt_id)
        _about_units(change, charge.unit_id, target_unit)
    return get_adjustment(desk, row.id)


def _check_moved(desk: Desk, known: Refundable, principal: int, late: int) -> None:
    if min(principal, late) < 0 or principal + late == 0:
        raise Refused("transfer.amount", "amount")
    if principal > known.amount or late > known.late_fee:
        left = money(desk, max(0, known.amount) + max(0, known.late_fee))
        raise Refused("refund.too_much", "amount", left=left)
    refuse_keeping_late(desk, known, principal, late)


def _target(desk: Desk, change: Change, unit: int | None, person: int | None) -> int:
    """The prepaid account that money goes to, opened if there is none yet."""
    known_unit = unit is None or Unit.get_or_none(Unit.id == unit) is not None
    known_person = person is None or Person.get_or_none(Person.id == person) is not None
    if not (known_unit and known_person):
        raise Refused("transfer.target", "target_unit")
    return prepaid_account(desk, change, unit, person)


def _create(
    desk: Desk, change: Change, amount: int, reason: str, values: dict[str, Any]
) -> Adjustment:
    session = desk.session
    assert session is not None
    row = change.create(
        Adjustment, number=change.number(SERIES), kind="transfer", state=flow.POSTED,
        amount=amount, reason=clean(reason, "reason", 300, required=True),
        business_date=desk.today, at=change.now, staff=session.staff, who=session.name, **values,
    )  # fmt: skip
    # The target's account may have been made before it.
    change.result(row.id)
    return row


def _about_units(change: Change, *units: int | None) -> None:
    for unit in units:
        if unit is not None:
            change.about("unit", unit)
