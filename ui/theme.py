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

import json
import logging
from dataclasses import asdict, dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from string import Template

from PySide6.QtCore import QObject, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontDatabase,
    QIcon,
    QIconEngine,
    QPainter,
    QPalette,
    QPixmap,
)
from PySide6.QtWidgets import QApplication, QStyle, QWidget

log = logging.getLogger(__name__)

RESOURCES = Path(__file__).resolve().parents[1] / "resources"
MODES = ("light", "dark", "system")
TEXT_SIZES = (90, 100, 110, 125, 150)
TONES = ("ok", "due", "late", "void", "accent", "muted", "text")
GRID = 8
BASE_TEXT = 14  # px at 100 %


@dataclass(frozen=True)
class Palette:
    """Named colours; ``x_soft`` is the quiet ground that ``x`` is readable on."""

    name: str
    surface: str  # behind cards
    side: str  # sidebar and top bar
    card: str
    field: str  # ground of what can be typed into
    sunken: str  # search box, chips
    hover: str
    line: str  # hairlines between things
    edge: str  # outline of what can be operated (3:1 on card)
    text: str
    muted: str
    accent: str
    accent_soft: str
    fill: str  # primary buttons
    fill_hover: str
    fill_down: str
    on_fill: str
    ok: str
    ok_soft: str
    due: str
    due_soft: str
    late: str
    late_soft: str
    late_fill: str  # count badges
    on_late: str
    void: str
    void_soft: str


LIGHT = Palette(
    name="light",
    surface="#F5F6F8", side="#FFFFFF", card="#FFFFFF", field="#FFFFFF", sunken="#EEF0F4",
    hover="#F0F3F8", line="#E3E6EB", edge="#868F9F", text="#171C26", muted="#5D6675",
    accent="#1A64D9", accent_soft="#E6EFFD",
    fill="#1F6BE6", fill_hover="#195DCB", fill_down="#144DAA", on_fill="#FFFFFF",
    ok="#14784C", ok_soft="#E2F4EB", due="#8A5A00", due_soft="#FDF1D8",
    late="#C62A24", late_soft="#FDE8E7", late_fill="#CF322B", on_late="#FFFFFF",
    void="#5F6877", void_soft="#EEF0F4",
)  # fmt: skip
DARK = Palette(
    name="dark",
    surface="#14161B", side="#1A1D24", card="#1F232B", field="#191C23", sunken="#2A2F39",
    hover="#272C36", line="#2E343F", edge="#727B8B", text="#E9EBEF", muted="#A0A8B5",
    accent="#6CAEFF", accent_soft="#20324E",
    fill="#3272DE", fill_hover="#2D6CD8", fill_down="#285EBD", on_fill="#FFFFFF",
    ok="#4CC38A", ok_soft="#183528", due="#E3A93C", due_soft="#3A2E14",
    late="#FF7C74", late_soft="#47211F", late_fill="#D03C35", on_late="#FFFFFF",
    void="#99A1AE", void_soft="#2A2F39",
)  # fmt: skip


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


def start(app: QApplication, mode: str = "system", text_size: int = 100) -> None:
    """Dress the application: style, fonts, colours. Call once before the first window."""
    app.setStyle("Fusion")
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
    style: QStyle = widget.style()
    style.unpolish(widget)
    style.polish(widget)


def icon(name: str, tone: str = "muted") -> QIcon:
    """A Material Design icon (``phone-outline``). Drawn when first shown; follows the theme."""
    made = _icons.get((name, tone))
    if made is None:
        made = _icons[name, tone] = QIcon(_TintedIcon(name, tone))
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


# ---- icons ---------------------------------------------------------------------------------

_icons: dict[tuple[str, str], QIcon] = {}


@dataclass(frozen=True)
class _Glyphs:
    family: str
    codes: dict[str, str]  # icon name -> hexadecimal code point


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
        return _Glyphs("", {})
    return _Glyphs(families[0], json.loads(maps[0].read_text(encoding="utf-8")))


@cache
def _miss(name: str) -> None:
    log.warning("no icon is called %s", name)


def knows_icon(name: str) -> bool:
    """Whether the icon font has ``name``; for tests of the pages' entries."""
    return name in _glyphs().codes


def _draw_glyph(painter: QPainter, rect: QRect, name: str, ink: QColor) -> None:
    glyphs = _glyphs()
    code = glyphs.codes.get(name)
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


class _TintedIcon(QIconEngine):
    """Draws a glyph in the colour its token has at that moment."""

    def __init__(self, name: str, tone: str) -> None:
        super().__init__()
        self._name, self._tone = name, tone

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        token = "void" if mode == QIcon.Mode.Disabled else self._tone
        if state == QIcon.State.On and token == "muted":
            token = "accent"
        _draw_glyph(painter, rect, self._name, color(token))

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        made = QPixmap(size)
        made.fill(Qt.GlobalColor.transparent)
        painter = QPainter(made)
        self.paint(painter, QRect(QPoint(0, 0), size), mode, state)
        painter.end()
        return made

    def clone(self) -> QIconEngine:
        return _TintedIcon(self._name, self._tone)
