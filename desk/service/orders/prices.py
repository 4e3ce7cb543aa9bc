"""The price list of labour 人工费 and materials 材料费, and what was used of it."""

from __future__ import annotations

from dataclasses import fields
from datetime import date
from functools import partial
from typing import Any

from desk.core.access import Permission
from desk.core.change import once
from desk.core.desk import Desk
from desk.core.errors import Refused
from desk.core.frozen import frozen
from desk.core.meanwhile import merged, who_and_when
from desk.core.money import MOST
from desk.core.text import clean
from desk.core.words import gettext
from desk.estate.checks import Faults
from desk.fees.items import item_row
from desk.fees.models import FeeItem
from desk.fees.reading import ask, money
from desk.service.models.orders import MaterialPrice
from desk.service.orders.drafts import LINE_KINDS
from desk.service.orders.own import own_sql
from desk.service.orders.said import LINES, USED


@frozen
class PriceDraft:
    """A line of the price list. ``kind``: labour, material. ``price`` in minor units a
    ``measure``; ``item`` is the fee item (sundry) of the income, None the one for repairs."""

    name: str
    price: int
    kind: str = "material"
    category: str = ""
    measure: str = ""
    item: int | None = None
    position: int = 0
    active: bool = True


@frozen
class PriceRow:
    """A line of the price list; see PriceDraft."""

    id: int
    kind: str
    name: str
    category: str
    measure: str
    price: int
    item: int | None
    item_name: str
    position: int
    active: bool


@frozen
class Usage:
    """What orders used of a material in a time: ``quantity`` in ten-thousandths, ``amount`` in
    minor units."""

    listed: int | None
    name: str
    measure: str
    orders: int
    quantity: int
    amount: int


def prices(
    desk: Desk, text: str = "", *, kind: str = "", active: bool | None = True
) -> list[PriceRow]:
    """The price list, labour first; only what contains ``text`` in name or category."""
    desk.require(Permission.ORDER_VIEW)
    p = MaterialPrice
    query = p.select(p, FeeItem).left_outer_join(FeeItem)
    if active is not None:
        query = query.where(p.active == active)
    if kind:
        query = query.where(p.kind == kind)
    rows = query.order_by(p.kind, p.category, p.position, p.name)
    sought = text.strip().casefold()
    return [_view(row) for row in rows if sought in f"{row.name} {row.category}".casefold()]


def get_price(desk: Desk, price: int) -> PriceRow:
    """One line of the price list. Raises Refused("price.unknown")."""
    desk.require(Permission.ORDER_VIEW)
    return _view(_row(price))


@once(get_price)
def create_price(desk: Desk, draft: PriceDraft, *, request: str | None = None) -> PriceRow:
    """Add to the price list. Raises Refused beside each field that is wrong."""
    with desk.change(Permission.ORDER_SET_UP, "order_price.created", request) as change:
        row = change.create(MaterialPrice, **_checked(draft))
    return get_price(desk, row.id)


@once(get_price)
def update_price(
    desk: Desk,
    price: int,
    draft: PriceDraft,
    base: PriceDraft | None = None,
    *,
    request: str | None = None,
) -> PriceRow:
    """Alter a line of the price list, or take it off: orders keep what they were made with.

    ``base`` is what the form was opened with; raises record.changed as ``update_order`` does.
    """
    with desk.change(Permission.ORDER_SET_UP, "order_price.updated", request) as change:
        row = _row(price)
        change.touch(row)
        who = partial(who_and_when, desk, "material_price", price)
        draft = merged(draft, base, draft_of(_view(row)), partial(_reads, desk), who)
        change.update(row, **_checked(draft, row))
    return get_price(desk, price)


def draft_of(row: PriceRow) -> PriceDraft:
    """What the form of a line is opened with."""
    return PriceDraft(**{field.name: getattr(row, field.name) for field in fields(PriceDraft)})


def _reads(desk: Desk, name: str, value: Any) -> str:
    """How a field of the draft reads to people."""
    if name == "price":
        return money(desk, value)
    if name == "item":
        return "" if value is None else str(item_row(value).name)
    words: Any = {"active": USED, "kind": LINES}.get(name)
    return gettext(words[value]) if words else str(value)


_USED = (
    "SELECT l.listed_id, CASE WHEN p.id IS NULL THEN l.text ELSE p.name END, l.measure, "
    "COUNT(DISTINCT l.order_id), SUM(l.quantity), SUM(l.amount) FROM work_order o "
    "JOIN order_line l ON l.order_id = o.id LEFT JOIN material_price p ON p.id = l.listed_id "
    "WHERE o.business_date BETWEEN ? AND ? AND l.kind = 'material' {own}GROUP BY 1, 2, 3 "
    "ORDER BY 6 DESC, 2"
)


def used(desk: Desk, first: date, last: date) -> list[Usage]:
    """Materials of the orders reported from ``first`` to ``last``, the dearest first; an
    engineer's of own orders."""
    desk.require(Permission.ORDER_VIEW)
    own, mine = own_sql(desk)
    days = first.isoformat(), last.isoformat()
    return [Usage(*row) for row in ask(desk, _USED.format(own=own), *days, *mine)]


def _checked(draft: PriceDraft, row: MaterialPrice | None = None) -> dict[str, object]:
    p = MaterialPrice
    with Faults() as faults:
        name = faults.of(clean, draft.name, "name", 120, required=True) or ""
        category = faults.of(clean, draft.category, "category", 60) or ""
        measure = faults.of(clean, draft.measure, "measure", 20) or ""
        faults.among(draft.kind, LINE_KINDS, "kind")
        if draft.item is not None:
            item = faults.of(item_row, draft.item)
            if item is not None and item.kind != "sundry":
                faults.add("service.item_kind", "item", name=item.name)
        if not 0 <= draft.price < MOST:
            faults.add("price.range", "price")
        others = p.name == name
        if row is not None:
            others &= p.id != row.id
        if name and draft.kind in {one.kind for one in p.select(p.kind).where(others)}:
            faults.add("service.name_taken", "name", name=name)
    return {
        "name": name, "category": category, "measure": measure, "kind": draft.kind,
        "item": draft.item, "price": draft.price, "position": draft.position,
        "active": draft.active,
    }  # fmt: skip


def _row(price: int) -> MaterialPrice:
    row: MaterialPrice | None = MaterialPrice.get_or_none(MaterialPrice.id == price)
    if row is None:
        raise Refused("price.unknown", "lines")
    return row


def _view(row: MaterialPrice) -> PriceRow:
    return PriceRow(
        row.id, row.kind, row.name, row.category, row.measure, row.price, row.item_id,
        row.item.name if row.item is not None else "", row.position, row.active,
    )  # fmt: skip
