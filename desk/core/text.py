"""Plain text from people, files and scanners: made comparable, checked, masked.

Text is kept as it was meant, never escaped here: who shows it (a label, a paper, a sheet) shows
it as plain text.
"""

from __future__ import annotations

import re
import unicodedata

from desk.core.errors import Refused

LONGEST = 200
"""Characters of a field that says nothing else."""
SAID = 40
"""Characters of what was typed that a sentence about it repeats."""

_BLANKS = re.compile(r"[^\S\n]+")
_LINE_ENDS = re.compile(r" *(?:\r\n?|\n|\u2028|\u2029|\x85) *")
# Direction overrides make a text look like another one; the rest of category Cf (joiners in
# emoji and in Indic names) belongs to the text.
_HIDDEN = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff\u2028\u2029")
_PLATE_MARKS = re.compile(r"[\s.·•・\-_]+")
_NOT_DIGIT = re.compile(r"\D+")
_PHONE_TEXT = re.compile(r"[+(\d][\d\s()./\-]*")
# Mobile ranges newer than the table, local numbers without their area, service and internal ones.
_OTHER_PHONE = re.compile(r"1[3-9]\d{9}|[2-9]\d{6,7}|\d{3,6}")
_EXTENSION = re.compile(r"(?:转|轉|分机|分機|ext\.?|x|#|,|;)\s*\d{1,6}$", re.IGNORECASE)
_COUNTRY = {86: "CN", 852: "HK", 853: "MO", 886: "TW"}
REGIONS = ("CN", "HK")
"""Where a phone without a country's code is taken to be, in this order."""


def normalise(text: str) -> str:
    """``text`` as one line: full width made half, blanks collapsed, both ends trimmed."""
    text = text if text.isascii() else unicodedata.normalize("NFKC", text)
    return " ".join(text.split())


def has_controls(text: str) -> bool:
    """Whether ``text`` holds NUL, other control characters, lone surrogates or overrides."""
    if text.isprintable():
        return False
    return any(
        c in _HIDDEN or (c not in "\t\n" and unicodedata.category(c) in ("Cc", "Cs")) for c in text
    )


def clean(
    text: str, field: str, max_length: int = LONGEST, *, required: bool = False, lines: bool = False
) -> str:
    """What is kept of ``text`` typed into ``field``: trimmed, blanks collapsed, as it is else.

    ``lines`` keeps line breaks (a note). Raises Refused (``text.nul``, ``text.control``,
    ``text.too_long``, ``text.required``) that stands beside ``field``.
    """
    if "\0" in text:
        raise Refused("text.nul", field)
    text = _LINE_ENDS.sub("\n", text)
    text = _BLANKS.sub(" ", text).strip() if lines else " ".join(text.split())
    if has_controls(text):
        raise Refused("text.control", field)
    if required and not text:
        raise Refused("text.required", field)
    if len(text) > max_length:
        raise Refused("text.too_long", field, length=len(text), most=max_length)
    return text


def plate(text: str) -> str:
    """A vehicle's plate as it is kept: capitals, no blanks, dots or dashes (``粤B12345``)."""
    return _PLATE_MARKS.sub("", normalise(text)).upper()


def digits(text: str) -> str:
    """Only the digits of ``text``, full width ones too."""
    return _NOT_DIGIT.sub("", normalise(text))


def phone(text: str, field: str = "phone", regions: tuple[str, ...] = REGIONS) -> str:
    """The digits of a phone as they are kept.

    Numbers of ``regions`` without their country's code, others with ``+`` before it; an
    extension stays behind ``#``. Blank stays blank. Raises Refused("phone.invalid").
    """
    text = normalise(text)
    if not text:
        return ""
    extension = _EXTENSION.search(text)
    body = text[: extension.start()].rstrip() if extension else text
    kept = _kept_phone(body, regions) if _PHONE_TEXT.fullmatch(body) else ""
    if not kept:
        raise Refused("phone.invalid", field, phone=text[:SAID])
    return f"{kept}#{digits(extension[0])}" if extension else kept


def _kept_phone(body: str, regions: tuple[str, ...]) -> str:
    # Late: 50 ms that a start does not need.
    from phonenumbers import NumberParseException, is_possible_number, is_valid_number, parse

    bare = digits(body)
    abroad = body.startswith("+")
    for region in regions:
        try:
            number = parse(body, region)
        except NumberParseException:
            continue
        code = number.country_code or 0
        if is_valid_number(number) or (abroad and is_possible_number(number)):
            return _national(bare, code) if _COUNTRY.get(code) in regions else f"+{bare}"
    return bare if not abroad and _OTHER_PHONE.fullmatch(bare) else ""


def _national(bare: str, country: int) -> str:
    """A valid number without ``country``, which may stand before it in three ways."""
    code = str(country)
    own = 8 if country == 852 else 10
    bare = bare.removeprefix("00")
    return bare.removeprefix(code) if len(bare) >= own + len(code) else bare


def mask_document(number: str) -> str:
    """A document number with only its first 3 and last 4 places: ``440***********1234``.

    Shorter ones show less, and never more than half of their places.
    """
    return _mask(number, 3, 4)


def mask_phone(number: str) -> str:
    """``137****8842`` as ``137 **** 8842``; eight places (Hong Kong) as ``91** **34``."""
    if len(number) == 11 and number.isdecimal():
        return f"{number[:3]} **** {number[-4:]}"
    if len(number) == 8 and number.isdecimal():
        return f"{number[:2]}** **{number[-2:]}"
    return _mask(number, 3, 4)


def mask_name(name: str) -> str:
    """A name with its surname only: ``张**``; names in letters keep each word's first."""
    name = normalise(name)
    if not name:
        return ""
    if name.isascii():
        return " ".join(word[0] + "*" * (len(word) - 1) for word in name.split(" "))
    return name[0] + "*" * (len(name) - 1)


def _mask(text: str, head: int, tail: int) -> str:
    while head + tail > len(text) // 2 and head + tail > 0:
        if tail >= head:
            tail -= 1
        else:
            head -= 1
    return text[:head] + "*" * (len(text) - head - tail) + (text[-tail:] if tail else "")
