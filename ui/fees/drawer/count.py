"""Counting notes and coins: pieces by denomination, the sum beneath; all by the number keys.

grid = CountGrid(desk)
grid.counts()      # {10_000: 3, 50: 4}
grid.finished.connect(...)       # Enter in the last field
"""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QLineEdit, QWidget

from desk.core.desk import Desk
from desk.core.words import _
from desk.fees.drawer import cash
from ui import theme
from ui.fees.items.words import sign
from ui.kit.display import money
from ui.kit.plain import label

BLOCKS = 2  # denominations stand in so many columns
_KEYS = {
    Qt.Key.Key_Return: 1, Qt.Key.Key_Enter: 1, Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1,
}  # fmt: skip


class CountGrid(QWidget):
    """See the top of this module."""

    changed = Signal()
    finished = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setProperty("role", "clear")
        self._sign = sign(desk)
        self._values = cash.denominations(desk)
        self.edits: list[QLineEdit] = []
        self._sums: list[QLabel] = []
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(5)
        high = -(-len(self._values) // BLOCKS)
        for number, value in enumerate(self._values):
            block, line = divmod(number, high)
            self._add(grid, line, block * 4, value)
        for block in range(1, BLOCKS):
            grid.setColumnMinimumWidth(block * 4 - 1, theme.px(28))
        grid.setColumnStretch(BLOCKS * 4, 1)
        self.setFocusProxy(self.edits[0])

    def _add(self, grid: QGridLayout, line: int, place: int, value: int) -> None:
        words = self._sign + (money(value) if value % 100 else f"{value // 100:,}")
        name, sum_ = label(words), label("", "muted")
        edit = QLineEdit()
        edit.setMaxLength(6)
        edit.setFixedWidth(theme.px(84))
        edit.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        edit.setAccessibleName(_("Pieces of {value}").format(value=words))
        edit.setInputMethodHints(Qt.InputMethodHint.ImhDigitsOnly)
        edit.textEdited.connect(lambda text, e=edit: self._typed(e, text))
        edit.installEventFilter(self)
        name.setBuddy(edit)
        name.setMinimumWidth(theme.px(54))
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        name.setAlignment(right)
        sum_.setAlignment(right)
        sum_.setMinimumWidth(theme.px(92))
        grid.addWidget(name, line, place)
        grid.addWidget(edit, line, place + 1)
        grid.addWidget(sum_, line, place + 2)
        self.edits.append(edit)
        self._sums.append(sum_)

    # -- values

    def counts(self) -> dict[int, int]:
        """Pieces by denomination, those that were typed."""
        pairs = zip(self._values, self.edits, strict=True)
        return {value: int(edit.text()) for value, edit in pairs if edit.text()}

    def show_counts(self, counts: Mapping[int, int]) -> None:
        """Fill in pieces; the others are emptied."""
        for value, edit in zip(self._values, self.edits, strict=True):
            edit.setText(str(counts[value]) if value in counts else "")
        self._summed()

    def total(self) -> int:
        """What was counted, in minor units."""
        return cash.total(self.counts())

    def _typed(self, edit: QLineEdit, text: str) -> None:
        digits = "".join(str(int(c)) for c in text if c.isdecimal())
        if digits != text:
            edit.setText(digits)
        self._summed()

    def _summed(self) -> None:
        for value, edit, sum_ in zip(self._values, self.edits, self._sums, strict=True):
            sum_.setText(money(value * int(edit.text())) if edit.text() else "")
        self.changed.emit()

    # -- keys

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            by = _KEYS.get(Qt.Key(event.key()), 0)
            if by and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                self._go(self.edits.index(watched), by)  # type: ignore[arg-type]
                return True
        if isinstance(event, QFocusEvent) and event.gotFocus():
            assert isinstance(watched, QLineEdit)
            watched.selectAll()
        return super().eventFilter(watched, event)

    def _go(self, at: int, by: int) -> None:
        if at + by >= len(self.edits):
            self.finished.emit()
        elif at + by >= 0:
            self.edits[at + by].setFocus(Qt.FocusReason.TabFocusReason)
