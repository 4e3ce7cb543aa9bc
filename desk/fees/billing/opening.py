"""Opening balances 期初欠费: what units owed before the program came."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from desk.core.change import Change
from desk.core.desk import Desk
from desk.core.errors import Refused
from desk.core.money import MOST
from desk.estate.reading import ids
from desk.fees.billing.drafts import Opened
from desk.fees.billing.lists import made_with
from desk.fees.billing.plan import pick_payer
from desk.fees.billing.special import Around
from desk.fees.models import Charge
from desk.fees.standard import OPENING, purpose_item

HANDFUL = 500
_POST = """
INSERT INTO charge (unit_id, person_id, item_id, source, source_id, state, billed, posted_on,
    period_from, period_to, due, part, parts, rate, amount, paid, reduced, balance)
VALUES (?, ?, ?, 'opening', ?, 'posted', 0, ?, ?, ?, ?, 1, 1, 1000, ?, 0, 0, ?)
"""


def open_balances(
    desk: Desk,
    change: Change,
    balances: Sequence[tuple[int, int]],
    *,
    batch: int,
    on: date | None = None,
) -> Opened:
    """Charge (unit id, minor units) as opening balances inside the caller's change.

    ``batch`` names the import: a unit that has one of that batch gets no second. Amounts of zero
    are left out. Due ``on`` (today). The caller has checked the permission and the units.
    Raises Refused("charge.amount") for an amount below zero or past all bounds.
    """
    item, day = purpose_item(desk, change, OPENING), on or desk.today
    there = made_with("opening", batch)
    had = set(ids(Charge.select(Charge.unit).where(there)))
    wanted = [(unit, amount) for unit, amount in balances if amount and unit not in had]
    if any(not 0 < amount < MOST for _, amount in wanted):
        raise Refused("charge.amount", "amount")
    days = [day.isoformat()] * 3
    for start in range(0, len(wanted), HANDFUL):
        handful = wanted[start : start + HANDFUL]
        around = Around(desk, item, [unit for unit, _ in handful], day, day)
        rows: list[Sequence[Any]] = [
            (unit, pick_payer("owner", around.roles[unit], day)[1], item.id, batch,
             desk.today.isoformat(), *days, amount, amount)
            for unit, amount in handful
        ]  # fmt: skip
        desk.storage.database.connection().executemany(_POST, rows)
    total = sum(amount for _, amount in wanted)
    change.note(opening={"count": len(wanted), "total": total, "batch": batch})
    before = sum(1 for unit, amount in balances if amount and unit in had)
    return Opened(len(wanted), total, before)
