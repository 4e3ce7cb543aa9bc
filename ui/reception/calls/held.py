"""Calls that were typed and are not handed in: those on hold while another is talked to.

held = HeldCalls(desk)        held.keep(key, title, state)   held.drop(key)   held.state(key)
held.chosen.connect(open)     held.show(but=key)             held.waiting(but=key)
"""

from __future__ import annotations

from collections.abc import Hashable
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from desk.core.desk import Desk
from desk.core.words import _
from ui.kit import drafts
from ui.kit.drafts import Draft
from ui.kit.plain import button, clear, label, row, short

NEW, EDIT = "new", "edit"
Key = tuple[str, int]
"""NEW and a number of its own, or EDIT and the call of the book that is put right."""


class HeldCalls(QWidget):
    """A strip with one chip for each new call on hold; hidden while there is none."""

    chosen = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setProperty("role", "clear")
        self._desk = desk
        self._line = row(gap=6)
        self.setLayout(self._line)
        self.hide()

    @property
    def _kept(self) -> dict[Hashable, Draft]:
        return drafts.of(self._desk, "calls")

    def __contains__(self, key: Key) -> bool:
        return key in self._kept

    def waiting(self, but: Key | None = None) -> list[Key]:
        """The new calls, the one that has been on hold for longest first."""
        keys = [key for key in self._kept if isinstance(key, tuple) and key[0] == NEW]
        return [key for key in keys if key != but]

    def fresh(self) -> Key:
        """A key for one more new call."""
        return NEW, max((n for _new, n in self.waiting()), default=0) + 1

    def keep(self, key: Key, title: str, state: dict[str, Any]) -> None:
        """Keep what was typed."""
        self._kept[key] = Draft(title, state)

    def drop(self, key: Key) -> None:
        """It is handed in or thrown away."""
        self._kept.pop(key, None)

    def state(self, key: Key) -> dict[str, Any]:
        """What was typed."""
        return self._kept[key].state

    def last(self, key: Key) -> None:
        """This one waits shortest now."""
        now = self._kept.pop(key, None)
        if now is not None:
            self._kept[key] = now

    def show_but(self, key: Key) -> None:
        """Show all of them but the one that is open."""
        clear(self._line)
        waiting = self.waiting(key)
        self._line.addWidget(label(_("On hold") + " Shift+F8", "muted"))
        for each in waiting:
            words = short(self._kept[each].title.partition(" · ")[2] or _("nothing typed"), 24)
            chip = button(words, partial(self.chosen.emit, each), role="chip", icon="phone-outline")
            chip.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            self._line.addWidget(chip)
        self._line.addStretch(1)
        self.setVisible(bool(waiting))
