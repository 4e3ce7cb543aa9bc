"""One waiting thing on the Today board, and a section of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import timedelta

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QEnterEvent, QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QPushButton, QVBoxLayout, QWidget

from desk import texts
from desk.core.frozen import frozen
from desk.core.register import TodayItem
from desk.core.words import _
from ui import theme
from ui.kit.actions import Action
from ui.kit.display import length
from ui.kit.plain import button, card, column, label, row, tip

FIRST = 30  # rows a section shows before it is asked for more
AT_ONCE = 9  # of all sections before the first painting: no more can be seen
SOON = 24 * 60  # minutes: what is due within them is due, later is later
HIGH, LEFT = 58, 14  # px of a row at 100 %, and to its left
LONG = 60  # characters from which the whole is in the tooltip, too
BUTTONS = 2  # the further moves of a row stand in a menu

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
    """A line of the board: Enter or a click opens it, its buttons and digits act in place."""

    opened = Signal(object)
    stepped = Signal(int)  # up or down: the scroll area around would take these keys

    def __init__(
        self, item: TodayItem, icon: str, offers: Sequence[Offer], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFixedHeight(theme.px(HIGH))
        self.item, self.offers, self._over, self.ruled = item, tuple(offers), False, False
        self.title = self.why = self.time = ""
        tone = urgency(item)
        self._ink = tone if tone in ("late", "due") else "muted"
        self._icon = theme.icon(icon or "clock-outline", self._ink)
        self.buttons = self._make_buttons()
        inner = row(None, *self.buttons)
        inner.setContentsMargins(LEFT, 8, 12, 8)
        self.setLayout(inner)
        self.show_item(item)

    def _make_buttons(self) -> list[QPushButton]:
        spare = self.offers[BUTTONS:] if len(self.offers) > BUTTONS + 1 else ()
        made = []
        for number, offer in enumerate(self.offers[: len(self.offers) - len(spare)], 1):
            one = button(offer.title, offer.run)
            one.setParent(self)  # dressed once only
            one.setObjectName(f"move.{offer.key}")
            tip(one, _("Key {key}").format(key=number))
            made.append(one)
        if spare:
            from ui.kit.detail import menu_of  # with all that cards are made of: not at the start

            more = button(_("More"))
            more.setParent(self)
            more.setObjectName("move.more")
            acts = [Action(each.key, each.title, each.run) for each in spare]
            more.setMenu(menu_of(acts, more))
            made.append(more)
        for one in made:
            one.setProperty("slim", True)
            one.setMinimumWidth(theme.px(76))
        return made

    def fits(self, item: TodayItem, offers: Sequence[Offer]) -> bool:
        """Whether this row can show ``item``: the same thing with the same moves and look."""
        mine = [offer.key for offer in self.offers]
        return mine == [offer.key for offer in offers] and urgency(item) == urgency(self.item)

    def show_item(self, item: TodayItem) -> None:
        """The same thing a minute later."""
        self.item, why = item, texts.word(*item.why)
        title = " ".join(item.title.split())
        why = " · ".join(part for part in (why, " ".join(item.detail.split())) if part)
        time = time_words(item)
        if (self.title, self.why, self.time) == (title, why, time):
            return
        self.title, self.why, self.time = title, why, time
        self.setAccessibleName(f"{title}, {why}, {time}".rstrip(", "))
        tip(self, f"{title}\n{why}" if len(why) > LONG else "")
        self.update()

    def act(self, number: int = 1) -> bool:
        """Do what is offered here as number 1, 2, …; False if there is nothing."""
        if not 0 < number <= len(self.offers):
            return False
        self.offers[number - 1].run()
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                self.act()
            else:
                self.opened.emit(self.item)
            return
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if plain and self.act(event.key() - Qt.Key.Key_0):
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
        if self.ruled:
            painter.setPen(theme.color("line"))
            painter.drawLine(QPointF(48, 0.5), QPointF(self.width() - 14, 0.5))
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
        self._paint_words(painter)
        painter.end()

    def _paint_words(self, painter: QPainter) -> None:
        """Painted, not labels: hundreds of rows would each be dressed and measured."""
        size, high = theme.px(20), self.height()
        self._icon.paint(painter, 14, (high - size) // 2, size, size)
        right = (self.buttons[0].x() if self.buttons else self.width()) - 12
        left, middle = 14 + size + 12, Qt.AlignmentFlag.AlignVCenter
        painter.setFont(theme.font())
        metrics = painter.fontMetrics()
        if self.time:
            wide = metrics.horizontalAdvance(self.time)
            painter.setPen(theme.color(self._ink))
            painter.drawText(QRectF(right - wide, 0, wide + 1, high), middle, self.time)
            right -= wide + 12
        room, line = right - left, metrics.height()
        top = (high - 2 * line - 1) / 2
        short = metrics.elidedText(self.why, Qt.TextElideMode.ElideRight, room)
        painter.setPen(theme.color("muted"))
        painter.drawText(QRectF(left, top + line + 1, room, line), middle, short)
        painter.setFont(theme.font(bold=True))
        short = painter.fontMetrics().elidedText(self.title, Qt.TextElideMode.ElideRight, room)
        painter.setPen(theme.color("text"))
        painter.drawText(QRectF(left, top, room, line), middle, short)


class Section(QFrame):
    """Waiting things of one urgency under their heading, the first thirty of them."""

    opened = Signal(object)
    stepped = Signal(int)

    def __init__(self, title: str, tone: str, icon: Callable[[str], str]) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self.rows: list[WaitingRow] = []
        self._icon, self._shown, self._whole = icon, FIRST, False
        self._items: Sequence[TodayItem] = ()
        self._offers: Callable[[TodayItem], Sequence[Offer]] = lambda item: ()
        self.heading = label(title, "section")
        self.count = label("", "badge", tone)
        head = row(self.heading, self.count, None)
        head.setContentsMargins(16, 12, 16, 4)
        self._body = QVBoxLayout()
        self._body.setSpacing(0)
        self.more = button("", self._more, role="link")
        self._below = QWidget()
        self._below.setLayout(row(self.more, None, margin=8))
        box = column(gap=0)
        box.addLayout(head)
        box.addLayout(self._body)
        box.addWidget(self._below)
        box.setContentsMargins(0, 0, 0, 6)
        self.setLayout(box)

    def show_items(
        self,
        items: Sequence[TodayItem],
        offers: Callable[[TodayItem], Sequence[Offer]],
        room: int = FIRST,
    ) -> None:
        """Show these; rows of what still waits stay, so that the cursor does.

        Until ``fill_up`` at most ``room`` of them.
        """
        self._items, self._offers = items, offers
        if not self._whole:
            self._shown = min(room, FIRST)
        self.count.setText(f"{len(items):,}")
        self.setVisible(bool(items))
        self._fill()

    def _fill(self) -> None:
        shown = self._items[: self._shown]
        before = {key_of(made.item): made for made in self.rows}
        self.rows = [self._row(before, item) for item in shown]
        for place, made in enumerate(self.rows):
            made.ruled = place > 0
            at = self._body.itemAt(place)
            if at is None or at.widget() is not made:
                self._body.insertWidget(place, made)
        for gone in before.values():
            self._body.removeWidget(gone)
            gone.hide()
            gone.deleteLater()
        left = len(self._items) - max(len(shown), FIRST)
        self.more.setText(_("Show {count} more").format(count=f"{left:,}"))
        self._below.setVisible(left > 0)

    def fill_up(self) -> None:
        """The rest of the first thirty."""
        if not self._whole:
            self._whole, self._shown = True, max(self._shown, FIRST)
            self._fill()

    def _row(self, before: dict[Key, WaitingRow], item: TodayItem) -> WaitingRow:
        offers = self._offers(item)
        known = before.get(key_of(item))
        if known is not None and known.fits(item, offers):
            del before[key_of(item)]
            known.show_item(item)
            return known
        made = WaitingRow(item, self._icon(item.kind), offers, self)
        made.opened.connect(self.opened)
        made.stepped.connect(self.stepped)
        return made

    def _more(self) -> None:
        first = len(self.rows)
        self.show_more()
        self.rows[first].setFocus()

    def show_more(self) -> bool:
        """Show the next thirty; False if all are shown."""
        if len(self.rows) == len(self._items):
            return False
        first = len(self.rows)
        self._shown += FIRST
        self._fill()
        self.rows[first].show()  # what was just made is shown later, and takes no focus before
        return True


def panel(title: str, *parts: QWidget) -> QFrame:
    """A card of the board's right side."""
    made = card()
    heading = [label(title, "section")] if title else []
    made.setLayout(column(*heading, *parts, margin=16))
    return made
