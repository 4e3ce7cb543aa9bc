"""What waits for somebody, and how many are here: Today, the sidebar, the figures of the list.

Literal statements: these are asked before the first painting and once a minute, and building their
text with Peewee (and reading the tables' classes for it) takes ten times as long as running them.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

from desk.core.access import Permission
from desk.core.desk import Desk
from desk.core.fields import from_millis, to_millis
from desk.core.frozen import frozen
from desk.core.register import Count, TodayItem
from desk.fees.reading import ask
from desk.reception.visitors.options import CLOSING_TIME, LATE_MINUTES, STANDING_DAYS, parse_time
from desk.reception.visitors.party import party


@frozen
class Summary:
    """The figures above the list: people on site, people who came today, people overdue."""

    on_site: int
    today: int
    overdue: int


_SUMMARY = (
    "SELECT COALESCE(SUM(people - gone), 0), "
    "COALESCE(SUM(CASE WHEN leave_by < ? THEN people - gone ELSE 0 END), 0) "
    "FROM visit WHERE state = 'on_site'"
)
_CAME = (
    "SELECT COALESCE(SUM(people), 0) FROM visit "
    "WHERE at >= ? AND at < ? AND state IN ('on_site', 'left')"
)


def summary(desk: Desk) -> Summary:
    """The figures above the list."""
    desk.require(Permission.VISITOR_VIEW)
    ((on_site, overdue),) = ask(desk, _SUMMARY, to_millis(desk.now))
    start = desk.day_start(desk.today)
    end = desk.day_start(desk.today + timedelta(days=1))
    ((came,),) = ask(desk, _CAME, to_millis(start), to_millis(end))
    return Summary(int(on_site), int(came), int(overdue))


def count(desk: Desk) -> Count | None:
    """People on site, for the sidebar."""
    if not desk.allows(Permission.VISITOR_VIEW):
        return None
    return Count(summary(desk).on_site)


def sweep_due(desk: Desk) -> datetime | None:
    """Since when the closing sweep is due; None before closing time or with nobody on site.

    Whoever stayed since an earlier day makes it due at once.
    """
    ((first,),) = ask(desk, "SELECT MIN(at) FROM visit WHERE state = 'on_site'")
    if first is None:
        return None
    closing = parse_time(desk.settings.get(CLOSING_TIME))
    now = desk.local(desk.now)
    due = now.replace(hour=closing.hour, minute=closing.minute, second=0, microsecond=0)
    if now >= due:
        return due.astimezone(UTC)
    yesterday = due - timedelta(days=1)
    return yesterday.astimezone(UTC) if desk.local(from_millis(first)) < yesterday else None


def today(desk: Desk) -> list[TodayItem]:
    """What waits: reports to security, who is overdue or late, the sweep, passes that end."""
    if not desk.allows(Permission.VISITOR_VIEW):
        return []
    now = desk.now
    late = now - timedelta(minutes=desk.settings.get(LATE_MINUTES))
    items = [
        *_suspicions(desk, now),
        *_visits(desk, now, "visit_overdue", _OVERDUE, now),
        *_visits(desk, now, "visit_late", _LATE, late),
    ]
    since = sweep_due(desk)
    if since is not None:
        people = str(summary(desk).on_site)
        items.append(
            TodayItem("sweep", 0, people, ("today", "sweep_due"), since, "", "due",
                      _minutes(now, since))
        )  # fmt: skip
    return [*items, *_ending(desk, now)]


_SUSPICIONS = (
    "SELECT v.id, v.name, v.people, s.text, s.at FROM suspicion s "
    "JOIN visit v ON v.id = s.visit_id WHERE s.closed_at IS NULL ORDER BY s.at"
)
_VISITS = (
    "SELECT v.id, v.name, v.people, v.standing_id IS NOT NULL, COALESCE(u.code, d.name, ''), "
    "COALESCE(p.name, v.host_name), v.purpose, v.badge, {at} FROM visit v "
    "LEFT JOIN unit u ON u.id = v.unit_id LEFT JOIN department d ON d.id = v.department_id "
    "LEFT JOIN person p ON p.id = v.host_id WHERE v.state = {state} AND {at} < ? "
    "ORDER BY {at}, v.id"
)
_OVERDUE = _VISITS.format(state="'on_site'", at="v.leave_by")
_LATE = _VISITS.format(state="'expected'", at="v.at")
_ENDING = (
    "SELECT id, name, number, valid_until FROM standing_pass "
    "WHERE state = 'active' AND valid_until BETWEEN ? AND ? ORDER BY valid_until"
)


def _suspicions(desk: Desk, now: datetime) -> Iterator[TodayItem]:
    for key, name, people, text, millis in ask(desk, _SUSPICIONS):
        at, who = from_millis(millis), party(name, people)
        yield TodayItem(
            "visit", key, who, ("today", "suspicion_open"), at, text, "late", _minutes(now, at)
        )


def _visits(desk: Desk, now: datetime, why: str, sql: str, edge: datetime) -> Iterator[TodayItem]:
    for row in ask(desk, sql, to_millis(edge)):
        key, name, people, standing, where, host, purpose, badge, millis = row
        who, at = party(name, people, standing=bool(standing)), from_millis(millis)
        place = " ".join(part for part in (where, host) if part)
        detail = " · ".join(part for part in (place, purpose, badge) if part)
        tone = "late" if why == "visit_overdue" else "due"
        yield TodayItem("visit", key, who, ("today", why), at, detail, tone, _minutes(now, at))


def _ending(desk: Desk, now: datetime) -> Iterator[TodayItem]:
    first = desk.today
    last = first + timedelta(days=desk.settings.get(STANDING_DAYS))
    for key, name, number, until in ask(desk, _ENDING, first.isoformat(), last.isoformat()):
        at = desk.day_start(date.fromisoformat(until) + timedelta(days=1))
        yield TodayItem(
            "standing_pass", key, name, ("today", "standing_ending"), at, number, "due",
            _minutes(now, at),
        )  # fmt: skip


def _minutes(now: datetime, since: datetime) -> int:
    return int((now - since) / timedelta(minutes=1))
