"""What a refund asks for, held against what was paid and is held."""

from __future__ import annotations

from typing import Any

from desk.core.desk import Desk
from desk.core.errors import Refused
from desk.fees import flow
from desk.fees.models import Account, FeeItem, Receipt, Refund, RefundLine
from desk.fees.reading import money
from desk.fees.refunds.drafts import DeductionDraft, RefundDraft, RefundLineDraft
from desk.fees.refunds.limits import Refundable, available, refundable_line, refundable_lines

Values = dict[str, Any]
_LATE_CHARGED = (
    "SELECT coalesce(sum(amount - reduced), 0) FROM charge WHERE source <> 'run' "
    "AND source_id IS NOT NULL AND source = 'late' AND source_id = ? AND state = 'posted'"
)


def of(desk: Desk, draft: RefundDraft) -> tuple[Values, list[Values]]:
    """The columns of a refund and of its lines, for use inside the change that makes it."""
    return _fees(desk, draft) if draft.kind == "fees" else _held(desk, draft)


def check_again(desk: Desk, row: Refund) -> None:
    """Refuse a refund whose ground is gone since it was asked for.

    Raises Refused refund.receipt_voided, refund.too_much.
    """
    if row.receipt_id is not None:
        refuse_voided(Receipt.get_by_id(row.receipt_id))
        for line in RefundLine.select().where(RefundLine.refund == row.id):
            assert line.line_id is not None
            left = refundable_line(desk, line.line_id)
            if left.amount < 0 or left.late_fee < 0:
                paid = left.amount + line.amount + left.late_fee + line.late_fee
                raise Refused("refund.too_much", left=money(desk, max(0, paid)))
    elif row.account_id is not None and available(desk, row.account_id) < 0:
        left_over = available(desk, row.account_id) + row.amount + row.deducted
        raise Refused("refund.too_much", left=money(desk, max(0, left_over)))


def refuse_voided(receipt: Receipt) -> None:
    """Raise Refused("refund.receipt_voided") for a receipt that does not stand."""
    if receipt.state != flow.POSTED:
        raise Refused("refund.receipt_voided", "receipt", number=receipt.number)


def _fees(desk: Desk, draft: RefundDraft) -> tuple[Values, list[Values]]:
    receipt = Receipt.get_or_none(Receipt.id == draft.receipt)
    if receipt is None:
        raise Refused("receipt.unknown", "receipt")
    refuse_voided(receipt)
    known = {line.line: line for line in refundable_lines(desk, receipt.id)}
    lines = [_line(desk, known.get(line.line), line) for line in draft.lines]
    values = {
        "receipt": receipt.id,
        "unit": receipt.unit_id,
        "person": receipt.person_id,
        "payee": draft.payee or receipt.payer,
        "amount": sum(line.amount + line.late_fee for line in draft.lines),
    }
    return values, lines


def _line(desk: Desk, known: Refundable | None, line: RefundLineDraft) -> Values:
    if known is None:
        raise Refused("refund.line_unknown", "lines")
    if known.kind not in ("charge", "sundry"):
        raise Refused("refund.line_kind", "lines", line=known.position)
    if line.amount > known.amount or line.late_fee > known.late_fee:
        left = money(desk, max(0, known.amount) + max(0, known.late_fee))
        raise Refused("refund.too_much", "lines", left=left)
    reopen = line.reopen and known.charge is not None and line.amount > 0
    if reopen:
        refuse_keeping_late(desk, known, line.amount, line.late_fee)
    return {
        "line": line.line, "item": known.item, "amount": line.amount, "late_fee": line.late_fee,
        "reopen": reopen,
    }  # fmt: skip


def refuse_keeping_late(desk: Desk, known: Refundable, amount: int, late_fee: int) -> None:
    """Refuse to let a debt be owed again whose late fee stays, paid or as a charge of its own.

    Raises Refused refund.late_goes_too, refund.late_charged.
    """
    least = known.least_late(amount)
    if late_fee < least:
        raise Refused("refund.late_goes_too", "lines", least=money(desk, least))
    charged = desk.storage.database.execute_sql(_LATE_CHARGED, (known.line,)).fetchone()[0]
    if amount and charged:
        raise Refused("refund.late_charged", "lines", amount=money(desk, charged))


def _held(desk: Desk, draft: RefundDraft) -> tuple[Values, list[Values]]:
    account = Account.get_or_none(Account.id == draft.account)
    if account is None:
        raise Refused("account.unknown", "account")
    if account.kind != draft.kind:
        raise Refused("refund.account_kind", "account")
    left = available(desk, account.id)
    leaves = left if draft.amount is None else draft.amount
    if not 0 < leaves <= left:
        raise Refused("refund.too_much", "amount", left=money(desk, max(0, left)))
    deducted = sum(each.amount for each in draft.deductions)
    if deducted > leaves:
        raise Refused("refund.deducted_too_much", "deductions", left=money(desk, leaves))
    values = {
        "account": account.id,
        "unit": account.unit_id,
        "person": account.person_id,
        "payee": draft.payee or _holder(account),
        "amount": leaves - deducted,
        "deducted": deducted,
    }
    return values, [_deduction(each) for each in draft.deductions]


def _holder(account: Account) -> str:
    person = account.person
    return "" if person is None else str(person.name)


def _deduction(deduction: DeductionDraft) -> Values:
    item = FeeItem.get_or_none(FeeItem.id == deduction.item)
    if item is None or item.kind == "deposit":
        raise Refused("refund.deduct_item", "deductions")
    return {"item": item.id, "text": deduction.text, "amount": deduction.amount, "deducted": True}
