"""Columns, order and saved views of a register page; the half of it that is not reading rows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QPushButton, QToolButton, QWidget

from desk.core.listing import Listing
from desk.core.words import _, gettext
from ui.kit import shortcuts
from ui.kit.filters import FilterBar
from ui.kit.plain import button, escape_amp, tip, tool
from ui.kit.rows_model import RowsModel
from ui.kit.table import RowsTable
from ui.kit.views import View


class ListState(QWidget):
    """What is shown and in which order; ``refresh`` reads again."""

    listing: Listing[Any]
    model: RowsModel
    table: RowsTable
    filters: FilterBar
    _shown: list[str]
    _sort: tuple[str, bool] | None
    _quick: list[tuple[QPushButton, View]]

    def refresh(self) -> None:
        """Read the list again."""
        raise NotImplementedError

    def _column_button(self) -> QToolButton:
        made = tool("view-column-outline", _("Columns"), tight=True)
        menu = QMenu(made)
        menu.aboutToShow.connect(lambda: self._fill_columns(menu))
        made.setMenu(menu)
        made.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        return made

    def _columns(self) -> list[Any]:
        return [c for c in self.listing.columns if c.key in self._shown]

    def set_columns(self, keys: Sequence[str]) -> None:
        """Show these columns; none at all is not taken."""
        kept = [c.key for c in self.listing.columns if c.key in set(keys)]
        if kept and kept != self._shown:
            self._shown = kept
            record = self.table.current_row()
            self.model.set_columns(self._columns())
            self.table.fit_columns()
            self._mark_sort()
            if record is not None:
                self.table.select_id(record.id)

    def _fill_columns(self, menu: QMenu) -> None:
        menu.clear()
        for one in self.listing.columns:
            entry = menu.addAction(escape_amp(gettext(one.title)))
            entry.setCheckable(True)
            entry.setChecked(one.key in self._shown)
            entry.triggered.connect(
                lambda on, key=one.key: self.set_columns(
                    [*self._shown, key] if on else [k for k in self._shown if k != key]
                )
            )

    def _sort_by(self, section: int) -> None:
        order = self.model.columns[section].sort
        if order is None:
            self._mark_sort()
            return
        name, descending = self._order()
        self.set_sort((order, not descending) if order == name else (order, False))

    def set_sort(self, sort: tuple[str, bool] | None) -> None:
        """Order by (order key, descending); None for the listing's own order."""
        self._sort = sort if sort and sort[0] in self.listing.orders else None
        self._mark_sort()
        self.refresh()

    def _order(self) -> tuple[str, bool]:
        own = self.listing.default_order
        return self._sort or (own, self.listing.orders[own].descending)

    def _mark_sort(self) -> None:
        head = self.table.horizontalHeader()
        name, descending = self._order()
        order = Qt.SortOrder.DescendingOrder if descending else Qt.SortOrder.AscendingOrder
        place = [i for i, c in enumerate(self.model.columns) if c.sort == name]
        head.setSortIndicatorShown(bool(place) and self._sort is not None)
        if place:
            head.setSortIndicator(place[0], order)

    def set_filters(self, values: dict[str, Any]) -> None:
        """Show what passes ``values`` ({filter key: value})."""
        self.filters.set_values(values)

    def add_quick(self, keys: str, title: str, view: View) -> None:
        """A view that stands beside the chips and opens with one key, too."""

        def go() -> None:
            self.show_view(view)
            self.table.setFocus()

        made = button(title, go, role="chip")
        tip(made, keys)
        self._quick.append((made, view))
        self.filters.add_tail(made)
        shortcuts.of(self).add(keys, title, go)
        self._mark_quick()

    def _mark_quick(self) -> None:
        now = self.view()
        for made, view in self._quick:  # what is open already is said by its chips
            open_ = all(now[name] == value for name, value in view.items())
            made.setVisible(not open_)

    def view(self) -> View:
        """Filters, order and columns as they are now, fit for JSON."""
        return {
            "filters": dict(self.filters.values),
            "sort": list(self._sort) if self._sort else None,
            "columns": list(self._shown),
        }

    def show_view(self, view: View) -> None:
        """Put filters, order and columns as ``view`` says; what is unknown is left out."""
        sort = view.get("sort")
        self._sort = (sort[0], bool(sort[1])) if sort and sort[0] in self.listing.orders else None
        self._mark_sort()
        self.set_columns(view.get("columns") or self._shown)
        self.filters.blockSignals(True)
        self.filters.set_values(view.get("filters") or {})
        self.filters.blockSignals(False)
        self.refresh()
