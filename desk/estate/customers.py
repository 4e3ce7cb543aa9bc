"""Customers 客户: people and companies, their telephones, and who they may turn out to be."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from desk.core import pinyin
from desk.core.access import Permission
from desk.core.change import Change, once
from desk.core.desk import Desk
from desk.core.errors import Refused
from desk.core.frozen import frozen
from desk.core.identity import Document, check, compact
from desk.core.register import CardPart
from desk.core.text import clean, phone
from desk.estate.checks import Faults
from desk.estate.models import Occupancy, Person, Phone
from desk.estate.people_list import PersonRow, PersonView, person_view, read_people
from desk.estate.reading import ids
from desk.estate.words import PERSON_KINDS, SEXES

LONGEST_NAME = 300
MOST_PHONES = 20


@frozen
class PhoneDraft:
    """A telephone number. ``id`` names a known one; its ``number`` None leaves it as it is."""

    number: str | None
    label: str = ""
    id: int | None = None


@frozen
class PersonDraft:
    """What is typed for a person or company.

    ``document`` None keeps the one there is (forms never see it unmasked). ``phones`` None
    keeps them all; else the first is rung first and those left out are removed.
    """

    name: str
    kind: str = "person"
    sex: str = ""
    document_kind: str = ""
    document: str | None = None
    phones: tuple[PhoneDraft, ...] | None = None
    note: str = ""


@frozen
class Duplicate:
    """Somebody who may be the same. ``why``: document, phone, name_unit."""

    person: PersonRow
    why: tuple[str, ...]


def get_person(desk: Desk, person: int) -> PersonView:
    """One person, numbers masked. Raises Refused("person.unknown")."""
    desk.require(Permission.CUSTOMER_VIEW)
    return person_view(desk, person_row(person, merged=True))


def person_parts(desk: Desk, person: int) -> tuple[CardPart, ...]:
    """What the other registers have to say of a customer: their last visitors, and so on."""
    desk.require(Permission.CUSTOMER_VIEW)
    found = (r.person_card(desk, person) for r in desk.registers if r.person_card is not None)
    return tuple(part for part in found if part is not None and part.lines)


@once(get_person)
def create_person(desk: Desk, draft: PersonDraft, *, request: str | None = None) -> PersonView:
    """Add a person or company; ask ``duplicates`` first. Raises Refused beside each field."""
    with desk.change(Permission.CUSTOMER_EDIT, "person.created", request) as change:
        row = add_person(desk, change, draft)
    return get_person(desk, row.id)


def add_person(desk: Desk, change: Change, draft: PersonDraft) -> Person:
    """Add a person within a change that does more (moving in with somebody new)."""
    values, numbers = _checked(desk, draft)
    row = change.create(Person, **{"document": "", **values})
    for place, number in enumerate(numbers or ()):
        change.create(Phone, person=row, number=number.number, label=number.label, position=place)
    return row


def update_person(desk: Desk, person: int, draft: PersonDraft) -> PersonView:
    """Alter a person; see PersonDraft for what None keeps."""
    with desk.change(Permission.CUSTOMER_EDIT, "person.updated") as change:
        row = person_row(person)
        values, numbers = _checked(desk, draft)
        if draft.document is None and not draft.document_kind:
            values.pop("document_kind")
        change.update(row, **values)
        if numbers is not None:
            _put_phones(change, row, numbers)
        change.touch(row)
    return get_person(desk, person)


def duplicates(
    desk: Desk, draft: PersonDraft, unit: int | None = None, person: int | None = None
) -> list[Duplicate]:
    """Who may already be this person: same document, same phone, or same name at ``unit``.

    ``person`` is left out of what is found. A warning only: nothing is refused over it.
    """
    desk.require(Permission.CUSTOMER_VIEW)
    why: dict[int, list[str]] = {}
    for reason, people in _likely(desk, draft, unit).items():
        for found in people:
            if found != person:
                why.setdefault(found, []).append(reason)
    known = Person.id.in_(list(why)) & Person.merged_into.is_null()
    return [Duplicate(row, tuple(why[row.id])) for row in read_people(desk, known)]


def person_row(person: int, *, merged: bool = False) -> Person:
    """The table's row. Raises Refused("person.unknown"), ("person.merged"), ("person.erased")."""
    row = Person.get_or_none(Person.id == person)
    if row is None:
        raise Refused("person.unknown", "person")
    if not merged and row.merged_into_id is not None:
        raise Refused("person.merged", "person", name=row.merged_into.name)
    if not merged and row.erased_at is not None:
        raise Refused("person.erased", "person")
    return row


