"""What a person typed, as questions to the index.

A query may be a room, a name, initials, a phone's tail or a number, and nobody says which.
All readings are joined by OR into one question, because the index answers that as fast as
one of them. User text only ever enters as quoted tokens of letters and characters.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from desk.core.search.cut import fold, pairs, pieces, without_places
from desk.core.search.marks import (
    FIRST,
    HEAD,
    JOINT,
    KIND,
    LONGEST_WORD,
    TAIL,
    TAIL_FROM,
    TAIL_TO,
    WHOLE,
    has_no_prefix,
    head_limit,
    whole_word,
)
from desk.core.search.tokens import COUNTRY

LONGEST_QUERY = 120
"""Characters of a query that are looked at."""
_MOST_PIECES = 8
_MOST_PAIRS = 12
_CODE = re.compile(r"[\w\s\-–—./#()]+")
_DIGITS = frozenset("0123456789")


@dataclass(frozen=True, slots=True)
class Query:
    """FTS5 questions for one text; "" where there is nothing to ask.

    ``exact`` and ``loose`` (begins, contains, ends so) are asked for one kind, whose mark goes
    where ``KIND`` stands; ``whole`` and ``wide`` are the same two for all kinds at once.
    """

    exact: str = ""
    loose: str = ""
    whole: str = ""
    wide: str = ""


@dataclass(slots=True)
class _Ways:
    """The readings of a text that are collected for each question."""

    exact: list[str]
    loose: list[str]
    whole: list[str]
    wide: list[str]

    def word(self, word: str) -> None:
        """A word that is all of the query."""
        if len(word) > head_limit(word):
            self.whole.append(f'"{whole_word(word)}"')
            self.wide.append(_begins(word))
        else:
            self.exact.append(f'"{KIND}{word}"')
            self.loose.append(f'"{KIND}{word}{HEAD}"')
        tail = _tail(word)
        if tail:
            (self.loose if len(word) <= TAIL_TO else self.wide).append(tail)

    def query(self) -> Query:
        return Query(_any(self.exact), _any(self.loose), _any(self.whole), _any(self.wide))


def parse(text: str) -> Query | None:
    """The questions for ``text``; None when there is nothing in it to look for."""
    folded = without_places(fold(text[:LONGEST_QUERY]))
    if folded.lstrip()[:1] in ("+", "0"):
        folded = COUNTRY.sub("", folded)
    found = list(pieces(folded))[:_MOST_PIECES]
    if not found:
        return None
    ways = _Ways([], [], [], [])
    words = [piece for piece, is_word in found if is_word]
    if len(found) == 1 and words:
        ways.word(words[0])
        return ways.query()
    if len(words) == len(found):
        ways.word("".join(words)[:LONGEST_WORD])
        if _is_code(folded, words):
            # In its parts, so that 3-1502 comes before 31-502.
            ways.exact = [f'"{KIND}{JOINT.join(words)}"']
            return ways.query()
    elif not words and len(found) > 1:
        ways.exact.append(f'"{KIND}{"".join(piece for piece, _ in found)}{WHOLE}"')
    ways.exact.append(" AND ".join(_exact(piece, is_word) for piece, is_word in found))
    ways.loose.append(" AND ".join(_loose(piece, is_word) for piece, is_word in found))
    return ways.query()


def _is_code(folded: str, words: list[str]) -> bool:
    """Whether words are the parts of one thing (3-1502, 3 1502, 137 1234 8842), not several."""
    if _CODE.fullmatch(folded) is None or all(_DIGITS.isdisjoint(word) for word in words):
        return False
    if len(folded.split()) == 1:
        return True
    return min(map(len, words)) < TAIL_FROM or (all(map(str.isdecimal, words)) and len(words) > 2)


def _any(ways: list[str]) -> str:
    if len(ways) < 2:
        return ways[0] if ways else ""
    return " OR ".join(f"({way})" for way in ways)


def _exact(piece: str, is_word: bool) -> str:
    """One of several pieces, for one kind: long words have no kind, but their neighbours do."""
    if is_word:
        long = len(piece) > head_limit(piece)
        return f'"{whole_word(piece)}"' if long else f'"{KIND}{piece}"'
    return f'"{KIND}{piece}{FIRST if len(piece) == 1 else WHOLE}"'


def _loose(piece: str, is_word: bool) -> str:
    if is_word:
        long = len(piece) > head_limit(piece)
        ways = _begins(piece) if long else f'"{KIND}{piece}{HEAD}"'
        tail = _tail(piece)
        return f"({ways} OR {tail})" if tail else ways
    if len(piece) == 1:
        return f'"{KIND}{piece}"'
    return " AND ".join(f'"{KIND}{pair}"' for pair in pairs(piece)[:_MOST_PAIRS])


def _begins(word: str) -> str:
    """A word that is longer than its heads, or the beginning of one."""
    return f'"{whole_word(word)}"' if has_no_prefix(word) else f'"{word}"*'


def _tail(word: str) -> str:
    """``word`` as the end of a phone or number, or "" when it can't be one."""
    if len(word) < TAIL_FROM or _DIGITS.isdisjoint(word):
        return ""
    backwards = TAIL + word[::-1]
    return f'"{KIND}{backwards}{HEAD}"' if len(word) <= TAIL_TO else f'"{backwards}"*'
