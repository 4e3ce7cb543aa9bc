"""The line of chips above a register's table and the menu that adds one.

    bar = FilterBar(desk, listing.filters, values=dict(listing.defaults))
    bar.changed.connect(lambda: ...bar.values...)     # {filter key: value}

Kinds: choice (a submenu), flag (on or off), text (asked for in one line), day (asked for, typed
as 1030, 10-30 or 2026-10-30).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QMenu, QWidget

from desk import texts
from desk.core.listing import Filter
from desk.core.words import _, gettext
from ui.kit import messages
from ui.kit.chips import Chip, ChipRow
from ui.kit.dates import date_hint, read_date
from ui.kit.plain import button, escape_amp

TODAY = "today"  # a day filter's value that stays the present day


class FilterBar(ChipRow):
    """Chips for what is set, and one button for what is not."""

    changed = Signal()

    def __init__(
        self,
        desk: Any,
        filters: Sequence[Filter],
        values: Mapping[str, Any] | None = None,
        today: Callable[[], date] = date.today,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._desk, self._today = desk, today
        self._filters = {one.key: one for one in filters}
        self.values: dict[str, Any] = dict(values or {})
        self.add_button = button("＋ " + _("Filter"), self.open_menu, role="chip")
        self.add_tail(self.add_button)
        if not filters:  # shown before it has a parent it would be a window for a moment
            self.add_button.hide()
        self.removed.connect(self.remove)
        self.clicked.connect(self._change)
        self._show()

    def set_values(self, values: Mapping[str, Any]) -> None:
        """Set all filters at once; keys that are unknown are left out."""
        kept = {key: value for key, value in values.items() if key in self._filters}
        if kept != self.values:
            self.values = kept
            self._show()
            self.changed.emit()

    def set_value(self, key: str, value: Any) -> None:
        """Set one filter; None takes it away."""
        self.set_values({**self.values, key: value} if value is not None else self._without(key))

    def remove(self, key: str) -> None:
        """Take one filter away."""
        self.set_values(self._without(key))
        self.add_button.setFocus()

    def words(self, key: str, value: Any) -> str:
        """What a chip says."""
        one = self._filters[key]
        title = gettext(one.title)
        if one.kind == "flag":
            return title
        if one.kind == "choice":
            found = dict(self._choices(one)).get(str(value), str(value))
            said = _("{field}: {value}").format(field=title, value=found)
            return found if len(found) > 1 else said
        if one.kind == "day" and value == TODAY:
            return _("Today")
        return _("{field}: {value}").format(field=title, value=value)

    def menu(self) -> QMenu:
        """The menu behind the button."""
        made = QMenu(self)
        for one in self._filters.values():
            title = escape_amp(gettext(one.title))
            if one.kind == "choice":
                self._fill(made.addMenu(title), one)
            else:
                entry = made.addAction(title)
                entry.setCheckable(one.kind == "flag")
                entry.setChecked(one.key in self.values)
                entry.triggered.connect(lambda _c=False, key=one.key: self._change(key))
        if self.values:
            made.addSeparator()
            made.addAction(_("Clear all filters")).triggered.connect(lambda: self.set_values({}))
        return made

    def open_menu(self) -> None:
        """Drop the menu down under its button (Ctrl+F)."""
        self._drop(self.menu())

    # -- inside

    def _without(self, key: str) -> dict[str, Any]:
        return {k: v for k, v in self.values.items() if k != key}

    def _choices(self, one: Filter) -> list[tuple[str, str]]:
        if one.choices is None:
            return texts.choices(one.words)
        pairs = list(one.choices(self._desk))
        if one.words:
            return [(code, texts.word(one.words, code)) for code, _words in pairs]
        return [(code, gettext(words) if words else code) for code, words in pairs]

    def _fill(self, menu: QMenu, one: Filter) -> None:
        for code, words in self._choices(one):
            entry = menu.addAction(escape_amp(words))
            entry.setCheckable(True)
            entry.setChecked(str(self.values.get(one.key)) == str(code))
            entry.triggered.connect(
                lambda on=False, key=one.key, c=code: self.set_value(key, c if on else None)
            )

    def _change(self, key: str) -> None:
        one = self._filters[key]
        if one.kind == "choice":
            menu = QMenu(self)
            self._fill(menu, one)
            self._drop(menu)
        elif one.kind == "flag":
            self.set_value(key, None if key in self.values else True)
        elif one.kind == "day":
            self._ask_day(one)
        else:
            start = str(self.values.get(key, ""))
            value = messages.ask_text(self, gettext(one.title), yes=_("Filter"), start=start)
            if value is not None:
                self.set_value(key, value)

    def _ask_day(self, one: Filter) -> None:
        today = self._today()
        start = str(self.values.get(one.key, TODAY)).replace(TODAY, today.isoformat())
        while True:
            typed = messages.ask_text(
                self, gettext(one.title), date_hint(), yes=_("Filter"), start=start
            )
            if typed is None:
                return
            day = read_date(typed, today)
            if day is not None:
                self.set_value(one.key, day.isoformat())
                return
            start = typed

    def _drop(self, menu: QMenu) -> None:
        menu.aboutToHide.connect(menu.deleteLater)
        anchor = self.add_button
        menu.popup(anchor.mapToGlobal(QPoint(0, anchor.height() + 4)))

    def _show(self) -> None:
        known = [(k, v) for k, v in self.values.items() if k in self._filters]
        self.show_chips([Chip(key, self.words(key, value)) for key, value in known])
