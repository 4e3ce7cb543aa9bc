"""What belongs to a unit or a person, asked for by texts that are built once (see core.kept)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import peewee as pw

from desk.core.kept import Kept
from desk.estate.models import Note, Occupancy, Person, Pet, Phone, Unit, Vehicle


class Whose:
    """Rows of a table that belong to one unit, or to one person."""

    def __init__(self, model: Any, query: Callable[[Any], Any]) -> None:
        self._of_unit = Kept(lambda unit: query(model.unit == unit), -1)
        self._of_person = Kept(lambda person: query(model.person == person), -1)

    def __call__(self, unit: int | None, person: int | None) -> list[list[Any]]:
        """The unit's, or without one the person's."""
        if unit is not None:
            return self._of_unit(unit)
        if person is None:
            raise ValueError("whose? name a unit or a person")
        return self._of_person(person)


def _vehicles(which: Any) -> Any:
    v = Vehicle
    return (
        v.select(v.id, v.plate, v.note, v.unit, Unit.code, v.person, Person.name, Person.erased_at)
        .join(Unit, pw.JOIN.LEFT_OUTER)
        .switch(v)
        .join(Person, pw.JOIN.LEFT_OUTER)
        .where(which)
        .order_by(v.plate)
    )


def _pets(which: Any) -> Any:
    p = Pet
    return p.select(p.id, p.kind, p.name, p.licence, p.unit, p.person).where(which).order_by(p.id)


def _notes(which: Any) -> Any:
    n = Note
    columns = (n.id, n.text, n.standing, n.at, n.who, n.until, n.unit, n.person)
    return n.select(*columns).where(which).order_by(n.at.desc(), n.id.desc())


def _there(unit: Any, day: Any) -> Any:
    """Who has a role at a unit on a day."""
    o = Occupancy
    return o.select(o.person).where((o.unit == unit) & (o.until.is_null() | (o.until >= day)))


def _numbers(unit: Any) -> Any:
    people = Occupancy.select(Occupancy.person).where(Occupancy.unit == unit)
    query = Phone.select(Phone.person, Phone.number).where(Phone.person.in_(people))
    return query.order_by(Phone.position, Phone.id)


VEHICLES = Whose(Vehicle, _vehicles)
PETS = Whose(Pet, _pets)
NOTES = Whose(Note, _notes)
NOTES_THERE = Kept(lambda unit, day: _notes(Note.person.in_(_there(unit, day))), -1, date.min)
"""Notes on the people who are at a unit."""
NUMBERS = Kept(_numbers, -1)
"""The numbers of everybody who is or was at a unit, as (person, number)."""
