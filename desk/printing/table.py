"""Tables over many pages: columns that fit, cells that wrap, heads repeated, page x/y."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from desk.printing.page import GREY, PALE, Sheet, Style, mm

PAD = 1.4 * mm  # beside the text of a cell
ABOVE = 0.9 * mm  # over and under it
MOST_LINES = 12  # of one cell; more would push a row over its page


@dataclass(frozen=True)
class Column:
    """``width`` in points, or 0 to be set by ``spread``. ``tick`` draws an empty box."""

    title: str
    width: float = 0
    align: Literal["left", "right"] = "left"
    bold: bool = False
    tick: bool = False


class Group(NamedTuple):
    """A heading over the rows that follow, with a note at the right."""

    title: str
    note: str = ""


Line = Group | tuple[str, ...]


class _Row(NamedTuple):
    height: float
    group: Group | None
    cells: list[list[str]]


def spread(
    sheet: Sheet, columns: Sequence[Column], rows: Sequence[Line], width: float, size: float
) -> list[Column]:
    """``columns`` as wide as their contents want, all together ``width``; long ones give way."""
    style = Style(size, bold=True)
    wanted = []
    for n, column in enumerate(columns):
        cells = [row[n] for row in rows if not isinstance(row, Group)]
        widths = sorted(sheet.measure(c.replace("\n", " "), style) for c in cells) or [0.0]
        typical = widths[min(len(widths) - 1, int(len(widths) * 0.95))]
        wanted.append(max(typical, sheet.measure(column.title, style)) + 2 * PAD + 1)
    cap = _cap(wanted, width)
    narrow = [min(w, cap) for w in wanted]
    left = [n for n, c in enumerate(columns) if c.align == "left"] or list(range(len(columns)))
    spare = max(0.0, width - sum(narrow))
    base = sum(narrow[n] for n in left) or 1
    return [
        Column(c.title, w + (spare * w / base if n in left else 0), c.align, c.bold, c.tick)
        for n, (c, w) in enumerate(zip(columns, narrow, strict=True))
    ]


def _cap(wanted: list[float], width: float) -> float:
    """The width that no column may exceed so that all fit ``width``."""
    rest, columns = width, sorted(wanted)
    for n, wide in enumerate(columns):
        share = rest / (len(columns) - n)
        if wide > share:
            return share
        rest -= wide
    return max(wanted, default=width)


class Table:
    """Lays rows out on pages and draws them. ``size`` is that of the text in points."""

    def __init__(
        self, sheet: Sheet, columns: Sequence[Column], margin: float, size: float = 9
    ) -> None:
        self.sheet, self.columns, self.margin = sheet, columns, margin
        self.style, self.head = Style(size), Style(size - 0.5, grey=GREY)
        self.width = sum(c.width for c in columns)

    def print(
        self,
        rows: Sequence[Line],
        tops: tuple[float, float],
        bottom: float,
        frame: Callable[[int, int], None],
    ) -> None:
        """Draw ``rows`` between ``tops`` (of the first page, of the others) and ``bottom``.

        ``frame(page, pages)`` draws what stands around the table on each page.
        """
        pages = self._pages([self._lay(row) for row in rows], tops, bottom)
        for number, rows_here in enumerate(pages, 1):
            if number > 1:
                self.sheet.next_page()
            frame(number, len(pages))
            self._draw(rows_here, tops[number > 1])

    def _lay(self, row: Line) -> _Row:
        if isinstance(row, Group):
            return _Row(self.style.leading + 3 * ABOVE, row, [])
        cells = [
            self.sheet.wrap(text, self._look(c), c.width - 2 * PAD, MOST_LINES)
            for c, text in zip(self.columns, row, strict=True)
        ]
        most = max(len(lines) for lines in cells)
        return _Row(most * self.style.leading + 2 * ABOVE, None, cells)

    def _look(self, column: Column) -> Style:
        return Style(self.style.size, bold=column.bold, align=column.align)

    def _pages(
        self, rows: list[_Row], tops: tuple[float, float], bottom: float
    ) -> list[list[_Row]]:
        """``rows`` cut into pages; a group's heading stays with its first row and comes again."""
        head = self.head.leading + 2 * ABOVE
        pages: list[list[_Row]] = [[]]
        used, group = tops[0] + head, None
        for n, row in enumerate(rows):
            follows = rows[n + 1].height if row.group and n + 1 < len(rows) else 0
            if used + row.height + follows > bottom and pages[-1]:
                pages.append([])
                used = tops[1] + head
                if group is not None and row.group is None:
                    pages[-1].append(group)
                    used += group.height
            group = row if row.group else group
            pages[-1].append(row)
            used += row.height
        return pages

    def _draw(self, rows: list[_Row], top: float) -> None:
        x = self.margin
        for column in self.columns:
            at = x + (column.width - PAD if column.align == "right" else PAD)
            style = Style(self.head.size, grey=GREY, align=column.align)
            title = self.sheet.short(column.title, style, column.width - PAD)
            self.sheet.text(at, top + ABOVE + style.size, title, style)
            x += column.width
        top += self.head.leading + 2 * ABOVE
        self.sheet.rule(self.margin, top, self.width)
        for row in rows:
            if row.group:
                self._draw_group(row.group, top, row.height)
            else:
                self._draw_cells(row.cells, top)
            top += row.height
            self.sheet.rule(self.margin, top, self.width, grey=PALE, thick=0.4)

    def _draw_group(self, group: Group, top: float, height: float) -> None:
        self.sheet.box(self.margin, top, self.width, height, 0.93)
        style, base = Style(self.style.size, bold=True), top + 1.7 * ABOVE + self.style.size
        right = self.margin + self.width - PAD
        self.sheet.text(right, base, group.note, Style(style.size, align="right"))
        room = self.width - 4 * PAD - self.sheet.measure(group.note, style)
        self.sheet.line(self.margin + PAD, base, group.title, style, room)

    def _draw_cells(self, cells: list[list[str]], top: float) -> None:
        x = self.margin
        for column, lines in zip(self.columns, cells, strict=True):
            if column.tick:
                side = self.style.size
                self.sheet.frame(x + PAD, top + ABOVE + 1, side, side)
            right = column.align == "right"
            at = x + (column.width - PAD if right else PAD)
            self.sheet.lines(at, top + ABOVE, lines, self._look(column))
            x += column.width
