"""Taking money: one receipt, all of it or nothing."""

from __future__ import annotations

from desk.core.change import once
from desk.core.desk import Desk
from desk.fees.till.drafts import ReceiptDraft
from desk.fees.till.rows import ReceiptRow, read_one


@once(read_one)
def post_receipt(
    desk: Desk,
    draft: ReceiptDraft,
    *,
    second: tuple[str, str] | None = None,
    request: str | None = None,
) -> ReceiptRow:
    """Take the money of ``draft`` and number the receipt."""
    raise NotImplementedError
