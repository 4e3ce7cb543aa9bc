"""How units and people are found by the one box, and how they read there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from desk.core.access import Permission
from desk.core.desk import Desk
from desk.core.register import Hit, SearchKind
from desk.core.search import Terms
from desk.core.words import N_
from desk.estate.models import Person, Phone, Unit, Vehicle
from desk.estate.people_list import read_people
from desk.estate.reading import tuples
from desk.estate.unit_list import read_units
from desk.estate.words import STATE_TONES


def unit_terms(row: Unit) -> Terms:
    """A unit is found by its room code and by the plates that are noted on it."""
    plates = tuples(Vehicle.select(Vehicle.plate).where(Vehicle.unit == row.id))
    return Terms(codes=(row.code,), numbers=tuple(plate for (plate,) in plates))


def person_terms(row: Person) -> Terms:
    """A person is found by name, phones, document and plates; merged and erased ones are not."""
    if row.merged_into_id is not None or row.erased_at is not None:
        return Terms()
    phones = tuples(Phone.select(Phone.number).where(Phone.person == row.id))
    plates = tuples(Vehicle.select(Vehicle.plate).where(Vehicle.person == row.id))
    return terms_of(row.name, row.document, (p for (p,) in phones), (p for (p,) in plates))


def terms_of(name: str, document: str, phones: Iterable[str], plates: Iterable[str]) -> Terms:
    """The words to find a person by."""
    numbers = (document, *plates) if document else tuple(plates)
    return Terms(names=(name,), phones=tuple(phones), numbers=numbers)


def _all_units() -> Iterator[tuple[int, Terms]]:
    plates = _grouped(
        Vehicle.select(Vehicle.unit, Vehicle.plate)
        .where(Vehicle.unit.is_null(False))
        .order_by(Vehicle.unit)
    )
    for key, code in tuples(Unit.select(Unit.id, Unit.code)):
        yield key, Terms(codes=(code,), numbers=tuple(plates.get(key, ())))


def _all_people() -> Iterator[tuple[int, Terms]]:
    phones = _grouped(Phone.select(Phone.person, Phone.number).order_by(Phone.person))
    plates = _grouped(
        Vehicle.select(Vehicle.person, Vehicle.plate)
        .where(Vehicle.person.is_null(False))
        .order_by(Vehicle.person)
    )
    query = Person.select(Person.id, Person.name, Person.document).where(
        Person.merged_into.is_null() & Person.erased_at.is_null()
    )
    for key, name, document in tuples(query):
        yield key, terms_of(name, document, phones.get(key, ()), plates.get(key, ()))


def _grouped(query: Any) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    for key, text in tuples(query):
        found.setdefault(key, []).append(text)
    return found


def _unit_hits(desk: Desk, ids: Sequence[int]) -> list[Hit]:
    rows = {row.id: row for row in read_units(desk, Unit.id.in_(ids))}
    hits = []
    for row in (rows[key] for key in ids if key in rows):
        names = "、".join(dict.fromkeys((*row.owners, *row.tenants)))
        detail = "  ".join(filter(None, (names, row.phone)))
        tone = STATE_TONES.get(row.state, "plain") if row.active else "void"
        hits.append(Hit("unit", row.id, row.code, detail, ("unit.state", row.state), tone))
    return hits


def _person_hits(desk: Desk, ids: Sequence[int]) -> list[Hit]:
    rows = {row.id: row for row in read_people(desk, Person.id.in_(ids))}
    hits = []
    for row in (rows[key] for key in ids if key in rows):
        detail = "  ".join(filter(None, ("、".join(row.units[:3]), row.phone)))
        state = ("occupancy.role", row.roles[0]) if row.roles else None
        hits.append(Hit("person", row.id, row.name, detail, state))
    return hits


UNIT = SearchKind(
    1, "unit", N_("Units"), Permission.ESTATE_VIEW, Unit, unit_terms, _unit_hits, _all_units
)
PERSON = SearchKind(
    2, "person", N_("Customers"), Permission.CUSTOMER_VIEW, Person, person_terms, _person_hits,
    _all_people,
)  # fmt: skip
