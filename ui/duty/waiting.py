"""One waiting thing on the Today board, and a section of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import timedelta

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QEnterEvent, QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from desk import texts
from desk.core.frozen import frozen
from desk.core.register import TodayItem
from desk.core.words import _
from ui import theme
from ui.kit.display import length
from ui.kit.plain import Picture, button, card, clear, column, label, line, row

ICONS = {
    "visit": "account-check-outline",
    "standing_pass": "card-account-details-outline",
    "watch_entry": "account-alert-outline",
    "sweep": "broom",
    "arrears": "cash-clock",
    "ladder": "phone-outline",
    "refund": "cash-refund",
    "adjustment": "file-edit-outline",
    "cash_shift": "cash-lock",
}
FIRST = 30  # rows a section shows before it is asked for more
SOON = 24 * 60  # minutes: what is due within them is due, later is later

Key = tuple[str, int, tuple[str, str]]


@frozen
class Offer:
    """A button of a row: what it says and what it does."""

    key: str
    title: str
    run: Callable[[], object]


def key_of(item: TodayItem) -> Key:
    """What tells one waiting thing from another."""
    return item.kind, item.id, item.why


def urgency(item: TodayItem) -> str:
    """Which section it stands in: late, due or later."""
    if item.tone == "late":
        return "late"
    return "due" if item.tone == "due" and item.minutes > -SOON else "later"


def time_words(item: TodayItem) -> str:
    """How late it is, how long it has waited, or how long there is still."""
    if item.at is None or item.minutes == 0:
        return ""
    span = length(timedelta(minutes=item.minutes))
    if item.minutes < 0:
        return _("in {length}").format(length=span)
    words = _("{length} late") if item.tone == "late" else _("for {length}")
    return words.format(length=span)


class WaitingRow(QFrame):
    """A line of the board: Enter or a click opens it, its buttons act in place."""

    opened = Signal(object)
    stepped = Signal(int)  # up or down: the scroll area around would take these keys

    def __init__(self, item: TodayItem, offers: Sequence[Offer]) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.item, self._offers, self._over = item, tuple(offers), False
        tone = urgency(item)
        ink = tone if tone in ("late", "due") else "muted"
        title = label(item.title, "strong", wrap=True)
        self._why = label("", "muted", wrap=True)
        self._time = label("", tone=ink)
        self.buttons = [button(offer.title, offer.run) for offer in offers]
        for made, offer in zip(self.buttons, offers, strict=True):
            made.setObjectName(f"move.{offer.key}")
            made.setProperty("slim", True)
            made.setMinimumWidth(theme.px(84))
        words = column(title, self._why, gap=1)
        inner = row(
            Picture(ICONS.get(item.kind, "clock-outline"), ink), words, self._time, *self.buttons,
            gap=12,
        )  # fmt: skip
        inner.setStretch(1, 1)
        inner.setContentsMargins(14, 8, 12, 8)
        self.setLayout(inner)
        self.show_item(item)

    def show_item(self, item: TodayItem) -> None:
        """The same thing a minute later."""
        self.item = item
        why = texts.word(*item.why)
        self._why.setText(" · ".join(part for part in (why, item.detail) if part))
        self._time.setText(time_words(item))
        self.setAccessibleName(", ".join((item.title, why, time_words(item))))

    def act(self) -> bool:
        """Do the first thing that can be done here; False if there is nothing."""
        if self._offers:
            self._offers[0].run()
        return bool(self._offers)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                self.act()
            else:
                self.opened.emit(self.item)
            return
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()), 0)
        if step:
            self.stepped.emit(step)
            return
        super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        inside = self.rect().contains(event.position().toPoint())
        if inside and event.button() == Qt.MouseButton.LeftButton:
            self.opened.emit(self.item)

    def enterEvent(self, event: QEnterEvent) -> None:
        self._over = True
        self.update()
        super().enterEvent(event)

    def leaveEvent(self, event: object) -> None:
        self._over = False
        self.update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(3, 2, -3, -2)
        painter.setPen(Qt.PenStyle.NoPen)
        if self.hasFocus():
            painter.setBrush(theme.color("accent_soft"))
            painter.drawRoundedRect(box, 6, 6)
            painter.setBrush(theme.color("accent"))
            painter.drawRoundedRect(QRectF(box.topLeft() + QPointF(0, 6), box.bottomLeft()
                                           + QPointF(3, -6)), 1.5, 1.5)  # fmt: skip
        elif self._over:
            painter.setBrush(theme.color("hover"))
            painter.drawRoundedRect(box, 6, 6)
        painter.end()


class Section(QFrame):
    """Waiting things of one urgency under their heading, the first thirty of them."""

    opened = Signal(object)
    stepped = Signal(int)

    def __init__(self, title: str, tone: str) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self.rows: list[WaitingRow] = []
        self._shown = FIRST
        self._items: Sequence[TodayItem] = ()
        self._offers: Callable[[TodayItem], Sequence[Offer]] = lambda item: ()
        self.heading = label(title, "section")
        self.count = label("", "badge", tone)
        head = row(self.heading, self.count, None)
        head.setContentsMargins(16, 12, 16, 4)
        self._body = QVBoxLayout()
        self._body.setSpacing(0)
        box = column(gap=0)
        box.addLayout(head)
        box.addLayout(self._body)
        box.setContentsMargins(0, 0, 0, 6)
        self.setLayout(box)

    def show_items(
        self, items: Sequence[TodayItem], offers: Callable[[TodayItem], Sequence[Offer]]
    ) -> None:
        """Show these; rows that are still the same stay, so that the focus does."""
        before = [key_of(item) for item in self._items[: self._shown]]
        self._items, self._offers = items, offers
        shown = items[: self._shown]
        self.count.setText(f"{len(items):,}")
        self.setVisible(bool(items))
        if [key_of(item) for item in shown] == before and self.rows:
            for made, item in zip(self.rows, shown, strict=True):
                made.show_item(item)
            return
        self._fill(shown)

    def _fill(self, shown: Sequence[TodayItem]) -> None:
        clear(self._body)
        self.rows = []
        for item in shown:
            if self.rows:
                self._body.addLayout(_rule())
            made = WaitingRow(item, self._offers(item))
            made.opened.connect(self.opened)
            made.stepped.connect(self.stepped)
            self.rows.append(made)
            self._body.addWidget(made)
        left = len(self._items) - len(shown)
        if left:
            words = _("Show {count} more").format(count=f"{left:,}")
            more = button(words, self._more, role="link")
            self._body.addLayout(row(more, None, margin=8))

    def _more(self) -> None:
        self._shown += FIRST * 3
        self._fill(self._items[: self._shown])
        self.rows[-1].setFocus()


def _rule() -> QVBoxLayout:
    made = column(line())
    made.setContentsMargins(48, 0, 14, 0)
    return made


def panel(title: str, *parts: QWidget) -> QFrame:
    """A card of the board's right side."""
    made = card()
    heading = [label(title, "section")] if title else []
    made.setLayout(column(*heading, *parts, margin=16))
    return made
