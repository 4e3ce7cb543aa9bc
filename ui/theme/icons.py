"""Material Design icons, drawn in the colour that their token has at that moment."""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QIcon, QIconEngine, QPainter, QPixmap

from desk.core.frozen import frozen

log = logging.getLogger(__name__)


@frozen
class _Glyphs:
    family: str
    table: str  # JSON: icon name -> hexadecimal code point, one a line


@cache
def _glyphs() -> _Glyphs:
    """The Material Design font that qtawesome carries.

    Only its files are used: importing the package brings in qtpy and OpenGL, which takes a third
    of a second at every start.
    """
    found = find_spec("qtawesome")
    folder = Path(found.origin).parent / "fonts" if found and found.origin else Path()
    fonts = sorted(folder.glob("materialdesignicons6-webfont-*.ttf"))
    maps = sorted(folder.glob("materialdesignicons6-webfont-charmap-*.json"))
    number = QFontDatabase.addApplicationFont(str(fonts[0])) if fonts and maps else -1
    families = QFontDatabase.applicationFontFamilies(number) if number >= 0 else []
    if not families:
        log.warning("the icon font is missing; buttons show words only")
        return _Glyphs("", "")
    return _Glyphs(families[0], maps[0].read_text(encoding="utf-8"))


@cache
def _code(name: str) -> str | None:
    """The code point of an icon. Looked up in the text: of 7,000 some 50 are ever asked for."""
    _before, found, after = _glyphs().table.partition(f'"{name}": "0x')
    return after[: after.index('"')] if found else None


@cache
def _miss(name: str) -> None:
    log.warning("no icon is called %s", name)


def knows_icon(name: str) -> bool:
    """Whether the icon font has ``name``; for tests of the pages' entries."""
    return _code(name) is not None


def _draw_glyph(painter: QPainter, rect: QRect, name: str, ink: QColor) -> None:
    glyphs = _glyphs()
    code = _code(name)
    if code is None:
        _miss(name)
        return
    painter.save()
    typeface = QFont(glyphs.family)
    typeface.setPixelSize(max(1, round(rect.height() * 0.92)))
    painter.setFont(typeface)
    painter.setPen(ink)
    painter.drawText(QRectF(rect), Qt.AlignmentFlag.AlignCenter, chr(int(code, 16)))
    painter.restore()


class TintedIcon(QIconEngine):
    """Draws a glyph in the colour its token has at that moment."""

    def __init__(self, name: str, tone: str, ink: Callable[[str], QColor]) -> None:
        super().__init__()
        self._name, self._tone, self._ink = name, tone, ink

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        token = "void" if mode == QIcon.Mode.Disabled else self._tone
        if state == QIcon.State.On and token == "muted":
            token = "accent"
        _draw_glyph(painter, rect, self._name, self._ink(token))

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        made = QPixmap(size)
        made.fill(Qt.GlobalColor.transparent)
        painter = QPainter(made)
        self.paint(painter, QRect(QPoint(0, 0), size), mode, state)
        painter.end()
        return made

    def clone(self) -> QIconEngine:
        return TintedIcon(self._name, self._tone, self._ink)
