"""The table behind a slip's goods: cells typed one after the other, lines pasted, names offered.

``goods.GoodsField`` is the field of the form; this is what one types into.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QLineEdit

from desk.core.words import _
from desk.fees.amounts import show_quantity
from desk.reception.slips.drafts import MOST_ITEMS, ItemDraft
from desk.reception.slips.goods import counted, paste_goods
from ui import theme
from ui.kit.grid import CTRL, ENTER, HIGH, Grid
from ui.reception.slips.cell import COUNT, LIMITS, NAME, NOTE, UNIT, CellEditor, Finder

LEAST = 3  # lines that are always in sight


class GoodsGrid(Grid):
    """The table of a GoodsField; its last line is always blank."""

    left = Signal()
    pasted = Signal(int)

    def __init__(self, known: Finder) -> None:
        super().__init__(right=(COUNT,), limits=LIMITS, numbered=30)
        self.known = known
        self.head([_("Goods"), _("Quantity"), _("Measure"), _("Note")],
                  {COUNT: 82, UNIT: 74, NOTE: 150})  # fmt: skip
        self.setWordWrap(False)
        self.setItemDelegate(CellEditor(self, known))
        self.setMinimumHeight(theme.px(HIGH * LEAST + 26))
        self.show_lines([])

    def sizeHint(self) -> QSize:
        """Takes what room there is, asks for little: the form is not to scroll for it."""
        return QSize(256, self.minimumHeight())

    # -- lines

    def lines(self) -> list[list[str]]:
        """Every line that is not blank."""
        made = [[self.text(at, place) for place in range(4)] for at in range(self.rowCount())]
        return [line for line in made if any(line)]

    def show_lines(self, lines: Sequence[Sequence[str]]) -> None:
        """Show other lines, and a blank one."""
        self.blockSignals(True)
        self.setRowCount(0)
        for line in [*lines, []]:
            self._append(line)
        self.blockSignals(False)
        self.setCurrentCell(self.rowCount() - 1, NAME)

    def _append(self, line: Sequence[str] = ()) -> None:
        at = self.rowCount()
        self.insertRow(at)
        for place in range(4):
            self.put(at, place, line[place] if place < len(line) else "", edit=True)

    def _blank(self, at: int) -> bool:
        return not any(self.text(at, place) for place in range(4))

    def keep_blank(self) -> None:
        """See to it that the last line is blank."""
        if self.rowCount() < MOST_ITEMS and (
            not self.rowCount() or not self._blank(self.rowCount() - 1)
        ):
            self.blockSignals(True)
            self._append()
            self.blockSignals(False)

    def remove_line(self) -> None:
        """Take the present line away."""
        at = self.currentRow()
        if 0 <= at < self.rowCount() - 1 or (at >= 0 and not self._blank(at)):
            self.removeRow(at)
            self.keep_blank()
            self.setCurrentCell(min(at, self.rowCount() - 1), NAME)
            self.pasted.emit(0)

    def paste(self, text: str) -> int:
        """Put lines of a spreadsheet in at the present line; gives how many."""
        put = [cells(draft) for draft in paste_goods(text)]
        at = max(0, self.currentRow())
        before = [[self.text(n, place) for place in range(4)] for n in range(self.rowCount())]
        kept = [line for line in before[:at] + put + before[at:] if any(line)]
        self.show_lines(kept[:MOST_ITEMS])
        self.pasted.emit(len(put))
        return len(put)

    def named(self, at: int) -> None:
        """A name was typed: what stands behind it goes into its cells, a frequent thing is
        counted as it always is."""
        name, count, measure = (self.text(at, place) for place in (NAME, COUNT, UNIT))
        if not name or measure:
            return
        draft = counted(name, sure=True)
        if draft is not None and not count:
            for place, words in enumerate(cells(draft)[:3]):
                self._write(at, place, words)
            return
        known = {one.name: one.measure for one in self.known(name)}
        self._write(at, UNIT, known.get(name, ""))

    def _write(self, at: int, place: int, words: str) -> None:
        item = self.item(at, place)
        if item is not None:
            item.setText(words)

    # -- keys

    def begin(self, at: int, place: int = NAME) -> None:
        """Type into a cell."""
        self.keep_blank()
        super().begin(at, place)

    def key_in_cell(self, editor: QLineEdit, event: QKeyEvent) -> bool:
        """A key while a cell is typed; True if it was used."""
        key, plain = event.key(), not event.modifiers() & CTRL
        back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        at, place = self.currentRow(), self.currentColumn()
        if event.matches(QKeySequence.StandardKey.Paste):
            text = QApplication.clipboard().text()
            if "\n" in text.strip() or "\t" in text.strip():
                self.settle(editor)
                self.paste(text)
                self.begin(self.rowCount() - 1)
                return True
        elif key in ENTER and plain:
            self.settle(editor)
            self.go_on(at)
            return True
        elif key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            self.settle(editor)
            self._step(at, place, -1 if back or key == Qt.Key.Key_Backtab else 1)
            return True
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            to = at + (1 if key == Qt.Key.Key_Down else -1)
            self.settle(editor)
            if 0 <= to < self.rowCount():
                self.begin(to, place)
            return True
        elif key == Qt.Key.Key_Delete and not plain:
            self.settle(editor)
            self.remove_line()
            self.begin(max(0, self.currentRow()))
            return True
        return False

    def go_on(self, at: int) -> None:
        """Enter: the next line; from the blank one on to what comes after the grid."""
        if self._blank(at) and at == self.rowCount() - 1:
            self.left.emit()
        else:
            self.keep_blank()
            self.begin(min(at + 1, self.rowCount() - 1))

    def _step(self, at: int, place: int, by: int) -> None:
        blank = self._blank(at) and at == self.rowCount() - 1
        flat = at * 4 + place + by
        if flat < 0:
            self.focusNextPrevChild(False)
        elif (blank and by > 0) or flat >= self.rowCount() * 4:
            self.left.emit()
        else:
            self.begin(flat // 4, flat % 4)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, plain = event.key(), not event.modifiers() & CTRL
        if event.matches(QKeySequence.StandardKey.Paste):
            self.paste(QApplication.clipboard().text())
        elif key == Qt.Key.Key_Delete and not plain:
            self.remove_line()
        elif key == Qt.Key.Key_Delete and self.currentItem() is not None:
            self.currentItem().setText("")
        elif key in ENTER and plain:
            self.begin(max(0, self.currentRow()), max(0, self.currentColumn()))
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason):
            self.begin(self.rowCount() - 1)  # whoever comes here by keyboard comes to type


def cells(draft: ItemDraft) -> list[str]:
    """A line as it stands in the grid."""
    return [draft.name, show_quantity(draft.quantity), draft.measure, draft.note]
