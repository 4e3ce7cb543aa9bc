"""Asking for a refund: of a receipt's lines, or of a deposit or prepaid account."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QTimer

from desk import texts
from desk.core.desk import Desk
from desk.core.errors import DeskError
from desk.core.words import _
from desk.fees.accounts import AccountRow
from desk.fees.items import item_rows
from desk.fees.refunds import wanted
from desk.fees.refunds.drafts import TENDERS, DeductionDraft, RefundDraft, RefundLineDraft
from desk.fees.refunds.limits import Refundable, available
from desk.fees.till.rows import ReceiptRow
from ui import theme
from ui.fees.documents.deductions import DeductionsField
from ui.fees.documents.lines import LinesField, PickLine
from ui.kit.display import money
from ui.kit.fields import ChoiceField, TextField
from ui.kit.fields import LinesField as TextLines
from ui.kit.form import Form
from ui.kit.money_field import MoneyField
from ui.kit.plain import label

PAUSE = 150  # ms after the last key before it is reckoned anew
KEPT_FOR = ("sundry", "one_off", "fixed", "area")
"""Kinds of items on which what is kept of a deposit may be booked, the likeliest first."""


class RefundForm(Form):
    """What every refund asks for: to whom, how, why; beneath stands what it comes to."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.total = label("", "strong", wrap=True)
        self._pause = QTimer(self, singleShot=True, interval=PAUSE)
        self._pause.timeout.connect(self.look)
        self.changed.connect(self._pause.start)

    def look(self) -> None:
        """Ask the desk what would be handed out."""
        self._pause.stop()
        try:
            values, _lines = wanted.of(self._desk, self.draft())
        except DeskError as error:
            self._say(texts.sentence(error), "late")
            return
        said = _("Handed out: {amount}").format(amount=money(values["amount"]))
        if values.get("deducted"):
            said += " · " + _("kept: {amount}").format(amount=money(values["deducted"]))
        self._say(said if values["amount"] or values.get("deducted") else "", "")

    def _say(self, text: str, tone: str) -> None:
        self.total.setText(text)
        theme.say(self.total, "tone", tone)

    def _whom(self, payee: str) -> None:
        self.add_widget(self.total)
        self.section(_("To whom, and why"))
        self.add(
            TextField("payee", _("Paid to"), limit=300),
            ChoiceField("tender", _("How"), [(one, texts.word("tender", one)) for one in TENDERS]),
            TextField("reference", _("Account or reference"), limit=60),
            TextLines("reason", _("Reason"), limit=300, lines=2, required=True),
        )
        self.set_values({"payee": payee, "tender": "cash"})

    def draft(self) -> RefundDraft:
        """What was entered."""
        raise NotImplementedError


class ReceiptRefund(RefundForm):
    """Lines of a receipt, each in part or whole, and whether its debt is owed again."""

    def __init__(self, desk: Desk, receipt: ReceiptRow, lines: Sequence[Refundable]) -> None:
        super().__init__(desk)
        self._receipt = receipt
        self.section(_("What is given back"))
        self.lines = LinesField(
            "lines", _("Lines of the receipt"), most=_("Refundable"), amount=_("Give back"),
            late=_("Late fee") if any(line.late_fee for line in lines) else "",
            again=_("Owed again") if any(line.charge for line in lines) else "",
        )  # fmt: skip
        self.lines.show_lines([pick_line(line) for line in lines if line.refundable])
        self.add(self.lines)
        self._whom(receipt.payer)

    def draft(self) -> RefundDraft:
        values = self.values()
        return RefundDraft(
            kind="fees",
            receipt=self._receipt.id,
            lines=tuple(
                RefundLineDraft(one.key, one.amount, one.late_fee, one.again)
                for one in self.lines.picked()
            ),
            payee=values["payee"] or "",
            reason=values["reason"] or "",
            tender=values["tender"],
            reference=values["reference"] or "",
        )


class AccountRefund(RefundForm):
    """So much of an account, less what is kept of a deposit."""

    def __init__(self, desk: Desk, account: AccountRow) -> None:
        super().__init__(desk)
        self._account = account
        left = available(desk, account.id)
        self.section(_("What is given back"))
        deposit = account.kind == "deposit"
        hint = _("{amount} is held").format(amount=money(left))
        title = _("Taken from the deposit") if deposit else _("Amount")
        self.add(MoneyField("amount", title, required=True, zero=False, hint=hint))
        if deposit:
            self.kept = DeductionsField("deductions", _("Kept of it"), _kept_for(desk))
            self.add(self.kept)
        self._whom(account.person_name)
        self.set_values({"amount": left or None})
        self._pause.start()

    def draft(self) -> RefundDraft:
        values = self.values()
        kept = self.kept.deductions() if self._account.kind == "deposit" else []
        return RefundDraft(
            kind=self._account.kind,
            account=self._account.id,
            amount=values["amount"],
            deductions=tuple(DeductionDraft(one.text, one.amount, one.item) for one in kept),
            payee=values["payee"] or "",
            reason=values["reason"] or "",
            tender=values["tender"],
            reference=values["reference"] or "",
        )


def pick_line(line: Refundable) -> PickLine:
    """A receipt's line as one that may be ticked."""
    words = " ".join(part for part in (line.item_name or line.text, line.unit_code) if part)
    about = line.text if line.item_name else ""
    if line.amount != line.paid:
        about = _("{amount} was paid").format(amount=money(line.paid))
    return PickLine(line.line, words, about, line.amount, line.late_fee)


def _kept_for(desk: Desk) -> list[tuple[int, str]]:
    rows = [row for row in item_rows(desk, KEPT_FOR) if not row.purpose]
    rows.sort(key=lambda row: KEPT_FOR.index(row.kind))
    return [(row.id, row.name) for row in rows]
