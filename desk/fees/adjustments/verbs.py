"""Write-offs and credits: asked for by one, approved by another, and only then posted."""

from __future__ import annotations

from desk.core.change import once
from desk.core.desk import Desk
from desk.fees.adjustments.drafts import AdjustmentDraft
from desk.fees.adjustments.rows import AdjustmentRow, get_adjustment

SERIES = "A"


@once(get_adjustment)
def request_adjustment(
    desk: Desk, draft: AdjustmentDraft, *, request: str | None = None
) -> AdjustmentRow:
    """Ask to let off what the lines say. Raises Refused beside the fields at fault,
    adjustment.too_much (``owed``)."""
    raise NotImplementedError


@once(get_adjustment)
def approve_adjustment(
    desk: Desk,
    adjustment: int,
    note: str = "",
    *,
    second: tuple[str, str] | None = None,
    request: str | None = None,
) -> AdjustmentRow:
    """Post what somebody else asked for; ``second`` (account, password) decides at this desk.

    Raises Refused document.own, workflow.not_now, adjustment.too_much, as ``second_person``.
    """
    raise NotImplementedError


@once(get_adjustment)
def reject_adjustment(
    desk: Desk,
    adjustment: int,
    reason: str,
    *,
    second: tuple[str, str] | None = None,
    request: str | None = None,
) -> AdjustmentRow:
    """Reject it for a ``reason``. Raises Refused workflow.not_now, workflow.reason_needed."""
    raise NotImplementedError


@once(get_adjustment)
def withdraw_adjustment(
    desk: Desk, adjustment: int, reason: str, *, request: str | None = None
) -> AdjustmentRow:
    """Take back what waits for approval. Raises as ``reject_adjustment``."""
    raise NotImplementedError
