"""Charges 应收: the list with why each is what it is; single ones, billing ahead."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from desk import texts
from desk.core.access import Permission
from desk.core.errors import DeskError
from desk.core.log import history
from desk.core.words import _, ngettext
from desk.fees.billing import ahead, charges, why
from desk.fees.billing.drafts import ChargeRow
from desk.fees.billing.lists import CHARGES
from desk.fees.billing.settled import settled
from ui.fees.billing.forms import AheadForm, ChargeForm, month_words
from ui.fees.items.words import sign
from ui.kit import actions, exporting, messages
from ui.kit.actions import Action
from ui.kit.detail import Detail, Line
from ui.kit.display import Display, money
from ui.kit.frame import Frame
from ui.kit.parts import Part, PartRow
from ui.kit.register_page import Empty, RegisterPage
from ui.kit.screens import FormsPage, may
from ui.kit.timeline import Entry

SHOWN = ("unit", "person", "item", "period_from", "amount", "balance")
KINDS = ("charge", "billing_run", "receipt", "refund", "adjustment")


class ChargesSheet(FormsPage):
    """The list of charges, its forms, and taking one back."""

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        self._sign = sign(self.desk)
        rights = may(self.desk, Permission.CHARGE_ADD)
        add = Action("add", _("Add a charge"), self.new, "plus", shortcut="Ctrl+N", primary=True,
                     **rights)  # fmt: skip
        further = Action("ahead", _("Bill ahead"), self.bill_ahead, "calendar-arrow-right",
                         shortcut="Ctrl+B", **rights)  # fmt: skip
        export = exporting.menu(lambda: self.list, frame)
        self.show_list(
            RegisterPage(
                self.desk, CHARGES, icon="receipt-text-outline", actions=[export, further, add],
                detail=self._detail,
                empty=Empty(
                    _("Nothing was charged yet"),
                    _("What units owe stands here after the first monthly run, or one by one."),
                    add,
                ),
                relevant=lambda news: news.about(*KINDS),
            )
        )  # fmt: skip

        self.list.set_columns(SHOWN)

    # -- what the window asks

    def show_record(self, kind: str, record: int) -> None:
        self.home()
        self.list.show_record(record)

    def show_filtered(self, **filters: Any) -> None:
        """Show the charges that pass ``filters`` and no others."""
        self.home()
        self.list.set_filters(filters)

    def begin(self, what: str, **values: Any) -> None:
        """``new`` or ``ahead``, with ``unit=id``; ``unit`` shows a unit's charges."""
        if what == "new":
            self.new(values.get("unit"))
        elif what == "ahead":
            self.bill_ahead(values.get("unit"))
        elif what == "unit":
            self.show_filtered(unit=values["unit"])

    def scenes(self) -> dict[str, Callable[[], object]]:
        return {"new": lambda: self.new(1), "ahead": lambda: self.bill_ahead(1)}

    # -- forms

    def new(self, unit: int | None = None) -> None:
        """The form of a single charge."""
        form = ChargeForm(self.desk, unit)

        def done(row: ChargeRow) -> None:
            self.saved()
            self.list.show_record(row.id)
            words = _("{unit} owes {amount} for {item}.")
            self.say(words.format(unit=row.unit_code, amount=self._sign + money(row.amount),
                                  item=row.item_name))  # fmt: skip

        self.open_form(
            "charge.new", _("Add a charge"), form,
            lambda: actions.run(form, charges.add_charge, self.desk, form.draft(),
                                request=form.request, done=done),
            yes=_("Charge"),
        )  # fmt: skip

    def bill_ahead(self, unit: int | None = None) -> None:
        """The form of billing months to come."""
        form = AheadForm(self.desk, unit)

        def done(made: list[int]) -> None:
            self.saved()
            self.list.show_record(made[0])
            self.say(ngettext("{n} charge was made.", "{n} charges were made.", len(made))
                     .format(n=len(made)))  # fmt: skip

        self.open_form(
            "charge.ahead", _("Bill ahead"), form,
            lambda: actions.run(form, ahead.bill_ahead, self.desk, *form.asked(),
                                request=form.request, done=done),
            yes=_("Charge"),
            subtitle=_("months to come, before their run; later runs skip them"),
        )  # fmt: skip

    # -- the card

    def _detail(self, row: ChargeRow) -> Detail | None:
        try:
            fresh = charges.get_charge(self.desk, row.id)
            reason = why.why(self.desk, row.id)
            steps = history(self.desk, "charge", row.id)
        except DeskError as error:
            messages.sorry(self, error)
            return None
        show = Display(self.desk.local, lambda: self.desk.today)
        return Detail(
            heading=f"{fresh.unit_code} · {fresh.item_name}",
            subtitle=month_words(fresh.period_from, fresh.period_to),
            state=_state(fresh),
            tone=_tone(fresh, self.desk.today),
            notice=reason,
            notice_tone="accent",
            lines=self._lines(fresh),
            parts=self._settled(fresh),
            timeline=[Entry(show.moment(s.at), _step(s.who, s.action, s.reason)) for s in steps],
            moves=self._moves(fresh),
        )

    def _lines(self, row: ChargeRow) -> list[Line]:
        lines = [
            Line(_("Amount"), self._sign + money(row.amount)),
            Line(_("Paid"), self._sign + money(row.paid)) if row.paid else None,
            Line(_("Let off"), self._sign + money(row.reduced)) if row.reduced else None,
            Line(_("Still owed"), self._sign + money(row.balance),
                 "late" if row.balance and row.due < self.desk.today else None),
            Line(_("Falls due"), row.due.isoformat()),
            Line(_("Payer"), row.person_name or _("nobody on record; the unit owes it"),
                 open=partial(self.frame.show_record, "person", row.person)
                 if row.person else None),
            Line(_("Comes from"), texts.word("charge.source", row.source),
                 open=partial(self.frame.show_record, "billing_run", row.source_id)
                 if row.source == "run" and row.source_id else None),
            Line(_("Charged on"), row.posted_on.isoformat()),
        ]  # fmt: skip
        return [line for line in lines if line is not None]

    def _settled(self, row: ChargeRow) -> list[Part]:
        """The documents that paid the charge or let it off, each opened by a click."""
        made = []
        for one in settled(self.desk, row.id):
            words = [one.day.isoformat(), texts.word(f"{one.kind}.state", one.state)]
            if one.reduced:
                words.append(_("let off {amount}").format(amount=money(one.reduced)))
            made.append(
                PartRow(one.number, " · ".join(words), None if one.counts else "void",
                        tag=money(one.paid) if one.paid else "",
                        open=partial(self.frame.show_record, one.kind, one.id))
            )  # fmt: skip
        return [Part(_("Paid or let off by"), made)] if made else []

    def _moves(self, row: ChargeRow) -> list[Action]:
        moves = [
            Action("unit", _("Show the unit"),
                   partial(self.frame.show_record, "unit", row.unit)),
        ]  # fmt: skip
        of_run = row.source == "run"
        if row.state == "posted" and not row.paid and not row.reduced and row.balance:
            rights = may(self.desk, Permission.BILLING_REVERSE)
            if of_run and rights["enabled"]:
                rights = {"enabled": False, "why": _("It came with a run; reverse the run.")}
            moves.append(Action("reverse", _("Take back …"), partial(self._reverse, row),
                                danger=True, **rights))  # fmt: skip
        return moves

    def _reverse(self, row: ChargeRow) -> None:
        text = _("It stays in the list, but is owed no more.")
        if row.source == "ahead":
            text = _("All months that were billed ahead together with it are taken back.")
        reason = messages.ask_reason(
            self, _("Take this charge back?"), text, yes=_("Take back"), danger=True
        )
        if reason:
            actions.run(self.list, charges.reverse_charge, self.desk, row.id, reason,
                        done=lambda _row: self.say(_("Taken back.")))  # fmt: skip


def _state(row: ChargeRow) -> str:
    if row.state != "posted":
        return texts.word("charge.state", row.state)
    if row.balance and (row.paid or row.reduced):
        return _("Partly paid")
    return _("Owed") if row.balance else _("Settled")


def _tone(row: ChargeRow, today: Any) -> str:
    if row.state != "posted":
        return "void"
    if not row.balance:
        return "ok"
    return "late" if row.due < today else "due"


def _step(who: str, action: str, reason: str) -> str:
    words = f"{who} {texts.word('action', action)}".strip()
    return _("{what}: {reason}").format(what=words, reason=reason) if reason else words
