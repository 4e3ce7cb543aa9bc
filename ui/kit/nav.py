"""The lines of the frame's left side: a page with its key and count, and a group's heading."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton

from desk.core.frozen import frozen
from desk.core.words import _, ngettext
from ui import theme
from ui.kit.plain import escape_amp, label, tip

WIDE, NARROW = 196, 60
MOST = 36  # height of a line where there is room
EDGE = 9  # px between a count and the right edge
KEYS = (
    Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Return,
    Qt.Key.Key_Enter,
)  # fmt: skip
SMALL, TINY = 11, 10  # sizes of a page's key and of the count on a bare icon
FULL = 99  # a bare icon's count says no more


@frozen
class NavItem:
    """One page. ``hint`` is its key."""

    key: str
    title: str
    icon: str
    hint: str = ""


class NavLine(QPushButton):
    """A line of it; arrows and Enter go to the sidebar, past the scroll area around."""

    keyed = Signal(object)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in KEYS:
            self.keyed.emit(Qt.Key(event.key()))
        else:
            super().keyPressEvent(event)


class NavButton(NavLine):
    """Icon, words, the page's key, count."""

    def __init__(self, item: NavItem) -> None:
        super().__init__(escape_amp(item.title))
        self.item, self._shown, self._narrow = item, item.title, False
        self.number, self.alert = 0, False
        self.setProperty("role", "nav")
        self.setCheckable(True)
        self.setAutoExclusive(False)
        self.setIcon(theme.icon(item.icon))
        self.setIconSize(QSize(theme.px(20), theme.px(20)))
        self.setObjectName(f"nav.{item.key}")
        self.setAccessibleName(item.title)
        self._box = QHBoxLayout(self)
        self._box.setContentsMargins(0, 0, EDGE, 0)
        self._box.addStretch(1)
        self._counts: dict[bool, QLabel] = {}
        self._hinted = True
        self.toggled.connect(lambda _on: self._write())
        tip(self, item.hint)

    @property
    def count(self) -> QLabel:
        """What stands at the right; made when there is first something to count.

        One label a look: a label that changes its role keeps the size of the former one.
        """
        made = self._counts.get(self.alert)
        if made is None:
            made = self._counts[self.alert] = label("", "alert" if self.alert else "count")
            made.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            made.hide()
            self._box.addWidget(made, 0, Qt.AlignmentFlag.AlignVCenter)
        return made

    def set_count(self, number: int, alert: bool) -> None:
        """Show ``number``; nothing for 0."""
        if (number, alert) == (self.number, self.alert) or not (number or self._counts):
            return
        self.count.hide()
        self.number, self.alert = number, alert
        self.count.setText(f"{number:,}" if number < 1000 else f"{number // 1000}k")
        self.count.setVisible(bool(number) and not self._narrow)
        self._write()
        self.update()
        words = ngettext("{count} open", "{count} open", number).format(count=number)
        self.setAccessibleDescription(words if number else "")

    def set_narrow(self, narrow: bool) -> None:
        """Icon only, its count on its corner; the words go into the tooltip."""
        self._narrow = narrow
        if self._counts:
            self.count.setVisible(bool(self.number) and not narrow)
        self._write()

    def _write(self) -> None:
        """The title, cut off before key and count; whole in the tooltip then."""
        title = self.item.title
        counted = bool(self._counts) and not self.count.isHidden()
        self._hinted = True
        if self._narrow or not counted:
            shown = "" if self._narrow else title
        else:
            # As wide as all around the words: what is shown now less what it says.
            frame = super().sizeHint().width() - self.fontMetrics().horizontalAdvance(self._shown)
            room = self.width() - frame - self.count.sizeHint().width()
            metrics = self._metrics()
            # The words come before the key: where there is no room for both it is in the tooltip.
            self._hinted = metrics.horizontalAdvance(title) <= room - self._hint_width()
            room -= self._hint_width() if self._hinted else 0
            shown = metrics.elidedText(title, Qt.TextElideMode.ElideRight, room)
        if self._shown != shown:
            self._shown = shown
            self.setText(escape_amp(shown))
        whole = "  ".join(part for part in (title, self.item.hint) if part)
        tip(self, whole if shown != title or not self._hinted else self.item.hint)

    def _metrics(self) -> QFontMetrics:
        font = QFont(self.font())
        font.setBold(self.isChecked())  # as the open page's name is
        return QFontMetrics(font)

    def _hint_width(self) -> int:
        if not self.item.hint:
            return 0
        return QFontMetrics(theme.font(SMALL)).horizontalAdvance(self.item.hint) + 2

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._counts:
            self._write()

    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        return QSize(min(hint.width(), theme.px(WIDE)), theme.px(MOST))

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._narrow and self.number:
            self._paint_count()
        elif self.item.hint and self._hinted and not self._narrow:
            self._paint_hint()

    def _paint_hint(self) -> None:
        painter = QPainter(self)
        painter.setFont(theme.font(SMALL))
        painter.setPen(theme.color("muted"))
        counted = bool(self._counts) and not self.count.isHidden()
        right = self.width() - EDGE - (self.count.width() + theme.px(4) if counted else 0)
        box = QRectF(0, 0, right, self.height())
        painter.drawText(
            box, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, self.item.hint
        )
        painter.end()

    def _paint_count(self) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        font = theme.font(TINY, bold=True)
        words = str(self.number) if self.number <= FULL else f"{FULL}+"
        metrics = QFontMetrics(font)
        high = metrics.height() - 1
        wide = max(high, metrics.horizontalAdvance(words) + theme.px(6))
        box = QRectF(self.width() - wide - 1, 1, wide, high)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("late_fill" if self.alert else "void_soft"))
        painter.drawRoundedRect(box, high / 2, high / 2)
        painter.setFont(font)
        painter.setPen(theme.color("on_late" if self.alert else "text"))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)
        painter.end()


class GroupHead(NavLine):
    """A group's heading: folds it; folded it says how much there is on its pages."""

    def __init__(self, title: str) -> None:
        super().__init__(escape_amp(title))
        self.title, self.folded, self._number, self._alert = title, False, 0, False
        self.setProperty("role", "group")
        self.setFixedHeight(theme.px(26))
        self.set_folded(False)

    def set_folded(self, folded: bool) -> None:
        """Show which way it is."""
        self.folded = folded
        self.setAccessibleName(self.title)
        self.setAccessibleDescription(_("folded") if folded else _("unfolded"))
        self.update()

    def set_count(self, number: int, alert: bool) -> None:
        """What waits on the pages that are folded away."""
        self._number, self._alert = number, alert
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        right, middle = self.width() - EDGE, self.height() / 2 + theme.px(2)
        if self.folded or self.underMouse() or self.hasFocus():
            pen = painter.pen()
            pen.setColor(theme.color("muted"))
            pen.setWidthF(1.4)
            painter.setPen(pen)
            step = theme.px(4)
            tip_ = QPointF(right - step, middle + (0 if self.folded else step / 2))
            if self.folded:
                ends = (tip_ + QPointF(-step, -step), tip_ + QPointF(-step, step))
            else:
                ends = (tip_ + QPointF(-step, -step), tip_ + QPointF(step, -step))
            painter.drawPolyline([ends[0], tip_, ends[1]])
        if self.folded and self._number:
            painter.setFont(theme.font(SMALL, bold=self._alert))
            painter.setPen(theme.color("late" if self._alert else "muted"))
            box = QRectF(0, theme.px(4), right - theme.px(14), self.height() - theme.px(4))
            align = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(box, align, f"{self._number:,}")
        painter.end()
