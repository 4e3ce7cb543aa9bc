"""Which calls wait for somebody: Today, the sidebar, and the cards of units and customers."""

from __future__ import annotations

from datetime import UTC, timedelta
from typing import Any

from desk.core.access import Permission
from desk.core.desk import Desk
from desk.core.fields import from_millis, to_millis
from desk.core.register import CardLine, CardPart, Count, TodayItem
from desk.core.words import N_
from desk.fees.reading import ask
from desk.reception.calls import flow

_DUE = (
    "SELECT c.id, c.number, c.state, c.name, coalesce(u.code, ''), c.subject, c.for_whom, "
    "c.next_due, c.owner, c.staff FROM call c LEFT JOIN unit u ON u.id = c.unit_id "
    "WHERE c.next_due IS NOT NULL AND c.next_due < ? ORDER BY c.next_due"
)
_ENDING = (
    "SELECT id, title, text, until FROM outage WHERE until > ? AND until <= ? "
    "AND ended_at IS NULL ORDER BY until"
)
_COUNT = "SELECT count(*), min(next_due) FROM call WHERE next_due IS NOT NULL"
_OF = (
    "SELECT id, number, state, kind, name, subject, at, next_due FROM call WHERE {of} = ? "
    "AND state <> 'voided' ORDER BY id DESC LIMIT 3"
)
SOON, LONG_AGO = timedelta(minutes=30), timedelta(days=1)
"""How long before an announcement runs out it is asked about, and until how long after."""


def today(desk: Desk) -> list[TodayItem]:
    """Messages to hand on and promises to keep until the end of the day, and what is overdue;
    announcements that run out: is it over, or are callers to be told for longer?"""
    found: list[TodayItem] = []
    if desk.allows(Permission.CALL_WRITE):
        evening = to_millis(desk.day_start(desk.today + timedelta(days=1)).astimezone(UTC))
        found += [_item(desk, row) for row in ask(desk, _DUE, evening)]
    if desk.allows(Permission.OUTAGE_EDIT):
        edges = (to_millis(desk.now - LONG_AGO), to_millis(desk.now + SOON))
        found += [_ending(desk, *row) for row in ask(desk, _ENDING, *edges)]
    return found


def _ending(desk: Desk, key: int, title: str, text: str, until: int) -> TodayItem:
    at = from_millis(until)
    minutes = int((desk.now - at) / timedelta(minutes=1))
    tone = "late" if at <= desk.now else "due"
    said = text.replace("\n", " ")[:60]
    return TodayItem("outage", key, title, ("today", "outage_ends"), at, said, tone, minutes)


def _item(desk: Desk, row: tuple[Any, ...]) -> TodayItem:
    key, number, state, name, code, subject, whom, due, owner, staff = row
    at = from_millis(due)
    why = "call_message" if state == flow.MESSAGE else "call_to_do"
    title = " ".join(part for part in (code, name) if part) or number
    said = subject.replace("\n", " ")[:60]
    detail = " · ".join(part for part in (number, f"→ {whom}" if whom else "", said) if part)
    minutes = int((desk.now - at) / timedelta(minutes=1))
    tone = "late" if at < desk.now else "due"
    whose = (owner, staff) if owner is not None else ()
    return TodayItem("call", key, title, ("today", why), at, detail, tone, minutes, state, whose)


def count(desk: Desk) -> Count | None:
    """Calls that wait for something, for the sidebar: red while one is overdue."""
    if not desk.allows(Permission.CALL_VIEW):
        return None
    ((number, first),) = ask(desk, _COUNT)
    return Count(number, first < to_millis(desk.now)) if number else None


def unit_card(desk: Desk, unit: int) -> CardPart | None:
    """The last calls of a unit."""
    return _part(desk, "unit_id", unit)


def person_card(desk: Desk, person: int) -> CardPart | None:
    """The last calls of a customer."""
    return _part(desk, "person_id", person)


def _part(desk: Desk, of: str, key: int) -> CardPart | None:
    if not desk.allows(Permission.CALL_VIEW):
        return None
    rows = ask(desk, _OF.format(of=of), key)
    if not rows:
        return None
    now, lines = to_millis(desk.now), []
    for each, number, state, _kind, name, subject, at, due in rows:
        late = due is not None and due < now
        tone = "late" if late else flow.CALL.state(state).tone
        when = f"{desk.local(from_millis(at)):%Y-%m-%d %H:%M}"
        detail = " · ".join(part for part in (number, name, when) if part)
        text = subject.replace("\n", " ")[:120] or number
        lines.append(CardLine(text, detail, "call", each, tone))
    return CardPart("calls", N_("Last calls"), tuple(lines))
