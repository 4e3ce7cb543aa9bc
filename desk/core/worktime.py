"""Working time as this site has set it: what is due when, how long something took.

Days off come from the country (``holidays``), swapped workdays with them, and single days that
the site sets itself go before both.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from desk.core.calendar import Calendar, Hours, Interval
from desk.core.desk import Desk
from desk.core.errors import Refused
from desk.core.settings import REGION, TIME_ZONE, Setting, declare
from desk.core.words import N_

GROUP = "work"
DAY_MINUTES = 24 * 60
MINUTE = timedelta(minutes=1)
_DAYS = re.compile(r"([1-7])(?:-([1-7]))?\s+(.+)")
_HOURS = re.compile(r"([0-2]?\d):([0-5]\d)\s*[-–]\s*([0-2]?\d):([0-5]\d)")
_CLOSED = ("", "closed", "off", "休")


def _week(value: str) -> None:
    week_of(value)


def _days(value: str) -> None:
    days_of(value)


WEEK = declare(
    Setting(
        "work.week", "1-5 09:00-12:00 13:30-18:00", N_("Working hours by day of the week"), GROUP,
        check=_week,
    )
)  # fmt: skip
DAYS = declare(
    Setting("work.days", "", N_("Single days that differ (swapped, closed)"), GROUP, check=_days)
)
HOLIDAYS = declare(
    Setting(
        "work.holidays", "site", N_("Public holidays"), GROUP, choices=("site", "CN", "HK", "none")
    )
)


@lru_cache(maxsize=16)
def week_of(value: str) -> tuple[Hours, ...]:
    """``1-5 09:00-12:00 13:30-18:00; 6 09:00-12:00`` as the hours of Monday to Sunday.

    Raises Refused("setting.work_week").
    """
    week: list[Hours] = [()] * 7
    try:
        for part in _parts(value):
            found = _DAYS.fullmatch(part)
            if found is None:
                raise ValueError(part)
            first, last = int(found[1]), int(found[2] or found[1])
            for day in range(first, last + 1):
                week[day - 1] = _hours(found[3])
        Calendar(week=tuple(week))
    except ValueError:
        raise Refused("setting.work_week", WEEK.key) from None
    if not any(week):
        raise Refused("setting.work_week", WEEK.key)
    return tuple(week)


@lru_cache(maxsize=16)
def days_of(value: str) -> dict[date, Hours | None]:
    """``2026-10-10 09:00-18:00; 2026-10-12 closed; 2026-10-17 work`` as days and their hours.

    None stands for the hours of a usual workday. Raises Refused("setting.work_days").
    """
    days: dict[date, Hours | None] = {}
    try:
        for part in _parts(value):
            day, _blank, hours = part.partition(" ")
            hours = hours.strip().lower()
            days[date.fromisoformat(day)] = (
                () if hours in _CLOSED else None if hours in ("work", "班") else _hours(hours)
            )
        Calendar(days={day: hours or () for day, hours in days.items()})
    except ValueError:
        raise Refused("setting.work_days", DAYS.key) from None
    return days


def calendar(desk: Desk) -> Calendar:
    """When this site works, as set."""
    get = desk.settings.get
    named = get(HOLIDAYS)
    region = get(REGION) if named == "site" else "" if named == "none" else named
    return _calendar(get(TIME_ZONE), region, get(WEEK), get(DAYS))


def due(
    desk: Desk, minutes: int, start: datetime | None = None, *, always: bool = False
) -> datetime:
    """When something is due that may take ``minutes`` from ``start`` (now if None).

    On working time each whole 24 hours are one working day: the same time of the next one. With
    ``always`` the clock runs through nights and holidays. Raises calendar.NoWorkingTime.
    """
    start = (start or desk.now).astimezone(UTC)
    if always:
        return start + minutes * MINUTE
    known = calendar(desk)
    days, rest = divmod(minutes, DAY_MINUTES)
    moment = known.next_working(start)
    for _each in range(days):
        moment = _next_day(known, moment)
    return known.add_working(moment, rest)


def paused(
    desk: Desk, due_at: datetime, since: datetime, until: datetime, *, always: bool = False
) -> datetime:
    """``due_at`` after a pause: what was left at ``since`` is left at ``until``.

    What was late already stays so; a clock set back meanwhile takes nothing away.
    """
    if due_at <= since or until <= since:
        return due_at
    if always:
        return due_at + (until - since)
    known = calendar(desk)
    left = -(known.working(since, due_at) // -MINUTE)
    return max(due_at, known.add_working(known.next_working(until), left))


def took(
    desk: Desk,
    start: datetime,
    end: datetime,
    pauses: Sequence[Interval] = (),
    *,
    always: bool = False,
) -> int:
    """Whole minutes from ``start`` to ``end`` on the clock meant, without ``pauses``; never < 0."""
    known = _around_the_clock() if always else calendar(desk)
    return max(0, known.working_minutes(start, end, pauses))


def _parts(value: str) -> list[str]:
    plain = value.replace("；", ";").replace("：", ":")
    return [part.strip() for part in plain.split(";") if part.strip()]


def _hours(text: str) -> Hours:
    if text.strip().lower() in _CLOSED:
        return ()
    found = []
    for piece in text.replace(",", " ").split():
        match = _HOURS.fullmatch(piece)
        if match is None:
            raise ValueError(piece)
        hour, minute, end_hour, end_minute = map(int, match.groups())
        end = time(0) if (end_hour, end_minute) == (24, 0) else time(end_hour, end_minute)
        found.append((time(hour, minute), end))
    return tuple(found)


@lru_cache(maxsize=8)
def _calendar(zone: str, region: str, week: str, days: str) -> Calendar:
    hours = week_of(week)
    usual = next(each for each in hours if each)
    special = {
        day: usual_of(hours, day, usual) if each is None else each
        for day, each in days_of(days).items()
    }
    return Calendar(zone=zone, week=hours, region=region, days=special)


def usual_of(week: tuple[Hours, ...], day: date, usual: Hours) -> Hours:
    """The hours of ``day`` when it is worked: its weekday's, or those of a usual workday."""
    return week[day.weekday()] or usual


@lru_cache(maxsize=1)
def _around_the_clock() -> Calendar:
    return Calendar(zone="UTC", week=(((time(0), time(0)),),) * 7)


def _next_day(known: Calendar, moment: datetime) -> datetime:
    """The same time of the next working day, or the nearest worked moment before it that day."""
    zone = ZoneInfo(known.zone)
    local = moment.astimezone(zone)
    day = local.date() + timedelta(days=1)
    while not known.is_working_day(day):
        day += timedelta(days=1)
    wanted = local.time()
    worked = [
        wanted if start <= wanted and (wanted <= end or end == time(0)) else end
        for start, end in known.hours(day)
        if start <= wanted
    ]
    at = worked[-1] if worked else known.hours(day)[0][0]
    return datetime.combine(day, at, zone).astimezone(UTC)
