"""Single charges: added by hand, taken back, read."""

from __future__ import annotations

from desk.core.access import Permission
from desk.core.change import once
from desk.core.desk import Desk
from desk.fees.billing.drafts import ChargeDraft, ChargeRow


def get_charge(desk: Desk, charge: int) -> ChargeRow:
    """One charge. Raises Refused("charge.unknown")."""
    desk.require(Permission.FEES_VIEW)
    raise NotImplementedError


@once(get_charge)
def add_charge(desk: Desk, draft: ChargeDraft, *, request: str | None = None) -> ChargeRow:
    """Charge a unit for something once. Raises Refused beside each field that is wrong.

    For a periodic item it stands for its period: no run charges that again (charge.overlaps).
    """
    with desk.change(Permission.CHARGE_ADD, "charge.added", request):
        raise NotImplementedError


def reverse_charge(
    desk: Desk, charge: int, reason: str, *, request: str | None = None
) -> ChargeRow:
    """Take a single charge back while nothing of it is paid or let off.

    One that was billed ahead goes with all that were made with it.
    Raises Refused: charge.paid, charge.reversed, charge.of_run (reverse the run), …
    """
    with desk.change(Permission.BILLING_REVERSE, "charge.reversed", request):
        raise NotImplementedError
