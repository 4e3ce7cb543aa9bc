"""Colours, sizes, fonts and icons of all windows, in one place.

    theme.start(app, mode="system", text_size=100)   # once, before the first window
    theme.set_mode("dark"); theme.set_text_size(125)  # any time; every window follows
    label.setProperty("role", "title")                # widgets say what they are
    button.setIcon(theme.icon("phone-outline"))       # Material Design icon, tinted by the theme
    painter.setPen(theme.color("late"))               # own painting asks at paint time
    theme.watch().changed.connect(...)                # after a switch

Roles a widget may carry are listed in ``resources/style/desk.qss``. ``tone`` is one of TONES.
"""

from __future__ import annotations

import logging
from dataclasses import asdict
from functools import cache
from pathlib import Path
from string import Template

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QIcon, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from ui.theme.icons import TintedIcon, knows_icon
from ui.theme.palettes import DARK, LIGHT, Palette

__all__ = [
    "BASE_TEXT", "DARK", "GRID", "LIGHT", "MODES", "RESOURCES", "STYLE", "STYLED", "TEXT_SIZES",
    "TONES", "Palette",
    "color", "font", "icon", "knows_icon", "load_fonts", "mode", "palette", "px", "say",
    "set_mode", "set_text_size", "sheet", "start", "text_size", "tones", "watch",
]  # fmt: skip

log = logging.getLogger(__name__)

RESOURCES = Path(__file__).resolve().parents[2] / "resources"
MODES = ("light", "dark", "system")
TEXT_SIZES = (90, 100, 110, 125, 150)
TONES = ("ok", "due", "late", "void", "accent", "muted", "text")
GRID = 8
BASE_TEXT = 14  # px at 100 %
STYLE = "Fusion"
STYLED = "styled"
"""Property of an application that was made with ``-style``: ``setStyle`` gives the style back, for
which PySide builds all of its enums, 10 ms."""


class _Watch(QObject):
    changed = Signal()


class _State:
    mode = "light"
    text_size = 100
    family = ""
    fonts_loaded = False
    watch: _Watch | None = None
    following = False


_state = _State()
_icons: dict[tuple[str, str], QIcon] = {}


def start(app: QApplication, mode: str = "system", text_size: int = 100) -> None:
    """Dress the application: style, fonts, colours. Call once before the first window."""
    if not app.property(STYLED):
        app.setStyle(STYLE)
    load_fonts()
    if not _state.following:
        app.styleHints().colorSchemeChanged.connect(_system_changed)
        _state.following = True
    _state.mode, _state.text_size = _known(mode), _sane(text_size)
    _apply(app)


def set_mode(mode: str) -> None:
    """Switch to "light", "dark" or "system". Raises ValueError for anything else."""
    _state.mode = _known(mode)
    _apply(_app())


def set_text_size(percent: int) -> None:
    """Scale all text; held between 90 and 150 per cent."""
    _state.text_size = _sane(percent)
    _apply(_app())


def mode() -> str:
    """What was chosen: light, dark or system."""
    return _state.mode


def text_size() -> int:
    """Text size in per cent of 14 px."""
    return _state.text_size


def watch() -> _Watch:
    """Its ``changed`` signal fires after colours or sizes changed."""
    if _state.watch is None:
        _state.watch = _Watch()
    return _state.watch


def palette() -> Palette:
    """The colours in force now."""
    if _state.mode == "system":
        scheme = _app().styleHints().colorScheme()
        return DARK if scheme == Qt.ColorScheme.Dark else LIGHT
    return DARK if _state.mode == "dark" else LIGHT


def color(token: str) -> QColor:
    """One token of the palette in force, for own painting."""
    return _color(getattr(palette(), token))


def tones(tone: str) -> tuple[QColor, QColor]:
    """(ink, soft ground) of a tone."""
    if tone in ("text", "muted"):
        return color(tone), color("void_soft")
    return color(tone), color(tone + "_soft")


def px(size: float) -> int:
    """``size`` at 100 % text size in the present one; for heights that hold text."""
    return max(1, round(size * _state.text_size / 100))


