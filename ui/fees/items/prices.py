"""What belongs to a fee item: its tariffs, offers, and the units that pay otherwise."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from functools import partial
from typing import Any

from desk.core.access import Permission
from desk.core.words import _
from desk.fees import offers, overrides, tariffs
from desk.fees.items import ItemRow
from desk.fees.offers import OfferDraft, OfferRow
from desk.fees.overrides import UnitFeeRow
from desk.fees.tariffs import TariffRow
from ui.fees.items import words
from ui.fees.items.forms import EndForm, OfferForm, OverrideForm, TariffForm
from ui.kit import actions, messages
from ui.kit.actions import Action
from ui.kit.form_dialog import FormDialog
from ui.kit.parts import Part, PartRow
from ui.kit.screens import FormsPage

SHOWN = 20  # overrides that stand on the card


class Prices:
    """See the top of this module; its forms open over ``page``."""

    def __init__(self, page: FormsPage) -> None:
        self._page, self.desk = page, page.desk
        self._edits = self.desk.allows(Permission.FEE_ITEM_EDIT)

    def parts(self, item: ItemRow) -> list[Part]:
        """The sections of an item's card."""
        if not item.periodic:
            return []
        return [self._tariffs(item), self._overrides(item), self._offers(item)]

    def _add(self, key: str, title: str, run: Callable[[], object]) -> Action | None:
        return Action(key, title, run) if self._edits else None

    # -- tariffs

    def _tariffs(self, item: ItemRow) -> Part:
        sign, today = words.sign(self.desk), self.desk.today
        rows = []
        for one in tariffs.tariffs_of(self.desk, item.id):
            now = one.since <= today and (one.until is None or one.until >= today)
            about = (words.span(one.since, one.until), words.narrowed(one))
            rows.append(
                PartRow(
                    words.price(item, one, sign), " · ".join(part for part in about if part),
                    tag=_("now") if now else "", tone=None if now else "muted",
                    moves=self._tariff_moves(one),
                )
            )  # fmt: skip
        add = self._add("tariff", _("New price"), partial(self.add_tariff, item))
        return Part(_("Prices"), rows, add=add, empty=_("No price yet."))

    def _tariff_moves(self, row: TariffRow) -> tuple[Action, ...]:
        if not self._edits:
            return ()
        return (
            Action("end", _("Last day …"), partial(self._end_tariff, row)),
            Action("remove", _("Take back …"), partial(self._remove_tariff, row)),
        )

    def add_tariff(self, item: ItemRow) -> None:
        """The form of a price from a day on."""
        form = TariffForm(self.desk, item)
        title = _("Price of {name}").format(name=words.short(item.name))
        self._open(f"tariff.{item.id}", title, form, tariffs.add_tariff, _("The price is kept."))

    def _end_tariff(self, row: TariffRow) -> None:
        self._end(row, tariffs.end_tariff, _("Last day of this price"))

    def _remove_tariff(self, row: TariffRow) -> None:
        if messages.confirm(
            self._page, _("Take this price back?"),
            _("Only what was entered by mistake and never charged can be taken back."),
            yes=_("Take back"), danger=True,
        ):  # fmt: skip
            self._run(tariffs.remove_tariff, row.id)

    # -- units that pay otherwise

    def _overrides(self, item: ItemRow) -> Part:
        sign = words.sign(self.desk)
        found = overrides.overrides_of(self.desk, item=item.id)
        rows = [
            PartRow(
                f"{one.unit_code} · {words.override(one, sign)}",
                " · ".join(p for p in (self._days(one), one.reason) if p),
                tone="muted" if one.until and one.until < self.desk.today else None,
                moves=self._override_moves(one),
            )
            for one in found[:SHOWN]
        ]
        more = _("and {n} more").format(n=len(found) - SHOWN) if len(found) > SHOWN else ""
        add = self._add("override", _("One unit differs"), partial(self.add_override, item))
        return Part(_("Units that differ"), rows, add=add, more=more, empty=_("None."))

    def _days(self, row: UnitFeeRow) -> str:
        always = row.since is None and row.until is None
        return "" if always else words.span(row.since, row.until)

    def _override_moves(self, row: UnitFeeRow) -> tuple[Action, ...]:
        show = Action("unit", _("Show the unit"),
                      lambda: self._page.frame.show_record("unit", row.unit))  # fmt: skip
        if not self._edits:
            return (show,)
        end = partial(self._end, row, overrides.end_override, _("Last day of this exception"))
        return (
            show,
            Action("end", _("Last day …"), end),
            Action("remove", _("Take back …"), partial(self._remove_override, row)),
        )

    def add_override(self, item: ItemRow) -> None:
        """The form of what is different for one unit."""
        form = OverrideForm(self.desk, item)
        title = _("{name}: one unit differs").format(name=words.short(item.name))
        self._open(f"override.{item.id}", title, form, overrides.set_override, _("Kept."))

    def _remove_override(self, row: UnitFeeRow) -> None:
        if messages.confirm(
            self._page, _("Take back what differs for {unit}?").format(unit=row.unit_code),
            _("What was charged by it stays as it is."), yes=_("Take back"), danger=True,
        ):  # fmt: skip
            self._run(overrides.remove_override, row.id)

    # -- offers

    def _offers(self, item: ItemRow) -> Part:
        rows = []
        for one in offers.offers(self.desk, item.id):
            given = one.active and (one.until is None or one.until >= self.desk.today)
            rows.append(
                PartRow(
                    one.name, f"{words.offer(one)} · {words.span(one.since, one.until)}",
                    tone=None if given else "muted", tag="" if given else _("over"),
                    moves=self._offer_moves(item, one),
                )
            )  # fmt: skip
        add = self._add("offer", _("New offer"), partial(self.add_offer, item))
        return Part(_("Offers for paying ahead"), rows, add=add, empty=_("None."))

    def _offer_moves(self, item: ItemRow, row: OfferRow) -> tuple[Action, ...]:
        if not self._edits:
            return ()
        title = _("Give no longer") if row.active else _("Give again")
        return (
            Action("edit", _("Edit …"), partial(self.edit_offer, item, row)),
            Action("switch", title, partial(self._switch_offer, item, row)),
        )

    def add_offer(self, item: ItemRow) -> None:
        """The form of a new offer."""
        form = OfferForm(self.desk, item)
        title = _("{name}: offer for paying ahead").format(name=words.short(item.name))
        self._open(f"offer.{item.id}", title, form, offers.create_offer, _("The offer is kept."))

    def edit_offer(self, item: ItemRow, row: OfferRow) -> None:
        """The form of an offer that is there."""
        form = OfferForm(self.desk, item, row)

        def update(desk: Any, draft: Any, request: str) -> OfferRow:
            return offers.update_offer(desk, row.id, draft, active=row.active)

        self._open(f"offer.edit.{row.id}", words.short(row.name), form, update, _("Saved."))

    def _switch_offer(self, item: ItemRow, row: OfferRow) -> None:
        draft = OfferDraft(item.id, row.name, row.months, row.free, row.since, row.until)
        self._run(offers.update_offer, row.id, draft, active=not row.active)

    # -- shared

    def _open(
        self, key: str, title: str, form: Any, verb: Callable[..., Any], said: str
    ) -> None:  # fmt: skip
        page = self._page

        def done(_row: Any) -> None:
            page.saved()
            page.list.refresh()
            page.say(said)

        def save() -> None:
            actions.run(form, verb, self.desk, form.draft(), request=form.request, done=done)

        page.open_form(key, title, form, save)

    def _end(self, row: Any, verb: Callable[..., Any], title: str) -> None:
        form = EndForm(self.desk, row.until or self.desk.today.replace(day=1) - timedelta(days=1))
        dialog = FormDialog(self._page, title, form, yes=_("Save"), high=260)
        dialog.save = lambda: actions.run(
            form, verb, self.desk, row.id, form["until"].value(), done=dialog.close_with
        )
        if dialog.run():
            self._page.list.refresh()

    def _run(self, verb: Callable[..., Any], *values: Any, **named: Any) -> None:
        actions.run(self._page.list, verb, self.desk, *values, **named,
                    done=lambda _row: self._page.list.refresh())  # fmt: skip
