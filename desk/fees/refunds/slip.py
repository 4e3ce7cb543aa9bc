"""The refund slip 退款单 as paper."""

from __future__ import annotations

from desk.core.desk import Desk
from desk.printing import Missing


def issue_refund_slip(
    desk: Desk,
    refund: int,
    layout: str = "a5",
    language: str | None = None,
    *,
    missing: Missing = "refuse",
    request: str | None = None,
) -> bytes:
    """The slip of a refund in any state as PDF, kept as data. Raises Refused refund.unknown,
    paper.* (nothing is kept then)."""
    raise NotImplementedError
