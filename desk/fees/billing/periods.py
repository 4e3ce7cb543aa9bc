"""Months, cycles, and what part of months a stretch of days is. Pure."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta
from math import lcm

DAY = timedelta(days=1)


def month_of(day: date) -> date:
    """The first day of the month."""
    return day.replace(day=1)


def add_months(month: date, count: int) -> date:
    """The first day of the month ``count`` months after that of ``month``."""
    year, index = divmod(month.year * 12 + month.month - 1 + count, 12)
    return date(year, index + 1, 1)


def month_end(day: date) -> date:
    """The last day of the month."""
    return day.replace(day=days_in(day))


def days_in(day: date) -> int:
    """How many days the month of ``day`` has."""
    return monthrange(day.year, day.month)[1]


def begins_cycle(month: date, cycle: int, cycle_start: int) -> bool:
    """Whether an item billed every ``cycle`` months, first in ``cycle_start``, is due in it."""
    return (month.month - cycle_start) % cycle == 0


def cycle_from(month: date, cycle: int) -> tuple[date, date]:
    """First and last day of the ``cycle`` months from ``month`` on."""
    first = month_of(month)
    return first, add_months(first, cycle) - DAY


def months_in(first: date, last: date) -> Iterator[tuple[int, int]]:
    """(days taken, days there are) of each month that ``first``–``last`` touches."""
    month = month_of(first)
    while month <= last:
        end = month_end(month)
        yield (min(end, last) - max(month, first)).days + 1, end.day
        month = end + DAY


def part_of(first: date, last: date) -> tuple[int, int]:
    """``first``–``last`` in months as (part, parts): (3, 1) or, of part months, days (15, 30)."""
    whole, parts, rest = 0, 1, []
    for days, full in months_in(first, last):
        if days == full:
            whole += 1
        else:
            rest.append((days, full))
            parts = lcm(parts, full)
    return whole * parts + sum(days * (parts // full) for days, full in rest), parts
