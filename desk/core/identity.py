"""Documents that people show: their kinds, what a right number looks like, what it tells."""

from __future__ import annotations

import re
from datetime import date
from enum import StrEnum

from desk.core.errors import Refused
from desk.core.text import mask_document, normalise

_MARKS = re.compile(r"[\s\-()/.·]+")
_HKID = re.compile(r"([A-Z]{1,2})(\d{6})([0-9A])")
_MOST = 40


class Document(StrEnum):
    """Kinds of identity documents, the usual one first."""

    ID_CARD = "id_card"  # 居民身份证
    HKID = "hkid"  # 香港身份证
    MACAU_ID = "macau_id"  # 澳门居民身份证
    PASSPORT = "passport"  # 护照
    HOME_RETURN = "home_return"  # 港澳居民来往内地通行证 (回乡证)
    TAIWAN_PERMIT = "taiwan_permit"  # 台湾居民来往大陆通行证 (台胞证)
    RESIDENCE = "residence"  # 港澳台居民居住证、外国人永久居留身份证
    DRIVING_LICENCE = "driving_licence"  # 驾驶证
    WORK_CARD = "work_card"  # 工作证
    OTHER = "other"


_PATTERNS = {
    Document.MACAU_ID: re.compile(r"[157]\d{7}"),
    Document.PASSPORT: re.compile(r"[A-Z0-9]{5,15}"),
    Document.HOME_RETURN: re.compile(r"[HM]\d{8}(?:\d{2})?"),
    Document.TAIWAN_PERMIT: re.compile(r"\d{8}(?:\d{2})?|[A-Z]\d{9}"),
    Document.DRIVING_LICENCE: re.compile(r"[A-Z0-9]{6,18}"),
}


def compact(number: str) -> str:
    """``number`` without blanks, dashes and brackets, in capitals, full width made half."""
    return _MARKS.sub("", normalise(number)).upper()


def check(kind: Document | str, number: str, field: str = "document_number") -> str:
    """The document's number as it is kept. Blank stays blank.

    Raises Refused beside ``field``: ``document.kind`` (unknown kind), ``document.length``,
    ``document.format``, ``document.birth_date``, ``document.check_digit``.
    """
    try:
        kind = Document(kind)
    except ValueError as error:
        raise Refused("document.kind", field) from error
    kept = compact(number)
    if not kept:
        return ""
    if len(kept) > _MOST or not kept.isprintable():
        raise Refused("document.format", field)
    if kind in (Document.ID_CARD, Document.RESIDENCE):
        if kind is Document.RESIDENCE and re.fullmatch(r"[A-Z]{3}\d{12}", kept):
            return kept  # a foreigner's permanent residence card before 2023
        _check_resident(kept, field)
    elif kind is Document.HKID:
        _check_hkid(kept, field)
    elif kind in _PATTERNS:
        if _PATTERNS[kind].fullmatch(kept) is None:
            raise Refused("document.format", field)
        if kind is Document.DRIVING_LICENCE and len(kept) == 18:
            _check_resident(kept, field)  # a mainland licence bears its holder's ID number
    return kept


def doubts(kind: Document | str, number: str, today: date) -> list[str]:
    """Codes of what is odd about a right number, for a warning that stops nobody.

    ``document.future_birth``, ``document.very_old``, ``document.unknown_place``.
    """
    found: list[str] = []
    kept = compact(number)
    born = birth_date(kind, kept)
    if born is None:
        return found
    if born > today:
        found.append("document.future_birth")
    elif today.year - born.year > 120:
        found.append("document.very_old")
    if kept[0] not in "89" and not _known_place(kept):
        found.append("document.unknown_place")
    return found


def birth_date(kind: Document | str, number: str) -> date | None:
    """The birth date that an ID card's number tells, else None."""
    kept = compact(number)
    if kind not in (Document.ID_CARD, Document.RESIDENCE, Document.DRIVING_LICENCE):
        return None
    try:
        return date(int(kept[6:10]), int(kept[10:12]), int(kept[12:14])) if _is18(kept) else None
    except ValueError:
        return None


def sex(kind: Document | str, number: str) -> str:
    """``m`` or ``f`` as an ID card's number tells, else ""."""
    kept = compact(number)
    if kind not in (Document.ID_CARD, Document.RESIDENCE) or not _is18(kept):
        return ""
    return "m" if int(kept[16]) % 2 else "f"


def shown(number: str) -> str:
    """The number masked: its first 3 and last 4 places."""
    return mask_document(number)


def hkid_check(letters: str, digits: str) -> str:
    """The check character of a Hong Kong identity card: 0–9 or A.

    Raises ValueError unless given one or two capitals and six digits.
    """
    if _HKID.fullmatch(letters + digits + "0") is None:
        raise ValueError((letters, digits))
    places = [36] if len(letters) == 1 else []
    places += [ord(letter) - 55 for letter in letters]
    places += [int(digit) for digit in digits]
    total = sum(value * weight for value, weight in zip(places, range(9, 1, -1), strict=True))
    return "0123456789A"[-total % 11]


def check_company(number: str, field: str = "company_number") -> str:
    """A company's unified social credit code as it is kept. Blank stays blank.

    Raises Refused: ``company.length``, ``company.format``, ``company.check_digit``.
    """
    from stdnum.cn import uscc
    from stdnum.exceptions import InvalidChecksum, InvalidLength, ValidationError

    kept = compact(number)
    if not kept:
        return ""
    try:
        uscc.validate(kept)
    except InvalidLength as error:
        raise Refused("company.length", field, length=len(kept), most=18) from error
    except InvalidChecksum as error:
        raise Refused("company.check_digit", field) from error
    except ValidationError as error:
        raise Refused("company.format", field) from error
    return kept


def _is18(kept: str) -> bool:
    return len(kept) == 18 and kept.isascii() and kept[:17].isdecimal()


def _check_resident(kept: str, field: str) -> None:
    from stdnum.cn import ric

    if len(kept) != 18:
        raise Refused("document.length", field, length=len(kept), most=18)
    if not _is18(kept) or kept[17] not in "0123456789X":
        raise Refused("document.format", field)
    if kept[17] != ric.calc_check_digit(kept):
        raise Refused("document.check_digit", field)
    # Not ric.validate: its table of places misses new ones and the residence permits' 81 to 83.
    if birth_date(Document.ID_CARD, kept) is None:
        raise Refused("document.birth_date", field)


def _known_place(kept: str) -> bool:
    from stdnum.cn import ric
    from stdnum.exceptions import ValidationError

    try:
        return bool(ric.get_birth_place(kept))
    except ValidationError:
        return False


def _check_hkid(kept: str, field: str) -> None:
    match = _HKID.fullmatch(kept)
    if match is None:
        raise Refused("document.format", field)
    if hkid_check(match[1], match[2]) != match[3]:
        raise Refused("document.check_digit", field)
