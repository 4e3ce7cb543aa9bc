"""What may still be given back of a receipt's lines and of an account."""

from __future__ import annotations

from desk.core.desk import Desk
from desk.core.frozen import frozen


@frozen
class Refundable:
    """What is left of a receipt's line: ``amount`` of the principal, ``late_fee`` on top.

    ``refundable`` is False for prepayments and deposits: those are given back from their account.
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
    refundable: bool


def refundable_lines(desk: Desk, receipt: int) -> list[Refundable]:
    """What of each line of a receipt may still be refunded or moved, refunds under way deducted.

    Needs fees.view.
    """
    raise NotImplementedError


def available(desk: Desk, account: int) -> int:
    """An account's balance less the refunds of it that are under way. Needs fees.view."""
    raise NotImplementedError
