"""How a shift report is drawn: the drawer's sum first, then what it is made of."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from desk.core.money import format_money
from desk.core.words import translator
from desk.printing import page, parts, shift_rows
from desk.printing.flow import Block, Flow, Grid, Row
from desk.printing.page import Sheet, mm
from desk.printing.shift_report import ShiftReport, SumLine
from desk.printing.table import Column

MARGIN = 14 * mm
SIZE = 9.0
BETWEEN = 8 * mm  # between what stands side by side

Place = tuple[float, float]


def draw(paper: ShiftReport) -> bytes:
    """The report as PDF."""
    return _Report(paper).draw()


class _Report:
    def __init__(self, paper: ShiftReport) -> None:
        self.paper = paper
        _ = translator(paper.language)
        self.title = _("Shift report")
        self.sheet = Sheet(page.A4, f"{self.title} {paper.number}", paper.language)
        self.place: Place = (MARGIN, self.sheet.width - 2 * MARGIN)
        top = MARGIN + 16 * mm
        self.flow = Flow((top, top), self.sheet.height - MARGIN - 4 * mm)

    def draw(self) -> bytes:
        """All parts, one under another; what is short stands side by side."""
        self._facts()
        self._beside(self._sum, self._counted)
        self._outcome()
        self._beside(self._tenders, self._clerks)
        self._items()
        self._documents()
        self._sheets()
        self._close()
        self.flow.print(self.sheet, self._frame)
        return self.sheet.save()

    def money(self, minor: int) -> str:
        """With the currency's sign."""
        return format_money(minor, self.paper.currency)

    def _frame(self, number: int, of: int) -> None:
        paper = self.paper
        _ = translator(paper.language)
        title = self.title
        if paper.copy:
            title += "  " + _("Copy {n}").format(n=paper.copy)
        names = "  ·  ".join(dict.fromkeys(n for n in (paper.company, paper.site) if n))
        right = f"{paper.number}  {paper.business_date.isoformat()}"
        self.sheet.letterhead(names, title, right, MARGIN)
        page.footer(self.sheet, paper.language, MARGIN, number, of)

    def _facts(self) -> None:
        paper = self.paper
        _ = translator(paper.language)
        closed = page.moment(paper.closed_at) if paper.closed_at else _("still open")
        which = f"{paper.first} – {paper.last}" if paper.first != paper.last else paper.first
        receipts = f"{paper.receipts}  {which}".strip()
        rows = [
            [(_("Desk"), paper.desk), (_("Receipts"), receipts)],
            [(_("Opened at"), f"{page.moment(paper.opened_at)}  {paper.opener}"),
             (_("Closed at"), f"{closed}  {paper.closer}".strip())],
            [(_("Float counted"), shift_rows.pieces(paper.opening_counts))],
        ]  # fmt: skip
        self.flow.add(parts.facts(self.sheet, self.place, rows, SIZE))
        self.flow.gap(1 * mm)

    def _sum(self, place: Place) -> list[Block]:
        """What has to be in the drawer."""
        paper = self.paper
        _ = translator(paper.language)
        rows = [
            (_("Float at opening"), paper.opening),
            (_("Cash taken, less change"), paper.cash_in),
            (_("Put in and taken out"), paper.moved),
            (_("Cash refunds"), -paper.refunded),
        ]
        grid = self._two(place, (_("Drawer"), _("Amount")), rows)
        return [
            *grid.blocks(),
            grid.sum(_("Expected in the drawer"), parts.figures(paper.expected)),
        ]

    def _counted(self, place: Place) -> list[Block]:
        """What was in it, by denomination."""
        paper = self.paper
        _ = translator(paper.language)
        if paper.counted is None:
            return []
        titles = (_("Denomination"), _("Pieces"), _("Amount"))
        rows = [shift_rows.count(line) for line in paper.counts if line.pieces]
        grid = self._grid(place, titles, rows, right=3)
        return [*grid.blocks(), grid.sum(_("Counted"), parts.figures(paper.counted))]

    def _outcome(self) -> None:
        """The difference and who answers for it; what was handed in."""
        paper = self.paper
        _ = translator(paper.language)
        if paper.difference is not None:
            difference = self.money(paper.difference)
            if paper.difference > 0:
                difference = "+" + difference
            label = _("Difference")
            text = shift_rows.difference(paper)
            self.flow.add(parts.total_bar(self.sheet, self.place, (label, text), difference, 10))
            self.flow.gap(1.5 * mm)
        handed = "" if paper.handed_in is None else self.money(paper.handed_in)
        left = ""
        if paper.counted is not None and paper.handed_in is not None:
            left = self.money(paper.counted - paper.handed_in)
        rows = [
            [(_("Reason"), paper.reason)],
            [
                (_("Difference approved by"), paper.supervisor),
                (_("Counts handed in"), str(paper.tries or "")),
            ],
            [(_("Handed in"), handed), (_("Handed to"), paper.handed_to)],
            [(_("Left in the drawer"), left)],
        ]
        self.flow.add(parts.facts(self.sheet, self.place, rows, SIZE, most=4))

    def _tenders(self, place: Place) -> list[Block]:
        paper = self.paper
        _ = translator(paper.language)
        named = [
            SumLine(parts.word(parts.TENDERS, t.name, paper.language), t.count, t.amount)
            for t in paper.tenders
        ]
        return self._sums(place, _("Tender"), named)

    def _clerks(self, place: Place) -> list[Block]:
        _ = translator(self.paper.language)
        return self._sums(place, _("Cashier"), self.paper.clerks)

    def _sums(self, place: Place, title: str, lines: Sequence[SumLine]) -> list[Block]:
        _ = translator(self.paper.language)
        if not lines:
            return []
        rows = [Row((x.name, str(x.count), parts.figures(x.amount))) for x in lines]
        grid = self._grid(place, (title, _("How many"), _("Amount")), rows, right=2)
        total = parts.figures(sum(line.amount for line in lines))
        return [*grid.blocks(), grid.sum(_("Sum"), total)]

    def _items(self) -> None:
        paper = self.paper
        _ = translator(paper.language)
        if paper.items:
            rows = [
                Row((x.name, str(x.count), parts.figures(x.amount)), "", (x.amount,))
                for x in paper.items
            ]
            self._run((_("Item"), _("How many"), _("Amount")), rows, right=2)
        let_off = (
            (_("Discounts"), paper.discount),
            (_("Late fees waived"), paper.late_waived),
            (_("Rounded off"), paper.rounding),
        )
        said = [(label, self.money(amount)) for label, amount in let_off if amount]
        self.flow.gap(1 * mm)
        self.flow.add(parts.facts(self.sheet, self.place, [said], SIZE))

    def _documents(self) -> None:
        """Cash moves, refunds and voided receipts, one by one."""
        paper = self.paper
        _ = translator(paper.language)
        kinds = (
            (_("Cash put in or taken out"), paper.moves),
            (_("Refunds paid"), paper.refunds),
            (_("Voided receipts"), paper.voids),
        )
        rest = (_("Time"), _("What for"), _("Handled by"), _("Amount"))
        rows = [
            shift_rows.document(line, paper.language) for _title, lines in kinds for line in lines
        ]
        if not rows:
            return
        # The same columns in all three, so that they stand under one another.
        longest = max((title for title, _lines in kinds), key=len)
        columns = self._grid(self.place, (longest, *rest), rows, right=1).columns
        for title, lines in kinds:
            if lines:
                there = [shift_rows.document(line, paper.language) for line in lines]
                self._run((title, *rest), there, right=1, widths=[c.width for c in columns])

    def _sheets(self) -> None:
        paper = self.paper
        _ = translator(paper.language)
        if paper.sheets:
            rows = [
                Row((f"{s.first} – {s.last}" if s.first != s.last else s.first,
                     str(s.used), str(s.spoiled)))
                for s in paper.sheets
            ]  # fmt: skip
            self._run((_("Pre-printed sheets"), _("Used"), _("Spoiled")), rows, right=2)

    def _close(self) -> None:
        """The anchor of the log, and places for both sides to sign."""
        paper = self.paper
        _ = translator(paper.language)
        blocks = []
        if paper.anchor:
            blocks.append(Block(1.5 * mm, lambda _y: None))
            fact = [(_("Head of the activity log"), paper.anchor)]
            blocks.append(parts.facts(self.sheet, self.place, [fact], SIZE))
        who = (
            (_("Handed in by"), paper.closer),
            (_("Approved by"), paper.supervisor),
            (_("Received by"), paper.handed_to),
        )
        signs = parts.signs(self.sheet, self.place, who, SIZE, 10 * mm)
        if not self.flow.fits(sum(block.height for block in (*blocks, signs))):
            self.flow.turn()
        for block in blocks:
            self.flow.place(block)
        self.flow.sink(signs)

    def _two(self, place: Place, titles: tuple[str, str], rows: Iterable[tuple[str, int]]) -> Grid:
        cells = [Row((name, parts.figures(amount))) for name, amount in rows]
        return self._grid(place, titles, cells, right=1)

    def _grid(
        self,
        place: Place,
        titles: Sequence[str],
        rows: Sequence[Row],
        right: int,
        widths: Sequence[float] = (),
    ) -> Grid:
        """A grid of which the last ``right`` columns are figures."""
        last = len(titles) - right
        columns = [
            Column(title, widths[n] if widths else 0, align="right" if n >= last else "left")
            for n, title in enumerate(titles)
        ]
        return Grid(self.sheet, columns, rows, place, SIZE, 0.5 * mm)

    def _run(
        self,
        titles: Sequence[str],
        rows: Sequence[Row],
        right: int,
        widths: Sequence[float] = (),
    ) -> None:
        """A grid over the whole width and as many pages as it needs, with its sum."""
        _ = translator(self.paper.language)
        grid = self._grid(self.place, titles, rows, right, widths)
        self.flow.gap(2.5 * mm)
        keep = grid.line if rows[0].amounts else 0
        sums = grid.run(self.flow, self.paper.language, parts.figures, keep)
        if sums:
            self.flow.place(grid.sum(_("Sum"), *map(parts.figures, sums)))

    def _beside(self, *halves: Callable[[Place], list[Block]]) -> None:
        """Two short tables side by side, kept on one page."""
        left, width = self.place
        half = (width - BETWEEN) / 2
        drawn: list[list[Block]] = []
        for make in halves:
            if column := make((left + len(drawn) * (half + BETWEEN), half)):
                drawn.append(column)
        if not drawn:
            return

        def both(y: float) -> None:
            for column in drawn:
                down = y
                for block in column:
                    block.draw(down)
                    down += block.height

        tall = max(sum(block.height for block in column) for column in drawn)
        self.flow.gap(2.5 * mm)
        self.flow.add(Block(tall + 1 * mm, both))
