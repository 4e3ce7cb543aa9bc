"""The one box over an open store: what it finds, and how that reads."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from desk import texts
from desk.core import find
from desk.core.desk import Desk
from desk.core.later import later
from desk.core.register import Hit as Found
from desk.core.words import _, gettext
from ui.kit.search_box import SearchBox
from ui.pages import page_for

if TYPE_CHECKING:
    from ui.kit.popup import Group, Hit


class OneBox(SearchBox):
    """Finds in all registers that whoever sits there may see."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        words = _("Room, name or initials, phone tail, plate, number, or scan a code")
        super().__init__(self._look, words, parent)
        self._desk = desk
        self.is_code = later("desk.core.tokens:looks_like")

    def _look(self, text: str) -> Sequence[Group]:
        from ui.kit.popup import Group  # with the first search, not at the start

        return [
            Group(gettext(group.title), [_hit(found) for found in group.hits])
            for group in find.find(self._desk, text)
        ]


def _hit(found: Found) -> Hit:
    from ui.kit.popup import Hit

    state = texts.word(*found.state) if found.state else ""
    key = (found.kind, found.id)
    page = page_for(found.kind)
    return Hit(found.title, found.detail, page.icon if page else "", key, state, found.tone)
