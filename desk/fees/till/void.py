"""Voiding a receipt 作废: in its own open shift; its number, lines and paper stay."""

from __future__ import annotations

from desk.core.change import once
from desk.core.desk import Desk
from desk.fees.till.rows import ReceiptRow, read_one


def needs_second(desk: Desk, receipt: int) -> bool:
    """Whether voiding it takes a second person."""
    raise NotImplementedError


@once(read_one)
def void_receipt(
    desk: Desk,
    receipt: int,
    reason: str,
    *,
    second: tuple[str, str] | None = None,
    request: str | None = None,
) -> ReceiptRow:
    """Void a receipt and put everything back as it was before it."""
    raise NotImplementedError
