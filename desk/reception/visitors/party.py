"""How a visit's people are called."""

from __future__ import annotations

from desk.core.words import _


def party(name: str, people: int, *, standing: bool = False) -> str:
    """Who came, in words of the present language; erased visitors have no name."""
    who = name or _("(erased)")
    if people > 1:
        return _("{name} and others, {people} people").format(name=who, people=people)
    return _("{name} (regular)").format(name=who) if standing else who
