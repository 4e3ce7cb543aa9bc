"""Written promise 承诺书: who will pay what until when, signed before goods leave with a debt."""

from __future__ import annotations

from datetime import date, datetime

from desk.core.errors import Refused
from desk.core.frozen import frozen
from desk.core.money import format_money
from desk.core.words import translator
from desk.printing import page, parts, slip
from desk.printing.flow import Block, Grid, Row
from desk.printing.page import Style, mm
from desk.printing.table import Column
from desk.printing.text import Missing, prepare

LAYOUTS = ("a5",)


@frozen
class PromisedDebt:
    """One debt that is promised: ``amount`` with the late fee in it."""

    item: str
    period_from: date
    period_to: date
    amount: int


@frozen
class PromiseLetter:
    """A promise to pay ``promised`` of ``owed`` by ``pay_by``. ``number`` is the release slip's.

    ``document`` is masked; ``payee`` is whom it is made to. Times are local.
    """

    site: str
    number: str
    at: datetime
    unit: str
    name: str
    owed: int
    promised: int
    pay_by: date
    debts: tuple[PromisedDebt, ...] = ()
    document: str = ""
    phone: str = ""
    payee: str = ""
    reason: str = ""
    clerk: str = ""
    currency: str = "CNY"
    voided: bool = False
    copy: int = 0
    language: str = "zh_CN"


def render(paper: PromiseLetter, layout: str = "a5", missing: Missing = "refuse") -> bytes:
    """The promise as PDF, A5 landscape, to be signed. Raises as ``visitor_pass.render`` does."""
    if layout not in LAYOUTS:
        raise Refused("paper.layout_unknown", layout=layout)
    paper = prepare(paper, page.known(), missing)
    _ = translator(paper.language)
    facts = (
        ((_("Payee"), paper.payee or paper.site), (_("Unit"), paper.unit)),
        ((_("Name"), paper.name), (_("Document"), paper.document), (_("Telephone"), paper.phone)),
    )
    head = slip.Head(
        _("Promise to pay"),
        paper.number,
        (paper.payee, paper.site),
        facts,
        copy=paper.copy,
        voided=paper.voided,
    )
    drawn = slip.Slip(slip.A5, head, paper.language)
    by = ((_("Promised by"), ""), (_("Date"), ""), (_("Clerk"), paper.clerk))
    last = parts.signs(drawn.sheet, drawn.place, by, drawn.look.size)
    drawn.body(_grid(paper, drawn), _body(paper, drawn), last)
    return drawn.save()


def _body(paper: PromiseLetter, drawn: slip.Slip) -> list[Block]:
    """What is acknowledged and promised, and the sum in words."""
    _ = translator(paper.language)
    sheet, place, size = drawn.sheet, drawn.place, drawn.look.size
    text = _(
        "On {time}, {owed} was owed for unit {unit}. I know of this debt and promise to pay "
        "{promised} of it by {day}."
    ).format(
        time=page.moment(paper.at), owed=format_money(paper.owed, paper.currency),
        unit=paper.unit, promised=format_money(paper.promised, paper.currency),
        day=paper.pay_by.isoformat(),
    )  # fmt: skip
    words = parts.in_words(paper.promised, paper.language, paper.currency)
    figure = format_money(paper.promised, paper.currency)
    gap = Block(1.8 * mm, lambda _y: None)
    return [
        gap,
        parts.prose(sheet, place, text, Style(size + 1), 8),
        parts.facts(sheet, place, ([(_("Reason"), paper.reason)],), size, 3),
        gap,
        parts.total_bar(sheet, place, (_("I promise to pay"), words), figure, size + 1.5),
    ]


def _grid(paper: PromiseLetter, drawn: slip.Slip) -> Grid | None:
    _ = translator(paper.language)
    rows = [
        Row(
            (debt.item, parts.period(debt.period_from, debt.period_to), parts.figures(debt.amount)),
            "",
            (debt.amount,),
        )
        for debt in paper.debts
    ]
    columns = [Column(_("Item")), Column(_("Period")), Column(_("Amount"), align="right")]
    look = drawn.look
    return Grid(drawn.sheet, columns, rows, drawn.place, look.size, look.above) if rows else None
