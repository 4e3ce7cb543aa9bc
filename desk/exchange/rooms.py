"""Building names and room codes as people write them → building, entrance, room, floor."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from functools import lru_cache

from desk.exchange.readers import Cell
from desk.exchange.scripts import simplified
from desk.exchange.values import Unclear, folded, text

_DIGITS = {c: n for n, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_NUMERAL = "[零〇一二两三四五六七八九十百]"
# What a building is called by; "#楼" and "号楼" before the shorter ones.
_MARK = r"(?:#楼|号楼|号栋|栋楼|号院|[栋幢座#])"
_TOKEN = rf"(?:[A-Z]{{0,2}}\d{{1,4}}[A-Z]?|[A-Z]{{1,2}}|{_NUMERAL}{{1,4}})"
_ENGLISH = r"(?:BLOCK|BLK|TOWER|BUILDING|BLDG|HOUSE|T(?=\d))\.?\s*(?:NO\.?\s*)?#?"
_RANGE = re.compile(rf"{_TOKEN}{_MARK}?\s*[-~至到、,，及和]\s*{_TOKEN}\s*{_MARK}")
_PLACE = re.compile(
    r"车库|地库|车位|停车|商铺|商业|裙楼|底商|街|楼$|苑$|阁$|轩$|别墅|仓库|会所"
    r"|CAR ?PARK|SHOPS?$|MALL$"
)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a unit is; a part that the text doesn't tell is empty.

    ``loose``: the building is only the first of two parts (1-101), so it may be the entrance.
    """

    building: str = ""
    entrance: str = ""
    room: str = ""
    floor: int | None = None
    loose: bool = False


def _plain(value: str) -> str:
    value = simplified(folded(value)).upper()
    return value.replace("棟", "栋").replace("樓", "楼").replace("＃", "#")


def numeral(value: str) -> str:
    """Chinese numerals as digits (十二 → 12), leading zeros gone; anything else as it is."""
    if value.isdecimal():
        return str(int(value))
    if not re.fullmatch(_NUMERAL + "{1,4}", value):
        return value
    if "十" not in value and "百" not in value:
        return str(int("".join(str(_DIGITS[c]) for c in value)))
    total = digit = 0
    for char in value:
        if char in "十百":
            total += (digit or 1) * (10 if char == "十" else 100)
            digit = 0
        else:
            digit = _DIGITS[char]
    return str(total + digit)


@lru_cache(maxsize=4096)
def building(value: str) -> str:
    """A building's short name: 1栋, 第1座, Block 1, 一号楼 and 01 are all ``1``; 翠竹楼 stays."""
    plain = _plain(value)
    for pattern in (
        rf"第?\s*({_TOKEN})\s*{_MARK}?",
        rf"{_ENGLISH}\s*({_TOKEN})",
        rf"{_MARK}\s*({_TOKEN})",
    ):
        if found := re.fullmatch(pattern, plain):
            return numeral(found[1])
    if found := re.fullmatch(rf"(.+?)第?({_TOKEN}){_MARK}", plain):  # 二期3栋, 南区3栋
        return found[1].strip(" -") + numeral(found[2])
    return folded(value)


def building_cell(cell: Cell) -> str:
    """A cell of the building column as the building's short name."""
    return building(value) if (value := text(cell)) else ""


@lru_cache(maxsize=1024)
def heading(value: str) -> Place | None:
    """The building (and entrance) that a sub-heading names: 1栋, 第3座, Block A, 3栋2单元, 车库.

    None if the row is something else: a note, a total, a signature.
    """
    plain = _plain(value).strip("【】[]()（）:：-=* ")
    if (
        not plain
        or len(plain) > 30
        or _RANGE.search(plain)
        or re.search(r"[:：。;；?？]|合计|小计|总计|制表|共计", plain)
    ):
        return None
    tail = r"(?:业主|住户|房屋|房号|单元)?(?:信息|资料|名单|台账|明细|一览)?表?(?:\s*[(（].*[)）])?"
    if found := re.fullmatch(rf"(.{{0,8}}?(?:第?\s*{_TOKEN}\s*{_MARK})){tail}", plain):
        return Place(building(found[1]))
    if found := re.fullmatch(rf"({_ENGLISH}\s*{_TOKEN}){tail}", plain):
        return Place(building(found[1]))
    entrance = rf"第?({_TOKEN})\s*(?:单元|梯|门)"
    if found := re.fullmatch(
        rf"(?:(.{{0,8}}?第?\s*{_TOKEN}\s*{_MARK})\s*-?\s*)?{entrance}{tail}", plain
    ):
        return Place(building(found[1]) if found[1] else "", numeral(found[2]))
    if len(plain) <= 12 and _PLACE.search(plain) and not re.search(r"\d{3}", plain):
        return Place(folded(value))
    return None


