"""Buildings 楼栋 and entrances 单元: verbs and views."""

from __future__ import annotations

from collections.abc import Iterable

import peewee as pw

from desk.core.access import Permission
from desk.core.change import Change, once
from desk.core.desk import Desk
from desk.core.errors import Refused
from desk.core.frozen import frozen
from desk.core.text import clean
from desk.estate.checks import Faults
from desk.estate.codes import sort_key, unit_code, unit_sort
from desk.estate.models import Building, Entrance, Facility, Unit
from desk.estate.reading import tuples


@frozen
class BuildingDraft:
    """What is typed for a building. ``code`` begins its room codes: 3, A."""

    code: str
    name: str = ""
    note: str = ""


@frozen
class EntranceRow:
    """An entrance of a building."""

    id: int
    building: int
    code: str
    name: str


@frozen
class BuildingRow:
    """A building with its entrances and the number of its units in use."""

    id: int
    code: str
    name: str
    note: str
    units: int
    entrances: tuple[EntranceRow, ...]


def buildings(desk: Desk) -> list[BuildingRow]:
    """All buildings in the order people count."""
    desk.require(Permission.ESTATE_VIEW)
    return _rows(Building.select().order_by(Building.sort))


def get_building(desk: Desk, building: int) -> BuildingRow:
    """One building. Raises Refused("building.unknown")."""
    desk.require(Permission.ESTATE_VIEW)
    return _rows([building_row(building)])[0]


@once(get_building)
def create_building(desk: Desk, draft: BuildingDraft, *, request: str | None = None) -> BuildingRow:
    """Add a building. Raises Refused beside the field (building.code_taken)."""
    with desk.change(Permission.ESTATE_EDIT, "building.created", request) as change:
        values = _checked(draft)
        row = change.create(Building, **values)
    return _rows([row])[0]


def update_building(desk: Desk, building: int, draft: BuildingDraft) -> BuildingRow:
    """Alter a building; a new code gives all its units new room codes."""
    with desk.change(Permission.ESTATE_EDIT, "building.updated") as change:
        row = building_row(building)
        values = _checked(draft, row)
        recode = values["code"] != row.code
        change.update(row, **values)
        if recode:
            recode_units(change, Unit.building == row)
    return _rows([row])[0]


def remove_building(desk: Desk, building: int) -> None:
    """Take out a building that was added by mistake. Raises Refused("building.in_use")."""
    with desk.change(Permission.ESTATE_EDIT, "building.removed") as change:
        row = building_row(building)
        used = Unit.select().where(Unit.building == row).exists()
        if used or Facility.select().where(Facility.building == row).exists():
            raise Refused("building.in_use", name=row.name)
        for entrance in list(Entrance.select().where(Entrance.building == row)):
            change.remove(entrance)
        change.remove(row)


def create_entrance(desk: Desk, building: int, code: str, name: str = "") -> EntranceRow:
    """Add an entrance to a building. Raises Refused("entrance.code_taken")."""
    with desk.change(Permission.ESTATE_EDIT, "entrance.created") as change:
        owner = building_row(building)
        row = change.create(Entrance, building=owner, **_checked_entrance(owner, code, name))
    return _entrance(row)


def update_entrance(desk: Desk, entrance: int, code: str, name: str = "") -> EntranceRow:
    """Alter an entrance; a new code gives its units new room codes."""
    with desk.change(Permission.ESTATE_EDIT, "entrance.updated") as change:
        row = entrance_row(entrance)
        values = _checked_entrance(row.building, code, name, row)
        recode = values["code"] != row.code
        change.update(row, **values)
        if recode:
            recode_units(change, Unit.entrance == row)
    return _entrance(row)


def remove_entrance(desk: Desk, entrance: int) -> None:
    """Take out an entrance without units. Raises Refused("entrance.in_use")."""
    with desk.change(Permission.ESTATE_EDIT, "entrance.removed") as change:
        row = entrance_row(entrance)
        if Unit.select().where(Unit.entrance == row).exists():
            raise Refused("entrance.in_use", name=row.code)
        change.remove(row)


def building_row(building: int) -> Building:
    """The table's row. Raises Refused("building.unknown")."""
    row = Building.get_or_none(Building.id == building)
    if row is None:
        raise Refused("building.unknown", "building")
    return row


def entrance_row(entrance: int) -> Entrance:
    """The table's row. Raises Refused("entrance.unknown")."""
    row = Entrance.get_or_none(Entrance.id == entrance)
    if row is None:
        raise Refused("entrance.unknown", "entrance")
    return row


def recode_units(change: Change, which: object) -> None:
    """Build the codes of units anew after their building or entrance got another code."""
    for unit in list(Unit.select().where(which)):
        entrance = unit.entrance.code if unit.entrance else None
        code = unit_code(unit.building.code, entrance, unit.room)
        taken = Unit.select().where((Unit.code == code) & (Unit.id != unit.id)).exists()
        if taken:
            raise Refused("unit.code_taken", "code", unit=code)
        change.update(unit, code=code, sort=unit_sort(unit.building.sort, entrance, unit.room))


def _checked(draft: BuildingDraft, row: Building | None = None) -> dict[str, str]:
    with Faults() as faults:
        code = faults.of(clean, draft.code, "code", 20, required=True) or ""
        name = faults.of(clean, draft.name, "name", 80) or code
        note = faults.of(clean, draft.note, "note", 4000, lines=True) or ""
        others = Building.code == code
        if row is not None:
            others &= Building.id != row.id
        if code and Building.select().where(others).exists():
            faults.add("building.code_taken", "code", name=code)
    return {"code": code, "name": name, "note": note, "sort": sort_key(code, 60)}


def _checked_entrance(
    building: Building, code: str, name: str, row: Entrance | None = None
) -> dict[str, str]:
    with Faults() as faults:
        code = faults.of(clean, code, "code", 20, required=True) or ""
        name = faults.of(clean, name, "name", 80) or ""
        others = (Entrance.building == building) & (Entrance.code == code)
        if row is not None:
            others &= Entrance.id != row.id
        if code and Entrance.select().where(others).exists():
            faults.add("entrance.code_taken", "code", name=code)
    return {"code": code, "name": name}


def _entrance(row: Entrance) -> EntranceRow:
    return EntranceRow(row.id, row.building_id, row.code, row.name)


def _rows(found: Iterable[Building]) -> list[BuildingRow]:
    rows = list(found)
    entrances: dict[int, list[EntranceRow]] = {}
    for row in Entrance.select().where(Entrance.building.in_([r.id for r in rows])):
        entrances.setdefault(row.building_id, []).append(_entrance(row))
    counts: dict[int, int] = dict(
        tuples(
            Unit.select(Unit.building, pw.fn.COUNT(Unit.id))
            .where(Unit.active)
            .group_by(Unit.building)
        )
    )
    return [
        BuildingRow(
            row.id, row.code, row.name, row.note, counts.get(row.id, 0),
            tuple(sorted(entrances.get(row.id, ()), key=lambda e: sort_key(e.code))),
        )
        for row in rows
    ]  # fmt: skip
