"""What complaints and callbacks keep about people: given out, and erased. Counts stay.

Set-based, past ``change.update``: with the salt gone, what stood there before would enter the log
as a hash that anybody could try names against.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from desk.core import papers
from desk.core.access import Permission
from desk.core.change import Change
from desk.core.desk import Desk
from desk.core.files import Attachment, drop_unused
from desk.estate.models import Person, Phone
from desk.fees.reading import ask
from desk.service.callbacks import flow as callback_flow
from desk.service.complaints import flow
from desk.service.complaints.options import RETENTION_DAYS
from desk.service.complaints.reading import KIND
from desk.service.complaints.terms import COMPLAINT
from desk.service.models.callbacks import Callback, CallbackTry
from desk.service.models.complaints import (
    Complaint,
    ComplaintNote,
    ComplaintPause,
    ComplaintStep,
)

CHUNK = 100
"""Records in one change: then others may write."""
_KEYS = (
    "number", "at", "state", "kind", "unit", "name", "phone", "standing", "place", "text", "wanted",
    "result", "said", "files",
)  # fmt: skip
_MINE = (
    "SELECT c.number, c.at, c.state, c.kind, COALESCE(u.code, ''), c.name, c.phone, c.standing, "
    "c.place, c.text, c.wanted, c.result, COALESCE((SELECT group_concat(n.text, char(10)) "
    "FROM complaint_note n WHERE n.complaint_id = c.id), ''), COALESCE((SELECT "
    "group_concat(a.name, char(10)) FROM attachment a WHERE a.kind = 'complaint' "
    "AND a.record = c.id), '') FROM complaint c LEFT JOIN unit u ON u.id = c.unit_id "
    "WHERE c.person_id = ?1 OR (c.person_id IS NULL AND c.phone <> '' AND c.phone IN "
    "(SELECT number FROM phone WHERE person_id = ?1)) ORDER BY c.id"
)
_RUNG = (
    "SELECT kind, about, promised_at, state, score, words, phone FROM callback "
    "WHERE person_id = ?1 OR (person_id IS NULL AND phone <> '' AND phone IN (SELECT number "
    "FROM phone WHERE person_id = ?1)) ORDER BY id"
)
_RUNG_KEYS = ("callback_about", "about", "promised_at", "state", "score", "words", "phone")


def export_complaints(desk: Desk, person: int) -> list[dict[str, object]]:
    """The complaints of a person. Moments in milliseconds UTC, as kept."""
    return [dict(zip(_KEYS, row, strict=True)) for row in ask(desk, _MINE, person)]


def export_callbacks(desk: Desk, person: int) -> list[dict[str, object]]:
    """Where a person was to be rung back, and what they said."""
    return [dict(zip(_RUNG_KEYS, row, strict=True)) for row in ask(desk, _RUNG, person)]


def erase_complaints(desk: Desk, change: Change, person: int) -> int:
    """Blank a person's complaints that have ended; open ones are still needed."""
    mine = _mine(Complaint, person) & Complaint.erased_at.is_null()
    ids = _ids(Complaint.select(Complaint.id).where(mine & Complaint.state.in_(_ENDED)))
    for start in range(0, len(ids), CHUNK):
        _blank(desk, change, ids[start : start + CHUNK])
    change.note(complaints=len(ids))
    return len(ids)


def erase_callbacks(desk: Desk, change: Change, person: int) -> int:
    """Blank a person's callbacks that are over."""
    mine = _mine(Callback, person) & (Callback.state != callback_flow.OPEN)
    ids = _ids(Callback.select(Callback.id).where(mine & Callback.erased_at.is_null()))
    for start in range(0, len(ids), CHUNK):
        _blank_callbacks(change.now, ids[start : start + CHUNK])
    change.note(callbacks=len(ids))
    return len(ids)


def erase_expired(desk: Desk) -> int:
    """Erase the people of complaints that ended longer ago than the retention time.

    In chunks, each a change of its own. Gives how many. Needs retention.run.
    """
    desk.require(Permission.RETENTION_RUN)
    total = 0
    while ids := _ids(Complaint.select(Complaint.id).where(_old(desk)).limit(CHUNK)):
        with desk.change(Permission.RETENTION_RUN, "complaint.erased") as change:
            _blank(desk, change, ids)
            change.note(count=len(ids), first=min(ids), last=max(ids))
        total += len(ids)
    return total


