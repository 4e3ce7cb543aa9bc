"""Visitor pass 访客证: a badge of 86 × 54 mm, or a strip from an 80 or 58 mm roll."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from desk.core.errors import Refused
from desk.core.words import translator
from desk.printing import page
from desk.printing.page import GREY, Sheet, Style, mm
from desk.printing.strip import Strip
from desk.printing.text import Missing, prepare

LAYOUTS = ("badge", "roll80", "roll58")


@dataclass(frozen=True)
class VisitorPass:
    """What a visitor pass says. Times are the site's local time, as they are to be read.

    ``unit`` and ``host`` say where to and to whom (room or department; person), ``badge`` is the
    number of a card that was lent, ``token`` the signed text of the QR code, ``copy`` is 0 for
    the original and n for copy n. There is no document number and no phone on purpose.
    """

    site: str
    number: str
    visitor: str
    valid_from: datetime
    token: str
    company: str = ""
    people: int = 1
    unit: str = ""
    host: str = ""
    purpose: str = ""
    items: str = ""
    plate: str = ""
    valid_until: datetime | None = None
    issued_by: str = ""
    badge: str = ""
    standing: bool = False
    photo: bytes | None = None
    copy: int = 0
    language: str = "zh_CN"


def render(paper: VisitorPass, layout: str = "badge", missing: Missing = "refuse") -> bytes:
    """The pass as PDF: ``badge``, ``roll80`` or ``roll58``.

    Raises Refused: ``paper.glyph_missing`` (``missing="box"`` prints □ instead),
    ``paper.control_character``, ``paper.photo_unreadable``, ``paper.layout_unknown``.
    """
    draw = {"badge": _badge, "roll80": _roll_80, "roll58": _roll_58}.get(layout)
    if draw is None:
        raise Refused("paper.layout_unknown", layout=layout)
    return draw(prepare(paper, page.known(), missing))


def _title(paper: VisitorPass) -> str:
    _ = translator(paper.language)
    return _("Standing pass") if paper.standing else _("Visitor pass")


def _where(paper: VisitorPass, sheet: Sheet, width: float, size: float) -> str:
    """Where to and to whom: on one line if that fits ``width`` at ``size``, else on two."""
    parts = [part for part in (paper.unit, paper.host) if part]
    joined = "  ".join(parts)
    fits = sheet.short(joined, Style(size, bold=True), width) == " ".join(joined.split())
    return joined if fits else "\n".join(parts)


def _when(paper: VisitorPass) -> str:
    return page.span(paper.valid_from, paper.valid_until, paper.language, paper.standing)


def _rows(paper: VisitorPass) -> list[tuple[str, str]]:
    """Label and value of what else is on the pass; only what there is."""
    _ = translator(paper.language)
    rows = [
        (_("Company"), paper.company),
        (_("Purpose"), paper.purpose),
        (_("People"), str(paper.people) if paper.people > 1 else ""),
        (_("Items"), paper.items),
        (_("Vehicle"), paper.plate),
        (_("Card"), paper.badge),
    ]
    return [(label, value) for label, value in rows if value]


# --- badge ---------------------------------------------------------------------------------

EDGE = 4 * mm
BAND = 8.5 * mm
CODE = 25 * mm
PHOTO = (20 * mm, 25 * mm)


def _badge(paper: VisitorPass) -> bytes:
    sheet = Sheet(page.BADGE, paper.number, paper.language)
    _badge_band(sheet, paper)
    right = sheet.width - EDGE - CODE
    _badge_code(sheet, paper, right)
    top, foot, left = BAND + 2.5 * mm, sheet.height - EDGE - 7.5 * mm, EDGE
    if paper.photo is not None:
        sheet.photo(left, top + 1 * mm, *PHOTO, paper.photo)
        left += PHOTO[0] + 2.5 * mm
    width = right - left - 4 * mm
    name = sheet.fit(paper.visitor, width, 11.3 * mm, (25, 8.5), bold=True)
    top = sheet.lines(left, top, name.lines, Style(name.size, bold=True)) + 1 * mm
    where = sheet.fit(_where(paper, sheet, width, 11), width, 9.5 * mm, (14, 8.5), bold=True)
    top = sheet.lines(left, top, where.lines, Style(where.size, bold=True)) + 1.2 * mm
    _badge_rows(sheet, paper, left, width, top, foot)
    _badge_foot(sheet, paper, right - EDGE - 4 * mm, foot)
    return sheet.save()


def _badge_band(sheet: Sheet, paper: VisitorPass) -> None:
    sheet.box(0, 0, sheet.width, BAND)
    base = BAND / 2 + 4
    title = Style(12, bold=True, grey=1, align="right")
    sheet.text(sheet.width - EDGE, base, _title(paper), title)
    room = sheet.width - 2 * EDGE - sheet.measure(_title(paper), title) - 4 * mm
    sheet.line(EDGE, base, paper.site, Style(9.5, grey=1), room)


def _badge_code(sheet: Sheet, paper: VisitorPass, left: float) -> None:
    top = BAND + 3.2 * mm
    top += sheet.qr(left, top, CODE, paper.token)
    middle = left + CODE / 2
    top += 4.4 * mm
    sheet.text(middle, top, paper.number, Style(10, bold=True, align="center"))
    _ = translator(paper.language)
    if paper.copy:
        mark = _("Copy {n}").format(n=paper.copy)
        sheet.text(middle, top + 4.6 * mm, mark, Style(9, bold=True, align="center"))


def _badge_rows(
    sheet: Sheet, paper: VisitorPass, left: float, width: float, top: float, foot: float
) -> None:
    """As many rows as there is room for, the most telling first."""
    _ = translator(paper.language)
    label, value = Style(7.5, grey=GREY), Style(8)
    rows = _rows(paper)
    if width < 32 * mm:  # beside a photo; company and purpose speak for themselves
        plain = (_("Company"), _("Purpose"))
        rows = [("", text if name in plain else f"{name} {text}") for name, text in rows]
    rows = rows[: max(0, int((foot - top) / value.leading))]
    widest = max((sheet.measure(name, label) for name, _value in rows), default=0)
    indent = widest + 2 * mm if widest else 0
    for name, text in rows:
        sheet.text(left, top + value.size, name, label)
        sheet.line(left + indent, top + value.size, text, value, width - indent)
        top += value.leading


def _badge_foot(sheet: Sheet, paper: VisitorPass, width: float, top: float) -> None:
    _ = translator(paper.language)
    when = sheet.fit(_when(paper), width, 4.5 * mm, (10.5, 7), bold=True)
    sheet.line(EDGE, top + 3.6 * mm, _when(paper), Style(when.size, bold=True), width)
    if paper.issued_by:
        by = _("Issued by {name}").format(name=paper.issued_by)
        sheet.line(EDGE, top + 7.3 * mm, by, Style(7, grey=GREY), width)


# --- roll ----------------------------------------------------------------------------------


def _roll_80(paper: VisitorPass) -> bytes:
    return _roll(paper, page.ROLL_80, scale=1.0)


def _roll_58(paper: VisitorPass) -> bytes:
    return _roll(paper, page.ROLL_58, scale=0.86)


def _roll(paper: VisitorPass, width: float, scale: float) -> bytes:
    strip = Strip(width, scale)
    _roll_head(strip, paper)
    strip.rows(_rows(paper))
    _roll_foot(strip, paper)
    return strip.print(paper.number, paper.language)


def _roll_head(strip: Strip, paper: VisitorPass) -> None:
    _ = translator(paper.language)
    title = _title(paper)
    if paper.copy:
        title += "  " + _("Copy {n}").format(n=paper.copy)
    strip.centred(paper.site, (12, 9), 13 * mm)
    strip.gap(1.5 * mm)
    strip.band(title)
    strip.gap(2 * mm)
    strip.centred(paper.visitor, (30, 13), 24 * mm, bold=True)
    where = _where(paper, strip.sheet, strip.wide, 13 * strip.scale)
    if where:
        strip.gap(0.5 * mm)
        strip.centred(where, (18, 11), 16 * mm, bold=True)
    strip.gap(0.5 * mm)
    strip.centred(_when(paper), (12, 9), 9 * mm, bold=True)
    strip.rule()


def _roll_foot(strip: Strip, paper: VisitorPass) -> None:
    _ = translator(paper.language)
    strip.code(paper.token)
    strip.centred(paper.number, (14, 9), 6 * mm, bold=True)
    strip.gap(1 * mm)
    if paper.issued_by:
        strip.centred(_("Issued by {name}").format(name=paper.issued_by), (9, 8.5), 5 * mm)
    thanks = _("Please hand this pass in at the desk when you leave.")
    strip.centred(thanks, (9, 8.5), 10 * mm)
