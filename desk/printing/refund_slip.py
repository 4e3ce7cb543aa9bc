"""Refund slip 退款单: what is given back, what is kept, who asked, approved and paid."""

from __future__ import annotations

from datetime import datetime

from desk.core.errors import Refused
from desk.core.frozen import frozen
from desk.core.money import format_money
from desk.core.words import N_, translator
from desk.printing import page, parts, slip
from desk.printing.flow import Block, Grid, Row
from desk.printing.page import mm
from desk.printing.table import Column
from desk.printing.text import Missing, prepare

LAYOUTS = ("a5",)
KINDS = {"fees": N_("Fees"), "prepaid": N_("Prepaid"), "deposit": N_("Deposit")}
STATES = {
    "requested": N_("Waits for approval"),
    "approved": N_("Approved, to be paid"),
    "paid": N_("Paid out"),
    "rejected": N_("Rejected"),
    "withdrawn": N_("Withdrawn"),
}


@frozen
class RefundItem:
    """What is given back: ``amount`` of the principal, ``late_fee`` on top.

    ``reopen``: the debt is owed again.
    """

    text: str
    amount: int
    late_fee: int = 0
    reopen: bool = False


@frozen
class Deduction:
    """What is kept of a deposit, and for what."""

    text: str
    amount: int


@frozen
class RefundSlip:
    """A refund. ``amount`` is handed out: the items less the deductions.

    ``kind`` is fees, prepaid or deposit; ``state`` the document's; ``tender`` a tender's code.
    ``receipt`` and ``account`` are numbers of what is refunded. Times are local; ``company`` pays,
    ``payee`` receives.
    """

    site: str
    number: str
    kind: str
    amount: int
    payee: str
    at: datetime
    items: tuple[RefundItem, ...] = ()
    deductions: tuple[Deduction, ...] = ()
    company: str = ""
    unit: str = ""
    receipt: str = ""
    account: str = ""
    reason: str = ""
    tender: str = "cash"
    reference: str = ""
    state: str = "requested"
    requested_by: str = ""
    approver: str = ""
    approved_at: datetime | None = None
    decision: str = ""
    paid_by: str = ""
    paid_at: datetime | None = None
    shift: str = ""
    token: str = ""
    currency: str = "CNY"
    copy: int = 0
    language: str = "zh_CN"


def render(paper: RefundSlip, layout: str = "a5", missing: Missing = "refuse") -> bytes:
    """The slip as PDF, A5 landscape. Raises as ``visitor_pass.render`` does."""
    if layout not in LAYOUTS:
        raise Refused("paper.layout_unknown", layout=layout)
    paper = prepare(paper, page.known(), missing)
    _ = translator(paper.language)
    drawn = slip.Slip(slip.A5, _head(paper), paper.language)
    sheet, place, size = drawn.sheet, drawn.place, drawn.look.size
    words = parts.in_words(paper.amount, paper.language, paper.currency)
    figure = format_money(paper.amount, paper.currency)
    label = _("Paid out") if paper.state == "paid" else _("To be paid out")
    gap = Block(1.5 * mm, lambda _y: None)
    foot = [
        gap,
        parts.total_bar(sheet, place, (label, words), figure, size + 1.5),
        gap,
        parts.facts(sheet, place, _course(paper), size, most=3),
    ]
    by = (
        (_("Approved by"), paper.approver),
        (_("Cashier"), paper.paid_by),
        (_("Received by"), ""),
    )
    drawn.body(_grid(paper, drawn), foot, parts.signs(sheet, place, by, size))
    return drawn.save()


def _head(paper: RefundSlip) -> slip.Head:
    _ = translator(paper.language)
    state = parts.word(STATES, paper.state, paper.language)
    facts = (
        ((_("Payee"), paper.payee), (_("Unit"), paper.unit)),
        (
            (_("Kind"), parts.word(KINDS, paper.kind, paper.language)),
            (_("Receipt"), paper.receipt),
            (_("Account no."), paper.account),
        ),
        ((_("Time"), page.moment(paper.at)), (_("State"), state), (_("Shift"), paper.shift)),
    )
    return slip.Head(
        _("Refund slip"),
        paper.number,
        (paper.company, paper.site),
        facts,
        token=paper.token,
        copy=paper.copy,
    )


def _course(paper: RefundSlip) -> list[list[parts.Fact]]:
    """Why, who asked for it, who approved it, and how it was paid."""
    _ = translator(paper.language)
    tender = parts.word(parts.TENDERS, paper.tender, paper.language)
    how = "  ".join(part for part in (tender, paper.reference, _at(paper.paid_at)) if part)
    approved = "  ".join(p for p in (paper.approver, _at(paper.approved_at), paper.decision) if p)
    return [
        [(_("Reason"), paper.reason)],
        [(_("Requested by"), paper.requested_by), (_("Approved by"), approved)],
        [(_("Way of payment"), how)],
    ]


def _at(moment: datetime | None) -> str:
    return page.moment(moment) if moment else ""


def _grid(paper: RefundSlip, drawn: slip.Slip) -> Grid | None:
    """What is given back, and under it what is kept."""
    _ = translator(paper.language)
    rows = []
    for item in paper.items:
        notes = []
        if item.late_fee:
            fee = format_money(item.late_fee, paper.currency)
            notes.append(_("Late fee in it: {amount}").format(amount=fee))
        if item.reopen:
            notes.append(_("The debt is owed again."))
        amount = item.amount + item.late_fee
        rows.append(Row((item.text, parts.figures(amount)), "  ".join(notes), (amount,)))
    for kept in paper.deductions:
        text = _("Kept: {what}").format(what=kept.text)
        rows.append(Row((text, parts.figures(-kept.amount)), "", (-kept.amount,)))
    columns = [Column(_("Item")), Column(_("Amount"), align="right")]
    look = drawn.look
    return Grid(drawn.sheet, columns, rows, drawn.place, look.size, look.above) if rows else None
