"""A sheet of paper to draw on: sizes, letterhead, text that fits, QR, photo.

Everything is measured in points from the top left corner (``mm`` converts). Text is drawn as it
is, never read as markup. ReportLab is imported when a first sheet is made.
"""

from __future__ import annotations

import io
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from threading import Thread
from typing import Any, Literal

from desk.core.errors import DeskError, Refused
from desk.core.words import translator
from desk.printing import text as texts

mm = 72 / 25.4
A4, A5 = (210 * mm, 297 * mm), (148 * mm, 210 * mm)
A4_WIDE, A5_WIDE = (A4[1], A4[0]), (A5[1], A5[0])
FORM_241 = (241 * mm, 93 * mm)  # a third of a continuous form's page, its tractor strips included
BADGE = (86 * mm, 54 * mm)
ROLL_80, ROLL_58 = 80 * mm, 58 * mm  # width; the height follows the content
PRINTABLE = {ROLL_80: 72 * mm, ROLL_58: 48 * mm}
DOT = 25.4 / 203.2 * mm  # one dot of a thermal printer (8 in a millimetre)
NEEDLE = 25.4 / 180 * mm  # one dot of a printer with 24 needles

Align = Literal["left", "right", "center"]
BLACK, GREY, PALE = 0.0, 0.38, 0.82


def known(bold: bool = True) -> Collection[str]:
    """The characters that can be printed."""
    from desk.printing import fonts  # ReportLab only when first used

    return fonts.load(fonts.BOLD if bold else fonts.REGULAR).widths


def warm() -> Thread:
    """Load ReportLab and both fonts on a background thread, so that the first paper is quick.

    A missing font is not reported here but by the first paper.
    """
    thread = Thread(target=_warm, name="paper fonts", daemon=True)
    thread.start()
    return thread


def _warm() -> None:
    try:
        known(False)
        known(True)
    except DeskError:
        pass  # said when a paper is printed, to the person who prints it


def moment(value: datetime) -> str:
    """A local time as papers show it: the same in every language, to the minute."""
    return value.strftime("%Y-%m-%d %H:%M")


def span(
    start: datetime, end: datetime | None, language: str = "en", days_only: bool = False
) -> str:
    """From – to, saying a date only once; in whole days for standing passes."""
    _ = translator(language)
    if end is None:
        day = _("From {date}").format(date=start.strftime("%Y-%m-%d"))
        return day if days_only else moment(start)
    if days_only:
        first, last = start.strftime("%Y-%m-%d"), end.strftime("%Y-%m-%d")
        return first if first == last else f"{first} – {last}"
    if start.date() == end.date():
        return f"{moment(start)} – {end:%H:%M}"
    return f"{moment(start)} – {moment(end)}"


@dataclass(frozen=True)
class Style:
    """How text looks: size in points, weight, shade (0 black – 1 white), side."""

    size: float
    bold: bool = False
    grey: float = BLACK
    align: Align = "left"

    @property
    def leading(self) -> float:
        return self.size * 1.25


