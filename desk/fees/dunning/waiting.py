"""What waits about money: promises, questions, steps of the ladder, approvals, a drawer left open.

Literal statements: Today is asked before the first painting and once a minute.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import date, datetime, timedelta

from desk.core.access import Permission
from desk.core.desk import Desk
from desk.core.fields import from_millis
from desk.core.register import Count, TodayItem
from desk.core.words import ngettext
from desk.fees.dunning.ladder import STEPS, steps_due
from desk.fees.dunning.promises import broken_promises
from desk.fees.reading import ask, marks, money

LOOKED_AT = 2_000
"""Questions are looked for among the latest contacts: older ones were answered or forgotten."""
_CODES = "SELECT id, code FROM unit WHERE id IN "
_NAMED = "COALESCE(NULLIF(c.spoken_to, ''), p.name, '')"
_DUE_TODAY = (
    f"SELECT u.id, u.code, c.promised, {_NAMED} FROM contact c JOIN unit u ON u.id = c.unit_id "
    "LEFT JOIN person p ON p.id = c.person_id WHERE c.promise = 'open' AND c.promised_on = ? "
    "AND EXISTS (SELECT 1 FROM charge h WHERE h.unit_id = c.unit_id AND h.balance > 0 "
    "AND h.posted_on <= c.business_date) ORDER BY u.sort"
)
_QUESTIONS = (
    "SELECT u.id, u.code, c.said, c.at FROM contact c CROSS JOIN unit u ON u.id = c.unit_id "
    "WHERE c.id > (SELECT COALESCE(MAX(id), 0) - ? FROM contact) AND c.answer = 'taken_away' "
    "AND NOT EXISTS (SELECT 1 FROM contact d WHERE d.unit_id = c.unit_id AND d.id > c.id "
    "AND d.outcome NOT IN ('no_answer', 'sent')) ORDER BY c.id"
)
_REFUNDS = (
    "SELECT r.id, r.number, r.amount, r.reason, r.who, COALESCE(r.decided_at, r.at) FROM refund r "
    "WHERE r.state = ? {own}ORDER BY r.id"
)
_ADJUSTMENTS = (
    "SELECT id, number, amount, reason, who, at FROM adjustment WHERE state = 'requested' "
    "AND staff IS NOT ? ORDER BY id"
)
_DRAWERS = (
    "SELECT id, number, opener, desk, opened_at FROM cash_shift "
    "WHERE state = 'open' AND business_date < ? ORDER BY id"
)


def today(desk: Desk) -> list[TodayItem]:
    """Broken promises, promises due today, open questions, and how many units each step waits for.

    Promises and questions open the unit in the list of arrears (kind ``arrears``, its id); the
    steps open the list at that step (kind ``ladder``, the number of the step from 1).
    """
    if not (desk.allows(Permission.DUNNING_WORK) and desk.allows(Permission.FEES_VIEW)):
        return []
    return [*_broken(desk), *_promised(desk), *_questions(desk), *_steps(desk)]


def _broken(desk: Desk) -> list[TodayItem]:
    found = broken_promises(desk)
    if not found:
        return []
    units = [promise.unit for promise in found]
    codes = dict(ask(desk, f"{_CODES}({marks(units)})", *units))
    return [
        _item(
            desk, "arrears", promise.unit, codes.get(promise.unit, ""), "promise_broken",
            desk.day_start(promise.promised_on + timedelta(days=1)),
            money(desk, min(promise.left, promise.promised)), "late",
        )
        for promise in found
    ]  # fmt: skip


def _promised(desk: Desk) -> list[TodayItem]:
    evening = desk.day_start(desk.today + timedelta(days=1))
    return [
        _item(
            desk, "arrears", unit, code, "promise_today", evening,
            " · ".join(part for part in (money(desk, amount), name) if part), "due",
        )
        for unit, code, amount, name in ask(desk, _DUE_TODAY, desk.today.isoformat())
    ]  # fmt: skip


def _questions(desk: Desk) -> list[TodayItem]:
    return [
        _item(desk, "arrears", unit, code, "question_open", from_millis(at), said, "due")
        for unit, code, said, at in ask(desk, _QUESTIONS, LOOKED_AT)
    ]


def _steps(desk: Desk) -> list[TodayItem]:
    waiting: dict[str, list[date]] = defaultdict(list)
    for step in steps_due(desk).values():
        if step.due and step.since is not None:
            waiting[step.due].append(step.since)
    return [
        _item(
            desk, "ladder", number, _units(len(waiting[step])), f"dunning_{step}",
            desk.day_start(min(waiting[step])), "", "due",
        )
        for number, step in enumerate(STEPS, 1)
        if step in waiting
    ]  # fmt: skip


def _units(count: int) -> str:
    return ngettext("{n} unit", "{n} units", count).format(n=count)


def count(desk: Desk) -> Count | None:
    """Broken promises, for the sidebar: red while there are any."""
    if not (desk.allows(Permission.DUNNING_WORK) and desk.allows(Permission.FEES_VIEW)):
        return None
    broken = len(broken_promises(desk))
    return Count(broken, alert=True) if broken else None


def refunds(desk: Desk) -> list[TodayItem]:
    """Refunds that wait for my approval (not my own), and approved ones to be paid out."""
    items = []
    me = desk.session.staff if desk.session else None
    if desk.allows(Permission.REFUND_APPROVE):
        sql = _REFUNDS.format(own="AND r.staff IS NOT ? ")
        items += _documents(desk, "refund", "refund_waiting", ask(desk, sql, "requested", me))
    if desk.allows(Permission.REFUND_PAY):
        sql = _REFUNDS.format(own="")
        items += _documents(desk, "refund", "refund_to_pay", ask(desk, sql, "approved"))
    return items


def adjustments(desk: Desk) -> list[TodayItem]:
    """Write-offs and credits that wait for my approval, not my own."""
    if not desk.allows(Permission.ADJUSTMENT_APPROVE):
        return []
    me = desk.session.staff if desk.session else None
    return _documents(desk, "adjustment", "adjustment_waiting", ask(desk, _ADJUSTMENTS, me))


def _documents(
    desk: Desk, kind: str, why: str, rows: list[tuple[int, str, int, str, str, int]]
) -> list[TodayItem]:
    return [
        _item(
            desk, kind, key, number, why, from_millis(at),
            " · ".join(part for part in (money(desk, amount), reason, who) if part), "due",
        )
        for key, number, amount, reason, who, at in rows
    ]  # fmt: skip


def drawers(desk: Desk) -> list[TodayItem]:
    """Drawers that were left open on an earlier day."""
    if not (desk.allows(Permission.CASH_WORK) or desk.allows(Permission.CASH_APPROVE)):
        return []
    return [
        _item(
            desk, "cash_shift", key, number, "drawer_open", from_millis(at),
            " · ".join(part for part in (opener, where) if part), "late",
        )
        for key, number, opener, where, at in ask(desk, _DRAWERS, desk.today.isoformat())
    ]  # fmt: skip


def _item(
    desk: Desk, kind: str, key: int, title: str, why: str, at: datetime, detail: str, tone: str
) -> TodayItem:
    minutes = int((desk.now - at) / timedelta(minutes=1))
    return TodayItem(kind, key, title, ("today", why), at, detail, tone, minutes)
