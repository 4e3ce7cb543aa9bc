"""Amounts from quantity, price, days and rate: exact integers, rounded half up, once.

Prices and quantities are whole ten-thousandths (2.80 is 28000), rates thousandths, amounts minor
units (fen). No float and no Decimal takes part in an amount: what SQL computes is the same number.
"""

from __future__ import annotations

from decimal import Decimal

from desk.core.errors import Refused
from desk.core.money import MOST, decimal

ONE = 10_000
"""1.0000 as prices and quantities are kept."""
FULL = 1_000
"""The whole rate, in thousandths."""
HIGHEST = 10**9 * ONE
"""No price or quantity reaches this."""


def divide(numerator: int, denominator: int) -> int:
    """``numerator / denominator`` (not negative, above zero) to the nearest whole, halves up."""
    return (2 * numerator + denominator) // (2 * denominator)


def amount_of(quantity: int, price: int, part: int = 1, parts: int = 1, rate: int = FULL) -> int:
    """Minor units of ``quantity`` × ``price`` × ``part``/``parts`` × ``rate``, rounded once.

    Raises Refused("charge.too_large").
    """
    return within(divide(quantity * price * part * rate * 100, parts * ONE * ONE * FULL))


def pool_share(
    pool: int, weight: int, total: int, part: int = 1, parts: int = 1, rate: int = FULL
) -> int:
    """Minor units of ``pool`` (minor units a month) for ``weight`` of ``total``, rounded once."""
    return within(divide(pool * weight * part * rate, total * parts * FULL))


def within(amount: int) -> int:
    """``amount`` if the store can keep it. Raises Refused("charge.too_large")."""
    if amount >= MOST:
        raise Refused("charge.too_large", "amount")
    return amount


def parse_price(text: str, field: str = "price") -> int:
    """Ten-thousandths of a price or quantity as typed: ``2.80`` is 28000.

    Raises Refused: ``number.required``, ``number.invalid``, ``number.too_precise`` (more than
    four places), ``price.range`` (below zero or a thousand million and more).
    """
    value = int(decimal(text, field, 4).scaleb(4))
    if not 0 <= value < HIGHEST:
        raise Refused("price.range", field)
    return value


def parse_rate(text: str, field: str = "rate") -> int:
    """Thousandths of a percentage as typed: ``85`` or ``85%`` is 850, ``12.5`` is 125.

    Raises Refused: ``number.…`` as parse_price, ``rate.range`` (0–1000 %).
    """
    value = int(decimal(text.strip().rstrip("%％"), field, 1).scaleb(1))
    if not 0 <= value <= 10 * FULL:
        raise Refused("rate.range", field)
    return value


def _shown(value: int, places: int) -> str:
    text = f"{Decimal(value).scaleb(-4):f}"
    whole, _dot, rest = text.partition(".")
    rest = rest.rstrip("0").ljust(places, "0")
    return f"{whole}.{rest}" if rest else whole


def show_price(price: int) -> str:
    """``28000`` as ``2.80``, ``28050`` as ``2.805``: at least two places."""
    return _shown(price, 2)


def show_quantity(quantity: int) -> str:
    """``895000`` as ``89.50``, ``10000`` as ``1``: no places or at least two."""
    return _shown(quantity, 2 if quantity % ONE else 0)


def show_rate(rate: int) -> str:
    """Thousandths as a percentage: ``850`` as ``85%``, ``125`` as ``12.5%``."""
    whole, tenth = divmod(rate, 10)
    return f"{whole}.{tenth}%" if tenth else f"{whole}%"
