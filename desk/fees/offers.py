"""Offers 预存优惠: who pays so many months ahead gets some more for nothing."""

from __future__ import annotations

from datetime import date

from desk.core.access import Permission
from desk.core.change import once
from desk.core.desk import Desk
from desk.core.errors import Refused
from desk.core.frozen import frozen
from desk.core.text import clean
from desk.estate.checks import Faults
from desk.fees.items import PERIODIC, item_row
from desk.fees.models import Offer


@frozen
class OfferDraft:
    """Pay ``months`` get ``free``, for those who are billed ahead from ``since`` to ``until``."""

    item: int
    name: str
    months: int
    free: int
    since: date
    until: date | None = None


@frozen
class OfferRow:
    """An offer as it is kept; see OfferDraft. One that is not ``active`` is no longer given."""

    id: int
    item: int
    name: str
    months: int
    free: int
    since: date
    until: date | None
    active: bool


def offers(desk: Desk, item: int | None = None, on: date | None = None) -> list[OfferRow]:
    """The offers (of ``item``), all of them, or those that are given ``on`` that day."""
    desk.require(Permission.FEES_VIEW)
    query = Offer.select().order_by(Offer.item, Offer.months, Offer.id)
    if item is not None:
        query = query.where(Offer.item == item)
    if on is not None:
        running = Offer.until.is_null() | (Offer.until >= on)
        query = query.where(Offer.active & (Offer.since <= on) & running)
    return [_view(row) for row in query]


def get_offer(desk: Desk, offer: int) -> OfferRow:
    """One offer. Raises Refused("offer.unknown")."""
    desk.require(Permission.FEES_VIEW)
    return _view(offer_row(offer))


@once(get_offer)
def create_offer(desk: Desk, draft: OfferDraft, *, request: str | None = None) -> OfferRow:
    """Add an offer. Raises Refused beside each field that is wrong."""
    with desk.change(Permission.FEE_ITEM_EDIT, "offer.created", request) as change:
        row = change.create(Offer, **_checked(draft))
    return get_offer(desk, row.id)


def update_offer(desk: Desk, offer: int, draft: OfferDraft, *, active: bool = True) -> OfferRow:
    """Alter an offer or take it back. What was billed by it stays."""
    with desk.change(Permission.FEE_ITEM_EDIT, "offer.updated") as change:
        row = offer_row(offer)
        change.update(row, active=active, **_checked(draft))
    return get_offer(desk, offer)


def offer_row(offer: int) -> Offer:
    """The table's row. Raises Refused("offer.unknown", "offer")."""
    row: Offer | None = Offer.get_or_none(Offer.id == offer)
    if row is None:
        raise Refused("offer.unknown", "offer")
    return row


def _checked(draft: OfferDraft) -> dict[str, object]:
    with Faults() as faults:
        item = faults.of(item_row, draft.item)
        name = faults.of(clean, draft.name, "name", 80, required=True) or ""
        if item is not None and item.kind not in PERIODIC:
            faults.add("tariff.not_periodic", "item", name=item.name)
        cycle = item.cycle if item is not None else 1
        for field, months, most in (("months", draft.months, 120), ("free", draft.free, 60)):
            if not 0 < months <= most:
                faults.add("offer.months", field, most=most)
            elif months % cycle:
                faults.add("ahead.cycle", field, cycle=cycle)
        if draft.until is not None and draft.until < draft.since:
            faults.add("tariff.until_before_since", "until")
    return {
        "item": draft.item, "name": name, "months": draft.months, "free": draft.free,
        "since": draft.since, "until": draft.until,
    }  # fmt: skip


def _view(row: Offer) -> OfferRow:
    return OfferRow(
        row.id, row.item_id, row.name, row.months, row.free, row.since, row.until, row.active
    )
