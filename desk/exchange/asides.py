"""What stands in a table without being a unit: totals, notes, signatures, headings."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from desk.exchange import rooms
from desk.exchange.headers import is_blank
from desk.exchange.readers import Cell
from desk.exchange.rooms import Place
from desk.exchange.tables import Table
from desk.exchange.values import Unclear

_TOTAL = re.compile(
    r"[\s\S]{0,8}?(?:小\s*计|合\s*计|总\s*计|共\s*计|累\s*计|小計|合計|總計|共計|累計|sub-?\s*totals?|grand\s+totals?|totals?)"
    r"(?:\b|[:：（(\s]|户|$)[\s\S]{0,20}",
    re.IGNORECASE,
)
_NOTE = re.compile(
    r"^(?:注|备注|備註|说明|說明|制表|填表|审核|審核|复核|經辦|经办|日期|打印|第.{1,4}页|note|remark|prepared)",
    re.IGNORECASE,
)


def is_total(present: Sequence[Cell]) -> bool:
    """Whether one of a row's first filled cells says 小计, 合计, Total…"""
    for word in present[:4]:
        if type(word) is not str or len(word) > 39 or not _may_sum(word):
            continue
        if _TOTAL.fullmatch(word.strip()):
            return True
    return False


def _may_sum(word: str) -> bool:
    """A quick look that sends nearly every cell away."""
    return "计" in word or "計" in word or "otal" in word.lower()


def is_signature(present: Sequence[Cell]) -> bool:
    """Whether a row of few cells is 制表：… 审核：… or a note under the table."""
    if len(present) > 4 or not isinstance(present[0], str):
        return False
    return bool(_NOTE.match(present[0].strip()))


def without_estate(name: str, titles: Iterable[str]) -> str:
    """A building's name without the estate's own before it, which titles tell: 阳光花园3."""
    estate = re.match(r"[^\W\d_]{2,}(?=[A-Z\d]+$)", name)
    if estate and any(estate[0] in title for title in titles):
        return name[estate.end() :]
    return name


def first_part_is_entrance(table: Table, building: str) -> bool:
    """Whether the 1 of 1-502 is the entrance: the building is known and is often another.

    ``building`` is the one that a heading above the table named, if any did.
    """
    room, column = table.matching.column("room"), table.matching.column("building")
    if room is None or table.matching.column("entrance") is not None:
        return False
    known = building or table.building
    same = other = 0
    for row in table.cells:
        present = [c for c in row if not is_blank(c)]
        if len(present) == 1 and isinstance(present[0], str):
            found = rooms.heading(present[0])
            known = found.building if found and found.building else known
        try:
            if column is not None and not is_blank(row[column]):
                known = rooms.building_cell(row[column])
            place = rooms.room(row[room]) if len(present) > 1 else Place()
        except (Unclear, IndexError):
            continue
        if place.loose and known:
            same, other = same + (place.building == known), other + (place.building != known)
    return other > 0.1 * (same + other)
