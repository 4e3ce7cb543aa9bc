"""What a receipt's draft must be before anything is asked of the store. Pure."""

from __future__ import annotations

from dataclasses import replace

from desk.core.money import MOST
from desk.core.text import clean
from desk.estate.checks import Faults
from desk.fees.amounts import HIGHEST, amount_of
from desk.fees.till.drafts import (
    LINE_KINDS,
    SHEET_CASES,
    TENDERS,
    LineDraft,
    ReceiptDraft,
    TenderDraft,
)

LINES, PAYMENTS = 100, 20
"""The most lines and tenders of one receipt."""


def checked(draft: ReceiptDraft) -> ReceiptDraft:
    """``draft`` with its texts as they are kept.

    Raises Refused or RefusedMany; those about a line or a tender tell its number from 1.
    """
    with Faults() as faults:
        if not draft.lines:
            faults.add("till.nothing", "lines")
        if len(draft.lines) > LINES or len(draft.tenders) > PAYMENTS:
            faults.add("till.too_many", "lines", lines=LINES, tenders=PAYMENTS)
        lines = tuple([_line(faults, n, line) for n, line in enumerate(draft.lines, 1)])
        tenders = tuple([_tender(faults, n, each) for n, each in enumerate(draft.tenders, 1)])
        charges = [line.charge for line in lines if line.charge is not None]
        if len(set(charges)) < len(charges):
            faults.add("till.twice", "lines")
        if sum(line.total for line in lines) >= MOST:
            faults.add("money.too_large", "lines")
        payer = faults.of(clean, draft.payer, "payer", 300) or ""
        note = faults.of(clean, draft.note, "note", 300) or ""
        sheet = faults.of(clean, draft.sheet, "sheet", 40) or ""
        why = faults.of(clean, draft.sheet_reason, "sheet_reason", 200) or ""
        if draft.sheet_case:
            faults.among(draft.sheet_case, SHEET_CASES, "sheet_case")
    return replace(
        draft, lines=lines, tenders=tenders, payer=payer, note=note, sheet=sheet, sheet_reason=why
    )


def _line(faults: Faults, number: int, line: LineDraft) -> LineDraft:
    faults.among(line.kind, LINE_KINDS, "lines")
    code = _wrong(line)
    if code:
        faults.add(code, "lines", line=number)
    if not (line.text or line.reason or line.discount or line.late_waived):
        return line
    text = faults.of(clean, line.text, "lines", 200) or ""
    reason = faults.of(clean, line.reason, "lines", 200) or ""
    if (line.discount or line.late_waived) and not reason:
        faults.add("till.reason_needed", "lines", line=number)
    return replace(line, text=text, reason=reason)


def _wrong(line: LineDraft) -> str:
    """The code of what is wrong with the figures of a line, or nothing."""
    sums = (line.amount, line.discount, line.late_fee, line.late_waived)
    if min(sums) < 0 or max(sums) >= MOST:
        return "till.line_amount"
    if line.kind == "charge":
        if line.charge is None:
            return "till.charge_unknown"
        return "" if line.amount or line.discount else "till.line_empty"
    if line.late_fee or line.late_waived:
        return "till.line_amount"
    if not line.amount:
        return "till.line_empty"
    if line.kind == "sundry":
        return _wrong_product(line)
    if line.discount:
        return "till.line_discount"
    return "till.deposit_item" if line.kind == "deposit" and line.item is None else ""


def _wrong_product(line: LineDraft) -> str:
    if line.service is None and line.item is None and not line.text.strip():
        return "till.sundry_what"
    if line.quantity is None and line.price is None:
        return ""
    if line.quantity is None or line.price is None:
        return "till.line_product"
    if not (0 < line.quantity < HIGHEST and 0 <= line.price < HIGHEST):
        return "till.line_product"
    whole = amount_of(line.quantity, line.price)
    return "" if whole == line.amount + line.discount else "till.line_product"


def _tender(faults: Faults, number: int, tender: TenderDraft) -> TenderDraft:
    faults.among(tender.kind, TENDERS, "tenders")
    if not 0 <= tender.given < MOST:
        faults.add("till.tender_amount", "tenders", tender=number)
    if (tender.kind == "prepaid") != (tender.account is not None):
        faults.add("till.tender_account", "tenders", tender=number)
    if not tender.reference:
        return tender
    reference = faults.of(clean, tender.reference, "tenders", 60) or ""
    return replace(tender, reference=reference)
