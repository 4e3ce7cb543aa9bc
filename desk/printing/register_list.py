"""What a register shows, as a list on paper: A4 landscape, any columns."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from desk.core.errors import Refused
from desk.core.words import translator
from desk.printing import page
from desk.printing.page import GREY, Sheet, Style, mm
from desk.printing.table import Column, Table, spread
from desk.printing.text import Missing, prepare

LAYOUTS = ("a4_wide",)
MARGIN = 12 * mm
SIZE = 8.5


@dataclass(frozen=True)
class ListColumn:
    """A column: its title, and whether its cells stand at the right (numbers, money)."""

    title: str
    right: bool = False


@dataclass(frozen=True)
class RegisterList:
    """A list as it was shown: ``filters`` in words, ``rows`` of one text per column."""

    site: str
    title: str
    printed_at: datetime
    printed_by: str
    columns: tuple[ListColumn, ...]
    rows: tuple[tuple[str, ...], ...] = ()
    filters: str = ""
    note: str = ""
    copy: int = 0
    language: str = "zh_CN"


def render(paper: RegisterList, layout: str = "a4_wide", missing: Missing = "refuse") -> bytes:
    """The list as PDF, A4 landscape. Raises as ``visitor_pass.render`` does."""
    if layout not in LAYOUTS:
        raise Refused("paper.layout_unknown", layout=layout)
    paper = prepare(paper, page.known(), missing)
    sheet = Sheet(page.A4_WIDE, paper.title, paper.language)
    wide = sheet.width - 2 * MARGIN
    plain = [Column(c.title, align="right" if c.right else "left") for c in paper.columns]
    table = Table(sheet, spread(sheet, plain, paper.rows, wide, SIZE), MARGIN, SIZE)
    under = sheet.wrap(_under(paper), Style(9), wide, most=3)
    first = MARGIN + 17.5 * mm + len(under) * Style(9).leading

    def frame(number: int, of: int) -> None:
        _frame(sheet, paper, number, of)
        if number == 1:
            sheet.lines(MARGIN, MARGIN + 16 * mm, under, Style(9))

    table.print(paper.rows, (first, MARGIN + 16 * mm), sheet.height - MARGIN - 8 * mm, frame)
    return sheet.save()


def _under(paper: RegisterList) -> str:
    _ = translator(paper.language)
    count = _("Rows: {n}").format(n=len(paper.rows))
    return "    ".join(part for part in (count, paper.filters, paper.note) if part)


def _frame(sheet: Sheet, paper: RegisterList, number: int, of: int) -> None:
    _ = translator(paper.language)
    at = _("{time}, printed by {name}").format(
        time=page.moment(paper.printed_at), name=paper.printed_by
    )
    title = paper.title
    if paper.copy:
        title += "  " + _("Copy {n}").format(n=paper.copy)
    sheet.letterhead(paper.site, title, at, MARGIN)
    if not paper.rows:
        middle = Style(11, grey=GREY, align="center")
        sheet.text(sheet.width / 2, MARGIN + 42 * mm, _("Nothing to list."), middle)
    page.footer(sheet, paper.language, MARGIN, number, of)
