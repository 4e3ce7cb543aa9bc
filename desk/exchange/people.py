"""Names and phone numbers out of one cell, in whatever way they were joined."""

from __future__ import annotations

import re
from functools import lru_cache

from desk.core.frozen import frozen
from desk.exchange.readers import Cell
from desk.exchange.values import folded, is_filler, is_nothing, text

# Han characters of every plane: 䶮 (extension A) and 𨋢 (B) are names' characters too.
HAN = "\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
MOBILE = re.compile(r"1[3-9]\d{9}", re.ASCII)
_PHONE = re.compile(
    r"(?<![\d.])(?:"
    r"(?P<cn>(?:(?:\+|00)?86[-\s]?)?1[3-9]\d(?:\d{8}|[-\s]\d{4}[-\s]\d{4}|\d[-\s]\d{3}[-\s]\d{4}|[-\s]\d{8}))"
    r"|(?P<line>(?:(?:\+|00)86[-\s]?)?\(?0\d{2,3}\)?[-\s]?\d{7,8}(?:\s*(?:-|转|轉|ext\.?|x)\s*\d{1,6})?)"
    r"|(?P<hk>(?:(?:\+|00)?852[-\s]?)?\(?[2-9]\d{3}\)?[-\s]?\d{4})"
    r"|(?P<abroad>\+\d{1,3}[-\s]?\d[\d\s()-]{5,14}\d)"
    r"|(?P<other>\d{5,44}(?:-\d{1,6})?)"
    r")(?!\d)",
    re.IGNORECASE | re.ASCII,
)
_LABELS = re.compile(
    r"(?:联系|聯繫|电话|電話|手机|手機|号码|tel|mobile|phone|mob|ph)[.:]?", re.IGNORECASE
)
_BREAKS = re.compile(r"[/、，,；;|\n&＆／]+")
_LOOKS_HAN = re.compile(rf"[{HAN}]{{2,4}}|[{HAN}]{{1,8}}[·・•][{HAN}·・•]{{1,16}}")
_LOOKS_LATIN = re.compile(r"[^\W\d_][\w.'’-]*(?: [^\W\d_][\w.'’-]*)+")
_COMPANY = re.compile(
    r"公司|集团|集團|中心|银行|銀行|商行|有限|\bltd\b|limited|\bco\b|\binc\b", re.IGNORECASE
)


@frozen
class Named:
    """A name with the numbers that stood beside it; either may be missing."""

    name: str
    phones: tuple[str, ...] = ()


def phones(cell: Cell) -> tuple[str, ...]:
    """The phone numbers of a cell as the store keeps them: digits without 86, +44…, ….#801.

    Fillers such as 18999999999 are left out. A cell without a number gives none.
    """
    value = text(cell)
    if MOBILE.fullmatch(value):
        return () if is_filler(value) else (value,)
    return tuple(dict.fromkeys(n for _at, _end, n in _numbers(folded(value)) if not is_filler(n)))


def words_beside(cell: Cell) -> str:
    """What a phone cell says besides numbers: 儿子, 见备注; empty if that is nothing of note."""
    value = text(cell)
    if MOBILE.fullmatch(value) or is_nothing(value):
        return ""
    plain = folded(value)
    kept, at = [], 0
    for start, end, _number in _numbers(plain):
        kept.append(plain[at:start])
        at = end
    rest = _LABELS.sub("", " ".join([*kept, plain[at:]]))
    rest = re.sub(r"[\s()\[\]（）:：/、,;|+.\-]+", " ", rest).strip()
    return "" if is_nothing(rest) else rest


@lru_cache(maxsize=4096)
def _numbers(plain: str) -> tuple[tuple[int, int, str], ...]:
    found: list[tuple[int, int, str]] = []
    for match in _PHONE.finditer(plain):
        run = match["other"] or ""
        if len(run) == 22 or (len(run) % 11 == 0 and len(run) > 11):
            halves = [run[i : i + 11] for i in range(0, len(run), 11)]
            if all(map(MOBILE.fullmatch, halves)):
                found += [(match.start(), match.end(), half) for half in halves]
                continue
        found.append((match.start(), match.end(), _dialled(match)))
    return tuple(found)


