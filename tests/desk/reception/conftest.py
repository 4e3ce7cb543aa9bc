"""A small estate for the reception's tests: two buildings, hosts, a department."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from desk.core.desk import Desk
from desk.core.preferences import save
from desk.core.reindex import reindex
from desk.estate.models import Building, Department, Note, Occupancy, Person, Phone, Unit
from desk.reception.visitors.drafts import VisitDraft


@dataclass(frozen=True)
class Place:
    """Ids of what stands in the estate: units 3-1502, 3-0801, 5-0302, a host, a department."""

    unit: int
    other: int
    far: int
    host: int
    department: int

    def draft(self, name: str = "张伟", purpose: str = "送货", **values: object) -> VisitDraft:
        """A visitor of unit 3-1502 unless ``values`` say else."""
        return VisitDraft(**{"name": name, "purpose": purpose, "unit": self.unit, **values})  # type: ignore[arg-type]


@pytest.fixture
def place(desk: Desk) -> Place:
    """The estate, found by the one box too."""
    save(desk, {"visitors.stays": "送货 30", "visitors.purposes": "送货; 维修; 办事"})
    three = Building.create(code="3", name="3栋", sort="000003")
    five = Building.create(code="5", name="5栋", sort="000005")
    rooms = [(three, "1502"), (three, "0801"), (five, "0302")]
    units = [
        Unit.create(
            building=b, room=r, code=f"{b.code}-{r}", sort=f"{b.sort}|{r}", floor=int(r[:2])
        )
        for b, r in rooms
    ]
    host = Person.create(name="李敏", sort="limin", salt=b"s")
    Phone.create(person=host, number="13800138000", salt=b"s")
    Occupancy.create(unit=units[0], person=host, role="owner")
    Note.create(unit=units[0], standing=True, text="先电话确认", at=desk.now, who="x", salt=b"s")
    department = Department.create(name="工程部", phone="02088880000")
    reindex(desk)
    return Place(units[0].id, units[1].id, units[2].id, host.id, department.id)
