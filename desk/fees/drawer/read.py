"""Reading shifts and moves as frozen rows."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

from desk.core.access import Permission
from desk.core.desk import Desk
from desk.core.errors import Refused
from desk.core.fields import from_millis
from desk.core.models import AuditEntry, AuditTouch
from desk.core.papers import papers_of
from desk.core.settings import DESK_NAME
from desk.fees import flow
from desk.fees.drawer.cash import as_counts
from desk.fees.drawer.rows import CountRow, MoveRow, ShiftRow, ShiftView
from desk.fees.models import CashMove, CashShift

COLUMNS = (
    "id, number, state, desk, business_date, opened_at, opened_by, opener, opening, closed_at, "
    "closer, counted, expected, difference, reason, supervisor, handed_in, handed_to, anchor"
)
_SHIFT = f"SELECT {COLUMNS} FROM cash_shift WHERE "


def raw_row(row: Any) -> ShiftRow:
    """A tuple of COLUMNS as it comes out of the store."""
    values = list(row)
    values[4], values[5] = date.fromisoformat(row[4]), from_millis(row[5])
    values[9] = None if row[9] is None else from_millis(row[9])
    return ShiftRow(*values)


def read_shift(desk: Desk, shift: int) -> ShiftRow:
    """One shift for whoever just changed it. Raises Refused("cash.unknown")."""
    found = desk.storage.database.execute_sql(_SHIFT + "id = ?", (shift,)).fetchone()
    if found is None:
        raise Refused("cash.unknown")
    return raw_row(found)


def read_open(desk: Desk) -> ShiftRow | None:
    """The open shift of this desk."""
    found = desk.storage.database.execute_sql(
        _SHIFT + "desk = ? AND state = 'open'", (desk.settings.get(DESK_NAME),)
    ).fetchone()
    return None if found is None else raw_row(found)


def last_closed(desk: Desk) -> ShiftRow | None:
    """The shift of this desk that was closed last: its ``left`` is the float to begin with."""
    found = desk.storage.database.execute_sql(
        _SHIFT + "desk = ? AND state = 'closed' ORDER BY id DESC LIMIT 1",
        (desk.settings.get(DESK_NAME),),
    ).fetchone()
    return None if found is None else raw_row(found)


def get_shift(desk: Desk, shift: int) -> ShiftRow:
    """One shift. Needs cash.view. Raises Refused("cash.unknown")."""
    desk.require(Permission.CASH_VIEW)
    return read_shift(desk, shift)


def view_shift(desk: Desk, shift: int) -> ShiftView:
    """One shift in full. Needs cash.view. Raises Refused("cash.unknown")."""
    desk.require(Permission.CASH_VIEW)
    row = read_shift(desk, shift)
    kept = CashShift.get_by_id(shift)
    return ShiftView(
        row,
        tuple(as_counts(kept.opening_counts).items()),
        tuple(as_counts(kept.counts).items()),
        tuple(moves_of(desk, shift)),
        tuple(counts_of(shift)) if row.state == flow.CLOSED else (),
        tuple(papers_of("cash_shift", shift)),
    )


def moves_of(desk: Desk, shift: int) -> list[MoveRow]:
    """What was put in and taken out in a shift, oldest first."""
    desk.require(Permission.CASH_VIEW)
    return _moves(CashMove.shift == shift)


def read_move(desk: Desk, move: int) -> MoveRow:
    """One move for whoever just made it. Raises Refused("cash.unknown")."""
    found = _moves(CashMove.id == move)
    if not found:
        raise Refused("cash.unknown")
    return found[0]


def _moves(which: Any) -> list[MoveRow]:
    m = CashMove
    query: Any = (
        m.select(m.id, m.number, m.shift, CashShift.number, m.amount, m.reason, m.at, m.who)
        .join(CashShift)
        .where(which)
        .order_by(m.id)
    )
    return [MoveRow(*row) for row in query.tuples()]


def counts_of(shift: int) -> list[CountRow]:
    """The counts that were handed in for a shift, oldest first: the log keeps each of them."""
    e = AuditEntry
    query: Any = (
        e.select(e.at, e.staff, e.who, e.body)
        .join(AuditTouch, on=(AuditTouch.entry == e.seq))
        .where((AuditTouch.kind == "cash_shift") & (AuditTouch.record == shift))
        .where(e.action == "cash.counted")
        .order_by(e.seq)
    )
    made = []
    for at, staff, who, text in query.tuples():
        body = json.loads(text)
        pieces = tuple(as_counts(body["counts"]).items())
        made.append(CountRow(at, staff, who, pieces, body["counted"], body["expected"]))
    return made
