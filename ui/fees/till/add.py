"""What is added to a receipt beside what is owed: months ahead, prepaid, deposits, sundry; and what
is let off a debt.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from desk.core.words import _
from desk.fees.till.debts import Debt
from ui.fees.till import forms as till_forms
from ui.fees.till.debts import period
from ui.fees.till.sale import NOTHING
from ui.kit import messages
from ui.kit.actions import Action

if TYPE_CHECKING:
    from ui.fees.till.page import TillPage


class Additions:
    """See the top of this module."""

    def __init__(self, page: TillPage) -> None:
        self.page, self.desk = page, page.desk

    def actions(self) -> list[Action]:
        """What can be added, with its keys."""
        return [
            Action("ahead", _("Months ahead …"), self.ahead, "calendar-plus-outline",
                   shortcut="Ctrl+2"),
            Action("prepay", _("Into the prepaid account …"), self.prepayment,
                   "wallet-plus-outline", shortcut="Ctrl+3"),
            Action("deposit", _("Deposit …"), self.deposit, "safe", shortcut="Ctrl+4"),
            Action("sundry", _("Sundry income …"), self.sundry, "plus", shortcut="Ctrl+5"),
        ]  # fmt: skip

    @property
    def unit(self) -> int | None:
        """The unit that is paid for, if it is one."""
        card = self.page.card
        if card is None or card.unit is not None:
            return card.unit if card is not None else None
        return card.units[0].id if len(card.units) == 1 else None

    @property
    def title(self) -> str:
        """The payer in a few words."""
        return self.page.card.title if self.page.card is not None else ""

    def ahead(self) -> None:
        """Bill months ahead; they stand among the debts then."""
        if self.unit is None:
            self._say_who()
            return
        made = till_forms.ask_ahead(self.page, self.desk, self.unit, self.title)
        if made:
            self.page.take_in(made)

    def prepayment(self) -> None:
        """Something for the prepaid account."""
        if self.page.card is None:
            self._say_who()
        else:
            self.page.add(till_forms.ask_prepayment(self.page, self.unit, self.title))

    def deposit(self) -> None:
        """A deposit."""
        if self.page.card is None:
            self._say_who()
        else:
            self.page.add(till_forms.ask_deposit(self.page, self.desk, self.unit, self.title))

    def sundry(self) -> None:
        """Something that is in no price list."""
        self.page.add(till_forms.ask_sundry(self.page, self.desk, self.unit, self.title))

    def _say_who(self) -> None:
        messages.say(self.page, _("Say first who pays, and for which unit."), "warn")
        self.page.focus_payer()

    def let_off(self, debt: Debt) -> None:
        """Ask what of a debt is let off."""
        page = self.page
        span = period(debt.period_from, debt.period_to)
        title = f"{debt.item_name} · {debt.unit_code} · {span}"
        now = page.sale.off.get(debt.id, NOTHING)
        off = till_forms.ask_let_off(page, self.desk, title, debt, now)
        if off is not None:
            page.sale.let_off(debt.id, off)
            page.show_parts()
        page.debts.table.setFocus()
