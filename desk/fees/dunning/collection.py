"""The collection rate 收缴率: what of the debts of a time was paid."""

from __future__ import annotations

from datetime import date

from desk.core.access import Permission
from desk.core.desk import Desk
from desk.core.errors import Refused
from desk.fees.dunning.rows import COLLECTION_BY, CollectionRow

_SUMS = (
    "COALESCE(SUM(c.amount - c.reduced), 0), COALESCE(SUM(c.reduced), 0), COALESCE(SUM(c.paid), 0)"
)
_WHERE = "WHERE c.due BETWEEN ? AND ? AND c.state = 'posted' "
_BY = {
    "all": f"SELECT 0, '', {_SUMS} FROM charge c {_WHERE}",
    "month": (
        f"SELECT CAST(SUBSTR(c.due, 1, 4) || SUBSTR(c.due, 6, 2) AS INTEGER), "
        f"SUBSTR(c.due, 1, 7), {_SUMS} FROM charge c {_WHERE}GROUP BY 1 ORDER BY 1"
    ),
    "building": (
        f"SELECT b.id, b.name, {_SUMS} FROM charge c JOIN unit u ON u.id = c.unit_id "
        f"JOIN building b ON b.id = u.building_id {_WHERE}GROUP BY b.id ORDER BY b.sort, b.id"
    ),
    "item": (
        f"SELECT i.id, i.name, {_SUMS} FROM charge c JOIN fee_item i ON i.id = c.item_id "
        f"{_WHERE}GROUP BY i.id ORDER BY i.position, i.id"
    ),
}


def collection_rate(desk: Desk, since: date, until: date, by: str = "all") -> list[CollectionRow]:
    """Of what fell due from ``since`` to ``until`` (both included), how much is paid by now.

    What was let off (discounts, write-offs) counts as never charged. One row for each of ``by``
    (COLLECTION_BY); for months the key is 202611. Needs fees.view.
    Raises Refused("field.not_a_choice").
    """
    desk.require(Permission.FEES_VIEW)
    if by not in COLLECTION_BY:
        raise Refused("field.not_a_choice", "by")
    found = desk.storage.database.execute_sql(_BY[by], (since.isoformat(), until.isoformat()))
    return [
        CollectionRow(key, title, charged, reduced, paid, _rate(paid, charged))
        for key, title, charged, reduced, paid in found.fetchall()
    ]


def _rate(paid: int, charged: int) -> int | None:
    """Ten-thousandths, cut: 99.999 % is not all of it."""
    return paid * 10_000 // charged if charged else None
