"""Room codes: how they are built, sorted, and what floor they stand on. Pure functions."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

HIGHEST_FLOOR = 200
_DIGITS = re.compile(r"(\d+)")
_BASEMENT = re.compile(r"(?:-|负|B|LG)\s*(\d)(?:\s*[-/层F]|$)", re.IGNORECASE)
_GROUND = re.compile(r"(?:G/?F?|地下|地鋪|地铺)(?:\D|$)", re.IGNORECASE)
_ROOM = re.compile(r"[A-Za-z]?(\d{3,6})[A-Za-z]?")
_SUITE = re.compile(r"(\d{1,3})[A-Za-z]")


def unit_code(building: str, entrance: str | None, room: str) -> str:
    """The full room code: ``3-1502``, with an entrance ``3-2-1502``."""
    return "-".join(part for part in (building, entrance, room) if part)


@lru_cache(maxsize=4096)
def sort_key(text: str, width: int = 120) -> str:
    """A key under which codes stand in the order people count: 2 before 10, 3-502 before 3-1502."""
    if text.isascii() and text.isdecimal():
        return text.zfill(6)[:width]
    folded = unicodedata.normalize("NFKC", text).casefold()
    parts = _DIGITS.split(folded)
    return "".join(p.zfill(6) if p.isdecimal() else p for p in parts)[:width]


def unit_sort(building_sort: str, entrance: str | None, room: str) -> str:
    """The sort key of a unit: by building, entrance, room."""
    return f"{building_sort} {sort_key(entrance or '')} {sort_key(room)}"[:120]


@lru_cache(maxsize=4096)
def floor_of(room: str) -> int | None:
    """The floor that a room number tells of, or None: 1502 → 15, B1-23 → -1, 15A → 15."""
    text = unicodedata.normalize("NFKC", room).strip()
    if found := _BASEMENT.match(text):
        return -int(found[1]) or None
    if _GROUND.match(text):
        return 0
    if found := _SUITE.fullmatch(text):
        return _sane(int(found[1]))
    if found := _ROOM.fullmatch(text):
        return _sane(int(found[1][:-2]))
    return None


def _sane(floor: int) -> int | None:
    return floor if 0 < floor <= HIGHEST_FLOOR else None
