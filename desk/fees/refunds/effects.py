"""What a refund does when it is paid: debts, or the account it is of."""

from __future__ import annotations

from typing import Any

from desk.core.change import Change
from desk.core.desk import Desk
from desk.core.errors import Refused
from desk.fees.accounts import post_entry
from desk.fees.models import Charge, ReceiptLine, Refund, RefundLine
from desk.fees.reading import money


def pay(desk: Desk, change: Change, row: Refund) -> None:
    """Let a paid refund take effect, inside its change."""
    if row.account_id is not None:
        leaves = row.amount + row.deducted
        post_entry(desk, change, row.account_id, "refund", row.id, -leaves)
        return
    query: Any = (
        RefundLine.select(ReceiptLine.charge, RefundLine.amount, RefundLine.reopen)
        .join(ReceiptLine)
        .where((RefundLine.refund == row.id) & ReceiptLine.charge.is_null(False))
    )
    for charge, amount, reopen in query.tuples():
        unpay(desk, change, charge, amount, reopen=reopen)


def unpay(desk: Desk, change: Change, charge: int, amount: int, *, reopen: bool) -> None:
    """Take ``amount`` off what is paid of a charge: owed again (``reopen``), or let off."""
    row = Charge.get_by_id(charge)
    if amount > row.paid:
        raise Refused("refund.too_much", "lines", left=money(desk, row.paid))
    owed, let_off = (amount, 0) if reopen else (0, amount)
    change.update(
        row, paid=row.paid - amount, reduced=row.reduced + let_off, balance=row.balance + owed
    )
