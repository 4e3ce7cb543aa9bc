from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.core.calendar import OFFICE, WEEK, Calendar, NoWorkingTime, public_holidays

SHENZHEN = Calendar()
BERLIN = Calendar(
    zone="Europe/Berlin",
    week=(((time(22), time(0)),), ((time(0), time(6)),), OFFICE, OFFICE, OFFICE, OFFICE,
          ((time(0), time(12)), (time(12), time(0)))),
)  # fmt: skip
CALENDARS = st.sampled_from([SHENZHEN, BERLIN, Calendar(region="CN"), Calendar(region="HK")])
MOMENTS = st.datetimes(
    datetime(2025, 1, 1),  # noqa: DTZ001 (Hypothesis wants bounds without a zone)
    datetime(2026, 12, 31),  # noqa: DTZ001
    timezones=st.just(UTC)
).map(lambda moment: moment.replace(microsecond=0))  # fmt: skip
MINUTES = st.integers(0, 4000)


def local(year: int, month: int, day: int, hour: int, minute: int = 0) -> datetime:
    """A moment on Shenzhen's clock."""
    return datetime(year, month, day, hour, minute, tzinfo=ZoneInfo("Asia/Shanghai"))


def test_due_times_skip_lunch_nights_and_weekends() -> None:
    assert SHENZHEN.add_working(local(2026, 3, 2, 11, 30), 60) == local(2026, 3, 2, 14)
    assert SHENZHEN.add_working(local(2026, 3, 6, 17, 30), 60) == local(2026, 3, 9, 9, 30)
    assert SHENZHEN.add_working(local(2026, 3, 7, 10), 30) == local(2026, 3, 9, 9, 30)
    assert SHENZHEN.add_working(local(2026, 3, 2, 11, 30), 30) == local(2026, 3, 2, 12)
    assert SHENZHEN.next_working(local(2026, 3, 2, 12, 30)) == local(2026, 3, 2, 13, 30)
    assert not SHENZHEN.is_working(local(2026, 3, 2, 12))
    assert SHENZHEN.is_working(local(2026, 3, 2, 9))


def test_holidays_and_swapped_workdays() -> None:
    china = Calendar(region="CN")
    assert not china.is_working_day(date(2026, 2, 17))
    assert china.is_working_day(date(2026, 2, 14))  # a Saturday worked for the new year
    assert china.hours(date(2026, 2, 14)) == OFFICE
    assert not Calendar(region="HK").is_working_day(date(2026, 7, 1))
    own = Calendar(region="CN", days={date(2026, 2, 17): OFFICE, date(2026, 3, 2): ()})
    assert own.is_working_day(date(2026, 2, 17))
    assert not own.is_working_day(date(2026, 3, 2))
    with pytest.raises(ValueError, match="XX"):
        public_holidays("XX", 2026)


def test_pauses_do_not_count() -> None:
    nine, noon = local(2026, 3, 2, 9), local(2026, 3, 2, 12)
    assert SHENZHEN.working_minutes(nine, noon) == 180
    pauses = [
        (local(2026, 3, 2, 10), local(2026, 3, 2, 11)),
        (local(2026, 3, 2, 10, 30), local(2026, 3, 2, 11, 15)),
        (local(2026, 3, 2, 11, 50), local(2026, 3, 2, 15)),
    ]
    assert SHENZHEN.working_minutes(nine, noon, pauses) == 95
    assert SHENZHEN.working_minutes(noon, nine, pauses) == -95


def test_nights_with_a_clock_change_are_as_long_as_they_are() -> None:
    night = Calendar(zone="Europe/Berlin", week=(((time(0), time(6)),),) * 7)
    for day, hours in ((date(2026, 3, 29), 5), (date(2026, 10, 25), 7), (date(2026, 6, 1), 6)):
        noon = datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
        assert night.working_minutes(noon - timedelta(days=1), noon) == hours * 60
    leap = Calendar(zone="Europe/Berlin", week=(((time(2, 30), time(6)),),) * 7)
    noon = datetime(2026, 3, 29, 12, tzinfo=UTC)
    assert leap.working_minutes(noon - timedelta(days=1), noon) == 180


def test_a_calendar_that_never_works_says_so() -> None:
    never = Calendar(week=((),) * 7)
    with pytest.raises(NoWorkingTime):
        never.add_working(local(2026, 3, 2, 9), 1)
    assert never.working_minutes(local(2026, 3, 2, 9), local(2026, 3, 9, 9)) == 0
    assert never.add_working(local(2026, 3, 2, 9), 0) == local(2026, 3, 2, 9)


@pytest.mark.parametrize(
    "hours",
    [((time(9), time(8)),), ((time(9), time(12)), (time(11), time(13))), ((time(9), time(9)),),
     ((time(9), time(0)), (time(10), time(11)))],
)  # fmt: skip
def test_wrong_hours(hours: tuple[tuple[time, time], ...]) -> None:
    with pytest.raises(ValueError, match="time"):
        Calendar(week=(hours, *WEEK[1:]))


def test_naive_moments_are_not_taken() -> None:
    with pytest.raises(ValueError, match="zone"):
        SHENZHEN.add_working(datetime(2026, 3, 2), 5)  # noqa: DTZ001
    with pytest.raises(ValueError, match="-5"):
        SHENZHEN.add_working(local(2026, 3, 2, 9), -5)


@given(CALENDARS, MOMENTS, MINUTES)
def test_what_is_added_is_measured(calendar: Calendar, start: datetime, minutes: int) -> None:
    due = calendar.add_working(start, minutes)
    assert due >= start
    assert calendar.working_minutes(start, due) == minutes
    if minutes:
        assert calendar.is_working(due - timedelta(microseconds=1))


@given(CALENDARS, MOMENTS, MINUTES, MINUTES)
def test_adding_twice_is_adding_both(
    calendar: Calendar, start: datetime, first: int, second: int
) -> None:
    both = calendar.add_working(calendar.add_working(start, first), second)
    assert both == calendar.add_working(start, first + second)


@given(CALENDARS, st.tuples(MOMENTS, MOMENTS, MOMENTS).map(sorted))
def test_stretches_add_up(calendar: Calendar, moments: list[datetime]) -> None:
    first, second, third = moments
    whole = calendar.working(first, third)
    assert calendar.working(first, second) + calendar.working(second, third) == whole
    paused = calendar.working(first, third, [(second, third)])
    assert paused == calendar.working(first, second)
    assert timedelta() <= whole <= third - first
