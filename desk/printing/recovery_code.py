"""Recovery code 恢复码: the sheet that opens the data when every other way is lost."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime

from desk.core.errors import Refused
from desk.core.words import translator
from desk.printing import page
from desk.printing.page import GREY, Sheet, Style, mm
from desk.printing.text import Missing, prepare

LAYOUTS = ("a4",)
MARGIN = 22 * mm
CODE = Style(21, bold=True, align="center")
CELL = 6.3 * mm  # one character
GAP = 4 * mm  # between groups


@dataclass(frozen=True)
class RecoveryCode:
    """``code`` in groups parted by hyphens or spaces; ``made_at`` local time.

    ``number`` is what tells this sheet from an older one, if there is such a thing.
    """

    site: str
    code: str
    made_at: datetime
    made_by: str = ""
    number: str = ""
    copy: int = 0
    language: str = "zh_CN"


def render(paper: RecoveryCode, layout: str = "a4", missing: Missing = "refuse") -> bytes:
    """The sheet as PDF, A4 portrait. Raises as ``visitor_pass.render`` does."""
    if layout not in LAYOUTS:
        raise Refused("paper.layout_unknown", layout=layout)
    paper = prepare(paper, page.known(), missing)
    _ = translator(paper.language)
    sheet = Sheet(page.A4, _("Recovery code"), paper.language)
    note = _("Sheet {number}").format(number=paper.number) if paper.number else ""
    top = sheet.letterhead(paper.site, _("Recovery code"), note, MARGIN)
    top = _code(sheet, paper.code, top + 12 * mm)
    _words(sheet, paper, top + 12 * mm)
    return sheet.save()


def groups(code: str) -> list[str]:
    """``code`` in its groups; one without any is cut into fives."""
    parts = [part for part in re.split(r"[\s\-]+", code) if part]
    if len(parts) == 1:
        parts = [code[n : n + 5] for n in range(0, len(code), 5)]
    return parts


def _code(sheet: Sheet, code: str, top: float) -> float:
    """The groups in a frame, each character in a cell of its own: as even as typewriting."""
    parts = groups(code)
    longest = max((len(part) for part in parts), default=1)
    wide = sheet.width - 2 * MARGIN
    per_line = max(1, int((wide - 20 * mm + GAP) / (longest * CELL + GAP)))
    per_line = 4 if per_line > 4 and len(parts) > 4 else per_line
    lines = [parts[n : n + per_line] for n in range(0, len(parts), per_line)]
    step = 13 * mm
    sheet.frame(MARGIN, top, wide, len(lines) * step + 7 * mm, thick=1)
    used = min(per_line, len(parts)) * (longest * CELL + GAP) - GAP
    y = top + 3.5 * mm + step * 0.68
    for number, line in enumerate(lines, 1):
        sheet.text(MARGIN + 5 * mm, y, str(number), Style(10, grey=GREY))
        x = (sheet.width - used) / 2 + 3 * mm
        for part in line:
            for n, char in enumerate(part):
                sheet.text(x + (n + 0.5) * CELL, y, char, CODE)
            x += longest * CELL + GAP
        y += step
    return top + len(lines) * step + 7 * mm


def _words(sheet: Sheet, paper: RecoveryCode, top: float) -> None:
    _ = translator(paper.language)
    parts = [
        (
            _("What it is for"),
            _(
                "The data of this front desk is encrypted. With this code it can be opened when "
                "the computer was replaced, the system's key store was lost, or the passphrase "
                "was forgotten. Whoever holds it can read everything: names, phones and money."
            ),
        ),
        (
            _("Where to keep it"),
            _(
                "In a sealed envelope in the safe of the office, and if you like a second print "
                "at another place. Never at the front desk, never as a photo or in a chat."
            ),
        ),
        (
            _("How to use it"),
            _(
                'Start the program, choose "Open with the recovery code" and type the groups '
                "line by line. Capitals and hyphens do not matter."
            ),
        ),
        (
            _("When to make a new one"),
            _(
                "When the envelope was opened or is lost: Settings, Keys, New recovery code. The "
                "old code then stops working; destroy its sheet."
            ),
        ),
    ]
    wide = sheet.width - 2 * MARGIN
    for title, text in parts:
        top = sheet.lines(MARGIN, top, [title], Style(11.5, bold=True)) + 1 * mm
        top = sheet.lines(MARGIN, top, sheet.wrap(text, Style(11), wide), Style(11)) + 6 * mm
    _signature(sheet, paper, max(top + 4 * mm, sheet.height - 50 * mm))


def _signature(sheet: Sheet, paper: RecoveryCode, top: float) -> None:
    _ = translator(paper.language)
    half = (sheet.width - 2 * MARGIN - 10 * mm) / 2
    made = _("Made {time} {name}").format(time=page.moment(paper.made_at), name=paper.made_by)
    for n, text in enumerate((made.strip(), _("Put away by, date, signature"))):
        x = MARGIN + n * (half + 10 * mm)
        sheet.rule(x, top + 12 * mm, half)
        sheet.line(x, top + 16.5 * mm, text, Style(9, grey=GREY), half)
