"""Public facilities 公共设施 and their basics: lifts, pumps, gates, playgrounds."""

from __future__ import annotations

from datetime import date
from typing import Any

import peewee as pw

from desk.core.access import Permission
from desk.core.change import once
from desk.core.desk import Desk
from desk.core.errors import Refused
from desk.core.frozen import frozen
from desk.core.text import clean
from desk.estate.buildings import building_row
from desk.estate.checks import Faults
from desk.estate.models import Building, Facility
from desk.estate.words import FACILITY_KINDS


@frozen
class FacilityDraft:
    """What is typed for a facility; without ``building`` it belongs to the whole site."""

    name: str
    kind: str = "other"
    building: int | None = None
    place: str = ""
    maker: str = ""
    installed: date | None = None
    keeper: str = ""
    phone: str = ""
    note: str = ""
    active: bool = True


@frozen
class FacilityRow:
    """A facility as lists show it."""

    id: int
    name: str
    kind: str
    building: int | None
    building_name: str
    place: str
    maker: str
    installed: date | None
    keeper: str
    phone: str
    note: str
    active: bool


def facilities(desk: Desk, building: int | None = None) -> list[FacilityRow]:
    """The facilities of the site, or of one building, those in use first."""
    desk.require(Permission.ESTATE_VIEW)
    query = Facility.select(Facility, Building).join(Building, pw.JOIN.LEFT_OUTER)
    if building is not None:
        query = query.where(Facility.building == building)
    return [_view(row) for row in query.order_by(Facility.active.desc(), Facility.name)]


def get_facility(desk: Desk, facility: int) -> FacilityRow:
    """One facility. Raises Refused("facility.unknown")."""
    desk.require(Permission.ESTATE_VIEW)
    return _view(_row(facility))


@once(get_facility)
def create_facility(desk: Desk, draft: FacilityDraft, *, request: str | None = None) -> FacilityRow:
    """Add a facility. Raises Refused beside the field."""
    with desk.change(Permission.ESTATE_EDIT, "facility.created", request) as change:
        row = change.create(Facility, **_checked(draft))
    return _view(row)


def update_facility(desk: Desk, facility: int, draft: FacilityDraft) -> FacilityRow:
    """Alter a facility or take it out of use."""
    with desk.change(Permission.ESTATE_EDIT, "facility.updated") as change:
        row = _row(facility)
        change.update(row, **_checked(draft))
    return _view(_row(facility))


def _checked(draft: FacilityDraft) -> dict[str, Any]:
    with Faults() as faults:
        values: dict[str, Any] = {
            "name": faults.of(clean, draft.name, "name", 120, required=True),
            "kind": faults.among(draft.kind, FACILITY_KINDS, "kind"),
            "place": faults.of(clean, draft.place, "place", 200),
            "maker": faults.of(clean, draft.maker, "maker", 120),
            "keeper": faults.of(clean, draft.keeper, "keeper", 120),
            "phone": faults.of(clean, draft.phone, "phone", 60),
            "note": faults.of(clean, draft.note, "note", 4000, lines=True),
        }
        if draft.building is not None:
            faults.of(building_row, draft.building)
    return values | {
        "building": draft.building, "installed": draft.installed, "active": draft.active,
    }  # fmt: skip


def _row(facility: int) -> Facility:
    row = Facility.get_or_none(Facility.id == facility)
    if row is None:
        raise Refused("facility.unknown", "facility")
    return row


def _view(row: Facility) -> FacilityRow:
    name = row.building.name if row.building else ""
    return FacilityRow(
        row.id, row.name, row.kind, row.building_id, name, row.place, row.maker,
        row.installed, row.keeper, row.phone, row.note, row.active,
    )  # fmt: skip
