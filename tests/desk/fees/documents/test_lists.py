"""Lists of refunds, adjustments and shifts, and finding them by the one box."""

from __future__ import annotations

import pytest

from desk.core import find
from desk.core.access import Role
from desk.core.desk import Desk
from desk.core.reindex import reindex
from desk.fees.adjustments.drafts import AdjustmentDraft, AdjustmentLineDraft
from desk.fees.adjustments.listing import ADJUSTMENTS
from desk.fees.adjustments.moving import move_payment
from desk.fees.adjustments.rows import get_adjustment
from desk.fees.adjustments.verbs import request_adjustment
from desk.fees.drawer.listing import SHIFTS
from desk.fees.drawer.read import read_shift
from desk.fees.refunds.listing import REFUNDS
from desk.fees.refunds.rows import get_refund
from desk.fees.refunds.verbs import pay_refund
from tests.desk.fees.documents.conftest import Paid
from tests.desk.fees.documents.test_drawer import closed
from tests.desk.fees.documents.test_refunds import approved, asked, of_line
from tests.desk.fees.till.conftest import Place
from tests.stores import as_role


def test_refunds_are_listed(desk: Desk, place: Place, paid: Paid) -> None:
    one = pay_refund(desk, approved(desk, of_line(paid, 5_060)).id)
    two = asked(desk, of_line(paid, 100))
    source = REFUNDS.open(desk)
    assert source.rows(0, 9) == [get_refund(desk, two.id), get_refund(desk, one.id)]
    assert source.index_of(one.id) == 1
    for filters, expected in (
        ({"state": "paid"}, [one.id]),
        ({"kind": "deposit"}, []),
        ({"day": "today", "unit": place.unit}, [two.id, one.id]),
        ({"day": "2026-11-01"}, []),
        ({"text": two.number}, [two.id]),
        ({"text": "李敏"}, [two.id, one.id]),
    ):
        found = REFUNDS.open(desk, filters)
        assert [row.id for row in found.rows(0, 9)] == expected, filters
        assert found.count() == len(expected)
    assert all(column.value(row) is not ... for column in REFUNDS.columns for row in [one, two])


def test_adjustments_are_listed(desk: Desk, place: Place, paid: Paid) -> None:
    lines = (AdjustmentLineDraft(place.debts[1], 100),)
    one = request_adjustment(desk, AdjustmentDraft("credit", lines, "减免"))
    two = move_payment(desk, paid.lines[0], place.other, place.stranger, "记错")
    rows = ADJUSTMENTS.open(desk).rows(0, 9)
    assert rows == [get_adjustment(desk, two.id), get_adjustment(desk, one.id)]
    assert rows[0].where_to == "3-0801 王强"
    for filters, expected in (
        ({"kind": "transfer"}, [two.id]),
        ({"state": "requested"}, [one.id]),
        ({"unit": place.unit, "day": "today"}, [two.id, one.id]),
        ({"text": "3-0801"}, [two.id]),
    ):
        found = ADJUSTMENTS.open(desk, filters).rows(0, 9)
        assert [row.id for row in found] == expected, filters


def test_shifts_are_listed(desk: Desk, place: Place) -> None:
    assert [row.id for row in SHIFTS.open(desk, {"state": "open"}).rows(0, 9)] == [place.drawer]
    closed(desk, {10_000: 1}, reason="少一百")
    (row,) = SHIFTS.open(desk, {"differs": True, "day": "today"}).rows(0, 9)
    assert row == read_shift(desk, place.drawer)
    assert row.difference == -10_000
    assert SHIFTS.open(desk, {"differs": False}).count() == 0
    assert SHIFTS.open(desk, {"desk": row.desk}).count() == 1


@pytest.mark.parametrize("rebuilt", [False, True])
def test_found_by_the_one_box(desk: Desk, place: Place, paid: Paid, rebuilt: bool) -> None:
    refund = asked(desk, of_line(paid, 100))
    moved = move_payment(desk, paid.lines[1], place.other, None, "记错")
    shift = read_shift(desk, place.drawer)
    if rebuilt:
        reindex(desk)

    def hits(text: str) -> list[tuple[str, int]]:
        return [(hit.kind, hit.id) for group in find.find(desk, text) for hit in group.hits]

    assert ("refund", refund.id) in hits(refund.number)
    assert ("adjustment", moved.id) in hits(moved.number)
    if rebuilt:
        assert ("cash_shift", shift.id) in hits(shift.number)
    assert ("refund", refund.id) in hits("3-1502")
    as_role(desk, Role.GUARD)
    assert hits(refund.number) == []
