"""The one box: type or scan, see the right thing.

    box = SearchBox(find=lambda text: [Group(_("Units"), [Hit(...)])], placeholder=_("Room, ..."))
    box.chosen.connect(lambda hit: ...)     # Enter or click on a row
    box.scanned.connect(lambda text: ...)   # a scanner typed it (a fast burst ending in Enter)
    box.is_code = lambda text: text.startswith("V1.")   # also when pasted or typed by hand

The window binds Ctrl+K to ``box.start()``. Esc closes the rows, then empties, then emits
``left``.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from desk.core.words import _
from ui import theme
from ui.kit.field import clean

if TYPE_CHECKING:
    from ui.kit.popup import Group, Hit, HitPopup

WAIT = 40  # ms after the last key
SCAN_GAP = 35  # ms between keys that no typist keeps up
SCAN_LENGTH = 6
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class SearchBox(QLineEdit):
    """See the top of this module."""

    chosen = Signal(object)
    scanned = Signal(str)
    left = Signal()

    def __init__(
        self,
        find: Callable[[str], Sequence[Group]],
        placeholder: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._find = find
        self.is_code: Callable[[str], bool] = lambda _text: False
        self.setProperty("role", "search")
        self.setPlaceholderText(placeholder)
        self.setAccessibleName(_("Search"))
        self.setMaxLength(2000)  # a scanned code is longer than anything typed
        self.setClearButtonEnabled(False)
        look = QAction(theme.icon("magnify"), _("Search"), self)
        self.addAction(look, QLineEdit.ActionPosition.LeadingPosition)
        self._popup: HitPopup | None = None
        self._keys: list[float] = []
        self._wait = QTimer(self, singleShot=True, interval=WAIT)
        self._wait.timeout.connect(self.search)
        self.textEdited.connect(self._edited)
        # first, so that keys reach the rows' own filter only when they are for them
        self.installEventFilter(self)

    @property
    def popup(self) -> HitPopup:
        """The rows under the box."""
        if self._popup is None:
            from ui.kit.popup import HitPopup  # with the first key, not at the start

            self._popup = HitPopup(self, min_width=theme.px(470))
            self._popup.chosen.connect(self._take)
            self.removeEventFilter(self)
            self.installEventFilter(self)  # the last one installed is asked first
        return self._popup

    def start(self) -> None:
        """Go to the box with everything in it marked (Ctrl+K)."""
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.selectAll()
        if self.text().strip():
            self.search()

    def search(self) -> None:
        """Look now."""
        self._wait.stop()
        text = clean(self.text()).strip()
        if not text:
            self.popup.hide()
            return
        groups = list(self._find(text))
        found = any(group.hits for group in groups)
        note = "" if found else _("Nothing found for “{text}”.").format(text=text[:40])
        self.popup.show_groups(groups, note)

    def _edited(self, text: str) -> None:
        if text.strip():
            self._wait.start()
        else:
            self._wait.stop()
            self.popup.hide()

    def _take(self, hit: Hit) -> None:
        self.clear()
        self._keys.clear()
        self.chosen.emit(hit)

    # -- keys

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() in _ENTER:
                self._enter()
                return True
            if event.key() == Qt.Key.Key_Escape:
                self._escape()
                return True
            if event.text():
                self._note(event)
            if event.key() == Qt.Key.Key_Down and self._wait.isActive():
                self.search()
        return super().eventFilter(watched, event)

    def _note(self, event: QKeyEvent) -> None:
        now = float(event.timestamp()) or time.monotonic() * 1000
        # a key that is slower, or begins anew, begins a new burst
        if self._keys and (now - self._keys[-1] > SCAN_GAP or not self.text()):
            self._keys.clear()
        self._keys.append(now)

    def _enter(self) -> None:
        text = clean(self.text()).strip()
        burst = len(self._keys) >= max(SCAN_LENGTH, len(text))
        self._keys.clear()
        if text and (burst or self.is_code(text)):
            self._wait.stop()
            self.popup.hide()
            self.clear()
            self.scanned.emit(text)
            return
        if self._wait.isActive() or not self.popup.isVisible():
            self.search()
        current = self.popup.current()
        if current is not None:
            self.popup.hide()
            self._take(current)

    def _escape(self) -> None:
        if self._popup is not None and self._popup.isVisible():
            self._popup.hide()
        elif self.text():
            self.clear()
        else:
            self.left.emit()
