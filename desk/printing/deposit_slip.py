"""Deposit slip 押金单: what was left as a security, to be brought back for its return."""

from __future__ import annotations

from datetime import datetime

from desk.core.errors import Refused
from desk.core.frozen import frozen
from desk.core.money import format_money
from desk.core.words import translator
from desk.printing import page, parts, slip
from desk.printing.flow import Block
from desk.printing.page import Style, mm
from desk.printing.receipt import TenderLine
from desk.printing.text import Missing, prepare

LAYOUTS = ("a5",)


@frozen
class DepositSlip:
    """A deposit taken. ``number`` is the account's, ``receipt`` the number it was taken with.

    ``terms`` says when it is paid back.
    """

    site: str
    number: str
    at: datetime
    item: str
    amount: int
    token: str = ""
    payee: str = ""
    payer: str = ""
    unit: str = ""
    receipt: str = ""
    tenders: tuple[TenderLine, ...] = ()
    terms: str = ""
    note: str = ""
    currency: str = "CNY"
    clerk: str = ""
    shift: str = ""
    voided: bool = False
    copy: int = 0
    language: str = "zh_CN"


def render(paper: DepositSlip, layout: str = "a5", missing: Missing = "refuse") -> bytes:
    """The slip as PDF, A5 landscape. Raises as ``visitor_pass.render`` does."""
    if layout not in LAYOUTS:
        raise Refused("paper.layout_unknown", layout=layout)
    paper = prepare(paper, page.known(), missing)
    _ = translator(paper.language)
    rows = (
        ((_("Received from"), paper.payer), (_("Unit"), paper.unit)),
        (
            (_("Time"), page.moment(paper.at)),
            (_("Receipt"), paper.receipt),
            (_("Shift"), paper.shift),
        ),
    )
    head = slip.Head(
        _("Deposit slip"),
        paper.number,
        (paper.payee, paper.site),
        rows,
        token=paper.token,
        copy=paper.copy,
        voided=paper.voided,
    )
    drawn = slip.Slip(slip.A5, head, paper.language)
    by = ((_("Payee (seal)"), ""), (_("Cashier"), paper.clerk), (_("Payer"), ""))
    last = parts.signs(drawn.sheet, drawn.place, by, drawn.look.size)
    drawn.body(None, _body(paper, drawn), last)
    return drawn.save()


def _body(paper: DepositSlip, drawn: slip.Slip) -> list[Block]:
    """What for, how much, on what terms, and room to sign for its return."""
    _ = translator(paper.language)
    sheet, place, size = drawn.sheet, drawn.place, drawn.look.size
    words = parts.in_words(paper.amount, paper.language, paper.currency)
    figure = format_money(paper.amount, paper.currency)
    paid = "   ".join(parts.tenders(paper.tenders, paper.language, paper.currency))
    terms = paper.terms or _(
        "The deposit is paid back against this slip once nothing is left that it secures. What is "
        "kept of it is named, with its amount."
    )
    back = ((_("Paid back on"), ""), (_("Amount"), ""), (_("Received by"), ""))
    gap = Block(2 * mm, lambda _y: None)
    return [
        gap,
        parts.prose(sheet, place, paper.item, Style(size + 3, bold=True), 3),
        gap,
        parts.total_bar(sheet, place, (_("In words"), words), figure, size + 1.5),
        gap,
        parts.facts(sheet, place, ([(_("Paid by"), paid)], [(_("Note"), paper.note)]), size, 3),
        gap,
        parts.prose(sheet, place, terms, Style(size), 6),
        gap,
        parts.signs(sheet, place, back, size),
    ]
