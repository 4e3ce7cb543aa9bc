"""The queue of callbacks: put in by other registers' changes, read by promised time."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from desk.core.access import Permission
from desk.core.change import Change
from desk.core.desk import Desk
from desk.core.errors import Refused
from desk.core.fields import from_millis, to_millis
from desk.core.text import mask_phone
from desk.service.callbacks import flow
from desk.service.callbacks.rows import CallbackRow, TryRow
from desk.service.models.callbacks import Callback, CallbackTry

_COLUMNS = (
    "c.id, c.kind, c.record, c.unit_id, coalesce(u.code, ''), c.person_id, c.name, c.phone, "
    "c.about, c.promised_at, c.due_at, c.state, c.tries, c.tried_at, c.score, c.way, c.words, "
    "c.unsettled, c.reason, c.done_at, c.doer, c.owner, c.who, c.at, c.erased_at"
)
_FROM = f"SELECT {_COLUMNS} FROM callback c LEFT JOIN unit u ON u.id = c.unit_id "
_OF = _FROM + "WHERE c.kind = ? AND c.record = ? ORDER BY c.id"
_ONE = _FROM + "WHERE c.id = ?"
MOST, PHONE = 2_000, 7
_QUEUE = _FROM + f"WHERE c.state = 'open' ORDER BY c.due_at LIMIT {MOST}"
_MOMENTS = (9, 10, 13, 19, 23)


def add_callback(
    change: Change,
    *,
    kind: str,
    record: int,
    due: datetime,
    unit: int | None = None,
    person: int | None = None,
    name: str = "",
    phone: str = "",
    about: str = "",
    owner: int | None = None,
) -> int:
    """Queue somebody to ring back about a record, inside that register's change; gives its id.

    One open callback a record: a second only moves the promised time and who is rung.
    """
    values: dict[str, Any] = {
        "unit": unit, "person": person, "name": name, "phone": phone, "about": about[:300],
        "promised_at": due, "due_at": due, "owner": owner,
    }  # fmt: skip
    found = open_callback(kind, record)
    if found is not None:
        change.update(found, **values)
        return int(found.id)
    desk = change.desk
    session = desk.session
    row = change.create(
        Callback, kind=kind, record=record, state=flow.OPEN, business_date=desk.today,
        at=change.now, staff=session.staff if session else None,
        who=session.name if session else "", **values,
    )  # fmt: skip
    return int(row.id)


def drop_callbacks(change: Change, kind: str, record: int, reason: str = "") -> None:
    """Take what is open about a record out of the queue: it was reopened, cancelled, voided."""
    found = open_callback(kind, record)
    if found is not None:
        change.update(found, state=flow.DROPPED, reason=reason[:300], done_at=change.now)


def open_callback(kind: str, record: int) -> Callback | None:
    """The table's row that waits for a record, if any."""
    mine = (Callback.kind == kind) & (Callback.record == record) & (Callback.state == flow.OPEN)
    found: Callback | None = Callback.get_or_none(mine)
    return found


def queue(desk: Desk) -> list[CallbackRow]:
    """Everybody to be rung back, the soonest promised first. Needs callback.work."""
    desk.require(Permission.CALLBACK_WORK)
    return _rows(desk, _QUEUE)


def callbacks_of(desk: Desk, kind: str, record: int) -> list[CallbackRow]:
    """The callbacks of a record, oldest first."""
    return _rows(desk, _OF, kind, record)


def get_callback(desk: Desk, callback: int) -> CallbackRow:
    """One callback. Needs callback.work. Raises Refused("callback.unknown")."""
    desk.require(Permission.CALLBACK_WORK)
    found = _rows(desk, _ONE, callback)
    if not found:
        raise Refused("callback.unknown")
    return found[0]


def number_to_ring(desk: Desk, callback: int) -> str:
    """The number in full for whoever rings; who looked is logged. Needs callback.work.

    Raises Refused("callback.unknown").
    """
    with desk.change(Permission.CALLBACK_WORK, "personal.revealed") as change:
        row = Callback.get_or_none(Callback.id == callback)
        if row is None:
            raise Refused("callback.unknown")
        change.about("callback", callback)
        change.about(row.kind, row.record)
        change.note(field="phone")
    return str(row.phone)


def tries_of(desk: Desk, callback: int) -> list[TryRow]:
    """The attempts in vain, oldest first. Needs callback.work."""
    desk.require(Permission.CALLBACK_WORK)
    query = CallbackTry.select().where(CallbackTry.callback == callback).order_by(CallbackTry.id)
    return [TryRow(row.at, row.who, row.outcome, row.note, row.next_at) for row in query]


def titles(desk: Desk, records: Sequence[tuple[str, int]]) -> dict[tuple[str, int], str]:
    """How the records that callbacks are about read: their numbers."""
    found: dict[tuple[str, int], str] = {}
    for kind in {kind for kind, _record in records}:
        known = desk.search_kinds.get(kind)
        if known is None:
            continue
        ids = sorted({record for each, record in records if each == kind})
        for hit in known.hits(desk, ids):
            found[kind, hit.id] = hit.title
    return found


def make(desk: Desk, raw: Sequence[Any], title: str = "") -> CallbackRow:
    """A row out of the columns above as the store gives them."""
    values = list(raw)
    for place in _MOMENTS:
        values[place] = None if raw[place] is None else from_millis(raw[place])
    values[PHONE] = mask_phone(raw[PHONE])
    values[17], values[24] = bool(raw[17]), raw[24] is not None
    values.insert(3, title)
    values.append(raw[11] == flow.OPEN and raw[10] < to_millis(desk.now))
    return CallbackRow(*values)


def _rows(desk: Desk, sql: str, *values: object) -> list[CallbackRow]:
    found = desk.storage.database.execute_sql(sql, values).fetchall()
    named = titles(desk, [(row[1], row[2]) for row in found])
    return [make(desk, row, named.get((row[1], row[2]), "")) for row in found]
