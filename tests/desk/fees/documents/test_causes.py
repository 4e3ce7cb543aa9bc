"""Likely causes of a drawer's difference."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.core import words
from desk.core.desk import Desk
from desk.fees.drawer.causes import (
    _SAID,
    MOST,
    Cause,
    Given,
    Moved,
    Seen,
    Taken,
    causes,
    say,
    transposed,
)
from desk.fees.drawer.counting import count_shift
from desk.fees.drawer.shifts import cash_move
from desk.fees.till.drafts import TenderDraft
from desk.fees.till.void import void_receipt
from tests.desk.fees.documents.conftest import take
from tests.desk.fees.till.conftest import Place

PIECES = (10_000, 5_000, 1_000, 500, 100)
SEEN = Seen(
    taken=(
        Taken(1, "R1", 25_060, change=4_940, payer=1),
        Taken(2, "R2", 0, others=(12_300,), payer=2),
        Taken(3, "R3", 8_800, voided=True, payer=1),
        Taken(4, "R4", 4_500, payer=3),
        Taken(5, "R5", 4_500, payer=3),
        Taken(6, "R6", 7_000, payer=4),
    ),
    given=(Given(7, "F1", 6_100), Given(8, "F2", 6_200, cash=False)),
    moves=(Moved(9, "C1", 3_700), Moved(10, "C2", -1_900)),
    opening=20_000,
    left=20_700,
    denominations=PIECES,
)


@pytest.mark.parametrize(
    ("difference", "code", "number", "other"),
    [
        (-25_060, "cash_was_other", "R1", 0),
        (12_300, "other_was_cash", "R2", 0),
        (8_800, "void_kept", "R3", 0),
        (-4_940, "change_twice", "R1", 0),
        (4_940, "change_kept", "R1", 0),
        (-4_500, "posted_twice", "R5", 0),
        (25_060, "no_receipt", "R1", 0),
        (6_100, "refund_not_cash", "F1", 0),
        (-6_100, "refund_twice", "F1", 0),
        (-6_200, "refund_was_cash", "F2", 0),
        (-7_400, "move_sign", "C1", 0),
        (3_800, "move_sign", "C2", 0),
        (3_700, "move_twice", "C1", 0),
        (-1_900, "move_twice", "C2", 0),
        (700, "float", "", 20_700),
        (900, "transposed", "R5", 5_400),
        (-6_300, "slid", "R6", 700),
        (63_000, "slid", "R6", 70_000),
        (-3_500, "half", "R6", 3_500),
        (-14_000, "double", "R6", 14_000),
        (1_000, "piece", "", 0),
        (-4_000, "piece_swapped", "", 1_000),
    ],
)
def test_what_may_be_behind_it(difference: int, code: str, number: str, other: int) -> None:
    found = [cause for cause in causes(SEEN, difference) if cause.code == code]
    assert found, [cause.code for cause in causes(SEEN, difference)]
    assert (found[0].number, found[0].other) == (number, other)


def test_no_difference_has_no_cause() -> None:
    assert causes(SEEN, 0) == ()


def test_a_voided_receipt_is_no_cause_of_missing_money() -> None:
    assert all(cause.number != "R3" for cause in causes(SEEN, -8_800))


def test_few_of_one_sort_the_newest_first() -> None:
    seen = Seen(taken=tuple(Taken(n, f"R{n}", 100, payer=n) for n in range(1, 50)))
    found = causes(seen, -100)
    assert [cause.number for cause in found if cause.code == "cash_was_other"] == [
        "R49", "R48", "R47",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("one", "two", "yes"),
    [
        (1_290, 1_920, True), (100, 10, False), (1_234, 4_231, False), (1_100, 1_100, False),
        (2_050, 2_500, True), (3_412, 4_321, False),
    ],
)  # fmt: skip
def test_transposed(one: int, two: int, yes: bool) -> None:
    assert transposed(one, two) is transposed(two, one) is yes


@given(st.integers(10, 10**7), st.integers(0, 8))
def test_digits_that_changed_places_are_found(amount: int, place: int) -> None:
    digits = list(str(amount))
    place %= len(digits) - 1
    digits[place], digits[place + 1] = digits[place + 1], digits[place]
    real = int("".join(digits))
    if real != amount and len(str(real)) == len(str(amount)):
        found = causes(Seen(taken=(Taken(1, "R1", amount),)), real - amount)
        assert ("transposed", real) in [(cause.code, cause.other) for cause in found]


@given(st.integers(-(10**6), 10**6))
def test_there_are_never_too_many(difference: int) -> None:
    assert len(causes(SEEN, difference)) <= MOST


@pytest.mark.parametrize("language", words.LANGUAGES)
def test_every_cause_can_be_said(language: str) -> None:
    words.use(language)
    for code in _SAID:
        said = say(Cause(code, "receipt", 1, "R260000007", 12_300, 13_200), "CNY")
        assert "{" not in said
        assert "R260000007" in said or "¥123.00" in said


def test_read_from_the_shift(desk: Desk, place: Place) -> None:
    made = take(desk, place, place.first(), tenders=(TenderDraft("wechat", 25_060),))
    told = count_shift(desk, {10_000: 4, 5_000: 1, 50: 1, 10: 1})
    (cause, *_rest) = told.causes
    assert (told.difference, cause.code, cause.id) == (25_060, "other_was_cash", made.id)
    void_receipt(desk, made.id, "改现金")
    second = take(desk, place, place.first(), cash=30_000)
    void_receipt(desk, second.id, "错")
    cash_move(desk, 700, "零钱")
    told = count_shift(desk, {10_000: 4, 5_000: 1, 500: 1, 200: 1, 50: 1, 10: 1})
    assert [cause.code for cause in told.causes][:1] == ["void_kept"]
    assert told.causes[0].id == second.id
