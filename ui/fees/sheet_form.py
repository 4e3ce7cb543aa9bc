"""Pre-printed paper and program disagree: which of the four cases it is, and where it stands now.

number = ask_sheet(page, desk, receipt)      # the sheet it stands on now, None if left
"""

from __future__ import annotations

from typing import cast

from PySide6.QtWidgets import QWidget

from desk.core.desk import Desk
from desk.core.words import _
from desk.fees import books
from desk.fees.books import SheetDraft
from desk.fees.till.rows import ReceiptRow
from ui.kit import actions
from ui.kit.fields import ChoiceField, TextField
from ui.kit.form import Form
from ui.kit.form_dialog import FormDialog

BY_HAND = "by_hand"


def cases() -> list[tuple[str, str]]:
    """The four cases, each in words that say what is done with the sheets."""
    return [
        ("next_sheet", _("Misprinted: void that sheet, print again on the next one")),
        ("both_void", _("Both sheets are spoiled: void them, print on the one after")),
        ("blank_void", _("A sheet stayed blank: void it, the receipt stands on the next one")),
        (BY_HAND, _("It stands on another sheet: enter its number by hand")),
    ]


class SheetDialog(FormDialog):
    """See the top of this module."""

    def __init__(self, parent: QWidget, desk: Desk, receipt: ReceiptRow) -> None:
        self._desk, self._receipt = desk, receipt
        form = Form(columns=1)
        title = _("Sheet of receipt {number}").format(number=receipt.number)
        now = _("The program has it on sheet {sheet}.").format(sheet=receipt.sheet or "—")
        super().__init__(parent, title, form, yes=_("Keep it so"), text=now, high=430)
        self.case = ChoiceField("case", _("What happened"), cases(), required=True)
        self.sheet = TextField("sheet", _("Number printed on the sheet"), limit=40)
        self.reason = TextField("reason", _("Reason"), limit=200, required=True)
        form.add(self.case, self.sheet, self.reason)
        self.case.changed.connect(self._say)
        self.case.set_value("next_sheet")
        self._say()
        self.save = self._move

    def _say(self) -> None:
        by_hand = self.case.value() == BY_HAND
        self.sheet.edit.setPlaceholderText("" if by_hand else books.propose(self._desk))

    def _move(self) -> None:
        values = self.form.values()
        draft = SheetDraft(values["case"], values["sheet"] or "", values["reason"] or "")
        actions.run(
            self.form, books.move_sheet, self._desk, self._receipt.id, draft,
            request=self.form.request, done=self.close_with,
        )  # fmt: skip


def ask_sheet(parent: QWidget, desk: Desk, receipt: ReceiptRow) -> str | None:
    """Put right on which sheet a receipt stands."""
    dialog = SheetDialog(parent, desk, receipt)
    return cast("str | None", dialog.result_value) if dialog.run() else None
