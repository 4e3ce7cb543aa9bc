"""Saved views of a register: filters, order and columns under a name.

    ViewMenu(load=lambda: {...}, save=lambda views: ..., state=page.view, restore=page.show_view)

``load`` gives and ``save`` takes {name: view}; a view is plain JSON.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QMenu, QToolButton

from desk.core.words import _
from ui import theme
from ui.kit import messages
from ui.kit.plain import escape_amp, tool

View = dict[str, Any]


class ViewMenu:
    """The button and what drops down from it."""

    def __init__(
        self,
        load: Callable[[], dict[str, View]],
        save: Callable[[dict[str, View]], object],
        state: Callable[[], View],
        restore: Callable[[View], object],
    ) -> None:
        self._load, self._save, self._state, self._restore = load, save, state, restore
        self.button: QToolButton = tool("bookmark-outline", _("Saved views"), tight=True)
        self._menu = QMenu(self.button)
        self._menu.aboutToShow.connect(self.fill)
        self.button.setMenu(self._menu)
        self.button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)

    def fill(self) -> QMenu:
        """Build the menu as of now; it is shown by the button."""
        menu, views = self._menu, self._load()
        menu.clear()
        for name, view in views.items():
            entry = menu.addAction(theme.icon("bookmark-outline"), escape_amp(name))
            entry.triggered.connect(lambda _c=False, v=view: self._restore(v))
        if views:
            menu.addSeparator()
        menu.addAction(_("Save this view …")).triggered.connect(lambda: self.save_as())
        if views:
            gone = menu.addMenu(_("Delete"))
            for name in views:
                entry = gone.addAction(escape_amp(name))
                entry.triggered.connect(lambda _c=False, n=name: self.delete(n))
        return menu

    def save_as(self, name: str | None = None) -> None:
        """Keep what is shown now under a name (asked for); the same name is replaced."""
        if name is None:
            name = messages.ask_text(self.button, _("Name of this view"), limit=40)
        if name:
            self._save({**self._load(), name: self._state()})

    def delete(self, name: str) -> None:
        """Forget a view."""
        self._save({k: v for k, v in self._load().items() if k != name})
