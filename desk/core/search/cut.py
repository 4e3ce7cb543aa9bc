"""Cutting text into the pieces that are searched, the same for records and for queries."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from desk.core.pinyin import simplify
from desk.core.search.marks import LONGEST_WORD

_LETTERS = "0-9a-z\u00df-\u02af\u0370-\u058f"
_EMOJI = "\u2190-\u2bff\U0001f000-\U0001faff"
# A word of letters and digits, or a run of characters that each count for themselves.
_PIECE = re.compile(rf"([{_LETTERS}]+)|((?:(?![{_LETTERS}])[^\W_]|[{_EMOJI}])+)")
_GROUP = re.compile(rf"[{_LETTERS}]+")

# What stands between the parts of a room's code when it is spoken: 3栋2单元1502室.
_PLACES = "号楼|栋|幢|座|单元|号|层|楼|室|房|铺|期"
_DESIGNATOR = re.compile(rf"(?<=[0-9a-z])\s*(?:{_PLACES})")
_NUMERAL = re.compile(
    "([二三四五六七八九]?十[一二三四五六七八九]?|[一二三四五六七八九])(?=号楼|栋|幢|座|单元|期)"
)
_DIGIT = {char: value for value, char in enumerate("一二三四五六七八九", start=1)}


def fold(text: str) -> str:
    """``text`` without case, width, accents and script: the form that is compared."""
    if text.isascii():
        return text.lower()
    text = unicodedata.normalize("NFKC", text).lower()
    apart = unicodedata.normalize("NFD", text)
    if apart != text:
        bare = "".join(c for c in apart if unicodedata.category(c) != "Mn")
        text = unicodedata.normalize("NFC", bare)
    return simplify(text)


def pieces(folded: str) -> Iterator[tuple[str, bool]]:
    """The words (True) and runs of characters (False) of a folded text, in order."""
    for word, run in _PIECE.findall(folded):
        yield (word[:LONGEST_WORD], True) if word else (run, False)


def without_places(folded: str) -> str:
    """``3栋2单元1502室`` → ``3-2-1502-``: designators of rooms give way to a dash."""
    if folded.isascii():
        return folded
    return _DESIGNATOR.sub("-", _NUMERAL.sub(_numeral, folded))


def groups(folded: str) -> list[str]:
    """The parts of a code: ``3-1502`` → ``["3", "1502"]``."""
    return _GROUP.findall(folded)


def pairs(run: str) -> list[str]:
    """Each two neighbours: ``张建国`` → ``["张建", "建国"]``."""
    return [run[place : place + 2] for place in range(len(run) - 1)]


def _numeral(match: re.Match[str]) -> str:
    tens, ten, ones = match[1].rpartition("十")
    value = _DIGIT.get(ones, 0)
    return str(value + 10 * (_DIGIT.get(tens, 1) if ten else 0))
