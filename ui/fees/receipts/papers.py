"""Receipts on paper: in the layout of this counter, else in the one the site has set.

papers = ReceiptPapers(page, frame)
papers.hand_out_receipt(receipt.id, receipt.number)    # True if it was printed or looked at
"""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from desk.core.words import _
from desk.fees import options
from desk.fees.till.papers_out import issue_receipt
from desk.printing import Missing
from ui.kit import actions
from ui.kit.frame import Frame
from ui.kit.papers_out import PapersOut

RECEIPT = "receipt"


class ReceiptPapers(PapersOut):
    """See the top of this module."""

    def __init__(self, page: QWidget, frame: Frame) -> None:
        super().__init__(page, frame)
        self._desk, self._kept = frame.desk, frame.local

    def layout(self, paper: str) -> str:
        """The layout chosen at this counter; the site's own until one is."""
        if paper == RECEIPT and not self._kept.get(f"layout.{RECEIPT}", ""):
            return str(self._desk.settings.get(options.RECEIPT_LAYOUT))
        return super().layout(paper)

    def hand_out_receipt(self, receipt: int, number: str, look: bool = False) -> bool:
        """Print a receipt; each time after the first it is the next copy."""
        request = actions.new_request()

        def draw(layout: str, missing: Missing) -> bytes:
            return issue_receipt(
                self._desk, receipt, layout, missing=missing, request=f"{request}.{missing}"
            )

        title = _("Receipt {number}").format(number=number)
        return self.hand_out(RECEIPT, draw, title, number, look)