class Sheet:
    """One document. Draw, ``next_page``, and ``save`` for the PDF's bytes.

    ``plain`` makes everything black: a printer with needles has no greys. The same calls give
    the same bytes. Raises StoreError("paper.font_missing") when a font is gone.
    """

    def __init__(
        self, size: tuple[float, float], title: str, language: str = "", plain: bool = False
    ) -> None:
        from reportlab.pdfgen.canvas import Canvas  # ReportLab only when first used

        from desk.printing import fonts

        self.width, self.height = size
        self.plain = plain
        self._lock = fonts.LOCK
        self._codes: dict[str, tuple[int, str]] = {}
        self._fonts = (fonts.load(fonts.REGULAR), fonts.load(fonts.BOLD))
        self._buffer = io.BytesIO()
        self._canvas = Canvas(
            self._buffer,
            pagesize=size,
            pageCompression=1,
            invariant=1,
            initialFontName=fonts.REGULAR,  # type: ignore[arg-type]
            lang=language.replace("_", "-") or None,
        )
        self._canvas.setTitle(title)
        self._canvas.setProducer("Front Desk")
        self._canvas.setAuthor("")

    def measure(self, text: str, style: Style) -> float:
        """Width of ``text`` in points."""
        self._check(text)
        return float(self._fonts[style.bold].measure(text, style.size))

    def _check(self, text: str) -> None:
        widths = self._fonts[1].widths
        lacking = [c for c in text if c not in widths]
        if lacking:
            raise Refused("paper.glyph_missing", chars=" ".join(dict.fromkeys(lacking)))

    def text(self, x: float, y: float, text: str, style: Style) -> None:
        """One line of ``text``, its baseline ``y`` under the top edge, ``x`` by ``style.align``."""
        if not text:
            return
        wide = self.measure(text, style)
        if style.align != "left":
            x -= wide if style.align == "right" else wide / 2
        canvas, font = self._canvas, self._fonts[style.bold]
        canvas.setFont(font.fontName, style.size)
        canvas.setFillGray(BLACK if self.plain else style.grey)
        canvas.drawString(round(x, 2), round(self.height - y, 2), text)

    def lines(self, x: float, top: float, lines: Sequence[str], style: Style) -> float:
        """``lines`` under one another from ``top``; returns the y under the last one."""
        for line in lines:
            self.text(x, top + style.size, line, style)
            top += style.leading
        return top

    def line(self, x: float, y: float, text: str, style: Style, width: float) -> None:
        """One line of ``text``, shortened with … to ``width``."""
        self.text(x, y, self.short(text, style, width), style)

    def short(self, text: str, style: Style, width: float) -> str:
        """``text`` on one line no wider than ``width``."""
        font = self._fonts[style.bold]
        return texts.shorten(text, width, lambda s: font.measure(s, style.size))

    def wrap(self, text: str, style: Style, width: float, most: int = 1000) -> list[str]:
        """``text`` in lines no wider than ``width``, at most ``most``; … ends one that was cut."""
        font = self._fonts[style.bold]

        def measure(part: str) -> float:
            return font.measure(part, style.size)

        return texts.clip(texts.wrap(text, width, measure), most, width, measure)

    def fit(
        self, text: str, width: float, height: float, sizes: tuple[float, float], bold: bool
    ) -> texts.Fitted:
        """The lines of ``text`` at the largest size that fits ``width`` × ``height``."""
        return texts.fit(text, width, height, self._fonts[bold].measure, sizes)

    def rule(
        self, x: float, y: float, width: float, grey: float = BLACK, thick: float = 0.5
    ) -> None:
        """A horizontal rule."""
        self.box(x, y - thick / 2, width, thick, grey)

    def box(self, x: float, y: float, width: float, height: float, grey: float = BLACK) -> None:
        """A filled box with its top left corner at ``x``, ``y``."""
        self._canvas.setFillGray(BLACK if self.plain else grey)
        self._canvas.rect(x, self.height - y - height, width, height, stroke=0, fill=1)

    def frame(self, x: float, y: float, width: float, height: float, thick: float = 0.6) -> None:
        """An empty box: a place to tick or to sign."""
        self._canvas.setLineWidth(thick)
        self._canvas.setStrokeGray(BLACK)
        self._canvas.rect(x, self.height - y - height, width, height, stroke=1, fill=0)

    def stamp(self, text: str, size: float) -> None:
        """``text`` across the page, only its outline: what is under it stays readable."""
        canvas, font = self._canvas, self._fonts[True]
        canvas.saveState()
        canvas.translate(self.width / 2, self.height / 2)
        canvas.rotate(20)
        canvas.setLineWidth(0.9)
        canvas.setStrokeGray(BLACK)
        canvas.setFont(font.fontName, size)
        canvas.drawString(-self.measure(text, Style(size, bold=True)) / 2, -size / 3, text, mode=1)
        canvas.restoreState()

    def qr(self, x: float, y: float, side: float, text: str, dot: float = 0) -> float:
        """``text`` as a QR code in the middle of a square of ``side``, without its quiet zone.

        With ``dot``, a printer's, a module is whole dots wide. Returns ``side``; raises
        Refused("paper.code_too_long").
        """
        from desk.printing import qr  # zxing-cpp only when a code is drawn

        if text not in self._codes:  # a slip's stands on each of its sheets
            count, rows = qr.modules(text)
            self._codes[text] = count, qr.path(count, rows)
        count, path = self._codes[text]
        module = max(1, int(side / count / dot)) * dot if dot else side / count
        inset = (side - count * module) / 2
        canvas = self._canvas
        canvas.saveState()
        canvas.setFillGray(BLACK)
        bottom = self.height - y - inset - count * module
        canvas.translate(round(x + inset, 3), round(bottom, 3))
        canvas.scale(module, module)
        # ReportLab's path object would spend 2 ms on formatting whole numbers.
        canvas._code.append(path)  # type: ignore[attr-defined]
        canvas.restoreState()
        return side

    def photo(self, x: float, y: float, width: float, height: float, data: bytes) -> None:
        """A photo cut to the place. Raises Refused("paper.photo_unreadable")."""
        from desk.printing import photo  # Pillow only when there is a photo

        image = photo.picture(data, width / height)
        self._canvas.drawImage(image, x, self.height - y - height, width, height)

    def letterhead(self, site: str, title: str, right: str, margin: float) -> float:
        """Site, title and a note at the right over a rule; returns the y under it."""
        wide = self.width - 2 * margin
        self.line(margin, margin + 9, site, Style(10, grey=GREY), wide * 0.6)
        note = Style(9, grey=GREY, align="right")
        self.text(self.width - margin, margin + 9, self.short(right, note, wide * 0.38), note)
        self.line(margin, margin + 32, title, Style(17, bold=True), wide)
        self.rule(margin, margin + 41, wide, thick=1)
        return margin + 41

    def next_page(self) -> None:
        """End this page; what follows is on the next."""
        self._canvas.showPage()

    def save(self) -> bytes:
        """The finished document."""
        with self._lock:  # making the subsets moves a reader that all documents share
            self._canvas.showPage()
            self._canvas.save()
        return self._buffer.getvalue()


def footer(sheet: Sheet, language: str, margin: float, number: int, of: int) -> None:
    """Page ``number`` of ``of``, at the foot of the page."""
    _ = translator(language)
    text = _("Page {n} of {of}").format(n=number, of=of)
    style = Style(8.5, grey=GREY, align="center")
    sheet.text(sheet.width / 2, sheet.height - margin + 2, text, style)


def paragraph(text: str, **style: Any) -> Any:
    """``text`` as a ReportLab paragraph: escaped once here, so pass it as it was typed."""
    from xml.sax.saxutils import escape

    from reportlab.lib.styles import ParagraphStyle
    from reportlab.platypus import Paragraph

    from desk.printing import fonts

    fonts.load(fonts.REGULAR)
    look = ParagraphStyle("plain", fontName=fonts.REGULAR, wordWrap="CJK", **style)
    return Paragraph(escape(texts.prepare(text, known())).replace("\n", "<br/>"), look)
