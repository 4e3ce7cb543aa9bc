"""Sections of a card: rows of two lines each, with what can be opened, revealed or done.

    Part(_("People"), [
        PartRow("李敏", _("Owner"), open=show, reveal=Reveal("137 **** 8842", numbers),
                moves=(Action("end", _("End the role …"), ...),)),
    ], add=Action("add", _("Add somebody"), ...))

``Detail(parts=...)`` shows them beneath its lines; ``PartView(part)`` stands alone elsewhere.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QLabel,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from desk.core.frozen import frozen
from desk.core.words import _
from ui import theme
from ui.kit.actions import Action
from ui.kit.plain import column, escape_amp, label, row, tip, tool


@frozen
class Reveal:
    """A masked value; ``full`` gives it unmasked (and logs that), None if it was left masked."""

    masked: str
    full: Callable[[], str | None] | None = None


@frozen
class PartRow:
    """One thing: ``text`` and quieter ``detail``; ``tag`` stands at the right end."""

    text: str
    detail: str = ""
    tone: str | None = None
    tag: str = ""
    open: Callable[[], object] | None = None
    reveal: Reveal | None = None
    moves: Sequence[Action] = ()


@frozen
class Part:
    """A section; ``empty`` is said when there are no rows, ``more`` after the last one."""

    title: str
    rows: Sequence[PartRow] = ()
    add: Action | None = None
    more: str = ""
    empty: str = ""


class PartView(QWidget):
    """A Part on the screen."""

    def __init__(self, part: Part, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "clear")
        self.setAccessibleName(part.title)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(7)
        head = row(label(part.title, "section"), None, gap=4)
        if part.add is not None and part.add.enabled:
            plus = tool("plus", part.add.title, part.add.run, tight=True)
            plus.setObjectName(f"part.{part.add.key}")
            head.addWidget(plus)
        box.addLayout(head)
        for one in part.rows:
            box.addWidget(_row(one))
        if not part.rows and part.empty:
            box.addWidget(label(part.empty, "muted", wrap=True))
        if part.more:
            box.addWidget(label(part.more, "hint"))


class _Link(QPushButton):
    """A name to click that is cut off where the card ends, instead of widening the card."""

    def __init__(self, text: str, run: Callable[[], object]) -> None:
        super().__init__()
        self._text = text
        self.setProperty("role", "inline")
        self.setAutoDefault(False)
        self.setAccessibleName(text)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setText(escape_amp(text))
        self.clicked.connect(lambda _checked=False: run())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        short = self.fontMetrics().elidedText(
            self._text, Qt.TextElideMode.ElideRight, event.size().width() - 4
        )
        self.setText(escape_amp(short))
        tip(self, self._text if short != self._text else "")


def _row(one: PartRow) -> QWidget:
    made = QWidget()
    made.setProperty("role", "clear")
    if one.open is not None:
        name: QWidget = _Link(one.text, one.open)
    else:
        name = label(one.text, tone=one.tone, wrap=True, copy=True)
    first = row(gap=6)
    first.addWidget(name, 1)
    if one.tag:
        first.addWidget(label(one.tag, "muted", one.tone))
    if one.moves:
        first.addWidget(_menu(one.moves))
    box = column(first, gap=1)
    if one.detail:
        tone = one.tone if one.open is not None else None
        box.addWidget(label(one.detail, "muted", tone, wrap=True, copy=True))
    if one.reveal is not None:
        box.addLayout(_masked(one.reveal))
    made.setLayout(box)
    return made


def _masked(reveal: Reveal) -> QVBoxLayout:
    value = label(reveal.masked, "muted", wrap=True, copy=True)
    line = row(gap=4)
    line.addWidget(value, 1)
    if reveal.full is not None:
        eye = tool("eye-outline", _("Show in full (this is logged)"), tight=True)
        eye.setFixedHeight(theme.px(22))
        eye.clicked.connect(_shower(reveal.full, value, eye))
        line.addWidget(eye, 0, Qt.AlignmentFlag.AlignTop)
    return column(line)


def _shower(full: Callable[[], str | None], value: QLabel, eye: QWidget) -> Callable[[], None]:
    def show() -> None:
        text = full()
        if text is not None:
            theme.say(value, "role", "strong")
            value.setText(text)
            eye.hide()

    return show


def _menu(moves: Sequence[Action]) -> QToolButton:
    from ui.kit.detail import menu_of  # detail shows parts, so it reads this module first

    made = tool("dots-horizontal", _("More"), tight=True)
    made.setFixedHeight(theme.px(22))
    made.setMenu(menu_of(moves, made))
    made.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
    return made
