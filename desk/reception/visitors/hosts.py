"""Finding the host 被访人: by room, name, initials, phone, or by department."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from desk.core import pinyin
from desk.core.access import Permission
from desk.core.desk import Desk
from desk.core.frozen import frozen
from desk.core.text import mask_phone
from desk.estate.models import Note, Occupancy, Person, Phone, Unit
from desk.estate.words import ROLES
from desk.reception.visitors.lookups import departments_like
from desk.reception.visitors.watching import fold_name

UNIT, PERSON = 1, 2
"""Codes of the one box."""


@frozen
class HostChoice:
    """One way to say where a visitor wants to go: somebody at a unit, a unit, or a department.

    ``role`` is a code (occupancy.role); ``phone`` is masked; ``instructions`` are standing ones
    of the unit and the person, to be followed before the visitor is sent up.
    """

    unit: int | None = None
    unit_code: str = ""
    unit_state: str = ""
    department: int | None = None
    department_name: str = ""
    person: int | None = None
    name: str = ""
    role: str = ""
    phone: str = ""
    instructions: tuple[str, ...] = ()


def find_hosts(desk: Desk, text: str, limit: int = 8) -> list[HostChoice]:
    """Who may be meant by a room, a name, initials or a phone; occupants of a room one each."""
    desk.require(Permission.VISITOR_VIEW)
    found = {code: ids for code, ids, _ in desk.search.find(text, [UNIT, PERSON], limit)}
    units, people = found.get(UNIT, []), found.get(PERSON, [])
    choices = [
        HostChoice(department=key, department_name=name, phone=phone)
        for key, name, phone in departments_like(text)
    ]
    choices += _at_units(desk, units) + _of_people(desk, people)
    if not choices:
        choices = _both(desk, text, limit)
    unique = {(c.unit, c.person, c.department): c for c in reversed(choices)}
    return list(reversed(unique.values()))[:limit]


def _both(desk: Desk, text: str, limit: int) -> list[HostChoice]:
    """A room and somebody there, as in "1502 lm"."""
    room, _blank, name = text.strip().partition(" ")
    typed = fold_name(name)
    if not typed or not any(c.isdigit() for c in room):
        return []
    found = {code: ids for code, ids, _ in desk.search.find(room, [UNIT], limit)}
    return [
        choice
        for choice in _at_units(desk, found.get(UNIT, []))
        if choice.name
        and (
            typed in fold_name(choice.name)
            or pinyin.full(choice.name).startswith(typed)
            or pinyin.initials(choice.name).startswith(typed)
        )
    ]


def hosts_at(desk: Desk, unit: int) -> list[HostChoice]:
    """Everybody who may be visited at a unit, owners and tenants first."""
    desk.require(Permission.VISITOR_VIEW)
    return _at_units(desk, [unit])


def _at_units(desk: Desk, units: Sequence[int]) -> list[HostChoice]:
    if not units:
        return []
    rows = {row.id: row for row in Unit.select().where(Unit.id.in_(list(units)) & Unit.active)}
    held = _held(desk, Occupancy.unit.in_(list(rows)))
    notes = _instructions(desk, list(rows), [person for _, person, *_ in held])
    phones = _phones([person for _, person, *_ in held])
    by_unit: dict[int, list[HostChoice]] = defaultdict(list)
    for unit, person, role, name in held:
        by_unit[unit].append(_choice(rows[unit], person, role, name, phones, notes))
    choices: list[HostChoice] = []
    for unit in (key for key in units if key in rows):
        row = rows[unit]
        alone = HostChoice(row.id, row.code, row.state, instructions=notes["unit", unit])
        choices += by_unit[unit] or [alone]
    return choices


def _of_people(desk: Desk, people: Sequence[int]) -> list[HostChoice]:
    if not people:
        return []
    held = _held(desk, Occupancy.person.in_(list(people)))
    place = {person: number for number, person in enumerate(people)}
    held.sort(key=lambda each: place[each[1]])
    units = {row.id: row for row in Unit.select().where(Unit.id.in_([u for u, *_ in held]))}
    notes = _instructions(desk, list(units), people)
    phones = _phones(people)
    return [
        _choice(units[unit], person, role, name, phones, notes) for unit, person, role, name in held
    ]


def _held(desk: Desk, which: Any) -> list[tuple[int, int, str, str]]:
    """(unit, person, role, name) of running roles, owners and tenants first."""
    running = Occupancy.until.is_null() | (Occupancy.until >= desk.today)
    query: Any = (
        Occupancy.select(Occupancy.unit, Occupancy.person, Occupancy.role, Person.name)
        .join(Person)
        .where(which & running & Person.erased_at.is_null())
        .order_by(Occupancy.id)
    )
    found = list(query.tuples())
    order = {role: place for place, role in enumerate(ROLES)}
    return sorted(found, key=lambda each: order.get(each[2], len(order)))


def _phones(people: Sequence[int]) -> dict[int, str]:
    if not people:
        return {}
    query: Any = Phone.select(Phone.person, Phone.number).where(Phone.person.in_(list(people)))
    found: dict[int, str] = {}
    for person, number in query.order_by(Phone.position, Phone.id).tuples():
        found.setdefault(person, mask_phone(number))
    return found


def _instructions(
    desk: Desk, units: Sequence[int], people: Sequence[int]
) -> dict[tuple[str, int], tuple[str, ...]]:
    """Standing instructions in force by ("unit" or "person", id)."""
    found: dict[tuple[str, int], tuple[str, ...]] = defaultdict(tuple)
    about = Note.unit.in_(list(units)) | Note.person.in_(list(people))
    running = Note.until.is_null() | (Note.until >= desk.today)
    query: Any = Note.select(Note.unit, Note.person, Note.text)
    query = query.where(about & running & Note.standing)
    for unit, person, text in query.order_by(Note.id).tuples():
        if unit is not None:
            found["unit", unit] += (text,)
        if person is not None:
            found["person", person] += (text,)
    return found


def _choice(
    unit: Unit,
    person: int,
    role: str,
    name: str,
    phones: dict[int, str],
    notes: dict[tuple[str, int], tuple[str, ...]],
) -> HostChoice:
    said = (*notes["unit", unit.id], *notes["person", person])
    return HostChoice(
        unit.id, unit.code, unit.state, None, "", person, name, role, phones.get(person, ""),
        tuple(dict.fromkeys(said)),
    )  # fmt: skip
