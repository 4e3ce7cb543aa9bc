"""Fee items 收费项目: what is charged for, who pays it, how often, and from when it is late."""

from __future__ import annotations

from collections.abc import Collection

from desk.core.access import Permission
from desk.core.change import once
from desk.core.desk import Desk
from desk.core.errors import Refused
from desk.core.frozen import frozen
from desk.core.text import clean
from desk.estate.checks import Faults
from desk.estate.words import UNIT_KINDS
from desk.fees.models import Charge, FeeItem, ReceiptLine, Tariff

PERIODIC = ("area", "fixed", "shared", "stepped", "formula")
"""Kinds that a billing run charges."""
KINDS = (*PERIODIC, "one_off", "deposit", "sundry")
PAYERS = ("owner", "tenant", "occupant")
CYCLES = (1, 2, 3, 6, 12)
"""Months that may be billed at once."""


@frozen
class ItemDraft:
    """What is entered of a fee item.

    ``kind`` is one of KINDS, ``payer`` of PAYERS, ``unit_kinds`` of the units it is for (none is
    all but public ones). ``cycle`` months are billed at once, the first cycle of a year starting
    in month ``cycle_start``. A charge falls due ``due_day`` days after its period's first day.
    ``late_rate`` (millionths a day), ``grace`` (days) and ``late_cap`` (thousandths of the
    principal) are None where the settings hold.
    """

    name: str
    kind: str
    payer: str = "owner"
    unit_kinds: tuple[str, ...] = ()
    cycle: int = 1
    cycle_start: int = 1
    due_day: int = 0
    late_rate: int | None = None
    grace: int | None = None
    late_cap: int | None = None
    note: str = ""
    position: int = 0


@frozen
class ItemRow:
    """A fee item as it is kept; see ItemDraft. ``purpose``: late, opening or none.

    ``tariffs`` counts its tariffs: a periodic item without one can't be billed yet.
    """

    id: int
    name: str
    kind: str
    payer: str
    unit_kinds: tuple[str, ...]
    cycle: int
    cycle_start: int
    due_day: int
    late_rate: int | None
    grace: int | None
    late_cap: int | None
    note: str
    position: int
    active: bool
    purpose: str
    tariffs: int

    @property
    def periodic(self) -> bool:
        """Whether billing runs charge it."""
        return self.kind in PERIODIC


def item_rows(
    desk: Desk, kinds: Collection[str] | None = None, active: bool | None = True
) -> list[ItemRow]:
    """The fee items of ``kinds`` (None: all) in their order; ``active`` None gives both."""
    desk.require(Permission.FEES_VIEW)
    query = FeeItem.select().order_by(FeeItem.position, FeeItem.id)
    if kinds is not None:
        query = query.where(FeeItem.kind.in_(list(kinds)))
    if active is not None:
        query = query.where(FeeItem.active == active)
    return [_view(row) for row in query]


def get_item(desk: Desk, item: int) -> ItemRow:
    """One fee item. Raises Refused("item.unknown")."""
    desk.require(Permission.FEES_VIEW)
    return _view(item_row(item))


@once(get_item)
def create_item(desk: Desk, draft: ItemDraft, *, request: str | None = None) -> ItemRow:
    """Add a fee item. Raises Refused beside each field that is wrong."""
    with desk.change(Permission.FEE_ITEM_EDIT, "fee_item.created", request) as change:
        row = change.create(FeeItem, **_checked(draft))
    return get_item(desk, row.id)


def update_item(desk: Desk, item: int, draft: ItemDraft) -> ItemRow:
    """Alter a fee item. Raises as ``create_item``, and item.kind_fixed once it is in use."""
    with desk.change(Permission.FEE_ITEM_EDIT, "fee_item.updated") as change:
        row = item_row(item)
        change.update(row, **_checked(draft, row))
    return get_item(desk, item)


def set_active(desk: Desk, item: int, active: bool) -> ItemRow:
    """Take a fee item out of use, or back into it. What was charged stays owed."""
    with desk.change(Permission.FEE_ITEM_EDIT, "fee_item.updated") as change:
        change.update(item_row(item), active=active)
    return get_item(desk, item)


def item_row(item: int) -> FeeItem:
    """The table's row. Raises Refused("item.unknown", "item")."""
    row: FeeItem | None = FeeItem.get_or_none(FeeItem.id == item)
    if row is None:
        raise Refused("item.unknown", "item")
    return row


def _checked(draft: ItemDraft, row: FeeItem | None = None) -> dict[str, object]:
    with Faults() as faults:
        name = faults.of(clean, draft.name, "name", 80, required=True) or ""
        note = faults.of(clean, draft.note, "note", 4000, lines=True) or ""
        others = FeeItem.name == name
        if row is not None:
            others &= FeeItem.id != row.id
        if name and FeeItem.select().where(others).exists():
            faults.add("item.name_taken", "name", name=name)
        faults.among(draft.kind, KINDS, "kind")
        faults.among(draft.payer, PAYERS, "payer")
        for kind in draft.unit_kinds:
            faults.among(kind, UNIT_KINDS, "unit_kinds")
        if draft.cycle not in CYCLES:
            faults.add("item.cycle", "cycle")
        if not 1 <= draft.cycle_start <= 12:
            faults.add("item.cycle_start", "cycle_start")
        _check_times(faults, draft)
        if row is not None and row.kind != draft.kind and _used(row):
            faults.add("item.kind_fixed", "kind", name=row.name)
    return {
        "name": name, "note": note, "kind": draft.kind, "payer": draft.payer,
        "unit_kinds": sorted(set(draft.unit_kinds)), "cycle": draft.cycle,
        "cycle_start": draft.cycle_start, "due_day": draft.due_day, "late_rate": draft.late_rate,
        "grace": draft.grace, "late_cap": draft.late_cap, "position": draft.position,
    }  # fmt: skip


def _check_times(faults: Faults, draft: ItemDraft) -> None:
    if not 0 <= draft.due_day <= 366:
        faults.add("item.due_day", "due_day")
    if draft.late_rate is not None and not 0 <= draft.late_rate <= 5000:
        faults.add("item.late_rate", "late_rate")
    if draft.grace is not None and not 0 <= draft.grace <= 365:
        faults.add("item.grace", "grace")
    if draft.late_cap is not None and not 0 <= draft.late_cap <= 1000:
        faults.add("item.late_cap", "late_cap")


def _used(row: FeeItem) -> bool:
    return any(
        model.select().where(model.item == row.id).exists()
        for model in (Tariff, ReceiptLine, Charge)
    )


def _view(row: FeeItem) -> ItemRow:
    return ItemRow(
        row.id, row.name, row.kind, row.payer, tuple(row.unit_kinds), row.cycle, row.cycle_start,
        row.due_day, row.late_rate, row.grace, row.late_cap, row.note, row.position, row.active,
        row.purpose, Tariff.select().where(Tariff.item == row.id).count(),
    )  # fmt: skip
