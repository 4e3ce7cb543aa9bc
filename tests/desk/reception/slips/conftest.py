"""A unit with owner and tenant, one with debts, for the slips' tests."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import pytest

from desk.core.desk import Desk
from desk.core.reindex import reindex
from desk.estate.models import Building, Occupancy, Person, Phone, Unit
from desk.fees.drawer.shifts import open_shift
from desk.fees.models import Charge, FeeItem
from desk.fees.till.drafts import LineDraft, ReceiptDraft, TenderDraft
from desk.fees.till.post import post_receipt
from desk.reception.slips.drafts import WHOLE, ItemDraft, SlipDraft

OVERDUE = date(2026, 10, 1)
"""A month before the tests' today, 2026-11-02."""


@dataclass(frozen=True)
class Place:
    """Ids: a unit that owes nothing, one with an overdue and a coming debt, who lives there."""

    clear: int
    owing: int
    owner: int
    tenant: int
    fee: int
    debts: tuple[int, int]

    def draft(self, **values: Any) -> SlipDraft:
        """The tenant of the clear unit sends two things out for repair."""
        goods = (ItemDraft("冰箱", WHOLE, "台"), ItemDraft("纸箱", 6 * WHOLE, "箱", "书"))
        given = {
            "unit": self.clear, "kind": "repair_out", "person": self.tenant, "name": "王强",
            "standing": "tenant", "identity": "document", "document_kind": "passport",
            "document": "E12345678", "phone": "13912340001", "items": goods, "authority": "self",
            "carrier": "快捷搬家", "plate": "粤B·12345", **values,
        }  # fmt: skip
        return SlipDraft(**given)


def pay(desk: Desk, place: Place, charge: int, amount: int) -> str:
    """Pay a debt in cash."""
    line = LineDraft(kind="charge", charge=charge, amount=amount)
    draft = ReceiptDraft(lines=(line,), tenders=(TenderDraft("cash", amount),), unit=place.owing,
                         person=place.owner)  # fmt: skip
    return post_receipt(desk, draft).number


@pytest.fixture
def place(desk: Desk) -> Place:
    """The estate, found by the one box too, and an open drawer."""
    building = Building.create(code="3", name="3栋", sort="000003")
    clear, owing = [
        Unit.create(building=building, room=r, code=f"3-{r}", sort=f"3|{r}", area=8950)
        for r in ("1502", "0801")
    ]
    owner = Person.create(name="李敏", sort="limin", salt=b"s")
    tenant = Person.create(name="王强", sort="wangqiang", salt=b"s")
    Phone.create(person=owner, number="13800138000", salt=b"s")
    Phone.create(person=tenant, number="13912340001", salt=b"s")
    for unit in (clear, owing):
        Occupancy.create(unit=unit, person=owner, role="owner")
        Occupancy.create(unit=unit, person=tenant, role="tenant")
    fee = FeeItem.create(name="物业费", kind="area")
    debts = tuple(
        Charge.create(
            unit=owing, item=fee, source="manual", posted_on=due, period_from=due, due=due,
            period_to=due + timedelta(days=29), amount=amount, balance=amount,
        ).id
        for due, amount in ((OVERDUE, 25_060), (date(2026, 11, 30), 10_000))
    )  # fmt: skip
    open_shift(desk, 20_000)
    reindex(desk)
    return Place(clear.id, owing.id, owner.id, tenant.id, fee.id, (debts[0], debts[1]))