def font(size: int = BASE_TEXT, bold: bool = False) -> QFont:
    """The window font at ``size`` (px at 100 %)."""
    made = QFont(_app().font())
    made.setPixelSize(px(size))
    made.setBold(bold)
    return made


def say(widget: QWidget, name: str, value: object) -> None:
    """Set a style property (role, tone) and let the sheet look at the widget again."""
    if widget.property(name) == value:
        return
    widget.setProperty(name, value)
    style = widget.style()
    style.unpolish(widget)
    style.polish(widget)


def icon(name: str, tone: str = "muted") -> QIcon:
    """A Material Design icon (``phone-outline``). Drawn when first shown; follows the theme."""
    made = _icons.get((name, tone))
    if made is None:
        made = _icons[name, tone] = QIcon(TintedIcon(name, tone, color))
    return made


# ---- fonts ---------------------------------------------------------------------------------


def load_fonts(folder: Path = RESOURCES / "fonts") -> str:
    """Load the fonts of ``folder``; the family to use, or "" for the system's own."""
    if _state.fonts_loaded:
        return _state.family
    families: list[str] = []
    for file in sorted(folder.glob("*.ttf")):
        number = QFontDatabase.addApplicationFont(str(file))
        if number >= 0:
            families += QFontDatabase.applicationFontFamilies(number)
    if not families:
        log.warning("no usable font in %s; using the system font", folder.name)
    _state.family = families[0] if families else ""
    _state.fonts_loaded = True
    return _state.family


# ---- applying ------------------------------------------------------------------------------


def _app() -> QApplication:
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        raise RuntimeError("the theme needs a QApplication")
    return app


def _known(mode: str) -> str:
    if mode not in MODES:
        raise ValueError(mode)
    return mode


def _sane(percent: int) -> int:
    return min(150, max(90, int(percent)))


def _system_changed() -> None:
    if _state.mode == "system":
        _apply(_app())


def _apply(app: QApplication) -> None:
    colours = palette()
    typeface = QFont(_state.family) if _state.family else QFont(app.font())
    typeface.setPixelSize(px(BASE_TEXT))
    app.setFont(typeface)
    app.setPalette(_qpalette(colours))
    wanted = sheet(colours, _state.text_size)
    if app.styleSheet() != wanted:
        app.setStyleSheet(wanted)
    watch().changed.emit()


@cache
def sheet(colours: Palette, text_size: int) -> str:
    """The one style sheet for these colours and this text size."""
    pattern = Template((RESOURCES / "style" / "desk.qss").read_text(encoding="utf-8"))
    scale = text_size / 100
    values = asdict(colours)
    values["art"] = (RESOURCES / "style").as_posix()
    values.update({f"t{n}": f"{round(n * scale)}px" for n in (11, 12, 13, 14, 16, 18, 20, 28)})
    values.update({f"s{n}": f"{round(n * scale)}px" for n in (14, 16, 20, 24, 28, 32, 36, 40, 48)})
    return pattern.substitute(values)


def _qpalette(colours: Palette) -> QPalette:
    roles = QPalette.ColorRole
    made = QPalette()
    for role, token in (
        (roles.Window, "surface"), (roles.WindowText, "text"), (roles.Base, "card"),
        (roles.AlternateBase, "hover"), (roles.Text, "text"), (roles.PlaceholderText, "muted"),
        (roles.Button, "card"), (roles.ButtonText, "text"), (roles.BrightText, "late"),
        (roles.ToolTipBase, "card"), (roles.ToolTipText, "text"), (roles.Link, "accent"),
        (roles.LinkVisited, "accent"), (roles.Highlight, "accent_soft"),
        (roles.HighlightedText, "text"), (roles.Accent, "accent"), (roles.Mid, "line"),
        (roles.Light, "card"), (roles.Midlight, "hover"), (roles.Dark, "edge"),
        (roles.Shadow, "line"),
    ):  # fmt: skip
        made.setColor(role, _color(getattr(colours, token)))
    for role in (roles.Text, roles.WindowText, roles.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, role, _color(colours.void))
    return made


@cache
def _color(code: str) -> QColor:
    return QColor(code)
