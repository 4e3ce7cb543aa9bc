"""Amounts against Decimal; prices as they are typed and shown."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Context, Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from desk.core.errors import Refused
from desk.fees import amounts

EXACT = Context(prec=200)
wide = st.integers(0, 10**12)


def rounded(value: Decimal) -> int:
    return int(value.quantize(Decimal(1), ROUND_HALF_UP, EXACT))


@given(wide, wide, st.integers(0, 400), st.integers(1, 31), st.integers(0, 10_000))
@example(895_000, 28_000, 1, 1, 1000)
@example(5_000, 100, 1, 1, 1000)  # half a fen goes up
@example(4_999, 100, 1, 1, 1000)
@example(1, 1, 1, 1, 1)
def test_amount_is_the_exact_one_rounded_once(
    quantity: int, price: int, part: int, parts: int, rate: int
) -> None:
    whole = Decimal(quantity).scaleb(-4, EXACT)
    whole = EXACT.multiply(whole, Decimal(price).scaleb(-4, EXACT))
    whole = EXACT.multiply(EXACT.multiply(whole, Decimal(part)), Decimal(rate).scaleb(-1))
    quotient = EXACT.divide(whole, Decimal(parts))
    try:
        amount = amounts.amount_of(quantity, price, part, parts, rate)
    except Refused as refused:
        assert refused.code == "charge.too_large"
        assert quotient > 10**14
        return
    assert amount == rounded(quotient)


@given(wide, wide, st.integers(1, 10**12), st.integers(0, 31), st.integers(1, 31))
def test_pool_share(pool: int, weight: int, total: int, part: int, parts: int) -> None:
    weight = min(weight, total)
    exact = EXACT.divide(
        EXACT.multiply(EXACT.multiply(Decimal(pool), Decimal(weight)), Decimal(part)),
        EXACT.multiply(Decimal(total), Decimal(parts)),
    )
    assert amounts.pool_share(pool, weight, total, part, parts) == rounded(exact)


@pytest.mark.parametrize(
    ("text", "price"), [("2.80", 28000), ("２．８", 28000), ("0", 0), ("1,234.5678", 12345678)]
)
def test_prices_as_typed(text: str, price: int) -> None:
    assert amounts.parse_price(text) == price


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "number.required"),
        ("x", "number.invalid"),
        ("1.23456", "number.too_precise"),
        ("-1", "price.range"),
        ("1000000000", "price.range"),
    ],
)
def test_prices_refused(text: str, code: str) -> None:
    with pytest.raises(Refused) as refusal:
        amounts.parse_price(text, "price")
    assert (refusal.value.code, refusal.value.field) == (code, "price")


@given(st.integers(0, amounts.HIGHEST - 1))
def test_a_price_shown_is_the_price_typed(price: int) -> None:
    assert amounts.parse_price(amounts.show_price(price)) == price
    assert amounts.parse_price(amounts.show_quantity(price)) == price


@given(st.integers(0, 10_000))
def test_a_rate_shown_is_the_rate_typed(rate: int) -> None:
    assert amounts.parse_rate(amounts.show_rate(rate)) == rate


def test_shown() -> None:
    assert amounts.show_price(28_000) == "2.80"
    assert amounts.show_price(28_050) == "2.805"
    assert amounts.show_quantity(895_000) == "89.50"
    assert amounts.show_quantity(10_000) == "1"
    assert amounts.show_rate(850) == "85%"
    assert amounts.show_rate(125) == "12.5%"
