"""Complaints in the full export: every table as it is kept, under stable English keys."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from typing import Any

from desk.core.desk import Desk
from desk.core.fields import from_millis
from desk.core.register import Export

_TABLES: dict[str, tuple[str, str]] = {
    "complaint_categories": (
        ("c.id id, c.parent_id parent, c.code code, c.name name, c.respond respond, "
        "c.feedback feedback, c.close close, c.clock clock, c.position position, c.active active"),
        "complaint_category c",
    ),
    "complaints": (
        ("c.id id, c.number number, c.kind kind, c.was_kind was_kind, c.converted_at converted_at, "
        "c.state state, c.severity severity, c.source source, COALESCE(u.code, '') unit, "
        "c.person_id person, c.name name, c.phone phone, c.standing standing, c.place place, "
        "c.category_id category, c.line_id line, c.text text, c.wanted wanted, "
        "COALESCE(d.name, '') department, c.owner_name owner, c.clock clock, "
        "c.respond_due respond_due_at, c.feedback_due feedback_due_at, c.close_due close_due_at, "
        "c.responded_at responded_at, c.fed_back_at fed_back_at, c.resolved_at resolved_at, "
        "c.closed_at closed_at, c.respond_took respond_minutes, c.close_took close_minutes, "
        "c.urged urged, c.transferred transferred, c.reopened reopened, c.result result, "
        "c.reason reason, c.score score, c.merged_into_id merged_into, c.at at, c.who who"),
        ("complaint c LEFT JOIN unit u ON u.id = c.unit_id "
        "LEFT JOIN department d ON d.id = c.department_id"),
    ),
    "complaint_steps": (
        ("s.complaint_id complaint, s.round round, s.key step, s.skipped skipped, s.note note, "
        "s.at at, s.who who"),
        "complaint_step s",
    ),
    "complaint_pauses": (
        ("p.complaint_id complaint, p.waiting_for waiting_for, p.reason reason, p.since since_at, "
        "p.until until_at, p.who who"),
        "complaint_pause p",
    ),
    "complaint_notes": (
        "n.complaint_id complaint, n.what what, n.text text, n.at at, n.who who",
        "complaint_note n",
    ),
    "complaint_links": (
        "k.complaint_id complaint, k.kind kind, k.record record, k.at at, k.who who",
        "complaint_link k",
    ),
    "callbacks": (
        ("c.id id, c.kind kind, c.record record, COALESCE(u.code, '') unit, c.person_id person, "
        "c.name name, c.phone phone, c.about about, c.promised_at promised_at, c.due_at due_at, "
        "c.state state, c.tries tries, c.score score, c.way way, c.words words, "
        "c.unsettled unsettled, c.reason reason, c.done_at done_at, c.doer doer, c.at at, "
        "c.who who"),
        "callback c LEFT JOIN unit u ON u.id = c.unit_id",
    ),
    "callback_tries": (
        ("t.callback_id callback, t.outcome outcome, t.note note, t.next_at next_at, t.at at, "
        "t.who who"),
        "callback_try t",
    ),
}  # fmt: skip


def _keys(columns: str) -> tuple[str, ...]:
    depth, parts, begin = 0, [], 0
    for place, char in enumerate(columns):
        depth += {"(": 1, ")": -1}.get(char, 0)
        if char == "," and not depth:
            parts.append(columns[begin:place])
            begin = place + 1
    return tuple(part.split()[-1] for part in [*parts, columns[begin:]])


def _rows(columns: str, tables: str, desk: Desk) -> Iterator[Sequence[Any]]:
    keys = _keys(columns)
    moments = [place for place, key in enumerate(keys) if key == "at" or key.endswith("_at")]
    for raw in desk.storage.database.execute_sql(f"SELECT {columns} FROM {tables} ORDER BY 1"):
        row = list(raw)
        for place in moments:
            if row[place] is not None:
                row[place] = from_millis(row[place])
        yield row


EXPORTS: tuple[Export, ...] = tuple(
    Export(name, _keys(columns), partial(_rows, columns, tables))
    for name, (columns, tables) in _TABLES.items()
    if not name.startswith("callback")
)
CALLBACKS: tuple[Export, ...] = tuple(
    Export(name, _keys(columns), partial(_rows, columns, tables))
    for name, (columns, tables) in _TABLES.items()
    if name.startswith("callback")
)
