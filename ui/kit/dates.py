"""Dates and times as they are typed at a counter.

read_date("1030", today)    read_date("10-30", today)    read_date("t", today)
read_time("930")            read_time("9:30")
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date, time, timedelta

from desk.core.words import _

_PARTS = re.compile(r"\d+")
_HALF_YEAR = timedelta(days=183)


def date_hint() -> str:
    """How a date may be typed."""
    return _("1030, 10-30 or 2026-10-30; T is today")


def read_date(text: str, today: date, near: bool = False) -> date | None:
    """The day that ``text`` means, None if it is none.

    Without a year it is this year's; ``near`` takes the neighbouring year's day where that is
    closer (a due date typed in December).
    """
    text = unicodedata.normalize("NFKC", text).strip().lower()
    if text in ("t", "今天", "今日"):
        return today
    if text[:1] in ("+", "-") and text[1:].isdigit() and len(text) < 5:
        return today + timedelta(days=int(text))
    parts = _PARTS.findall(text)
    if len(parts) == 1 and len(text) == len(parts[0]):
        parts = _split(parts[0])
    if not parts or len(parts) > 3 or any(len(p) > 4 for p in parts):
        return None
    numbers = [int(p) for p in parts]
    if len(numbers) == 1:
        return _day(today.year, today.month, numbers[0])
    if len(numbers) == 3:
        year = numbers[0] if numbers[0] > 99 else 2000 + numbers[0]
        return _day(year, numbers[1], numbers[2])
    found = _day(today.year, *numbers)
    return _nearest(found, today) if near and found else found


def read_time(text: str) -> time | None:
    """The time of day that ``text`` means: 930, 9:30, 0930, 21."""
    text = unicodedata.normalize("NFKC", text).strip()
    parts = _PARTS.findall(text)
    if len(parts) == 1 and len(text) == len(parts[0]) and 3 <= len(text) <= 4:
        parts = [text[:-2], text[-2:]]
    if not parts or len(parts) > 3 or any(len(p) > 2 for p in parts):
        return None
    hour, minute = int(parts[0]), int(parts[1]) if len(parts) > 1 else 0
    return time(hour, minute) if hour < 24 and minute < 60 else None


def _split(digits: str) -> list[str]:
    if len(digits) in (3, 4):
        return [digits[:-2], digits[-2:]]
    if len(digits) in (6, 8):
        return [digits[:-4], digits[-4:-2], digits[-2:]]
    return [digits] if len(digits) < 3 else []


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _nearest(found: date, today: date) -> date:
    if found - today > _HALF_YEAR:
        return _day(found.year - 1, found.month, found.day) or found
    if today - found > _HALF_YEAR:
        return _day(found.year + 1, found.month, found.day) or found
    return found
