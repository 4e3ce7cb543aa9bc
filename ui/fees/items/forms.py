"""The forms of fee items: each asks only what its kind needs."""

from __future__ import annotations

from datetime import date
from typing import Any

from desk import texts
from desk.core.desk import Desk
from desk.core.words import _, pgettext
from desk.estate.buildings import buildings
from desk.fees import items
from desk.fees.items import PERIODIC, ItemDraft, ItemRow
from desk.fees.offers import OfferDraft, OfferRow
from desk.fees.overrides import UnitFeeDraft
from desk.fees.tariffs import TariffDraft
from ui.fees.items.price import FormulaField, StepsField, sample_area
from ui.fees.items.words import often, sign
from ui.kit.datefields import DateField
from ui.kit.fields import CheckField, ChoiceField, LinesField, NumberField, TextField
from ui.kit.figure_fields import ChecksField, PercentField, PerMilleField, PriceField
from ui.kit.form import Form
from ui.kit.money_field import MoneyField
from ui.kit.plain import label
from ui.kit.segments import SegmentField
from ui.kit.unit_field import UnitField

_LATE = ("late_rate", "grace", "late_cap")


class ItemForm(Form):
    """What a fee item is; its prices have a form of their own."""

    def __init__(self, desk: Desk, item: ItemRow | None = None) -> None:
        super().__init__()
        self._position = item.position if item else 0
        self.section(_("How it is worked out"))
        self.add(
            SegmentField("kind", _("Kind"), texts.choices("fee.kind"), required=True, wide=True),
            TextField("name", pgettext("thing", "Name"), limit=80, required=True),
            ChoiceField("payer", _("Who pays"), texts.choices("fee.payer"), required=True),
            ChecksField("unit_kinds", _("For"), texts.choices("unit.kind"), wide=True,
                        hint=_("none: for all units")),
        )  # fmt: skip
        self.section(_("When"))
        cycles = [(n, often(n)) for n in items.CYCLES]
        self.add(
            ChoiceField("cycle", _("Billed"), cycles, required=True),
            ChoiceField("cycle_start", _("First period of a year begins in month"),
                        [(n, str(n)) for n in range(1, 13)]),
            NumberField("due_day", _("Falls due"), high=366,
                        hint=_("days after the period's first day")),
            CheckField("own_late", _("Late-fee terms of its own")),
            PerMilleField("late_rate", _("Late fee a day")),
            NumberField("grace", _("Days of grace"), high=365),
            PercentField("late_cap", _("Late fee at most"), hint=_("% of the principal")),
            LinesField("note", _("Note"), limit=4000, lines=2),
        )  # fmt: skip
        for key in ("kind", "cycle", "own_late"):
            self[key].changed.connect(self._ask)
        self._fill(item)

    def _fill(self, item: ItemRow | None) -> None:
        if item is None:
            self.set_values({"kind": "area", "payer": "owner", "cycle": 1, "cycle_start": 1,
                             "due_day": 0})  # fmt: skip
        else:
            self.set_values(vars_of(item))
            own = (item.late_rate, item.grace, item.late_cap) != (None, None, None)
            self["own_late"].set_value(own)
            self["kind"].setEnabled(not item.tariffs)
        self._ask()
        self.dirty = False

    def _ask(self) -> None:
        """Show only what the kind needs."""
        kind = self["kind"].value() or "area"
        periodic = kind in PERIODIC
        owed = kind not in ("deposit", "sundry")
        own = bool(self["own_late"].value())
        shown = {
            "payer": owed, "unit_kinds": periodic, "cycle": periodic, "due_day": owed,
            "cycle_start": periodic and (self["cycle"].value() or 1) > 1,
            "own_late": owed, **dict.fromkeys(_LATE, owed and own),
        }  # fmt: skip
        for key, on in shown.items():
            self.show_field(key, on)

    def draft(self) -> ItemDraft:
        """What was entered; what the kind does not ask stays as usual."""
        got = self.values()
        late = {key: got.get(key) for key in _LATE} if got.get("own_late") else {}
        return ItemDraft(
            got["name"] or "", got["kind"] or "", got.get("payer") or "owner",
            tuple(got.get("unit_kinds") or ()), got.get("cycle") or 1, got.get("cycle_start") or 1,
            got.get("due_day") or 0, note=got["note"] or "", position=self._position, **late,
        )  # fmt: skip


