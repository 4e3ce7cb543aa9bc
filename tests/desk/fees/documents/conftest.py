"""The till's small estate, and receipts taken there to be corrected by documents."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from desk.core.access import Role
from desk.core.desk import Desk
from desk.fees.models import ReceiptLine
from desk.fees.till.drafts import LineDraft, TenderDraft
from desk.fees.till.post import post_receipt
from tests.desk.fees.till.conftest import Place, place
from tests.stores import as_role

__all__ = ["Paid", "place", "take"]


class Paid:
    """A receipt with the ids of its lines."""

    def __init__(self, receipt: int) -> None:
        self.id = receipt
        query = ReceiptLine.select(ReceiptLine.id).where(ReceiptLine.receipt == receipt)
        self.lines = [row.id for row in query.order_by(ReceiptLine.position)]


def take(desk: Desk, place: Place, *lines: LineDraft, **values: Any) -> Paid:
    """Take money at the till."""
    return Paid(post_receipt(desk, place.pay(*lines, **values)).id)


@pytest.fixture(autouse=True)
def _books(desk: Desk) -> Iterator[None]:
    """After every test the books hold."""
    yield
    as_role(desk, Role.ADMINISTRATOR)
    registers = [register for register in desk.registers if register.area == "fees"]
    assert [fault for each in registers for check in each.checks for fault in check(desk)] == []


@pytest.fixture
def paid(desk: Desk, place: Place) -> Paid:
    """The first debt (250.60) paid whole in cash, the second (100.00) in part: 60.00."""
    second = LineDraft("charge", charge=place.debts[1], amount=6_000)
    return take(desk, place, place.first(), second)


@pytest.fixture
def deposit(desk: Desk, place: Place) -> int:
    """A deposit of 2,000.00 by card; its account."""
    line = LineDraft("deposit", item=place.deposit, unit=place.unit, amount=200_000)
    made = take(desk, place, line, tenders=(TenderDraft("card", 200_000),))
    account = ReceiptLine.get_by_id(made.lines[0]).account
    assert account is not None
    return int(account)


@pytest.fixture
def prepaid(desk: Desk, place: Place) -> int:
    """500.00 paid ahead by WeChat; the prepaid account."""
    line = LineDraft("prepayment", unit=place.unit, amount=50_000)
    made = take(desk, place, line, tenders=(TenderDraft("wechat", 50_000),))
    account = ReceiptLine.get_by_id(made.lines[0]).account
    assert account is not None
    return int(account)
