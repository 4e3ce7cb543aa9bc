"""What is typed about a visitor, and the rules it has to pass. Pure functions."""

from __future__ import annotations

from dataclasses import field
from datetime import date, datetime
from typing import Any

from desk.core import identity
from desk.core.errors import Refused
from desk.core.files import Incoming
from desk.core.frozen import frozen
from desk.core.media import IMAGES
from desk.core.text import clean, phone, plate
from desk.estate.checks import Faults

DOCUMENT_KINDS = tuple(str(kind) for kind in identity.Document)
SEXES = ("", "male", "female")
IDENTITIES = ("", "document", "known", "not_checked")
CONFIRMATIONS = ("", "phone", "intercom", "in_person", "appointment", "none")
RECEPTIONS = ("", "waiting", "guided", "sent_up")
LONGEST_NAME = 300
LONGEST_NOTE = 4000
MOST_PEOPLE = 500


@frozen
class CompanionDraft:
    """Another person of the same visit."""

    name: str
    document: str = ""


@frozen
class VisitDraft:
    """What is typed for a visit: the five steps at the counter.

    ``host`` is a person known to the site, ``host_name`` anybody else; ``people`` counts the
    visitor and everybody who comes along, named in ``companions`` or not. ``identity``,
    ``confirmed`` and ``reception`` are codes (IDENTITIES, CONFIRMATIONS, RECEPTIONS).
    Without ``leave_by`` the purpose tells.
    """

    name: str = ""
    purpose: str = ""
    unit: int | None = None
    department: int | None = None
    host: int | None = None
    host_name: str = ""
    sex: str = ""
    document_kind: str = ""
    document: str = ""
    phone: str = ""
    company: str = ""
    people: int = 1
    companions: tuple[CompanionDraft, ...] = ()
    plate: str = ""
    items: str = ""
    badge: str = ""
    identity: str = ""
    confirmed: str = ""
    confirmed_by: str = ""
    reception: str = ""
    water: bool = False
    note: str = ""
    expected_at: datetime | None = None
    leave_by: datetime | None = None
    photo: Incoming | None = field(default=None, repr=False)


@frozen
class Terms:
    """Under which rules a draft is looked at: the moment, and what the site has set."""

    now: datetime
    document_required: bool = False
    regions: tuple[str, ...] = ("CN", "HK")
    arriving: bool = True


def check_visit(draft: VisitDraft, terms: Terms) -> dict[str, Any]:
    """The columns of a visit, clean and comparable. Raises Refused or RefusedMany by field."""
    with Faults() as faults:
        values = _identity(faults, draft, terms)
        values |= _purpose(faults, draft)
        values |= _texts(faults, draft)
        values |= _codes(faults, draft)
        if not (draft.unit or draft.department or draft.host):
            faults.add("visit.host_needed", "host")
        least = 1 + len(draft.companions)
        if not least <= draft.people <= MOST_PEOPLE:
            faults.add("visit.people_range", "people", least=least, most=MOST_PEOPLE)
        if draft.leave_by is not None and draft.leave_by <= (draft.expected_at or terms.now):
            faults.add("visit.leave_in_past", "leave_by")
        if draft.photo is not None and draft.photo.media_type not in IMAGES:
            faults.add("visit.photo_kind", "photo")
        _companions(faults, draft.companions)
    places = {key: getattr(draft, key) for key in ("unit", "department", "host", "people")}
    return {**values, **places, "water": draft.water, "leave_by": draft.leave_by}


def check_companions(companions: tuple[CompanionDraft, ...]) -> list[tuple[str, str]]:
    """Names and documents of companions, clean. Raises as ``check_visit``."""
    with Faults() as faults:
        return _companions(faults, companions)


def comparable_document(number: str) -> str:
    """A document's number as it is compared when its kind is not known."""
    return identity.compact(number)


def document_number(kind: str, number: str) -> str:
    """A document's number as it is kept. Raises Refused beside document or document_kind."""
    number = clean(number, "document", 60)
    if number and kind not in DOCUMENT_KINDS:
        raise Refused("document.kind", "document_kind")
    return identity.check(kind, number, "document") if number else ""


def _identity(faults: Faults, draft: VisitDraft, terms: Terms) -> dict[str, Any]:
    document = faults.of(document_number, draft.document_kind, draft.document) or ""
    if terms.document_required and terms.arriving and not draft.document.strip():
        faults.add("visit.document_needed", "document")
    return {
        "name": faults.of(clean, draft.name, "name", LONGEST_NAME, required=True) or "",
        "document_kind": draft.document_kind if document else "",
        "document": document,
        "phone": faults.of(phone_number, draft.phone, "phone", terms.regions) or "",
        "plate": faults.of(plate_number, draft.plate) or "",
    }


def phone_number(text: str, where: str = "phone", regions: tuple[str, ...] = ("CN", "HK")) -> str:
    """A telephone as it is kept; the usual mobile number without the slow way round."""
    bare = text.strip()
    if len(bare) == 11 and bare.isascii() and bare.isdecimal() and bare[0] == "1" and bare[1] > "2":
        return bare
    return phone(clean(text, where, 60), where, regions)