class TariffForm(Form):
    """What an item costs from a day on."""

    def __init__(self, desk: Desk, item: ItemRow) -> None:
        super().__init__()
        self._item, self._sign = item, sign(desk)
        self.sample = label("", "hint", "ok")
        self.section(_("Price"))
        self._price(item.kind)
        self.section(_("From when, for which units"))
        places = [(0, _("all")), *((row.id, row.name) for row in buildings(desk))]
        kinds = [("", _("all")), *texts.choices("unit.kind")]
        self.add(
            DateField("since", _("From"), required=True, today=lambda: desk.today),
            DateField("until", _("Until, open if empty"), today=lambda: desk.today),
            ChoiceField("building", _("Building"), places),
            ChoiceField("unit_kind", _("Kind of unit"), kinds),
            PercentField("vacant_rate", _("Vacant units pay"), hint=_("%, empty: all of it")),
        )  # fmt: skip
        self.set_values({"since": desk.today.replace(day=1), "building": 0, "unit_kind": ""})
        self.dirty = False

    def _price(self, kind: str) -> None:
        hint = self._sign
        if kind == "shared":
            self.add(
                ChoiceField("basis", _("Divided"), texts.choices("fee.basis"), required=True),
                MoneyField("pool", _("Cost a month to be divided"),
                           hint=_("empty: a price a share")),
                PriceField("price", _("Price a share and month"), hint=hint),
            )  # fmt: skip
            self["pool"].changed.connect(
                lambda: self.show_field("price", self["pool"].value() is None)
            )
        elif kind == "stepped":
            self.add(StepsField("steps", _("Steps over the area"), required=True))
        elif kind == "formula":
            price = PriceField("price", _("Price in the formula"), hint=hint)
            text = FormulaField("formula", _("Formula"), self._sign, price.value, required=True)
            price.changed.connect(text.try_out)
            self.add(text, price)
        else:
            title = _("Price a m² and month") if kind == "area" else _("Amount a month")
            self.add(PriceField("price", title, required=True, hint=hint))
            if kind == "area":
                self.add_widget(self.sample)
                self["price"].changed.connect(self._try_out)

    def _try_out(self) -> None:
        self.sample.setText(sample_area(self["price"].value(), self._sign))

    def draft(self) -> TariffDraft:
        """What was entered."""
        got = self.values()
        return TariffDraft(
            self._item.id, got["since"], got["until"], got["building"] or None,
            got["unit_kind"] or "", got.get("price") or 0, got.get("pool"), got.get("basis") or "",
            got.get("steps") or (), got.get("formula") or "", got["vacant_rate"],
        )  # fmt: skip


class OverrideForm(Form):
    """What is different for one unit."""

    def __init__(self, desk: Desk, item: ItemRow) -> None:
        super().__init__()
        self._item = item
        self.add(
            UnitField("unit", _("Unit"), desk, required=True),
            CheckField("excluded", _("Not billed at all")),
            PriceField("price", _("Another price"), hint=sign(desk)),
            PercentField("rate", _("Pays only"), high=10_000, hint=_("% of the amount")),
            DateField("since", _("From"), today=lambda: desk.today, hint=_("empty: always")),
            DateField("until", _("Until, open if empty"), today=lambda: desk.today),
            PriceField("share", _("Share"), hint=_("weight among all shares")),
            TextField("reason", _("Reason"), limit=200, required=True, wide=True),
        )  # fmt: skip
        self["excluded"].changed.connect(self._ask)
        self._ask()
        self.dirty = False

    def _ask(self) -> None:
        billed = not self["excluded"].value()
        for key in ("price", "rate"):
            self.show_field(key, billed)
        self.show_field("share", billed and self._item.kind == "shared")

    def draft(self) -> UnitFeeDraft:
        """What was entered."""
        got = self.values()
        return UnitFeeDraft(
            got["unit"], self._item.id, got["since"], got["until"], got.get("price"),
            got.get("rate"), got.get("share"), bool(got["excluded"]), got["reason"] or "",
        )  # fmt: skip


class OfferForm(Form):
    """Pay so many months ahead, get some free."""

    def __init__(self, desk: Desk, item: ItemRow, offer: OfferRow | None = None) -> None:
        super().__init__()
        self._item = item
        self.add(
            TextField("name", pgettext("thing", "Name"), limit=80, required=True, wide=True,
                      placeholder=_("A year's fee at once")),
            NumberField("months", _("Months paid ahead"), low=1, high=120, required=True),
            NumberField("free", _("Months free"), low=1, high=60, required=True),
            DateField("since", _("From"), required=True, today=lambda: desk.today),
            DateField("until", _("Until, open if empty"), today=lambda: desk.today),
        )  # fmt: skip
        self.set_values(vars_of(offer) if offer else {"since": desk.today})
        self.dirty = False

    def draft(self) -> OfferDraft:
        """What was entered."""
        got = self.values()
        return OfferDraft(
            self._item.id, got["name"] or "", got["months"], got["free"], got["since"],
            got["until"],
        )  # fmt: skip


class EndForm(Form):
    """The last day of a tariff or an override."""

    def __init__(self, desk: Desk, until: date) -> None:
        super().__init__(columns=1)
        self.add(DateField("until", _("Last day"), required=True, today=lambda: desk.today))
        self["until"].set_value(until)
        self.dirty = False


def vars_of(row: Any) -> dict[str, Any]:
    """The fields of a frozen row by name."""
    return dict(vars(row))
