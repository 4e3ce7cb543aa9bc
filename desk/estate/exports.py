"""The estate's part of the full export: one CSV a table, unmasked, under stable English keys."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import peewee as pw

from desk.core.desk import Desk
from desk.core.register import Export
from desk.estate.models import (
    Building,
    Department,
    Entrance,
    Facility,
    ImportBatch,
    Note,
    Occupancy,
    Person,
    Pet,
    Phone,
    Unit,
    Vehicle,
)

Rows = Iterator[Sequence[object]]


def area_m2(hundredths: int | None) -> str:
    """Hundredths of a square metre as a decimal with a dot: 7651 → 76.51."""
    return "" if hundredths is None else f"{hundredths // 100}.{hundredths % 100:02d}"


def _stream(query: Any) -> Rows:
    yield from query.tuples().iterator()


def _units(desk: Desk) -> Rows:
    query = (
        Unit.select(
            Building.code, Unit.room, Unit.kind, Unit.area, Unit.state, Entrance.code, Unit.floor,
            Unit.code, Unit.active, Unit.note,
        )
        .join(Building)
        .join(Entrance, pw.JOIN.LEFT_OUTER, on=(Unit.entrance == Entrance.id))
        .order_by(Unit.sort, Unit.id)
    )  # fmt: skip
    for building, room, kind, area, *rest in _stream(query):
        yield (building, room, kind, area_m2(area), *rest)  # type: ignore[arg-type]


def _occupancies(desk: Desk) -> Rows:
    numbers = Phone.select(pw.SQL("string_agg(number, ';' ORDER BY position, id)")).where(
        Phone.person == Occupancy.person
    )
    query = (
        Occupancy.select(
            Building.code, Unit.room, Person.name, Occupancy.role, numbers, Occupancy.since,
            Occupancy.until, Occupancy.share, Entrance.code, Unit.code, Person.kind,
            Occupancy.person, Occupancy.note,
        )
        .join(Unit)
        .join(Building)
        .join_from(Unit, Entrance, pw.JOIN.LEFT_OUTER)
        .join_from(Occupancy, Person)
        .order_by(Unit.sort, Unit.id, Occupancy.id)
    )  # fmt: skip
    for row in _stream(query):
        share = "" if row[7] is None else f"{row[7] / 10_000:.4f}"  # type: ignore[operator]
        yield (*row[:7], share, *row[8:])


def _people(desk: Desk) -> Rows:
    return _stream(
        Person.select(
            Person.id, Person.kind, Person.name, Person.sex, Person.document_kind,
            Person.document, Person.note, Person.merged_into, Person.erased_at,
        ).order_by(Person.id)
    )  # fmt: skip


def _simple(query: Any) -> Any:
    def rows(desk: Desk) -> Iterable[Sequence[object]]:
        return _stream(query())

    return rows


EXPORTS_BUILDINGS = (
    Export(
        "buildings", ("code", "name", "note"),
        _simple(lambda: Building.select(Building.code, Building.name, Building.note)),
    ),
    Export(
        "entrances", ("building", "code", "name"),
        _simple(
            lambda: Entrance.select(Building.code, Entrance.code, Entrance.name).join(Building)
        ),
    ),
    Export(
        "facilities",
        ("name", "kind", "building", "place", "maker", "installed", "keeper", "phone", "active",
         "note"),
        _simple(
            lambda: Facility.select(
                Facility.name, Facility.kind, Building.code, Facility.place, Facility.maker,
                Facility.installed, Facility.keeper, Facility.phone, Facility.active,
                Facility.note,
            ).join(Building, pw.JOIN.LEFT_OUTER)
        ),
    ),
    Export(
        "departments", ("name", "phone", "active"),
        _simple(
            lambda: Department.select(Department.name, Department.phone, Department.active)
        ),
    ),
)  # fmt: skip
EXPORTS_UNITS = (
    Export(
        "units",
        ("building", "room", "kind", "area_m2", "state", "entrance", "floor", "code", "active",
         "note"),
        _units,
    ),
)  # fmt: skip
EXPORTS_CUSTOMERS = (
    Export(
        "people",
        ("id", "kind", "name", "sex", "document_kind", "document", "note", "merged_into",
         "erased_at"),
        _people,
    ),
    Export(
        "phones", ("person", "number", "label", "position"),
        _simple(
            lambda: Phone.select(Phone.person, Phone.number, Phone.label, Phone.position)
            .order_by(Phone.person, Phone.position)
        ),
    ),
    Export(
        "occupancies",
        ("building", "room", "name", "role", "phones", "since", "until", "share", "entrance",
         "unit", "person_kind", "person", "note"),
        _occupancies,
    ),
    Export(
        "vehicles", ("plate", "unit", "person", "note"),
        _simple(
            lambda: Vehicle.select(Vehicle.plate, Unit.code, Vehicle.person, Vehicle.note)
            .join(Unit, pw.JOIN.LEFT_OUTER).order_by(Vehicle.id)
        ),
    ),
    Export(
        "pets", ("kind", "name", "licence", "unit", "person"),
        _simple(
            lambda: Pet.select(Pet.kind, Pet.name, Pet.licence, Unit.code, Pet.person)
            .join(Unit, pw.JOIN.LEFT_OUTER).order_by(Pet.id)
        ),
    ),
    Export(
        "notes", ("text", "standing", "at", "who", "until", "unit", "person"),
        _simple(
            lambda: Note.select(
                Note.text, Note.standing, Note.at, Note.who, Note.until, Unit.code, Note.person
            ).join(Unit, pw.JOIN.LEFT_OUTER).order_by(Note.id)
        ),
    ),
)  # fmt: skip
EXPORTS_IMPORTS = (
    Export(
        "imports", ("digest", "at", "who", "counts"),
        _simple(
            lambda: ImportBatch.select(
                ImportBatch.digest, ImportBatch.at, ImportBatch.who, ImportBatch.counts
            ).order_by(ImportBatch.id)
        ),
    ),
)  # fmt: skip
