"""Fee items: the list, each with its tariffs, offers and exceptions beside it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

from desk import texts
from desk.core.access import Permission
from desk.core.desk import Desk
from desk.core.errors import DeskError
from desk.core.listing import Column, Filter
from desk.core.log import history
from desk.core.words import N_, _, current
from desk.fees import items, standard
from desk.fees.items import ItemRow
from ui.fees.items import words
from ui.fees.items.forms import ItemForm
from ui.fees.items.prices import Prices
from ui.kit import actions, messages
from ui.kit.actions import Action
from ui.kit.detail import Detail, Line
from ui.kit.display import Display
from ui.kit.frame import Frame
from ui.kit.register_page import Empty, RegisterPage
from ui.kit.screens import FormsPage, may
from ui.kit.short_list import ShortList, no_filter
from ui.kit.timeline import happened

STEPS = 6  # entries of what happened that are shown
KINDS = ("fee_item", "tariff", "unit_fee", "offer")


def _read(desk: Desk, filters: Mapping[str, Any]) -> Sequence[ItemRow]:
    state, kind = filters.get("state"), filters.get("kind")
    active = None if state is None else state == "active"
    return items.item_rows(desk, [kind] if kind else None, active)


def _for(row: ItemRow) -> str:
    return " · ".join(texts.word("unit.kind", kind) for kind in row.unit_kinds) or _("all units")


def _payer(row: ItemRow) -> str:
    return texts.word("fee.payer", row.payer)


def _owed(row: ItemRow) -> bool:
    return row.kind not in ("deposit", "sundry")


def _state(row: ItemRow) -> tuple[str, str]:
    if not row.active:
        return ("fee_item.state", "inactive")
    waits = row.periodic and not row.tariffs
    return ("fee_item.state", "no_price" if waits else "active")


def _state_choices(_desk: Any) -> list[tuple[str, str]]:
    return [("active", N_("In use")), ("inactive", N_("Out of use"))]


def _tone(row: ItemRow) -> str:
    return {"active": "ok", "no_price": "due"}.get(_state(row)[1], "void")


def state_words(row: ItemRow) -> str:
    """Whether it is used, and whether it can be billed."""
    known = {"active": _("In use"), "no_price": _("No price yet"), "inactive": _("Out of use")}
    return known[_state(row)[1]]


ITEMS = ShortList(
    key="fee_items",
    title=N_("Fee items"),
    columns=(
        Column("name", N_("Fee item"), "text", lambda r: r.name, 150, sort="name"),
        Column("kind", N_("Kind"), "text", lambda r: texts.word("fee.kind", r.kind), 190,
               sort="kind"),
        Column("payer", N_("Who pays"), "text", lambda r: _payer(r) if _owed(r) else "", 100),
        Column("for", N_("For"), "text", lambda r: _for(r) if r.periodic else "", 100),
        Column("cycle", N_("Billed"), "text", lambda r: words.cycle(r) if r.periodic else "", 112),
        Column("state", N_("State"), "state", lambda r: (*_state(r), state_words(r)), 110,
               tone=_tone),
    ),
    read=_read,
    filters=(
        Filter("state", N_("State"), no_filter, choices=_state_choices),
        Filter("kind", N_("Kind"), no_filter, words="fee.kind"),
    ),
    defaults={"state": "active"},
)  # fmt: skip


class ItemsSheet(FormsPage):
    """The list of fee items, its forms, and what is done with one of them."""

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        self.prices = Prices(self)
        self.show_list(self._register())

    def _register(self) -> RegisterPage:
        rights = may(self.desk, Permission.FEE_ITEM_EDIT)
        add = Action("add", _("New fee item"), self.new, "plus", shortcut="Ctrl+N", primary=True,
                     **rights)  # fmt: skip
        standard_ = Action("standard", _("Begin with the usual items"), self.standard,
                           "tag-multiple-outline", primary=True, **rights)  # fmt: skip
        return RegisterPage(
            self.desk, ITEMS, icon="tag-outline", actions=[add], detail=self._detail,  # type: ignore[arg-type]
            empty=Empty(
                _("No fee items yet"),
                _("What is charged stands here: the management fee, refuse, shared electricity, "
                  "deposits. The usual ones are made at one go; prices are for you to enter."),
                standard_,
            ),
            relevant=lambda news: news.about(*KINDS),
        )  # fmt: skip

    # -- what the window asks

    def show_record(self, kind: str, record: int) -> None:
        self.home()
        self.list.show_record(record)

    def begin(self, what: str, **values: Any) -> None:
        """``new``: the form of a new item."""
        if what == "new":
            self.new()

    def scenes(self) -> dict[str, Callable[[], object]]:
        found: dict[str, Callable[[], object]] = {"new": self.new}
        rows = items.item_rows(self.desk)
        for kind in items.PERIODIC:
            row = next((row for row in rows if row.kind == kind), None)
            if row is not None:
                found[f"tariff_{kind}"] = partial(self._scene, row)
        return found

    def _scene(self, row: ItemRow) -> None:
        self.home()
        self.list.show_record(row.id)
        self.prices.add_tariff(row)

    # -- items

    def standard(self) -> None:
        """Make the usual items."""

        def done(made: list[ItemRow]) -> None:
            self.list.refresh()
            if made:
                self.list.show_record(made[0].id)
            self.say(_("The usual items are there. Give each its price, and leave out what you "
                       "do not charge."))  # fmt: skip

        actions.run(self, standard.standard_items, self.desk, current(), done=done)

    def new(self) -> None:
        """The form of a new item; its price is asked for next."""
        form = ItemForm(self.desk)
        self.open_form("item.new", _("New fee item"), form, lambda: self._create(form))

    def _create(self, form: ItemForm) -> None:
        def done(row: ItemRow) -> None:
            self.saved()
            self.list.show_record(row.id)
            if row.periodic:
                self.prices.add_tariff(row)
            self.say(_("{name} is kept. Now its price.").format(name=row.name) if row.periodic
                     else _("{name} is kept.").format(name=row.name))  # fmt: skip

        actions.run(form, items.create_item, self.desk, form.draft(), request=form.request,
                    done=done)  # fmt: skip

    def edit(self, row: ItemRow) -> None:
        """The form of an item that is there."""
        form = ItemForm(self.desk, row)

        def done(_row: ItemRow) -> None:
            self.saved()
            self.say(_("Saved."))

        self.open_form(
            f"item.{row.id}", words.short(row.name), form,
            lambda: actions.run(form, items.update_item, self.desk, row.id, form.draft(),
                                done=done),
        )  # fmt: skip

    def _switch(self, row: ItemRow) -> None:
        if row.active and not messages.confirm(
            self, _("Take {name} out of use?").format(name=row.name),
            _("Nothing is charged for it any more. What was charged stays owed."),
            yes=_("Take out of use"),
        ):  # fmt: skip
            return
        said = _("{name} is out of use.") if row.active else _("{name} is in use again.")
        actions.run(self.list, items.set_active, self.desk, row.id, not row.active,
                    done=lambda _row: self.say(said.format(name=row.name)))  # fmt: skip

    # -- the card

    def _detail(self, row: ItemRow) -> Detail | None:
        try:
            fresh = items.get_item(self.desk, row.id)
            parts = self.prices.parts(fresh)
            steps = history(self.desk, "fee_item", row.id)[:STEPS]
        except DeskError as error:
            messages.sorry(self, error)
            return None
        show = Display(self.desk.local, lambda: self.desk.today)
        missing = fresh.active and fresh.periodic and not fresh.tariffs
        return Detail(
            heading=fresh.name,
            subtitle=texts.word("fee.kind", fresh.kind),
            state=state_words(fresh),
            tone=_tone(fresh),
            notice=_("It is not billed before it has a price.") if missing else "",
            lines=self._lines(fresh),
            parts=parts,
            timeline=happened(steps, show),
            moves=self._moves(fresh),
            more=self._more(fresh),
        )

    def _lines(self, row: ItemRow) -> list[Line]:
        lines = []
        if _owed(row):
            lines.append(Line(_("Who pays"), _payer(row)))
        if row.periodic:
            lines += [Line(_("For"), _for(row)), Line(_("Billed"), words.cycle(row))]
        if _owed(row):
            lines += [
                Line(_("Falls due"), words.due(row)),
                Line(_("Late fee"), words.late(self.desk, row)),
            ]
        if row.note:
            lines.append(Line(_("Note"), row.note))
        return lines

    def _moves(self, row: ItemRow) -> list[Action]:
        rights = may(self.desk, Permission.FEE_ITEM_EDIT)
        edit = Action("edit", _("Edit"), partial(self.edit, row), **rights)
        if not row.periodic or not row.active:
            return [edit]
        price = partial(self.prices.add_tariff, row)
        return [Action("price", _("New price"), price, primary=True, **rights), edit]

    def _more(self, row: ItemRow) -> list[Action]:
        rights = may(self.desk, Permission.FEE_ITEM_EDIT)
        more = []
        if row.periodic and row.active:
            unit, offer = self.prices.add_override, self.prices.add_offer
            more += [
                Action("unit", _("One unit differs …"), partial(unit, row), **rights),
                Action("offer", _("Offer for paying ahead …"), partial(offer, row), **rights),
            ]
        off = _("Take out of use …") if row.active else _("Take into use again")
        return [*more, Action("switch", off, partial(self._switch, row), **rights)]
