"""Units 房屋: verbs and views. A unit is known by its room code, 3-1502 or 3-2-1502."""

from __future__ import annotations

from typing import Any

from desk.core.access import Permission
from desk.core.change import once
from desk.core.desk import Desk
from desk.core.errors import Refused
from desk.core.frozen import frozen
from desk.core.text import clean
from desk.estate.buildings import building_row, entrance_row
from desk.estate.checks import Faults
from desk.estate.codes import floor_of, unit_code, unit_sort
from desk.estate.models import Building, Entrance, Occupancy, Unit
from desk.estate.unit_list import UnitRow, read_unit, read_units
from desk.estate.words import UNIT_KINDS, UNIT_STATES

LARGEST_AREA = 100_000_000
"""In hundredths of a square metre: one square kilometre."""


@frozen
class UnitDraft:
    """What is typed for a unit. ``area`` in hundredths of a m²; without ``floor`` the room says."""

    building: int
    room: str
    entrance: int | None = None
    floor: int | None = None
    kind: str = "residence"
    area: int | None = None
    state: str = "vacant"
    note: str = ""


def get_unit(desk: Desk, unit: int) -> UnitRow:
    """One unit. Raises Refused("unit.unknown")."""
    desk.require(Permission.ESTATE_VIEW)
    found = read_unit(desk, unit)
    if found is None:
        raise Refused("unit.unknown", "unit")
    return found


def find_unit(desk: Desk, code: str) -> UnitRow | None:
    """The unit with exactly this room code, if there is one."""
    desk.require(Permission.ESTATE_VIEW)
    found = read_units(desk, Unit.code == code.strip())
    return found[0] if found else None


@once(get_unit)
def create_unit(desk: Desk, draft: UnitDraft, *, request: str | None = None) -> UnitRow:
    """Add a unit. Raises Refused beside each field at fault (unit.code_taken)."""
    with desk.change(Permission.ESTATE_EDIT, "unit.created", request) as change:
        row = change.create(Unit, **_checked(draft))
    return get_unit(desk, row.id)


def update_unit(desk: Desk, unit: int, draft: UnitDraft) -> UnitRow:
    """Alter a unit; its room code follows building, entrance and room."""
    with desk.change(Permission.ESTATE_EDIT, "unit.updated") as change:
        row = unit_row(unit)
        change.update(row, **_checked(draft, row))
    return get_unit(desk, unit)


def set_unit_state(desk: Desk, unit: int, state: str) -> UnitRow:
    """Say what a unit is used for now: vacant, owner_occupied, let, decorating."""
    with desk.change(Permission.ESTATE_EDIT, "unit.state_set") as change:
        with Faults() as faults:
            faults.among(state, UNIT_STATES, "state")
        change.update(unit_row(unit), state=state)
    return get_unit(desk, unit)


def retire_unit(desk: Desk, unit: int, reason: str) -> UnitRow:
    """Take a unit out of use (merged with its neighbour, pulled down); its history stays.

    Raises Refused("unit.occupied") while somebody has a running role there.
    """
    desk.require(Permission.ESTATE_EDIT)
    reason = clean(reason, "reason", 300, required=True)
    with desk.change(Permission.ESTATE_EDIT, "unit.retired", reason=reason) as change:
        row = unit_row(unit)
        running = (Occupancy.unit == row) & Occupancy.until.is_null()
        if Occupancy.select().where(running).exists():
            raise Refused("unit.occupied", "unit", unit=row.code)
        change.update(row, active=False)
    return get_unit(desk, unit)


def restore_unit(desk: Desk, unit: int) -> UnitRow:
    """Take a retired unit into use again."""
    with desk.change(Permission.ESTATE_EDIT, "unit.restored") as change:
        change.update(unit_row(unit), active=True)
    return get_unit(desk, unit)


def unit_row(unit: int) -> Unit:
    """The table's row. Raises Refused("unit.unknown")."""
    row = Unit.get_or_none(Unit.id == unit)
    if row is None:
        raise Refused("unit.unknown", "unit")
    return row


def _checked(draft: UnitDraft, row: Unit | None = None) -> dict[str, Any]:
    with Faults() as faults:
        building = faults.of(building_row, draft.building)
        entrance = faults.of(_entrance, draft)
        room = faults.of(clean, draft.room, "room", 40, required=True) or ""
        faults.among(draft.kind, UNIT_KINDS, "kind")
        faults.among(draft.state, UNIT_STATES, "state")
        note = faults.of(clean, draft.note, "note", 4000, lines=True)
        if draft.area is not None and not 0 <= draft.area <= LARGEST_AREA:
            faults.add("unit.area_range", "area")
        if draft.floor is not None and not -20 <= draft.floor <= 200:
            faults.add("unit.floor_range", "floor")
        place = _place(building, entrance, room) if building and room else {}
        if place and _taken(place["code"], row):
            faults.add("unit.code_taken", "room", unit=place["code"])
    return place | {
        "building": building,
        "entrance": entrance,
        "room": room,
        "floor": floor_of(room) if draft.floor is None else draft.floor,
        "kind": draft.kind,
        "area": draft.area,
        "state": draft.state,
        "note": note,
    }


def _place(building: Building, entrance: Entrance | None, room: str) -> dict[str, Any]:
    code = entrance.code if entrance else None
    return {
        "code": unit_code(building.code, code, room),
        "sort": unit_sort(building.sort, code, room),
    }


def _entrance(draft: UnitDraft) -> Entrance | None:
    if draft.entrance is None:
        return None
    row = entrance_row(draft.entrance)
    if row.building_id != draft.building:
        raise Refused("entrance.elsewhere", "entrance")
    return row


def _taken(code: str, row: Unit | None) -> bool:
    others = Unit.code == code
    if row is not None:
        others &= Unit.id != row.id
    return bool(Unit.select().where(others).exists())
