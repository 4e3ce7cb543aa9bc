"""Receipts on paper: printed, printed again, and read back by their code."""

from __future__ import annotations

from desk.core.desk import Desk
from desk.fees.till.rows import ReceiptRow
from desk.printing import Missing


def issue_receipt(
    desk: Desk,
    receipt: int,
    layout: str | None = None,
    language: str | None = None,
    *,
    missing: Missing = "refuse",
    request: str | None = None,
) -> bytes:
    """The receipt as PDF; the first is the original, each further one the next copy."""
    raise NotImplementedError


def receipt_token(desk: Desk, receipt: ReceiptRow) -> str:
    """The signed code of a receipt."""
    raise NotImplementedError


def read_receipt_code(desk: Desk, text: str) -> ReceiptRow:
    """The receipt that a scanned code belongs to."""
    raise NotImplementedError
