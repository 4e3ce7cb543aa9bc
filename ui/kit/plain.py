"""Small makers: labels that never read markup, buttons, rules, boxes.

label(text, role="title")      button(_("Save"), role="primary", icon="content-save-outline")
line()   column(a, b)   row(a, b)   tip(widget, text)
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLayout,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QSpinBox,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ui import theme

L = TypeVar("L", bound=QBoxLayout)


def label(
    text: str, role: str = "", tone: str | None = None, wrap: bool = False, copy: bool = False
) -> QLabel:
    """A label of plain text; ``copy`` lets it be selected with mouse and keyboard."""
    made = QLabel()
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setText(text)
    if role:
        made.setProperty("role", role)
    if tone:
        made.setProperty("tone", tone)
    if wrap:
        made.setWordWrap(True)
        made.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
    if copy:
        made.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return made


def button(
    text: str, run: Callable[[], object] | None = None, role: str = "", icon: str = ""
) -> QPushButton:
    """A push button; Enter presses it where it has the focus."""
    made = QPushButton(escape_amp(text))
    made.setAutoDefault(False)
    if role:
        made.setProperty("role", role)
    if icon:
        ink = {"primary": "on_fill", "danger": "late", "link": "accent"}.get(role, "muted")
        made.setIcon(theme.icon(icon, ink))
        made.setIconSize(QSize(theme.px(20), theme.px(20)))
    if run is not None:
        made.clicked.connect(lambda _checked=False: run())
    return made


def tool(
    icon: str,
    name: str,
    run: Callable[[], object] | None = None,
    tone: str = "muted",
    tight: bool = False,
) -> QToolButton:
    """A button of one icon; ``name`` is said by the tooltip and to screen readers."""
    made = QToolButton()
    made.setIcon(theme.icon(icon, tone))
    made.setIconSize(QSize(theme.px(20), theme.px(20)))
    made.setAccessibleName(name)
    if tight:  # no higher than a line of text
        made.setProperty("role", "tight")
        made.setFixedHeight(theme.px(26))
    made.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    tip(made, name)
    if run is not None:
        made.clicked.connect(lambda _checked=False: run())
    return made


def spin(low: int, high: int) -> QSpinBox:
    """A box for a whole number (Qt puts the text of a dressed one onto its border)."""
    made = QSpinBox()
    made.setRange(low, high)
    made.lineEdit().setTextMargins(theme.GRID, 0, 0, 0)
    return made


class Picture(QWidget):
    """An icon that stands by itself; drawn anew in the theme's colours at each painting."""

    def __init__(self, icon: str, tone: str = "muted", size: int = 20) -> None:
        super().__init__()
        self._icon, self._tone = icon, tone
        self.setFixedSize(theme.px(size), theme.px(size))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        theme.icon(self._icon, self._tone).paint(painter, self.rect())
        painter.end()


def tip(widget: QWidget, text: str) -> None:
    """A tooltip that shows ``text`` as it is; Qt would read markup in it."""
    # By hand: Python's html brings in every entity there is, at each start.
    plain = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    widget.setToolTip(f"<span>{plain}</span>" if text else "")


def escape_amp(text: str) -> str:
    """``text`` for a button or a menu: & would underline the next letter."""
    return text.replace("&", "&&")


def short(text: str, most: int = 48) -> str:
    """``text``, cut off after ``most`` characters where a line has to stay one line."""
    return text if len(text) <= most else text[: most - 1] + "…"


def line() -> QFrame:
    """A hairline across."""
    made = QFrame()
    made.setProperty("role", "line")
    made.setFixedHeight(1)
    return made


def card(parent: QWidget | None = None) -> QFrame:
    """A white (or near-black) ground with round corners."""
    made = QFrame(parent)
    made.setProperty("role", "card")
    return made


def scrolling(body: QWidget, parent: QWidget | None = None) -> QScrollArea:
    """``body`` in an area that scrolls up and down only.

    Where there is much in ``body``, give the area its ``parent``: it asks for the size of what it
    is given, which dresses all of it, and moved later all would be dressed anew.
    """
    area = QScrollArea(parent)
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(body)
    return area


def column(*parts: QWidget | QLayout | None, gap: int = theme.GRID, margin: int = 0) -> QVBoxLayout:
    """Parts below each other; None is what stretches."""
    return _fill(QVBoxLayout(), parts, gap, margin)


def row(*parts: QWidget | QLayout | None, gap: int = theme.GRID, margin: int = 0) -> QHBoxLayout:
    """Parts beside each other; None is what stretches."""
    return _fill(QHBoxLayout(), parts, gap, margin)


def _fill(box: L, parts: tuple[QWidget | QLayout | None, ...], gap: int, margin: int) -> L:
    box.setSpacing(gap)
    box.setContentsMargins(margin, margin, margin, margin)
    for part in parts:
        if part is None:
            box.addStretch(1)
        elif isinstance(part, QLayout):
            box.addLayout(part)
        else:
            box.addWidget(part)
    return box


def clear(layout: QLayout) -> None:
    """Take everything out of ``layout`` and delete it."""
    while (item := layout.takeAt(0)) is not None:
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
        elif inner is not None:
            clear(inner)
            inner.deleteLater()
