"""Cell values as people write them → typed values. Pure functions, one per kind of value.

Each gives None (or an empty text) for a blank cell and for the words that stand for "nothing"
(无, -, N/A); ``Unclear`` is raised for what says something that can't be understood.
"""

from __future__ import annotations

import datetime as dt
import math
import re
import unicodedata
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

from desk.exchange.readers import Cell

_NOTHING = frozenset(
    (
        "无 無 没有 沒有 否 空 / // \\ - -- --- — —— – ~ . 。 、 * n/a na nil none null n.a. tbc "
        "待定 不详 不詳 未知 同上 暂无 暫無 未定"
    ).split()
)
_EARLIEST, _LATEST = dt.date(1900, 1, 2), dt.date(2100, 12, 31)
_EPOCH = dt.date(1899, 12, 30)  # day 0 of Excel's serial numbers
_SQUARE_FOOT = Decimal("0.09290304")
_NUMBER = re.compile(r"[-+]?(?:\d{1,3}(?:,\d{3})+|\d+)?(?:\.\d+)?(?<=\d)")
_FEET = re.compile(r"呎|尺|ft|feet|foot", re.IGNORECASE)
_MU = re.compile(r"亩|畝|公顷|公頃|acre", re.IGNORECASE)


class Unclear(ValueError):
    """A cell says something that its column can't mean; ``code`` ends the error's code."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def text(cell: Cell) -> str:
    """A cell as its text: whole numbers without ``.0``, dates as ISO, the outer blanks gone.

    Raises Unclear if it holds a NUL or another character that can't be kept.
    """
    if type(cell) is str:
        if "\0" in cell:
            raise Unclear("nul")
        return cell.strip()
    if isinstance(cell, bool):
        return "1" if cell else "0"
    if isinstance(cell, float):
        if cell.is_integer() and abs(cell) < 1e18:
            return str(int(cell))
        return repr(cell)
    if isinstance(cell, dt.datetime) and cell.time() == dt.time():
        return cell.date().isoformat()
    return str(cell)


@lru_cache(maxsize=4096)
def folded(value: str) -> str:
    """Full-width letters and digits as plain ones, signs made alike, outer blanks gone."""
    plain = unicodedata.normalize("NFKC", value)
    return plain.translate(_SIGNS).strip()


_SIGNS = {ord(sign): "-" for sign in "‐‑‒–—―−﹣－"} | {0x200B: None, 0xFEFF: None, 0x00A0: " "}


def is_nothing(value: str) -> bool:
    """Whether a text stands for an empty cell."""
    return not value or (len(value) < 7 and _says_nothing(value))


@lru_cache(maxsize=4096)
def _says_nothing(value: str) -> bool:
    return folded(value).lower() in _NOTHING


def area(cell: Cell, *, feet: bool = False) -> int | None:
    """Hundredths of a square metre, halves up; ``feet`` if the column's title says square feet."""
    if type(cell) is str:
        return _area(text(cell), feet)
    if isinstance(cell, (int, float)) and not isinstance(cell, bool):
        return _hundredths(_decimal(cell), feet)
    return _area(text(cell), feet)


@lru_cache(maxsize=16384)
def _area(value: str, feet: bool) -> int | None:
    if is_nothing(value):
        return None
    plain = folded(value)
    found = _NUMBER.search(plain)
    if not found or _MU.search(plain):
        raise Unclear("area")
    rest = plain[found.end() :]
    if _FEET.search(rest):
        feet = True
    elif re.match(r"\s*(?:m|平|米|sq\.?\s*m)", rest, re.IGNORECASE):
        feet = False
    return _hundredths(Decimal(found[0].replace(",", "")), feet)


def _hundredths(number: Decimal, feet: bool) -> int | None:
    if feet:
        number *= _SQUARE_FOOT
    if not 0 <= number < 100_000_000:
        raise Unclear("area")
    return int((number * 100).quantize(Decimal(1), ROUND_HALF_UP)) or None


def _decimal(number: float) -> Decimal:
    """The number as it is shown: 143.9 is 143.9, not 143.90000000000000568."""
    if not math.isfinite(number):
        raise Unclear("number")
    return Decimal(f"{number:.12g}")


def money(cell: Cell) -> int:
    """Minor units (fen, cents), halves up; nothing is 0, a credit is negative."""
    if isinstance(cell, (int, float)) and not isinstance(cell, bool):
        return _fen(_decimal(cell))
    return _money(text(cell))


_CURRENCY = re.compile(
    r"人民币|人民幣|港币|港幣|RMB|CNY|HKD|HK\$|MOP\$?|US\$|¥|\$|元整|元|圆|圓|块|蚊|欠费|欠費|欠|约|約|共|[:：\s]|整$",
    re.IGNORECASE,
)
_MONEY = re.compile(r"(\(?)([-+]?)((?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d*)?|\.\d+)(万|萬|千)?(\)?)")
_SPOKEN = re.compile(r"(\d+)元(\d)角(?:(\d)分)?")


