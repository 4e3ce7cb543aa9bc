"""Money as whole minor units (fen, cents). Never a float; halves round up, once.

The minor unit of every currency that is kept here is a hundredth.
"""

from __future__ import annotations

import re
import unicodedata
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

from desk.core.errors import Refused

SIGNS = {"CNY": "¥", "HKD": "HK$", "MOP": "MOP$", "TWD": "NT$", "USD": "US$", "EUR": "€"}
"""Currencies with the sign that stands before their amounts."""
CURRENCIES = tuple(SIGNS)
MOST = 10**15
"""Amounts stay below this many minor units: sums of a million of them fit the store."""

_HUNDRED = Decimal(100)
_WORDS = re.compile(
    r"人民币|人民幣|港币|港幣|港元|澳门元|澳門元|RMB|CNY|HKD|MOP|TWD|USD|EUR|HK\$|NT\$|US\$|MOP\$"
    r"|[¥€$元圆圓块塊]|整|正$",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"([+-]?)(\d{1,3}(?:,\d{3})+|\d+)?(?:\.(\d*))?")
_MINUS = str.maketrans({"−": "-", "–": "-", "—": "-", "﹣": "-", "，": ",", "。": ".", "．": "."})


def to_minor(amount: Decimal | int) -> int:
    """Major units into minor ones, halves away from zero (up).

    Raises TypeError for a float and ValueError for what is not a finite number.
    """
    if isinstance(amount, bool) or not isinstance(amount, Decimal | int):
        raise TypeError("money is never a float")
    return round_half_up(Decimal(amount) * _HUNDRED)


def to_major(minor: int) -> Decimal:
    """Minor units as a decimal of major ones with two places."""
    return Decimal(minor).scaleb(-2)


def round_half_up(value: Decimal) -> int:
    """The nearest whole number, a half going away from zero. Raises ValueError unless finite."""
    if not value.is_finite():
        raise ValueError("not a finite amount")
    return int(value.to_integral_value(rounding=ROUND_HALF_UP))


def times(minor: int, factor: Decimal | int) -> int:
    """``minor`` units times ``factor`` (a price by an area), rounded once, halves up."""
    if isinstance(factor, bool) or not isinstance(factor, Decimal | int):
        raise TypeError("money is never a float")
    return round_half_up(Decimal(minor) * factor)


def share(minor: int, weights: list[int]) -> list[int]:
    """``minor`` divided by ``weights`` (not negative, not all zero) without losing a unit.

    What is left by rounding goes to the largest remainders, the first one first.
    """
    total = sum(weights)
    if total <= 0 or min(weights) < 0:
        raise ValueError("weights must be positive")
    sign = -1 if minor < 0 else 1
    parts = [divmod(abs(minor) * weight, total) for weight in weights]
    left = abs(minor) - sum(part for part, _ in parts)
    order = sorted(range(len(parts)), key=lambda place: -parts[place][1])
    extra = set(order[:left])
    return [sign * (part + (place in extra)) for place, (part, _) in enumerate(parts)]


def format_money(minor: int, currency: str = "CNY", *, sign: bool = True) -> str:
    """``123450`` as ``¥1,234.50`` (``HK$``…), without the currency's sign if so asked."""
    whole, cents = divmod(abs(minor), 100)
    mark = SIGNS.get(currency, currency + " ") if sign else ""
    return f"{'-' if minor < 0 else ''}{mark}{whole:,}.{cents:02d}"


def plain(minor: int) -> str:
    """``123450`` as ``1234.50``: for fields being typed in and for files."""
    whole, cents = divmod(abs(minor), 100)
    return f"{'-' if minor < 0 else ''}{whole}.{cents:02d}"


def parse_money(text: str, field: str = "amount", *, negative: bool = False) -> int:
    """Minor units of an amount as people type it: ``１，２３４．５元``, ``HK$ 1,234.50``, ``12``.

    Raises Refused: ``money.required`` (blank), ``money.invalid``, ``money.too_precise`` (more than
    two places), ``money.negative`` (unless allowed), ``money.too_large``.
    """
    typed = text.strip()
    if not typed:
        raise Refused("money.required", field)
    bare = unicodedata.normalize("NFKC", typed).translate(_MINUS)
    bracketed = len(bare) > 2 and bare[0] == "(" and bare[-1] == ")"
    bare = "".join(_WORDS.sub("", bare[1:-1] if bracketed else bare).split())
    match = _NUMBER.fullmatch(bare)
    if match is None or not (match[2] or match[3]) or not bare.isascii():
        raise Refused("money.invalid", field, text=typed[:40])
    places = (match[3] or "").rstrip("0")
    if len(places) > 2:
        raise Refused("money.too_precise", field, text=typed[:40])
    whole = (match[2] or "0").replace(",", "").lstrip("0")
    if len(whole) > 13:
        raise Refused("money.too_large", field)
    minor = int((whole or "0") + places.ljust(2, "0"))
    if match[1] == "-" or bracketed:
        minor = -minor
    if minor < 0 and not negative:
        raise Refused("money.negative", field)
    return minor


