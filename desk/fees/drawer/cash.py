"""Notes and coins: what there is of each currency, and what a count of pieces comes to. Pure."""

from __future__ import annotations

from collections.abc import Mapping

from desk.core.desk import Desk
from desk.core.errors import Refused
from desk.core.money import MOST, format_money
from desk.fees.reading import currency

DENOMINATIONS: dict[str, tuple[int, ...]] = {
    "CNY": (10_000, 5_000, 2_000, 1_000, 500, 200, 100, 50, 20, 10, 5, 2, 1),
    "HKD": (100_000, 50_000, 10_000, 5_000, 2_000, 1_000, 500, 200, 100, 50, 20, 10),
    "MOP": (100_000, 50_000, 10_000, 5_000, 2_000, 1_000, 500, 200, 100, 50, 20, 10),
    "TWD": (200_000, 100_000, 50_000, 20_000, 10_000, 5_000, 2_000, 1_000, 500, 100),
    "USD": (10_000, 5_000, 2_000, 1_000, 500, 200, 100, 50, 25, 10, 5, 1),
    "EUR": (50_000, 20_000, 10_000, 5_000, 2_000, 1_000, 500, 200, 100, 50, 20, 10, 5, 2, 1),
}
"""Notes and coins in use, in minor units, the largest first."""
MOST_PIECES = 100_000
Counts = Mapping[int, int]
"""Pieces by denomination in minor units: ``{10_000: 3, 50: 4}`` is 302.00."""


def denominations(desk: Desk) -> tuple[int, ...]:
    """The notes and coins that are counted here, in minor units, the largest first."""
    return DENOMINATIONS[currency(desk)]


def total(counts: Counts) -> int:
    """What pieces come to in minor units."""
    return sum(value * pieces for value, pieces in counts.items())


def checked(counts: Counts, money: str, field: str = "counts") -> dict[int, int]:
    """The pieces that are there, the largest first.

    Raises Refused cash.denomination (not of ``money``), cash.pieces (not 0–100,000).
    """
    known = DENOMINATIONS[money]
    for value, pieces in counts.items():
        if value not in known:
            raise Refused("cash.denomination", field, value=format_money(value, money))
        if type(pieces) is not int or not 0 <= pieces <= MOST_PIECES:
            raise Refused("cash.pieces", field, most=MOST_PIECES)
    kept = {value: counts[value] for value in known if counts.get(value)}
    if total(kept) >= MOST:
        raise Refused("money.too_large", field)
    return kept


def as_kept(counts: Counts) -> dict[str, int]:
    """``counts`` as a shift keeps them."""
    return {str(value): pieces for value, pieces in counts.items()}


def as_counts(kept: Mapping[str, int]) -> dict[int, int]:
    """What ``as_kept`` made."""
    return {int(value): pieces for value, pieces in kept.items()}