def _dialled(match: re.Match[str]) -> str:
    digits = re.sub(r"\D", "", match[0])
    if match["cn"]:
        return digits[-11:]
    if match["hk"]:
        return digits[-8:]
    if match["line"]:
        return _landline(match["line"])
    if match["abroad"]:
        return "+" + digits
    if digits.startswith("86") and MOBILE.fullmatch(digits[2:]):
        return digits[2:]
    return digits


def _landline(value: str) -> str:
    """The digits with the area's code, and the extension behind a #: 075526001234#801."""
    digits, *extension = re.split(
        r"\s*(?:转|轉|ext\.?|x)\s*|(?<=\d{7})-", value, flags=re.IGNORECASE
    )
    digits = re.sub(r"\D", "", digits)
    digits = digits[digits.index("0", 2) if digits.startswith(("86", "0086")) else 0 :]
    return "#".join([digits, *(e for e in extension if e)])


def people(cell: Cell) -> list[Named]:
    """The people of a cell: 张三/李四, 韩涵兰 17595711777, 张三13800138000、李四13900139000.

    A name stays exactly as it is written (``=1+1``, ``<b>``, an emoji, 300 characters): it is
    only cut where every piece looks like a name of its own.
    """
    value = text(cell)
    if is_nothing(value):
        return []
    if not any(c.isdigit() for c in value):
        return [Named(name) for name in _names(value)]
    return list(_with_numbers(value))


@lru_cache(maxsize=2048)
def _with_numbers(value: str) -> tuple[Named, ...]:
    # Folding may change the length, so numbers are looked for in the text itself unless it is
    # written full-width; a full-width name is then the price of finding its number.
    plain = value if _PHONE.search(value) else folded(value)
    numbers = _numbers(plain)
    if not numbers:
        return tuple(Named(name) for name in _names(value))
    found: list[Named] = []
    at = 0
    for start, end, number in numbers:
        before = _tidy(plain[at:start])
        at = max(at, end)
        kept = () if is_filler(number) else (number,)
        names = _names(before) if before else []
        if not names and found:
            found[-1] = Named(found[-1].name, (*found[-1].phones, *kept))
        else:
            found += [Named(name) for name in names[:-1]]
            found.append(Named(names[-1] if names else "", kept))
    rest = _tidy(plain[at:])
    if rest and len(found) == 1 and not found[0].name:  # 13800138000 张三
        found[0] = Named(rest, found[0].phones)
    elif rest:
        found += [Named(name) for name in _names(rest)]
    return tuple(found)


def _tidy(value: str) -> str:
    value = _LABELS.sub("", value).strip(" \t\r\n/、，,；;|:：+-")
    if value.startswith(("(", "（")) and value.endswith((")", "）")):
        value = value[1:-1]
    return value.strip("(（ ") if value.count("(") + value.count("（") else value.strip(")） ")


def _names(value: str) -> list[str]:
    """One or several names of a text without numbers."""
    value = value.strip()
    if len(value) <= 4 and not _BREAKS.search(value):
        return [value] if value else []
    pieces = [p.strip() for p in _BREAKS.split(value) if p.strip()]
    if len(pieces) > 1 and all(map(_is_name, pieces)):
        return pieces
    pieces = value.split()
    if len(pieces) > 1 and all(_LOOKS_HAN.fullmatch(p) for p in pieces):
        return pieces
    return [value]


def _is_name(piece: str) -> bool:
    if _LOOKS_HAN.fullmatch(piece) or _LOOKS_LATIN.fullmatch(piece):
        return True
    return len(piece) > 5 and bool(_COMPANY.search(piece)) and "<" not in piece


def looks_like_name(value: str) -> bool:
    """Whether a text could be one person's Chinese name or an English one of several words."""
    return bool(_LOOKS_HAN.fullmatch(value) or _LOOKS_LATIN.fullmatch(value))
