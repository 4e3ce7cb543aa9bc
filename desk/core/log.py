"""The activity log as people read it: its list, an entry's before and after, a record's history."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta
from typing import Any

from desk.core.access import Permission
from desk.core.desk import SYSTEM, Desk
from desk.core.frozen import frozen
from desk.core.listing import Column, Filter, Listing, Order
from desk.core.models import AuditEntry, AuditTouch, Staff
from desk.core.words import N_, _


@frozen
class LogRow:
    """One entry. ``id`` is its sequence number; ``records`` says what it was about."""

    id: int
    at: datetime
    who: str
    desk: str
    shift: str
    action: str
    records: str


@frozen
class FieldChange:
    """What one field of one record was and became. Personal values show as hidden (None, None)."""

    kind: str
    record: int
    field: str
    before: Any
    after: Any
    hidden: bool = False


@frozen
class LogEntry:
    """One entry in full."""

    row: LogRow
    changes: tuple[FieldChange, ...]
    notes: tuple[tuple[str, Any], ...]


@frozen
class Step:
    """One step of a record's history: when, who, what, and why if a reason was given."""

    at: datetime
    who: str
    action: str
    reason: str = ""
    seq: int = 0


def _records(body: str) -> str:
    changed = json.loads(body).get("changed", [])
    named = [f"{item['kind']} {item['id']}" for item in changed[:3]]
    return ", ".join(named) + (" …" if len(changed) > 3 else "")


def _actor(staff: int | None, who: str) -> str:
    """Who did it, in words; what nobody's account did was done by the program itself."""
    return _("The program") if staff is None and who == SYSTEM.name else who


def _make(desk: Desk, row: Any) -> LogRow:
    seq, at, staff, who, at_desk, shift, action, body = row
    return LogRow(seq, at, _actor(staff, who), at_desk, shift, action, _records(body))


def _query(desk: Desk) -> Any:
    e = AuditEntry
    return e.select(e.seq, e.at, e.staff, e.who, e.desk, e.shift, e.action, e.body)


def _on_day(desk: Desk, query: Any, day: date) -> Any:
    start = desk.day_start(day).astimezone(UTC)
    return query.where((AuditEntry.at >= start) & (AuditEntry.at < start + timedelta(days=1)))


def _by(desk: Desk, query: Any, staff: str) -> Any:
    return query.where(AuditEntry.staff == int(staff))


def _doing(desk: Desk, query: Any, action: str) -> Any:
    return query.where(AuditEntry.action == action)


def _everyone(desk: Desk) -> list[tuple[str, str]]:
    return [(str(row.id), row.name) for row in Staff.select(Staff.id, Staff.name)]


def _actions(desk: Desk) -> list[tuple[str, str]]:
    query: Any = AuditEntry.select(AuditEntry.action).distinct().order_by(AuditEntry.action)
    return [(action, action) for (action,) in query.tuples()]


LOG: Listing[LogRow] = Listing(
    key="log",
    title=N_("Activity log"),
    permission=Permission.LOG_VIEW,
    export=Permission.LOG_EXPORT,
    model=AuditEntry,
    columns=(
        Column("seq", N_("No."), "int", lambda row: row.id, 80),
        Column("at", N_("Time"), "datetime", lambda row: row.at, 150, sort="seq"),
        Column("who", N_("Who"), "text", lambda row: row.who, 120),
        Column("action", N_("What"), "state", lambda row: row.action, 200, words="action"),
        Column("records", N_("Record"), "text", lambda row: row.records, 200),
        Column("desk", N_("Desk"), "text", lambda row: row.desk, 100),
        Column("shift", N_("Shift"), "text", lambda row: row.shift, 80),
    ),
    query=_query,
    make=_make,
    orders={"seq": Order(AuditEntry.seq, descending=True)},
    default_order="seq",
    filters=(
        Filter("day", N_("Day"), _on_day, kind="day"),
        Filter("who", N_("Who"), _by, choices=_everyone),
        Filter("action", N_("What"), _doing, choices=_actions, words="action"),
    ),
)


def entry(desk: Desk, seq: int) -> LogEntry:
    """One entry with what each field was before and after. Needs log.view."""
    desk.require(Permission.LOG_VIEW)
    found = AuditEntry.get_by_id(seq)
    row = LogRow(
        found.seq, found.at, _actor(found.staff, found.who), found.desk, found.shift,
        found.action, _records(found.body),
    )  # fmt: skip
    body = json.loads(found.body)
    changes = tuple(change for item in body.pop("changed", []) for change in _changes(item))
    return LogEntry(row, changes, tuple(sorted(body.items())))


def _changes(item: dict[str, Any]) -> list[FieldChange]:
    before, after = item.get("before", {}), item.get("after", {})
    made = []
    for name in sorted({*before, *after}):
        old, new = before.get(name), after.get(name)
        hidden = any(isinstance(v, str) and v.startswith("#") and len(v) == 25 for v in (old, new))
        if hidden:
            old = new = None
        made.append(FieldChange(item["kind"], item["id"], name, old, new, hidden))
    return made


def history(desk: Desk, kind: str, record: int) -> list[Step]:
    """What was done to a record, newest first."""
    e = AuditEntry
    query: Any = (
        e.select(e.at, e.staff, e.who, e.action, e.body, e.seq)
        .join(AuditTouch, on=(AuditTouch.entry == e.seq))
        .where((AuditTouch.kind == kind) & (AuditTouch.record == record))
        .order_by(e.seq.desc())
    )
    return [
        Step(at, _actor(staff, who), action, str(json.loads(body).get("reason") or ""), seq)
        for at, staff, who, action, body, seq in query.tuples()
    ]
