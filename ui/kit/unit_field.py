"""A field that finds a unit by its code, by who lives there, by a telephone's tail.

UnitField("unit", _("Unit"), desk, required=True)     value: the unit's id
"""

from __future__ import annotations

from typing import Any

from desk.core.desk import Desk
from desk.core.find import find
from desk.core.words import _, listed
from desk.estate.units import get_unit
from ui.kit.popup import Hit
from ui.kit.suggest import SuggestField

MOST = 8


class UnitField(SuggestField):
    """See the top of this module. ``show_unit(id)`` fills one in."""

    def __init__(self, key: str, title: str, desk: Desk, **options: Any) -> None:
        self._desk = desk
        options.setdefault("placeholder", _("3-1502, name, phone tail"))
        super().__init__(key, title, find=self._units, **options)

    def _units(self, text: str) -> list[Hit]:
        groups = find(self._desk, text, MOST)
        return [
            Hit(hit.title, hit.detail, "home-outline", hit.id)
            for group in groups
            if group.kind == "unit"
            for hit in group.hits
        ]

    def show_unit(self, unit: int | None) -> None:
        """Fill in a unit by its id; None empties."""
        if unit is None:
            self.set_hit(None)
            return
        known = get_unit(self._desk, unit)
        self.set_hit(Hit(known.code, listed(known.owners), "home-outline", known.id))
