"""Kinds of repairs: what they are called, whether they are paid, how they are called back."""

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
from desk.core.words import N_, _, ngettext, pgettext
from desk.service.orders import kinds
from desk.service.orders.kinds import KindDraft, KindRow
from ui.kit import messages
from ui.kit.actions import Action
from ui.kit.detail import Detail, Line
from ui.kit.display import Display
from ui.kit.fields import CheckField, ChoiceField, NumberField, TextField
from ui.kit.form import Form
from ui.kit.frame import Frame
from ui.kit.plain import short
from ui.kit.register_page import Empty, RegisterPage
from ui.kit.screens import FormsPage, may, told_once
from ui.kit.short_list import ShortList, no_filter
from ui.kit.timeline import happened
from ui.service.orders.prices import state_of

KEYS = tuple(field.name for field in fields(KindDraft))


def _read(desk: Desk, filters: Mapping[str, Any]) -> Sequence[KindRow]:
    state = filters.get("state")
    return kinds.kinds(desk, active=None if state is None else state == "active")


def _state_choices(_desk: Any) -> list[tuple[str, str]]:
    return [("active", N_("In use")), ("inactive", N_("Out of use"))]


def _callback(row: KindRow) -> str:
    return texts.word("order.callback", row.callback)


KINDS = ShortList(
    key="order_kinds",
    title=N_("Kinds of repairs"),
    columns=(
        Column("position", N_("No."), "int", lambda r: r.position, 70, sort="position"),
        Column("name", N_("Kind of repair"), "text", lambda r: r.name, 200, sort="name"),
        Column("paid", N_("Paid for by"), "text",
               lambda r: _("The customer pays") if r.paid else pgettext("repair", "Free"), 130),
        Column("callback", N_("Call back"), "text", _callback, 160),
        Column("state", N_("State"), "state",
               lambda r: ("price.state", "active" if r.active else "inactive", state_of(r)), 100),
    ),
    read=_read,
    filters=(Filter("state", N_("State"), no_filter, choices=_state_choices),),
    defaults={"state": "active"},
)  # fmt: skip


class KindForm(Form):
    """A kind of repair."""

    def __init__(self, row: KindRow | None = None) -> None:
        super().__init__()
        self.add(
            TextField("name", _("Kind of repair"), limit=60, required=row is None or not row.code),
            CheckField("paid", _("The customer usually pays")),
            ChoiceField("callback", _("Call back"), texts.choices("order.callback"),
                        required=True),
            NumberField("callback_hours", _("Hours after the end"), high=720),
            NumberField("position", _("Place in the list"), high=9999),
            CheckField("active", _("In use")),
        )  # fmt: skip
        start = {"callback": "always", "callback_hours": 24, "position": 0, "active": True}
        self.set_values(start if row is None else {key: getattr(row, key) for key in KEYS})
        self.dirty = False

    def draft(self) -> KindDraft:
        """What was entered."""
        got = self.values()
        return KindDraft(
            got["name"] or "", got["callback"] or "", got["callback_hours"] or 0, got["paid"],
            got["position"] or 0, got["active"],
        )  # fmt: skip


class KindsSheet(FormsPage):
    """The kinds and their form."""

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        add = Action("add", _("New kind"), self.new, "plus", shortcut="Ctrl+N", primary=True,
                     **may(self.desk, Permission.ORDER_SET_UP))  # fmt: skip
        self.show_list(
            RegisterPage(
                self.desk, KINDS, icon="shape-outline", actions=[add],  # type: ignore[arg-type]
                detail=self._detail,
                empty=Empty(
                    _("No kinds of repairs"),
                    _("Water, electricity, doors, lifts: what repairs are told apart by."), add,
                ),
                relevant=lambda news: news.about("order_kind"),
            )
        )  # fmt: skip

    def show_record(self, kind: str, record: int) -> None:
        self.home()
        self.list.show_record(record)

    def begin(self, what: str, **values: Any) -> None:
        """``new``: the form of a new kind."""
        if what == "new":
            self.new()

    def scenes(self) -> dict[str, Callable[[], object]]:
        return {"new": self.new}

    def new(self) -> None:
        """The form of a new kind."""
        form = KindForm()
        self.open_named("kind.new", _("New kind"), form, form.draft, kinds.create_kind)

    def edit(self, row: KindRow) -> None:
        """The form of a kind that is there."""
        form = KindForm(row)
        verb = told_once(kinds.update_kind, kinds.get_kind, kinds.draft_of, row)
        self.open_named(f"kind.{row.id}", short(row.name), form, form.draft, verb)

    def _detail(self, row: KindRow) -> Detail | None:
        try:
            fresh = kinds.get_kind(self.desk, row.id)
            steps = history(self.desk, "order_kind", row.id)
        except DeskError as error:
            messages.sorry(self, error)
            return None
        show = Display(self.desk.local, lambda: self.desk.today)
        hours = ngettext("{n} hour", "{n} hours", fresh.callback_hours)
        return Detail(
            heading=fresh.name,
            state=state_of(fresh),
            tone="ok" if fresh.active else "void",
            lines=[
                Line(_("Paid for by"),
                     _("The customer pays") if fresh.paid else pgettext("repair", "Free")),
                Line(_("Call back"), _callback(fresh)),
                Line(_("After the end"), hours.format(n=fresh.callback_hours)),
            ],
            timeline=happened(steps, show),
            moves=[
                Action("edit", _("Edit"), partial(self.edit, fresh), primary=True,
                       **may(self.desk, Permission.ORDER_SET_UP)),
            ],
        )  # fmt: skip
