"""What repairs keep of one person: handed out, erased on request, erased past its time.

Numbers, kinds, places, times, labour and materials stay: they are counted, and the books rest on
them. Names, phones, words, photos and printed papers go.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from desk.core import papers
from desk.core.access import Permission
from desk.core.change import Change
from desk.core.desk import Desk
from desk.core.fields import from_millis, to_millis
from desk.core.files import Attachment, drop_unused
from desk.estate.models import Phone
from desk.fees.reading import ask, marks
from desk.service.models.orders import OrderFile, WorkOrder
from desk.service.orders import flow
from desk.service.orders.detail import files_of
from desk.service.orders.options import RETENTION_DAYS
from desk.service.orders.rows import KIND
from desk.service.orders.terms import ORDER

CHUNK = 200
"""Orders in one change: then others may write."""
_OLD = (
    "FROM work_order WHERE erased_at IS NULL AND closed_at IS NOT NULL AND (closed_at < ? "
    "OR person_id IN (SELECT id FROM person WHERE erased_at IS NOT NULL)) "  # over since then
    "AND (name <> '' OR phone <> '' OR text <> '' OR result <> '')"
)
_KEYS = ("number", "state", "reported_at", "unit", "place", "name", "phone", "text", "result",
         "finished_at", "amount", "score", "files")  # fmt: skip
_RECORDS = (
    "SELECT o.number, o.state, o.at, COALESCE(u.code, ''), o.place, o.name, o.phone, o.text, "
    "o.result, o.finished_at, o.amount, o.score, o.id FROM work_order o "
    "LEFT JOIN unit u ON u.id = o.unit_id WHERE o.id IN ({ids}) ORDER BY o.id"
)


def erase_expired(desk: Desk) -> int:
    """Blank what names people in orders that are over for longer than is set; in chunks, each a
    change of its own. Gives how many orders. Needs retention.run."""
    desk.require(Permission.RETENTION_RUN)
    total = 0
    while True:
        found = ask(desk, f"SELECT id {_OLD} ORDER BY closed_at LIMIT ?", _edge(desk), CHUNK)
        ids = [key for (key,) in found]
        if not ids:
            return total
        with desk.change(Permission.RETENTION_RUN, "order.erased") as change:
            _blank(desk, change, ids)
            change.note(count=len(ids), first=min(ids), last=max(ids))
        total += len(ids)


def expired(desk: Desk) -> int:
    """How many orders are past their time and would be blanked now."""
    desk.require(Permission.RETENTION_RUN)
    ((number,),) = ask(desk, f"SELECT COUNT(*) {_OLD}", _edge(desk))
    return int(number)


def export_person(desk: Desk, person: int) -> list[dict[str, object]]:
    """The orders that a customer reported, or that carry one of their phones; photos and papers
    by name, each can be kept on disk from the order's card."""
    ids = _of(person)
    return [
        dict(zip(_KEYS, _told(row), strict=True))
        for first in range(0, len(ids), CHUNK)
        for row in ask(
            desk, _RECORDS.format(ids=marks(ids[first : first + CHUNK])), *ids[first:first + CHUNK]
        )
    ]  # fmt: skip


def erase_person(desk: Desk, change: Change, person: int) -> int:
    """Blank a customer's orders that are over; of those under way nothing yet."""
    over = WorkOrder.id.in_(_of(person)) & WorkOrder.state.in_(flow.OVER)
    query: Any = WorkOrder.select(WorkOrder.id).where(over & WorkOrder.erased_at.is_null())
    ids = [key for (key,) in query.tuples()]
    for first in range(0, len(ids), CHUNK):
        _blank(desk, change, ids[first : first + CHUNK])
    change.note(orders=len(ids))
    return len(ids)


def _blank(desk: Desk, change: Change, ids: Sequence[int]) -> None:
    """Past ``change.update``: with the salt gone, what stood there would enter the log unsalted."""
    blank: dict[str, Any] = {
        "name": "", "phone": "", "text": "", "result": "", "reason": "", "pause_reason": "",
        "person": None, "salt": None,
        "erased_at": change.now,
    }  # fmt: skip
    WorkOrder.update(**blank).where(WorkOrder.id.in_(list(ids))).execute()
    OrderFile.delete().where(OrderFile.order.in_(list(ids))).execute()
    mine = (Attachment.kind == KIND) & Attachment.record.in_(list(ids))
    if Attachment.delete().where(mine).execute():
        drop_unused()
    papers.erase(KIND, list(ids))
    for order in ids:
        desk.search.remove(ORDER, order)


def _of(person: int) -> list[int]:
    phones: Any = Phone.select(Phone.number).where(Phone.person == person)
    numbers = [number for (number,) in phones.tuples() if number]
    mine = WorkOrder.person == person
    if numbers:
        mine |= WorkOrder.person.is_null() & WorkOrder.phone.in_(numbers)
    query: Any = WorkOrder.select(WorkOrder.id).where(mine).order_by(WorkOrder.id)
    return [key for (key,) in query.tuples()]


def _edge(desk: Desk) -> int:
    edge: datetime = desk.now - timedelta(days=desk.settings.get(RETENTION_DAYS))
    return to_millis(edge)


def _told(row: Sequence[Any]) -> list[object]:
    values = list(row)
    values[-1] = "; ".join(f"{file.label}: {file.name}" for file in files_of(row[-1]))
    for place in (2, 9):
        values[place] = None if row[place] is None else from_millis(row[place])
    return values
