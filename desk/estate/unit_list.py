"""The list of units, and how one unit reads in lists, forms and on its card."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import peewee as pw

from desk.core.access import Permission
from desk.core.desk import Desk
from desk.core.frozen import frozen
from desk.core.kept import Kept
from desk.core.listing import Column, Filter, Listing, Order
from desk.core.text import mask_phone
from desk.core.words import N_, listed
from desk.estate.models import Building, Entrance, Occupancy, Person, Phone, Unit
from desk.estate.reading import tuples
from desk.estate.words import STATE_TONES

BETWEEN = "\x1f"
"""Stands between names that a query puts into one text; no name can contain it."""


@frozen
class UnitRow:
    """A unit as lists and forms show one. ``area`` in hundredths of a m²; ``phone`` is masked."""

    id: int
    code: str
    building: int
    building_name: str
    entrance: int | None
    entrance_code: str
    room: str
    floor: int | None
    kind: str
    area: int | None
    state: str
    active: bool
    note: str
    owners: tuple[str, ...]
    tenants: tuple[str, ...]
    phone: str


def running(alias: Any, day: Any) -> Any:
    """The condition that an occupancy runs on ``day``."""
    return alias.until.is_null() | (alias.until >= day)


def _names(role: str, day: Any) -> Any:
    held, person = Occupancy.alias(), Person.alias()
    return (
        held.select(pw.fn.string_agg(person.name, BETWEEN))
        .join(person, on=(held.person == person.id))
        .where((held.unit == Unit.id) & (held.role == role) & running(held, day))
    )


def _phone(day: Any) -> Any:
    held, phone = Occupancy.alias(), Phone.alias()
    return (
        held.select(phone.number)
        .join(phone, on=(phone.person == held.person))
        .where((held.unit == Unit.id) & held.role.in_(["owner", "tenant"]) & running(held, day))
        .order_by(held.role.desc(), held.id, phone.position)
        .limit(1)
    )


def units_query(desk: Desk) -> Any:
    """The joined select behind lists of units; ``unit_view`` reads its rows."""
    return _query(desk.today)


def _query(day: Any) -> Any:
    return (
        Unit.select(
            Unit.id, Unit.code, Unit.building, Building.name, Unit.entrance, Entrance.code,
            Unit.room, Unit.floor, Unit.kind, Unit.area, Unit.state, Unit.active, Unit.note,
            _names("owner", day), _names("tenant", day), _phone(day),
        )
        .join(Building)
        .join(Entrance, pw.JOIN.LEFT_OUTER, on=(Unit.entrance == Entrance.id))
    )  # fmt: skip


def unit_view(desk: Desk, row: Any) -> UnitRow:
    """One tuple of ``units_query`` as a frozen row; whose it is only for those who may know."""
    *facts, owners, tenants, phone = row
    facts[5] = facts[5] or ""
    if not desk.allows(Permission.CUSTOMER_VIEW):
        owners = tenants = phone = None
    facts += [_split(owners), _split(tenants), mask_phone(phone or "")]
    return UnitRow(*facts)


def read_units(desk: Desk, which: Any) -> list[UnitRow]:
    """The units that fulfil a condition on ``Unit``, in the order people count."""
    found = units_query(desk).where(which).order_by(Unit.sort, Unit.id).tuples()
    return [unit_view(desk, row) for row in found]


def read_unit(desk: Desk, unit: int) -> UnitRow | None:
    """The unit with this id: for forms and cards, at every change of theirs."""
    found = _ONE(unit, desk.today)
    return unit_view(desk, found[0]) if found else None


_ONE = Kept(lambda unit, day: _query(day).where(Unit.id == unit), -1, date.min)


def unit_ids(desk: Desk, buildings: Sequence[int]) -> tuple[int, ...]:
    """The ids of all units of some buildings, in the order people count."""
    desk.require(Permission.ESTATE_VIEW)
    query = Unit.select(Unit.id).where(Unit.building.in_(list(buildings))).order_by(Unit.sort)
    return tuple(key for (key,) in tuples(query))


def _split(joined: str | None) -> tuple[str, ...]:
    return tuple(dict.fromkeys(joined.split(BETWEEN))) if joined else ()


def _buildings(desk: Desk) -> list[tuple[str, str]]:
    query = Building.select(Building.id, Building.name).order_by(Building.sort)
    return [(str(key), name) for key, name in tuples(query)]


def _vacant(desk: Desk, query: Any, value: Any) -> Any:
    """Units where nobody has a running role as owner or tenant (``value`` false: somebody has)."""
    held = Occupancy.alias()
    taken = held.select(held.unit).where(
        held.role.in_(["owner", "tenant"]) & running(held, desk.today)
    )
    return query.where(Unit.id.not_in(taken) if value else Unit.id.in_(taken))


UNITS: Listing[UnitRow] = Listing(
    key="units",
    title=N_("Units"),
    permission=Permission.ESTATE_VIEW,
    model=Unit,
    columns=(
        Column("code", N_("Unit"), "code", lambda r: r.code, 90, sort="sort"),
        Column("building", N_("Building"), "text", lambda r: r.building_name, 100, shown=False),
        Column("entrance", N_("Entrance"), "text", lambda r: r.entrance_code, 80, shown=False),
        Column("floor", N_("Floor"), "int", lambda r: r.floor, 60, shown=False),
        Column("kind", N_("Kind"), "state", lambda r: r.kind, 100, "unit.kind"),
        Column("area", N_("Area"), "area", lambda r: r.area, 100),
        Column(
            "state", N_("State"), "state", lambda r: r.state, 148, "unit.state",
            tone=lambda r: STATE_TONES.get(r.state),
        ),
        Column("owners", N_("Owners"), "text", lambda r: listed(r.owners), 120),
        Column("tenants", N_("Tenants"), "text", lambda r: listed(r.tenants), 100),
        Column("phone", N_("Telephone"), "phone", lambda r: r.phone, 130),
        Column("note", N_("Note"), "text", lambda r: r.note, 160, shown=False),
    ),
    query=units_query,
    make=unit_view,
    orders={"sort": Order(Unit.sort)},
    default_order="sort",
    filters=(
        Filter(
            "building", N_("Building"), lambda d, q, v: q.where(Unit.building == int(v)),
            choices=_buildings,
        ),
        Filter("kind", N_("Kind"), lambda d, q, v: q.where(Unit.kind == v), words="unit.kind"),
        Filter("state", N_("State"), lambda d, q, v: q.where(Unit.state == v), words="unit.state"),
        Filter("vacant", N_("Nobody there"), _vacant, "flag"),
        Filter("active", N_("In use"), lambda d, q, v: q.where(Unit.active == bool(v)), "flag"),
    ),
    defaults={"active": True},
)  # fmt: skip
