"""The price list of paid services 有偿服务: copying, a home repair, parcel storage."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

from desk.core.access import Permission
from desk.core.desk import Desk
from desk.core.errors import DeskError
from desk.core.listing import Column, Filter
from desk.core.log import history
from desk.core.words import N_, _, pgettext
from desk.fees import items, services
from desk.fees.services import ServiceDraft, ServiceRow
from ui.fees.items.forms import vars_of
from ui.fees.items.words import short, sign
from ui.kit import actions, messages
from ui.kit.actions import Action
from ui.kit.detail import Detail, Line
from ui.kit.display import Display, money
from ui.kit.fields import ChoiceField, NumberField, TextField
from ui.kit.form import Form
from ui.kit.frame import Frame
from ui.kit.money_field import MoneyField
from ui.kit.register_page import Empty, RegisterPage
from ui.kit.screens import FormsPage, may
from ui.kit.short_list import ShortList, no_filter
from ui.kit.timeline import happened


def _read(desk: Desk, filters: Mapping[str, Any]) -> Sequence[ServiceRow]:
    state = filters.get("state")
    active = None if state is None else state == "active"
    return services.services(desk, filters.get("text", ""), active=active)


def _state_choices(_desk: Any) -> list[tuple[str, str]]:
    return [("active", N_("In use")), ("inactive", N_("Out of use"))]


def _words(row: ServiceRow) -> str:
    return _("In use") if row.active else _("Out of use")


def _state(row: ServiceRow) -> tuple[str, str, str]:
    return ("service.state", "active" if row.active else "inactive", _words(row))


PRICES = ShortList(
    key="services",
    title=N_("Price list"),
    columns=(
        Column("category", N_("Category"), "text", lambda r: r.category, 130, sort="category"),
        Column("name", N_("Service"), "text", lambda r: r.name, 240, sort="name"),
        Column("price", N_("Price"), "money", lambda r: r.price, 100, sort="price"),
        Column("measure", N_("For one"), "text", lambda r: r.measure, 90),
        Column("state", N_("State"), "state", _state, 100),
    ),
    read=_read,
    filters=(
        Filter("state", N_("State"), no_filter, choices=_state_choices),
        Filter("text", N_("Service"), no_filter, kind="text"),
    ),
    defaults={"state": "active"},
)


class ServiceForm(Form):
    """One line of the price list."""

    def __init__(self, desk: Desk, row: ServiceRow | None = None) -> None:
        super().__init__()
        known = services.services(desk, active=None)
        income = items.item_rows(desk, ["sundry"])
        self.add(
            TextField("name", pgettext("thing", "Name"), limit=80, required=True),
            ChoiceField("category", _("Category"), _same(r.category for r in known), typed=True,
                        limit=40),
            MoneyField("price", _("Price"), required=True, hint=sign(desk)),
            ChoiceField("measure", _("For one"), _same(r.measure for r in known), typed=True,
                        limit=20),
            ChoiceField("item", _("Booked on"), [(r.id, r.name) for r in income], required=True),
            NumberField("position", _("Place in the list"), high=9999),
        )  # fmt: skip
        start = {"item": income[-1].id if income else None, "position": 0}
        self.set_values(vars_of(row) if row else start)
        self.dirty = False

    def draft(self) -> ServiceDraft:
        """What was entered."""
        got = self.values()
        return ServiceDraft(
            got["name"] or "", got["price"], got["item"], got["category"] or "",
            got["measure"] or "", got["position"] or 0,
        )  # fmt: skip


class ServicesSheet(FormsPage):
    """The price list and its form."""

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        add = Action("add", _("New service"), self.new, "plus", shortcut="Ctrl+N", primary=True,
                     **may(self.desk, Permission.FEE_ITEM_EDIT))  # fmt: skip
        self.show_list(
            RegisterPage(
                self.desk, PRICES, icon="format-list-bulleted", actions=[add],  # type: ignore[arg-type]
                detail=self._detail,
                empty=Empty(
                    _("Nothing on the price list"),
                    _("Copies, parcel storage, home repairs: what is paid for at the counter."),
                    add,
                ),
                relevant=lambda news: news.about("service"),
            )
        )  # fmt: skip

    def scenes(self) -> dict[str, Callable[[], object]]:
        return {"new": self.new}

    def show_record(self, kind: str, record: int) -> None:
        self.home()
        self.list.show_record(record)

    # -- the form

    def new(self) -> None:
        """The form of a new line; without an item to book on it says what to do."""
        if not items.item_rows(self.desk, ["sundry"]):
            words = _("First add a fee item of the kind “Services and sundry” to book it on.")
            self.say(words, "warn")
            return
        form = ServiceForm(self.desk)
        self.open_named("service.new", _("New service"), form, form.draft, services.create_service)

    def edit(self, row: ServiceRow) -> None:
        """The form of a line that is there."""

        def update(desk: Desk, draft: ServiceDraft, request: str) -> ServiceRow:
            return services.update_service(desk, row.id, draft, active=row.active)

        form = ServiceForm(self.desk, row)
        self.open_named(f"service.{row.id}", short(row.name), form, form.draft, update)

    def _switch(self, row: ServiceRow) -> None:
        draft = ServiceDraft(row.name, row.price, row.item, row.category, row.measure, row.position)
        said = _("{name} is off the list.") if row.active else _("{name} is on the list again.")
        actions.run(self.list, services.update_service, self.desk, row.id, draft,
                    active=not row.active,
                    done=lambda _row: self.say(said.format(name=row.name)))  # fmt: skip

    # -- the card

    def _detail(self, row: ServiceRow) -> Detail | None:
        try:
            fresh = services.get_service(self.desk, row.id)
            steps = history(self.desk, "service", row.id)
        except DeskError as error:
            messages.sorry(self, error)
            return None
        show = Display(self.desk.local, lambda: self.desk.today)
        price = sign(self.desk) + money(fresh.price)
        rights = may(self.desk, Permission.FEE_ITEM_EDIT)
        off = _("Take off the price list") if fresh.active else _("Put on the price list again")
        return Detail(
            heading=fresh.name,
            subtitle=fresh.category,
            state=_words(fresh),
            tone="ok" if fresh.active else "void",
            lines=[
                Line(_("Price"), f"{price} / {fresh.measure}" if fresh.measure else price),
                Line(_("Booked on"), fresh.item_name,
                     open=lambda: self.frame.show_record("fee_item", fresh.item)),
            ],
            timeline=happened(steps, show),
            moves=[
                Action("edit", _("Edit"), partial(self.edit, fresh), primary=True, **rights),
                Action("switch", off, partial(self._switch, fresh), **rights),
            ],
        )  # fmt: skip


def _same(found: Any) -> list[tuple[str, str]]:
    return [(words, words) for words in sorted({word for word in found if word})]
