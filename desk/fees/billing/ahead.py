"""Billing ahead 预收: months to come, with the free ones of an offer."""

from __future__ import annotations

from desk.core.access import Permission
from desk.core.desk import Desk
from desk.fees.billing.drafts import AheadQuote


def quote_ahead(
    desk: Desk, unit: int, item: int, months: int, offer: int | None = None
) -> AheadQuote:
    """What ``bill_ahead`` would charge. Raises as it does."""
    desk.require(Permission.FEES_VIEW)
    raise NotImplementedError


def bill_ahead(
    desk: Desk,
    unit: int,
    item: int,
    months: int,
    offer: int | None = None,
    *,
    request: str | None = None,
) -> list[int]:
    """Charge ``months`` from the first that is not billed yet, and the offer's free ones after.

    Gives the charges' ids in order. Runs skip these months later.
    """
    with desk.change(Permission.CHARGE_ADD, "charge.billed_ahead", request):
        raise NotImplementedError
