"""Handing a refund out: how, and by which reference."""

from __future__ import annotations

from PySide6.QtWidgets import QComboBox, QDialog, QLineEdit, QWidget

from desk import texts
from desk.core.words import _
from desk.fees.refunds.drafts import TENDERS
from desk.fees.refunds.rows import RefundRow
from ui.kit import messages
from ui.kit.display import money
from ui.kit.plain import label


class PayOut(messages.Ask):
    """Tender and reference, as they were asked for unless changed."""

    def __init__(self, parent: QWidget | None, row: RefundRow) -> None:
        title = _("Pay out {amount}?").format(amount=money(row.amount))
        words = _("{number}, to {payee}. It goes out of this desk's open drawer.")
        text = words.format(number=row.number, payee=row.payee or "…")
        super().__init__(parent, title, text, _("Pay out"))
        self.tender, self.reference = QComboBox(), QLineEdit()
        for code in TENDERS:
            self.tender.addItem(texts.word("tender", code), code)
        self.tender.setCurrentIndex(max(0, self.tender.findData(row.tender)))
        self.reference.setMaxLength(60)
        self.reference.setText(row.reference)
        for name, widget in ((_("How"), self.tender), (_("Account or reference"), self.reference)):
            title_ = label(name, "label")
            title_.setBuddy(widget)
            widget.setAccessibleName(name)
            self.fields.addWidget(title_)
            self.fields.addWidget(widget)
        self.tender.setFocus()

    def ask(self) -> tuple[str, str] | None:
        """Show it: (tender, reference), None if it was left."""
        accepted = self.exec() == QDialog.DialogCode.Accepted
        found = str(self.tender.currentData()), self.reference.text().strip()
        self.deleteLater()
        return found if accepted else None
