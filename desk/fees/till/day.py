"""What came in on a day."""

from __future__ import annotations

from datetime import date

from desk.core.access import Permission
from desk.core.desk import Desk
from desk.core.frozen import frozen

# Plus nothing: led by the index of states it would read every receipt there is.
_DAY = (
    "SELECT count(*), coalesce(sum(total), 0) FROM receipt "
    "WHERE business_date = ? AND +state = 'posted'"
)


@frozen
class DaySum:
    """Receipts of a business date, without the voided ones; ``total`` in minor units."""

    count: int
    total: int


def day_sum(desk: Desk, day: date | None = None) -> DaySum:
    """How many receipts stand for ``day`` (None: today) and what they come to. Needs fees.view."""
    desk.require(Permission.FEES_VIEW)
    found = desk.storage.database.execute_sql(_DAY, ((day or desk.today).isoformat(),)).fetchone()
    return DaySum(*found)
