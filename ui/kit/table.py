"""The table of a register: looks, keys, and staying in place over a refresh.

table = RowsTable(model)
table.current_changed.connect(lambda row: ...)   # frozen row or None
table.opened.connect(lambda row: ...)            # Enter or double click
table.show_source(source)                        # keeps selection and scroll by row id
"""

from __future__ import annotations

from html import escape
from typing import Any

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QHelpEvent, QKeyEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QFrame,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QToolTip,
    QWidget,
)

from desk import texts
from ui import theme
from ui.kit.rows_model import FOREGROUND, RowsModel, Source

ROW_HEIGHT = 36
YIELDS = 0.5  # how narrow a column of text may get, of its own width
LEAST = 76  # px at 100 % that two or three characters need
PAD = 32  # px beside the words of a cell
WIDEST = 136  # px at 100 % that a state may take
SMALLEST = 200  # px of table below which fitting makes no sense
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class _Keeps(QStyledItemDelegate):
    """A selected cell keeps its tone: an overdue visit stays red when it is looked at."""

    def initStyleOption(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        super().initStyleOption(option, index)
        # the whole row is the cursor, not one cell of it
        option.state &= ~QStyle.StateFlag.State_HasFocus
        brush = index.data(FOREGROUND)
        if brush is not None:
            option.palette.setColor(QPalette.ColorRole.HighlightedText, brush)

    def helpEvent(
        self,
        event: QHelpEvent,
        view: QAbstractItemView,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> bool:
        """Words that are cut off are shown whole, as plain text."""
        words = str(index.data() or "")
        if option.fontMetrics.horizontalAdvance(words) > option.rect.width() - theme.px(24):
            QToolTip.showText(event.globalPos(), f"<span>{escape(words)}</span>", view)
        else:
            QToolTip.hideText()
        return True


class RowsTable(QTableView):
    """One selected row at a time; nothing is edited in place."""

    current_changed = Signal(object)
    opened = Signal(object)
    escaped = Signal()

    def __init__(self, model: RowsModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows = model
        self._fitting = self._by_hand = False
        self._longests: dict[str, int] = {"": 0}
        self.setProperty("role", "register")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        side = self.verticalHeader()
        side.hide()
        side.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        top = self.horizontalHeader()
        top.setHighlightSections(False)
        top.setSectionsMovable(True)
        top.setStretchLastSection(True)
        top.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.setItemDelegate(_Keeps(self))
        self.setModel(model)
        top.sectionResized.connect(self._resized)
        self._size()
        theme.watch().changed.connect(self._size)
        self.doubleClicked.connect(lambda index: self._open(index.row()))
        self.fit_columns()

    def _size(self) -> None:
        self._longests = {"": 0}
        self.verticalHeader().setDefaultSectionSize(theme.px(ROW_HEIGHT))
        self.verticalHeader().setMinimumSectionSize(theme.px(ROW_HEIGHT))

    def fit_columns(self) -> None:
        """Give each column its width (``Column.width`` in px at 100 %), a state its longest word's.

        Where they do not fit, columns of text give way: a state that can't be seen is no state.
        """
        columns = self._rows.columns
        wanted = [max(theme.px(column.width), self._longest(column.words)) for column in columns]
        missing = sum(wanted) - self.viewport().width()
        soft = sum(w for w, c in zip(wanted, columns, strict=True) if c.kind == "text")
        squeeze = 1.0
        if missing > 0 and soft and self.viewport().width() > SMALLEST:
            squeeze = max(YIELDS, 1 - missing / soft)
        self._fitting = True
        for number, column in enumerate(columns):
            given = wanted[number]
            if column.kind == "text":
                given = min(given, max(theme.px(LEAST), int(given * squeeze)))
            self.setColumnWidth(number, given)
        self._fitting = False

    def _longest(self, domain: str) -> int:
        """How wide the longest word of a domain of states is in this language, up to a limit."""
        if domain not in self._longests:
            wide = self.fontMetrics().horizontalAdvance
            most = max(
                (wide(word) for _code, word in texts.choices(domain)), default=-theme.px(PAD)
            )
            self._longests[domain] = min(most + theme.px(PAD), theme.px(WIDEST))
        return self._longests[domain]

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if not self._by_hand:
            self.fit_columns()

    def _resized(self) -> None:
        if not self._fitting and QApplication.mouseButtons() & Qt.MouseButton.LeftButton:
            self._by_hand = True  # from now on the widths are the user's own

    # -- the current row

    def current_row(self) -> Any | None:
        """The selected frozen row, or None."""
        index = self.currentIndex()
        return self._rows.row_at(index.row()) if index.isValid() else None

    def select(self, number: int) -> None:
        """Put the cursor on a row by place; -1 takes it away."""
        if not 0 <= number < self._rows.rowCount():
            self.setCurrentIndex(QModelIndex())
            self.clearSelection()
            return
        flags = QItemSelectionModel.SelectionFlag
        self.selectionModel().setCurrentIndex(
            self._rows.index(number, 0), flags.ClearAndSelect | flags.Rows
        )

    def select_id(self, row_id: Any) -> bool:
        """Put the cursor on the row with this id and show it; False if it is not there."""
        number = self._rows.index_of(row_id)
        self.select(number)
        if number >= 0:
            self.scrollTo(self._rows.index(number, 0))
        return number >= 0

    def currentChanged(
        self,
        current: QModelIndex | QPersistentModelIndex,
        previous: QModelIndex | QPersistentModelIndex,
    ) -> None:
        super().currentChanged(current, previous)
        if current.row() != previous.row() or current.isValid() != previous.isValid():
            self.current_changed.emit(self.current_row())

    # -- refresh

    def show_source(self, source: Source) -> None:
        """Show ``source``; the selected row and what stands at the top stay where they were."""
        selected = self.current_row()
        place = self.currentIndex().row()
        bar = self.verticalScrollBar()
        top = self.rowAt(0)
        anchor = selected if selected is not None else self._rows.row_at(top)
        anchor_place = place if selected is not None else top
        at_top = bar.value() == 0
        offset = bar.value() - anchor_place * theme.px(ROW_HEIGHT)
        self._rows.set_source(source)
        if anchor is None:
            return
        now = self._rows.index_of(anchor.id)
        if selected is not None:
            stand_in = min(place, self._rows.rowCount() - 1)
            self.select(now if now >= 0 else stand_in)
        # a list that stood at its top shows what is new there, unless that hides the selection
        if now >= 0 and not (at_top and (selected is None or now < self._visible())):
            self.updateGeometries()
            bar.setValue(now * theme.px(ROW_HEIGHT) + offset)
        elif at_top:
            bar.setValue(0)

    def _visible(self) -> int:
        return max(1, self.viewport().height() // theme.px(ROW_HEIGHT))

    # -- keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        plain = event.modifiers() in (
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.KeypadModifier,
        )
        if key in _ENTER and plain:
            self._open(self.currentIndex().row())
        elif key == Qt.Key.Key_Home and plain:
            self.select(0)
            self.scrollToTop()
        elif key == Qt.Key.Key_End and plain:
            self.select(self._rows.rowCount() - 1)
            self.scrollToBottom()
        elif key == Qt.Key.Key_Escape:
            self.escaped.emit()
        else:
            super().keyPressEvent(event)

    def _open(self, number: int) -> None:
        row = self._rows.row_at(number)
        if row is not None:
            self.opened.emit(row)
