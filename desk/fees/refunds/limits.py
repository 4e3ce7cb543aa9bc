"""What may still be given back of a receipt's lines and of an account."""

from __future__ import annotations

from typing import Any

from desk.core.access import Permission
from desk.core.desk import Desk
from desk.core.errors import Refused
from desk.core.frozen import frozen

_REFUNDABLE = ("charge", "sundry")
# What is under way is taken: two requests must not promise the same money.
_REFUNDED = (
    "(SELECT coalesce(sum(b.{what}), 0) FROM refund_line b JOIN refund f ON f.id = b.refund_id "
    "WHERE b.line_id = l.id AND f.state IN ('requested', 'approved', 'paid'))"
)
_MOVED = (
    "(SELECT coalesce(sum(m.{what}), 0) FROM adjustment_line m "
    "JOIN adjustment j ON j.id = m.adjustment_id WHERE m.line_id = l.id AND j.state = 'posted')"
)
_LEFT = "l.{what} - " + _REFUNDED + " - " + _MOVED
_LINES = (
    "SELECT l.id, l.position, l.kind, l.charge_id, l.item_id, coalesce(i.name, ''), "
    "coalesce(u.code, ''), l.text, l.amount, l.late_fee, "
    f"{_LEFT.format(what='amount')}, {_LEFT.format(what='late_fee')} "
    "FROM receipt_line l LEFT JOIN fee_item i ON i.id = l.item_id "
    "LEFT JOIN unit u ON u.id = l.unit_id WHERE "
)
_AVAILABLE = (
    "SELECT a.balance - (SELECT coalesce(sum(f.amount + f.deducted), 0) FROM refund f "
    "WHERE f.account_id = a.id AND f.state IN ('requested', 'approved')) "
    "FROM account a WHERE a.id = ?"
)


@frozen
class Refundable:
    """A receipt's line: what was ``paid`` (``late_paid`` on top), and what of it is left.

    ``amount`` and ``late_fee`` may still be refunded or moved (minor units). ``refundable`` is
    False for prepayments and deposits: those are given back from their account.
    """

    line: int
    position: int
    kind: str
    charge: int | None
    item: int | None
    item_name: str
    unit_code: str
    text: str
    paid: int
    late_paid: int
    amount: int
    late_fee: int

    @property
    def refundable(self) -> bool:
        """Whether anything of it can be given back by a refund of fees."""
        return self.kind in _REFUNDABLE and self.amount + self.late_fee > 0

    def least_late(self, amount: int) -> int:
        """What of the late fee has to go back with ``amount`` of the principal if that is owed
        again: it grows its late fee anew from its first day, and nobody pays that twice."""
        if not self.paid:
            return 0
        stays = -(-self.late_paid * max(0, self.amount - amount) // self.paid)
        return max(0, self.late_fee - stays)


def refundable_lines(desk: Desk, receipt: int) -> list[Refundable]:
    """What of each line of a receipt may still be refunded or moved, refunds under way deducted.

    Needs fees.view.
    """
    desk.require(Permission.FEES_VIEW)
    return _read(desk, "l.receipt_id = ? ORDER BY l.position", receipt)


def refundable_line(desk: Desk, line: int) -> Refundable:
    """The same of one line. Raises Refused("refund.line_unknown")."""
    found = _read(desk, "l.id = ?", line)
    if not found:
        raise Refused("refund.line_unknown", "lines")
    return found[0]


def available(desk: Desk, account: int) -> int:
    """An account's balance less the refunds of it that are under way.

    Needs fees.view. Raises Refused("account.unknown").
    """
    desk.require(Permission.FEES_VIEW)
    found = desk.storage.database.execute_sql(_AVAILABLE, (account,)).fetchone()
    if found is None:
        raise Refused("account.unknown", "account")
    return int(found[0])


def _read(desk: Desk, where: str, value: int) -> list[Refundable]:
    rows: Any = desk.storage.database.execute_sql(_LINES + where, (value,))
    return [Refundable(*row) for row in rows]
