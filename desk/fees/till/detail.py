"""One receipt in full."""

from __future__ import annotations

from desk.core.desk import Desk
from desk.fees.till.rows import ReceiptView


def get_receipt(desk: Desk, receipt: int) -> ReceiptView:
    """A receipt with lines, tenders, refunds and papers. Raises Refused("receipt.unknown")."""
    raise NotImplementedError
