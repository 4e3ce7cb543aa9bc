"""Amounts in capitals, against cn2an and read back."""

from __future__ import annotations

from random import Random

import pytest
from cn2an import an2cn
from hypothesis import given
from hypothesis import strategies as st

from desk.core.money import MOST, capitals, plain

CN2AN_RIGHT = 10**10  # ¥99,999,999.99 and all below
HANT = str.maketrans("贰陆亿万负元圆", "貳陸億萬負圓圓")
DIGITS = {c: n for n, c in enumerate("零壹贰叁肆伍陆柒捌玖")}
PLACES = {"拾": 10, "佰": 100, "仟": 1000}


def read(text: str) -> int:
    """The minor units that capitals say, by a reader that knows nothing of the writer."""
    sign = -1 if text.startswith("负") else 1
    text = text.removeprefix("负").removesuffix("整")
    whole, found, rest = text.rpartition("元")
    if found:
        high, _, low = whole.rpartition("亿")
        major = section(high) * 10**8 + section(low)
    else:
        major = 0
    tenth = DIGITS[rest[rest.index("角") - 1]] if "角" in rest else 0
    hundredth = DIGITS[rest[rest.index("分") - 1]] if "分" in rest else 0
    return sign * (major * 100 + tenth * 10 + hundredth)


def section(text: str) -> int:
    high, _, low = text.rpartition("万")
    return four(high) * 10_000 + four(low)


def four(text: str) -> int:
    total, digit = 0, 0
    for char in text:
        if char in PLACES:
            total, digit = total + digit * PLACES[char], 0
        else:
            digit = DIGITS[char]
    return total + digit


@pytest.mark.parametrize(
    ("minor", "said"),
    [
        (12345, "壹佰贰拾叁元肆角伍分"),
        (0, "零元整"),
        (5, "伍分"),
        (50, "伍角"),
        (10000, "壹佰元整"),
        (10005, "壹佰元零伍分"),
        (168032, "壹仟陆佰捌拾元叁角贰分"),
        (1640902, "壹万陆仟肆佰零玖元零贰分"),
        (10700053, "壹拾万柒仟元伍角叁分"),
        (600000700, "陆佰万零柒元整"),
        (-12340, "负壹佰贰拾叁元肆角"),
        (9999999999, "玖仟玖佰玖拾玖万玖仟玖佰玖拾玖元玖角玖分"),
        (10**14, "壹万亿元整"),
    ],
)
def test_as_the_peoples_bank_writes_them(minor: int, said: str) -> None:
    assert capitals(minor) == said


def test_agrees_with_cn2an_on_every_small_amount() -> None:
    assert all(capitals(n) == an2cn(plain(n), "rmb") for n in range(20_000))


def test_agrees_with_cn2an_on_amounts_of_every_length() -> None:
    random = Random(8)
    for _n in range(20_000):
        minor = random.randrange(10 ** random.randint(5, 10))
        # Noughts are what is hard: strike out some digits.
        minor -= minor // 10 ** random.randint(0, 9) % 10**4 * 10 ** random.randint(0, 3)
        minor = abs(minor) % CN2AN_RIGHT
        assert capitals(minor) == an2cn(plain(minor), "rmb"), minor


@given(st.integers(-CN2AN_RIGHT + 1, CN2AN_RIGHT - 1))
def test_agrees_with_cn2an_to_a_hundred_million(minor: int) -> None:
    assert capitals(minor) == an2cn(plain(minor), "rmb")


@pytest.mark.parametrize(
    ("yuan", "said", "theirs"),
    [
        (1_0000_5000, "壹亿零伍仟元整", "壹亿伍仟元整"),
        (12_0000_1234, "壹拾贰亿零壹仟贰佰叁拾肆元整", "壹拾贰亿壹仟贰佰叁拾肆元整"),
        (1_0000_5000_0000, "壹万亿零伍仟万元整", "壹万亿伍仟万元整"),
        (1000_0000_1000, "壹仟亿零壹仟元整", "壹仟亿壹仟元整"),
    ],
)
def test_where_cn2an_is_at_fault(yuan: int, said: str, theirs: str) -> None:
    """It drops 零 for four noughts after 亿 when thousands follow: 壹亿伍仟 may mean 1.5 亿."""
    assert capitals(yuan * 100) == said
    assert an2cn(str(yuan), "rmb") == theirs  # when this fails, cn2an was mended: one rule less


@given(st.integers(CN2AN_RIGHT, MOST - 1))
def test_above_that_it_agrees_where_cn2an_has_no_fault(minor: int) -> None:
    ten_thousands, hundred_millions = minor // 10**6 % 10**4, minor // 10**10 % 10**4
    thousands = minor // 10**5 % 10
    gap = (not ten_thousands and thousands) or (not hundred_millions and ten_thousands >= 1000)
    same = capitals(minor) == an2cn(plain(minor), "rmb")
    assert same != bool(gap)


@given(st.one_of(st.integers(-MOST + 1, MOST - 1), st.sampled_from([10**n for n in range(15)])))
def test_what_is_written_reads_back(minor: int) -> None:
    said = capitals(minor)
    assert read(said) == minor
    assert capitals(minor, "zh_HK") == said.translate(HANT)
    assert "零零" not in said


@pytest.mark.parametrize(
    ("minor", "currency", "said"),
    [
        (12345, "CNY", "One hundred twenty-three yuan and forty-five fen"),
        (12345, "HKD", "One hundred twenty-three dollars and forty-five cents"),
        (101, "HKD", "One dollar and one cent"),
        (101, "MOP", "One pataca and one avo"),
        (0, "CNY", "Zero yuan"),
        (-7, "EUR", "Minus seven cents"),
        (100_000_000_00, "CNY", "One hundred million yuan"),
        (2_000_013_30, "USD", "Two million thirteen dollars and thirty cents"),
    ],
)
def test_in_english(minor: int, currency: str, said: str) -> None:
    assert capitals(minor, "en", currency) == said


def test_in_hong_kong() -> None:
    assert capitals(-12345678, "zh_HK") == "負壹拾貳萬叁仟肆佰伍拾陸圓柒角捌分"


def test_beyond_what_is_kept() -> None:
    with pytest.raises(ValueError, match="beyond"):
        capitals(MOST)
