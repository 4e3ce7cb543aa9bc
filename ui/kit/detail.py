"""The card beside the table: one record, what happened to it, what can be done next.

    Detail(
        heading="刘思远", subtitle="V260011285 · 快捷电梯维保", state=_("Overdue 1 h 27 min"),
        tone="late",
        lines=(Line(_("Host"), "工程部 周工"), Line(_("ID"), "320***1815", reveal=show)),
        timeline=(Entry("13:05", "..."),),
        moves=(Action("leave", _("Leave"), ..., primary=True), Action("print", ...)),
        notice="...", notice_tone="due", parts=(Part(_("People"), [...]),),
    )

``DetailCard.show_detail(detail or None)``. Up to three moves are buttons, the rest and ``more``
go into the menu. ``reveal`` returns the full value (and logs it); an eye stands beside the line.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QGridLayout,
    QLabel,
    QMenu,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from desk.core.frozen import frozen
from desk.core.words import _
from ui import theme
from ui.kit.actions import Action
from ui.kit.parts import Part, PartView
from ui.kit.plain import (
    button,
    clear,
    column,
    escape_amp,
    label,
    line,
    row,
    scrolling,
    tip,
    tool,
)
from ui.kit.timeline import Entry, Timeline

BUTTONS = 3
LONG = 30  # characters of name and state that no longer fit one line


@frozen
class Line:
    """A label and its value; ``open`` makes the value a link, ``reveal`` unmasks it."""

    label: str
    value: str
    tone: str | None = None
    reveal: Callable[[], str | None] | None = None
    open: Callable[[], object] | None = None


@frozen
class Detail:
    """Everything a DetailCard shows, in words already."""

    heading: str
    subtitle: str = ""
    state: str = ""
    tone: str = "void"
    lines: Sequence[Line] = ()
    timeline: Sequence[Entry] = ()
    moves: Sequence[Action] = ()
    more: Sequence[Action] = ()
    notice: str = ""
    notice_tone: str = "due"
    parts: Sequence[Part] = ()


class Pieces:
    """What of a card changes with its texts alone (see ui.kit.quick_card)."""

    def __init__(self) -> None:
        self.head: QLabel | None = None
        self.state: QLabel | None = None
        self.subtitle: QLabel | None = None
        self.notice: QLabel | None = None
        self.values: list[QLabel | QPushButton] = []
        self.parts: list[PartView] = []


class DetailCard(QFrame):
    """Shows a Detail, or nothing but a hint."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self.setMinimumWidth(theme.px(280))
        self._outer = QVBoxLayout(self)
        self._outer.setContentsMargins(0, 0, 0, 0)
        self._outer.setSpacing(0)
        self._pressed = 0.0
        self._inert_until = 0.0
        self.detail: Detail | None = None
        self.pieces = Pieces()
        self.show_detail(None)

    def show_detail(self, detail: Detail | None) -> None:
        """Show ``detail`` instead of what was there."""
        # after a move the next move's button stands under the same mouse: the second click of a
        # double click must not press it
        wait = QApplication.doubleClickInterval() / 1000
        if self.detail is not None and time.monotonic() - self._pressed < wait:
            self._inert_until = self._pressed + wait
        self.detail = detail
        clear(self._outer)
        if detail is None:
            hint = label(_("Choose a line to see everything about it."), "muted", wrap=True)
            hint.setAlignment(Qt.AlignmentFlag.AlignCenter)
            self._outer.addWidget(hint)
            hint.setContentsMargins(24, 24, 24, 24)
            return
        self._outer.addWidget(self._body(detail), 1)
        bar = self._buttons(detail)
        if bar is not None:
            self._outer.addWidget(bar)

    def do_first(self) -> bool:
        """Do the first move, as Enter in the table does; False if there is none."""
        moves = [m for m in (self.detail.moves if self.detail else ()) if m.enabled]
        if not moves:
            return False
        self._do(moves[0])
        return True

    # -- parts

    def _body(self, detail: Detail) -> QScrollArea:
        body = QWidget()
        body.setProperty("role", "clear")
        box = QVBoxLayout(body)
        box.setContentsMargins(18, 16, 18, 12)
        box.setSpacing(theme.GRID)
        pieces = self.pieces = Pieces()
        head = pieces.head = label(detail.heading, "heading", wrap=True, copy=True)
        badge = pieces.state = label(detail.state, "badge", detail.tone) if detail.state else None
        first = row(head, gap=12)
        box.addLayout(first)
        if badge is not None:
            badge.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Maximum)
            if len(detail.heading) + len(detail.state) > LONG:
                box.addLayout(row(badge, None))
            else:
                first.addWidget(badge, 0, Qt.AlignmentFlag.AlignTop)
        if detail.subtitle:
            pieces.subtitle = label(detail.subtitle, "subtitle", wrap=True, copy=True)
            box.addWidget(pieces.subtitle)
        if detail.notice:
            pieces.notice = label(detail.notice, wrap=True, copy=True)
            box.addWidget(_notice(pieces.notice, detail.notice_tone))
        if detail.lines:
            box.addLayout(self._lines(detail.lines))
        for part in detail.parts:
            box.addWidget(line())
            pieces.parts.append(PartView(part))
            box.addWidget(pieces.parts[-1])
        if detail.timeline:
            box.addSpacing(2)
            box.addWidget(line())
            box.addWidget(label(_("What happened"), "label"))
            box.addWidget(Timeline(detail.timeline))
        box.addStretch(1)
        return scrolling(body, self)

    def _lines(self, lines: Sequence[Line]) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(14)
        grid.setVerticalSpacing(7)
        grid.setColumnStretch(1, 1)
        top = Qt.AlignmentFlag.AlignTop
        for number, one in enumerate(lines):
            name = label(one.label, "label")
            name.setMaximumWidth(theme.px(120))
            name.setWordWrap(len(one.label) > 14)
            grid.addWidget(name, number, 0, top)
            if one.open is not None:
                link = button(one.value, partial(self._follow, number), role="inline")
                self.pieces.values.append(link)
                grid.addWidget(link, number, 1, Qt.AlignmentFlag.AlignLeft)
                continue
            value = label(one.value, tone=one.tone, wrap=True, copy=True)
            self.pieces.values.append(value)
            grid.addWidget(value, number, 1, top)
            if one.reveal is not None:
                eye = tool("eye-outline", _("Show in full (this is logged)"), tight=True)
                eye.setFixedHeight(theme.px(22))
                eye.clicked.connect(_revealer(one, value, eye))
                grid.addWidget(eye, number, 2, top)
        return grid

    def _follow(self, number: int) -> None:
        """Open what the value of that line is a link to."""
        follow = self.detail.lines[number].open if self.detail is not None else None
        if follow is not None:
            follow()

    def _buttons(self, detail: Detail) -> QWidget | None:
        moves = sorted(detail.moves, key=lambda move: not move.primary)
        spare = [*moves[BUTTONS:], *detail.more]
        if len(spare) == 1 and len(moves) <= BUTTONS:
            moves, spare = [*moves, *spare], []
        if not moves and not spare:
            return None
        bar = QWidget()
        bar.setProperty("role", "clear")
        made: list[QWidget] = [self._button(move) for move in moves[: BUTTONS + (not spare)]]
        if spare:
            made.append(self._menu(spare))
        inner = row(*made)
        inner.setContentsMargins(18, 8, 18, 16)
        bar.setLayout(inner)
        return bar

    def _button(self, move: Action) -> QPushButton:
        role = "primary" if move.primary else "danger" if move.danger else ""
        made = button(move.title, lambda: self._do(move), role=role)
        made.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        made.setMinimumWidth(theme.px(56))
        made.setProperty("slim", True)
        made.setEnabled(move.enabled)
        tip(made, move.why if not move.enabled else move.hint or move.shortcut)
        made.setObjectName(f"move.{move.key}")
        return made

    def _menu(self, moves: Sequence[Action]) -> QPushButton:
        made = button(_("More"))
        made.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        made.setProperty("slim", True)
        made.setObjectName("move.more")
        made.setMenu(menu_of(moves, made))
        return made

    def _do(self, move: Action) -> None:
        now = time.monotonic()
        if now < self._inert_until:
            return
        self._pressed = now
        move.run()


def menu_of(moves: Sequence[Action], parent: QWidget) -> QMenu:
    """A menu of actions, their keys beside them."""
    made = QMenu(parent)
    for move in moves:
        if move.icon:
            entry = made.addAction(theme.icon(move.icon), escape_amp(move.title))
        else:
            entry = made.addAction(escape_amp(move.title))
        entry.setEnabled(move.enabled)
        entry.setObjectName(f"move.{move.key}")
        entry.triggered.connect(lambda _c=False, m=move: m.run())
    return made


def _notice(words: QLabel, tone: str) -> QFrame:
    made = QFrame()
    made.setProperty("role", "bar")
    made.setProperty("tone", tone)
    made.setLayout(column(words, margin=10))
    return made


def _revealer(one: Line, value: QLabel, eye: QWidget) -> Callable[[], None]:
    def show() -> None:
        full = one.reveal() if one.reveal is not None else None
        if full is not None:
            value.setText(full)
            eye.hide()

    return show
