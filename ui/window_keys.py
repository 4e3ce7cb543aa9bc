"""The keys that work everywhere in the window."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any, Protocol

from PySide6.QtWidgets import QApplication, QWidget

from desk.core.words import _
from ui.kit import shortcuts


class Window(Protocol):
    """What the keys ask of the frame."""

    def begin(self, page: str, what: str, **values: Any) -> None: ...
    def go(self, page: str) -> object: ...
    def focus_box(self) -> None: ...
    def scan(self) -> None: ...
    def lock(self) -> None: ...
    def refresh(self) -> None: ...


def bind(frame: QWidget, window: Window) -> None:
    """Bind them; F1 shows those of the page that is open, too."""
    begin = window.begin
    made: tuple[tuple[str, str, Callable[[], object]], ...] = (
        ("F1", _("Shortcuts of this page"), lambda: _show(frame)),
        ("F2", _("Visitor in"), partial(begin, "visitors", "sign_in")),
        ("F3", _("Scan or sign out"), window.scan),
        ("F4", _("Release slip"), partial(begin, "slips", "new")),
        ("F5", _("Complaint"), partial(begin, "complaints", "new")),
        ("F6", _("Repair"), partial(begin, "orders", "new")),
        ("F7", _("Take payment"), partial(begin, "till", "pay")),
        ("F8", _("Call"), partial(begin, "calls", "new")),
        ("F9", _("Today"), partial(window.go, "today")),
        ("Ctrl+K", _("Find anything"), window.focus_box),
        ("Ctrl+L", _("Lock"), window.lock),
        ("Ctrl+F5", _("Refresh"), window.refresh),
    )
    keys = shortcuts.of(frame).name(_("Everywhere"))
    for key, words, run in made:
        keys.add(key, words, run, window=True)


def _show(frame: QWidget) -> None:
    shortcuts.show(QApplication.focusWidget() or frame)
