"""A strip from a roll: blocks one under another, the paper as long as they are."""

from __future__ import annotations

from collections.abc import Callable

from desk.printing import page
from desk.printing.page import Sheet, Style, mm

Block = tuple[float, Callable[[Sheet, float], object]]  # its height, and how to draw it from y


class Strip:
    """What stands one under another on a roll; sizes are those of 80 mm, times ``scale``.

    Blocks are measured on a sheet of any height, then drawn on one that fits them.
    """

    def __init__(self, width: float, scale: float) -> None:
        self.sheet, self.scale = Sheet((width, 1000), ""), scale
        self.wide = page.PRINTABLE[width]
        self.edge = (width - self.wide) / 2
        self.blocks: list[Block] = []

    def print(self, title: str, language: str) -> bytes:
        """All that was put on it as PDF, as long as it needs."""
        top = 3 * mm
        height = top + sum(tall for tall, _draw in self.blocks) + 5 * mm
        sheet = Sheet((self.sheet.width, round(height, 2)), title, language)
        for tall, draw in self.blocks:
            draw(sheet, top)
            top += tall
        return sheet.save()

    def gap(self, height: float) -> None:
        self.blocks.append((height, lambda _s, _y: None))

    def rule(self) -> None:
        edge, wide = self.edge, self.wide
        self.blocks.append((4 * mm, lambda s, y: s.rule(edge, y + 2 * mm, wide, thick=0.8)))

    def centred(
        self, text: str, sizes: tuple[float, float], height: float, bold: bool = False
    ) -> None:
        """``text`` as large as it can be within ``sizes`` and ``height``."""
        scaled = (sizes[0] * self.scale, sizes[1] * self.scale)
        fitted = self.sheet.fit(text, self.wide, height, scaled, bold)
        style = Style(fitted.size, bold=bold, align="center")
        tall = len(fitted.lines) * style.leading
        self.blocks.append((tall, lambda s, y: s.lines(s.width / 2, y, fitted.lines, style)))

    def pair(self, left: str, right: str, size: float = 11, bold: bool = False) -> None:
        """``left`` wrapped (three lines at most), ``right`` whole at the end of its first line."""
        style, edge, wide = Style(size * self.scale, bold=bold), self.edge, self.wide
        end = Style(style.size, bold=bold, align="right")
        room = wide - (self.sheet.measure(right, style) + 2 * mm if right else 0)
        lines = self.sheet.wrap(left, style, max(room, wide * 0.3), most=3)

        def draw(on: Sheet, y: float) -> None:
            on.lines(edge, y, lines, style)
            on.text(edge + wide, y + style.size, right, end)

        self.blocks.append((len(lines) * style.leading, draw))

    def prose(self, text: str, size: float = 9, bold: bool = False, most: int = 6) -> None:
        """``text`` from the left, wrapped."""
        style, edge = Style(size * self.scale, bold=bold), self.edge
        lines = self.sheet.wrap(text, style, self.wide, most) if text else []
        self.blocks.append(
            (len(lines) * style.leading, lambda s, y: s.lines(edge, y, lines, style))
        )

    def band(self, title: str) -> None:
        """White on black from edge to edge."""
        edge, wide, tall = self.edge, self.wide, 9.5 * mm * self.scale
        fitted = self.sheet.fit(title, wide - 4 * mm, tall, (17 * self.scale, 9), bold=True)
        style = Style(fitted.size, bold=True, grey=1, align="center")

        def draw(on: Sheet, y: float) -> None:
            on.box(edge, y, wide, tall)
            on.text(on.width / 2, y + tall / 2 + style.size * 0.36, fitted.lines[0], style)

        self.blocks.append((tall, draw))

    def rows(self, rows: list[tuple[str, str]], size: float = 11, *, ruled: bool = True) -> None:
        """Labels and values, at most three lines each, and a rule under them."""
        style, edge = Style(size * self.scale), self.edge
        widest = max((self.sheet.measure(label, style) for label, _value in rows), default=0)
        indent = min(widest + 2 * mm, self.wide * 0.4)
        for label, value in rows:
            lines = self.sheet.wrap(value, style, self.wide - indent, most=3)

            def draw(on: Sheet, y: float, label: str = label, lines: list[str] = lines) -> None:
                on.line(edge, y + style.size, label, style, indent - 1 * mm)
                on.lines(edge + indent, y, lines, style)

            self.blocks.append((len(lines) * style.leading + 1, draw))
        if rows and ruled:
            self.rule()

    def code(self, token: str) -> None:
        """The QR code, its modules whole dots of the printer."""
        side = min(self.wide * 0.62, 34 * mm)

        def draw(on: Sheet, y: float) -> None:
            on.qr((on.width - side) / 2, y + 1 * mm, side, token, dot=page.DOT)

        self.blocks.append((side + 2.5 * mm, draw))
