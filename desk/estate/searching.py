"""How units and people are found by the one box, and how they read there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from desk.core.access import Permission
from desk.core.desk import Desk
from desk.core.register import Hit, SearchKind
from desk.core.storage import database
from desk.core.terms import Terms
from desk.core.text import mask_phone
from desk.core.words import N_, listed
from desk.estate.models import Person, Phone, Unit, Vehicle
from desk.estate.reading import tuples
from desk.estate.words import STATE_TONES


def unit_terms(row: Unit) -> Terms:
    """A unit is found by its room code and by the plates that are noted on it."""
    plates = tuples(Vehicle.select(Vehicle.plate).where(Vehicle.unit == row.id))
    return Terms(codes=(row.code,), numbers=tuple(plate for (plate,) in plates))


def code_of(unit: int | None) -> str:
    """The room code by which a unit's other records are found; nothing without a unit."""
    if unit is None:
        return ""
    found = database.execute_sql("SELECT code FROM unit WHERE id = ?", (unit,)).fetchone()
    return str(found[0]) if found else ""


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
    known = desk.allows(Permission.CUSTOMER_VIEW)
    found: dict[int, list[tuple[Any, ...]]] = {}
    for row in _ask(desk, _UNITS, ids):
        found.setdefault(row[0], []).append(row)
    hits = []
    for rows in (found[key] for key in ids if key in found):
        key, code, state, active = rows[0][:4]
        names = listed(dict.fromkeys(row[4] for row in rows if row[4])) if known else ""
        phones = [row[5] for row in rows if row[5]] if known else []
        detail = "  ".join(filter(None, (names, mask_phone(phones[-1]) if phones else "")))
        tone = STATE_TONES.get(state, "plain") if active else "void"
        hits.append(Hit("unit", key, code, detail, ("unit.state", state), tone))
    return hits


def _person_hits(desk: Desk, ids: Sequence[int]) -> list[Hit]:
    found: dict[int, list[tuple[Any, ...]]] = {}
    for row in _ask(desk, _PEOPLE, ids):
        found.setdefault(row[0], []).append(row)
    hits = []
    for rows in (found[key] for key in ids if key in found):
        key, name, phone = rows[0][:3]
        units = list(dict.fromkeys(row[3] for row in rows if row[3]))[:3]
        detail = "  ".join(filter(None, (listed(units), mask_phone(phone or ""))))
        state = ("occupancy.role", rows[0][4]) if rows[0][4] else None
        hits.append(Hit("person", key, name, detail, state))
    return hits


# Literal statements: the one box asks them at every key, and building their text with Peewee
# takes several times as long as running them.
_FIRST_PHONE = (
    "(SELECT f.number FROM phone f WHERE f.person_id = p.id ORDER BY f.position, f.id LIMIT 1)"
)
_UNITS = (
    f"SELECT u.id, u.code, u.state, u.active, p.name, {_FIRST_PHONE} FROM unit u "
    "LEFT JOIN occupancy o ON o.unit_id = u.id AND o.role IN ('owner', 'tenant') "
    "AND (o.until IS NULL OR o.until >= ?) LEFT JOIN person p ON p.id = o.person_id "
    "WHERE u.id IN ({}) ORDER BY o.role, o.id"
)
_PEOPLE = (
    f"SELECT p.id, p.name, {_FIRST_PHONE}, u.code, o.role FROM person p "
    "LEFT JOIN occupancy o ON o.person_id = p.id AND (o.until IS NULL OR o.until >= ?) "
    "LEFT JOIN unit u ON u.id = o.unit_id WHERE p.id IN ({}) ORDER BY o.id"
)


def _ask(desk: Desk, sql: str, ids: Sequence[int]) -> Iterable[tuple[Any, ...]]:
    marks = ",".join("?" * len(ids))
    day = desk.today.isoformat()
    rows: Iterable[tuple[Any, ...]] = desk.storage.database.execute_sql(
        sql.format(marks), (day, *ids)
    )
    return rows


UNIT = SearchKind(
    1, "unit", N_("Units"), Permission.ESTATE_VIEW, Unit, unit_terms, _unit_hits, _all_units
)
PERSON = SearchKind(
    2, "person", N_("Customers"), Permission.CUSTOMER_VIEW, Person, person_terms, _person_hits,
    _all_people,
)  # fmt: skip
