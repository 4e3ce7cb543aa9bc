"""The one box: text in, groups of things out, each register answering for its own kinds."""

from __future__ import annotations

from desk.core.desk import Desk
from desk.core.frozen import frozen
from desk.core.register import Hit

LIMIT = 6


@frozen
class Group:
    """What was found of one kind, newest first. ``title`` is a message id; ``more`` that there is
    more than is shown."""

    kind: str
    title: str
    hits: tuple[Hit, ...]
    more: bool


def find(desk: Desk, text: str, limit: int = LIMIT) -> list[Group]:
    """Whatever the person on duty may see that fits ``text``, in the order of the catalogue."""
    kinds = {
        kind.code: kind
        for register in desk.registers
        for kind in register.search
        if desk.allows(kind.permission)
    }
    groups = []
    for code, ids, more in desk.search.find(text, list(kinds), limit):
        hits = tuple(kinds[code].hits(desk, ids))
        if hits:
            groups.append(Group(kinds[code].kind, kinds[code].title, hits, more))
    return groups
