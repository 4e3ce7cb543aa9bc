"""Refunds and corrections 退款调整: documents that somebody asks for and somebody else approves."""

from __future__ import annotations

from typing import Any

from desk.core import tokens
from desk.core.errors import Refused
from desk.core.words import _
from desk.fees.refunds.slip import read_refund_code
from ui.fees.documents.adjustments import AdjustmentsTab
from ui.fees.documents.refunds import RefundsTab
from ui.kit import messages
from ui.kit.frame import Frame
from ui.kit.tabbed import TabbedPage

REFUND_WORDS = ("refund", "deposit_refund")


class DocumentsPage(TabbedPage):
    """One sheet of refunds, one of corrections without money."""

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        self.setAccessibleName(_("Refunds, credits"))
        self.add("refunds", _("Refunds"), lambda: RefundsTab(frame), ("refund",))
        self.add("adjustments", _("Write-offs, credits, transfers"), lambda: AdjustmentsTab(frame),
                 ("adjustment",))  # fmt: skip

    def begin(self, what: str, **values: Any) -> None:
        """``refund`` (receipt=), ``deposit_refund`` (account=), ``write_off`` or ``credit``
        (unit=), ``move`` (receipt=)."""
        sheet = "refunds" if what in REFUND_WORDS else "adjustments"
        super().begin(f"{sheet}.{what}", **values)

    def scanned(self, text: str) -> bool:
        """Show the refund whose slip was scanned, or say what is wrong with it."""
        if not tokens.looks_like(text):
            return False
        try:
            refund = read_refund_code(self.desk, text)
        except Refused as error:
            if error.code == "refund.other_paper":
                return False
            messages.sorry(self, error)
            return True
        self.show_record("refund", refund.id)
        return True
