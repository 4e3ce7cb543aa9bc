"""What a cashier's weeks at random begin with, and what is noted of each receipt beside it."""

from __future__ import annotations

from dataclasses import dataclass, field

from hypothesis import strategies as st

from desk.core.desk import Desk
from desk.estate.models import Building, Occupancy, Person, Unit
from desk.fees.models import FeeItem, Tariff
from desk.fees.till.drafts import TenderDraft
from tests.stores import PASSWORD, START

OPENING = 10_000
MANAGER = ("manager", PASSWORD)
AMOUNT = st.integers(1, 60_000)
UNITS = st.integers(1, 3)
WAYS = st.sampled_from(("cash", "wechat", "both"))
MANAGEMENT, CLEANING, ONCE, DEPOSIT, INCOME = range(1, 6)


@dataclass
class Taken:
    """What one receipt did, so that a void can be reckoned by hand."""

    shift: int
    paid: dict[int, int] = field(default_factory=dict)
    let_off: dict[int, int] = field(default_factory=dict)
    held: dict[int, int] = field(default_factory=dict)
    late: list[int] = field(default_factory=list)
    cash: int = 0


def fill(desk: Desk) -> None:
    """Three units, two owners, five items."""
    Building.create(id=1, code="1", name="1", sort="1")
    for n in (1, 2, 3):
        Unit.create(
            id=n, building=1, room=f"10{n}", code=f"1-10{n}", sort=f"{n}", area=8_950 + n,
            state="owner_occupied",
        )  # fmt: skip
    for n, unit in enumerate((1, 2, 2), 1):
        Person.create(id=n, name=f"张{n}", sort=f"{n}", salt=b"salt")
        Occupancy.create(unit=unit, person=n, role="owner")
    made = (
        (MANAGEMENT, "area", {"late_rate": 700, "grace": 3, "late_cap": 1000}),
        (CLEANING, "fixed", {"late_rate": 333, "grace": 0, "late_cap": 50}),
        (ONCE, "one_off", {}), (DEPOSIT, "deposit", {}), (INCOME, "sundry", {}),
    )  # fmt: skip
    for key, kind, late in made:
        FeeItem.create(id=key, name=f"{kind}{key}", kind=kind, position=key, **late)
    for item, price in ((MANAGEMENT, 28_350), (CLEANING, 153_300)):
        Tariff.create(item=item, since=START.date().replace(year=2020), price=price)


def tenders(amount: int, way: str, extra: int) -> tuple[TenderDraft, ...]:
    if way == "cash":
        return (TenderDraft("cash", (amount + 9_999) // 10_000 * 10_000 + extra),)
    if way == "wechat":
        return (TenderDraft("wechat", amount + extra),)
    half = amount // 2
    if not half:
        return (TenderDraft("cash", amount + extra),)
    return (TenderDraft("wechat", half), TenderDraft("cash", amount - half + extra))
