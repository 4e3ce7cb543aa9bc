"""Questions of the cashier's screen: a deposit, a prepayment, months ahead, what is let off.

Each gives what was answered, or None if it was left.
"""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from desk import texts
from desk.core.access import Permission
from desk.core.desk import Desk
from desk.core.errors import DeskError
from desk.core.words import _, ngettext
from desk.fees.billing.ahead import bill_ahead, quote_ahead
from desk.fees.billing.drafts import AheadQuote
from desk.fees.items import PERIODIC, ItemRow, item_rows
from desk.fees.offers import offers
from desk.fees.till.debts import Debt
from desk.fees.till.drafts import LineDraft
from ui.fees.till.lines import Extra
from ui.fees.till.sale import LATER, PAY, WAIVE, LetOff
from ui.kit import actions
from ui.kit.display import money
from ui.kit.fields import ChoiceField, NumberField, TextField
from ui.kit.form import Form
from ui.kit.form_dialog import FormDialog
from ui.kit.money_field import MoneyField
from ui.kit.plain import label
from ui.kit.segments import SegmentField

MOST_MONTHS = 120


def _words(value: object) -> str:
    return str(value) if value else ""


# ---- lines beside debts --------------------------------------------------------------------


def ask_prepayment(parent: QWidget, unit: int | None, who: str) -> Extra | None:
    """An amount for the prepaid account of ``unit``."""
    form = Form(columns=1)
    form.add(
        MoneyField("amount", _("Amount"), required=True, zero=False),
        TextField("text", _("Remark"), limit=200),
    )
    dialog = FormDialog(
        parent, _("Into the prepaid account"), form, yes=_("Add"), text=who, high=320
    )
    if not dialog.run():
        return None
    values = form.values()
    draft = LineDraft("prepayment", unit=unit, amount=values["amount"], text=_words(values["text"]))
    return Extra(draft, " · ".join(filter(None, (_("Prepaid"), who, draft.text))))


def ask_deposit(parent: QWidget, desk: Desk, unit: int | None, who: str) -> Extra | None:
    """A deposit of ``unit``; it gets an account of its own."""
    items = item_rows(desk, ("deposit",))
    form = Form(columns=1)
    form.add(
        ChoiceField("item", _("Deposit for"), [(each.id, each.name) for each in items],
                    required=True),
        MoneyField("amount", _("Amount"), required=True, zero=False),
        TextField("text", _("Remark"), limit=200),
    )  # fmt: skip
    _first(form, items)
    dialog = FormDialog(parent, _("Take a deposit"), form, yes=_("Add"), text=who, high=380)
    return _item_line("deposit", dialog, {each.id: each.name for each in items}, unit)


def ask_sundry(parent: QWidget, desk: Desk, unit: int | None, who: str) -> Extra | None:
    """Something that stands in no price list."""
    items = [each for each in item_rows(desk, ("sundry", "one_off")) if not each.purpose]
    form = Form(columns=1)
    form.add(
        ChoiceField("item", _("Booked as"), [(each.id, each.name) for each in items],
                    required=True),
        TextField("text", _("What for"), limit=200, required=True),
        MoneyField("amount", _("Amount"), required=True, zero=False),
    )  # fmt: skip
    _first(form, items)
    dialog = FormDialog(parent, _("Sundry income"), form, yes=_("Add"), text=who, high=380)
    return _item_line("sundry", dialog, {each.id: each.name for each in items}, unit)


def _first(form: Form, items: list[ItemRow]) -> None:
    if items:
        form["item"].set_value(items[0].id)


def _item_line(
    kind: str, dialog: FormDialog, names: dict[int, str], unit: int | None
) -> Extra | None:
    if not dialog.run():
        return None
    values = dialog.form.values()
    draft = LineDraft(
        kind, item=values["item"], unit=unit, amount=values["amount"], text=_words(values["text"])
    )
    return Extra(draft, " · ".join(filter(None, (names[values["item"]], draft.text))))


# ---- months ahead --------------------------------------------------------------------------


