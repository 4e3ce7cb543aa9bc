"""Three flats with their owners and two fee items with a price: what a money day begins with."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from desk import app
from desk.core.access import Role
from desk.core.clock import FixedClock
from desk.core.desk import Desk
from desk.estate.buildings import BuildingDraft, create_building
from desk.estate.customers import PersonDraft, create_person
from desk.estate.occupancy import RoleDraft, move_in
from desk.estate.units import UnitDraft, create_unit
from desk.fees.billing.drafts import RunDraft
from desk.fees.billing.run import post
from desk.fees.items import ItemDraft, create_item
from desk.fees.tariffs import TariffDraft, add_tariff
from tests.stores import as_role

BILL = 25_060 + 800
"""A month of 3-1501 or 3-1503: 89.50 m² × ¥2.80 and ¥8.00."""
LARGE = 112_000 + 800
"""A month of 3-1502, above the limit of what one person may void."""
OWNERS = {"1501": ("李敏", 8_950), "1502": ("王强", 40_000), "1503": ("欧阳静", 8_950)}


def furnish(desk: Desk) -> dict[str, int]:
    """Fill an open store; the units by their codes."""
    as_role(desk, Role.ADMINISTRATOR)
    building = create_building(desk, BuildingDraft("3", "3栋"))
    units = {}
    for room, (name, area) in OWNERS.items():
        units[f"3-{room}"] = flat(desk, building.id, room, name, area)
    for name, kind, price in (("物业费", "area", 28_000), ("垃圾清运费", "fixed", 80_000)):
        item = create_item(desk, ItemDraft(name, kind))
        add_tariff(desk, TariffDraft(item.id, date(2026, 1, 1), price=price))
    return units


def flat(desk: Desk, building: int, room: str, owner: str, area: int) -> int:
    """One more flat and who owns it."""
    unit = create_unit(desk, UnitDraft(building, room, area=area, state="owner_occupied"))
    person = create_person(desk, PersonDraft(owner))
    move_in(desk, RoleDraft(unit.id, person.id, "owner"))
    return unit.id


def bill(desk: Desk, month: date) -> None:
    """Charge a month to everybody."""
    as_role(desk, Role.CASHIER)
    post(desk, RunDraft(month, (1, 2)))


@pytest.fixture
def folder(folder: Path, clock: FixedClock) -> Path:
    """A store with the three flats; nothing is owed."""
    desk = app.open_desk(folder, clock=clock)
    furnish(desk)
    desk.close()
    return folder
