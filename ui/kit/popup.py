"""Rows of hits under a line edit, moved through while the cursor stays in the edit.

    popup = HitPopup(edit)
    popup.chosen.connect(lambda hit: ...)
    popup.show_groups([Group(_("Units"), [Hit("3-1502", "李敏", "home-outline", key)])])

Used by search_box.SearchBox and suggest.SuggestField.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QLabel,
    QLineEdit,
    QListView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
)

from desk.core.frozen import frozen
from ui import theme
from ui.kit.plain import label

Index = QModelIndex | QPersistentModelIndex
ROW = int(Qt.ItemDataRole.UserRole)
DISPLAY = int(Qt.ItemDataRole.DisplayRole)
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


@frozen
class Hit:
    """One row: what it is, what tells it from others, and the key to open it by."""

    title: str
    subtitle: str = ""
    icon: str = ""
    key: Any = None
    tag: str = ""
    tone: str = "void"


@frozen
class Group:
    """Hits of one kind under a title; ``more`` counts those not shown."""

    title: str
    hits: Sequence[Hit]
    more: int = 0


class _Rows(QAbstractListModel):
    """Group titles (str) and hits in one list; titles can't be chosen."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.rows: list[str | Hit] = []

    def show_groups(self, groups: Sequence[Group]) -> None:
        self.beginResetModel()
        self.rows = []
        for group in groups:
            if group.hits and group.title:
                self.rows.append(f"{group.title}  +{group.more}" if group.more else group.title)
            self.rows.extend(group.hits)
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = DISPLAY) -> Any:
        row = self.rows[index.row()]
        if role == ROW:
            return row
        if role == DISPLAY:
            return row if isinstance(row, str) else f"{row.title} {row.subtitle}".strip()
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if isinstance(self.rows[index.row()], str):
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable


class _Painter(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(200, theme.px(26 if isinstance(index.data(ROW), str) else 36))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row, rect = index.data(ROW), option.rect
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if isinstance(row, str):
            painter.setFont(theme.font(12))
            painter.setPen(theme.color("muted"))
            where = rect.adjusted(12, 4, -8, 0)
            painter.drawText(where, Qt.AlignmentFlag.AlignVCenter, row)
        else:
            self._hit(painter, option, row)
        painter.restore()

    def _hit(self, painter: QPainter, option: QStyleOptionViewItem, hit: Hit) -> None:
        from PySide6.QtWidgets import QStyle

        rect = option.rect.adjusted(4, 1, -4, -1)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.setBrush(theme.color("accent_soft"))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.drawRoundedRect(rect, 6, 6)
        left = rect.x() + 10
        if hit.icon:
            side = theme.px(18)
            y = rect.y() + (rect.height() - side) // 2
            theme.icon(hit.icon).paint(painter, QRect(left, y, side, side))
            left += side + 10
        right = rect.right() - 10
        if hit.tag:
            right = self._text(painter, hit.tag, left, right, rect, hit.tone, tail=True) - 12
        painter.setFont(theme.font())
        used = self._text(painter, hit.title, left, right, rect, "text")
        if hit.subtitle:
            self._text(painter, hit.subtitle, used + 12, right, rect, "muted")

    def _text(
        self, painter: QPainter, text: str, left: int, right: int, rect: QRect, tone: str,
        tail: bool = False,
    ) -> int:  # fmt: skip
        """Draw one piece in its own colour; gives where the next may begin (or this began)."""
        room = right - left
        if room < 8:
            return left
        metrics = painter.fontMetrics()
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room)
        wide = metrics.horizontalAdvance(shown)
        start = right - wide if tail else left
        painter.setPen(theme.color(tone if tone in theme.TONES else "muted"))
        where = QRect(start, rect.y(), wide + 2, rect.height())
        painter.drawText(where, Qt.AlignmentFlag.AlignVCenter, shown)
        return start if tail else left + wide