@lru_cache(maxsize=8192)
def sort_name(name: str) -> str:
    """The key that people are listed by: pinyin, then the name itself."""
    return f"{pinyin.full(name)} {name}"[:LONGEST_NAME]


def _checked(
    desk: Desk, draft: PersonDraft
) -> tuple[dict[str, Any], tuple[PhoneDraft, ...] | None]:
    with Faults() as faults:
        name = faults.of(clean, draft.name, "name", LONGEST_NAME, required=True) or ""
        values: dict[str, Any] = {
            "kind": faults.among(draft.kind, PERSON_KINDS, "kind"),
            "name": name,
            "sort": sort_name(name),
            "sex": faults.among(draft.sex, SEXES, "sex"),
            "document_kind": draft.document_kind,
            "note": faults.of(clean, draft.note, "note", 4000, lines=True),
        }
        if draft.document is not None:
            kind = draft.document_kind or Document.OTHER
            values["document"] = faults.of(check, kind, draft.document, "document") or ""
            values["document_kind"] = str(kind) if values["document"] else ""
        numbers = _numbers(desk, faults, draft.phones)
    return values, numbers


def _numbers(
    desk: Desk, faults: Faults, drafts: Sequence[PhoneDraft] | None
) -> tuple[PhoneDraft, ...] | None:
    if drafts is None:
        return None
    if len(drafts) > MOST_PHONES:
        faults.add("person.too_many_phones", "phones", most=MOST_PHONES)
    found: list[PhoneDraft] = []
    for place, draft in enumerate(drafts[:MOST_PHONES]):
        field = f"phones.{place}"
        label = faults.of(clean, draft.label, field, 60) or ""
        if draft.number is None:
            found.append(PhoneDraft(None, label, draft.id))
            continue
        number = faults.of(phone, draft.number, field, desk.regions)
        if number and number not in [known.number for known in found]:
            found.append(PhoneDraft(number, label, draft.id))
    return tuple(found)


def _put_phones(change: Change, row: Person, drafts: Sequence[PhoneDraft]) -> None:
    known = {phone.id: phone for phone in Phone.select().where(Phone.person == row)}
    for place, draft in enumerate(drafts):
        old = known.pop(draft.id, None) if draft.id is not None else None
        if old is None:
            if draft.number is not None:
                change.create(
                    Phone, person=row, number=draft.number, label=draft.label, position=place
                )
            continue
        number = old.number if draft.number is None else draft.number
        change.update(old, number=number, label=draft.label, position=place)
    for gone in known.values():
        change.remove(gone)


def _likely(desk: Desk, draft: PersonDraft, unit: int | None) -> dict[str, list[int]]:
    with Faults() as faults:
        numbers = [d.number for d in _numbers(desk, faults, draft.phones) or () if d.number]
        document = compact(draft.document or "")
        faults.reasons.clear()  # what is wrong with the draft is said when it is saved
    found: dict[str, list[int]] = {"document": [], "phone": [], "name_unit": []}
    if document:
        found["document"] = ids(Person.select(Person.id).where(Person.document == document))
    if numbers:
        found["phone"] = ids(Phone.select(Phone.person).where(Phone.number.in_(numbers)).distinct())
    name = clean(draft.name, "name", LONGEST_NAME)
    if unit is not None and name:
        query = Occupancy.select(Occupancy.person).join(Person)
        query = query.where((Occupancy.unit == unit) & (Person.name == name)).distinct()
        found["name_unit"] = ids(query)
    return found
