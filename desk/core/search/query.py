"""What a person typed, as questions to the index.

A query may be a room, a name, initials, a phone's tail or a number, and nobody says which.
All readings are joined by OR into one question, because the index answers that as fast as
one of them. User text only ever enters as quoted tokens of letters and characters.
"""

from __future__ import annotations

from dataclasses import dataclass

from desk.core.search.cut import fold, pairs, pieces, without_places
from desk.core.search.marks import (
    FIRST,
    HEAD,
    JOINT,
    LONGEST_WORD,
    TAIL,
    TAIL_FROM,
    TAIL_TO,
    WHOLE,
    head_limit,
)
from desk.core.search.tokens import _COUNTRY

LONGEST_QUERY = 120
"""Characters of a query that are looked at."""
_MOST_PIECES = 8
_MOST_PAIRS = 12
_DIGITS = frozenset("0123456789")


@dataclass(frozen=True, slots=True)
class Query:
    """Two FTS5 questions: what is meant exactly, and what begins, contains or ends so."""

    exact: str
    loose: str


def parse(text: str) -> Query | None:
    """The questions for ``text``; None when there is nothing in it to look for."""
    folded = without_places(fold(text[:LONGEST_QUERY]))
    if folded.lstrip()[:1] in ("+", "0"):
        folded = _COUNTRY.sub("", folded)
    found = list(pieces(folded))[:_MOST_PIECES]
    if not found:
        return None
    exact = [" AND ".join(_exact(piece, is_word) for piece, is_word in found)]
    loose = [" AND ".join(_loose(piece, is_word) for piece, is_word in found)]
    if len(found) > 1:
        words = [piece for piece, is_word in found if is_word]
        if len(words) == len(found):
            joined = "".join(words)[:LONGEST_WORD]
            exact.append(f'"{joined}"')
            loose.append(_loose_word(joined))
            if not _DIGITS.isdisjoint(joined):
                exact.append(f'"{JOINT.join(words)}"')
        elif not words:
            exact.append(f'"{"".join(piece for piece, _ in found)}{WHOLE}"')
    return Query(_any(exact), _any(loose))


def _any(ways: list[str]) -> str:
    return ways[0] if len(ways) == 1 else " OR ".join(f"({way})" for way in ways)


def _exact(piece: str, is_word: bool) -> str:
    if is_word:
        return f'"{piece}"'
    return f'"{piece}{FIRST if len(piece) == 1 else WHOLE}"'


def _loose(piece: str, is_word: bool) -> str:
    if is_word:
        return _loose_word(piece)
    if len(piece) == 1:
        return f'"{piece}"'
    return " AND ".join(f'"{pair}"' for pair in pairs(piece)[:_MOST_PAIRS])


def _loose_word(word: str) -> str:
    short = len(word) <= head_limit(word)
    ways = f'"{word}" OR "{word}{HEAD}"' if short else f'"{word}"*'
    if len(word) >= TAIL_FROM and not _DIGITS.isdisjoint(word):
        backwards = TAIL + word[::-1]
        ways += f' OR "{backwards}{HEAD}"' if len(word) <= TAIL_TO else f' OR "{backwards}"*'
    return f"({ways})"
