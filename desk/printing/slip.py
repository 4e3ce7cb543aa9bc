"""Slips of money: the head with its code, marks of copies and voids, on A5 or a continuous form."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from desk.core.frozen import frozen
from desk.core.words import translator
from desk.printing import page, parts
from desk.printing.flow import Block, Flow, Grid
from desk.printing.page import GREY, Sheet, Style, mm
from desk.printing.parts import Fact

GAP = 3.5 * mm  # between the code and what stands at its left


@frozen
class Look:
    """A size of paper with what fits it: ``edge`` at the sides and at top and bottom.

    ``dot`` is the printer's, if the code's modules have to be whole ones.
    """

    paper: tuple[float, float]
    edge: tuple[float, float]
    size: float
    title: float
    code: float
    above: float
    plain: bool = False
    dot: float = 0


A5 = Look(page.A5_WIDE, (10 * mm, 9 * mm), 9.5, 18, 25 * mm, 0.9 * mm)
FORM_241 = Look(
    page.FORM_241, (17 * mm, 4.5 * mm), 9, 15, 24.6 * mm, 0.35 * mm, plain=True, dot=page.NEEDLE
)


@frozen
class Head:
    """What stands over a slip. ``remark`` is said in bold under the facts (why it is void).

    With ``sheets`` the slip is printed once for each of those names, which stands by its title.
    """

    title: str
    number: str
    names: tuple[str, ...]
    facts: tuple[Sequence[Fact], ...]
    token: str = ""
    copy: int = 0
    voided: bool = False
    remark: str = ""
    sheets: tuple[str, ...] = ()


class Slip:
    """One slip: its sheet, its flow between head and foot, and its place.

    Given a ``sheet``, it is drawn on that, from the page that stands there on: many in one file.
    """

    def __init__(self, look: Look, head: Head, language: str, sheet: Sheet | None = None) -> None:
        self.look, self._head, self.language = look, head, language
        self._sheet = ""
        title = f"{head.title} {head.number}"
        self.sheet = sheet or Sheet(look.paper, title, language, plain=look.plain)
        self.left = look.edge[0]
        self.width = self.sheet.width - 2 * self.left
        self.place = (self.left, self.width)
        self._narrow = self.width - (look.code + GAP if head.token else 0)
        self._blocks = self._lines()
        tall = sum(block.height for block in self._blocks)
        code = look.code if head.token else 0
        first = look.edge[1] + max(tall, code) + 2 * mm
        later = look.edge[1] + look.size * 1.8 + 1 * mm
        self.flow = Flow((first, later), self.sheet.height - look.edge[1])

    def body(self, grid: Grid | None, foot: Sequence[Block], last: Block) -> None:
        """A table whose sums are carried, what stands under it, and ``last`` at the very foot."""
        if grid is not None:
            keep = sum(block.height for block in (*foot, last))
            grid.run(self.flow, self.language, parts.figures, keep)
        self.flow.add(*foot)
        self.flow.sink(last)

    @property
    def keeper(self) -> str:
        """Which of ``Head.sheets`` is being drawn now."""
        return self._sheet

    def draw(self) -> None:
        """Put the slip on its sheet, once for each name in ``Head.sheets``."""
        for number, name in enumerate(self._head.sheets or ("",)):
            if number:
                self.sheet.next_page()
            self._sheet = name
            self.flow.print(self.sheet, self._frame)

    def save(self) -> bytes:
        """The slip as PDF."""
        self.draw()
        return self.sheet.save()

    def _lines(self) -> list[Block]:
        """The title, the names and the facts, one under another."""
        head, look = self._head, self.look
        place = (self.left, self._narrow)
        names = "  ·  ".join(dict.fromkeys(name for name in head.names if name))
        blocks = [
            Block(look.title * 1.35, lambda _y: None),  # drawn by the frame, which knows the pages
            parts.prose(self.sheet, place, names, Style(look.size, bold=True), 2),
            Block(0.9 * mm, lambda _y: None),
            parts.facts(self.sheet, place, head.facts, look.size, most=3),
        ]
        if head.remark:
            bold = Style(look.size, bold=True)
            blocks.append(parts.prose(self.sheet, place, head.remark, bold, 2))
        return blocks

    def _frame(self, number: int, of: int) -> None:
        _ = translator(self.language)
        head, look, sheet = self._head, self.look, self.sheet
        of_all = _("Page {n} of {of}").format(n=number, of=of) if of > 1 else ""
        if number == 1:
            y = look.edge[1]
            self._title(y, look.title, of_all)
            for block in self._blocks:
                block.draw(y)
                y += block.height
            if head.token:
                right = self.left + self.width - look.code
                sheet.qr(right, look.edge[1], look.code, head.token, look.dot)
        else:
            self._title(look.edge[1], look.size, of_all, self.width)
        if head.voided:
            sheet.stamp(_("VOID"), min(sheet.height * 0.24, 90))

    def _title(self, y: float, size: float, of_all: str, width: float = 0) -> None:
        """The title, the marks, and at the right the number with the page's."""
        _ = translator(self.language)
        head, sheet = self._head, self.sheet
        right = self.left + (width or self._narrow)
        base = y + size
        number = Style(max(self.look.size, size * 0.7), bold=True, align="right")
        sheet.text(right, base, head.number, number)
        room = right - sheet.measure(head.number, number) - 3 * mm
        if of_all:
            small = Style(self.look.size - 1, grey=GREY, align="right")
            sheet.text(room, base, of_all, small)
            room -= sheet.measure(of_all, small) + 3 * mm
        if head.copy:
            mark = _("Copy {n}").format(n=head.copy)
            room = parts.chip(sheet, room, y + size - number.size * 1.1, mark, number.size) - 3 * mm
        bold = Style(size, bold=True)
        if self._sheet:
            wide = sheet.measure(head.title, bold) + 3 * mm
            parts.chip(sheet, self.left + wide + sheet.measure(self._sheet, number) + 3 * mm,
                       y + size - number.size * 1.1, self._sheet, number.size)  # fmt: skip
            room = min(room, self.left + wide)
        sheet.line(self.left, base, head.title, bold, room - self.left)


def voided(language: str, at: datetime | None, who: str, reason: str) -> str:
    """When, by whom and why a slip was made void."""
    _ = translator(language)
    text = _("Voided {time} {name}").format(time=page.moment(at) if at else "", name=who)
    text = " ".join(text.split())
    return f"{text}: {reason}" if reason else text
