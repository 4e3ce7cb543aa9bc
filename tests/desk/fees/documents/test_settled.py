"""Every document about a charge, and that together they are what the charge says."""

from __future__ import annotations

import pytest

from desk.core.access import Role
from desk.core.desk import Desk
from desk.core.errors import Refused
from desk.fees.adjustments.moving import move_payment
from desk.fees.adjustments.verbs import approve_adjustment
from desk.fees.billing.settled import settled
from desk.fees.refunds.verbs import pay_refund, request_refund
from desk.fees.till.drafts import LineDraft
from desk.fees.till.void import void_receipt
from tests.desk.fees.documents.conftest import Paid, take
from tests.desk.fees.documents.test_adjustments import asked, letting_off
from tests.desk.fees.documents.test_refunds import approved, of_line
from tests.desk.fees.till.conftest import Place, charge
from tests.stores import as_role


def ties(desk: Desk, key: int) -> list[tuple[str, str, int, int]]:
    """(kind, state, paid, let off) of each, seen to be what the charge says together."""
    found = settled(desk, key)
    there = [one for one in found if one.counts]
    sums = (sum(one.paid for one in there), sum(one.reduced for one in there))
    assert sums == charge(key)[:2]
    return [(one.kind, one.state, one.paid, one.reduced) for one in found]


def test_all_that_became_of_a_charge(desk: Desk, place: Place, paid: Paid) -> None:
    key = place.debts[0]
    pay_refund(desk, approved(desk, of_line(paid, 5_060, reopen=True)).id)
    pay_refund(desk, approved(desk, of_line(paid, 1_000)).id)
    request_refund(desk, of_line(paid, 60))
    again = take(desk, place, LineDraft("charge", charge=key, amount=60, discount=1_000,
                                        reason="补差"))  # fmt: skip
    approve_adjustment(desk, asked(desk, letting_off(place, 2_000)).id)
    move_payment(desk, paid.lines[0], place.other, None, "收错房号", 9_000)
    assert sorted(ties(desk, key)) == sorted([
        ("receipt", "posted", 25_060, 0),
        ("refund", "paid", -5_060, 0),
        ("refund", "paid", -1_000, 1_000),
        ("refund", "requested", -60, 60),
        ("receipt", "posted", 60, 1_000),
        ("adjustment", "posted", 0, 2_000),
        ("adjustment", "posted", -9_000, 0),
    ])  # fmt: skip
    void_receipt(desk, again.id, "收错")
    assert ("receipt", "voided", 60, 1_000) in ties(desk, key)
    assert ties(desk, place.debts[2]) == []


def test_only_for_those_who_see_fees(desk: Desk, place: Place, paid: Paid) -> None:
    as_role(desk, Role.GUARD)
    with pytest.raises(Refused):
        settled(desk, place.debts[0])
