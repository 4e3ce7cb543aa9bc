"""The unit card 房间卡: who this is and what is open. Every register adds its part by itself."""

from __future__ import annotations

from desk.core.access import Permission
from desk.core.desk import Desk
from desk.core.frozen import frozen
from desk.core.register import CardPart
from desk.core.text import mask_phone
from desk.estate.asking import NUMBERS
from desk.estate.belongings import (
    NoteRow,
    PetRow,
    VehicleRow,
    in_force,
    notes,
    notes_there,
    pets,
    vehicles,
)
from desk.estate.people_list import RoleRow, roles_at
from desk.estate.unit_list import UnitRow
from desk.estate.units import get_unit
from desk.estate.words import ROLES


@frozen
class CardPerson:
    """Somebody at the unit, now or before; phones are masked, reveal them one by one."""

    role: RoleRow
    phones: tuple[str, ...]


@frozen
class UnitCard:
    """What the desk sees of one unit. ``instructions`` are to be followed: show them first."""

    unit: UnitRow
    instructions: tuple[NoteRow, ...]
    now: tuple[CardPerson, ...]
    before: tuple[CardPerson, ...]
    vehicles: tuple[VehicleRow, ...]
    pets: tuple[PetRow, ...]
    notes: tuple[NoteRow, ...]
    parts: tuple[CardPart, ...]


def unit_card(desk: Desk, unit: int) -> UnitCard:
    """The card of one unit; without customer.view it tells of the unit alone.

    Raises Refused("unit.unknown").
    """
    row = get_unit(desk, unit)
    if not desk.allows(Permission.CUSTOMER_VIEW):
        return UnitCard(row, (), (), (), (), (), (), _parts(desk, unit))
    people = _people(desk, unit)
    said = _notes(desk, unit, people)
    return UnitCard(
        row,
        tuple(note for note in said if in_force(note, desk.today)),
        tuple(held for held in people if held.role.running),
        tuple(held for held in people if not held.role.running),
        tuple(vehicles(desk, unit=unit)),
        tuple(pets(desk, unit=unit)),
        tuple(note for note in said if not in_force(note, desk.today)),
        _parts(desk, unit),
    )


def _notes(desk: Desk, unit: int, people: list[CardPerson]) -> list[NoteRow]:
    """The unit's notes, then those of who is there, in the order of the people."""
    said = notes(desk, unit=unit)
    order = {held.role.person: place for place, held in enumerate(people) if held.role.running}
    others = sorted(notes_there(desk, unit), key=lambda note: order.get(note.person or 0, 99))
    return said + [note for note in others if note not in said]


def _people(desk: Desk, unit: int) -> list[CardPerson]:
    roles = roles_at(desk, unit)
    numbers: dict[int, list[str]] = {}
    for person, number in NUMBERS(unit):
        numbers.setdefault(person, []).append(mask_phone(number))
    rank = {role: place for place, role in enumerate(ROLES)}
    ordered = sorted(roles, key=lambda held: (not held.running, rank.get(held.role, 99)))
    return [CardPerson(held, tuple(numbers.get(held.person, ()))) for held in ordered]


def _parts(desk: Desk, unit: int) -> tuple[CardPart, ...]:
    found = (r.unit_card(desk, unit) for r in desk.registers if r.unit_card is not None)
    return tuple(part for part in found if part is not None and part.lines)
