"""Money that changes its place without being paid: between accounts, and from unit to unit."""

from __future__ import annotations

from desk.core.change import once
from desk.core.desk import Desk
from desk.fees.adjustments.rows import AdjustmentRow, get_adjustment


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
    """Move ``amount`` from a prepaid account to that of another unit or person, at once.

    Raises Refused account.unknown, account.too_little, transfer.prepaid_only, transfer.same,
    transfer.amount, account.for_whom, text.required.
    """
    raise NotImplementedError


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

    The charge is owed again, the receipt stays as it is. ``amount`` and ``late_fee`` None are all
    that is left of the line. Raises Refused move.charge_only, move.voided, refund.too_much,
    account.for_whom, transfer.amount, text.required.
    """
    raise NotImplementedError
