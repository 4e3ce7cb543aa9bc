"""Payment notices 缴费通知单 and formal demands 催款函, one or a building's in one PDF by route."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from desk.core.desk import Desk
from desk.fees.dunning.rows import Issued, NoticeDraft, NoticePreview, NoticeRow

if TYPE_CHECKING:
    from desk.printing import Missing

Tick = Callable[[int, int], None]


def preview_notices(desk: Desk, draft: NoticeDraft) -> NoticePreview:
    """How many notices ``issue_notices`` would print."""
    raise NotImplementedError


def issue_notices(
    desk: Desk,
    draft: NoticeDraft,
    tick: Tick | None = None,
    *,
    missing: Missing = "refuse",
    request: str | None = None,
) -> Issued:
    """Print notices: numbered, kept, written down as contacts, in one PDF by building and room.

    ``tick`` is told (done, of) and may raise to stop: then nothing is kept.
    Raises Refused("notice.nobody") when nobody owes enough, and as papers do.
    """
    raise NotImplementedError


def get_notice(desk: Desk, notice: int) -> NoticeRow:
    """One notice. Raises Refused("notice.unknown")."""
    raise NotImplementedError


def notices_of(desk: Desk, unit: int, limit: int = 50) -> list[NoticeRow]:
    """The notices printed for a unit, newest first."""
    raise NotImplementedError


def reprint_notice(desk: Desk, notice: int, *, request: str | None = None) -> bytes:
    """The same notice again, marked as a copy."""
    raise NotImplementedError
