"""Working time: when the desk works, when something is due, how long something took.

A ``Calendar`` is plain data. Hours stand on the site's wall clock; moments are aware UTC
datetimes, and all lengths are real minutes, so a night with a clock change is as long as it was.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from desk.core.frozen import frozen

Hours = tuple[tuple[time, time], ...]
"""The working stretches of a day in order, apart by breaks; an end of 00:00 is midnight after."""
Interval = tuple[datetime, datetime]

OFFICE: Hours = ((time(9), time(12)), (time(13, 30), time(18)))
WEEK: tuple[Hours, ...] = (OFFICE, OFFICE, OFFICE, OFFICE, OFFICE, (), ())
"""Monday to Sunday as most desks begin: 9–12 and 13:30–18 on weekdays."""
DAY = timedelta(days=1)
_FARTHEST = 20 * 366
"""Days that are looked through for working time before giving up."""


class NoWorkingTime(ValueError):
    """The calendar has no working time ahead at all, so nothing can become due."""


@frozen
class Calendar:
    """When a site works.

    ``week`` holds Monday to Sunday. ``days`` are single days that differ, whatever else says:
    () closed, otherwise that day's hours (a swapped workday 调休). ``region`` names the public
    holidays (``CN``, ``HK`` or "" for none) that are closed unless ``days`` or the country's own
    swapped workdays say otherwise. Raises ValueError for hours that overlap or run backwards.
    """

    zone: str = "Asia/Shanghai"
    week: tuple[Hours, ...] = WEEK
    region: str = ""
    days: Mapping[date, Hours] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if len(self.week) != 7:
            raise ValueError("a week has seven days")
        ZoneInfo(self.zone)
        for hours in (*self.week, *self.days.values()):
            _check(hours)

    def hours(self, day: date) -> Hours:
        """The working stretches of ``day`` on the wall clock; () when it is closed."""
        special = self.days.get(day)
        if special is not None:
            return special
        if self.region:
            closed, worked = public_holidays(self.region, day.year)
            if day in worked:
                return self.week[day.weekday()] or next((h for h in self.week if h), ())
            if day in closed:
                return ()
        return self.week[day.weekday()]

    def is_working_day(self, day: date) -> bool:
        """Whether there is any working time on ``day``."""
        return bool(self.hours(day))

    def is_working(self, moment: datetime) -> bool:
        """Whether the desk works at ``moment``; the end of a stretch is not working any more."""
        moment = _utc(moment)
        return any(start <= moment < end for start, end in self._around(moment))

    def add_working(self, start_utc: datetime, minutes: int) -> datetime:
        """The moment when ``minutes`` of working time have passed since ``start_utc``.

        A due time falls inside working time or at its end, never in a break. No minutes give
        ``start_utc`` itself. Raises ValueError for negative minutes and NoWorkingTime.
        """
        if minutes < 0:
            raise ValueError(minutes)
        start = _utc(start_utc)
        left = timedelta(minutes=minutes)
        if not left:
            return start
        for begin, end in self._from(start):
            begin = max(begin, start)
            if begin < end:
                if end - begin >= left:
                    return begin + left
                left -= end - begin
        raise NoWorkingTime

    def next_working(self, moment: datetime) -> datetime:
        """``moment`` itself if the desk works then, else when it opens. Raises NoWorkingTime."""
        moment = _utc(moment)
        for begin, end in self._from(moment):
            if moment < end:
                return max(begin, moment)
        raise NoWorkingTime

    def working_minutes(
        self, start: datetime, end: datetime, pauses: Sequence[Interval] = ()
    ) -> int:
        """Whole minutes of working time from ``start`` to ``end``, without those in ``pauses``.

        Negative when ``end`` is before ``start``. Pauses (waiting for the customer) may overlap,
        touch and reach beyond both ends.
        """
        return int(self.working(start, end, pauses) / timedelta(minutes=1))

    def working(self, start: datetime, end: datetime, pauses: Sequence[Interval] = ()) -> timedelta:
        """As ``working_minutes``, to the microsecond."""
        start, end = _utc(start), _utc(end)
        if end < start:
            return -self.working(end, start, pauses)
        stopped = _merged(pauses)
        total = timedelta()
        for begin, close in self._from(start):
            if begin >= end:
                break
            begin, close = max(begin, start), min(close, end)
            total += max(close - begin, timedelta())
            total -= sum((_common(begin, close, pause) for pause in stopped), timedelta())
        return total

    def _from(self, moment: datetime) -> Iterator[Interval]:
        """Working stretches from the day before ``moment`` on, in UTC, in order, not touching."""
        day = moment.astimezone(ZoneInfo(self.zone)).date() - DAY
        idle = 0
        reached = datetime.min.replace(tzinfo=UTC)
        while idle < _FARTHEST and day < date.max:
            stretches = self._stretches(day)
            for begin, end in stretches:
                begin = max(begin, reached)  # a clock set back may fold two stretches together
                if begin < end:
                    reached = end
                    yield begin, end
            idle = 0 if stretches else idle + 1
            day += DAY

    def _around(self, moment: datetime) -> list[Interval]:
        day = moment.astimezone(ZoneInfo(self.zone)).date()
        return [*self._stretches(day - DAY), *self._stretches(day)]

    def _stretches(self, day: date) -> list[Interval]:
        zone = ZoneInfo(self.zone)
        return [
            (_moment(day, start, zone), _moment(day if end > start else day + DAY, end, zone))
            for start, end in self.hours(day)
        ]


def _moment(day: date, at: time, zone: ZoneInfo) -> datetime:
    """The wall clock's ``at`` as UTC; a time that the clock leaps over is the leap itself."""
    local = datetime.combine(day, at, zone)
    moment = local.astimezone(UTC)
    if moment.astimezone(zone).replace(tzinfo=None) != local.replace(tzinfo=None):
        # In the gap: the offset before it puts the moment as far behind the leap as it was meant.
        after = local.replace(fold=1).astimezone(UTC)
        low, high = min(moment, after), max(moment, after)
        while high - low > timedelta(seconds=1):
            middle = low + (high - low) / 2
            if middle.astimezone(zone).utcoffset() == low.astimezone(zone).utcoffset():
                low = middle
            else:
                high = middle
        return high.replace(microsecond=0)
    return moment


