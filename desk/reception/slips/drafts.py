"""What is typed about a release slip, and the rules it has to pass. Pure functions."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from desk.core.frozen import frozen
from desk.core.text import clean
from desk.estate.checks import Faults
from desk.reception.visitors.drafts import document_number, phone_number, plate_number

KINDS = ("moving_out", "moving_in", "repair_out", "materials", "other")
STANDINGS = ("owner", "tenant", "renovation", "company", "other")
IDENTITIES = ("document", "known", "not_checked")
AUTHORITIES = ("self", "signature", "letter", "phone")
ANSWERS = ("agreed", "refused", "no_answer")
DECISIONS = ("settled", "promise", "override")
WHOLE = 10_000
"""One piece, in the unit of quantities."""
MOST_ITEMS, MOST_RINGS = 200, 20
MOST_QUANTITY = 1_000_000 * WHOLE


@frozen
class ItemDraft:
    """One line of the goods; ``quantity`` in ten-thousandths (``WHOLE`` is one piece)."""

    name: str = ""
    quantity: int = WHOLE
    measure: str = ""
    note: str = ""


@frozen
class RingDraft:
    """A call to the owner. ``answer``: agreed, refused, no_answer; ``at`` None is now."""

    number: str = ""
    name: str = ""
    answer: str = ""
    at: datetime | None = None
    note: str = ""


@frozen
class SlipDraft:
    """What is typed for a slip: document, goods, standing and authority. May be incomplete.

    ``person`` is somebody the site knows, ``name`` always who stands at the counter. Codes:
    KINDS, STANDINGS, IDENTITIES, AUTHORITIES, or blank for not yet. ``authority_name`` is who
    authorises, ``authority_note`` what shows it (a letter's date). Without days it is today's.
    """

    unit: int | None = None
    kind: str = ""
    person: int | None = None
    name: str = ""
    standing: str = ""
    identity: str = ""
    document_kind: str = ""
    document: str = ""
    phone: str = ""
    items: tuple[ItemDraft, ...] = ()
    authority: str = ""
    authority_name: str = ""
    authority_note: str = ""
    rings: tuple[RingDraft, ...] = ()
    carrier: str = ""
    plate: str = ""
    valid_from: date | None = None
    valid_until: date | None = None
    note: str = ""


@frozen
class DecisionDraft:
    """What is decided on arrears: settled now, a written promise, or a supervisor's override.

    ``promised`` None is all that counts; ``reason`` is needed for an override.
    """

    kind: str = ""
    reason: str = ""
    promised_on: date | None = None
    promised: int | None = None


@frozen
class Terms:
    """Under which rules a draft is looked at."""

    today: date
    longest_days: int = 31
    regions: tuple[str, ...] = ("CN", "HK")


@frozen
class Kept:
    """A draft as it is kept: the slip's columns, its items' and its rings'."""

    values: dict[str, Any]
    items: tuple[dict[str, Any], ...]
    rings: tuple[dict[str, Any], ...]


def authority_needed(kind: str, standing: str) -> bool:
    """Whether somebody else must agree: the owner where a tenant (or anybody but the owner) moves
    out, whoever lives there where workers or strangers take something away.
    """
    if standing == "owner" or kind == "moving_in":
        return False
    return kind == "moving_out" or standing in ("renovation", "other")


def check_draft(draft: SlipDraft, terms: Terms) -> Kept:
    """A draft clean and comparable; what is not filled in yet may be blank.

    Raises Refused or RefusedMany beside the fields.
    """
    with Faults() as faults:
        values = _texts(faults, draft, terms) | _codes(faults, draft) | _days(faults, draft, terms)
        items = tuple(_item(faults, n, each) for n, each in enumerate(_filled(draft.items), 1))
        rings = tuple(_ring(faults, each) for each in draft.rings)
        if len(items) > MOST_ITEMS:
            faults.add("slip.too_many_items", "items", most=MOST_ITEMS)
        if len(rings) > MOST_RINGS:
            faults.add("slip.too_many_rings", "rings", most=MOST_RINGS)
    return Kept({**values, "unit": draft.unit, "person": draft.person}, items, rings)


def _filled(items: tuple[ItemDraft, ...]) -> list[ItemDraft]:
    """The last rows of a grid are often empty."""
    return [each for each in items if each.name.strip() or each.note.strip()]


def _texts(faults: Faults, draft: SlipDraft, terms: Terms) -> dict[str, Any]:
    document = faults.of(document_number, draft.document_kind, draft.document) or ""
    return {
        "name": faults.of(clean, draft.name, "name", 300) or "",
        "document": document,
        "phone": faults.of(phone_number, draft.phone, "phone", terms.regions) or "",
        "plate": faults.of(plate_number, draft.plate) or "",
        "carrier": faults.of(clean, draft.carrier, "carrier", 300) or "",
        "authority_name": faults.of(clean, draft.authority_name, "authority_name", 300) or "",
        "authority_note": faults.of(clean, draft.authority_note, "authority_note", 300) or "",
        "note": faults.of(clean, draft.note, "note", 2000, lines=True) or "",
    }


def _codes(faults: Faults, draft: SlipDraft) -> dict[str, Any]:
    known = {"kind": KINDS, "standing": STANDINGS, "identity": IDENTITIES,
             "authority": AUTHORITIES}  # fmt: skip
    found = {key: faults.among(getattr(draft, key), ("", *codes), key)
             for key, codes in known.items()}  # fmt: skip
    return {**found, "document_kind": draft.document_kind}


def _days(faults: Faults, draft: SlipDraft, terms: Terms) -> dict[str, Any]:
    first = draft.valid_from or terms.today
    last = draft.valid_until or first
    if last < first or last < terms.today:
        faults.add("slip.until_past", "valid_until")
    elif (last - first).days >= terms.longest_days:
        faults.add("slip.too_long", "valid_until", days=terms.longest_days)
    return {"valid_from": first, "valid_until": last}


def _item(faults: Faults, line: int, draft: ItemDraft) -> dict[str, Any]:
    if not draft.name.strip():
        faults.add("slip.item_name", "items", line=line)
    if not 0 < draft.quantity <= MOST_QUANTITY:
        faults.add("slip.item_quantity", "items", line=line)
    return {
        "position": line,
        "name": faults.of(clean, draft.name, "items", 120) or "",
        "quantity": draft.quantity,
        "measure": faults.of(clean, draft.measure, "items", 20) or "",
        "note": faults.of(clean, draft.note, "items", 200) or "",
    }


def _ring(faults: Faults, draft: RingDraft) -> dict[str, Any]:
    if not draft.number.strip():
        faults.add("slip.ring_number", "rings")
    return {
        "number": faults.of(phone_number, draft.number, "rings") or "",
        "name": faults.of(clean, draft.name, "rings", 300) or "",
        "answer": faults.among(draft.answer, ANSWERS, "rings"),
        "note": faults.of(clean, draft.note, "rings", 300) or "",
        "at": draft.at,
    }


def check_complete(kept: Kept) -> None:
    """Whether nothing is missing of the four steps but the payments.

    Raises Refused or RefusedMany beside the fields that are.
    """
    values = kept.values
    with Faults() as faults:
        for key in ("unit", "name", "kind", "standing"):
            if not values[key]:
                faults.add(f"slip.{key}_needed", key)
        if values["identity"] in ("", "not_checked"):
            faults.add("slip.identity_needed", "identity")
        elif values["identity"] == "document" and not values["document_kind"]:
            faults.add("slip.document_needed", "document_kind")
        if not kept.items:
            faults.add("slip.goods_needed", "items")
        _authority(faults, kept)


def _authority(faults: Faults, kept: Kept) -> None:
    values = kept.values
    needed = authority_needed(values["kind"], values["standing"])
    given = values["authority"]
    if not needed and given in ("", "self"):
        return
    if given in ("", "self"):
        tenant = values["kind"] == "moving_out"
        faults.add("slip.owner_needed" if tenant else "slip.authority_needed", "authority")
        return
    if given == "phone":
        last = kept.rings[-1]["answer"] if kept.rings else ""
        if last == "refused":
            faults.add("slip.owner_refused", "authority")
        elif last != "agreed":
            faults.add("slip.ring_needed", "rings")
    elif not values["authority_name"]:
        faults.add("slip.authority_name_needed", "authority_name")
