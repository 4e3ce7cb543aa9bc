"""What belongs to a unit or a person: vehicles, pets, notes and standing instructions 常设指示."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from desk.core.access import Permission
from desk.core.change import Change, once
from desk.core.desk import Desk
from desk.core.errors import Refused
from desk.core.frozen import frozen
from desk.core.storage import BaseModel
from desk.core.text import clean, plate
from desk.estate.asking import NOTES, NOTES_THERE, PETS, VEHICLES
from desk.estate.checks import Faults
from desk.estate.customers import person_row
from desk.estate.models import Note, Pet, Vehicle
from desk.estate.people_list import ERASED
from desk.estate.units import unit_row


@frozen
class VehicleRow:
    """A vehicle with whose it is."""

    id: int
    plate: str
    note: str
    unit: int | None
    unit_code: str
    person: int | None
    person_name: str


@frozen
class PetRow:
    """A pet and its licence."""

    id: int
    kind: str
    name: str
    licence: str
    unit: int | None
    person: int | None


@frozen
class NoteRow:
    """A note; a ``standing`` one is an instruction to follow until ``until``."""

    id: int
    text: str
    standing: bool
    at: datetime
    who: str
    until: date | None
    unit: int | None
    person: int | None


def vehicles(desk: Desk, *, unit: int | None = None, person: int | None = None) -> list[VehicleRow]:
    """The vehicles of a unit or of a person."""
    desk.require(Permission.CUSTOMER_VIEW)
    return [_vehicle_row(*row) for row in VEHICLES(unit, person)]


def get_vehicle(desk: Desk, vehicle: int) -> VehicleRow:
    """One vehicle. Raises Refused("vehicle.unknown")."""
    desk.require(Permission.CUSTOMER_VIEW)
    return _vehicle(_row(Vehicle, vehicle, "vehicle.unknown"))


@once(get_vehicle)
def add_vehicle(
    desk: Desk,
    number: str,
    *,
    unit: int | None = None,
    person: int | None = None,
    note: str = "",
    request: str | None = None,
) -> VehicleRow:
    """Note a vehicle of a unit, a person or both. Raises Refused beside each field."""
    with desk.change(Permission.CUSTOMER_EDIT, "vehicle.added", request) as change:
        with Faults() as faults:
            owner = _owner(faults, unit, person)
            kept = plate(faults.of(clean, number, "plate", 40, required=True) or "")
            note = faults.of(clean, note, "note", 200) or ""
            if kept and Vehicle.select().where((Vehicle.plate == kept) & _same(owner)).exists():
                faults.add("vehicle.twice", "plate", plate=kept)
        row = change.create(Vehicle, plate=kept, note=note, **owner)
        _about(change, row)
    return _vehicle(row)


def remove_vehicle(desk: Desk, vehicle: int) -> None:
    """Take a vehicle out of the list."""
    _remove(desk, Vehicle, vehicle, "vehicle.unknown", "vehicle.removed")


def pets(desk: Desk, *, unit: int | None = None, person: int | None = None) -> list[PetRow]:
    """The pets of a unit or of a person."""
    desk.require(Permission.CUSTOMER_VIEW)
    return [PetRow(*row) for row in PETS(unit, person)]


def get_pet(desk: Desk, pet: int) -> PetRow:
    """One pet. Raises Refused("pet.unknown")."""
    desk.require(Permission.CUSTOMER_VIEW)
    return _pet(_row(Pet, pet, "pet.unknown"))


@once(get_pet)
def add_pet(
    desk: Desk,
    kind: str,
    name: str = "",
    licence: str = "",
    *,
    unit: int | None = None,
    person: int | None = None,
    request: str | None = None,
) -> PetRow:
    """Note a pet of a unit or a person. Raises Refused beside each field."""
    with desk.change(Permission.CUSTOMER_EDIT, "pet.added", request) as change:
        with Faults() as faults:
            values: dict[str, Any] = _owner(faults, unit, person)
            values["kind"] = faults.of(clean, kind, "kind", 60, required=True)
            values["name"] = faults.of(clean, name, "name", 80)
            values["licence"] = faults.of(clean, licence, "licence", 60)
        row = change.create(Pet, **values)
        _about(change, row)
    return _pet(row)


def remove_pet(desk: Desk, pet: int) -> None:
    """Take a pet out of the list."""
    _remove(desk, Pet, pet, "pet.unknown", "pet.removed")


def notes(desk: Desk, *, unit: int | None = None, person: int | None = None) -> list[NoteRow]:
    """The notes on a unit or a person: instructions in force first, then the newest."""
    desk.require(Permission.CUSTOMER_VIEW)
    rows = [NoteRow(*row) for row in NOTES(unit, person)]
    return sorted(rows, key=lambda row: not in_force(row, desk.today))


def notes_there(desk: Desk, unit: int) -> list[NoteRow]:
    """The notes on everybody who is at a unit now, the newest first."""
    desk.require(Permission.CUSTOMER_VIEW)
    return [NoteRow(*row) for row in NOTES_THERE(unit, desk.today)]


def in_force(note: NoteRow, day: date) -> bool:
    """Whether a note is an instruction to follow on ``day``."""
    return note.standing and (note.until is None or note.until >= day)


def get_note(desk: Desk, note: int) -> NoteRow:
    """One note. Raises Refused("note.unknown")."""
    desk.require(Permission.CUSTOMER_VIEW)
    return _note(_row(Note, note, "note.unknown"))


@once(get_note)
def add_note(
    desk: Desk,
    text: str,
    *,
    unit: int | None = None,
    person: int | None = None,
    standing: bool = False,
    until: date | None = None,
    request: str | None = None,
) -> NoteRow:
    """Write a note on a unit or a person, or with ``standing`` an instruction to follow."""
    with desk.change(Permission.CUSTOMER_EDIT, "note.added", request) as change:
        with Faults() as faults:
            values: dict[str, Any] = _owner(faults, unit, person)
            values["text"] = faults.of(clean, text, "text", 4000, required=True, lines=True)
        who = desk.session.name if desk.session else ""
        row = change.create(Note, standing=standing, until=until, at=change.now, who=who, **values)
        _about(change, row)
    return _note(row)


def update_note(
    desk: Desk, note: int, text: str, *, standing: bool = False, until: date | None = None
) -> NoteRow:
    """Mend a note, or end an instruction by giving it a last day."""
    with desk.change(Permission.CUSTOMER_EDIT, "note.updated") as change:
        row = _row(Note, note, "note.unknown")
        text = clean(text, "text", 4000, required=True, lines=True)
        change.update(row, text=text, standing=standing, until=until)
        _about(change, row)
    return _note(row)


def remove_note(desk: Desk, note: int) -> None:
    """Take a note away; the log keeps that it was there."""
    _remove(desk, Note, note, "note.unknown", "note.removed")


def _owner(faults: Faults, unit: int | None, person: int | None) -> dict[str, Any]:
    if unit is None and person is None:
        faults.add("belonging.nobody", "unit")
    if unit is not None:
        faults.of(unit_row, unit)
    if person is not None:
        faults.of(person_row, person)
    return {"unit": unit, "person": person}


def _same(owner: dict[str, Any]) -> Any:
    unit, person = owner["unit"], owner["person"]
    if person is not None:
        return Vehicle.person == person
    return (Vehicle.unit == unit) & Vehicle.person.is_null()


def _about(change: Change, row: Any) -> None:
    """Put the change into the histories of the unit and the person, and mend how they are found."""
    for owner in (row.unit, row.person):
        if owner is not None:
            change.touch(owner)


def _row(model: type[BaseModel], key: int, unknown: str) -> Any:
    row = model.get_or_none(model._meta.primary_key == key)
    if row is None:
        raise Refused(unknown)
    return row


def _remove(desk: Desk, model: type[BaseModel], key: int, unknown: str, action: str) -> None:
    with desk.change(Permission.CUSTOMER_EDIT, action) as change:
        row = _row(model, key, unknown)
        _about(change, row)
        change.remove(row)


def _vehicle(row: Vehicle) -> VehicleRow:
    person, unit = row.person, row.unit
    name, erased = (person.name, person.erased_at) if person else ("", None)
    return _vehicle_row(
        row.id, row.plate, row.note, row.unit_id, unit and unit.code, row.person_id, name, erased
    )


def _vehicle_row(*row: Any) -> VehicleRow:
    key, plate, note, unit, code, person, name, erased = row
    who = ERASED if erased else name or ""
    return VehicleRow(key, plate, note, unit, code or "", person, who)


def _pet(row: Pet) -> PetRow:
    return PetRow(row.id, row.kind, row.name, row.licence, row.unit_id, row.person_id)


def _note(row: Note) -> NoteRow:
    return NoteRow(
        row.id, row.text, row.standing, row.at, row.who, row.until, row.unit_id, row.person_id
    )
