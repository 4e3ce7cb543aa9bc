"""What was typed into long forms and not handed in, per store: it outlives the page, a change of
language and of the seat.

    kept = drafts.of(desk, "visitors")       # {key: Draft}
    kept["in", 0] = Draft(_("Visitor in"), state)
    drafts.titles(desk)                      # what is unfinished, in words
    drafts.forget(desk)                      # somebody leaves and wants none of it
"""

from __future__ import annotations

from collections.abc import Hashable
from typing import Any
from weakref import WeakKeyDictionary

from desk.core.desk import Desk
from desk.core.frozen import frozen


@frozen
class Draft:
    """An unfinished form: what it is called, and all that was typed."""

    title: str
    state: dict[str, Any]


_kept: WeakKeyDictionary[Desk, dict[str, dict[Hashable, Draft]]] = WeakKeyDictionary()


def of(desk: Desk, page: str) -> dict[Hashable, Draft]:
    """The drafts of one page, to be read and changed."""
    return _kept.setdefault(desk, {}).setdefault(page, {})


def titles(desk: Desk) -> list[str]:
    """What every unfinished form is called."""
    return [draft.title for page in _kept.get(desk, {}).values() for draft in page.values()]


def forget(desk: Desk) -> None:
    """Throw all drafts away."""
    _kept.pop(desk, None)
