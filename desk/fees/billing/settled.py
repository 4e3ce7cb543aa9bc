"""What became of a charge: the receipts that paid it, what took that back, what let it off."""

from __future__ import annotations

from datetime import date
from typing import Any

from desk.core.access import Permission
from desk.core.desk import Desk
from desk.core.frozen import frozen

_OF = """
SELECT 'receipt', r.id, r.number, r.state, r.business_date, l.amount, l.discount, r.at
FROM receipt_line l JOIN receipt r ON r.id = l.receipt_id WHERE l.charge_id = ?1
UNION ALL
SELECT 'refund', f.id, f.number, f.state, f.business_date, -m.amount,
    CASE WHEN m.reopen THEN 0 ELSE m.amount END, f.at
FROM receipt_line l JOIN refund_line m ON m.line_id = l.id JOIN refund f ON f.id = m.refund_id
WHERE l.charge_id = ?1
UNION ALL
SELECT 'adjustment', j.id, j.number, j.state, j.business_date,
    CASE WHEN n.line_id IS NULL THEN 0 ELSE -n.amount END,
    CASE WHEN n.line_id IS NULL THEN n.amount ELSE 0 END, j.at
FROM adjustment_line n JOIN adjustment j ON j.id = n.adjustment_id WHERE n.charge_id = ?1
ORDER BY 8, 2
"""
COUNTS = frozenset({("receipt", "posted"), ("refund", "paid"), ("adjustment", "posted")})


@frozen
class Settled:
    """One document about a charge. ``kind``: receipt, refund, adjustment; ``state`` is its own.

    ``paid`` and ``reduced`` are what it adds to what is paid and let off of the charge (below 0
    takes back), in minor units; they count only where ``counts``.
    """

    kind: str
    id: int
    number: str
    state: str
    day: date
    paid: int
    reduced: int

    @property
    def counts(self) -> bool:
        """Whether it is in effect: neither void nor still asked for."""
        return (self.kind, self.state) in COUNTS


def settled(desk: Desk, charge: int) -> tuple[Settled, ...]:
    """Every document about a charge, oldest first. Needs fees.view."""
    desk.require(Permission.FEES_VIEW)
    found: Any = desk.storage.database.execute_sql(_OF, (charge,)).fetchall()
    made: Any = Settled
    return tuple(made(*row[:4], date.fromisoformat(row[4]), *row[5:7]) for row in found)
