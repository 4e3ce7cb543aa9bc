"""A small estate to bill: two buildings, six units, owners and a tenant, three fee items."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pytest

from desk.core.desk import Desk
from desk.estate.buildings import BuildingDraft, create_building
from desk.estate.models import Occupancy, Person, Unit
from desk.fees.items import ItemDraft, create_item
from desk.fees.tariffs import TariffDraft, add_tariff

NOVEMBER = date(2026, 11, 1)


@dataclass(frozen=True)
class Site:
    """The ids of what there is. ``units`` are 1-101, 1-102, 1-103, 2-101, 2-102, 2-103."""

    buildings: tuple[int, int]
    units: tuple[int, ...]
    people: tuple[int, ...]
    area: int
    fixed: int
    shared: int

    @property
    def items(self) -> tuple[int, int, int]:
        return self.area, self.fixed, self.shared


def person(name: str) -> int:
    return int(Person.create(name=name, sort=name).id)


def role(
    unit: int, who: int, kind: str = "owner", since: date | None = None,
    until: date | None = None, share: int | None = None,
) -> None:  # fmt: skip
    Occupancy.create(unit=unit, person=who, role=kind, since=since, until=until, share=share)


@pytest.fixture
def site(desk: Desk) -> Site:
    buildings = tuple(
        create_building(desk, BuildingDraft(code, f"{code}栋")).id for code in ("1", "2")
    )
    units = tuple(
        Unit.create(
            building=building, room=f"10{door}", code=f"{at}-10{door}", sort=f"{at}-10{door}",
            area=8950 if door < 3 else 12000, floor=1, state="owner_occupied",
        ).id
        for at, building in enumerate(buildings, 1)
        for door in (1, 2, 3)
    )  # fmt: skip
    people = tuple(person(f"业主{n}") for n in range(1, 7))
    for unit, who in zip(units, people, strict=True):
        role(unit, who)
    area = create_item(desk, ItemDraft("物业费", "area")).id
    fixed = create_item(desk, ItemDraft("垃圾费", "fixed", payer="occupant", due_day=10)).id
    shared = create_item(desk, ItemDraft("公摊", "shared", payer="occupant")).id
    add_tariff(desk, TariffDraft(area, date(2020, 1, 1), price=28000))
    add_tariff(desk, TariffDraft(fixed, date(2020, 1, 1), price=80000))
    add_tariff(desk, TariffDraft(shared, date(2020, 1, 1), pool=100_000, basis="area"))
    return Site((buildings[0], buildings[1]), units, people, area, fixed, shared)
