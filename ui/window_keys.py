"""The keys that work everywhere in the window."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any, Protocol

from PySide6.QtWidgets import QApplication, QWidget

from desk.core.desk import Desk
from desk.core.words import _, gettext
from ui.kit import shortcuts
from ui.pages import PAGES, PageEntry


class Window(Protocol):
    """What the keys ask of the frame."""

    desk: Desk

    def begin(self, page: str, what: str, **values: Any) -> None: ...
    def go(self, page: str) -> object: ...
    def focus_box(self) -> None: ...
    def scan(self) -> None: ...
    def lock(self) -> None: ...
    def refresh(self) -> None: ...


def bind(frame: QWidget, window: Window) -> None:
    """Bind them; F1 shows those of the page that is open, too."""
    made: list[tuple[str, str, Callable[[], object]]] = [
        ("F1", _("Shortcuts of this page"), lambda: _show(frame)),
        ("F3", _("Scan or sign out"), window.scan),
        *((page.hot, gettext(page.does), partial(_begin, window, page)) for page in PAGES
          if page.hot and window.desk.allows(page.permission)),
    ]  # fmt: skip
    made.sort(key=lambda one: one[0])
    made += [
        ("Ctrl+K", _("Find anything"), window.focus_box),
        ("Ctrl+L", _("Lock"), window.lock),
        ("Ctrl+F5", _("Refresh"), window.refresh),
    ]
    keys = shortcuts.of(frame).name(_("Everywhere"))
    for key, words, run in made:
        keys.add(key, words, run, window=True)


def _begin(window: Window, page: PageEntry) -> None:
    if page.begins:
        window.begin(page.key, page.begins)
    else:
        window.go(page.key)


def _show(frame: QWidget) -> None:
    shortcuts.show(QApplication.focusWidget() or frame)
