"""A small estate with debts and an open drawer, for the till's tests."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import pytest

from desk.core.desk import Desk
from desk.core.preferences import save
from desk.core.reindex import reindex
from desk.estate.models import Building, Occupancy, Person, Phone, Unit
from desk.fees.drawer.shifts import open_shift
from desk.fees.models import Account, AccountEntry, Charge, FeeItem, Service
from desk.fees.till.drafts import LineDraft, ReceiptDraft, TenderDraft

DUE = date(2026, 10, 1)
"""32 days before the tests' today, 2026-11-02."""


def owe(unit: int, item: int, amount: int, due: date = DUE, **values: Any) -> int:
    """One debt of ``amount`` fen."""
    row = Charge.create(
        **{
            "unit": unit, "item": item, "source": "manual", "posted_on": due, "period_from": due,
            "period_to": due + timedelta(days=29), "due": due, "amount": amount, "balance": amount,
            **values,
        }
    )  # fmt: skip
    return int(row.id)


def open_drawer(desk: Desk) -> int:
    """A drawer with 200.00 in it."""
    return open_shift(desk, 20_000).id


@dataclass(frozen=True)
class Place:
    """Ids: two units, owner and stranger, items, services, debts of the unit, the drawer.

    ``debts`` are 250.60, 100.00 and 33.33, from the oldest on, without late fee.
    """

    unit: int
    other: int
    owner: int
    stranger: int
    fee: int
    late: int
    deposit: int
    copying: int
    debts: tuple[int, int, int]
    drawer: int

    def pay(self, *lines: LineDraft, cash: int | None = None, **values: Any) -> ReceiptDraft:
        """A receipt of the unit's owner for ``lines``, paid in cash, exactly unless ``cash``."""
        given = sum(line.total for line in lines) if cash is None else cash
        whole = {
            "lines": lines, "tenders": (TenderDraft("cash", given),), "unit": self.unit,
            "person": self.owner, **values,
        }  # fmt: skip
        return ReceiptDraft(**whole)

    def first(self, **values: Any) -> LineDraft:
        """The oldest debt, paid whole unless ``values`` say else."""
        return LineDraft(**{"kind": "charge", "charge": self.debts[0], "amount": 25_060, **values})


@pytest.fixture
def place(desk: Desk) -> Place:
    """The estate and its debts, found by the one box too."""
    return furnish(desk)


def furnish(desk: Desk) -> Place:
    """Fill an open store."""
    building = Building.create(code="3", name="3栋", sort="000003")
    units = [
        Unit.create(building=building, room=r, code=f"3-{r}", sort=f"3|{r}", area=8950)
        for r in ("1502", "0801")
    ]
    owner = Person.create(name="李敏", sort="limin", salt=b"s")
    stranger = Person.create(name="王强", sort="wangqiang", salt=b"s")
    Phone.create(person=owner, number="13800138000", salt=b"s")
    Occupancy.create(unit=units[0], person=owner, role="owner")
    fee = FeeItem.create(name="物业费", kind="area")
    late = FeeItem.create(name="租金", kind="fixed", late_rate=500, grace=2, late_cap=1000)
    deposit = FeeItem.create(name="装修押金", kind="deposit")
    sundry = FeeItem.create(name="有偿服务", kind="sundry")
    copying = Service.create(name="复印", measure="页", price=50, item=sundry)
    key = units[0].id
    debts = (
        owe(key, fee.id, 25_060, person=owner.id),
        owe(key, fee.id, 10_000, date(2026, 10, 15), person=owner.id),
        owe(key, fee.id, 3_333, date(2026, 11, 30)),
    )
    drawer = open_drawer(desk)
    reindex(desk)
    return Place(
        key, units[1].id, owner.id, stranger.id, fee.id, late.id, deposit.id, copying.id, debts,
        drawer,
    )  # fmt: skip


def setting(desk: Desk, key: str, value: Any) -> None:
    """Set one thing."""
    save(desk, {key: value})


def charge(key: int) -> tuple[int, int, int]:
    """(paid, reduced, balance) of a charge."""
    row = Charge.get_by_id(key)
    return row.paid, row.reduced, row.balance


def held(account: int) -> int:
    """An account's balance, seen to be the sum of its entries."""
    row = Account.get_by_id(account)
    assert row.balance == sum(
        entry.amount for entry in AccountEntry.select().where(AccountEntry.account == account)
    )
    return int(row.balance)
