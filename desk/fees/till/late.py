"""Late fees 违约金: simple, on the principal alone, after grace, with a cap. Pure and exact.

Rates are millionths of the principal a day, caps thousandths of it. No float takes part.
"""

from __future__ import annotations

from datetime import date

from desk.core.desk import Desk
from desk.core.errors import Refused
from desk.core.frozen import frozen
from desk.fees import options

MILLION = 1_000_000


@frozen
class LateTerms:
    """How an item grows late fees: ``rate`` a day (millionths), ``grace`` days, ``cap``
    (thousandths of the principal)."""

    rate: int
    grace: int
    cap: int


NEVER = LateTerms(0, 0, 0)
"""For late fees themselves: there is none on a late fee."""


def days_late(due: date, on: date, grace: int = 0) -> int:
    """Days that count on ``on``: those after ``due`` and the days of grace; never below zero."""
    return max(0, (on - due).days - grace)


def on_principal(principal: int, days: int, terms: LateTerms) -> int:
    """Minor units that ``principal`` has grown in ``days``, rounded half up once."""
    part = min(terms.rate * days, terms.cap * 1000)
    return (2 * principal * part + MILLION) // (2 * MILLION)


def late_fee(principal: int, due: date, on: date, terms: LateTerms) -> int:
    """Minor units of late fee that ``principal`` has grown when it is paid on ``on``."""
    return on_principal(principal, days_late(due, on, terms.grace), terms)


def on_part(balance: int, part: int, days: int, terms: LateTerms) -> int:
    """The late fee that falls on paying ``part`` of ``balance``.

    However a debt is divided on one day, its parts' late fees make up that of the whole, exactly.
    """
    return on_principal(balance, days, terms) - on_principal(balance - part, days, terms)


def defaults(desk: Desk) -> LateTerms:
    """What holds for items that say nothing themselves."""
    get = desk.settings.get
    return LateTerms(get(options.LATE_RATE), get(options.GRACE), get(options.LATE_CAP))


def chosen(
    usual: LateTerms,
    rate: int | None,
    grace: int | None,
    cap: int | None,
    source: str,
    purpose: str,
) -> LateTerms:
    """The terms of a charge: its item's where it has any, else ``usual``; none on late fees."""
    if source == "late" or purpose == "late":
        return NEVER
    return LateTerms(
        usual.rate if rate is None else rate,
        usual.grace if grace is None else grace,
        usual.cap if cap is None else cap,
    )


def terms(desk: Desk, item: int) -> LateTerms:
    """The late terms of a fee item. Raises Refused("item.unknown")."""
    found = desk.storage.database.execute_sql(
        "SELECT late_rate, grace, late_cap, purpose FROM fee_item WHERE id = ?", (item,)
    ).fetchone()
    if found is None:
        raise Refused("item.unknown", "item")
    rate, grace, cap, purpose = found
    return chosen(defaults(desk), rate, grace, cap, "", purpose)
