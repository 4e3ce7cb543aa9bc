"""Erasing: what is past its time, and what one person asks to have erased. Goods and figures stay.

Set-based, past ``change.update``: with the salt gone, what stood there before would enter the log
as a hash that anybody could try names against.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from desk.core import papers
from desk.core.access import Permission
from desk.core.change import Change
from desk.core.desk import Desk
from desk.core.files import Attachment, drop_unused
from desk.estate.models import Person, Phone
from desk.reception.slip_tables import ReleaseSlip, SlipCheck, SlipItem, SlipRing
from desk.reception.slips import flow
from desk.reception.slips.options import RETENTION_DAYS
from desk.reception.slips.reading import RECORD

CHUNK = 100
_OVER = (flow.FILED, flow.EXPIRED, flow.VOIDED, flow.RELEASED, flow.PART)
_BLANK: dict[str, Any] = {
    "name": "", "document_kind": "", "document": "", "phone": "", "authority_name": "",
    "authority_note": "", "carrier": "", "plate": "", "note": "", "gate_note": "",
    "decision_reason": "", "void_reason": "", "person": None, "salt": None,
}  # fmt: skip


def erase_expired(desk: Desk) -> int:
    """Erase what names people on slips that ended longer back than the retention time.

    In chunks, each a change of its own. May be run again at any time. Gives how many slips were
    erased. Needs retention.run.
    """
    desk.require(Permission.RETENTION_RUN)
    edge, total = _edge(desk), 0
    while True:
        query = ReleaseSlip.select(ReleaseSlip.id).where(_before(edge))
        ids = _ids(query.order_by(ReleaseSlip.valid_until).limit(CHUNK))
        if not ids:
            return total
        with desk.change(Permission.RETENTION_RUN, "slip.erased") as change:
            blank(desk, change, ids)
            change.note(count=len(ids), first=min(ids), last=max(ids))
        total += len(ids)


def expired(desk: Desk) -> int:
    """How many slips are past their time and would be erased now."""
    desk.require(Permission.RETENTION_RUN)
    return int(ReleaseSlip.select().where(_before(_edge(desk))).count())


def _edge(desk: Desk) -> date:
    return desk.today - timedelta(days=desk.settings.get(RETENTION_DAYS))


def _before(edge: date) -> Any:
    """Past its time; or over since its person was erased, while it was still needed."""
    gone: Any = Person.select(Person.id).where(Person.erased_at.is_null(False))
    since = ReleaseSlip.person.in_(gone) & ReleaseSlip.state.in_(_OVER)
    return ReleaseSlip.erased_at.is_null() & ((ReleaseSlip.valid_until < edge) | since)


def blank(desk: Desk, change: Change, ids: Sequence[int]) -> None:
    """Take out of slips all that names anybody; goods, unit, days and figures stay."""
    each = list(ids)
    ReleaseSlip.update(**_BLANK, erased_at=change.now).where(ReleaseSlip.id.in_(each)).execute()
    SlipItem.update(note="", salt=None).where(SlipItem.slip.in_(each)).execute()
    SlipRing.update(number="", name="", note="", salt=None).where(SlipRing.slip.in_(each)).execute()
    SlipCheck.update(note="", salt=None).where(SlipCheck.slip.in_(each)).execute()
    papers.erase(RECORD, each)
    mine = (Attachment.kind == RECORD) & Attachment.record.in_(each)
    if Attachment.delete().where(mine).execute():
        drop_unused()
    for row in ReleaseSlip.select().where(ReleaseSlip.id.in_(each)):
        kind = desk.search_kinds[RECORD]
        desk.search.put(kind.code, row.id, kind.terms(row))


def export_person(desk: Desk, person: int) -> list[dict[str, object]]:
    """What slips keep about a customer: those they asked for, and calls made to them."""
    s = ReleaseSlip
    keys = ("number", "state", "at", "kind", "name", "standing", "document", "phone",
            "authority", "authority_name", "carrier", "plate", "valid_from", "valid_until", "owed",
            "late_fee", "decision", "promised", "promised_on", "note", "out_at")  # fmt: skip
    query: Any = s.select(*[getattr(s, key) for key in keys]).where(_mine(person)).order_by(s.at)
    found: list[dict[str, object]] = [dict(zip(keys, row, strict=True)) for row in query.tuples()]
    phones = _phones(person)
    rung: Any = SlipRing.select(
        ReleaseSlip.number, SlipRing.at, SlipRing.number, SlipRing.name, SlipRing.answer,
        SlipRing.note,
    ).join(ReleaseSlip)  # fmt: skip
    names = ("number", "at", "rung", "name", "answer", "note")
    return found + [
        {"as": "rung", **dict(zip(names, row, strict=True))}
        for row in rung.where(SlipRing.number.in_(phones)).tuples()
    ]


def erase_person(desk: Desk, change: Change, person: int) -> int:
    """Blank a customer's slips that are over, and the calls made to them."""
    over = _mine(person) & ReleaseSlip.erased_at.is_null() & ReleaseSlip.state.in_(_OVER)
    ids = _ids(ReleaseSlip.select(ReleaseSlip.id).where(over))
    for start in range(0, len(ids), 500):
        blank(desk, change, ids[start : start + 500])
    phones, count = _phones(person), len(ids)
    if phones:
        rung = SlipRing.update(number="", name="", note="", salt=None)
        count += int(rung.where(SlipRing.number.in_(phones)).execute())
    return count


def _mine(person: int) -> Any:
    """The slips that a customer asked for: as one of ours, or with the same document or phone."""
    s = ReleaseSlip
    row = Person.get_or_none(Person.id == person)
    mine = s.person == person
    if row is not None and row.document:
        mine |= s.document == row.document
    phones = _phones(person)
    return mine | s.phone.in_(phones) if phones else mine


def _phones(person: int) -> list[str]:
    query: Any = Phone.select(Phone.number).where(Phone.person == person)
    return [number for (number,) in query.tuples() if number]


def _ids(query: Any) -> list[int]:
    return [key for (key,) in query.tuples()]
