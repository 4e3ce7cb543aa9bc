"""Why a charge is what it is: one line in the user's language, or in a paper's."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date
from typing import Any

from desk.core.access import Permission
from desk.core.desk import Desk
from desk.core.errors import Refused
from desk.core.frozen import frozen
from desk.core.money import SIGNS, format_money
from desk.core.words import counter, current, translator
from desk.fees.amounts import FULL, ONE, show_price, show_quantity, show_rate
from desk.fees.billing.periods import months_in
from desk.fees.reading import currency

_READ = """
SELECT c.id, i.kind, c.source, c.period_from, c.period_to, c.quantity, c.price, c.rate,
    c.inputs, c.amount
FROM charge c JOIN fee_item i ON i.id = c.item_id
WHERE c.id IN (SELECT value FROM json_each(?))
"""


@frozen
class Reckoned:
    """What a charge was worked out from, as its row keeps it. ``inputs`` is what else went in."""

    kind: str
    source: str
    first: date
    last: date
    quantity: int | None
    price: int | None
    rate: int
    inputs: dict[str, Any]
    amount: int


def why(desk: Desk, charge: int) -> str:
    """``Area 89.50 m² × ¥2.80 × 1 month = ¥250.60``. Raises Refused("charge.unknown")."""
    desk.require(Permission.FEES_VIEW)
    found = why_many(desk, [charge])
    if charge not in found:
        raise Refused("charge.unknown")
    return found[charge]


def why_many(desk: Desk, charges: Iterable[int], language: str | None = None) -> dict[int, str]:
    """``why`` for many charges, by id; unknown ones are left out. ``language`` None: the user's."""
    desk.require(Permission.FEES_VIEW)
    money = currency(desk)
    rows = desk.storage.database.execute_sql(_READ, (json.dumps(list(charges)),))
    return {
        row[0]: in_words(
            Reckoned(
                row[1], row[2], date.fromisoformat(row[3]), date.fromisoformat(row[4]), row[5],
                row[6], row[7], json.loads(row[8] or "{}"), row[9],
            ),
            money,
            language,
        )
        for row in rows
    }  # fmt: skip


def in_words(charge: Reckoned, currency: str, language: str | None = None) -> str:
    """The line for one charge, prices in ``currency``, words in ``language`` (None: the user's)."""
    language = language or current()
    _ = translator(language)
    result = format_money(charge.amount, currency)
    if charge.source == "opening":
        return _with_text(charge, _("Owed on {day} already: {amount}").format(
            day=charge.first.isoformat(), amount=result
        ))  # fmt: skip
    if charge.source not in ("run", "ahead"):
        return _with_text(charge, _by_hand(charge, currency, result, language))
    if offer := charge.inputs.get("offer"):
        return _("Free by the offer {offer}: {months} × {price} = {amount}").format(
            offer=offer,
            months=_time(charge, language),
            price=format_money(0, currency),
            amount=result,
        )
    factors = [
        *_factors(charge, currency, language), *_part(charge, language), *_rate(charge, language),
    ]  # fmt: skip
    return f"{' × '.join(factors)} = {result}"


def _with_text(charge: Reckoned, line: str) -> str:
    text = charge.inputs.get("text")
    return f"{line} ({text})" if text else line


def _by_hand(charge: Reckoned, currency: str, result: str, language: str) -> str:
    _ = translator(language)
    if charge.quantity is not None and charge.price is not None:
        price = SIGNS[currency] + show_price(charge.price)
        return f"{show_quantity(charge.quantity)} × {price} = {result}"
    if charge.source == "late":
        return _("Late fee on what was paid late: {amount}").format(amount=result)
    return _("Agreed amount: {amount}").format(amount=result)


def _factors(charge: Reckoned, currency: str, language: str) -> list[str]:
    _ = translator(language)
    inputs, sign = charge.inputs, SIGNS[currency]
    if "formula" in inputs:
        return _formula(inputs, sign, language)
    if "steps" in inputs:
        steps = " + ".join(
            f"{show_quantity(quantity)} m² × {sign}{show_price(price)}"
            for quantity, price in inputs["steps"]
        )
        return [_("Area by steps ({steps})").format(steps=steps)]
    quantity = charge.quantity or 0
    if "pool" in inputs:
        return [_pool_part(inputs, quantity, language), format_money(inputs["pool"], currency)]
    price = sign + show_price(charge.price or 0)
    if inputs.get("own_price"):
        price = _("{price} (the unit's own price)").format(price=price)
    if charge.kind in ("area", "stepped") or inputs.get("basis") == "area":
        return [_("Area {area} m²").format(area=show_quantity(quantity)), price]
    return [price] if quantity == ONE else [show_quantity(quantity), price]


def _pool_part(inputs: dict[str, Any], quantity: int, language: str) -> str:
    _ = translator(language)
    mine, whole = show_quantity(quantity), show_quantity(inputs["total"])
    if inputs["basis"] == "area":
        return _("Area {area} of {total} m²").format(area=mine, total=whole)
    if inputs["basis"] == "household":
        return _("{share} of {total} households").format(share=mine, total=whole)
    return _("{share} of {total} shares").format(share=mine, total=whole)


def _formula(inputs: dict[str, Any], sign: str, language: str) -> list[str]:
    _ = translator(language)
    named = ", ".join(f"{name} {value}" for name, value in inputs["names"].items())
    line = f"{inputs['formula']} [{named}]" if named else str(inputs["formula"])
    return [_("{formula} → {value}").format(formula=line, value=f"{sign}{inputs['value']}")]


def _part(charge: Reckoned, language: str) -> list[str]:
    # A formula that names the months has them inside.
    return [] if charge.inputs.get("period") else [_time(charge, language)]


def _time(charge: Reckoned, language: str) -> str:
    _ = translator(language)
    ngettext = counter(language)
    whole, parts = 0, []
    for days, full in months_in(charge.first, charge.last):
        if days == full:
            whole += 1
        else:
            parts.append(_("{days}/{full} days").format(days=days, full=full))
    if whole:
        parts.insert(0, ngettext("{n} month", "{n} months", whole).format(n=whole))
    return parts[0] if len(parts) == 1 else f"({' + '.join(parts)})"


def _rate(charge: Reckoned, language: str) -> list[str]:
    _ = translator(language)
    if charge.rate == FULL:
        return []
    rate = show_rate(charge.rate)
    if charge.inputs.get("because") == "vacant":
        return [_("{rate} (vacant)").format(rate=rate)]
    if reason := charge.inputs.get("reason"):
        return [f"{rate} ({reason})"]
    return [rate]
