"""The list of customers 客户, and how one person reads: numbers masked until they are revealed."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import peewee as pw

from desk.core.access import Permission
from desk.core.desk import Desk
from desk.core.frozen import frozen
from desk.core.kept import Kept
from desk.core.listing import Column, Filter, Listing, Order
from desk.core.text import mask_document, mask_phone
from desk.core.words import N_, listed
from desk.estate.models import Building, Occupancy, Person, Phone, Unit
from desk.estate.reading import tuples
from desk.estate.unit_list import BETWEEN, running

ROLE = "occupancy.role"
ERASED = "***"
"""Stands for the name of somebody whose personal data was erased."""


@frozen
class PersonRow:
    """A person or company as lists show one; ``phone`` and ``document`` are masked.

    ``units`` are the codes of the units with a running role, ``roles`` the roles there.
    """

    id: int
    kind: str
    name: str
    units: tuple[str, ...]
    roles: tuple[str, ...]
    phone: str
    document_kind: str
    document: str
    note: str
    erased_at: datetime | None


@frozen
class PhoneRow:
    """One telephone number of a person, masked."""

    id: int
    number: str
    label: str


@frozen
class RoleRow:
    """A role of a person at a unit over time; ``share`` in ten-thousandths."""

    id: int
    unit: int
    unit_code: str
    person: int
    person_name: str
    role: str
    share: int | None
    since: date | None
    until: date | None
    running: bool
    note: str


@frozen
class PersonView:
    """Everything about one person as the customer's page shows it; numbers masked."""

    id: int
    kind: str
    name: str
    sex: str
    document_kind: str
    document: str
    note: str
    phones: tuple[PhoneRow, ...]
    roles: tuple[RoleRow, ...]
    merged_into: int | None
    erased_at: datetime | None


def _held(column: Any, day: Any) -> Any:
    held, unit = Occupancy.alias(), Unit.alias()
    shown = held.role if column == "role" else unit.code
    return (
        held.select(pw.fn.string_agg(shown, BETWEEN))
        .join(unit, on=(held.unit == unit.id))
        .where((held.person == Person.id) & running(held, day))
    )


def _first_phone() -> Any:
    phone = Phone.alias()
    return (
        phone.select(phone.number)
        .where(phone.person == Person.id)
        .order_by(phone.position, phone.id)
        .limit(1)
    )


def people_query(desk: Desk) -> Any:
    """The select behind lists of people; ``person_row_view`` reads its rows."""
    day = desk.today
    return Person.select(
        Person.id, Person.kind, Person.name, Person.document_kind, Person.document, Person.note,
        Person.erased_at, _held("code", day), _held("role", day), _first_phone(),
    )  # fmt: skip


def person_row_view(desk: Desk, row: Any) -> PersonRow:
    """One tuple of ``people_query`` as a frozen row."""
    key, kind, name, document_kind, document, note, erased, units, roles, phone = row
    return PersonRow(
        key, kind, ERASED if erased else name, _split(units), _split(roles),
        mask_phone(phone or ""), document_kind, mask_document(document), note, erased,
    )  # fmt: skip


def read_people(desk: Desk, which: Any) -> list[PersonRow]:
    """The people who fulfil a condition on ``Person``, by name."""
    found = people_query(desk).where(which).order_by(Person.sort, Person.id).tuples()
    return [person_row_view(desk, row) for row in found]


def roles_of(desk: Desk, which: Any) -> tuple[RoleRow, ...]:
    """Roles that fulfil a condition on ``Occupancy``: running ones first, the newest first."""
    return tuple(_role(desk, row) for row in _roles(which).tuples())


def roles_at(desk: Desk, unit: int) -> tuple[RoleRow, ...]:
    """The roles at one unit, in the same order."""
    return tuple(_role(desk, row) for row in _AT(unit))


def _roles(which: Any) -> Any:
    o = Occupancy
    return (
        o.select(
            o.id, o.unit, Unit.code, o.person, Person.name, o.role, o.share, o.since, o.until,
            o.note, Person.erased_at,
        )
        .join(Unit)
        .switch(o)
        .join(Person)
        .where(which)
        .order_by(o.until.desc(nulls="first"), o.since.desc(), o.id)
    )  # fmt: skip


_AT = Kept(lambda unit: _roles(Occupancy.unit == unit), -1)


def _role(desk: Desk, row: Any) -> RoleRow:
    key, unit, code, person, name, role, share, since, until, note, erased = row
    runs = until is None or until >= desk.today
    return RoleRow(
        key, unit, code, person, ERASED if erased else name, role, share, since, until, runs, note
    )


def person_view(desk: Desk, row: Person) -> PersonView:
    """The frozen page of one person."""
    phones = Phone.select().where(Phone.person == row).order_by(Phone.position, Phone.id)
    return PersonView(
        row.id, row.kind, ERASED if row.erased_at else row.name, row.sex, row.document_kind,
        mask_document(row.document), row.note,
        tuple(PhoneRow(p.id, mask_phone(p.number), p.label) for p in phones),
        roles_of(desk, Occupancy.person == row), row.merged_into_id, row.erased_at,
    )  # fmt: skip


def _split(joined: str | None) -> tuple[str, ...]:
    return tuple(dict.fromkeys(joined.split(BETWEEN))) if joined else ()


def _having(desk: Desk, condition: Any, query: Any) -> Any:
    held = (
        Occupancy.select(Occupancy.person)
        .join(Unit)
        .where(condition & running(Occupancy, desk.today))
    )
    return query.where(Person.id.in_(held))


def _buildings(desk: Desk) -> list[tuple[str, str]]:
    query = Building.select(Building.id, Building.name).order_by(Building.sort)
    return [(str(key), name) for key, name in tuples(query)]


CUSTOMERS: Listing[PersonRow] = Listing(
    key="customers",
    title=N_("Customers"),
    permission=Permission.CUSTOMER_VIEW,
    model=Person,
    columns=(
        Column("name", N_("Name"), "text", lambda r: r.name, 180, sort="name"),
        Column("kind", N_("Kind"), "state", lambda r: r.kind, 80, "person.kind"),
        Column("units", N_("Units"), "text", lambda r: listed(r.units), 200),
        Column("role", N_("Role"), "state", lambda r: next(iter(r.roles), None), 110, ROLE),
        Column("phone", N_("Telephone"), "phone", lambda r: r.phone, 140),
        Column("document", N_("Document"), "code", lambda r: r.document, 190),
        Column("note", N_("Note"), "text", lambda r: r.note, 160, shown=False),
    ),
    query=people_query,
    make=person_row_view,
    orders={"name": Order(Person.sort)},
    default_order="name",
    filters=(
        Filter(
            "building", N_("Building"),
            lambda d, q, v: _having(d, Unit.building == int(v), q), choices=_buildings,
        ),
        Filter(
            "role", N_("Role"), lambda d, q, v: _having(d, Occupancy.role == v, q),
            words=ROLE,
        ),
        Filter("kind", N_("Kind"), lambda d, q, v: q.where(Person.kind == v), words="person.kind"),
    ),
    base=Person.merged_into.is_null() & Person.erased_at.is_null(),
)  # fmt: skip