class HitPopup(QFrame):
    """Lies over the edit's window, so that the cursor never leaves the edit."""

    chosen = Signal(object)
    HIGH = 460

    def __init__(self, edit: QLineEdit, min_width: int = 320) -> None:
        super().__init__(edit.window())
        self._edit, self._min_width = edit, min_width
        self.setProperty("role", "popup")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._rows = _Rows(self)
        self.list = QListView()
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setModel(self._rows)
        self.list.setItemDelegate(_Painter(self.list))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setMouseTracking(True)
        self.list.clicked.connect(lambda index: self._choose(index.row()))
        self.note: QLabel = label("", "hint")
        self.note.setContentsMargins(14, 6, 14, 8)
        box = QVBoxLayout(self)
        box.setContentsMargins(2, 4, 2, 4)
        box.setSpacing(0)
        box.addWidget(self.list)
        box.addWidget(self.note)
        self.hide()
        edit.installEventFilter(self)

    def show_groups(self, groups: Sequence[Group], note: str = "", first: bool = True) -> None:
        """Show hits, the first one chosen (unless ``first`` is False); hides when there is
        nothing to show."""
        self._rows.show_groups(groups)
        self.note.setText(note)
        self.note.setVisible(bool(note))
        if not self._rows.rows and not note:
            self.hide()
            return
        self._place()
        self.show()
        self.raise_()
        if first:
            self.move(self.pos())
            self._go(-1, 1)

    def current(self) -> Hit | None:
        """The marked hit."""
        index = self.list.currentIndex()
        row = self._rows.rows[index.row()] if index.isValid() and self.isVisible() else None
        return row if isinstance(row, Hit) else None

    def hits(self) -> list[Hit]:
        """All hits shown, in order."""
        return [row for row in self._rows.rows if isinstance(row, Hit)]

    def _place(self) -> None:
        window = self._edit.window()
        if self.parentWidget() is not window:
            self.setParent(window)
        high = sum(theme.px(26 if isinstance(r, str) else 36) for r in self._rows.rows)
        self.list.setVisible(bool(high))
        below = self._edit.mapTo(window, QPoint(0, self._edit.height() + 4))
        room = window.height() - below.y() - 8
        wide = min(max(self._edit.width(), self._min_width), window.width() - 16)
        if self.note.text():
            self.note.adjustSize()
        extra = 12 + (self.note.sizeHint().height() if self.note.text() else 0)
        wanted = min(high + extra, theme.px(self.HIGH))
        above = below.y() - self._edit.height() - 8
        if wanted > room and above > room:  # a field near the bottom opens upwards
            wanted = min(wanted, above)
            below.setY(above - wanted + 4)
        else:
            wanted = min(wanted, room)
        left = min(below.x(), window.width() - wide - 8)
        self.setGeometry(left, below.y(), wide, max(wanted, theme.px(36)))

    def _go(self, start: int, step: int) -> None:
        place = start + step
        while 0 <= place < len(self._rows.rows) and isinstance(self._rows.rows[place], str):
            place += step
        if 0 <= place < len(self._rows.rows):
            self.list.setCurrentIndex(self._rows.index(place))
            self.list.scrollTo(self._rows.index(max(0, place - 1 if place == 1 else place)))

    def _choose(self, place: int) -> None:
        row = self._rows.rows[place]
        if isinstance(row, Hit):
            self.hide()
            self.chosen.emit(row)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusOut:
            self.hide()
        elif event.type() in (QEvent.Type.Move, QEvent.Type.Resize) and self.isVisible():
            self._place()
        elif event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self.isVisible() and self._key(event)
        elif event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            escape = event.key() == Qt.Key.Key_Escape
            if self.isVisible() and (escape or event.key() in _ENTER):
                event.accept()  # meant for the rows, not for the form behind them
                return True
        return super().eventFilter(watched, event)

    def _key(self, event: QKeyEvent) -> bool:
        key, place = event.key(), self.list.currentIndex().row()
        if key == Qt.Key.Key_Down:
            self._go(place, 1)
        elif key == Qt.Key.Key_Up:
            self._go(place, -1)
        elif key == Qt.Key.Key_PageDown:
            self._go(min(place + 7, len(self._rows.rows) - 2), 1)
        elif key == Qt.Key.Key_PageUp:
            self._go(max(place - 7, 1) if place > 0 else 0, -1 if place > 8 else 1)
        elif key == Qt.Key.Key_Escape:
            self.hide()
        elif key in _ENTER and not event.modifiers() and self.current() is not None:
            self._choose(place)
        else:
            return False
        return True
