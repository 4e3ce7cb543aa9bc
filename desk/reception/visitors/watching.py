"""Who is on the do-not-admit and watch list: comparing people. Pure functions."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from desk.core.frozen import frozen
from desk.core.pinyin import simplify, spellings
from desk.core.text import normalise
from desk.reception.visitors.drafts import VisitDraft, comparable_document

SHORTEST_SOUND = 2
"""Characters that a name must have before its sound alone says anything."""


@frozen
class Probe:
    """One person as compared: a name with its sound, and numbers in comparable form."""

    folded: str = ""
    sound: str = ""
    phone: str = ""
    document: str = ""
    plate: str = ""


@frozen
class Match:
    """How a person met an entry: ``by`` names what agreed, ``strong`` that it is hardly chance."""

    strong: bool
    by: tuple[str, ...]


@lru_cache(maxsize=4096)
def fold_name(name: str) -> str:
    """A name as it is compared: one width, one script, no case, no blanks, no dots."""
    return "".join(c for c in simplify(normalise(name)).casefold() if c.isalnum())


@lru_cache(maxsize=4096)
def sound_of(name: str) -> str:
    """The pinyin of a name in characters, blank for others and for single characters."""
    characters = "".join(c for c in fold_name(name) if c >= "\u3400")
    if len(characters) < SHORTEST_SOUND:
        return ""
    found = spellings(characters)
    return found[0].full if found else ""


def probe(name: str, document: str = "", phone: str = "", plate: str = "") -> Probe:
    """A person in comparable form."""
    return Probe(fold_name(name), sound_of(name), phone, comparable_document(document), plate)


def probes(draft: VisitDraft, phone: str, plate: str) -> list[Probe]:
    """Everybody of a draft: the visitor first, then the companions."""
    first = probe(draft.name, draft.document, phone, plate)
    return [first, *(probe(each.name, each.document) for each in draft.companions)]


def compare(entry: Probe, person: Probe) -> Match | None:
    """How ``person`` meets ``entry``; None when nothing agrees.

    A number that agrees is strong, and so is a name, unless both have a document and these
    differ: then somebody only has the same name. The same sound alone is weak.
    """
    by = [
        key
        for key in ("document", "phone", "plate")
        if getattr(entry, key) and getattr(entry, key) == getattr(person, key)
    ]
    if by:
        return Match(True, tuple(by))
    if entry.folded and entry.folded == person.folded:
        other = bool(entry.document and person.document)
        return Match(not other, ("name",))
    if entry.sound and entry.sound == person.sound:
        return Match(False, ("sound",))
    return None


def best(entry: Probe, people: Iterable[Probe]) -> Match | None:
    """The strongest match of an entry with anybody of a group."""
    found = [match for person in people if (match := compare(entry, person))]
    return max(found, key=lambda match: match.strong, default=None)
