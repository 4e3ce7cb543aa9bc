"""What the values of a column look like, for titles that are missing or say too little."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from desk.exchange import kinds, people
from desk.exchange.readers import Cell
from desk.exchange.values import Unclear, date, folded, is_nothing, text

_BUILDING_ROOM = re.compile(
    r".{0,6}?[A-Za-z\d一二三四五六七八九十]+\s*(?:[栋幢座棟#楼樓-]|号楼|單元|单元)+\s*(?:[A-Za-z\d]+-)?[A-Za-z]?\d{2,4}[A-Za-z]?(?:[室房号])?"
)
_ROOM = re.compile(r"(?:[A-Za-z]?\d{3,4}[A-Za-z]?|\d{1,2}[A-Za-z])(?:室|房|号|號)?")
_PHONE = re.compile(
    r"(?:\+?86[- ]?)?1[3-9]\d{9}|(?:\+?852[- ]?)?[2-9]\d{3}[- ]?\d{4}|0\d{2,3}-?\d{7,8}"
)
_DOCUMENT = re.compile(r"\d{17}[\dXx]|[A-Z]{1,2}\d{6}\([\dA]\)")
_AREA = re.compile(
    r"\d{1,5}(?:\.\d+)?\s*(?:㎡|m2|平方米|平方|平米|平|呎|sq\.?\s*ft|sqm)", re.IGNORECASE
)
_PLATE = re.compile(
    r"[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-Z][·• ]?[A-Z0-9]{5,6}"
)
_NAMED = re.compile(r"[^\W\d]{2,}[^\d]{0,3}\+?[\d -]{7,}.*", re.DOTALL)
_BUILDING = re.compile(
    r"第?(?:[A-Za-z]|\d{1,3}|[一二三四五六七八九十]{1,3})\s*(?:[栋幢座棟#]|号楼|號樓)",
    re.IGNORECASE,
)


def _is_date(cell: Cell) -> bool:
    if isinstance(cell, (int, float)):
        return False
    if isinstance(cell, (dt.date, dt.datetime)):
        return True
    try:
        return len(cell) >= 6 and date(cell) is not None if isinstance(cell, str) else False
    except Unclear:
        return False


def _phone(value: str) -> bool:
    return all(_PHONE.fullmatch(p) for p in re.split(r"[/、,，;；\n ]+", value) if p)


_SIGNS: dict[str, Callable[[str, Cell], bool]] = {
    "building_room": lambda value, _c: bool(_BUILDING_ROOM.fullmatch(value)),
    "document": lambda value, _c: bool(_DOCUMENT.fullmatch(value)),
    "plate": lambda value, _c: bool(_PLATE.match(value)),
    "phone": lambda value, _c: _phone(value),
    "named_phone": lambda value, _c: bool(_NAMED.fullmatch(value)),
    "moved_in": lambda _v, cell: _is_date(cell),
    "person_role": lambda value, _c: kinds.is_role(value),
    "kind": lambda value, _c: kinds.is_kind(value),
    "state": lambda value, _c: kinds.is_state(value),
    "area": lambda value, cell: (
        bool(_AREA.fullmatch(value))
        or (isinstance(cell, float) and not cell.is_integer() and 5 < cell < 5000)
    ),
    "building": lambda value, _c: bool(_BUILDING.fullmatch(value)),
    "room": lambda value, _c: bool(_BUILDING_ROOM.fullmatch(value) or _ROOM.fullmatch(value)),
    "owner": lambda value, _c: any(
        people.looks_like_name(p) and not kinds.is_kind(p) for p in re.split(r"[/、，,]", value)
    ),
}
# In this order the columns of a table without titles are told apart.
TELLING = (
    "document",
    "plate",
    "phone",
    "moved_in",
    "kind",
    "state",
    "area",
    "building",
    "room",
    "owner",
)


@dataclass(frozen=True)
class Seen:
    """How many cells had something in them, and how many of those looked like which field."""

    filled: int
    counts: Counter[str]

    def share(self, field: str) -> float:
        """The part of the filled cells that look like ``field``, 0 to 1."""
        return self.counts[field] / self.filled if self.filled else 0.0


def look(cells: Sequence[Cell]) -> Seen:
    """What the sampled cells of one column look like."""
    counts: Counter[str] = Counter()
    filled = 0
    for cell in cells:
        try:
            value = folded(text(cell))
        except Unclear:
            continue
        if is_nothing(value):
            continue
        filled += 1
        counts.update(field for field, sign in _SIGNS.items() if sign(value, cell))
    return Seen(filled, counts)
