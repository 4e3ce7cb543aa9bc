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


def some(*texts: str | None) -> tuple[str, ...]:
    """Those of ``texts`` that say something."""
    return tuple([text for text in texts if text])


def matter(number: str, name: str, phone: str, code: str | None, *said: str) -> Terms:
    """What a matter that somebody came with is found by: its number, who, which unit, what."""
    return Terms(some(name), some(code), some(phone), some(*said), (number,))