@lru_cache(maxsize=256)
def in_title(value: str) -> str:
    """The one building that a title or a sheet's name speaks of, or an empty text.

    Titles carry the estate's name (阳光花园3栋业主台账 → 3); a phase or district is kept (二期3).
    """
    plain = _plain(value)
    if _RANGE.search(plain):
        return ""
    phase = rf"(?:{_NUMERAL}|[\dA-Z]){{1,2}}期|[东南西北中A-Z\d]区"
    found = re.findall(rf"({phase})?第?(?<![A-Z\d])({_TOKEN})\s*{_MARK}", plain)
    names = {before + numeral(name) for before, name in found}
    english = re.findall(rf"(?<![A-Z]){_ENGLISH}\s*({_TOKEN})(?![A-Z\d])", plain)
    names |= {numeral(name) for name in english}
    if len(names) == 1:
        return str(names.pop())
    direct = heading(plain)
    return direct.building if direct and not names else ""


_ROOM = r"[A-Z]{0,2}\d{1,5}[A-Z]{0,2}"
_AFTER = r"\s*(?:室|房|号房|号铺|号|铺|单位|户)?"
_SPLIT = re.compile(
    rf"(?P<b>.{{0,8}}?{_TOKEN})\s*{_MARK}\s*[-,/]?\s*(?:第?(?P<e>{_TOKEN})\s*(?:单元|梯|门)\s*[-,/]?\s*)?"
    rf"(?:第?(?P<f>\d{{1,3}}|{_NUMERAL}{{1,3}})\s*(?:层|楼)\s*[-,/]?\s*)?(?P<r>[^\s].*?){_AFTER}"
)
_ENTRANCE = re.compile(rf"第?(?P<e>{_TOKEN})\s*(?:单元|梯|门)\s*[-,/]?\s*(?P<r>.+?){_AFTER}")
_FLOOR = re.compile(
    rf"第?(?P<f>\d{{1,3}}|{_NUMERAL}{{1,3}})\s*(?:层|楼|/F)\s*[-,/]?\s*(?P<r>[A-Z\d]+){_AFTER}"
)
_QUICK = re.compile(r"(\d{1,3})([-栋幢座#])(\d{2,5})", re.ASCII)  # most cells
_BEHIND = re.compile(
    rf"(?P<b>{_ENGLISH}\s*{_TOKEN})\s*[-,/ ]\s*(?P<r>[A-Z]{{0,2}}\d{{1,5}}[A-Z]{{0,2}})"
)
_LANE = re.compile(r"(?P<b>\d{1,4})号(?P<r>\d{3,4})室?")  # Shanghai numbers its buildings so
_PARTS = re.compile(r"\s*[-/—_.]\s*")
_WORDS = re.compile(
    rf"(?P<b>{_ENGLISH}\s*{_TOKEN})|(?P<r>(?:FLAT|ROOM|RM|UNIT|SHOP|SUITE|APT)\.?\s*(?:NO\.?\s*)?#?\s*[A-Z\d]+)"
    r"|(?P<f>\d{1,3}\s*/\s*F|\d{1,3}F\b|(?:FLOOR|LEVEL)\s*\d{1,3}|\d{1,3}(?:ST|ND|RD|TH)\s*FLOOR)"
)


def room(cell: Cell) -> Place:
    """A room code taken apart: 1-101, 1栋203, 1#1402, 3-2-1502, A座1203, 3座12A, 12楼A室, 101室.

    A code of two parts comes back as building and room; the reader of the table, who sees more
    rows, says if the first part is the entrance. Raises Unclear for a date or no code at all.
    """
    if isinstance(cell, (dt.date, dt.time, dt.timedelta)):
        raise Unclear("room_is_date")
    return _room(text(cell))


