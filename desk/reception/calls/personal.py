"""What calls keep about people: shown on purpose, given out, erased. Counts stay.

Set-based, past ``change.update``: with the salt gone, what stood there before would enter the log
as a hash that anybody could try names against.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from desk.core.access import Permission
from desk.core.change import Change
from desk.core.desk import Desk
from desk.core.errors import Refused
from desk.estate.models import Person, Phone
from desk.reception.call_tables import Call
from desk.reception.calls import flow
from desk.reception.calls.options import RETENTION_DAYS
from desk.reception.calls.rows import KIND, call_row
from desk.reception.calls.terms import CALL, call_terms

CHUNK = 200
_OVER = (flow.ANSWERED, flow.PASSED, flow.VOIDED)
_KEYS = ("number", "at", "direction", "kind", "state", "name", "phone", "subject", "answer",
         "for_whom", "outcome")  # fmt: skip
_BLANK: dict[str, Any] = {
    "name": "", "phone": "", "subject": "", "answer": "", "for_whom": "", "outcome": "",
    "reason": "", "person": None, "salt": None,
}  # fmt: skip


def reveal(desk: Desk, call: int, field: str = "phone") -> str:
    """The number of a caller in full; who looked at it is logged.

    Raises Refused("personal.unknown_field"), ("call.unknown").
    """
    with desk.change(Permission.PERSONAL_REVEAL, "personal.revealed") as change:
        if field != "phone":
            raise Refused("personal.unknown_field", "field")
        row = call_row(call)
        change.about(KIND, call)
        change.note(field=field)
    return row.phone


def export_person(desk: Desk, person: int) -> list[dict[str, object]]:
    """The calls of a customer."""
    query: Any = Call.select(*[getattr(Call, key) for key in _KEYS]).where(_mine(person))
    return [dict(zip(_KEYS, row, strict=True)) for row in query.order_by(Call.id).tuples()]


def erase_person(desk: Desk, change: Change, person: int) -> int:
    """Blank a customer's calls that are over; what is promised is still needed."""
    over = _mine(person) & Call.erased_at.is_null() & Call.state.in_(_OVER)
    ids = _ids(Call.select(Call.id).where(over))
    for start in range(0, len(ids), CHUNK):
        _blank(desk, change, ids[start : start + CHUNK])
    change.note(calls=len(ids))
    return len(ids)


def erase_expired(desk: Desk) -> int:
    """Erase the people of calls older than the retention time; gives how many calls.

    In chunks, each a change of its own. Needs retention.run.
    """
    desk.require(Permission.RETENTION_RUN)
    edge, total = _edge(desk), 0
    while ids := _ids(Call.select(Call.id).where(_old(edge)).order_by(Call.at).limit(CHUNK)):
        with desk.change(Permission.RETENTION_RUN, "call.erased") as change:
            _blank(desk, change, ids)
            change.note(count=len(ids), first=min(ids), last=max(ids))
        total += len(ids)
    return total


def expired(desk: Desk) -> int:
    """How many calls are past their time. Needs retention.run."""
    desk.require(Permission.RETENTION_RUN)
    return int(Call.select().where(_old(_edge(desk))).count())


def _edge(desk: Desk) -> datetime:
    return desk.now - timedelta(days=desk.settings.get(RETENTION_DAYS))


def _old(edge: datetime) -> Any:
    """Over and past its time; or over since its person was erased, while it was still needed."""
    gone: Any = Person.select(Person.id).where(Person.erased_at.is_null(False))
    over = Call.erased_at.is_null() & Call.state.in_(_OVER)
    return over & ((Call.at < edge) | Call.person.in_(gone))


def _mine(person: int) -> Any:
    """The calls of a customer, and those from a number that is theirs."""
    query: Any = Phone.select(Phone.number).where(Phone.person == person)
    numbers = [number for (number,) in query.tuples() if number]
    mine: Any = Call.person == person
    if numbers:
        unnamed = Call.person.is_null() & (Call.phone != "") & Call.phone.in_(numbers)
        mine = mine | unnamed
    return mine


def _ids(query: Any) -> list[int]:
    return [key for (key,) in query.tuples()]


def _blank(desk: Desk, change: Change, ids: Sequence[int]) -> None:
    keys = list(ids)
    Call.update(**_BLANK, erased_at=change.now).where(Call.id.in_(keys)).execute()
    for row in Call.select().where(Call.id.in_(keys)):
        desk.search.put(CALL, row.id, call_terms(row))