def plate_number(text: str, where: str = "plate") -> str:
    """A plate as it is kept: ``粤B12345``."""
    return plate(clean(text, where, 40))


def _purpose(faults: Faults, draft: VisitDraft) -> dict[str, Any]:
    purpose = faults.of(clean, draft.purpose, "purpose", 120) or ""
    if not draft.purpose.strip():
        faults.add("visit.purpose_needed", "purpose")
    return {"purpose": purpose}


def _texts(faults: Faults, draft: VisitDraft) -> dict[str, Any]:
    return {
        "company": faults.of(clean, draft.company, "company", LONGEST_NAME) or "",
        "host_name": faults.of(clean, draft.host_name, "host_name", LONGEST_NAME) or "",
        "confirmed_by": faults.of(clean, draft.confirmed_by, "confirmed_by", LONGEST_NAME) or "",
        "badge": (faults.of(clean, draft.badge, "badge", 40) or "").upper(),
        "items": faults.of(clean, draft.items, "items", LONGEST_NOTE, lines=True) or "",
        "note": faults.of(clean, draft.note, "note", LONGEST_NOTE, lines=True) or "",
    }


def _codes(faults: Faults, draft: VisitDraft) -> dict[str, Any]:
    return {
        "sex": faults.among(draft.sex, SEXES, "sex"),
        "identity": faults.among(draft.identity, IDENTITIES, "identity"),
        "confirmed": faults.among(draft.confirmed, CONFIRMATIONS, "confirmed"),
        "reception": faults.among(draft.reception, RECEPTIONS, "reception"),
    }


def _companions(faults: Faults, companions: tuple[CompanionDraft, ...]) -> list[tuple[str, str]]:
    found = []
    for each in companions:
        name = faults.of(clean, each.name, "companions", LONGEST_NAME, required=True) or ""
        number = faults.of(clean, each.document, "companions", 60) or ""
        found.append((name, comparable_document(number)))
    return found


@frozen
class StandingDraft:
    """What is typed for a standing pass; it is good on both of its days."""

    name: str = ""
    purpose: str = ""
    valid_from: date | None = None
    valid_until: date | None = None
    unit: int | None = None
    department: int | None = None
    host: int | None = None
    host_name: str = ""
    sex: str = ""
    document_kind: str = ""
    document: str = ""
    phone: str = ""
    company: str = ""
    plate: str = ""
    note: str = ""
    photo: Incoming | None = field(default=None, repr=False)


LONGEST_STANDING = 1100
"""Days that a standing pass may run: three years."""


def check_standing(draft: StandingDraft, terms: Terms, today: date) -> dict[str, Any]:
    """The columns of a standing pass. Raises Refused or RefusedMany by field."""
    kept = ("name", "purpose", "unit", "department", "host", "host_name", "sex", "document_kind",
            "document", "phone", "company", "plate", "note")  # fmt: skip
    same = VisitDraft(photo=draft.photo, **{key: getattr(draft, key) for key in kept})
    with Faults() as faults:
        values = faults.of(check_visit, same, terms) or {}
        start, end = draft.valid_from, draft.valid_until
        if start is None:
            faults.add("standing.from_needed", "valid_from")
        if end is None:
            faults.add("standing.until_needed", "valid_until")
        elif end < (start or today) or end < today:
            faults.add("standing.until_past", "valid_until")
        elif start is not None and (end - start).days > LONGEST_STANDING:
            faults.add("standing.too_long", "valid_until", days=LONGEST_STANDING)
    return {key: values[key] for key in kept} | {"valid_from": start, "valid_until": end}


@frozen
class WatchDraft:
    """What is typed for the watch list. ``kind``: banned 禁入 or watch 留意."""

    kind: str = "watch"
    name: str = ""
    phone: str = ""
    document: str = ""
    plate: str = ""
    reason: str = ""
    instruction: str = ""
    valid_from: date | None = None
    valid_until: date | None = None


WATCH_KINDS = ("banned", "watch")


def check_watch(draft: WatchDraft, terms: Terms, today: date) -> dict[str, Any]:
    """The columns of a watch entry but for those made of its name. Raises as ``check_visit``."""
    with Faults() as faults:
        values: dict[str, Any] = {
            "kind": faults.among(draft.kind, WATCH_KINDS, "kind"),
            "name": faults.of(clean, draft.name, "name", LONGEST_NAME) or "",
            "phone": faults.of(phone_number, draft.phone, "phone", terms.regions) or "",
            "document": comparable_document(faults.of(clean, draft.document, "document", 60) or ""),
            "plate": faults.of(plate_number, draft.plate) or "",
            "reason": faults.of(clean, draft.reason, "reason", 1000, required=True, lines=True),
            "instruction": faults.of(
                clean, draft.instruction, "instruction", 1000, lines=True
            ) or "",
            "valid_from": draft.valid_from or today,
            "valid_until": draft.valid_until,
        }  # fmt: skip
        if not any(getattr(draft, key).strip() for key in ("name", "phone", "document", "plate")):
            faults.add("watch.nothing_to_know_by", "name")
        if draft.valid_until is not None and draft.valid_until < values["valid_from"]:
            faults.add("watch.until_past", "valid_until")
    return values