@lru_cache(maxsize=8192)
def _room(value: str) -> Place:
    if quick := _QUICK.fullmatch(value):
        name, mark, code = quick.groups()
        return Place(str(int(name)), "", code, None, mark == "-")
    plain = _plain(value).strip(" .,")
    if not plain:
        return Place()
    if found := re.fullmatch(rf"({_ROOM}){_AFTER}", plain):
        return Place(room=found[1])
    if (found := _SPLIT.fullmatch(plain)) and (inner := _inner(found["r"])) is not None:
        floor = _floor(found["f"])
        entrance = numeral(found["e"]) if found["e"] else inner.entrance
        floor = inner.floor if floor is None else floor
        name = building(found["b"])
        return Place(name, _entrance(entrance), with_floor(inner.room, floor), floor)
    if found := _BEHIND.fullmatch(plain) or _LANE.fullmatch(plain):
        return Place(building(found["b"]), "", found["r"])
    if found := _ENTRANCE.fullmatch(plain):
        return Place("", _entrance(numeral(found["e"])), _suffixless(found["r"]))
    if found := _FLOOR.fullmatch(plain):
        floor = _floor(found["f"])
        return Place("", "", with_floor(found["r"], floor), floor)
    if english := _english(plain):
        return english
    return _parted(plain)


def _inner(rest: str) -> Place | None:
    """What stands behind the building: 203, 12A, 2-1502, 12楼A."""
    if found := _FLOOR.fullmatch(rest):
        floor = _floor(found["f"])
        return Place("", "", with_floor(found["r"], floor), floor)
    parts = [p for p in _PARTS.split(rest) if p]
    if len(parts) == 2 and all(re.fullmatch(r"[A-Z\d]+", p) for p in parts):
        return Place("", numeral(parts[0]), parts[1])
    return Place(room=_suffixless(rest)) if parts else None


def _parted(plain: str) -> Place:
    parts = [p for p in _PARTS.split(plain) if p]
    if len(parts) in (2, 3) and re.fullmatch(rf"({_ROOM}|[A-Z]{{1,2}}){_AFTER}", parts[-1]):
        name, last = building(parts[0]), _suffixless(parts[-1])
        if len(parts) == 2:
            return Place(name, "", last, loose=True)
        return Place(name, _entrance(numeral(re.sub(r"(?:单元|梯|门)$", "", parts[1]))), last)
    if not re.search(r"[A-Z\d]", plain) and len(plain) > 12:
        raise Unclear("room")
    return Place(room=_suffixless(plain))


def _english(plain: str) -> Place | None:
    """Flat A, 12/F, Block 3 in any order."""
    found = {m.lastgroup: m[0] for m in _WORDS.finditer(plain)}
    if "r" not in found or re.sub(r"[\s,;/]", "", _WORDS.sub("", plain)):
        return None
    code = re.sub(r"^[A-Z]+\.?\s*(?:NO\.?\s*)?#?\s*(?=[A-Z\d]+$)", "", found["r"].strip())
    code = code if " " not in code else code.split()[-1]
    floor = int(re.sub(r"\D", "", found["f"])) if "f" in found else None
    return Place(
        building(found.get("b", "")) if "b" in found else "", "", with_floor(code, floor), floor
    )


def _suffixless(value: str) -> str:
    found = re.fullmatch(rf"(.*[A-Z\d]){_AFTER}", value.strip())
    return found[1] if found else value.strip()


def _floor(value: str | None) -> int | None:
    if not value:
        return None
    number = numeral(value)
    return int(number) if number.isdecimal() else None


def _entrance(value: str) -> str:
    """The template's 0 stands for a shop without an entrance."""
    return "" if value == "0" else value


def with_floor(code: str, floor: int | None) -> str:
    """The room's number within the building: A on floor 12 is 12A, 1 or 01 on floor 5 is 501."""
    if floor is None or floor < 0:
        return code
    if re.fullmatch(r"[A-Z]{1,2}", code):
        return f"{floor}{code}"
    if re.fullmatch(r"\d{1,2}", code):
        return f"{floor}{code.zfill(2)}"
    return code


def entrance_cell(cell: Cell) -> str:
    """A cell of the entrance column: 1, 一单元, 第2单元 → ``1``, ``1``, ``2``; 0 is none."""
    plain = _plain(text(cell))
    found = re.fullmatch(rf"第?\s*({_TOKEN})\s*(?:号?单元|号?梯|门)?", plain)
    return _entrance(numeral(found[1])) if found else plain


def floor_cell(cell: Cell) -> int | None:
    """A cell of the floor column: 3, 3层, 十二楼, 3/F, -1, B1, 负一层; None if it says none."""
    plain = _plain(text(cell)).replace(" ", "")
    if found := re.fullmatch(
        rf"(-|负|地下|B|LG)?第?(\d{{1,3}}|{_NUMERAL}{{1,4}})(?:/?F|[层楼])?", plain
    ):
        number = int(numeral(found[2]))
        return -number if found[1] else number
    return 0 if re.fullmatch(r"G/?F?|地下|地面|首层", plain) else None
