"""Tariffs 收费标准: what an item costs from when to when, in which building, for which units."""

from __future__ import annotations

from datetime import date, timedelta

from desk.core.access import Permission
from desk.core.change import Change, once
from desk.core.desk import Desk
from desk.core.errors import Refused
from desk.core.frozen import frozen
from desk.estate.checks import Faults
from desk.estate.models import Building
from desk.estate.words import UNIT_KINDS
from desk.fees import formula
from desk.fees.amounts import FULL, HIGHEST
from desk.fees.items import PERIODIC, item_row
from desk.fees.models import Charge, FeeItem, Tariff

BASES = ("area", "household", "share")
STEPS = 20
POOL = 10**13
"""Minor units that a shared cost stays below."""


@frozen
class TariffDraft:
    """What is entered of a tariff; which figures are read depends on the item's kind.

    ``price`` in ten-thousandths: a m² (area), a month (fixed), a share (shared without ``pool``),
    the formula's ``price``. ``pool`` in minor units a month is divided by ``basis``: area,
    household, share. ``steps``: (up to m² in ten-thousandths or None, price) growing, over the
    area. ``vacant_rate`` in thousandths is what vacant units pay. ``building`` and ``unit_kind``
    narrow it: the narrowest one holds, a building before a kind.
    """

    item: int
    since: date
    until: date | None = None
    building: int | None = None
    unit_kind: str = ""
    price: int = 0
    pool: int | None = None
    basis: str = ""
    steps: tuple[tuple[int | None, int], ...] = ()
    formula: str = ""
    vacant_rate: int | None = None


@frozen
class TariffRow:
    """A tariff as it is kept; see TariffDraft. ``used``: something was charged by it."""

    id: int
    item: int
    since: date
    until: date | None
    building: int | None
    building_name: str
    unit_kind: str
    price: int
    pool: int | None
    basis: str
    steps: tuple[tuple[int | None, int], ...]
    formula: str
    vacant_rate: int | None


def tariffs_of(desk: Desk, item: int) -> list[TariffRow]:
    """An item's tariffs: those for all first, the newest of each first."""
    desk.require(Permission.FEES_VIEW)
    query = Tariff.select().where(Tariff.item == item)
    rows = sorted(query, key=lambda t: (t.building_id or 0, t.unit_kind, -t.since.toordinal()))
    return [_view(row) for row in rows]


def get_tariff(desk: Desk, tariff: int) -> TariffRow:
    """One tariff. Raises Refused("tariff.unknown")."""
    desk.require(Permission.FEES_VIEW)
    return _view(_row(tariff))


@once(get_tariff)
def add_tariff(desk: Desk, draft: TariffDraft, *, request: str | None = None) -> TariffRow:
    """Add a tariff. The open one before it ends the day before this one begins.

    Raises Refused beside each field, tariff.overlaps if another holds at that time.
    """
    with desk.change(Permission.FEE_ITEM_EDIT, "tariff.added", request) as change:
        item = item_row(draft.item)
        values = _checked(item, draft)
        ended = _make_room(change, draft)
        row = change.create(Tariff, item=item, **values)
        change.result(row.id)
        change.touch(item)
        change.note(ended=ended)
    return get_tariff(desk, row.id)


def end_tariff(desk: Desk, tariff: int, until: date) -> TariffRow:
    """Let a tariff end: ``until`` is its last day. Raises Refused: tariff.until_before_since,
    tariff.overlaps, tariff.charged (charges by it reach further)."""
    with desk.change(Permission.FEE_ITEM_EDIT, "tariff.ended") as change:
        row = _row(tariff)
        if until < row.since:
            raise Refused("tariff.until_before_since", "until")
        if row.until is not None and until > row.until:
            draft = TariffDraft(
                row.item_id, row.until + timedelta(days=1), until, row.building_id, row.unit_kind
            )
            if _overlapping(draft, row.id):
                raise Refused("tariff.overlaps", "until", since=draft.since.isoformat())
        change.update(row, until=until)
        change.touch(row.item)
    return get_tariff(desk, tariff)


def remove_tariff(desk: Desk, tariff: int) -> None:
    """Take back a tariff that was entered by mistake; not once something was charged by it.

    Raises Refused: tariff.used, tariff.unknown.
    """
    with desk.change(Permission.FEE_ITEM_EDIT, "tariff.removed") as change:
        row = _row(tariff)
        # No index leads from a tariff to its charges: mistakes are rare and may take a moment.
        if Charge.select().where(Charge.tariff == row.id).exists():
            raise Refused("tariff.used")
        change.touch(row.item)
        change.remove(row)


