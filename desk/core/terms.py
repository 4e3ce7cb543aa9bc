"""What a record is found by in the one box; apart from the search, so that registers read fast."""

from __future__ import annotations

from desk.core.frozen import frozen


@frozen
class Terms:
    """What a record is found by.

    ``names`` of people and companies also get pinyin and initials; ``codes`` are rooms and
    other codes in parts (``3-1502``); ``phones`` are found by head and tail; ``numbers`` are
    documents, plates and tracking numbers, found by head and tail; ``words`` is other text.
    """

    names: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()
