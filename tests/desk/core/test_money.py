from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.core import money
from desk.core.errors import Refused

MINOR = st.integers(-(10**14), 10**14)


def test_format() -> None:
    assert money.format_money(123450) == "¥1,234.50"
    assert money.format_money(-5, "HKD") == "-HK$0.05"
    assert money.format_money(100, sign=False) == "1.00"
    assert money.plain(-123456) == "-1234.56"


@pytest.mark.parametrize(
    ("typed", "minor"),
    [("１，２３４．５元", 123450), ("HK$ 1,234.50", 123450), ("12", 1200), (".5", 50), ("5.", 500),
     ("￥1234", 123400), ("1234.500", 123450), ("人民币 88元整", 8800), (" 1 234 ", 123400)],
)  # fmt: skip
def test_typed_amounts(typed: str, minor: int) -> None:
    assert money.parse_money(typed) == minor


@pytest.mark.parametrize(
    ("typed", "code"),
    [("", "money.required"), ("元", "money.invalid"), ("1,23", "money.invalid"),
     ("1.234", "money.too_precise"), ("-1", "money.negative"), ("9" * 14, "money.too_large"),
     ("1e5", "money.invalid"), ("nan", "money.invalid"), ("=1+1", "money.invalid"),
     ("٣", "money.invalid"), (".", "money.invalid"), ("1.2.3", "money.invalid")],
)  # fmt: skip
def test_refused_amounts(typed: str, code: str) -> None:
    with pytest.raises(Refused) as refused:
        money.parse_money(typed, "price")
    assert (refused.value.code, refused.value.field) == (code, "price")


def test_negative_amounts_where_allowed() -> None:
    assert money.parse_money("-1.5", negative=True) == -150
    assert money.parse_money("（1.50）", negative=True) == -150


@given(MINOR.filter(lambda minor: abs(minor) < 10**14), st.sampled_from(money.CURRENCIES))
def test_what_is_written_reads_back(minor: int, currency: str) -> None:
    assert money.parse_money(money.format_money(minor, currency), negative=True) == minor
    assert money.parse_money(money.plain(minor), negative=True) == minor
    assert money.to_minor(money.to_major(minor)) == minor


def test_halves_round_up_once() -> None:
    assert money.to_minor(Decimal("0.005")) == 1
    assert money.to_minor(Decimal("-0.005")) == -1
    assert money.to_minor(Decimal("1.00499")) == 100
    assert money.times(333, Decimal("89.55")) == 29820
    with pytest.raises(TypeError):
        money.to_minor(0.1)  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="finite"):
        money.round_half_up(Decimal("NaN"))


@given(MINOR, st.lists(st.integers(0, 1000), min_size=1, max_size=12).filter(any))
def test_shares_lose_nothing(minor: int, weights: list[int]) -> None:
    parts = money.share(minor, weights)
    assert sum(parts) == minor
    for part, weight in zip(parts, weights, strict=True):
        assert abs(Decimal(part) - Decimal(minor) * weight / sum(weights)) < 1


def test_figures() -> None:
    assert money.decimal("８９．５５", "area") == Decimal("89.55")
    assert money.decimal("1,200", "area") == 1200
    for typed in ("", "x", "1.23456", "--1", "."):
        with pytest.raises(Refused):
            money.decimal(typed, "area")
