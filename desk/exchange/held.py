"""What the store holds as an import begins, in dictionaries: units, people, numbers, roles."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any

import peewee as pw

from desk.estate.models import Building, Entrance, Occupancy, Person, Phone, Unit, Vehicle
from desk.estate.reading import tuples
from desk.exchange.opening import opened_units


@dataclass(slots=True)
class Fact:
    """A unit as it is known; ``seen`` once this file has spoken of it."""

    id: int
    kind: str
    area: int | None
    state: str
    floor: int | None
    note: str
    seen: bool = False


class Held:
    """The store's units by room code, its people by unit and name or by name and number."""

    def __init__(self) -> None:
        self._load_units()
        self._load_people()
        self._load_roles()

    def _load_units(self) -> None:
        self._buildings = {
            code: (key, sort)
            for key, code, sort in tuples(
                Building.select(Building.id, Building.code, Building.sort)
            )
        }
        query = Entrance.select(Entrance.building, Entrance.code, Entrance.id)
        self._entrances = {(building, code): key for building, code, key in tuples(query)}
        facts = Unit.select(
            Unit.code, Unit.id, Unit.kind, Unit.area, Unit.state, Unit.floor, Unit.note
        )
        self._units = {code: Fact(*rest) for code, *rest in tuples(facts)}
        self._next_building, self._next_entrance = _free(Building), _free(Entrance)
        self.next_unit, self.next_person = _free(Unit), _free(Person)
        self._plates = set(tuples(Vehicle.select(Vehicle.unit, Vehicle.plate)))
        self._opened = opened_units()

    def _load_people(self) -> None:
        living = Person.select(Person.id, Person.name, Person.kind, Person.sex, Person.document)
        self._details: dict[int, tuple[str, str]] = {}
        self._names: dict[int, list[str]] = {}
        self._companies: dict[str, int] = {}
        for key, name, kind, sex, document in tuples(living.where(Person.merged_into.is_null())):
            self._details[key] = (sex, document)
            self._names[key] = [name]
            if kind == "company":
                self._companies.setdefault(name, key)
        # Who was merged is still known by the name that files have.
        merged = Person.select(Person.merged_into, Person.name)
        for key, name in tuples(merged.where(Person.merged_into.is_null(False))):
            self._names.setdefault(key, []).append(name)
        self._numbers: dict[tuple[str, str], int] = {}
        self._dialled: set[tuple[int, str]] = set()
        self._positions: Counter[int] = Counter()
        for person, number in tuples(Phone.select(Phone.person, Phone.number)):
            self._dialled.add((person, number))
            self._positions[person] += 1
            for name in self._names.get(person, ()):
                self._numbers.setdefault((name, number), person)

    def _load_roles(self) -> None:
        self._at: dict[tuple[int, str], int] = {}
        self._roles: dict[tuple[int, int, str], tuple[str | None, bool]] = {}
        self._owners: dict[int, list[int]] = {}
        query = Occupancy.select(
            Occupancy.unit, Occupancy.person, Occupancy.role, Occupancy.since, Occupancy.until
        )
        for unit, person, role, since, until in tuples(query):
            known = self._roles.get((unit, person, role))
            if known is None or known[1]:
                since = since.isoformat() if since else None
                self._roles[unit, person, role] = (since, until is not None)
            for name in self._names.get(person, ()):
                self._at.setdefault((unit, name), person)
            if role == "owner" and until is None:
                self._owners.setdefault(unit, []).append(person)


def _free(model: Any) -> int:
    """The first id that no row of a table has had yet."""
    return int(model.select(pw.fn.MAX(model.id)).scalar() or 0) + 1
