"""The price list of paid services 有偿服务价目: copying, a home repair, parcel storage."""

from __future__ import annotations

from desk.core.access import Permission
from desk.core.change import once
from desk.core.desk import Desk
from desk.core.errors import Refused
from desk.core.frozen import frozen
from desk.core.money import MOST
from desk.core.text import clean
from desk.estate.checks import Faults
from desk.fees.items import item_row
from desk.fees.models import FeeItem
from desk.fees.models import Service as Row


@frozen
class ServiceDraft:
    """One line of the price list. ``price`` in minor units for one ``measure`` (page, hour).

    ``item`` is the fee item of kind sundry on which the income is booked.
    """

    name: str
    price: int
    item: int
    category: str = ""
    measure: str = ""
    position: int = 0


@frozen
class ServiceRow:
    """A line of the price list; see ServiceDraft."""

    id: int
    name: str
    price: int
    item: int
    item_name: str
    category: str
    measure: str
    position: int
    active: bool


def services(desk: Desk, text: str = "", *, active: bool | None = True) -> list[ServiceRow]:
    """The price list by category and position; only what contains ``text`` in name or category."""
    desk.require(Permission.FEES_VIEW)
    query = Row.select(Row, FeeItem).join(FeeItem)
    if active is not None:
        query = query.where(Row.active == active)
    rows = query.order_by(Row.category, Row.position, Row.name)
    sought = text.strip().casefold()
    return [_view(row) for row in rows if sought in f"{row.name} {row.category}".casefold()]


def get_service(desk: Desk, service: int) -> ServiceRow:
    """One line of the price list. Raises Refused("service.unknown")."""
    desk.require(Permission.FEES_VIEW)
    return _view(service_row(service))


@once(get_service)
def create_service(desk: Desk, draft: ServiceDraft, *, request: str | None = None) -> ServiceRow:
    """Add to the price list. Raises Refused beside each field that is wrong."""
    with desk.change(Permission.FEE_ITEM_EDIT, "service.created", request) as change:
        row = change.create(Row, **_checked(draft))
    return get_service(desk, row.id)


def update_service(
    desk: Desk, service: int, draft: ServiceDraft, *, active: bool = True
) -> ServiceRow:
    """Alter a line of the price list, or take it off."""
    with desk.change(Permission.FEE_ITEM_EDIT, "service.updated") as change:
        row = service_row(service)
        change.update(row, active=active, **_checked(draft, row))
    return get_service(desk, service)


def service_row(service: int) -> Row:
    """The table's row. Raises Refused("service.unknown", "service")."""
    row: Row | None = Row.get_or_none(Row.id == service)
    if row is None:
        raise Refused("service.unknown", "service")
    return row


def _checked(draft: ServiceDraft, row: Row | None = None) -> dict[str, object]:
    with Faults() as faults:
        name = faults.of(clean, draft.name, "name", 80, required=True) or ""
        category = faults.of(clean, draft.category, "category", 40) or ""
        measure = faults.of(clean, draft.measure, "measure", 20) or ""
        item = faults.of(item_row, draft.item)
        if item is not None and item.kind != "sundry":
            faults.add("service.item_kind", "item", name=item.name)
        if not 0 <= draft.price < MOST:
            faults.add("price.range", "price")
        others = Row.name == name
        if row is not None:
            others &= Row.id != row.id
        if name and Row.select().where(others).exists():
            faults.add("service.name_taken", "name", name=name)
    return {
        "name": name, "category": category, "measure": measure, "item": draft.item,
        "price": draft.price, "position": draft.position,
    }  # fmt: skip


def _view(row: Row) -> ServiceRow:
    return ServiceRow(
        row.id, row.name, row.price, row.item_id, row.item.name, row.category, row.measure,
        row.position, row.active,
    )  # fmt: skip