def decimal(text: str, field: str, places: int = 4) -> Decimal:
    """A typed figure that is not money (an area, a reading, a price per m²) as a Decimal.

    Raises Refused: ``number.required``, ``number.invalid``, ``number.too_precise``.
    """
    bare = unicodedata.normalize("NFKC", text).translate(_MINUS)
    bare = "".join(bare.split())
    if not bare:
        raise Refused("number.required", field)
    if _NUMBER.fullmatch(bare) is None or not bare.isascii():
        raise Refused("number.invalid", field, text=text.strip()[:40])
    try:
        value = Decimal(bare.replace(",", ""))
    except InvalidOperation as error:
        raise Refused("number.invalid", field, text=text.strip()[:40]) from error
    if -int(value.as_tuple().exponent) > places:
        raise Refused("number.too_precise", field, places=places)
    return value


_HANS = ("零壹贰叁肆伍陆柒捌玖", "拾佰仟", "万亿", "元角分", "整", "负")
_HANT = ("零壹貳叁肆伍陸柒捌玖", "拾佰仟", "萬億", "圓角分", "整", "負")
_NAMES = {
    "CNY": ("yuan", "yuan", "fen", "fen"),
    "MOP": ("pataca", "patacas", "avo", "avos"),
    "EUR": ("euro", "euros", "cent", "cents"),
}
_DOLLARS = ("dollar", "dollars", "cent", "cents")
_SMALL = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_THOUSANDS = ("", " thousand", " million", " billion", " trillion")


def capitals(minor: int, language: str = "zh_CN", currency: str = "CNY") -> str:
    """``12345`` as it stands on papers so that nobody adds to it: 壹佰贰拾叁元肆角伍分.

    ``zh_HK`` has 壹佰貳拾叁圓肆角伍分, ``en`` "One hundred twenty-three yuan and forty-five fen"
    (for the others of CURRENCIES dollars and cents and so on; Chinese says the same for all). The
    rules are those of the People's Bank for bills: 整 after 元 alone, 零 for a gap, none where
    a place only ends in noughts (壹拾万柒仟元). Raises ValueError from MOST on.
    """
    if abs(minor) >= MOST:
        raise ValueError("an amount beyond what is kept")
    if language == "en":
        return _in_english(minor, currency)
    script = _HANT if language == "zh_HK" else _HANS
    digits, money, whole, minus = script[0], script[3], script[4], script[5]
    major, rest = divmod(abs(minor), 100)
    tenth, hundredth = divmod(rest, 10)
    text = _in_chinese(major, script) + money[0] if major or not rest else ""
    if tenth:
        text += digits[tenth] + money[1]
    elif hundredth and major:
        text += digits[0]
    text += digits[hundredth] + money[2] if hundredth else "" if tenth else whole
    return (minus if minor < 0 else "") + text


def _in_chinese(number: int, script: tuple[str, ...]) -> str:
    """A whole number below 10^16 in capitals, four digits at a time: 亿 counts up to 万亿."""
    digits, units, myriads = script[:3]
    if number == 0:
        return digits[0]
    groups = [number // 10**power % 10_000 for power in (12, 8, 4, 0)]
    text, gap = "", False
    for place, group in enumerate(groups):
        if group:
            # 零 stands for noughts before the first digit here, and for a group of nothing else.
            text += digits[0] if text and (gap or group < 1000) else ""
            text += _four(group, digits, units) + (myriads[0] if place in (0, 2) else "")
            gap = False
        else:
            gap = bool(text)
        if place == 1 and text:
            text += myriads[1]
    return text


def _four(group: int, digits: str, units: str) -> str:
    text, gap = "", False
    for power in (3, 2, 1, 0):
        digit = group // 10**power % 10
        if digit:
            text += (digits[0] if gap else "") + digits[digit] + (units[power - 1] if power else "")
        gap = bool(text) and not digit
    return text


def _in_english(minor: int, currency: str) -> str:
    one, many, part, parts = _NAMES.get(currency, _DOLLARS)
    major, rest = divmod(abs(minor), 100)
    said = []
    if major or not rest:
        said.append(f"{_number(major)} {one if major == 1 else many}")
    if rest:
        said.append(f"{_number(rest)} {part if rest == 1 else parts}")
    text = ("minus " if minor < 0 else "") + " and ".join(said)
    return text[0].upper() + text[1:]


def _number(number: int) -> str:
    """A whole number below 10^15 in English words."""
    groups = [(number // 1000**power % 1000, power) for power in (4, 3, 2, 1, 0)]
    said = [_hundreds(group) + _THOUSANDS[power] for group, power in groups if group]
    return " ".join(said) or _SMALL[0]


def _hundreds(group: int) -> str:
    hundred, rest = divmod(group, 100)
    said = [f"{_SMALL[hundred]} hundred"] if hundred else []
    if 0 < rest < 20:
        said.append(_SMALL[rest])
    elif rest:
        ten, one = divmod(rest, 10)
        said.append(_TENS[ten - 2] + (f"-{_SMALL[one]}" if one else ""))
    return " ".join(said)
