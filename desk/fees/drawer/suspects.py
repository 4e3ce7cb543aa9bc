"""What happened in a shift, read for ``causes``."""

from __future__ import annotations

from desk.core.desk import Desk
from desk.fees.drawer.cash import denominations
from desk.fees.drawer.causes import Cause, Given, Moved, Seen, Taken, causes

_RECEIPTS = (
    "SELECT r.id, r.number, r.state, r.unit_id, t.kind, t.amount, t.given FROM receipt r "
    "JOIN tender t ON t.receipt_id = r.id WHERE r.shift_id = ? ORDER BY r.id, t.id"
)
_REFUNDS = (
    "SELECT id, number, amount, tender FROM refund WHERE shift_id = ? AND state = 'paid' "
    "ORDER BY id"
)
_MOVES = "SELECT id, number, amount FROM cash_move WHERE shift_id = ? ORDER BY id"
_OPENING = (
    "SELECT s.opening, (SELECT p.counted - coalesce(p.handed_in, 0) FROM cash_shift p "
    "WHERE p.desk = s.desk AND p.id < s.id AND p.state = 'closed' ORDER BY p.id DESC LIMIT 1) "
    "FROM cash_shift s WHERE s.id = ?"
)


def causes_of(desk: Desk, shift: int, difference: int) -> tuple[Cause, ...]:
    """Likely causes of a shift's ``difference``; none where there is none."""
    return causes(seen(desk, shift), difference) if difference else ()


def seen(desk: Desk, shift: int) -> Seen:
    """What is known of a shift."""
    run = desk.storage.database.execute_sql
    given = [Given(i, n, a, t == "cash") for i, n, a, t in run(_REFUNDS, (shift,))]
    moves = [Moved(*row) for row in run(_MOVES, (shift,))]
    opening, left = run(_OPENING, (shift,)).fetchone()
    return Seen(
        tuple(_taken(desk, shift)), tuple(given), tuple(moves), opening, left, denominations(desk)
    )


def _taken(desk: Desk, shift: int) -> list[Taken]:
    found: dict[int, Taken] = {}
    for key, number, state, unit, kind, amount, handed in desk.storage.database.execute_sql(
        _RECEIPTS, (shift,)
    ):
        known = found.get(key) or Taken(key, number, 0, voided=state == "voided", payer=unit)
        cash, change, others = known.cash, known.change, known.others
        if kind == "cash":
            cash, change = cash + amount, change + handed - amount
        elif kind != "prepaid":
            others = (*others, amount)
        found[key] = Taken(key, number, cash, change, others, known.voided, unit)
    return list(found.values())
