"""What an import is going to write, gathered row by row and put into the store by the thousand."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from desk.core.desk import Desk
from desk.core.engine import StoreDatabase
from desk.core.search import PUT_ALL, Terms
from desk.estate.models import Person, Unit
from desk.estate.searching import PERSON, UNIT, person_terms, terms_of, unit_terms
from desk.exchange.writer import Writer

SALT = 12
SLICE = 500

# An insert takes all of its rows at once, as a JSON array of arrays; salts come in hex.
_EACH = " FROM json_each(?)"
_UNIT = (
    "INSERT INTO unit (id, building_id, entrance_id, room, code, sort, floor, kind, area, state, "
    "active, note) SELECT value->>0, value->>1, value->>2, value->>3, value->>4, value->>5, "
    "value->>6, value->>7, value->>8, value->>9, 1, value->>10" + _EACH
)
_PERSON = (
    "INSERT INTO person (id, kind, name, sort, sex, document_kind, document, note, salt) SELECT "
    "value->>0, value->>1, value->>2, value->>3, value->>4, value->>5, value->>6, '', "
    "unhex(value->>7)" + _EACH
)
_PHONE = (
    "INSERT INTO phone (person_id, number, label, position, salt) "
    "SELECT value->>0, value->>1, '', value->>2, unhex(value->>3)" + _EACH
)
_ROLE = (
    "INSERT INTO occupancy (unit_id, person_id, role, since, note) "
    "SELECT value->>0, value->>1, value->>2, value->>3, ''" + _EACH
)
_VEHICLE = (
    "INSERT INTO vehicle (unit_id, person_id, plate, note, salt) "
    "SELECT value->>0, value->>1, value->>2, '', unhex(value->>3)" + _EACH
)
_BUILDING = (
    "INSERT INTO building (id, code, name, sort, note) "
    "SELECT value->>0, value->>1, value->>2, value->>3, ''" + _EACH
)
_ENTRANCE = (
    "INSERT INTO entrance (id, building_id, code, name) "
    "SELECT value->>0, value->>1, value->>2, ''" + _EACH
)
_UNIT_UPDATE = "UPDATE unit SET kind=?, area=?, state=?, floor=?, note=? WHERE id=?"
_PERSON_UPDATE = "UPDATE person SET sex=?, document_kind=?, document=? WHERE id=?"
_SINCE_UPDATE = (
    "UPDATE occupancy SET since=? WHERE unit_id=? AND person_id=? AND role=? AND until IS NULL"
)
_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


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
        for rows in (
            self.buildings, self.entrances, self.units, self.people, self.phones, self.roles,
            self.vehicles, self.unit_updates, self.person_updates, self.since_updates,
        ):  # fmt: skip
            rows.clear()

    def write(self, desk: Desk, writer: Writer) -> None:
        """Hand the rows over to be put into the store and its search."""
        tables = (
            (_BUILDING, self.buildings),
            (_ENTRANCE, self.entrances),
            (_UNIT, self.units),
            (_PERSON, _salted(self.people)),
            (_PHONE, _salted(self.phones)),
            (_ROLE, self.roles),
            (_VEHICLE, _salted(self.vehicles)),
            (PUT_ALL, desk.search.lines(self._terms())),
        )
        writer.write([(sql, _json(rows)) for sql, rows in tables if rows])
        if self.unit_updates or self.person_updates or self.since_updates:
            writer.wait()
            self._update(desk.storage.database)
        self.clear()

    def _update(self, database: StoreDatabase) -> None:
        """Row by row: as one statement SQLite would look through the table for each of them."""
        with database.errors():
            run = database.connection().executemany
            run(_UNIT_UPDATE, self.unit_updates)
            run(_PERSON_UPDATE, self.person_updates)
            run(_SINCE_UPDATE, self.since_updates)

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

    def finish(self, desk: Desk, writer: Writer) -> None:
        """Write what is left and make those be found anew whose words changed."""
        self.write(desk, writer)
        writer.wait()
        search = desk.search
        for units in _slices(self.stale_units):
            rows = Unit.select().where(Unit.id.in_(units))
            search.put_many((UNIT.code, row.id, unit_terms(row)) for row in rows)
        for people in _slices(self.stale_people):
            found = Person.select().where(Person.id.in_(people))
            search.put_many((PERSON.code, row.id, person_terms(row)) for row in found)


def _salted(rows: list[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
    salts = os.urandom(SALT * len(rows)).hex()
    width = 2 * SALT
    return [(*row, salts[n * width : (n + 1) * width]) for n, row in enumerate(rows)]


def _slices(keys: set[int]) -> Iterator[list[int]]:
    ordered = sorted(keys)
    for start in range(0, len(ordered), SLICE):
        yield ordered[start : start + SLICE]
