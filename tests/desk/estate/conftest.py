"""A small estate: one building, an entrance, two units, two people."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from desk.core.desk import Desk
from desk.estate.buildings import BuildingDraft, create_building, create_entrance
from desk.estate.customers import PersonDraft, PhoneDraft, create_person
from desk.estate.units import UnitDraft, create_unit


@dataclass(frozen=True)
class Estate:
    """The ids of what there is."""

    building: int
    entrance: int
    unit: int
    other: int
    li: int
    wang: int


@pytest.fixture
def estate(desk: Desk) -> Estate:
    building = create_building(desk, BuildingDraft("3", "3栋")).id
    entrance = create_entrance(desk, building, "2").id
    unit = create_unit(desk, UnitDraft(building, "1502", area=7651)).id
    other = create_unit(desk, UnitDraft(building, "502", entrance)).id
    li = create_person(
        desk,
        PersonDraft(
            "李敏",
            document_kind="id_card",
            document="11010519491231002X",
            phones=(PhoneDraft("138 1234 5678"), PhoneDraft("13900001111", "office")),
        ),
    ).id
    wang = create_person(desk, PersonDraft("王建国", phones=(PhoneDraft("13812345678"),))).id
    return Estate(building, entrance, unit, other, li, wang)
