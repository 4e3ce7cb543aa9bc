"""Muster list 在场人员: who is in the house, to be ticked off at the assembly point."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from desk.core.errors import Refused
from desk.core.words import translator
from desk.printing import page
from desk.printing.page import GREY, Sheet, Style, mm
from desk.printing.table import Column, Group, Line, Table
from desk.printing.text import Missing, prepare

LAYOUTS = ("a4",)
MARGIN = 14 * mm
NOTE = Style(10)


@dataclass(frozen=True)
class MusterRow:
    """One entry: ``where`` is host and unit, ``since`` local time, ``phone`` already masked."""

    group: str
    number: str
    visitor: str
    since: datetime
    people: int = 1
    where: str = ""
    phone: str = ""


@dataclass(frozen=True)
class MusterList:
    """People on site at ``printed_at`` (local). Rows are printed in the order given;

    rows of one building or department (``group``) must stand together.
    """

    site: str
    printed_at: datetime
    printed_by: str
    rows: tuple[MusterRow, ...] = ()
    copy: int = 0
    language: str = "zh_CN"


def render(paper: MusterList, layout: str = "a4", missing: Missing = "refuse") -> bytes:
    """The list as PDF, A4 portrait. Raises as ``visitor_pass.render`` does."""
    if layout not in LAYOUTS:
        raise Refused("paper.layout_unknown", layout=layout)
    paper = prepare(paper, page.known(), missing)
    _ = translator(paper.language)
    title = _("People on site")
    sheet = Sheet(page.A4, f"{title} {page.moment(paper.printed_at)}", paper.language)
    table = Table(sheet, _columns(sheet, paper), MARGIN, size=9.5)

    note = sheet.wrap(_what(paper), NOTE, sheet.width - 2 * MARGIN, most=3)

    def frame(number: int, of: int) -> None:
        _frame(sheet, paper, number, of)
        if number == 1:
            sheet.lines(MARGIN, MARGIN + 16.5 * mm, note, NOTE)

    later = MARGIN + 16 * mm
    tops = (later + 2.5 * mm + len(note) * NOTE.leading, later)
    table.print(_lines(paper), tops, sheet.height - MARGIN - 9 * mm, frame)
    return sheet.save()


def _what(paper: MusterList) -> str:
    _ = translator(paper.language)
    return _(
        "Take this list to the assembly point. Tick everyone you see; name those missing to "
        "whoever leads the operation."
    )


def _columns(sheet: Sheet, paper: MusterList) -> list[Column]:
    _ = translator(paper.language)
    wide = sheet.width - 2 * MARGIN
    fixed = [8 * mm, 24 * mm, 13 * mm, 24 * mm, 26 * mm]
    rest = wide - sum(fixed)
    return [
        Column("", fixed[0], tick=True),
        Column(_("Name"), rest * 0.42, bold=True),
        Column(_("People"), fixed[2], align="right"),
        Column(_("Visiting"), rest * 0.58),
        Column(_("On site since"), fixed[3]),
        Column(_("Telephone"), fixed[4]),
        Column(_("Number"), fixed[1]),
    ]


def _lines(paper: MusterList) -> list[Line]:
    """Rows with a heading before each group, which says how many people are in it."""
    _ = translator(paper.language)
    lines: list[Line] = []
    groups = dict.fromkeys(row.group for row in paper.rows)
    people = {g: sum(r.people for r in paper.rows if r.group == g) for g in groups}
    last: str | None = None
    for row in paper.rows:
        if row.group != last:
            last = row.group
            note = _("{n} people").format(n=people[last])
            lines.append(Group(row.group or _("Elsewhere"), note))
        lines.append(_cells(row, paper.printed_at))
    return lines


def _cells(row: MusterRow, now: datetime) -> tuple[str, ...]:
    today = row.since.date() == now.date()
    since = row.since.strftime("%H:%M" if today else "%m-%d %H:%M")
    return ("", row.visitor, str(row.people), row.where, since, row.phone, row.number)


def _frame(sheet: Sheet, paper: MusterList, number: int, of: int) -> None:
    _ = translator(paper.language)
    at = _("{time}, printed by {name}").format(
        time=page.moment(paper.printed_at), name=paper.printed_by
    )
    total = sum(row.people for row in paper.rows)
    title = _("People on site: {n}").format(n=total)
    if paper.copy:
        title += "  " + _("Copy {n}").format(n=paper.copy)
    sheet.letterhead(paper.site, title, at, MARGIN)
    if not paper.rows:
        middle = Style(12, grey=GREY, align="center")
        sheet.text(sheet.width / 2, MARGIN + 45 * mm, _("Nobody is signed in."), middle)
    page.footer(sheet, paper.language, MARGIN, number, of)
