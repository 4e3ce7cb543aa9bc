"""Moving held money to another unit or person, at once and with a reason."""

from __future__ import annotations

from desk.core.desk import Desk
from desk.core.words import _
from desk.fees.accounts import AccountRow
from ui.fees.documents.adjust_forms import offer_people
from ui.kit.display import money
from ui.kit.fields import ChoiceField, LinesField
from ui.kit.form import Form
from ui.kit.money_field import MoneyField
from ui.kit.unit_field import UnitField


class TransferForm(Form):
    """Where to, how much, why."""

    def __init__(self, desk: Desk, account: AccountRow) -> None:
        super().__init__()
        self.section(_("Where to"))
        self.unit = UnitField("unit", _("Unit"), desk, required=True)
        self.person = ChoiceField("person", _("Customer"), hint=_("whose account it becomes"))
        self.add(self.unit, self.person.give_way())
        self.section(_("How much, and why"))
        held = _("{amount} is held").format(amount=money(account.balance))
        self.add(
            MoneyField("amount", _("Amount"), required=True, zero=False, hint=held),
            LinesField("reason", _("Reason"), limit=300, lines=2, required=True),
        )
        self.set_values({"amount": account.balance})
        self.unit.changed.connect(lambda: offer_people(desk, self.unit, self.person))

    def target(self) -> tuple[int | None, int | None]:
        """The unit and person that it goes to."""
        values = self.values()
        return values["unit"], values["person"] or None
