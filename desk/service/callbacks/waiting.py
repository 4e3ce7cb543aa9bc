"""Who waits to be rung back: Today, the sidebar, and the cards of units and customers."""

from __future__ import annotations

from datetime import UTC, timedelta
from typing import Any

from desk.core.access import Permission
from desk.core.desk import Desk
from desk.core.fields import from_millis, to_millis
from desk.core.register import CardLine, CardPart, Count, TodayItem
from desk.core.words import N_, ngettext
from desk.fees.reading import ask

_DUE = (
    "SELECT c.id, c.kind, c.record, coalesce(u.code, ''), c.name, c.due_at, c.tries, c.owner "
    "FROM callback c LEFT JOIN unit u ON u.id = c.unit_id "
    "WHERE c.state = 'open' AND c.due_at < ? ORDER BY c.due_at"
)
_COUNT = "SELECT count(*), min(due_at) FROM callback WHERE state = 'open' AND due_at < ?"
_OF = (
    "SELECT id, name, about, due_at, tries FROM callback WHERE {of} = ? AND state = 'open' "
    "ORDER BY due_at LIMIT 3"
)


def today(desk: Desk) -> list[TodayItem]:
    """Callbacks promised until the end of the day."""
    if not desk.allows(Permission.CALLBACK_WORK):
        return []
    rows = ask(desk, _DUE, _evening(desk))
    named = _numbers(desk, rows)
    return [_item(desk, row, named.get((row[1], row[2]), "")) for row in rows]


def _numbers(desk: Desk, rows: list[tuple[Any, ...]]) -> dict[tuple[str, int], str]:
    """The numbers of the records that they are about; a record's kind is its table's name."""
    found: dict[tuple[str, int], str] = {}
    for kind in {row[1] for row in rows}:
        ids = sorted({row[2] for row in rows if row[1] == kind})
        marks = ",".join("?" * len(ids))
        sql = f'SELECT id, number FROM "{kind}" WHERE id IN ({marks})'
        found |= {(kind, key): number for key, number in ask(desk, sql, *ids)}
    return found


def _item(desk: Desk, row: tuple[Any, ...], number: str) -> TodayItem:
    key, _kind, _record, code, name, due, tries, owner = row
    at = from_millis(due)
    tried = ngettext("rung {n} time", "rung {n} times", tries).format(n=tries) if tries else ""
    title = " ".join(part for part in (code, name) if part) or number
    detail = " · ".join(part for part in (number, tried) if part)
    minutes = int((desk.now - at) / timedelta(minutes=1))
    tone = "late" if at < desk.now else "due"
    return TodayItem(
        "callback", key, title, ("today", "callback"), at, detail, tone, minutes, whose=(owner,)
    )


def count(desk: Desk) -> Count | None:
    """Callbacks promised for today, for the sidebar: red while one is overdue."""
    if not desk.allows(Permission.CALLBACK_WORK):
        return None
    ((number, first),) = ask(desk, _COUNT, _evening(desk))
    return Count(number, first < to_millis(desk.now)) if number else None


def unit_card(desk: Desk, unit: int) -> CardPart | None:
    """Who of a unit waits to be rung back."""
    return _part(desk, "unit_id", unit)


def person_card(desk: Desk, person: int) -> CardPart | None:
    """Whether a customer waits to be rung back."""
    return _part(desk, "person_id", person)


def _part(desk: Desk, of: str, key: int) -> CardPart | None:
    if not desk.allows(Permission.CALLBACK_WORK):
        return None
    now = to_millis(desk.now)
    lines = [
        CardLine(
            f"{desk.local(from_millis(due)):%Y-%m-%d %H:%M}",
            " · ".join(part for part in (name, about) if part),
            "callback", each, "late" if due < now else "due",
        )
        for each, name, about, due, _tries in ask(desk, _OF.format(of=of), key)
    ]  # fmt: skip
    return CardPart("callbacks", N_("Callbacks"), tuple(lines)) if lines else None


def _evening(desk: Desk) -> int:
    return to_millis(desk.day_start(desk.today + timedelta(days=1)).astimezone(UTC))
