"""Verifying the activity log for whoever may read it."""

from __future__ import annotations

from collections.abc import Callable

from desk.core.access import Permission
from desk.core.audit import Verdict
from desk.core.desk import Desk


def verify(desk: Desk, tick: Callable[[int, int], object]) -> Verdict:
    """Read the whole chain; ``tick(read, of)`` is told now and then and may raise to stop."""
    desk.require(Permission.LOG_VIEW)
    total = desk.chain.head()[0]
    with desk.storage.reading():  # entries that come meanwhile must not look like a broken end
        return desk.chain.verify(tick=lambda read: tick(min(read, total), total))
