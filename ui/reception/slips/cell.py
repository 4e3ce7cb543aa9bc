"""One cell of the goods while it is typed: names are offered under it, keys go to the grid."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QStyleOptionViewItem, QWidget

from desk.reception.slips.drafts import ItemDraft
from ui.kit.grid import Grid, GridEditor, Index
from ui.kit.popup import Group, Hit, HitPopup

NAME, COUNT, UNIT, NOTE = range(4)
LIMITS = {NAME: 120, COUNT: 12, UNIT: 20, NOTE: 200}
Finder = Callable[[str], Sequence[ItemDraft]]


class CellEditor(GridEditor):
    """A cell's editor; the names of goods are offered under it."""

    def __init__(self, grid: Grid, known: Finder) -> None:
        super().__init__(grid)
        self._known = known
        self._popup: HitPopup | None = None

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        made = super().createEditor(parent, option, index)
        assert isinstance(made, QLineEdit)
        made.setTextMargins(8, 0, 8, 0)  # where the words of a cell stand
        if index.column() == NAME:
            popup = self._popup = HitPopup(made)
            made.textEdited.connect(lambda text: self._offer(popup, text))
            popup.chosen.connect(lambda hit: made.setText(hit.title))
        return made

    def destroyEditor(self, editor: QWidget, index: Index) -> None:
        if self._popup is not None:  # it hangs on the window, not on the editor
            self._popup.deleteLater()
            self._popup = None
        super().destroyEditor(editor, index)

    def _offer(self, popup: HitPopup, text: str) -> None:
        text = text.strip()
        found = [one for one in self._known(text) if one.name != text] if text else []
        hits = [Hit(one.name, one.measure, key=one.name) for one in found]
        popup.show_groups([Group("", hits)], first=False)

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        assert isinstance(editor, QLineEdit)
        editor.setText(str(index.data() or ""))
        editor.selectAll()

    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, index: Index
    ) -> None:
        editor.setGeometry(option.rect)

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and isinstance(editor, QLineEdit):
            if self._popup is not None and self._popup.eventFilter(editor, event):
                return True  # the names under the cell come first
            if event.type() == QEvent.Type.ShortcutOverride and event.key() == Qt.Key.Key_Escape:
                return False  # Esc leaves the form, with what stands in the cell
        return super().eventFilter(editor, event)
