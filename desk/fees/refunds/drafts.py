"""What is entered of a refund, and the rules it has to pass by itself. Pure."""

from __future__ import annotations

from dataclasses import replace

from desk.core.frozen import frozen
from desk.core.money import MOST
from desk.core.text import clean
from desk.estate.checks import Faults

KINDS = ("fees", "prepaid", "deposit")
TENDERS = ("cash", "wechat", "alipay", "card", "transfer", "cheque")
"""How a refund may be paid out."""
MOST_LINES = 100


@frozen
class RefundLineDraft:
    """What is given back of a receipt's line: ``amount`` of its principal, ``late_fee`` on top.

    In minor units. ``reopen``: the debt is owed again; otherwise it is let off.
    """

    line: int
    amount: int
    late_fee: int = 0
    reopen: bool = False


@frozen
class DeductionDraft:
    """What is kept of a deposit: ``amount`` (minor units), why (``text``), and the ``item`` whose
    income it is; not a deposit."""

    text: str
    amount: int
    item: int


@frozen
class RefundDraft:
    """A refund about to be requested. Money in minor units.

    ``kind`` fees: ``receipt`` and ``lines``. prepaid and deposit: ``account``, and ``amount`` is
    what leaves it (None: all of it); of a deposit ``deductions`` are kept and the rest is handed
    out. ``payee`` blank is the payer of the receipt or the account's person. ``tender`` is how it
    shall be paid out, ``reference`` the bank account or the like.
    """

    kind: str
    receipt: int | None = None
    account: int | None = None
    amount: int | None = None
    lines: tuple[RefundLineDraft, ...] = ()
    deductions: tuple[DeductionDraft, ...] = ()
    payee: str = ""
    reason: str = ""
    tender: str = "cash"
    reference: str = ""


def check_refund(draft: RefundDraft) -> RefundDraft:
    """``draft`` with its texts as they are kept. Raises Refused or RefusedMany by field."""
    with Faults() as faults:
        faults.among(draft.kind, KINDS, "kind")
        faults.among(draft.tender, TENDERS, "tender")
        if draft.kind == "fees":
            _check_lines(faults, draft)
        else:
            _check_held(faults, draft)
        if draft.kind != "deposit" and draft.deductions:
            faults.add("refund.deduct_deposit", "deductions")
        deductions = tuple(_deduction(faults, each) for each in draft.deductions)
        payee = faults.of(clean, draft.payee, "payee", 300) or ""
        reason = faults.of(clean, draft.reason, "reason", 300, required=True) or ""
        reference = faults.of(clean, draft.reference, "reference", 60) or ""
    return replace(draft, payee=payee, reason=reason, reference=reference, deductions=deductions)


def _check_lines(faults: Faults, draft: RefundDraft) -> None:
    if draft.receipt is None:
        faults.add("refund.receipt_needed", "receipt")
    if not draft.lines or len(draft.lines) > MOST_LINES:
        faults.add("refund.nothing", "lines")
    if len({line.line for line in draft.lines}) < len(draft.lines):
        faults.add("refund.line_twice", "lines")
    for line in draft.lines:
        if min(line.amount, line.late_fee) < 0 or not 0 < line.amount + line.late_fee < MOST:
            faults.add("refund.amount", "lines")


def _check_held(faults: Faults, draft: RefundDraft) -> None:
    if draft.account is None:
        faults.add("refund.account_needed", "account")
    if draft.amount is not None and not 0 < draft.amount < MOST:
        faults.add("refund.amount", "amount")
    if draft.lines:
        faults.add("refund.lines_fees", "lines")
    if len(draft.deductions) > MOST_LINES:
        faults.add("refund.amount", "deductions")


def _deduction(faults: Faults, deduction: DeductionDraft) -> DeductionDraft:
    if not 0 < deduction.amount < MOST:
        faults.add("refund.amount", "deductions")
    text = faults.of(clean, deduction.text, "deductions", 200, required=True) or ""
    return replace(deduction, text=text)
