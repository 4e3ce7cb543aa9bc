"""Which complaints wait for somebody now: Today and the sidebar. Literal statements, see fees."""

from __future__ import annotations

from datetime import UTC, timedelta
from typing import Any

from desk.core.access import Permission
from desk.core.desk import Desk
from desk.core.fields import from_millis, to_millis
from desk.core.register import Count, TodayItem
from desk.fees.reading import ask
from desk.service.complaints import flow
from desk.service.complaints.tree import shown

_COLUMNS = (
    "c.id, c.number, c.state, c.name, coalesce(u.code, c.place), g.code, g.name, c.next_due, "
    "c.respond_due, c.feedback_due, c.fed_back_at, c.owner_name, c.owner, c.severity "
)
_FROM = (
    f"SELECT {_COLUMNS}FROM complaint c JOIN complaint_category g ON g.id = c.category_id "
    "LEFT JOIN unit u ON u.id = c.unit_id "
)
_DUE = _FROM + "WHERE c.next_due IS NOT NULL AND c.next_due < ? ORDER BY c.next_due"
_FRESH = (
    _FROM + "WHERE c.state IN ('registered', 'reopened') AND c.next_due >= ? ORDER BY c.next_due"
)
_COUNT = (
    "SELECT count(*) FROM complaint WHERE state IN "
    "('registered','responded','in_progress','paused','reopened')"
)
_LATE = "SELECT 1 FROM complaint WHERE next_due IS NOT NULL AND next_due < ? LIMIT 1"


def today(desk: Desk) -> list[TodayItem]:
    """What is owed until the end of the day, and all that nobody has answered yet."""
    if not desk.allows(Permission.COMPLAINT_WORK):
        return []
    evening = to_millis(desk.day_start(desk.today + timedelta(days=1)).astimezone(UTC))
    return [_item(desk, row) for row in (*ask(desk, _DUE, evening), *ask(desk, _FRESH, evening))]


def _item(desk: Desk, row: tuple[Any, ...]) -> TodayItem:
    key, number, state, name, where, code, own, due, respond, feedback, fed, owner, by, severity = (
        row
    )
    if state == flow.PAUSED:
        why = "complaint_waited"
    elif state in flow.FRESH and respond is not None and respond == due:
        why = "complaint_respond"
    elif fed is None and feedback == due:
        why = "complaint_feedback"
    else:
        why = "complaint_close"
    at = from_millis(due)
    tone = "late" if at < desk.now else "due"
    title = " ".join(part for part in (where, name) if part) or number
    parts = (number, shown(code, own), owner if state not in flow.FRESH else "")
    detail = " · ".join(part for part in parts if part)
    minutes = int((desk.now - at) / timedelta(minutes=1))
    # Among equals the urgent one stands first.
    minutes += 1 if severity == "urgent" else 0
    whose = () if state in flow.FRESH else (by,)
    return TodayItem(
        "complaint", key, title, ("today", why), at, detail, tone, minutes, state, whose
    )


def count(desk: Desk) -> Count | None:
    """Complaints that are still to be settled, for the sidebar: red while one is overdue."""
    if not desk.allows(Permission.COMPLAINT_VIEW):
        return None
    ((open_,),) = ask(desk, _COUNT)
    return Count(open_, bool(ask(desk, _LATE, to_millis(desk.now)))) if open_ else None
