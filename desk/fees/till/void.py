"""Voiding a receipt 作废: in its own open shift; its number, lines and paper stay.

What is later than that, or was built upon since, is put right by a refund, a document of its own.
"""

from __future__ import annotations

from typing import Any

from desk.core.access import Permission
from desk.core.change import Change, once
from desk.core.desk import Desk
from desk.core.errors import Refused
from desk.core.text import clean
from desk.fees import flow
from desk.fees.accounts import DEPOSIT, post_entry
from desk.fees.drawer.here import need_shift
from desk.fees.models import Receipt
from desk.fees.options import VOID_LIMIT
from desk.fees.till.consent import consent
from desk.fees.till.rows import ReceiptRow, read_one

_LATE = (
    "SELECT c.id, c.paid + c.reduced FROM charge c JOIN receipt_line l ON l.id = c.source_id "
    "WHERE c.source <> 'run' AND c.source = 'late' AND c.source_id IS NOT NULL "
    "AND l.receipt_id = ?"
)
_REFUND = (
    "SELECT number FROM refund WHERE state IN ('requested', 'approved', 'paid') AND id IN "
    "(SELECT id FROM refund WHERE receipt_id = ? UNION SELECT id FROM refund WHERE account_id IN "
    "(SELECT account FROM receipt_line WHERE receipt_id = ? AND kind = 'deposit')) LIMIT 1"
)
_MOVED = (
    "SELECT a.number FROM adjustment_line m JOIN adjustment a ON a.id = m.adjustment_id "
    "WHERE a.state = 'posted' AND m.line_id IN "
    "(SELECT id FROM receipt_line WHERE receipt_id = ?) LIMIT 1"
)
_UNPAY = (
    "UPDATE charge SET paid = paid - ?, reduced = reduced - ?, balance = balance + ? WHERE id = ?"
)
_LET_GO = "UPDATE charge SET state = 'reversed', reduced = amount, balance = 0 WHERE id = ?"


def needs_second(desk: Desk, receipt: int) -> bool:
    """Whether voiding takes a second person: not one's own or above the limit, and one has not
    the right to void anybody's. Raises Refused("receipt.unknown")."""
    return any(not desk.allows(permission) for permission in _needed(desk, _row(receipt)))


@once(read_one)
def void_receipt(
    desk: Desk,
    receipt: int,
    reason: str,
    *,
    second: tuple[str, str] | None = None,
    request: str | None = None,
) -> ReceiptRow:
    """Void a receipt of the open shift: debts, accounts and late charges are as before it.

    ``second`` (account, password) consents where ``needs_second``. Raises Refused
    workflow.not_now, workflow.reason_needed, cash.no_shift, receipt.other_shift (refund instead),
    receipt.refunded, receipt.money_moved, receipt.deposit_used, receipt.prepaid_spent,
    receipt.late_paid (each with ``number`` of what stands in the way, where there is one),
    receipt.void_denied, and as ``staff.second_person``.
    """
    desk.require(Permission.RECEIPT_VOID)
    why = clean(reason, "reason", 300)
    approved = consent(desk, _needed(desk, _row(receipt)), second)
    with desk.change(Permission.RECEIPT_VOID, "receipt.voided", request, why) as change:
        row = _row(receipt)
        flow.RECEIPT.check("void", row.state, why)
        if row.shift_id != need_shift(desk):
            raise Refused("receipt.other_shift", number=row.number)
        _refuse_built_upon(desk, row)
        _put_back(desk, change, row)
        change.update(
            row, state=flow.VOIDED, void_at=change.now, void_reason=why, void_second=approved,
            void_by=desk.session.name if desk.session else "",
        )  # fmt: skip
        change.result(row.id)
    return read_one(desk, receipt)


def _row(receipt: int) -> Receipt:
    row: Receipt | None = Receipt.get_or_none(Receipt.id == receipt)
    if row is None:
        raise Refused("receipt.unknown", "receipt")
    return row


def _needed(desk: Desk, row: Receipt) -> list[Permission]:
    own = desk.session is not None and row.staff == desk.session.staff
    if own and row.total <= desk.settings.get(VOID_LIMIT):
        return []
    return [Permission.RECEIPT_VOID_ANY]


def _refuse_built_upon(desk: Desk, row: Receipt) -> None:
    run: Any = desk.storage.database.execute_sql
    found = run(_REFUND, (row.id, row.id)).fetchone()
    if found is not None:
        raise Refused("receipt.refunded", refund=found[0], number=row.number)
    found = run(_MOVED, (row.id,)).fetchone()
    if found is not None:
        raise Refused("receipt.money_moved", document=found[0], number=row.number)
    if any(settled for _charge, settled in run(_LATE, (row.id,))):
        raise Refused("receipt.late_paid", number=row.number)


def _put_back(desk: Desk, change: Change, row: Receipt) -> None:
    run: Any = desk.storage.database.execute_sql
    lines = run(
        "SELECT charge_id, amount, discount FROM receipt_line "
        "WHERE receipt_id = ? AND charge_id IS NOT NULL",
        (row.id,),
    ).fetchall()
    for charge, amount, discount in lines:
        run(_UNPAY, (amount, discount, amount + discount, charge))
    for charge, _settled in run(_LATE, (row.id,)).fetchall():
        run(_LET_GO, (charge,))
        change.about("charge", charge)
    moved = run(
        "SELECT e.account_id, a.kind, a.balance, e.amount FROM account_entry e "
        "JOIN account a ON a.id = e.account_id WHERE e.document = 'receipt' "
        "AND e.document_id = ? ORDER BY e.id",
        (row.id,),
    ).fetchall()
    for account, kind, balance, amount in moved:
        if amount > 0 and balance < amount:
            used = "receipt.deposit_used" if kind == DEPOSIT else "receipt.prepaid_spent"
            raise Refused(used, number=row.number)
        post_entry(desk, change, account, "receipt", row.id, -amount)
