"""The form of a unit."""

from __future__ import annotations

from typing import Any

from desk import texts
from desk.core.desk import Desk
from desk.core.words import _
from desk.estate import buildings
from desk.estate.unit_list import UnitRow
from desk.estate.units import UnitDraft
from ui.kit.fields import AreaField, ChoiceField, LinesField, NumberField, TextField
from ui.kit.form import Form


class UnitForm(Form):
    """Where it is, what it is; ``draft`` gives what the verbs take."""

    def __init__(
        self, desk: Desk, unit: UnitRow | None = None, building: int | None = None
    ) -> None:
        super().__init__()
        self._rows = {row.id: row for row in buildings.buildings(desk)}
        places = [(row.id, row.name) for row in self._rows.values()]
        self.section(_("Where"))
        self.building = ChoiceField("building", _("Building"), places, required=True)
        self.entrance = ChoiceField("entrance", _("Entrance"))
        self.add(
            self.building,
            self.entrance,
            TextField("room", _("Room"), limit=40, required=True, placeholder="1502"),
            NumberField(
                "floor", _("Floor"), low=-20, high=200, hint=_("empty: taken from the room number")
            ),
        )
        self.section(_("About the unit"))
        self.add(
            ChoiceField("kind", _("Kind"), texts.choices("unit.kind")),
            AreaField("area", _("Area (m²)"), limit=12, placeholder="89.50"),
            ChoiceField("state", _("State"), texts.choices("unit.state")),
        )
        self.add(LinesField("note", _("Note"), limit=4000))
        self.building.changed.connect(self._building_changed)
        self._fill(unit, building)
        self.dirty = False

    def _fill(self, unit: UnitRow | None, building: int | None) -> None:
        if unit is None:
            first = building or next(iter(self._rows), None)
            self.set_values({"building": first, "kind": "residence", "state": "vacant"})
            return
        self.set_values({"building": unit.building})
        self.set_values(
            {
                "entrance": unit.entrance, "room": unit.room, "floor": unit.floor,
                "kind": unit.kind, "area": unit.area, "state": unit.state, "note": unit.note,
            }
        )  # fmt: skip

    def _building_changed(self) -> None:
        row = self._rows.get(self.building.value())
        entrances = row.entrances if row else ()
        self.entrance.set_choices(
            [(None, _("none")), *((e.id, e.name or e.code) for e in entrances)]
        )
        self.entrance.setEnabled(bool(entrances))
        if self.entrance.value() is None:
            self.entrance.combo.setCurrentIndex(0)

    def draft(self) -> UnitDraft:
        """What was typed."""
        v: dict[str, Any] = self.values()
        return UnitDraft(
            v["building"] or 0, v["room"] or "", v["entrance"], v["floor"], v["kind"],
            v["area"], v["state"], v["note"] or "",
        )  # fmt: skip
