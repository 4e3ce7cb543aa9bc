"""What an import is going to write, gathered row by row and put into the store by the thousand."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from desk.core.desk import Desk
from desk.core.search import Terms
from desk.estate.models import Person, Unit
from desk.estate.searching import PERSON, UNIT, person_terms, terms_of, unit_terms

SALT = 12
SLICE = 500

_UNIT = (
    "INSERT INTO unit (id, building_id, entrance_id, room, code, sort, floor, kind, area, state, "
    "active, note) VALUES (?,?,?,?,?,?,?,?,?,?,1,?)"
)
_PERSON = (
    "INSERT INTO person (id, kind, name, sort, sex, document_kind, document, note, salt) "
    "VALUES (?,?,?,?,?,?,?,'',?)"
)
_PHONE = "INSERT INTO phone (person_id, number, label, position, salt) VALUES (?,?,'',?,?)"
_ROLE = "INSERT INTO occupancy (unit_id, person_id, role, since, note) VALUES (?,?,?,?,'')"
_VEHICLE = "INSERT INTO vehicle (unit_id, person_id, plate, note, salt) VALUES (?,?,?,'',?)"
_BUILDING = "INSERT INTO building (id, code, name, sort, note) VALUES (?,?,?,?,'')"
_ENTRANCE = "INSERT INTO entrance (id, building_id, code, name) VALUES (?,?,?,'')"
_UNIT_UPDATE = "UPDATE unit SET kind=?, area=?, state=?, floor=?, note=? WHERE id=?"
_PERSON_UPDATE = "UPDATE person SET sex=?, document_kind=?, document=? WHERE id=?"
_SINCE_UPDATE = (
    "UPDATE occupancy SET since=? WHERE unit_id=? AND person_id=? AND role=? AND until IS NULL"
)


@dataclass
class Batch:
    """Rows to write, as the tables keep them; ``stale_*`` are found by other words afterwards."""

    buildings: list[tuple[Any, ...]] = field(default_factory=list)
    entrances: list[tuple[Any, ...]] = field(default_factory=list)
    units: list[tuple[Any, ...]] = field(default_factory=list)
    people: list[tuple[Any, ...]] = field(default_factory=list)
    phones: list[tuple[Any, ...]] = field(default_factory=list)
    roles: list[tuple[Any, ...]] = field(default_factory=list)
    vehicles: list[tuple[Any, ...]] = field(default_factory=list)
    unit_updates: list[tuple[Any, ...]] = field(default_factory=list)
    person_updates: list[tuple[Any, ...]] = field(default_factory=list)
    since_updates: list[tuple[Any, ...]] = field(default_factory=list)
    stale_units: set[int] = field(default_factory=set)
    stale_people: set[int] = field(default_factory=set)

    def clear(self) -> None:
        """Forget the rows (they were written, or it was only a preview)."""
        for rows in self._lists():
            rows.clear()

    def _lists(self) -> tuple[list[tuple[Any, ...]], ...]:
        return (
            self.buildings, self.entrances, self.units, self.people, self.phones, self.roles,
            self.vehicles, self.unit_updates, self.person_updates, self.since_updates,
        )  # fmt: skip

    def write(self, desk: Desk) -> None:
        """Put the rows into the store and its search, inside the caller's change."""
        database = desk.storage.database
        with database.errors():
            run = database.connection().executemany
            run(_BUILDING, self.buildings)
            run(_ENTRANCE, self.entrances)
            run(_UNIT, self.units)
            run(_PERSON, _salted(self.people))
            run(_PHONE, _salted(self.phones))
            run(_ROLE, self.roles)
            run(_VEHICLE, _salted(self.vehicles))
            run(_UNIT_UPDATE, self.unit_updates)
            run(_PERSON_UPDATE, self.person_updates)
            run(_SINCE_UPDATE, self.since_updates)
        desk.search.put_many(self._terms())
        self.clear()

    def _terms(self) -> Iterator[tuple[int, int, Terms]]:
        """How the new units and people are found; whatever else changed is stale till the end."""
        plates: dict[int, list[str]] = {}
        phones: dict[int, list[str]] = {}
        cars: dict[int, list[str]] = {}
        for person, number, _ in self.phones:
            phones.setdefault(person, []).append(number)
        for unit, person, plate in self.vehicles:
            plates.setdefault(unit, []).append(plate)
            if person is not None:
                cars.setdefault(person, []).append(plate)
        for row in self.units:
            yield UNIT.code, row[0], Terms(codes=(row[4],), numbers=tuple(plates.pop(row[0], ())))
        for row in self.people:
            key = row[0]
            words = terms_of(row[2], row[6], phones.pop(key, ()), cars.pop(key, ()))
            yield PERSON.code, key, words
        self.stale_units.update(plates)
        self.stale_people.update(phones, cars, (row[-1] for row in self.person_updates))

    def finish(self, desk: Desk) -> None:
        """Write what is left and make those be found anew whose words changed."""
        self.write(desk)
        search = desk.search
        for units in _slices(self.stale_units):
            rows = Unit.select().where(Unit.id.in_(units))
            search.put_many((UNIT.code, row.id, unit_terms(row)) for row in rows)
        for people in _slices(self.stale_people):
            found = Person.select().where(Person.id.in_(people))
            search.put_many((PERSON.code, row.id, person_terms(row)) for row in found)


def _salted(rows: list[tuple[Any, ...]]) -> Iterator[tuple[Any, ...]]:
    salts = bytearray(os.urandom(SALT * len(rows)))  # the driver binds its slices faster
    for place, row in enumerate(rows):
        yield (*row, salts[place * SALT : (place + 1) * SALT])


def _slices(keys: set[int]) -> Iterator[list[int]]:
    ordered = sorted(keys)
    for start in range(0, len(ordered), SLICE):
        yield ordered[start : start + SLICE]
