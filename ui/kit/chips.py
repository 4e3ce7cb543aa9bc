"""What is filtered, as chips that can be taken away, and the menu to add one.

chips = ChipRow()
chips.show_chips([Chip("state", _("On site")), Chip("day", _("Today"))])
chips.removed.connect(lambda key: ...)   chips.clicked.connect(lambda key: ...)
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QLayout, QLayoutItem, QPushButton, QSizePolicy, QWidget

from desk.core.frozen import frozen
from desk.core.words import _
from ui import theme
from ui.kit.plain import clear, escape_amp, tip


@frozen
class Chip:
    """One filter in words; ``fixed`` can't be taken away."""

    key: str
    text: str
    fixed: bool = False


class ChipButton(QPushButton):
    """Click changes it; the cross, Delete or Backspace takes it away."""

    removed = Signal(str)

    def __init__(self, chip: Chip) -> None:
        super().__init__(escape_amp(_short(chip.text)))
        self.chip = chip
        self.setProperty("role", "chip")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFixedHeight(theme.px(26))
        if not chip.fixed:
            self.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
            self.setIcon(theme.icon("close", "text"))
            self.setIconSize(QSize(theme.px(16), theme.px(16)))
            self.setAccessibleName(_("Filter {name}; Delete takes it away").format(name=chip.text))
            tip(self, chip.text if len(chip.text) > 24 else _("Click the cross to remove"))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        inside = self.rect().contains(event.position().toPoint())
        on_cross = event.position().x() > self.width() - theme.px(30)
        if inside and on_cross and not self.chip.fixed:
            self.setDown(False)
            self.removed.emit(self.chip.key)
            return
        super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and not self.chip.fixed:
            self.removed.emit(self.chip.key)
            return
        super().keyPressEvent(event)


class ChipRow(QWidget):
    """Chips side by side; they go on in a second line when the page is narrow."""

    removed = Signal(str)
    clicked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "clear")
        self._flow = Flow(self)
        self._tail: list[QWidget] = []
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def add_tail(self, widget: QWidget) -> None:
        """Put ``widget`` behind the chips for good (the filter button)."""
        self._tail.append(widget)
        self._flow.addWidget(widget)

    def show_chips(self, chips: Sequence[Chip]) -> None:
        """Show these instead of what was there."""
        for widget in self._tail:
            self._flow.removeWidget(widget)
        clear(self._flow)
        for chip in chips:
            made = ChipButton(chip)
            made.removed.connect(self.removed)
            made.clicked.connect(lambda _c=False, key=chip.key: self.clicked.emit(key))
            self._flow.addWidget(made)
        for widget in self._tail:
            self._flow.addWidget(widget)

    def texts(self) -> list[str]:
        """What the chips say, in order."""
        return [made.chip.text for made in self.buttons()]

    def buttons(self) -> list[ChipButton]:
        """The chips themselves, in order."""
        items = (self._flow.itemAt(i) for i in range(self._flow.count()))
        found = [item.widget() for item in items if item is not None]
        return [widget for widget in found if isinstance(widget, ChipButton)]


class Flow(QLayout):
    """Widgets from left to right, going on in the next line where the width ends."""

    def __init__(self, parent: QWidget | None = None, gap: int = theme.GRID) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self.setContentsMargins(0, 0, 0, 0)
        self.setSpacing(gap)

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._place(QRect(0, 0, width, 0), move=False)

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._place(rect, move=True)

    def sizeHint(self) -> QSize:
        return self.minimumSize()

    def minimumSize(self) -> QSize:
        size = QSize()
        for item in self._items:
            size = size.expandedTo(item.minimumSize())
        return size

    def _place(self, rect: QRect, move: bool) -> int:
        x, y, high = rect.x(), rect.y(), 0
        for item in self._items:
            hint = item.sizeHint()
            if x > rect.x() and x + hint.width() > rect.x() + rect.width():
                x, y, high = rect.x(), y + high + self.spacing(), 0
            if move:
                item.setGeometry(QRect(QPoint(x, y), hint))
            x += hint.width() + self.spacing()
            high = max(high, hint.height())
        return y + high - rect.y()


def _short(text: str) -> str:
    return text if len(text) <= 24 else text[:23] + "…"
