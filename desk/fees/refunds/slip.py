"""The refund slip 退款单 as paper."""

from __future__ import annotations

from desk.core import words
from desk.core.access import Permission
from desk.core.change import once
from desk.core.desk import Desk
from desk.core.errors import Refused
from desk.core.tokens import Kind, Token, seal
from desk.fees.models import Refund
from desk.fees.options import PAYEE
from desk.fees.reading import currency
from desk.fees.refunds.rows import RefundLine, RefundRow, RefundView, get_refund, view_refund
from desk.issuing import issue, printed
from desk.printing import Missing
from desk.printing.refund_slip import Deduction, RefundItem, RefundSlip


@once(printed)
def issue_refund_slip(
    desk: Desk,
    refund: int,
    layout: str = "a5",
    language: str | None = None,
    *,
    missing: Missing = "refuse",
    request: str | None = None,
) -> bytes:
    """The slip of a refund in any state as PDF, kept as data; again in that state it is a copy.

    Raises Refused refund.unknown, paper.* (nothing is kept then).
    """
    with desk.change(Permission.PAPER_PRINT, "refund.slip_printed", request) as change:
        paper = slip_of(desk, refund, language or words.current())

        def same(kept: dict[str, object]) -> bool:
            return kept.get("state") == paper.state

        return issue(desk, change, ("refund", refund), paper, layout, missing, same)


def read_refund_code(desk: Desk, text: str) -> RefundRow:
    """The refund that a slip's scanned code belongs to; its ``state`` tells how far it is.

    Needs fees.view. Raises Refused token.unreadable, token.altered, token.forged,
    token.foreign_site, refund.other_paper.
    """
    desk.require(Permission.FEES_VIEW)
    token = seal(desk).read(text)
    known = Refund.get_or_none((Refund.id == token.record) & (Refund.number == token.number))
    if token.kind is not Kind.REFUND or known is None:
        raise Refused("refund.other_paper", number=token.number)
    return get_refund(desk, token.record)


def slip_of(desk: Desk, refund: int, language: str = "zh_CN") -> RefundSlip:
    """What stands on a refund's slip now. Needs fees.view. Raises Refused("refund.unknown")."""
    found = view_refund(desk, refund)
    row = found.row
    items = tuple(_item(line) for line in found.lines if not line.deducted)
    kept = tuple(Deduction(_text(line), line.amount) for line in found.deductions)
    return RefundSlip(
        site=desk.site, number=row.number, kind=row.kind, amount=row.amount, payee=row.payee,
        at=desk.local(row.at), items=items or _held(found), deductions=kept,
        company=desk.settings.get(PAYEE), unit=row.unit_code, receipt=row.receipt_number,
        account=row.account_number, reason=row.reason, tender=row.tender,
        reference=row.reference, state=row.state, requested_by=row.who, approver=row.decider,
        approved_at=desk.local(row.decided_at), decision=row.decision, paid_by=row.paid_by,
        paid_at=desk.local(row.paid_at), shift=row.shift_number,
        token=seal(desk).sign(Token(Kind.REFUND, row.id, row.number)), currency=currency(desk),
        language=language,
    )  # fmt: skip


def _item(line: RefundLine) -> RefundItem:
    return RefundItem(_text(line), line.amount, line.late_fee, line.reopen)


def _text(line: RefundLine) -> str:
    parts = [line.unit_code, line.item_name if not line.text else line.text]
    if line.deducted:
        parts = [line.item_name, line.text]
    if line.period_from is not None and line.period_to is not None:
        parts.append(f"{line.period_from:%Y-%m-%d} – {line.period_to:%Y-%m-%d}")
    return " ".join(part for part in parts if part)


def _held(found: RefundView) -> tuple[RefundItem, ...]:
    """What leaves an account, deductions included."""
    row = found.row
    return (RefundItem(row.account_number, row.amount + row.deducted),)
