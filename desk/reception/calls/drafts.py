"""What is typed about a call, and the rules it has to pass by itself. Pure functions."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

from desk.core.frozen import frozen
from desk.core.text import clean
from desk.estate.checks import Faults
from desk.reception.visitors.drafts import phone_number

DIRECTIONS = ("in", "out")
KINDS = ("inquiry", "repair", "complaint", "help", "message", "transfer", "harassment")
NEXT = ("", "to_do", "message", "callback")
"""What is still to come: nothing, something to be done, a message to hand on, to ring back."""
OUTAGES = ("water", "power", "gas", "lift", "heating", "network", "gate", "other")
WORDLESS = ("transfer", "harassment")
"""Kinds of calls that need no subject."""
LONGEST = 4000


@frozen
class CallDraft:
    """A call as it is written down. Moments are aware; ids are rows of the store.

    ``answer`` is what the caller was told, ``for_whom`` who is meant (a name; ``department`` and
    ``owner``, a member of staff, where known), ``due`` by when, ``then`` what is still to come
    (NEXT), ``outcome`` what came of it, ``outage`` the script that was read out.
    """

    phone: str = ""
    name: str = ""
    unit: int | None = None
    person: int | None = None
    direction: str = "in"
    kind: str = "inquiry"
    subject: str = ""
    answer: str = ""
    for_whom: str = ""
    department: int | None = None
    owner: int | None = None
    due: datetime | None = None
    then: str = ""
    outcome: str = ""
    outage: int | None = None


@frozen
class OutageDraft:
    """What every caller is told while something is out. ``building`` None is everywhere."""

    title: str
    text: str
    kind: str = "other"
    building: int | None = None
    since: datetime | None = None
    until: datetime | None = None


def next_of(draft: CallDraft) -> str:
    """What is still to come: a message is to be handed on unless something else was said."""
    return draft.then or ("message" if draft.kind == "message" else "")


def check_call(draft: CallDraft, now: datetime, regions: tuple[str, ...]) -> CallDraft:
    """``draft`` as it is kept. Raises Refused or RefusedMany beside the fields."""
    with Faults() as faults:
        faults.among(draft.direction, DIRECTIONS, "direction")
        faults.among(draft.kind, KINDS, "kind")
        faults.among(draft.then, NEXT, "then")
        kept: dict[str, Any] = {
            "phone": faults.of(phone_number, draft.phone, "phone", regions) or "",
            "name": faults.of(clean, draft.name, "name", 120) or "",
            "for_whom": faults.of(clean, draft.for_whom, "for_whom", 120) or "",
        }
        for key in ("subject", "answer", "outcome"):
            kept[key] = faults.of(clean, getattr(draft, key), key, LONGEST, lines=True) or ""
        then = next_of(draft)
        _needed(faults, replace(draft, then=then))
        if then and draft.due is not None and draft.due <= now:
            faults.add("call.due_past", "due")
    return replace(draft, then=then, **kept)


def _needed(faults: Faults, draft: CallDraft) -> None:
    if not draft.subject.strip() and draft.kind not in WORDLESS:
        faults.add("call.subject_needed", "subject")
    meant = draft.for_whom.strip() or draft.department or draft.owner
    if not meant and (draft.then == "message" or draft.kind == "transfer"):
        faults.add("call.whom_needed", "for_whom")
    if draft.then == "callback" and not (draft.phone.strip() or draft.person):
        faults.add("call.phone_needed", "phone")


def check_outage(draft: OutageDraft, now: datetime) -> dict[str, Any]:
    """The columns of what is told. Raises Refused or RefusedMany beside the fields."""
    since = draft.since or now
    with Faults() as faults:
        values = {
            "kind": faults.among(draft.kind, OUTAGES, "kind"),
            "title": faults.of(clean, draft.title, "title", 80, required=True),
            "text": faults.of(clean, draft.text, "text", 2000, required=True, lines=True),
            "building": draft.building, "since": since, "until": draft.until,
        }  # fmt: skip
        if draft.until is None:
            faults.add("outage.until_needed", "until")
        elif draft.until <= since or draft.until <= now:
            faults.add("outage.until_past", "until")
    return values
