"""Erasing: what is past its time, and what one person asks to have erased. Counts stay.

Set-based, past ``change.update``: with the salt gone, what stood there before would enter the log
as a hash that anybody could try names against.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

import peewee as pw

from desk.core import papers
from desk.core.access import Permission
from desk.core.change import Change
from desk.core.desk import Desk
from desk.core.files import Attachment, drop_unused
from desk.core.text import clean
from desk.estate.models import Person, Phone, Unit
from desk.reception.models import Companion, StandingPass, Suspicion, Visit, WatchEntry
from desk.reception.visitors import flow
from desk.reception.visitors.lookups import same_person
from desk.reception.visitors.options import RETENTION_DAYS, purposes
from desk.reception.visitors.rows import visit_row
from desk.reception.visitors.terms import STANDING, VISIT, WATCH

CHUNK = 100
"""Records in one change: a few tenths of a second, even among a million, then others may write."""
_BLANK: dict[str, Any] = {
    "name": "", "sex": "", "document_kind": "", "document": "", "phone": "", "company": "",
    "plate": "", "note": "", "host": None, "host_name": "", "photo": None, "salt": None,
}  # fmt: skip


def erase_expired(desk: Desk) -> int:
    """Erase everybody whose last visit lies longer back than the retention time.

    Nobody on site; in chunks, each a change of its own, so that the desk works on meanwhile.
    May be run again at any time. Gives how many records were erased. Needs retention.run.
    """
    desk.require(Permission.RETENTION_RUN)
    edge = desk.now - timedelta(days=desk.settings.get(RETENTION_DAYS))
    total = 0
    for erase in (_old_visits, _old_passes, _old_entries, _old_musters):
        while erased := erase(desk, edge):
            total += erased
    return total


def expired(desk: Desk) -> int:
    """How many records are past their time and would be erased now."""
    desk.require(Permission.RETENTION_RUN)
    edge = desk.now - timedelta(days=desk.settings.get(RETENTION_DAYS))
    found = (
        (Visit, _visits_before(edge)),
        (StandingPass, _passes_before(desk, edge)),
        (WatchEntry, _entries_before(desk, edge)),
    )
    return sum(int(model.select().where(old).count()) for model, old in found)


def _visits_before(edge: datetime) -> Any:
    return (
        Visit.erased_at.is_null()
        & (Visit.at < edge)
        & (Visit.state != flow.ON_SITE)
        & (Visit.out_at.is_null() | (Visit.out_at < edge))
    )


def _passes_before(desk: Desk, edge: datetime) -> Any:
    here = Visit.select(Visit.standing).where(
        (Visit.state == flow.ON_SITE) & Visit.standing.is_null(False)
    )
    return (
        StandingPass.erased_at.is_null()
        & (StandingPass.valid_until < desk.local(edge).date())
        & StandingPass.id.not_in(here)
    )


def _entries_before(desk: Desk, edge: datetime) -> Any:
    return WatchEntry.erased_at.is_null() & (WatchEntry.valid_until < desk.local(edge).date())


def _old_visits(desk: Desk, edge: datetime) -> int:
    old = _visits_before(edge)
    ids = _ids(Visit.select(Visit.id).where(old).order_by(Visit.at).limit(CHUNK))
    if not ids:
        return 0
    with desk.change(Permission.RETENTION_RUN, "visitor.erased") as change:
        blank_visits(desk, change, ids)
        change.note(count=len(ids), first=min(ids), last=max(ids))
    return len(ids)


def _old_passes(desk: Desk, edge: datetime) -> int:
    old = _passes_before(desk, edge)
    ids = _ids(StandingPass.select(StandingPass.id).where(old).limit(CHUNK))
    if not ids:
        return 0
    with desk.change(Permission.RETENTION_RUN, "standing.erased") as change:
        _blank_passes(desk, change, ids)
        change.note(count=len(ids))
    return len(ids)


def _old_entries(desk: Desk, edge: datetime) -> int:
    old = _entries_before(desk, edge)
    ids = _ids(WatchEntry.select(WatchEntry.id).where(old).limit(CHUNK))
    if not ids:
        return 0
    with desk.change(Permission.RETENTION_RUN, "watch.erased") as change:
        values = dict.fromkeys(
            ("name", "folded", "sound", "phone", "document", "plate", "reason", "instruction"), ""
        )
        WatchEntry.update(**values, salt=None, active=False, erased_at=change.now).where(
            WatchEntry.id.in_(ids)
        ).execute()
        for each in ids:
            desk.search.remove(WATCH, each)
        change.note(count=len(ids))
    return len(ids)


def _old_musters(desk: Desk, edge: datetime) -> int:
    """Lists of who was in the house name people too."""
    if not papers.any_before("muster", edge):
        return 0
    with desk.change(Permission.RETENTION_RUN, "visitor.erased") as change:
        erased = papers.erase_before("muster", edge)
        change.note(muster_lists=erased)
    return erased


def blank_visits(desk: Desk, change: Change, ids: Sequence[int]) -> None:
    """Take out of visits all that names anybody; people, times, unit and purpose stay.

    A purpose that somebody typed freely goes too: it may say more than a purpose.
    """
    each = Visit.id.in_(list(ids))
    Visit.update(purpose="").where(each & Visit.purpose.not_in(purposes(desk))).execute()
    Visit.update(
        **_BLANK, items="", badge="", confirmed_by="", serial=0, erased_at=change.now
    ).where(each).execute()
    Companion.delete().where(Companion.visit.in_(list(ids))).execute()
    Suspicion.update(text="", outcome="", salt=None).where(Suspicion.visit.in_(list(ids))).execute()
    _drop_photos("visit", ids)
    papers.erase("visit", list(ids))
    for visit in ids:
        desk.search.remove(VISIT, visit)


def _blank_passes(desk: Desk, change: Change, ids: Sequence[int]) -> None:
    each = StandingPass.id.in_(list(ids))
    StandingPass.update(purpose="").where(
        each & StandingPass.purpose.not_in(purposes(desk))
    ).execute()
    StandingPass.update(**_BLANK, erased_at=change.now).where(each).execute()
    _drop_photos("standing_pass", ids)
    papers.erase("standing_pass", list(ids))
    for standing in ids:
        desk.search.remove(STANDING, standing)


def _drop_photos(kind: str, ids: Sequence[int]) -> None:
    mine = (Attachment.kind == kind) & Attachment.record.in_(list(ids))
    if Attachment.delete().where(mine).execute():
        drop_unused()


def _ids(query: Any) -> list[int]:
    return [key for (key,) in query.tuples()]


def erase_visitor(desk: Desk, visit: int, reason: str) -> int:
    """Erase one visitor on request: this visit and all of the same document or phone that are
    over. Gives how many. Raises Refused personal.reason_needed in the form of text.required.
    """
    with desk.change(Permission.PERSONAL_ERASE, "visitor.erased_on_request") as change:
        why = clean(reason, "reason", 300, required=True)
        row = visit_row(visit)
        same = same_person(row.document, row.phone)
        mine = Visit.id == row.id if same is None else same | (Visit.id == row.id)
        ids = _over(mine)
        blank_visits(desk, change, ids)
        change.about("visit", visit)
        change.note(reason=why, count=len(ids))
    return len(ids)


def export_visitor(desk: Desk, visit: int) -> list[dict[str, object]]:
    """All that is kept about one visitor, on request; a logged change."""
    with desk.change(Permission.PERSONAL_EXPORT, "visitor.exported") as change:
        row = visit_row(visit)
        change.about("visit", visit)
        same = same_person(row.document, row.phone)
        return _records(Visit.id == row.id if same is None else same | (Visit.id == row.id))


def export_person(desk: Desk, person: int) -> list[dict[str, object]]:
    """What visits keep about a customer: as a visitor (same document or phone) and as a host."""
    found = [{"as": "host", **record} for record in _records(Visit.host == person)]
    mine = _as_visitor(person)
    if mine is not None:
        found += [{"as": "visitor", **record} for record in _records(mine)]
    passes = StandingPass.select().where(StandingPass.host == person)
    found += [
        {"as": "host", "standing_pass": row.number, "valid_from": row.valid_from,
         "valid_until": row.valid_until}
        for row in passes
    ]  # fmt: skip
    return found


def erase_person(desk: Desk, change: Change, person: int) -> int:
    """Blank a customer's own visits that are over, and the host's name wherever it stands."""
    mine = _as_visitor(person)
    ids = [] if mine is None else _over(mine)
    if ids:
        blank_visits(desk, change, ids)
    count = len(ids)
    for model in (Visit, StandingPass):
        hosted = model.update(host=None, host_name="").where(model.host == person)
        count += int(hosted.execute())
    return count


def _over(mine: Any) -> list[int]:
    over = mine & Visit.erased_at.is_null() & (Visit.state != flow.ON_SITE)
    return _ids(Visit.select(Visit.id).where(over))


def _as_visitor(person: int) -> Any:
    """The condition that a visit is this customer's own; None when nothing tells."""
    row = Person.get_or_none(Person.id == person)
    numbers: Any = Phone.select(Phone.number).where(Phone.person == person)
    phones = [number for (number,) in numbers.tuples() if number]
    ways = Visit.phone.in_(phones) if phones else None
    if row is not None and row.document:
        same = Visit.document == row.document
        ways = same if ways is None else ways | same
    return ways


def _records(which: Any) -> list[dict[str, object]]:
    v = Visit
    query: Any = (
        v.select(v.number, v.state, v.name, v.phone, v.document, v.company, v.people, v.plate,
                 Unit.code, v.purpose, v.items, v.note, v.expected_at, v.in_at, v.out_at)
        .join(Unit, pw.JOIN.LEFT_OUTER, on=(v.unit == Unit.id))
        .where(which & v.erased_at.is_null())
        .order_by(v.at)
    )  # fmt: skip
    keys = ("number", "state", "name", "phone", "document", "company", "people", "plate", "unit",
            "purpose", "items", "note", "expected_at", "in_at", "out_at")  # fmt: skip
    return [dict(zip(keys, row, strict=True)) for row in query.tuples()]
