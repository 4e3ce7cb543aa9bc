"""From a tariff and a unit to an amount: quantity, price, days, rate and more. Pure."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from fractions import Fraction
from typing import Any

from desk.core.errors import Refused
from desk.core.fields import canonical_json
from desk.fees import formula
from desk.fees.amounts import FULL, ONE, amount_of, divide, pool_share, within
from desk.fees.billing.facts import Facts, Line, Override, Tariff
from desk.fees.billing.periods import part_of


def missing(facts: Facts, kind: str, tariff: Tariff, override: Override | None) -> str:
    """What is not known of the unit that the amount needs (SkippedLine.code), or nothing."""
    by_area = kind in ("area", "stepped") or (kind == "shared" and tariff.basis == "area")
    if by_area and not facts.area:
        return "no_area"
    by_share = kind == "shared" and tariff.basis == "share"
    return "no_share" if by_share and (override is None or override.share is None) else ""


def line_of(
    facts: Facts,
    kind: str,
    tariff: Tariff,
    override: Override | None,
    person: int | None,
    days: tuple[date, date],
    total: Callable[[Tariff], int],
) -> Line:
    """The charge of one stretch of days by one tariff; rounded once, here.

    Raises Refused where there is no amount: charge.too_large, formula.….
    """
    first, last = days
    part, parts = part_of(first, last)
    inputs: dict[str, Any] = {}
    rate = _rate(facts, tariff, override, inputs)
    quantity, price = _quantity(facts, kind, tariff, override), None
    own = override.price if override is not None else None
    if own is not None and kind != "formula":
        inputs |= {"own_price": True}
        price, amount = own, amount_of(quantity or 0, own, part, parts, rate)
    elif kind == "stepped":
        amount = _stepped(quantity or 0, tariff, part, parts, rate, inputs)
    elif kind == "formula":
        amount = _by_formula(facts, tariff, override, part, parts, rate, inputs)
    elif kind == "shared" and tariff.pool is not None:
        whole = total(tariff)
        if not whole:
            raise Refused("tariff.no_weight")
        inputs |= {"basis": tariff.basis, "pool": tariff.pool, "total": whole}
        amount = pool_share(tariff.pool, quantity or 0, whole, part, parts, rate)
    else:
        inputs |= {"basis": tariff.basis} if kind == "shared" else {}
        price, amount = tariff.price, amount_of(quantity or 0, tariff.price, part, parts, rate)
    return Line(
        person, tariff.id, first, last, quantity, price, part, parts, rate,
        canonical_json(inputs) if inputs else None, amount,
    )  # fmt: skip


def _rate(facts: Facts, tariff: Tariff, override: Override | None, inputs: dict[str, Any]) -> int:
    if override is not None:
        inputs["reason"] = override.reason
        if override.rate is not None:
            inputs["because"] = "unit"
            return override.rate
    if facts.vacant and tariff.vacant_rate is not None:
        inputs["because"] = "vacant"
        return tariff.vacant_rate
    return FULL


def _quantity(facts: Facts, kind: str, tariff: Tariff, override: Override | None) -> int | None:
    if kind == "formula":
        return None
    if kind in ("area", "stepped") or (kind == "shared" and tariff.basis == "area"):
        return (facts.area or 0) * 100
    if kind == "shared" and tariff.basis == "share":
        return override.share if override is not None else None
    return ONE


def _stepped(
    quantity: int, tariff: Tariff, part: int, parts: int, rate: int, inputs: dict[str, Any]
) -> int:
    worth, below, used = 0, 0, []
    for end, price in tariff.steps:
        taken = (quantity if end is None else min(quantity, end)) - below
        if taken <= 0:
            break
        used.append([taken, price])
        worth += taken * price
        below += taken
    inputs["steps"] = used
    return within(divide(worth * part * rate * 100, parts * ONE * ONE * FULL))


def _by_formula(
    facts: Facts,
    tariff: Tariff,
    override: Override | None,
    part: int,
    parts: int,
    rate: int,
    inputs: dict[str, Any],
) -> int:
    price = tariff.price
    if override is not None and override.price is not None:
        price, inputs["own_price"] = override.price, True
    months = Fraction(part, parts)
    share = override.share if override is not None else None
    known = {
        "area": None if facts.area is None else Fraction(facts.area, 100),
        "price": Fraction(price, ONE),
        "months": months,
        "floor": facts.floor,
        "share": None if share is None else Fraction(share, ONE),
    }
    names = formula.names_in(tariff.formula)
    value = formula.evaluate(tariff.formula, known)
    inputs["formula"] = tariff.formula
    inputs["names"] = {name: _shown(known[name]) for name in sorted(names)}
    inputs["value"] = _shown(value)
    if "months" in names:
        inputs["period"] = True
    else:
        value *= months
    exact = value * rate * 100 / FULL
    return within(divide(exact.numerator, exact.denominator))


def _shown(value: Fraction | int | None) -> str:
    """A figure as it is told of, to six places."""
    if value is None:
        raise Refused("formula.no_value", "formula", name="")
    exact = Fraction(value)
    sign = "-" if exact < 0 else ""
    text = f"{sign}{divide(abs(exact.numerator) * 10**6, exact.denominator):07d}"
    return f"{text[:-6]}.{text[-6:]}".rstrip("0").rstrip(".")
