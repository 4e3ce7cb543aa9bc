"""Two records of one person become one: every reference in the store is re-pointed."""

from __future__ import annotations

from typing import Any

import peewee as pw

from desk.core.access import Permission
from desk.core.change import Change
from desk.core.desk import Desk
from desk.core.errors import Refused
from desk.core.frozen import frozen
from desk.core.text import clean
from desk.estate.customers import get_person, person_row
from desk.estate.models import Occupancy, Person, Phone
from desk.estate.people_list import PersonView
from desk.estate.reading import ids

AT_ONCE = 500


@frozen
class _Pointing:
    """Rows that point at a person by ``field``: their ``ids``, and the ``last`` one looked at."""

    field: pw.ForeignKeyField
    ids: list[int]
    last: int


def merge(desk: Desk, keep: int, gone: int, reason: str = "") -> PersonView:
    """``gone`` turns out to be ``keep``: all of it goes over, and ``gone`` points there.

    What ``keep`` lacks (document, sex, note) is filled in. Raises Refused("person.merge_self")
    and person.documents_differ when both have different document numbers of one kind.
    """
    reason = clean(reason, "reason", 300)
    desk.require(Permission.CUSTOMER_MERGE)
    found = [_pointing(field, gone) for field in references()]
    with desk.change(Permission.CUSTOMER_MERGE, "person.merged", reason=reason or None) as change:
        if keep == gone:
            raise Refused("person.merge_self", "person")
        kept, lost = person_row(keep), person_row(gone)
        _refuse_different(kept, lost)
        change.touch(kept)
        _fill(change, kept, lost)
        _phones(change, kept, lost)
        _roles(change, kept, lost)
        for pointing in found:
            _repoint(change, pointing, kept, lost)
        change.update(lost, merged_into=kept)
    return get_person(desk, keep)


def references() -> list[pw.ForeignKeyField]:
    """Every column of any register that points at a person, wherever it is declared."""
    backrefs: dict[pw.ForeignKeyField, Any] = Person._meta.backrefs
    return sorted(backrefs, key=lambda field: (field.model._meta.table_name, field.name))


def _refuse_different(kept: Person, lost: Person) -> None:
    same_kind = kept.document_kind == lost.document_kind
    if kept.document and lost.document and same_kind and kept.document != lost.document:
        raise Refused("person.documents_differ", "person")


def _fill(change: Change, kept: Person, lost: Person) -> None:
    values: dict[str, Any] = {}
    if not kept.document and lost.document:
        values |= {"document": lost.document, "document_kind": lost.document_kind}
    if not kept.sex and lost.sex:
        values["sex"] = lost.sex
    if lost.note and lost.note not in kept.note:
        values["note"] = "\n".join(filter(None, (kept.note, lost.note)))
    change.update(kept, **values)


def _phones(change: Change, kept: Person, lost: Person) -> None:
    known = {phone.number for phone in Phone.select().where(Phone.person == kept)}
    place = len(known)
    for phone in list(Phone.select().where(Phone.person == lost).order_by(Phone.position)):
        if phone.number in known:
            change.remove(phone)
        else:
            change.update(phone, person=kept, position=place)
            place += 1


def _roles(change: Change, kept: Person, lost: Person) -> None:
    """The same running role twice becomes one, from the earlier day on."""
    own = {
        (held.unit_id, held.role): held
        for held in Occupancy.select().where((Occupancy.person == kept) & Occupancy.until.is_null())
    }
    for held in list(Occupancy.select().where(Occupancy.person == lost)):
        change.touch(held.unit)
        twin = own.get((held.unit_id, held.role)) if held.until is None else None
        if twin is None:
            change.update(held, person=kept)
            continue
        days = [day for day in (twin.since, held.since) if day]
        change.update(
            twin,
            since=min(days) if days else None,
            share=twin.share if twin.share is not None else held.share,
            note="\n".join(dict.fromkeys(filter(None, (twin.note, held.note)))),
        )
        change.remove(held)


def _pointing(field: pw.ForeignKeyField, person: int) -> _Pointing:
    """What points at a person now. Read before the change: where the column has no index (charges:
    it would cost every billing run) all rows are looked at, and nobody else may have to wait."""
    key = field.model._meta.primary_key
    last = field.model.select(pw.fn.MAX(key)).scalar() or 0
    return _Pointing(field, ids(field.model.select(key).where(field == person)), last)


def _repoint(change: Change, pointing: _Pointing, kept: Person, lost: Person) -> None:
    field, key = pointing.field, pointing.field.model._meta.primary_key
    mine = field.model.select().where(field == lost)
    rows = list(mine.where(key > pointing.last))  # made since
    for start in range(0, len(pointing.ids), AT_ONCE):
        rows.extend(mine.where(key.in_(pointing.ids[start : start + AT_ONCE])))
    for row in rows:
        change.update(row, **{field.name: kept})
