"""A register's rows for a table view, read page by page: a million rows cost a few pages.

    model = RowsModel(listing.columns, Display(desk.local, lambda: desk.today))
    model.set_source(listing.open(desk, filters, sort))
    model.row_at(7)          # the frozen row, read if need be
    model.index_of(row_id)   # where that row stands now, or -1

``table.RowsTable`` shows it and keeps selection and scroll over a refresh.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from typing import Any, Protocol

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from desk.core.listing import Column
from desk.core.words import gettext
from ui import theme
from ui.kit.display import QUIET, RIGHT, Display

PAGE = 100
PAGES = 20

Index = QModelIndex | QPersistentModelIndex

# plain ints: comparing scoped enums costs more than the answer (measured, see design.md)
DISPLAY = int(Qt.ItemDataRole.DisplayRole)
FOREGROUND = int(Qt.ItemDataRole.ForegroundRole)
ALIGNMENT = int(Qt.ItemDataRole.TextAlignmentRole)
ACCESSIBLE = int(Qt.ItemDataRole.AccessibleTextRole)
_WORDS = (DISPLAY, ACCESSIBLE)
ROW = int(Qt.ItemDataRole.UserRole)
TONE = ROW + 1
_HORIZONTAL = Qt.Orientation.Horizontal
_LEFT_ALIGNED = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_RIGHT_ALIGNED = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
_NOWHERE = QModelIndex()


class Source(Protocol):
    """What a listing hands out (desk.core.listing.Source)."""

    def count(self) -> int: ...
    def rows(self, start: int, count: int) -> Sequence[Any]: ...
    def index_of(self, record: Any) -> int | None: ...


class NoRows:
    """A source with nothing in it, for before the first opening."""

    def count(self) -> int:
        return 0

    def rows(self, start: int, count: int) -> Sequence[Any]:
        return ()

    def index_of(self, record: Any) -> int | None:
        return None


class RowsModel(QAbstractTableModel):
    """Holds at most PAGES pages of PAGE rows of a Source; knows nothing of what they mean."""

    def __init__(
        self, columns: Sequence[Column[Any]], display: Display, parent: Any = None
    ) -> None:
        super().__init__(parent)
        self._display = display
        self._source: Source = NoRows()
        self._count = 0
        self._pages: OrderedDict[int, list[Any]] = OrderedDict()
        self._set_columns(columns)

    # -- what is shown

    @property
    def columns(self) -> Sequence[Column[Any]]:
        return self._columns

    def set_columns(self, columns: Sequence[Column[Any]]) -> None:
        """Show these columns from now on."""
        self.beginResetModel()
        self._set_columns(columns)
        self.endResetModel()

    def _set_columns(self, columns: Sequence[Column[Any]]) -> None:
        self._columns = tuple(columns)
        self._readers = [column.value for column in self._columns]
        self._toners = [column.tone for column in self._columns]
        self._kinds = [column.kind for column in self._columns]
        self._domains = [column.words for column in self._columns]
        states = [i for i, kind in enumerate(self._kinds) if kind == "state"]
        self._state = states[-1] if states else -1

    def set_source(self, source: Source) -> None:
        """Forget all pages and show ``source``; raises what its ``count`` raises."""
        count = source.count()
        self.beginResetModel()
        self._source, self._count = source, count
        self._pages.clear()
        self.endResetModel()

    @property
    def source(self) -> Source:
        return self._source

    # -- rows

    def row_at(self, number: int) -> Any | None:
        """The row in place ``number``; None if the list is shorter than it was."""
        if not 0 <= number < self._count:
            return None
        page_number, place = divmod(number, PAGE)
        page = self._pages.get(page_number)
        if page is None:
            page = list(self._source.rows(page_number * PAGE, PAGE))
            self._pages[page_number] = page
            if len(self._pages) > PAGES:
                self._pages.popitem(last=False)
        else:
            self._pages.move_to_end(page_number)
        return page[place] if place < len(page) else None

    def index_of(self, row_id: Any) -> int:
        """The place of the row with this id, -1 if it is not in the list."""
        for page_number, page in self._pages.items():
            for place, row in enumerate(page):
                if row.id == row_id:
                    return page_number * PAGE + place
        found = self._source.index_of(row_id)
        return -1 if found is None else found

    def held(self) -> int:
        """How many rows are in memory (for tests and the bench)."""
        return sum(len(page) for page in self._pages.values())

    # -- Qt's questions

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else self._count

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._columns)

    def data(self, index: Index, role: int = DISPLAY) -> Any:
        if not index.isValid():
            return None
        column = index.column()
        if role in _WORDS:
            row = self.row_at(index.row())
            return "" if row is None else self._text(row, column)
        if role == FOREGROUND:
            tone = self._tone(index.row(), column)
            return theme.color(tone) if tone else None
        if role == ALIGNMENT:
            return _RIGHT_ALIGNED if self._kinds[column] in RIGHT else _LEFT_ALIGNED
        if role == ROW:
            return self.row_at(index.row())
        if role == TONE:
            return self._tone(index.row(), column)
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = DISPLAY) -> Any:
        if orientation != _HORIZONTAL or not 0 <= section < len(self._columns):
            return None
        if role == DISPLAY:
            return gettext(self._columns[section].title)
        if role == ALIGNMENT:
            return _RIGHT_ALIGNED if self._kinds[section] in RIGHT else _LEFT_ALIGNED
        return None

    def _text(self, row: Any, column: int) -> str:
        value = self._readers[column](row)
        return self._display.text(self._kinds[column], value, self._domains[column])

    def _tone(self, number: int, column: int) -> str | None:
        row = self.row_at(number)
        if row is None:
            return None
        kind = self._kinds[column]
        own = self._toners[column]
        if self._state >= 0:
            # what is over steps back as a whole, so that the eye finds what is not
            if self._state_tone(row) == "void":
                return "void"
            if column == self._state:
                return self._state_tone(row)
        if own is not None:
            return _ink(own(row))
        if kind in QUIET:
            return "muted"
        return self._display.tone(kind, self._readers[column](row), self._domains[column])

    def _state_tone(self, row: Any) -> str | None:
        number = self._state
        own = self._toners[number]
        if own is not None:
            return _ink(own(row))
        value = self._readers[number](row)
        return self._display.tone("state", value, self._domains[number])


def _ink(tone: str | None) -> str | None:
    return tone if tone in theme.TONES else None
