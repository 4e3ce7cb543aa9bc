"""Building the one box's index anew from the registers."""

from __future__ import annotations

from collections.abc import Iterator

from desk.core.desk import Desk
from desk.core.search import Terms


def reindex(desk: Desk) -> int:
    """Forget the index and read every register into it; gives how many records there were.

    Runs inside the caller's transaction; after set-based writing or a new kind of search.
    """
    return desk.search.rebuild(_everything(desk))


def _everything(desk: Desk) -> Iterator[tuple[int, int, Terms]]:
    for kind in desk.search_kinds.values():
        if kind.all_terms is not None:
            for record, terms in kind.all_terms():
                yield kind.code, record, terms
