"""Opening balances 期初欠费: what units owed before the program came."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from desk.core.change import Change
from desk.core.desk import Desk
from desk.fees.billing.drafts import Opened


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
    are left out. Due ``on`` (today).
    """
    raise NotImplementedError
