"""A table of a few hundred rows in memory that are ticked: Space, a click on the box, Ctrl+A.

    table = TickTable(columns, Display(desk.local, lambda: desk.today))
    table.show_rows(debts)                       # ticks of rows that are still there stay
    table.set_ticks({7: ON, 8: PART})            # all others are off
    table.toggled.connect(lambda wanted: ...)    # {id, …} as they would be now; nothing is set yet
    table.read_again()                           # what columns say has changed, the rows have not

Columns are those of a register (desk.core.listing); the box stands before the first one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QMouseEvent
from PySide6.QtWidgets import QWidget

from desk.core.listing import Column
from ui import theme
from ui.kit.display import Display
from ui.kit.rows_model import DISPLAY, Index, RowsModel
from ui.kit.table import RowsTable

ON, PART, OFF = Qt.CheckState.Checked, Qt.CheckState.PartiallyChecked, Qt.CheckState.Unchecked
BOX = 40  # px at 100 % of the column with the box
CHECK = int(Qt.ItemDataRole.CheckStateRole)
_BOX: Column[Any] = Column("tick", "", "text", lambda row: "", BOX)


class Held:
    """Rows in memory as a list's source."""

    def __init__(self, rows: Sequence[Any]) -> None:
        self.held = list(rows)

    def count(self) -> int:
        return len(self.held)

    def rows(self, start: int, count: int) -> Sequence[Any]:
        return self.held[start : start + count]

    def index_of(self, record: Any) -> int | None:
        return next((at for at, row in enumerate(self.held) if row.id == record), None)


class TickModel(RowsModel):
    """Rows with a box each."""

    def __init__(
        self, columns: Sequence[Column[Any]], display: Display, parent: Any = None
    ) -> None:
        self.ticks: dict[Any, Qt.CheckState] = {}
        super().__init__((_BOX, *columns), display, parent)

    def data(self, index: Index, role: int = DISPLAY) -> Any:
        if role == CHECK and index.isValid() and index.column() == 0:
            row = self.row_at(index.row())
            return None if row is None else self.ticks.get(row.id, OFF)
        return super().data(index, role)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = DISPLAY) -> Any:
        if section == 0 and role == DISPLAY:
            return ""  # there is no word for nothing: gettext has its own head there
        return super().headerData(section, orientation, role)

    def read_again(self) -> None:
        """Say that every cell may look different."""
        if self.rowCount():
            last = self.index(self.rowCount() - 1, self.columnCount() - 1)
            self.dataChanged.emit(self.index(0, 0), last)


class TickTable(RowsTable):
    """See the top of this module."""

    toggled = Signal(object)

    def __init__(
        self, columns: Sequence[Column[Any]], display: Display, parent: QWidget | None = None
    ) -> None:
        self.model_ = TickModel(columns, display)
        super().__init__(self.model_, parent)
        self.model_.setParent(self)
        self.horizontalHeader().setSectionsMovable(False)

    def show_rows(self, rows: Sequence[Any]) -> None:
        """Show other rows; the cursor stays on its row, or stands on the first."""
        known = {row.id for row in rows}
        self.model_.ticks = {key: on for key, on in self.model_.ticks.items() if key in known}
        self.show_source(Held(rows))
        if rows and self.current_row() is None:
            self.select(0)

    def set_columns(self, columns: Sequence[Column[Any]]) -> None:
        """Show other columns of the same rows."""
        self.model_.set_columns((_BOX, *columns))
        self.fit_columns()

    def held(self) -> list[Any]:
        """The rows that are shown, in order."""
        source = self.model_.source
        return list(source.held) if isinstance(source, Held) else []

    def set_ticks(self, ticks: Mapping[Any, Qt.CheckState]) -> None:
        """Show exactly these ticks."""
        self.model_.ticks = {key: on for key, on in ticks.items() if on != OFF}
        self.model_.read_again()

    def ticked(self) -> set[Any]:
        """The ids of rows that are ticked, wholly or in part."""
        return set(self.model_.ticks)

    def read_again(self) -> None:
        """Show anew what the columns say of the same rows."""
        self.model_.read_again()

    def toggle(self, row: Any) -> None:
        """Ask for one row to be ticked or not."""
        self.toggled.emit(self.ticked() ^ {row.id})

    def toggle_all(self) -> None:
        """Ask for all rows to be ticked, or none if all are."""
        every = {row.id for row in self.held()}
        whole = {key for key, on in self.model_.ticks.items() if on == ON}
        self.toggled.emit(set() if every == whole else every)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = not event.modifiers()
        row = self.current_row()
        if event.key() == Qt.Key.Key_Space and plain and row is not None:
            self.toggle(row)
        elif event.matches(QKeySequence.StandardKey.SelectAll):
            self.toggle_all()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        index: QModelIndex = self.indexAt(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and index.isValid() and index.column() == 0:
            row = self.model_.row_at(index.row())
            if row is not None:
                self.toggle(row)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        # two quick clicks on a box are two clicks, not the row's opening
        if self.indexAt(event.position().toPoint()).column() == 0:
            self.mousePressEvent(event)
        else:
            super().mouseDoubleClickEvent(event)

    def fit_columns(self) -> None:
        """As every table; what is left over goes to the first column that is text."""
        super().fit_columns()
        columns = self.model_.columns
        over = self.viewport().width() - sum(theme.px(column.width) for column in columns)
        first = next((n for n, one in enumerate(columns) if n and one.kind == "text"), 0)
        self._fitting = True
        self.setColumnWidth(0, theme.px(BOX))
        if over > 0 and first:
            self.setColumnWidth(first, theme.px(columns[first].width) + over)
        self._fitting = False