def expired(desk: Desk) -> int:
    """How many complaints are past their time. Needs retention.run."""
    desk.require(Permission.RETENTION_RUN)
    return int(Complaint.select().where(_old(desk)).count())


def erase_expired_callbacks(desk: Desk) -> int:
    """The same for callbacks about anything. Needs retention.run."""
    desk.require(Permission.RETENTION_RUN)
    total = 0
    while ids := _ids(Callback.select(Callback.id).where(_old_callbacks(desk)).limit(CHUNK)):
        with desk.change(Permission.RETENTION_RUN, "callback.erased") as change:
            _blank_callbacks(change.now, ids)
            change.note(count=len(ids), first=min(ids), last=max(ids))
        total += len(ids)
    return total


def expired_callbacks(desk: Desk) -> int:
    """How many callbacks are past their time. Needs retention.run."""
    desk.require(Permission.RETENTION_RUN)
    return int(Callback.select().where(_old_callbacks(desk)).count())


_ENDED = tuple(sorted(flow.ENDED))


def _edge(desk: Desk) -> datetime:
    return desk.now - timedelta(days=desk.settings.get(RETENTION_DAYS))


def _old(desk: Desk) -> Any:
    """Ended long ago; or ended since its person was erased, while it was still needed."""
    over = Complaint.erased_at.is_null() & Complaint.state.in_(_ENDED)
    return over & ((Complaint.closed_at < _edge(desk)) | Complaint.person.in_(_gone()))


def _gone() -> Any:
    return Person.select(Person.id).where(Person.erased_at.is_null(False))


def _old_callbacks(desk: Desk) -> Any:
    over = Callback.erased_at.is_null() & (Callback.state != callback_flow.OPEN)
    old = (Callback.due_at < _edge(desk)) & (Callback.done_at < _edge(desk))
    return over & (old | Callback.person.in_(_gone()))


def _mine(model: Any, person: int) -> Any:
    """What is about a person, and what is nobody's but has a number that is theirs."""
    query: Any = Phone.select(Phone.number).where(Phone.person == person)
    numbers = [number for (number,) in query.tuples() if number]
    mine: Any = model.person == person
    return mine | (model.person.is_null() & model.phone.in_(numbers)) if numbers else mine


def _ids(query: Any) -> list[int]:
    return [key for (key,) in query.tuples()]


def _blank(desk: Desk, change: Change, ids: Sequence[int]) -> None:
    """Take out of complaints all that names anybody; unit, category, times and score stay."""
    keys = list(ids)
    blank: dict[str, Any] = dict.fromkeys(
        ("name", "phone", "standing", "place", "text", "wanted", "result", "reason"), ""
    )
    Complaint.update(**blank, person=None, salt=None, erased_at=change.now).where(
        Complaint.id.in_(keys)
    ).execute()
    for model, column in ((ComplaintStep, "note"), (ComplaintNote, "text")):
        part: dict[str, Any] = {column: "", "salt": None}
        model.update(**part).where(model.complaint.in_(keys)).execute()
    ComplaintPause.update(reason="").where(ComplaintPause.complaint.in_(keys)).execute()
    about = (Callback.kind == KIND) & Callback.record.in_(keys)
    # Nobody can be rung any more whose number is gone.
    Callback.update(state=callback_flow.DROPPED, done_at=change.now).where(
        about & (Callback.state == callback_flow.OPEN)
    ).execute()
    _blank_callbacks(change.now, _ids(Callback.select(Callback.id).where(about)))
    papers.erase(KIND, keys)
    mine = (Attachment.kind == KIND) & Attachment.record.in_(keys)
    if Attachment.delete().where(mine).execute():
        drop_unused()
    for each in keys:
        desk.search.remove(COMPLAINT, each)


def _blank_callbacks(now: datetime, ids: Sequence[int]) -> None:
    keys = list(ids)
    blank: dict[str, Any] = dict.fromkeys(("name", "phone", "about", "words", "reason"), "")
    Callback.update(**blank, person=None, salt=None, erased_at=now).where(
        Callback.id.in_(keys)
    ).execute()
    part: dict[str, Any] = {"note": "", "salt": None}
    CallbackTry.update(**part).where(CallbackTry.callback.in_(keys)).execute()
