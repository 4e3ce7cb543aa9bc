"""An engineer's day sheet 维修工日派工表: where to go when, with room for times and signatures."""

from __future__ import annotations

from datetime import date, datetime

from desk.core.errors import Refused
from desk.core.frozen import frozen
from desk.core.words import N_, translator
from desk.printing import page
from desk.printing.page import GREY, Sheet, Style, mm
from desk.printing.parts import word
from desk.printing.table import Column, Table
from desk.printing.text import Missing, prepare

LAYOUTS = ("a4_wide",)
MARGIN = 12 * mm
SIZE = 9
URGENCIES = {"urgent": N_("Urgent"), "ordinary": N_("Ordinary")}
SHARES = (0.1, 0.1, 0.13, 0.26, 0.13, 0.08, 0.08, 0.12)


@frozen
class SheetRow:
    """One order: ``time`` is its window in words ("09:00–11:00"), ``state`` a word."""

    time: str
    number: str
    where: str
    text: str
    name: str = ""
    phone: str = ""
    kind: str = ""
    urgency: str = "ordinary"
    state: str = ""


@frozen
class SheetLane:
    """An engineer's orders of the day, in the order to go."""

    engineer: str
    rows: tuple[SheetRow, ...] = ()


@frozen
class DaySheet:
    """The sheets of a day, a page (or more) an engineer."""

    site: str
    day: date
    printed_at: datetime
    printed_by: str
    lanes: tuple[SheetLane, ...]
    copy: int = 0
    language: str = "zh_CN"


def render(paper: DaySheet, layout: str = "a4_wide", missing: Missing = "refuse") -> bytes:
    """The sheets as PDF, A4 landscape. Raises as ``visitor_pass.render``, Refused paper.none."""
    if layout not in LAYOUTS:
        raise Refused("paper.layout_unknown", layout=layout)
    if not paper.lanes:
        raise Refused("paper.none")
    paper = prepare(paper, page.known(), missing)
    _ = translator(paper.language)
    title = _("Repairs of {day}").format(day=paper.day.isoformat())
    sheet = Sheet(page.A4_WIDE, title, paper.language)
    wide = sheet.width - 2 * MARGIN
    heads = (
        _("Time"), _("Number"), _("Place"), _("What is wrong"), _("Reported by"),
        _("On site at"), _("Finished at"), _("Customer signs"),
    )  # fmt: skip
    columns = [Column(h, wide * share) for h, share in zip(heads, SHARES, strict=True)]
    table = Table(sheet, columns, MARGIN, SIZE)
    for number, lane in enumerate(paper.lanes):
        if number:
            sheet.next_page()
        _lane(sheet, table, paper, lane)
    return sheet.save()


def _lane(sheet: Sheet, table: Table, paper: DaySheet, lane: SheetLane) -> None:
    _ = translator(paper.language)
    at = _("{time}, printed by {name}").format(
        time=page.moment(paper.printed_at), name=paper.printed_by
    )
    title = _("{engineer}: repairs of {day}").format(
        engineer=lane.engineer, day=paper.day.isoformat()
    )

    def frame(number: int, of: int) -> None:
        sheet.letterhead(paper.site, title, at, MARGIN)
        if not lane.rows:
            middle = Style(11, grey=GREY, align="center")
            sheet.text(sheet.width / 2, MARGIN + 42 * mm, _("Nothing to list."), middle)
        page.footer(sheet, paper.language, MARGIN, number, of)

    rows = [_cells(row, paper.language) for row in lane.rows]
    table.print(rows, (MARGIN + 16 * mm,) * 2, sheet.height - MARGIN - 8 * mm, frame)


def _cells(row: SheetRow, language: str) -> tuple[str, ...]:
    urgent = word(URGENCIES, row.urgency, language) if row.urgency == "urgent" else ""
    when = "\n".join(part for part in (row.time, urgent) if part)
    who = "\n".join(part for part in (row.name, row.phone) if part)
    what = "\n".join(part for part in (row.kind, row.text) if part)
    number = "\n".join(part for part in (row.number, row.state) if part)
    return (when, number, row.where, what, who, "", "", "")
