"""A small estate with engineers and prices, for the tests of repairs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pytest

from desk.core.desk import Desk
from desk.core.models import Staff
from desk.core.preferences import save
from desk.core.reindex import reindex
from desk.estate.models import Building, Facility, Occupancy, Person, Phone, Unit
from desk.fees.amounts import ONE
from desk.service.models.orders import MaterialPrice, OrderKind
from desk.service.orders import finish as ending
from desk.service.orders.dispatch import assign
from desk.service.orders.drafts import EngineerDraft, FinishDraft, LineDraft, OrderDraft
from desk.service.orders.options import NAMES
from desk.service.orders.rows import OrderRow
from desk.service.orders.verbs import create_order
from desk.service.orders.work import accept, arrive, pause


@dataclass(frozen=True)
class Site:
    """Ids: two units, their owner, a lift, kinds, price lines, the engineer's account."""

    desk: Desk
    unit: int
    other: int
    owner: int
    lift: int
    water: int
    free: int
    labour: int
    valve: int
    engineer: int

    @property
    def me(self) -> EngineerDraft:
        return EngineerDraft(self.engineer)

    def draft(self, **values: Any) -> OrderDraft:
        """A dripping tap at the first unit unless ``values`` say else."""
        whole = {
            "unit": self.unit, "person": self.owner, "name": "李敏", "phone": "13800138000",
            "kind": self.water, "text": "厨房水龙头滴水", **values,
        }  # fmt: skip
        return OrderDraft(**whole)

    def report(self, **values: Any) -> OrderRow:
        return create_order(self.desk, self.draft(**values))

    def done(self, *lines: LineDraft, **values: Any) -> FinishDraft:
        """An hour of work and a valve, for the customer."""
        given = lines or (LineDraft(ONE, self.labour), LineDraft(2 * ONE, self.valve))
        return FinishDraft(**{"result": "更换阀芯", "lines": given, **values})

    def at(self, state: str, **values: Any) -> OrderRow:
        """An order in ``state``, by the verbs themselves."""
        desk, row = self.desk, self.report(**values)
        if state == "open":
            return row
        if state == "cancelled":
            from desk.service.orders.verbs import cancel

            return cancel(desk, row.id, "误报")
        row = assign(desk, row.id, (self.me,))
        for until, step in (("assigned", accept), ("accepted", arrive)):
            if state == until:
                return row
            row = step(desk, row.id)
        if state == "working":
            return row
        if state == "paused":
            return pause(desk, row.id, "等配件")
        row = ending.finish(desk, row.id, self.done())
        if state == "done":
            return row
        row = ending.called_back(desk, row.id, 5, "很好")
        return row if state == "called_back" else ending.close(desk, row.id)


@pytest.fixture
def site(desk: Desk) -> Site:
    building = Building.create(code="3", name="3栋", sort="000003")
    units = [
        Unit.create(building=building, room=r, code=f"3-{r}", sort=f"3|{r}", area=8950)
        for r in ("1502", "0801")
    ]
    owner = Person.create(name="李敏", sort="limin", salt=b"s")
    Phone.create(person=owner, number="13800138000", salt=b"s")
    Occupancy.create(unit=units[0], person=owner, role="owner")
    lift = Facility.create(building=building, name="1号电梯", kind="lift")
    labour = MaterialPrice.create(kind="labour", name="上门人工", measure="次", price=5_000)
    valve = MaterialPrice.create(kind="material", name="阀芯", measure="只", price=3_500)
    engineer = Staff.get(Staff.account == "engineer")
    save(desk, {NAMES.key: "王师傅; 刘师傅"})
    reindex(desk)
    kinds = {kind.code: kind.id for kind in OrderKind.select()}
    return Site(
        desk, units[0].id, units[1].id, owner.id, lift.id, kinds["water"], kinds["facility"],
        labour.id, valve.id, engineer.id,
    )  # fmt: skip