class AheadDialog(FormDialog):
    """Bill so many months ahead, with the free ones of an offer; what it comes to is shown."""

    def __init__(self, parent: QWidget, desk: Desk, unit: int, who: str) -> None:
        self._desk, self._unit = desk, unit
        form = Form(columns=2)
        super().__init__(
            parent, _("Pay months ahead"), form, yes=_("Bill these months"), text=who, high=440
        )
        items = item_rows(desk, PERIODIC)
        self.item = ChoiceField("item", _("Fee item"), [(i.id, i.name) for i in items],
                                required=True)  # fmt: skip
        self.months = NumberField("months", _("Months"), low=1, high=MOST_MONTHS, required=True)
        self.offer = ChoiceField("offer", _("Offer"), wide=True)
        form.add(self.item, self.months, self.offer)
        self.said = label("", wrap=True)
        self.said.setAlignment(Qt.AlignmentFlag.AlignTop)
        form.add_widget(self.said)
        self.item.changed.connect(self._offers)
        self.offer.changed.connect(self._take_offer)
        self.months.changed.connect(self._quote)
        self.save = self._bill
        self.quote: AheadQuote | None = None
        if items:
            self.item.set_value(items[0].id)
        self.months.set_value(12)

    def _offers(self) -> None:
        item = self.item.value()
        known = offers(self._desk, item, self._desk.today) if item else []
        self._known = {each.id: each for each in known}
        words = [
            (each.id, _("{name}: pay {months} months, {free} more are free").format(
                name=each.name, months=each.months, free=each.free))
            for each in known
        ]  # fmt: skip
        self.offer.set_choices([(0, _("None")), *words])
        self.offer.set_value(known[0].id if known else 0)
        self.form.show_field("offer", bool(known))
        self._quote()

    def _take_offer(self) -> None:
        offer = self._known.get(self.offer.value() or 0)
        if offer is not None:
            self.months.set_value(offer.months)
        self._quote()

    def _quote(self) -> None:
        item, months = self.item.value(), self.months.value()
        self.quote = None
        if not item or not months or months > MOST_MONTHS:
            self.said.setText("")
            return
        try:
            found = quote_ahead(self._desk, self._unit, item, months, self.offer.value() or None)
        except DeskError as error:
            self.said.setText(texts.sentence(error))
            return
        self.quote = found
        self.said.setText(quote_words(found))

    def _bill(self) -> None:
        actions.run(
            self.form, bill_ahead, self._desk, self._unit, self.item.value(), self.months.value(),
            self.offer.value() or None, request=self.form.request, done=self.close_with,
        )  # fmt: skip


def quote_words(quote: AheadQuote) -> str:
    """From when to when, how much, what is free."""
    if not quote.lines:
        return _("Nothing is left to bill for these months.")
    span = _("{since} to {until}: {total}").format(
        since=quote.lines[0].period_from.isoformat(), until=quote.lines[-1].period_to.isoformat(),
        total=money(quote.total),
    )  # fmt: skip
    free = sum(line.free for line in quote.lines)
    if not free:
        return span
    more = ngettext(
        "{count} month is free, worth {saved}.",
        "{count} months are free, worth {saved}.",
        free,
    ).format(count=free, saved=money(quote.saved))
    return f"{span}\n{more}"


def ask_ahead(parent: QWidget, desk: Desk, unit: int, who: str) -> list[int] | None:
    """Bill months ahead; the new charges."""
    dialog = AheadDialog(parent, desk, unit, who)
    return list(dialog.result_value) if dialog.run() else None


# ---- let off -------------------------------------------------------------------------------


def ask_let_off(parent: QWidget, desk: Desk, title: str, debt: Debt, now: LetOff) -> LetOff | None:
    """A discount on the debt, and what becomes of its late fee; NOTHING takes all back."""
    form = Form(columns=1)
    of = _("of {amount}").format(amount=money(debt.balance))
    form.add(
        MoneyField("discount", _("Discount"), hint=of),
        SegmentField(
            "late", _("Late fee of {amount}").format(amount=money(debt.late_fee)),
            [(PAY, _("is paid now")), (WAIVE, _("is let off")), (LATER, _("stays owed"))],
        ),
        TextField("reason", _("Reason"), limit=200, hint=_("for what is let off")),
    )  # fmt: skip
    form.set_values(
        {"discount": now.discount or None, "late": now.late, "reason": now.reason or None}
    )
    form.show_field("late", debt.late_fee > 0)
    text = [title]
    if not allowed(desk, now if now.anything else LetOff(1, WAIVE)):
        text.append(_("A second person who may do this signs for it when the receipt is posted."))
    dialog = FormDialog(
        parent, _("Discount and late fee"), form, yes=_("Apply"), text="\n".join(text), high=420
    )

    def save() -> None:
        answer = form.values()
        off = LetOff(answer["discount"] or 0, answer.get("late") or PAY, _words(answer["reason"]))
        wrong = {}
        if off.discount > debt.balance:
            wrong["discount"] = _("More than is owed.")
        if (off.discount or off.late == WAIVE) and not off.reason:
            wrong["reason"] = _("Give a reason first.")
        if wrong:
            form.show_errors(wrong)
        else:
            dialog.close_with(off)

    dialog.save = save
    return cast(LetOff, dialog.result_value) if dialog.run() else None


def allowed(desk: Desk, off: LetOff) -> bool:
    """Whether the person at the till may let this off alone."""
    may = desk.allows
    return (not off.discount or may(Permission.RECEIPT_DISCOUNT)) and (
        off.late != WAIVE or may(Permission.LATE_FEE_WAIVE)
    )