def _row(tariff: int) -> Tariff:
    row: Tariff | None = Tariff.get_or_none(Tariff.id == tariff)
    if row is None:
        raise Refused("tariff.unknown")
    return row


def _overlapping(draft: TariffDraft, but: int = 0) -> list[Tariff]:
    same = (
        (Tariff.item == draft.item)
        & (Tariff.unit_kind == draft.unit_kind)
        & (Tariff.id != but)
        & (Tariff.until.is_null() | (Tariff.until >= draft.since))
    )
    if draft.building is None:
        same &= Tariff.building.is_null()
    else:
        same &= Tariff.building == draft.building
    if draft.until is not None:
        same &= Tariff.since <= draft.until
    return list(Tariff.select().where(same))


def _make_room(change: Change, draft: TariffDraft) -> list[int]:
    """End the open tariff before this one; whatever else overlaps is in the way."""
    ended = []
    for row in _overlapping(draft):
        if row.until is not None or row.since >= draft.since:
            raise Refused("tariff.overlaps", "since", since=row.since.isoformat())
        change.update(row, until=draft.since - timedelta(days=1))
        ended.append(row.id)
    return ended


def _checked(item: FeeItem, draft: TariffDraft) -> dict[str, object]:
    values: dict[str, object] = {
        "since": draft.since, "until": draft.until, "building": draft.building,
        "unit_kind": draft.unit_kind, "vacant_rate": draft.vacant_rate,
    }  # fmt: skip
    with Faults() as faults:
        if item.kind not in PERIODIC:
            faults.add("tariff.not_periodic", "item", name=item.name)
        if draft.until is not None and draft.until < draft.since:
            faults.add("tariff.until_before_since", "until")
        if draft.building is not None and Building.get_or_none(id=draft.building) is None:
            faults.add("building.unknown", "building")
        if draft.unit_kind:
            faults.among(draft.unit_kind, UNIT_KINDS, "unit_kind")
        if draft.vacant_rate is not None and not 0 <= draft.vacant_rate <= FULL:
            faults.add("tariff.vacant_rate", "vacant_rate")
        values |= faults.of(_figures, item.kind, draft) or {}
    return values


def _figures(kind: str, draft: TariffDraft) -> dict[str, object]:
    """The figures that this kind of item reads; the others are not kept."""
    if kind == "stepped":
        return {"steps": _steps(draft.steps)}
    if kind == "formula":
        text = formula.check(draft.formula)
        if "price" in formula.names_in(text):
            return {"formula": text, "price": _price(draft.price)}
        return {"formula": text}
    if kind == "shared":
        if draft.basis not in BASES:
            raise Refused("field.not_a_choice", "basis")
        if draft.pool is not None:
            if not 0 < draft.pool < POOL:
                raise Refused("tariff.pool", "pool")
            return {"basis": draft.basis, "pool": draft.pool}
        return {"basis": draft.basis, "price": _price(draft.price)}
    return {"price": _price(draft.price)}


def _price(price: int) -> int:
    # Nothing is free by a forgotten price: what costs nothing is said by a rate or an exclusion.
    if not 0 < price < HIGHEST:
        raise Refused("tariff.price", "price")
    return price


def _steps(steps: tuple[tuple[int | None, int], ...]) -> list[list[int | None]]:
    ends = [end for end, _ in steps]
    grown = [end for end in ends[:-1] if end is not None]
    good = (
        0 < len(steps) <= STEPS
        and ends[-1] is None
        and len(grown) == len(ends) - 1
        and grown == sorted(set(grown))
        and all(0 < end < HIGHEST for end in grown)
        and all(0 <= price < HIGHEST for _, price in steps)
        and any(price for _, price in steps)
    )
    if not good:
        raise Refused("tariff.steps", "steps")
    return [[end, price] for end, price in steps]


def _view(row: Tariff) -> TariffRow:
    return TariffRow(
        row.id, row.item_id, row.since, row.until, row.building_id,
        row.building.name if row.building else "", row.unit_kind, row.price, row.pool, row.basis,
        tuple((end, price) for end, price in row.steps), row.formula, row.vacant_rate,
    )  # fmt: skip
