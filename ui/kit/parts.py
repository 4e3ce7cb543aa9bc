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
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QLabel,
    QPushButton,
    QScrollArea,
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
        self._box = box
        self._rows: list[_Row] = []
        self._last: list[QWidget] = []
        self.renew(part)

    def renew(self, part: Part) -> None:
        """Other rows under the same title. Rows that look like ones before only change their
        texts: dressing a new widget takes longer than all else about it."""
        spare: dict[object, list[_Row]] = {}
        for old in self._rows:
            spare.setdefault(old.shape, []).append(old)
        self._rows = [_row(one, spare) for one in part.rows]
        for gone in (*self._last, *(old for alike in spare.values() for old in alike)):
            self._box.removeWidget(gone)
            gone.hide()
            gone.deleteLater()
        self._last = []
        if not part.rows and part.empty:
            self._last.append(label(part.empty, "muted", wrap=True))
        if part.more:
            self._last.append(label(part.more, "hint"))
        for place, each in enumerate((*self._rows, *self._last), 1):
            if self._box.indexOf(each) != place:
                self._box.removeWidget(each)
                self._box.insertWidget(place, each)


class _Link(QPushButton):
    """A name to click that is cut off where the card ends, instead of widening the card."""

    def __init__(self, text: str, run: Callable[[], object]) -> None:
        super().__init__()
        self.setProperty("role", "inline")
        self.setAutoDefault(False)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.renew(text, run)
        self.clicked.connect(lambda _checked=False: self._run())

    def renew(self, text: str, run: Callable[[], object]) -> None:
        """Another name, another thing to open."""
        self._text, self._run = text, run
        self.setAccessibleName(text)
        self._elide(self.width() if self.isVisible() else 0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()), 0)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        elif step:
            links = [each for each in _ground(self).findChildren(_Link) if each.isVisible()]
            after = links[(links.index(self) + step) % len(links)]
            after.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._elide(event.size().width())

    def _elide(self, width: int) -> None:
        short = self._text
        if width:
            short = self.fontMetrics().elidedText(
                self._text, Qt.TextElideMode.ElideRight, width - 4
            )
        self.setText(escape_amp(short))
        tip(self, self._text if short != self._text else "")


def _ground(link: QWidget) -> QWidget:
    """What the links of one card stand on: the inside of the scroll area around them."""
    ground = link
    while (above := ground.parentWidget()) is not None and not isinstance(above, QScrollArea):
        ground = above
    return ground


class _Row(QWidget):
    """A PartRow on the screen."""

    def __init__(self, one: PartRow) -> None:
        super().__init__()
        self.setProperty("role", "clear")
        self.shape = _shape(one)
        self._name: QLabel | _Link
        if one.open is not None:
            self._name = _Link(one.text, one.open)
        else:
            self._name = label(one.text, tone=one.tone, wrap=True, copy=True)
        first = row(gap=6)
        first.addWidget(self._name, 1)
        self._tag = label(one.tag, "muted", one.tone) if one.tag else None
        if self._tag is not None:
            first.addWidget(self._tag)
        if one.moves:
            first.addWidget(_menu(one.moves))
        box = column(first, gap=1)
        tone = one.tone if one.open is not None else None
        self._detail = (
            label(one.detail, "muted", tone, wrap=True, copy=True) if one.detail else None
        )
        if self._detail is not None:
            box.addWidget(self._detail)
        if one.reveal is not None:
            box.addLayout(_masked(one.reveal))
        self.setLayout(box)

    def renew(self, one: PartRow) -> None:
        """Another thing of the same shape."""
        if isinstance(self._name, _Link):
            assert one.open is not None
            self._name.renew(one.text, one.open)
        else:
            self._name.setText(one.text)
        if self._tag is not None:
            self._tag.setText(one.tag)
        if self._detail is not None:
            self._detail.setText(one.detail)


def _row(one: PartRow, spare: dict[object, list[_Row]]) -> _Row:
    """A row for ``one``: one of ``spare`` that looks like it, else a new one."""
    alike = spare.get(_shape(one))
    if not alike:
        return _Row(one)
    made = alike.pop(0)
    made.renew(one)
    return made


def _shape(one: PartRow) -> object:
    """What rows must have in common to change places; of its own if it has more than texts."""
    if one.moves or one.reveal is not None:
        return object()
    return (one.open is not None, one.tone, bool(one.tag), bool(one.detail))


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
