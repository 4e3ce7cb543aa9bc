"""What is different for one unit 单户收费: another price, a rate, a share, or no charge at all."""

from __future__ import annotations

from datetime import date

from desk.core.access import Permission
from desk.core.change import once
from desk.core.desk import Desk
from desk.core.errors import Refused
from desk.core.frozen import frozen
from desk.core.text import clean
from desk.estate.checks import Faults
from desk.estate.models import Unit
from desk.estate.units import unit_row
from desk.fees.amounts import FULL, HIGHEST
from desk.fees.items import PERIODIC, item_row
from desk.fees.models import FeeItem, UnitFee


@frozen
class UnitFeeDraft:
    """What is entered of an override; None leaves as the tariff says.

    ``price`` in ten-thousandths takes the place of the tariff's (steps and pool too), ``rate`` in
    thousandths that of its vacant rate; ``share`` in ten-thousandths is the weight in items
    shared by share. ``excluded`` units are not charged. From ``since`` to ``until`` (None: open).
    """

    unit: int
    item: int
    since: date | None = None
    until: date | None = None
    price: int | None = None
    rate: int | None = None
    share: int | None = None
    excluded: bool = False
    reason: str = ""


@frozen
class UnitFeeRow:
    """An override as it is kept; see UnitFeeDraft."""

    id: int
    unit: int
    unit_code: str
    item: int
    item_name: str
    since: date | None
    until: date | None
    price: int | None
    rate: int | None
    share: int | None
    excluded: bool
    reason: str


def overrides_of(desk: Desk, unit: int | None = None, item: int | None = None) -> list[UnitFeeRow]:
    """The overrides of a unit, of an item, of both or all, by unit and item, newest last."""
    desk.require(Permission.FEES_VIEW)
    query = UnitFee.select(UnitFee, Unit, FeeItem).join(Unit).switch(UnitFee).join(FeeItem)
    if unit is not None:
        query = query.where(UnitFee.unit == unit)
    if item is not None:
        query = query.where(UnitFee.item == item)
    ordered = query.order_by(Unit.sort, FeeItem.position, FeeItem.id, UnitFee.since, UnitFee.id)
    return [_view(row) for row in ordered]


def get_override(desk: Desk, override: int) -> UnitFeeRow:
    """One override. Raises Refused("override.unknown")."""
    desk.require(Permission.FEES_VIEW)
    return _view(_row(override))


@once(get_override)
def set_override(desk: Desk, draft: UnitFeeDraft, *, request: str | None = None) -> UnitFeeRow:
    """Say what is different for a unit. Raises Refused beside each field, override.overlaps if
    there is one for that time already, override.nothing if nothing would be different."""
    with desk.change(Permission.FEE_ITEM_EDIT, "override.set", request) as change:
        reason = _checked(draft)
        row = change.create(
            UnitFee, unit=draft.unit, item=draft.item, since=draft.since, until=draft.until,
            price=draft.price, rate=draft.rate, share=draft.share, excluded=draft.excluded,
            reason=reason,
        )  # fmt: skip
        change.about("unit", draft.unit)
    return get_override(desk, row.id)


def end_override(desk: Desk, override: int, until: date) -> UnitFeeRow:
    """Let an override end: ``until`` is its last day. Raises Refused("override.until")."""
    with desk.change(Permission.FEE_ITEM_EDIT, "override.ended") as change:
        row = _row(override)
        late = row.until is not None and until > row.until
        if late or (row.since is not None and until < row.since):
            raise Refused("override.until", "until")
        change.update(row, until=until)
        change.about("unit", row.unit_id)
    return get_override(desk, override)


def remove_override(desk: Desk, override: int) -> None:
    """Take back an override that was a mistake. What was charged by it stays as it is."""
    with desk.change(Permission.FEE_ITEM_EDIT, "override.removed") as change:
        row = _row(override)
        change.about("unit", row.unit_id)
        change.remove(row)


def _row(override: int) -> UnitFee:
    row: UnitFee | None = UnitFee.get_or_none(UnitFee.id == override)
    if row is None:
        raise Refused("override.unknown")
    return row


def _checked(draft: UnitFeeDraft) -> str:
    with Faults() as faults:
        faults.of(unit_row, draft.unit)
        item = faults.of(item_row, draft.item)
        reason = faults.of(clean, draft.reason, "reason", 200, required=True) or ""
        if item is not None and item.kind not in PERIODIC:
            faults.add("tariff.not_periodic", "item", name=item.name)
        if draft.since and draft.until and draft.until < draft.since:
            faults.add("tariff.until_before_since", "until")
        if draft.price is not None and not 0 < draft.price < HIGHEST:
            faults.add("tariff.price", "price")
        if draft.rate is not None and not 0 <= draft.rate <= 10 * FULL:
            faults.add("rate.range", "rate")
        if draft.share is not None and not 0 < draft.share < HIGHEST:
            faults.add("override.share", "share")
        if not draft.excluded and draft.price is None and draft.rate is None and not draft.share:
            faults.add("override.nothing", "price")
        if not faults.reasons and _overlapping(draft):
            faults.add("override.overlaps", "since")
    return reason


def _overlapping(draft: UnitFeeDraft) -> bool:
    same = (UnitFee.unit == draft.unit) & (UnitFee.item == draft.item)
    if draft.since is not None:
        same &= UnitFee.until.is_null() | (UnitFee.until >= draft.since)
    if draft.until is not None:
        same &= UnitFee.since.is_null() | (UnitFee.since <= draft.until)
    return bool(UnitFee.select().where(same).exists())


def _view(row: UnitFee) -> UnitFeeRow:
    return UnitFeeRow(
        row.id, row.unit_id, row.unit.code, row.item_id, row.item.name, row.since, row.until,
        row.price, row.rate, row.share, row.excluded, row.reason,
    )  # fmt: skip
