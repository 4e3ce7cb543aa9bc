"""Masked numbers that were shown in full, until another record is on the card.

seen = Seen(page)
seen.reveal("visit", id, "phone")     seen.revealed("visit", id, "phone")
full, ask = seen.offer("visit", id, "phone")
page.list.selected.connect(seen.selected)
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from desk.core.desk import Desk
from desk.core.errors import DeskError
from desk.core.words import _
from desk.reception.visitors.detail import reveal
from ui.kit import messages


class Seen:
    """See the top of this module."""

    def __init__(self, page: QWidget, desk: Desk) -> None:
        self._page, self._desk = page, desk
        self._seen: dict[tuple[str, int, str], str] = {}
        self._shown = 0

    def reveal(self, kind: str, record: int, field: str) -> str | None:
        """Show a masked number in full; the log says who looked."""
        try:
            full = reveal(self._desk, kind, record, field)
        except DeskError as error:
            messages.sorry(self._page, error)
            return None
        self._seen[kind, record, field] = full
        words = _("Shown in full; the log says that you looked.")
        messages.say(self._page, words, "info", None, 3000)
        return full

    def revealed(self, kind: str, record: int, field: str) -> str | None:
        """What was revealed of the record that is on the card."""
        return self._seen.get((kind, record, field))

    def offer(self, *what: Any) -> tuple[str | None, Callable[[], str | None] | None]:
        """What is seen in full already, or None and the way to see it."""
        full = self.revealed(*what)
        return full, partial(self.reveal, *what) if full is None else None

    def selected(self, row: Any | None) -> None:
        """Another record is shown: everything is masked again."""
        if (row.id if row else 0) != self._shown:
            self._shown = row.id if row else 0
            self._seen.clear()
