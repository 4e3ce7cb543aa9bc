"""A page of a few sheets that belong together, each with its own list or work.

    class DrawerPage(TabbedPage):
        def __init__(self, frame):
            super().__init__(frame)
            self.add("drawer", _("Drawer"), lambda: DrawerTab(frame))
            self.add("shifts", _("Shifts"), lambda: ShiftsTab(frame), ("cash_shift",))

A sheet is a Page, made when it is first seen; Ctrl+Tab goes on to the next one. What the window
says to the page goes to the sheet that is seen, records to the one that shows their kind.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QStackedWidget, QTabBar, QVBoxLayout

from desk.core.change import Changed
from desk.core.words import _
from ui.kit import shortcuts
from ui.kit.frame import Frame, Page

Make = Callable[[], Page]


class TabbedPage(Page):
    """See the top of this module."""

    def __init__(self, frame: Frame) -> None:
        super().__init__()
        self.setProperty("role", "page")
        self.frame, self.desk = frame, frame.desk
        self._keys: list[str] = []
        self._makers: dict[str, Make] = {}
        self._made: dict[str, Page] = {}
        self._kinds: dict[str, str] = {}
        self.bar = QTabBar()
        self.bar.setDrawBase(False)
        self.bar.setExpanding(False)
        self.stack = QStackedWidget()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 4, 0, 0)
        box.setSpacing(0)
        above = QVBoxLayout()
        above.setContentsMargins(8, 0, 8, 0)
        above.addWidget(self.bar)
        box.addLayout(above)
        box.addWidget(self.stack, 1)
        self.bar.currentChanged.connect(self._turned)
        keys = shortcuts.of(self)
        keys.add("Ctrl+Tab", _("Next sheet of this page"), lambda: self.turn(1))
        keys.add("Ctrl+Shift+Tab", _("Sheet before"), lambda: self.turn(-1))

    def add(self, key: str, title: str, make: Make, kinds: tuple[str, ...] = ()) -> None:
        """Put a sheet in; ``kinds`` are the records that it shows."""
        self._keys.append(key)
        self._makers[key] = make
        self._kinds.update(dict.fromkeys(kinds, key))
        self.bar.addTab(title.replace("&", "&&"))
        self.bar.setAccessibleName(" · ".join(self.titles()))
        if len(self._keys) == 1:
            self._turned(0)

    def titles(self) -> list[str]:
        """What the sheets are called, in order."""
        return [self.bar.tabText(place) for place in range(self.bar.count())]

    # -- turning

    @property
    def key(self) -> str:
        """The sheet that is seen."""
        return self._keys[max(0, self.bar.currentIndex())]

    @property
    def now(self) -> Page:
        """The sheet that is seen."""
        return self.sheet(self.key)

    def sheet(self, key: str) -> Page:
        """A sheet by its key, made if need be."""
        if key not in self._made:
            made = self._made[key] = self._makers[key]()
            self.stack.addWidget(made)
        return self._made[key]

    def show_sheet(self, key: str) -> Page:
        """Turn to a sheet; the one before if what is typed there is not left."""
        self.bar.setCurrentIndex(self._keys.index(key))
        return self.now

    def turn(self, by: int) -> None:
        """Turn to the next sheet or the one before."""
        self.bar.setCurrentIndex((self.bar.currentIndex() + by) % len(self._keys))

    def _turned(self, place: int) -> None:
        present = self.stack.currentWidget()
        if isinstance(present, Page) and present.isVisible() and not present.leaving():
            before = next(key for key, page in self._made.items() if page is present)
            self.bar.blockSignals(True)
            self.bar.setCurrentIndex(self._keys.index(before))
            self.bar.blockSignals(False)
            return
        page = self.sheet(self._keys[place])
        self.stack.setCurrentWidget(page)
        if page.stale:
            page.stale = False
            page.refresh()
        if self.isVisible():
            page.setFocus()

    # -- what the window says

    def show_record(self, kind: str, record: int) -> None:
        if kind in self._kinds:
            self.show_sheet(self._kinds[kind]).show_record(kind, record)

    def begin(self, what: str, **values: Any) -> None:
        """``what`` is ``sheet`` or ``sheet.its own word``."""
        key, _dot, rest = what.partition(".")
        if key in self._makers:
            page = self.show_sheet(key)
            if rest:
                page.begin(rest, **values)

    def scanned(self, text: str) -> bool:
        return self.now.scanned(text)

    def changed(self, news: Changed) -> None:
        for key, page in self._made.items():
            if key == self.key:
                page.changed(news)
            else:
                page.stale = True

    def refresh(self) -> None:
        for page in self._made.values():
            page.stale = page is not self.now
        self.now.refresh()

    def stow(self) -> None:
        for page in self._made.values():
            page.stow()

    def leaving(self, closing: bool = False) -> bool:
        if closing:
            kept = [page.leaving(True) for page in self._made.values()]  # each its own drafts
            return all(kept)
        return self.now.leaving()

    def scenes(self) -> dict[str, Callable[[], object]]:
        """Every sheet but the first, and what the sheets themselves offer."""
        found: dict[str, Callable[[], object]] = {}
        for place, key in enumerate(self._keys):
            if place:
                found[key] = partial(self.show_sheet, key)
            for name, first in self.sheet(key).scenes().items():
                found[f"{key}-{name}"] = partial(self._scene, key, first)
        return found

    def _scene(self, key: str, first: Callable[[], object]) -> None:
        self.show_sheet(key)
        first()

    def focusInEvent(self, event: QFocusEvent) -> None:
        self.now.setFocus()
