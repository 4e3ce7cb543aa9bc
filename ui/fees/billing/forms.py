"""The forms of single charges and of billing ahead."""

from __future__ import annotations

from datetime import date, timedelta

from desk import texts
from desk.core.desk import Desk
from desk.core.errors import DeskError
from desk.core.words import _, ngettext
from desk.fees import items, offers
from desk.fees.amounts import amount_of
from desk.fees.billing import ahead
from desk.fees.billing.drafts import AheadQuote, ChargeDraft
from desk.fees.items import PERIODIC
from ui import theme
from ui.fees.billing.preview import skipped_words
from ui.fees.items.words import offer as offer_words
from ui.fees.items.words import sign
from ui.kit.datefields import DateField
from ui.kit.display import money
from ui.kit.fields import CheckField, ChoiceField, NumberField, TextField
from ui.kit.figure_fields import PriceField
from ui.kit.form import Form
from ui.kit.money_field import MoneyField
from ui.kit.plain import label
from ui.kit.unit_field import UnitField

CHARGED = (*PERIODIC, "one_off", "sundry")
SHOWN = 4  # months of a quote that are written out


class ChargeForm(Form):
    """One charge by hand: an amount, or so many at a price."""

    def __init__(self, desk: Desk, unit: int | None = None) -> None:
        super().__init__()
        self._sign = sign(desk)
        known = items.item_rows(desk, CHARGED)
        self.section(_("Who, for what"))
        who = UnitField("unit", _("Unit"), desk, required=True)
        self.add(
            who,
            ChoiceField("item", _("Fee item"), [(row.id, row.name) for row in known],
                        required=True),
            TextField("text", _("What for"), limit=200, wide=True),
        )  # fmt: skip
        self.section(_("How much"))
        self.sum = label("", "section")
        self.add(
            CheckField("counted", _("Quantity × price"), wide=True),
            MoneyField("amount", _("Amount"), required=True, zero=False, hint=self._sign),
            PriceField("quantity", _("Quantity"), required=True),
            PriceField("price", _("Price"), required=True, hint=self._sign),
        )
        self.add_widget(self.sum)
        self.section(_("For when"))
        self.add(
            DateField("period_from", _("From"), today=lambda: desk.today,
                      hint=_("empty: today")),
            DateField("period_to", _("To"), today=lambda: desk.today, hint=_("empty: that day")),
            DateField("due", _("Falls due"), today=lambda: desk.today,
                      hint=_("empty: as the fee item says")),
        )  # fmt: skip
        for key in ("counted", "quantity", "price"):
            self[key].changed.connect(self._ask)
        who.show_unit(unit)
        self._ask()
        self.dirty = False

    def _ask(self) -> None:
        counted = bool(self["counted"].value())
        self.show_field("amount", not counted)
        self.show_field("quantity", counted)
        self.show_field("price", counted)
        quantity, price = self["quantity"].value(), self["price"].value()
        words = ""
        if counted and quantity is not None and price is not None:
            words = self._sign + money(amount_of(quantity, price))
        self.sum.setText(words)
        self.sum.setVisible(bool(words))

    def draft(self) -> ChargeDraft:
        """What was entered."""
        got = self.values()
        return ChargeDraft(
            got["unit"], got["item"], got.get("amount"), got.get("quantity"), got.get("price"),
            got["period_from"], got["period_to"] or got["period_from"], got["due"],
            got["text"] or "",
        )  # fmt: skip


class AheadForm(Form):
    """Months to come, with the free ones of an offer; what it comes to stands beneath."""

    def __init__(self, desk: Desk, unit: int | None = None) -> None:
        super().__init__()
        self._desk, self._sign = desk, sign(desk)
        known = [row for row in items.item_rows(desk, PERIODIC) if row.tariffs]
        who = UnitField("unit", _("Unit"), desk, required=True)
        self.quote = label("", wrap=True)
        self.add(
            who,
            ChoiceField("item", _("Fee item"), [(row.id, row.name) for row in known],
                        required=True),
            ChoiceField("offer", _("Offer"), [(0, _("none"))]),
            NumberField("months", _("Months"), low=1, high=120, required=True),
        )  # fmt: skip
        self.add_widget(self.quote)
        self["item"].changed.connect(self._offers)
        self["offer"].changed.connect(self._taken)
        for key in ("unit", "months"):
            self[key].changed.connect(self.reckon)
        who.show_unit(unit)
        self.set_values({"months": 12, "item": known[0].id if known else None})
        self._offers()
        self.dirty = False

    def _offers(self) -> None:
        item, field = self["item"].value(), self["offer"]
        assert isinstance(field, ChoiceField)
        self._given = offers.offers(self._desk, item, self._desk.today) if item else []
        given = [(o.id, f"{o.name} · {offer_words(o)}") for o in self._given]
        field.set_choices([(0, _("none")), *given])
        if field.value() is None:
            field.set_value(0)
        self.show_field("offer", bool(given))
        self._taken()

    def _taken(self) -> None:
        """An offer says how many months are paid."""
        chosen = next((o for o in self._given if o.id == self["offer"].value()), None)
        if chosen is not None:
            self["months"].set_value(chosen.months)
        self["months"].setEnabled(chosen is None)
        self.reckon()

    def asked(self) -> tuple[int | None, int | None, int | None, int | None]:
        """Unit, item, months, offer."""
        got = {key: field.value() for key, field in self.fields.items()}
        return got["unit"], got["item"], got["months"], got["offer"] or None

    def reckon(self) -> None:
        """Say what it comes to, or why it does not go."""
        unit, item, months, offer = self.asked()
        words, tone = "", "text"
        if unit and item and months:
            try:
                words = self._words(ahead.quote_ahead(self._desk, unit, item, months, offer))
            except DeskError as error:
                words, tone = texts.sentence(error), "late"
        self.quote.setText(words)
        self.quote.setVisible(bool(words))
        theme.say(self.quote, "tone", tone)

    def _words(self, quote: AheadQuote) -> str:
        parts = []
        for one in quote.lines[:SHOWN]:
            amount = _("free") if one.free else self._sign + money(one.amount)
            parts.append(f"{month_words(one.period_from, one.period_to)}   {amount}   {one.why}")
        more = len(quote.lines) - SHOWN
        if more > 0:
            parts.append(ngettext("and {n} more", "and {n} more", more).format(n=more))
        total = _("Together {amount}").format(amount=self._sign + money(quote.total))
        if quote.saved:
            saved = _("{amount} saved").format(amount=self._sign + money(quote.saved))
            total = f"{total} · {saved}"
        parts += [skipped_words(one) for one in quote.skipped]
        return "\n".join([*parts, total])


def month_words(first: date, last: date) -> str:
    """A period: a whole month as 2026-11, else its days."""
    if first.day == 1 and (last + timedelta(days=1)).day == 1:
        start = f"{first:%Y-%m}"
        return start if (first.year, first.month) == (last.year, last.month) \
            else f"{start} – {last:%Y-%m}"  # fmt: skip
    return f"{first:%Y-%m-%d} – {last:%Y-%m-%d}"
