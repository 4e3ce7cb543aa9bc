"""The price list of labour and materials of repairs, and what was used of it this month."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields
from functools import partial
from typing import Any

from desk import texts
from desk.core.access import Permission
from desk.core.desk import Desk
from desk.core.errors import DeskError
from desk.core.listing import Column, Filter
from desk.core.log import history
from desk.core.words import N_, _, pgettext
from desk.fees import items
from desk.fees.amounts import show_quantity
from desk.service.orders import prices
from desk.service.orders.prices import PriceDraft, PriceRow
from ui.kit import messages
from ui.kit.actions import Action
from ui.kit.detail import Detail, Line
from ui.kit.display import Display, money
from ui.kit.fields import CheckField, ChoiceField, NumberField, TextField
from ui.kit.form import Form
from ui.kit.frame import Frame
from ui.kit.money_field import MoneyField
from ui.kit.plain import short
from ui.kit.register_page import Empty, RegisterPage
from ui.kit.screens import FormsPage, may, told_once
from ui.kit.segments import SegmentField
from ui.kit.short_list import ShortList, no_filter
from ui.kit.timeline import happened

KEYS = tuple(field.name for field in fields(PriceDraft))


def _read(desk: Desk, filters: Mapping[str, Any]) -> Sequence[PriceRow]:
    state = filters.get("state")
    active = None if state is None else state == "active"
    return prices.prices(
        desk, filters.get("text", ""), kind=filters.get("kind") or "", active=active
    )


def _state_choices(_desk: Any) -> list[tuple[str, str]]:
    return [("active", N_("In use")), ("inactive", N_("Out of use"))]


def _kind_choices(_desk: Any) -> list[tuple[str, str]]:
    return [("labour", "labour"), ("material", "material")]


def state_of(row: Any) -> str:
    """Whether it is used."""
    return _("In use") if row.active else _("Out of use")


PRICES = ShortList(
    key="order_prices",
    title=N_("Labour and materials"),
    columns=(
        Column("kind", N_("Kind"), "state", lambda r: ("order.line", r.kind), 90, sort="kind",
               tone=lambda r: "muted"),
        Column("category", N_("Category"), "text", lambda r: r.category, 110, sort="category"),
        Column("name", N_("Labour or material"), "text", lambda r: r.name, 230, sort="name"),
        Column("price", N_("Price"), "money", lambda r: r.price, 100, sort="price"),
        Column("measure", N_("For one"), "text", lambda r: r.measure, 80),
        Column("state", N_("State"), "state",
               lambda r: ("price.state", "active" if r.active else "inactive", state_of(r)), 100),
    ),
    read=_read,
    filters=(
        Filter("kind", N_("Kind"), no_filter, choices=_kind_choices, words="order.line"),
        Filter("state", N_("State"), no_filter, choices=_state_choices),
        Filter("text", N_("Name or category"), no_filter, kind="text"),
    ),
    defaults={"state": "active"},
)  # fmt: skip


class PriceForm(Form):
    """One line of the price list."""

    def __init__(self, desk: Desk, row: PriceRow | None = None) -> None:
        super().__init__()
        known = prices.prices(desk, active=None)
        income: list[tuple[Any, str]] = [(0, _("the item for repairs"))]
        if desk.allows(Permission.FEES_VIEW):
            income += [(item.id, item.name) for item in items.item_rows(desk, ["sundry"])]
        self.add(
            SegmentField("kind", _("Kind"), texts.choices("order.line"), required=True),
            TextField("name", pgettext("thing", "Name"), limit=120, required=True),
            ChoiceField("category", _("Category"), _same(r.category for r in known), typed=True),
            MoneyField("price", _("Price"), required=True),
            ChoiceField("measure", _("For one"), _same(r.measure for r in known), typed=True,
                        limit=20),
            ChoiceField("item", _("Booked on"), income).give_way(),
            NumberField("position", _("Place in the list"), high=9999),
            CheckField("active", _("In use")),
        )  # fmt: skip
        start = {"kind": "material", "item": 0, "position": 0, "active": True}
        self.set_values(start if row is None else {key: getattr(row, key) for key in KEYS})
        if row is not None and row.item is None:
            self["item"].set_value(0)
        self.dirty = False

    def draft(self) -> PriceDraft:
        """What was entered."""
        got = self.values()
        return PriceDraft(
            got["name"] or "", got["price"] or 0, got["kind"] or "", got["category"] or "",
            got["measure"] or "", got["item"] or None, got["position"] or 0, got["active"],
        )  # fmt: skip


class PricesSheet(FormsPage):
    """The price list and its form."""

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        add = Action("add", _("New price"), self.new, "plus", shortcut="Ctrl+N", primary=True,
                     **may(self.desk, Permission.ORDER_SET_UP))  # fmt: skip
        self.show_list(
            RegisterPage(
                self.desk, PRICES, icon="tag-outline", actions=[add],  # type: ignore[arg-type]
                detail=self._detail, summary=self._summary,
                empty=Empty(
                    _("No prices yet"),
                    _("An hour's work, a valve, a tube of sealant: what stands here is taken into "
                      "an order by a few letters."),
                    add,
                ),
                relevant=lambda news: news.about("material_price", "work_order"),
            )
        )  # fmt: skip

    def _summary(self) -> str:
        used = self._used()
        if not used:
            return ""
        amount = money(sum(one.amount for one in used))
        return _("materials used this month: {amount}").format(amount=amount)

    def _used(self) -> list[prices.Usage]:
        today = self.desk.today
        return prices.used(self.desk, today.replace(day=1), today)

    def show_record(self, kind: str, record: int) -> None:
        self.home()
        self.list.show_record(record)

    def begin(self, what: str, **values: Any) -> None:
        """``new``: the form of a new line."""
        if what == "new":
            self.new()

    def scenes(self) -> dict[str, Callable[[], object]]:
        return {"new": self.new}

    # -- the form

    def new(self) -> None:
        """The form of a new line."""
        form = PriceForm(self.desk)
        self.open_named("price.new", _("New price"), form, form.draft, prices.create_price)

    def edit(self, row: PriceRow) -> None:
        """The form of a line that is there."""
        form = PriceForm(self.desk, row)
        verb = told_once(prices.update_price, prices.get_price, prices.draft_of, row)
        self.open_named(f"price.{row.id}", short(row.name), form, form.draft, verb)

    # -- the card

    def _detail(self, row: PriceRow) -> Detail | None:
        try:
            fresh = prices.get_price(self.desk, row.id)
            steps = history(self.desk, "material_price", row.id)
            used = next((one for one in self._used() if one.listed == row.id), None)
        except DeskError as error:
            messages.sorry(self, error)
            return None
        show = Display(self.desk.local, lambda: self.desk.today)
        price = money(fresh.price)
        lines = [Line(_("Price"), f"{price} / {fresh.measure}" if fresh.measure else price)]
        if fresh.item_name:
            lines.append(Line(_("Booked on"), fresh.item_name))
        if used is not None:
            amount = f"{show_quantity(used.quantity)} {used.measure} · {money(used.amount)}"
            lines.append(Line(_("Used this month"), amount))
        return Detail(
            heading=fresh.name,
            subtitle=" · ".join(
                part for part in (texts.word("order.line", fresh.kind), fresh.category) if part
            ),
            state=state_of(fresh),
            tone="ok" if fresh.active else "void",
            lines=lines,
            timeline=happened(steps, show),
            moves=[
                Action("edit", _("Edit"), partial(self.edit, fresh), primary=True,
                       **may(self.desk, Permission.ORDER_SET_UP)),
            ],
        )  # fmt: skip


def _same(found: Any) -> list[tuple[str, str]]:
    return [(words, words) for words in sorted({word for word in found if word})]
