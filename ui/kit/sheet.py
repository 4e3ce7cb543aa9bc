"""A table of plain text that is read and copied, not a register: previews, figures.

sheet = Sheet()
sheet.show_rows([_("Item"), _("Total")], [["…", "1.00"]], right={1})
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QFrame,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
)

from desk.core.words import _
from ui import theme

LEAST = 64  # px at 100 % that a column keeps
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class Sheet(QTableWidget):
    """Rows of plain text; Ctrl+C copies the selected ones, or all."""

    def __init__(self) -> None:
        super().__init__()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(True)
        self.setMinimumHeight(theme.px(110))
        self.verticalHeader().hide()
        head = self.horizontalHeader()
        head.setHighlightSections(False)
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.setAccessibleName(_("Lines"))

    def show_rows(
        self,
        titles: Sequence[str],
        rows: Sequence[Sequence[str]],
        *,
        right: Collection[int] = (),
        stretch: int | None = None,
    ) -> None:
        """Show other rows; figures stand ``right``, column ``stretch`` (the last) is wide."""
        self.clear()
        self.setColumnCount(len(titles))
        self.setHorizontalHeaderLabels(list(titles))
        self.setRowCount(len(rows))
        for at, row in enumerate(rows):
            for place, text in enumerate(row):
                item = QTableWidgetItem(text)
                if place in right:
                    item.setTextAlignment(_RIGHT)
                self.setItem(at, place, item)
        self._size(len(titles), len(titles) - 1 if stretch is None else stretch, right)

    def _size(self, count: int, stretch: int, right: Collection[int]) -> None:
        head = self.horizontalHeader()
        head.setStretchLastSection(False)
        for place in range(count):
            title = self.horizontalHeaderItem(place)
            if place in right and title is not None:
                title.setTextAlignment(_RIGHT)
            if place != stretch:
                head.setSectionResizeMode(place, QHeaderView.ResizeMode.Interactive)
                self.resizeColumnToContents(place)
                self.setColumnWidth(place, min(self.columnWidth(place) + 16, theme.px(240)))
        head.setSectionResizeMode(stretch, QHeaderView.ResizeMode.Stretch)
        head.setMinimumSectionSize(theme.px(LEAST))
        self.resizeRowsToContents()
        self.scrollToTop()

    def text(self) -> str:
        """The selected rows (all, if none is) as a spreadsheet takes them from the clipboard."""
        chosen = sorted({index.row() for index in self.selectedIndexes()})
        rows = chosen or range(self.rowCount())
        return "\n".join(
            "\t".join(self._cell(at, place) for place in range(self.columnCount())) for at in rows
        )

    def _cell(self, at: int, place: int) -> str:
        item = self.item(at, place)
        return " ".join(item.text().split()) if item is not None else ""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            QApplication.clipboard().setText(self.text())
        else:
            super().keyPressEvent(event)
