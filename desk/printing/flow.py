"""What runs over pages: blocks one under another, tables with sums carried from page to page."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from desk.core.words import translator
from desk.printing.page import GREY, PALE, Sheet, Style, mm
from desk.printing.table import PAD, Column, spread

MOST_LINES = 6  # of one cell: a row stays shorter than the shortest page

Draw = Callable[[float], object]


class Block(NamedTuple):
    """A height, and how to draw it from a y."""

    height: float
    draw: Draw


class Row(NamedTuple):
    """Cells, a smaller text under them, and what the row adds to the sums of its last columns."""

    cells: tuple[str, ...]
    note: str = ""
    amounts: tuple[int, ...] = ()


class Flow:
    """Blocks laid out between ``tops`` (of the first page, of the others) and ``bottom``.

    Nothing is drawn before ``print``, which knows how many pages there are.
    """

    def __init__(self, tops: tuple[float, float], bottom: float) -> None:
        self._later, self.bottom = tops[1], bottom
        self.y = tops[0]
        self._pages: list[list[tuple[float, Draw]]] = [[]]

    @property
    def fresh(self) -> bool:
        """Whether nothing stands on this page yet."""
        return not self._pages[-1]

    def fits(self, height: float) -> bool:
        """Whether ``height`` is left on this page."""
        return self.y + height <= self.bottom + 0.01

    def turn(self) -> None:
        """Go on on a new page."""
        self._pages.append([])
        self.y = self._later

    def add(self, *blocks: Block) -> None:
        """Put ``blocks`` on this page if all of them fit, else on a new one."""
        if not self.fresh and not self.fits(sum(block.height for block in blocks)):
            self.turn()
        for block in blocks:
            self.place(block)

    def place(self, block: Block) -> None:
        """Put ``block`` here, whether it fits or not."""
        self._pages[-1].append((self.y, block.draw))
        self.y += block.height

    def sink(self, block: Block) -> None:
        """Put ``block`` at the very foot of this page."""
        self.y = max(self.y, self.bottom - block.height)
        self.place(block)

    def gap(self, height: float) -> None:
        """Leave ``height`` free."""
        self.y += height

    def print(self, sheet: Sheet, frame: Callable[[int, int], None]) -> None:
        """Draw all; ``frame(page, pages)`` draws what stands around it on each page."""
        for number, blocks in enumerate(self._pages, 1):
            if number > 1:
                sheet.next_page()
            frame(number, len(self._pages))
            for y, draw in blocks:
                draw(y)


class Grid:
    """A table on a flow: its head again on each page, sums of its last columns carried over.

    Columns without a width share the place by their contents. ``above`` is the space over and
    under the text of a row.
    """

    def __init__(
        self,
        sheet: Sheet,
        columns: Sequence[Column],
        rows: Sequence[Row],
        place: tuple[float, float],
        size: float = 9,
        above: float = 0.9 * mm,
    ) -> None:
        self.sheet, self.rows, self.above = sheet, rows, above
        self.left, self.width = place
        self.style, self.small = Style(size), Style(size - 1, grey=GREY)
        self.columns = list(columns)
        if not all(column.width for column in columns):
            cells = [row.cells for row in rows]
            self.columns = spread(sheet, columns, cells, self.width, size)
        self.line = self.style.leading + 2 * above  # the height of a head, and of a sum

    def run(
        self, flow: Flow, language: str, show: Callable[[int], str], keep: float = 0
    ) -> tuple[int, ...]:
        """Put the rows on ``flow``, the last one together with the ``keep`` that follows it.

        ``show`` makes the text of a carried sum. Returns the sums of the rows' amounts.
        """
        _ = translator(language)
        sums = tuple(0 for _amount in self.rows[0].amounts) if self.rows else ()
        carry = self.line if sums else 0
        blocks = [self._block(row) for row in self.rows]
        first = blocks[0].height if blocks else 0
        if not flow.fresh and not flow.fits(self.line + first + (carry if blocks[1:] else keep)):
            flow.turn()
        flow.place(self.head())
        started = False
        for n, (row, block) in enumerate(zip(self.rows, blocks, strict=True)):
            after = carry if n + 1 < len(blocks) else keep
            if started and not flow.fits(block.height + after):
                if sums:
                    flow.place(self.sum(_("Carried over"), *map(show, sums)))
                flow.turn()
                flow.place(self.head())
                if sums:
                    flow.place(self.sum(_("Brought forward"), *map(show, sums)))
            flow.place(block)
            sums = tuple(a + b for a, b in zip(sums, row.amounts, strict=True))
            started = True
        return sums

    def blocks(self) -> list[Block]:
        """The head and all rows, for a table that is kept whole."""
        return [self.head(), *map(self._block, self.rows)]

    def head(self) -> Block:
        """The titles of the columns over a rule."""
        sheet = self.sheet

        def draw(y: float) -> None:
            for at, column in self._places():
                style = Style(self.small.size, grey=GREY, align=column.align)
                title = sheet.short(column.title, style, column.width - 0.6 * PAD)
                sheet.text(at, y + self.above + style.size, title, style)
            sheet.rule(self.left, y + self.line, self.width, thick=0.7)

        return Block(self.line, draw)

    def sum(self, label: str, *figures: str) -> Block:
        """A row in bold: ``label``, and the ``figures`` in the last columns."""
        sheet, style = self.sheet, Style(self.style.size, bold=True)
        places = self._places()[-len(figures) :]

        def draw(y: float) -> None:
            base = y + self.above + style.size
            for (at, column), figure in zip(places, figures, strict=True):
                sheet.text(at, base, figure, Style(style.size, bold=True, align=column.align))
            first = min(
                at - (sheet.measure(figure, style) if column.align == "right" else 0)
                for (at, column), figure in zip(places, figures, strict=True)
            )
            sheet.line(self.left + PAD, base, label, style, first - self.left - 4 * PAD)
            sheet.rule(self.left, y + self.line, self.width, thick=0.4)

        return Block(self.line, draw)

    def _places(self) -> list[tuple[float, Column]]:
        """Where the text of each column begins, or ends if it stands at the right."""
        x, found = self.left, []
        for column in self.columns:
            right = column.align == "right"
            found.append((x + (column.width - PAD if right else PAD), column))
            x += column.width
        return found

    def _block(self, row: Row) -> Block:
        sheet, leading = self.sheet, self.style.leading
        cells = [
            sheet.wrap(text, self._look(column), column.width - 2 * PAD, MOST_LINES)
            for column, text in zip(self.columns, row.cells, strict=True)
        ]
        room = self.width - 2 * PAD
        note = sheet.wrap(row.note, self.small, room, MOST_LINES) if row.note else []
        tall = max(len(lines) for lines in cells) * leading
        height = tall + len(note) * self.small.leading + 2 * self.above

        def draw(y: float) -> None:
            for (at, column), lines in zip(self._places(), cells, strict=True):
                sheet.lines(at, y + self.above, lines, self._look(column))
            sheet.lines(self.left + PAD, y + self.above + tall, note, self.small)
            sheet.rule(self.left, y + height, self.width, grey=PALE, thick=0.4)

        return Block(height, draw)

    def _look(self, column: Column) -> Style:
        return Style(self.style.size, bold=column.bold, align=column.align)
