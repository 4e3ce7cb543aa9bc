"""What stands on the cashier's screen after a receipt was posted: number, change, paper."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QVBoxLayout

from desk.core.money import format_money
from desk.core.words import _
from desk.fees.till.rows import ReceiptView
from ui import theme
from ui.fees.till.tenders import tender_word
from ui.kit.actions import Action
from ui.kit.plain import button, label, line


class DonePanel(QFrame):
    """The last receipt, until the next customer is there."""

    def __init__(
        self, receipt: ReceiptView, printed: str, currency: str, moves: Sequence[Action]
    ) -> None:
        super().__init__()
        self.setProperty("role", "card")
        box = QVBoxLayout(self)
        box.setContentsMargins(18, 16, 18, 16)
        box.setSpacing(theme.GRID)
        self.number = label(receipt.row.number, "code", copy=True)
        self.paper = label(printed, "muted", wrap=True)
        box.addWidget(label(_("Posted"), "badge", "ok"), 0, Qt.AlignmentFlag.AlignLeft)
        box.addWidget(self.number)
        box.addWidget(label(receipt.row.payer, wrap=True))
        box.addWidget(self.paper)
        box.addWidget(line())
        box.addWidget(label(_("Money received"), "label"))
        for tender in receipt.tenders:
            words = f"{tender_word(tender.kind)} {format_money(tender.given, currency)}"
            box.addWidget(label(words, wrap=True))
        box.addWidget(line())
        box.addWidget(label(_("Change"), "label"))
        self.change = label(format_money(receipt.change, currency), "figure",
                            "ok" if receipt.change else None)  # fmt: skip
        box.addWidget(self.change)
        box.addStretch(1)
        for move in moves:
            role = "primary" if move.primary else "danger" if move.danger else ""
            made = button(move.words, move.run, role=role, icon=move.icon)
            made.setObjectName(f"done.{move.key}")
            box.addWidget(made)
