"""What has to be in a drawer: float + cash taken - cash refunds ± moves."""

from __future__ import annotations

from desk.core.desk import Desk
from desk.core.frozen import frozen

_PARTS = (
    "SELECT s.opening, "
    "coalesce((SELECT sum(t.amount) FROM receipt r JOIN tender t ON t.receipt_id = r.id "
    "WHERE r.shift_id = s.id AND r.state = 'posted' AND t.kind = 'cash'), 0), "
    "coalesce((SELECT sum(m.amount) FROM cash_move m WHERE m.shift_id = s.id), 0), "
    "coalesce((SELECT sum(f.amount) FROM refund f "
    "WHERE f.shift_id = s.id AND f.state = 'paid' AND f.tender = 'cash'), 0) "
    "FROM cash_shift s WHERE s.id = ?"
)


@frozen
class Drawer:
    """The parts of what is expected, in minor units.

    ``taken`` are the cash tenders of valid receipts less the change, ``moved`` is what was put in
    less what was taken out, ``refunded`` was paid out in cash.
    """

    opening: int
    taken: int
    moved: int
    refunded: int

    @property
    def expected(self) -> int:
        """What has to be there."""
        return self.opening + self.taken + self.moved - self.refunded


def drawer_of(desk: Desk, shift: int) -> Drawer:
    """The parts of what is expected in the drawer of ``shift``; for the desk's own use only."""
    parts = desk.storage.database.execute_sql(_PARTS, (shift,)).fetchone()
    return Drawer(*map(int, parts))