def _utc(moment: datetime) -> datetime:
    if moment.tzinfo is None:
        raise ValueError("a moment needs a time zone")
    return moment.astimezone(UTC)


def _check(hours: Hours) -> None:
    reached: time | None = None
    for place, (start, end) in enumerate(hours):
        last = place == len(hours) - 1
        if (end <= start and not (last and end == time(0))) or (
            reached is not None and start < reached
        ):
            raise ValueError(hours)
        reached = end


def _merged(pauses: Sequence[Interval]) -> list[Interval]:
    merged: list[Interval] = []
    for start, end in sorted((_utc(start), _utc(end)) for start, end in pauses):
        if end <= start:
            continue
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], end))
        else:
            merged.append((start, end))
    return merged


def _common(start: datetime, end: datetime, other: Interval) -> timedelta:
    return max(min(end, other[1]) - max(start, other[0]), timedelta())


@lru_cache(maxsize=64)
def public_holidays(region: str, year: int) -> tuple[Mapping[date, str], frozenset[date]]:
    """Days off with their English names, and days worked in exchange, as far as published.

    Raises ValueError for a region that is not known.
    """
    from holidays import country_holidays  # late: a third of a second

    try:
        found = country_holidays(region, years=[year], language="en_US")
    except NotImplementedError as error:
        raise ValueError(region) from error
    worked = frozenset(day for day in getattr(found, "weekend_workdays", ()) if day.year == year)
    return dict(found.items()), worked
