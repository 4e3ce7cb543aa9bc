"""Work order 维修工单: what to mend where, what it took, who pays; one sheet for each that keeps
one, with room to write by hand what is not known yet."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from desk.core.errors import Refused
from desk.core.frozen import frozen
from desk.core.money import format_money
from desk.core.words import N_, translator
from desk.printing import page, parts, slip
from desk.printing.flow import Block, Grid, Row
from desk.printing.page import Sheet, Style, mm
from desk.printing.table import Column
from desk.printing.text import Missing, prepare

LAYOUTS = ("a5", "form241")
URGENCIES = {"urgent": N_("Urgent"), "ordinary": N_("Ordinary")}
LINE_KINDS = {"labour": N_("Labour"), "material": N_("Material")}
PAYERS = {
    "owner": N_("Owner"), "tenant": N_("Tenant"), "company": N_("Company"),
    "warranty": N_("Warranty"),
}  # fmt: skip
BLANK = {"a5": 6, "form241": 2}
"""Empty rows to write labour and materials into, where none are known."""


@frozen
class OrderItem:
    """Labour or material: ``quantity`` in ten-thousandths, ``price`` and ``amount`` minor units.

    ``kind`` and ``payer`` are codes.
    """

    text: str
    quantity: int
    price: int
    amount: int
    measure: str = ""
    kind: str = "material"
    payer: str = "owner"


@frozen
class WorkOrderPaper:
    """What a work order says. Times are local, money is minor units of ``currency``.

    ``window_from`` to ``window_until`` is when somebody is in; ``arrive_by`` the limit. What is
    blank (arrival, end, ``result``, ``items``) is left to write by hand. ``total`` is what the
    customer pays. ``parts`` 3 sheets (office, customer, engineering), 2 or 1; a continuous form
    has its own copies. ``token`` is the text of the QR code.
    """

    site: str
    number: str
    kind: str
    where: str
    text: str
    at: datetime
    urgency: str = "ordinary"
    company: str = ""
    name: str = ""
    phone: str = ""
    window_from: datetime | None = None
    window_until: datetime | None = None
    arrive_by: datetime | None = None
    engineers: str = ""
    paid: bool = False
    arrived_at: datetime | None = None
    finished_at: datetime | None = None
    result: str = ""
    items: tuple[OrderItem, ...] = ()
    total: int = 0
    terms: str = ""
    clerk: str = ""
    state: str = ""
    cancelled: bool = False
    token: str = ""
    currency: str = "CNY"
    parts: int = 3
    copy: int = 0
    language: str = "zh_CN"


def render(paper: WorkOrderPaper, layout: str = "a5", missing: Missing = "refuse") -> bytes:
    """The order as PDF: A5 landscape, one page a sheet, or one part of a continuous form.

    Raises as ``visitor_pass.render`` does.
    """
    return batch((paper,), layout, missing)


def batch(
    papers: Iterable[WorkOrderPaper], layout: str | None = None, missing: Missing = "refuse"
) -> bytes:
    """All of ``papers`` in one PDF, in the order given; they are drawn as they come.

    Raises as ``visitor_pass.render`` does, and Refused("paper.none").
    """
    layout = layout or LAYOUTS[0]
    if layout not in LAYOUTS:
        raise Refused("paper.layout_unknown", layout=layout)
    sheet: Sheet | None = None
    for paper in papers:
        if sheet is not None:
            sheet.next_page()
        sheet = _draw(prepare(paper, page.known(), missing), layout, sheet)
    if sheet is None:
        raise Refused("paper.none")
    return sheet.save()


def _draw(paper: WorkOrderPaper, layout: str, sheet: Sheet | None) -> Sheet:
    _ = translator(paper.language)
    look = slip.FORM_241 if layout == "form241" else slip.A5
    drawn = slip.Slip(look, _head(paper, layout), paper.language, sheet)
    place, size = drawn.place, look.size
    on = drawn.sheet
    drawn.flow.add(_wrong(paper, drawn))
    by = ((_("Customer"), ""), (_("Engineer"), ""), (_("Front desk"), ""))
    drawn.body(_grid(paper, drawn, layout), _foot(paper, drawn, layout), parts.signs(
        on, place, by, size, 8 * mm if layout == "a5" else 6 * mm
    ))  # fmt: skip
    drawn.draw()
    return on


def _head(paper: WorkOrderPaper, layout: str) -> slip.Head:
    _ = translator(paper.language)
    window = ""
    if paper.window_from and paper.window_until:
        window = page.span(paper.window_from, paper.window_until, paper.language)
    by = page.moment(paper.arrive_by) if paper.arrive_by else ""
    facts = (
        (
            (_("Place"), paper.where),
            (_("Kind"), paper.kind),
            (_("Urgency"), parts.word(URGENCIES, paper.urgency, paper.language)),
        ),
        (
            (_("Reported by"), paper.name),
            (_("Telephone"), paper.phone),
            (_("Reported"), page.moment(paper.at)),
        ),
        ((_("Engineers"), paper.engineers), (_("Appointment"), window), (_("On site by"), by)),
    )
    names: tuple[str, ...] = ()
    if layout == "a5":
        every = (_("Desk's sheet"), _("Customer's sheet"), _("Engineers' sheet"))
        names = every[: max(1, min(3, paper.parts))] if paper.parts > 1 else ()
    return slip.Head(
        _("Work order"),
        paper.number,
        (paper.company, paper.site),
        facts,
        token=paper.token,
        copy=paper.copy,
        voided=paper.cancelled,
        sheets=names,
    )


def _wrong(paper: WorkOrderPaper, drawn: slip.Slip) -> Block:
    """What is wrong, in a frame, so that it is the first thing that is read."""
    sheet, (left, width), size = drawn.sheet, drawn.place, drawn.look.size
    style, pad = Style(size, bold=True), 1.6 * mm
    lines = sheet.wrap(paper.text, style, width - 2 * pad, 4 if not drawn.look.plain else 2)
    height = len(lines) * style.leading + 2 * pad * 0.6

    def draw(y: float) -> None:
        sheet.frame(left, y, width, height)
        sheet.lines(left + pad, y + pad * 0.6, lines, style)

    return Block(height + 1 * mm, draw)


def _grid(paper: WorkOrderPaper, drawn: slip.Slip, layout: str) -> Grid:
    _ = translator(paper.language)
    look = drawn.look
    columns = [
        Column(_("Kind")),
        Column(_("Labour and materials")),
        Column(_("Quantity"), align="right"),
        Column(_("Measure")),
        Column(_("Price"), align="right"),
        Column(_("Amount"), align="right"),
        Column(_("Paid for by")),
    ]
    if not paper.items:
        shares = (0.1, 0.4, 0.1, 0.1, 0.1, 0.1, 0.1)
        columns = [
            Column(column.title, drawn.width * share, column.align)
            for column, share in zip(columns, shares, strict=True)
        ]
        rows = [Row((" ",) * len(columns))] * BLANK[layout]
        return Grid(drawn.sheet, columns, rows, drawn.place, look.size, look.above)
    rows = [
        Row(
            (
                parts.word(LINE_KINDS, item.kind, paper.language),
                item.text,
                parts.quantity(item.quantity),
                item.measure,
                parts.figures(item.price),
                parts.figures(item.amount),
                parts.word(PAYERS, item.payer, paper.language),
            )
        )
        for item in paper.items
    ]
    return Grid(drawn.sheet, columns, rows, drawn.place, look.size, look.above)


def _foot(paper: WorkOrderPaper, drawn: slip.Slip, layout: str) -> list[Block]:
    """What the customer pays, what was done, when, how it was found, and the terms."""
    _ = translator(paper.language)
    sheet, place, size = drawn.sheet, drawn.place, drawn.look.size
    tall = 6 * mm if layout == "a5" else 4.5 * mm
    foot = [Block(0.8 * mm, lambda _y: None)]
    said = _("The customer pays") if paper.paid or paper.total else _("Free of charge")
    if paper.items and paper.total:
        words = parts.in_words(paper.total, paper.language, paper.currency)
        figure = format_money(paper.total, paper.currency)
        foot.append(parts.total_bar(sheet, place, (said, words), figure, size))
        said = ""
    if paper.result:
        foot.append(parts.facts(sheet, place, [[(_("What was done"), paper.result)]], size, 3))
    else:
        foot.append(parts.signs(sheet, place, ((_("What was done"), ""),), size, tall))
    arrived = page.moment(paper.arrived_at) if paper.arrived_at else ""
    finished = page.moment(paper.finished_at) if paper.finished_at else ""
    times = ((_("On site at"), arrived), (_("Finished at"), finished))
    foot.append(parts.signs(sheet, place, times, size, tall))
    found = _("□ Very satisfied   □ Satisfied   □ Not satisfied")
    opinion = [(_("Customer's opinion"), found)]
    last = [[(_("Payment"), said)], opinion] if said else [opinion]
    if drawn.look.plain:
        last = [[fact for row in last for fact in row]]  # a form is low
    foot.append(Block(1 * mm, lambda _y: None))
    foot.append(parts.facts(sheet, place, last, size, 1))
    if paper.terms:
        foot.append(parts.prose(sheet, place, paper.terms, Style(size - 2), 2))
    return foot
