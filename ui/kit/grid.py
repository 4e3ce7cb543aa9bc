"""A little table that is typed into: lines of money, goods, work.

class Lines(Grid):
    def __init__(self):
        super().__init__(right=(COUNT, PRICE), limits={COUNT: 12}, digits=COUNT)
        self.head([_("What"), _("Quantity"), _("Price")], {COUNT: 84, PRICE: 92})

table.put(0, COUNT, "2", edit=True)    # a cell;   table.text(0, COUNT)   what stands in it
table.begin(0, COUNT)                  # type into it;   table.settle()   keep what is typed

The first column takes the room that is left. A table that has keys of its own while a cell is
typed overrides ``key_in_cell``.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QLineEdit,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from ui import theme
from ui.kit.field import clean

HIGH = 32  # px of a line at 100 %
HEAD = 42  # px at 100 % for the titles and the edges
LETTERS = 120
"""What a cell takes, unless its table says otherwise."""
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
CTRL = Qt.KeyboardModifier.ControlModifier
Index = QModelIndex | QPersistentModelIndex
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_FIXED = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
_EDIT = Qt.ItemFlag.ItemIsEditable


class Grid(QTableWidget):
    """See the top of this module."""

    def __init__(
        self, *, right: Collection[int] = (), limits: Mapping[int, int] | None = None,
        digits: int | None = None, numbered: int = 0,
    ) -> None:  # fmt: skip
        """``right`` are columns of figures, ``limits`` the letters that a column takes,
        ``digits`` the column that a figure goes into when it is typed where nothing can be
        typed, ``numbered`` the px for numbers of lines (0: none).
        """
        super().__init__()
        self.right, self._digits = frozenset(right), digits
        self.limits = dict(limits or {})
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.AnyKeyPressed
            | QAbstractItemView.EditTrigger.SelectedClicked
            | QAbstractItemView.EditTrigger.DoubleClicked
            | QAbstractItemView.EditTrigger.EditKeyPressed
        )
        self.setItemDelegate(GridEditor(self))
        side = self.verticalHeader()
        side.setVisible(numbered > 0)
        side.setMinimumWidth(theme.px(numbered))
        side.setDefaultAlignment(RIGHT)
        self.lines_high(theme.px(HIGH))
        head = self.horizontalHeader()
        head.setHighlightSections(False)
        head.setDefaultAlignment(_LEFT)

    def head(self, titles: Sequence[str], widths: Mapping[int, float]) -> None:
        """The titles of the columns, and how wide they are in px at 100 %."""
        self.setColumnCount(len(titles))
        self.setHorizontalHeaderLabels(list(titles))
        for place in self.right:
            title = self.horizontalHeaderItem(place)
            if title is not None:
                title.setTextAlignment(RIGHT)
        head = self.horizontalHeader()
        head.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for place, wide in widths.items():
            head.setSectionResizeMode(place, QHeaderView.ResizeMode.Interactive)
            self.setColumnWidth(place, theme.px(round(wide)))

    def title(self, place: int) -> str:
        """What a column is called."""
        item = self.horizontalHeaderItem(place)
        return item.text() if item is not None else ""

    def lines_high(self, high: int) -> None:
        """How high a line is, in px of the screen."""
        self.verticalHeader().setMinimumSectionSize(high)
        self.verticalHeader().setDefaultSectionSize(high)

    def fit(self, least: int, most: int) -> None:
        """Be as high as the lines that there are, from ``least`` to ``most`` of them."""
        lines = max(least, min(self.rowCount(), most))
        self.setFixedHeight(theme.px(HIGH) * lines + theme.px(HEAD))

    # -- cells

    def put(self, at: int, place: int, words: str, *, edit: bool = False) -> QTableWidgetItem:
        """A new cell; ``edit``: it may be typed over."""
        made = QTableWidgetItem(words)
        made.setFlags(_FIXED | _EDIT if edit else _FIXED)
        if place in self.right:
            made.setTextAlignment(RIGHT)
        self.setItem(at, place, made)
        return made

    def text(self, at: int, place: int) -> str:
        """What stands in a cell."""
        item = self.item(at, place)
        return clean(item.text()).strip() if item is not None else ""

    def takes(self, at: int, place: int) -> bool:
        """Whether a cell may be typed over."""
        item = self.item(at, place)
        return item is not None and bool(item.flags() & _EDIT)

    # -- typing

    def begin(self, at: int, place: int) -> None:
        """Type into a cell, if it may be typed over."""
        self.setCurrentCell(at, place)
        item = self.item(at, place)
        if item is not None and self.takes(at, place):
            self.scrollToItem(item)
            self.editItem(item)

    def settle(self, editor: QLineEdit | None = None) -> None:
        """Keep what is being typed and close the cell."""
        found = editor or self.indexWidget(self.currentIndex())
        if isinstance(found, QLineEdit):
            self.commitData(found)
            self.closeEditor(found, QAbstractItemDelegate.EndEditHint.NoHint)
            self.setFocus()

    def key_in_cell(self, editor: QLineEdit, event: QKeyEvent) -> bool:
        """A key while a cell is typed; True if it was used."""
        if event.key() in ENTER:  # ends the typing; the form must not take it for its own
            self.settle(editor)
            return True
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        at, figure = self.currentRow(), event.text().isdigit() and not event.modifiers() & CTRL
        if figure and self._digits is not None and not self.takes(at, self.currentColumn()):
            self.setCurrentCell(at, self._digits)
        super().keyPressEvent(event)


class GridEditor(QStyledItemDelegate):
    """A cell while it is typed over; keys go to the table first."""

    def __init__(self, grid: Grid) -> None:
        super().__init__(grid)
        self.grid = grid

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        place = index.column()
        made = QLineEdit(parent)
        made.setProperty("role", "bare")
        made.setMaxLength(self.grid.limits.get(place, LETTERS))
        made.setAutoFillBackground(True)
        made.setFont(option.font)
        made.setAccessibleName(self.grid.title(place))
        if place in self.grid.right:
            made.setAlignment(RIGHT)
        return made

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        if (
            event.type() == QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and isinstance(editor, QLineEdit)
            and self.grid.key_in_cell(editor, event)
        ):
            return True
        return super().eventFilter(editor, event)
