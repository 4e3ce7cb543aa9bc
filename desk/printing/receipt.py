"""Receipt 收据: A5 landscape, 241 × 93 mm continuous form, or a strip from an 80 mm roll."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

from desk.core.errors import Refused
from desk.core.frozen import frozen
from desk.core.money import format_money
from desk.core.words import N_, translator
from desk.printing import page, parts, slip
from desk.printing.flow import Block, Grid, Row
from desk.printing.page import mm
from desk.printing.table import Column
from desk.printing.text import Missing, prepare

LAYOUTS = ("a5", "form241", "roll80")
KINDS = {
    "fees": N_("Fees"),
    "prepayment": N_("Prepayment"),
    "deposit": N_("Deposit"),
    "service": N_("Paid service"),
    "sundry": N_("Sundry"),
}


@frozen
class ReceiptItem:
    """One line of a receipt.

    ``amount`` is what is paid of the principal, after ``discount``; ``late_fee`` is paid on top of
    it and ``late_waived`` was let off. ``quantity`` and ``price`` are ten-thousandths, shown when
    both are there; ``measure`` is the unit of measure (m²). ``text`` stands under the item.
    """

    item: str
    amount: int
    unit: str = ""
    period_from: date | None = None
    period_to: date | None = None
    quantity: int | None = None
    price: int | None = None
    measure: str = ""
    discount: int = 0
    late_fee: int = 0
    late_waived: int = 0
    text: str = ""


@frozen
class TenderLine:
    """How a part was paid. ``kind`` is a tender's code (cash, wechat, …) or a name of its own.

    ``given`` is the cash that was handed over; what exceeds ``amount`` is the change.
    """

    kind: str
    amount: int
    given: int = 0
    reference: str = ""


@frozen
class ReceiptPaper:
    """What a receipt says. ``at`` is local; money is minor units of ``currency``.

    ``total`` is the sum of the lines' ``amount`` + ``late_fee``, and so are tenders + ``rounding``.
    ``payee`` is the company that takes the money, ``sheet`` the number of the pre-printed paper,
    ``prepaid`` the balance of the prepaid account afterwards, ``token`` the signed text of
    the QR code, ``copy`` 0 for the original and n for copy n (``clerk`` stays who took the money).
    """

    site: str
    number: str
    at: datetime
    total: int
    token: str
    lines: tuple[ReceiptItem, ...] = ()
    tenders: tuple[TenderLine, ...] = ()
    payee: str = ""
    kind: str = "fees"
    payer: str = ""
    unit: str = ""
    sheet: str = ""
    currency: str = "CNY"
    rounding: int = 0
    prepaid: int | None = None
    clerk: str = ""
    shift: str = ""
    note: str = ""
    voided: bool = False
    void_at: datetime | None = None
    void_by: str = ""
    void_reason: str = ""
    copy: int = 0
    language: str = "zh_CN"


def render(paper: ReceiptPaper, layout: str = "a5", missing: Missing = "refuse") -> bytes:
    """The receipt as PDF: ``a5``, ``form241`` or ``roll80``. Raises as ``visitor_pass.render``.

    Lines that do not fit go on to further pages, their sums carried over; a roll is as long as it
    has to be. The form is printed once: its parts copy through.
    """
    if layout not in LAYOUTS:
        raise Refused("paper.layout_unknown", layout=layout)
    paper = prepare(paper, page.known(), missing)
    if layout == "roll80":
        from desk.printing import receipt_roll  # it needs this module's classes

        return receipt_roll.draw(paper)
    return _draw(paper, slip.A5 if layout == "a5" else slip.FORM_241)


def title(paper: ReceiptPaper) -> str:
    """What kind of receipt it is."""
    _ = translator(paper.language)
    if paper.kind == "fees":
        return _("Receipt")
    kind = parts.word(KINDS, paper.kind, paper.language)
    return _("Receipt: {kind}").format(kind=kind)


def remark(paper: ReceiptPaper) -> str:
    """When, by whom and why it was voided; "" if it was not."""
    if not paper.voided:
        return ""
    return slip.voided(paper.language, paper.void_at, paper.void_by, paper.void_reason)


def afterwards(paper: ReceiptPaper) -> list[tuple[str, str]]:
    """What is left to say about the money: rounding, and what is on the prepaid account now."""
    _ = translator(paper.language)
    said = []
    if paper.rounding:
        said.append((_("Rounded off"), format_money(paper.rounding, paper.currency)))
    if paper.prepaid is not None:
        said.append((_("Prepaid balance"), format_money(paper.prepaid, paper.currency)))
    return said


def _draw(paper: ReceiptPaper, look: slip.Look) -> bytes:
    _ = translator(paper.language)
    head = slip.Head(
        title(paper),
        paper.number,
        (paper.payee, paper.site),
        (
            ((_("Payer"), paper.payer), (_("Unit"), paper.unit)),
            (
                (_("Time"), page.moment(paper.at)),
                (_("Shift"), paper.shift),
                (_("Sheet no."), paper.sheet),
            ),
        ),
        token=paper.token,
        copy=paper.copy,
        voided=paper.voided,
        remark=remark(paper),
    )
    drawn = slip.Slip(look, head, paper.language)
    by = ((_("Payee (seal)"), ""), (_("Cashier"), paper.clerk), (_("Payer"), ""))
    last = parts.signs(drawn.sheet, drawn.place, by, look.size)
    drawn.body(_grid(paper, drawn), _foot(paper, drawn), last)
    return drawn.save()


def _foot(paper: ReceiptPaper, drawn: slip.Slip) -> list[Block]:
    _ = translator(paper.language)
    sheet, place, look = drawn.sheet, drawn.place, drawn.look
    words = parts.in_words(paper.total, paper.language, paper.currency)
    figure = format_money(paper.total, paper.currency)
    paid = "   ".join(parts.tenders(paper.tenders, paper.language, paper.currency))
    gap = Block(1.2 * mm, lambda _y: None)
    return [
        gap,
        parts.total_bar(sheet, place, (_("In words"), words), figure, look.size + 1.5),
        gap,
        parts.facts(sheet, place, ([(_("Paid by"), paid)],), look.size, most=3),
        parts.facts(sheet, place, (afterwards(paper),), look.size),
        parts.facts(sheet, place, ([(_("Note"), paper.note)],), look.size, most=3),
    ]


def _grid(paper: ReceiptPaper, drawn: slip.Slip) -> Grid | None:
    """The lines, with those columns that any of them has."""
    if not paper.lines:
        return None
    used = [(column, text) for column, text, there in _columns(paper) if there]
    rows = [
        Row(
            tuple(text(line) for _column, text in used),
            beside(line, paper),
            (line.amount + line.late_fee,),
        )
        for line in paper.lines
    ]
    columns = [column for column, _text in used]
    look = drawn.look
    return Grid(drawn.sheet, columns, rows, drawn.place, look.size, look.above)


def _columns(paper: ReceiptPaper) -> list[tuple[Column, Callable[[ReceiptItem], str], bool]]:
    """Each column, what stands in it, and whether any line has that."""
    _ = translator(paper.language)
    lines = paper.lines
    parted = any(line.discount or line.late_fee for line in lines)
    elsewhere = any(line.unit not in ("", paper.unit) for line in lines)
    dated = any(line.period_from or line.period_to for line in lines)

    def right(title: str) -> Column:
        return Column(title, align="right")

    def figure(amount: int) -> str:
        return parts.figures(amount) if amount else ""

    return [
        (Column(_("Item")), lambda line: line.item, True),
        (Column(_("Unit")), lambda line: line.unit, elsewhere),
        (Column(_("Period")), lambda x: parts.period(x.period_from, x.period_to), dated),
        (Column(_("Quantity × price")), worked, any(map(worked, lines))),
        (right(_("Amount")), lambda line: parts.figures(line.amount + line.discount), parted),
        (right(_("Discount")), lambda line: figure(-line.discount), any(x.discount for x in lines)),
        (right(_("Late fee")), lambda line: figure(line.late_fee), any(x.late_fee for x in lines)),
        (
            right(_("Amount paid") if parted else _("Amount")),
            lambda line: parts.figures(line.amount + line.late_fee),
            True,
        ),
    ]


def worked(line: ReceiptItem) -> str:
    """Quantity × price, if the line has both."""
    if line.quantity is None or line.price is None:
        return ""
    measure = f" {line.measure}" if line.measure else ""
    return f"{parts.quantity(line.quantity)}{measure} × {parts.price(line.price)}"


def beside(line: ReceiptItem, paper: ReceiptPaper) -> str:
    """What is said under a line: its own text, and the late fee that was let off."""
    _ = translator(paper.language)
    said = [line.text] if line.text else []
    if line.late_waived:
        amount = format_money(line.late_waived, paper.currency)
        said.append(_("Late fee waived: {amount}").format(amount=amount))
    return "  ·  ".join(said)