@lru_cache(maxsize=4096)
def _money(value: str) -> int:
    if is_nothing(value):
        return 0
    plain = folded(value)
    if spoken := _SPOKEN.fullmatch(plain):
        return int(spoken[1]) * 100 + int(spoken[2]) * 10 + int(spoken[3] or 0)
    found = _MONEY.fullmatch(_CURRENCY.sub("", plain))
    if not found or bool(found[1]) != bool(found[5]):
        raise Unclear("money")
    amount = Decimal(found[3].replace(",", ""))
    amount *= {"万": 10_000, "萬": 10_000, "千": 1_000}.get(found[4], 1)
    return _fen(-amount if found[1] or found[2] == "-" else amount)


def _fen(amount: Decimal) -> int:
    if abs(amount) >= 10_000_000_000:
        raise Unclear("money")
    return int((amount * 100).quantize(Decimal(1), ROUND_HALF_UP))


def date(cell: Cell) -> dt.date | None:
    """A calendar day: date cells, Excel's serial numbers, 20220330, and the spellings of a text."""
    if type(cell) is str:
        return _date(text(cell))
    if isinstance(cell, dt.datetime):
        return _sane(cell.date())
    if isinstance(cell, dt.date):
        return _sane(cell)
    if isinstance(cell, (int, float)) and not isinstance(cell, bool):
        return _number_date(cell)
    return _date(text(cell))


def _number_date(number: float) -> dt.date | None:
    whole = math.floor(number) if math.isfinite(number) else -1
    if whole == 0:
        return None
    if 19_000_101 <= whole <= 21_001_231 and whole == number:
        return _day(whole // 10_000, whole // 100 % 100, whole % 100)
    if 10_000 <= whole <= 73_500:  # 1927 to 2101
        return _EPOCH + dt.timedelta(days=whole)
    raise Unclear("date")


_MONTHS = {
    name: number
    for number, name in enumerate(
        ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"), 1
    )
}
_TIME = r"(?:[\sT]+\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?)?"
_YMD = re.compile(
    r"(\d{4})\s*[-./年\\,、]\s*(\d{1,2})(?:\s*[-./月\\,、]\s*(\d{1,2})\s*[日号號]?|\s*月份?)?"
    + _TIME
)
_DMY = re.compile(r"(\d{1,2})\s*[-./]\s*(\d{1,2})\s*[-./]\s*(\d{4})" + _TIME)
_DAY_MONTH = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?[-\s./]*([a-z]{3})[a-z]*[-\s.,/]*(\d{4})")
_MONTH_DAY = re.compile(r"([a-z]{3})[a-z]*[-\s./]*(\d{1,2})(?:st|nd|rd|th)?[-\s.,/]+(\d{4})")
_SHORT = re.compile(r"(\d{2})年(\d{1,2})月(\d{1,2})[日号號]?")


@lru_cache(maxsize=8192)
def _date(value: str) -> dt.date | None:
    if is_nothing(value):
        return None
    plain = folded(value).lower().strip("'‘’\"")
    if found := _YMD.fullmatch(plain):
        return _day(int(found[1]), int(found[2]), int(found[3] or 1))
    if found := _DMY.fullmatch(plain):  # day first, as Hong Kong writes; else month first
        first, second, year = map(int, found.groups())
        return _day(year, first, second) if second > 12 else _day(year, second, first)
    if (found := _DAY_MONTH.fullmatch(plain)) and found[2] in _MONTHS:
        return _day(int(found[3]), _MONTHS[found[2]], int(found[1]))
    if (found := _MONTH_DAY.fullmatch(plain)) and found[1] in _MONTHS:
        return _day(int(found[3]), _MONTHS[found[1]], int(found[2]))
    if found := _SHORT.fullmatch(plain):
        return _day(2000 + int(found[1]), int(found[2]), int(found[3]))
    if re.fullmatch(r"\d{5}(?:\.\d+)?|\d{8}", plain):
        return _number_date(float(plain))
    raise Unclear("date")


def _day(year: int, month: int, day: int) -> dt.date:
    try:
        return _sane(dt.date(year, month, day))
    except ValueError:
        raise Unclear("date") from None


def _sane(day: dt.date) -> dt.date:
    if not _EARLIEST <= day <= _LATEST:
        raise Unclear("date")
    return day


def document(cell: Cell) -> str:
    """A document number without blanks, letters large; one that only fills the cell is dropped."""
    value = re.sub(r"[\s'‘’]", "", folded(text(cell))).upper()
    if is_nothing(value) or is_filler(value):
        return ""
    return value


def is_filler(digits: str) -> bool:
    """Whether a number is only there because the form asked for one: 111111, 18999999999."""
    tail = digits[2:] if len(digits) > 6 else digits
    return len(digits) >= 6 and (len(set(digits)) == 1 or len(set(tail)) == 1)


_PLATE_SPLIT = re.compile(r"[,;/、，；|\n]+|\s{2,}|\s(?=[\u4e00-\u9fff])")


def plates(cell: Cell) -> tuple[str, ...]:
    """Number plates, letters large and without blanks or dots: 粤B·12345 → 粤B12345."""
    value = text(cell)
    if is_nothing(value):
        return ()
    parts = (re.sub(r"[\s·•.\-]", "", p).upper() for p in _PLATE_SPLIT.split(folded(value)))
    return tuple(dict.fromkeys(p for p in parts if not is_nothing(p)))
