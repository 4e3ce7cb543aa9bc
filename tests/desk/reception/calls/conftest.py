"""A unit, who lives there with their telephone, and a department."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import pytest

from desk.core.desk import Desk
from desk.estate.models import Building, Department, Note, Occupancy, Person, Phone, Unit
from desk.reception.calls.drafts import CallDraft

NUMBER = "13760238842"


@dataclass(frozen=True)
class Place:
    """Ids of what is there."""

    building: int
    unit: int
    person: int
    department: int

    def draft(self, **values: Any) -> CallDraft:
        """A call about a dripping tap."""
        made = CallDraft(NUMBER, "李敏", self.unit, self.person, subject="厨房水龙头滴水")
        return replace(made, **values)


@pytest.fixture
def place(desk: Desk) -> Place:
    building = Building.create(code="3", name="3栋", sort="3")
    unit = Unit.create(building=building, room="1502", code="3-1502", sort="3-1502")
    person = Person.create(name="李敏", sort="limin")
    Phone.create(person=person, number=NUMBER, label="手机")
    Occupancy.create(unit=unit, person=person, role="owner")
    Note.create(unit=unit, standing=True, text="家有老人,请多响几声", at=desk.now, who="陈佳慧")
    department = Department.create(name="工程部")
    return Place(building.id, unit.id, person.id, department.id)
