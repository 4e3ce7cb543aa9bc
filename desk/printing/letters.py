"""How payment notices and formal demands are drawn, each from a new page of one sheet."""

from __future__ import annotations

from datetime import date

from desk.core.money import format_money
from desk.core.words import N_, translator
from desk.printing import page, parts
from desk.printing.flow import Block, Flow, Grid, Row
from desk.printing.notices import DebtLine, FormalDemand, PaymentNotice, title
from desk.printing.page import Sheet, Style, mm
from desk.printing.table import Column

WAYS = {
    "message": N_("Message"),
    "call": N_("Telephone call"),
    "visit": N_("Visit"),
    "notice": N_("Payment notice"),
    "demand": N_("Formal demand"),
    "legal": N_("Legal steps"),
}
CODE = 26 * mm
HEAD = 16 * mm  # the letterhead under its margin


def draw(sheet: Sheet, paper: PaymentNotice | FormalDemand) -> None:
    """Draw ``paper`` on ``sheet`` from the top of its present page."""
    letter = _Letter(sheet, paper)
    if isinstance(paper, PaymentNotice):
        letter.notice(paper)
    else:
        letter.demand(paper)
    letter.flow.print(sheet, letter.frame)


class _Letter:
    """One letter: where it stands, and its parts one after another."""

    def __init__(self, sheet: Sheet, paper: PaymentNotice | FormalDemand) -> None:
        self.sheet, self.paper = sheet, paper
        small = sheet.width < page.A4[0] - 1
        self.margin, self.size = (11 * mm, 9.0) if small else (18 * mm, 10.0)
        self.place = (self.margin, sheet.width - 2 * self.margin)
        top = self.margin + HEAD + 2 * mm
        self.flow = Flow((top, top), sheet.height - self.margin - 5 * mm)
        self.amount = sum(debt.amount for debt in paper.debts)
        self.late = sum(debt.late_fee for debt in paper.debts)

    def frame(self, number: int, of: int) -> None:
        """Letterhead and page number."""
        paper = self.paper
        right = f"{paper.number}  {paper.issued_on.isoformat()}"
        names = "  ·  ".join(dict.fromkeys(name for name in (paper.payee, paper.site) if name))
        self.sheet.letterhead(names, title(paper), right, self.margin)
        if of > 1:
            page.footer(self.sheet, paper.language, self.margin, number, of)

    def notice(self, paper: PaymentNotice) -> None:
        """What is owed, why, and how to pay it."""
        _ = translator(paper.language)
        self._address(paper.unit, paper.person)
        if paper.pay_by is None:
            self._say(_("The following is due for your unit. Please pay it soon."))
        else:
            by = paper.pay_by.isoformat()
            self._say(
                _("The following is due for your unit. Please pay it by {date}.").format(date=by)
            )
        self._debts(_("Total to pay"))
        said = []
        if self.late:
            day = paper.issued_on.isoformat()
            said.append(
                _("The late fee is counted up to {date} and grows every day.").format(date=day)
            )
        if paper.prepaid:
            amount = format_money(paper.prepaid, paper.currency)
            said.append(_("Your prepaid account holds {amount}.").format(amount=amount))
        said.append(_("If you have paid in the meantime, please disregard this notice."))
        self._say((" " if paper.language == "en" else "").join(said))
        self._close([(_("Issued by"), paper.issued_by), (_("Seal"), "")])

    def demand(self, paper: FormalDemand) -> None:
        """A letter: what was owed and asked for, until when it has to be paid, and what follows."""
        _ = translator(paper.language)
        self._address(paper.address or paper.unit, paper.person)
        total = format_money(self.amount + self.late, paper.currency)
        opening = _(
            "According to our books, the amounts below were due for unit {unit} and had not been "
            "paid on {date}: {total} in all, late fees included."
        )
        day = paper.issued_on.isoformat()
        self._say(opening.format(unit=paper.unit, date=day, total=total))
        self._debts(_("Total demanded"))
        if paper.earlier:
            self._say(_("We have asked for this before:"))
            self._earlier(paper)
        asking = _(
            "We now ask you formally to pay the whole amount by {deadline}. If it is not paid by "
            "then, we will use the remedies that the contract and the law give us, and the "
            "late fee goes on until the day of payment."
        )
        self._say(asking.format(deadline=paper.deadline.isoformat()), bold=True)
        self._say(_("If you disagree with any of this, please tell us before that day."))
        closing = [(_("Issued by"), paper.issued_by), (_("Seal"), "")]
        self._close(closing, [(_("Received by"), ""), (_("Date"), "")])

    def _address(self, where: str, person: str) -> None:
        _ = translator(self.paper.language)
        style = Style(self.size + 3, bold=True)
        to = "  ".join(part for part in (where, person) if part)
        self.flow.add(parts.prose(self.sheet, self.place, to, style, 3))
        self.flow.gap(1.5 * mm)

    def _say(self, text: str, bold: bool = False) -> None:
        style = Style(self.size, bold=bold)
        block = parts.prose(self.sheet, self.place, text, style)
        self.flow.add(block, Block(2 * mm, lambda _y: None))

    def _debts(self, label: str) -> None:
        """The debts, why each is what it is, and the total in figures and in words."""
        paper, sheet = self.paper, self.sheet
        _ = translator(paper.language)
        late = self.late > 0
        columns = [
            Column(_("Item")),
            Column(_("Period")),
            Column(_("Due on")),
            Column(_("Amount"), align="right"),
        ]
        if late:
            columns.append(Column(_("Late fee"), align="right"))
        rows = [_row(debt, late) for debt in paper.debts]
        grid = Grid(sheet, columns, rows, self.place, self.size, 0.6 * mm)
        total = self.amount + self.late
        words = parts.in_words(total, paper.language, paper.currency)
        figure = format_money(total, paper.currency)
        bar = parts.total_bar(sheet, self.place, (label, words), figure, self.size + 1)
        gap = Block(1.5 * mm, lambda _y: None)
        sums = (self.amount, self.late) if late else (self.amount,)
        both = grid.sum(_("Sum"), *map(parts.figures, sums)) if late else gap
        grid.run(self.flow, paper.language, parts.figures, both.height + gap.height + bar.height)
        for block in (both, gap, bar, gap):
            self.flow.place(block)

    def _earlier(self, paper: FormalDemand) -> None:
        for step in paper.earlier:
            way = parts.word(WAYS, step.way, paper.language)
            text = "  ".join(part for part in (step.on.isoformat(), way, step.text) if part)
            place = (self.margin + 4 * mm, self.place[1] - 4 * mm)
            self.flow.add(parts.prose(self.sheet, place, text, Style(self.size), 3))
        self.flow.gap(2 * mm)

    def _ways_to_pay(self) -> Block:
        """Where to pay and whom to ask, beside the code if there is one."""
        paper, sheet = self.paper, self.sheet
        _ = translator(paper.language)
        left, width = self.place
        code = CODE if paper.token else 0
        place = (left, width - (code + 4 * mm if code else 0))
        blocks = []
        if paper.pay_to:
            head = Style(self.size, bold=True)
            blocks.append(parts.prose(sheet, place, _("Where to pay"), head))
            blocks.append(parts.prose(sheet, place, paper.pay_to, Style(self.size), 8))
            blocks.append(Block(1 * mm, lambda _y: None))
        facts = ([(_("Questions to"), paper.contact)], [(_("Note"), paper.note)])
        blocks.append(parts.facts(sheet, place, facts, self.size, most=4))
        tall = max(sum(block.height for block in blocks), code)

        def side(y: float) -> None:
            if code:
                sheet.qr(left + width - code, y, code, paper.token)
            for block in blocks:
                block.draw(y)
                y += block.height

        return Block(tall, side)

    def _close(self, *rows: list[parts.Fact]) -> None:
        """How to pay, and places to sign at the foot of the same page."""
        pay = self._ways_to_pay()
        signs = [parts.signs(self.sheet, self.place, row, self.size, 10 * mm) for row in rows]
        tall = sum(block.height for block in signs)
        if not self.flow.fits(pay.height + tall):
            self.flow.turn()
        self.flow.place(pay)
        self.flow.y = max(self.flow.y, self.flow.bottom - tall)
        for block in signs:
            self.flow.place(block)


def _row(debt: DebtLine, late: bool) -> Row:
    cells = [
        debt.item,
        parts.period(debt.period_from, debt.period_to),
        _day(debt.due),
        parts.figures(debt.amount),
    ]
    if not late:
        return Row(tuple(cells), debt.why, (debt.amount,))
    cells.append(parts.figures(debt.late_fee) if debt.late_fee else "")
    return Row(tuple(cells), debt.why, (debt.amount, debt.late_fee))


def _day(day: date) -> str:
    return day.isoformat()
