"""Working time as set: nights, weekends, holidays, swapped days, pauses, changing clocks."""

from __future__ import annotations

import os
import time
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from hypothesis import given
from hypothesis import strategies as st

from desk.core import preferences, worktime
from desk.core.clock import FixedClock, SystemClock
from desk.core.desk import Desk
from desk.core.errors import Refused
from desk.core.settings import Setting

DAY = 24 * 60


def at(text: str, zone: str = "Asia/Shanghai") -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)


def due(desk: Desk, text: str, minutes: int, **values: bool) -> str:
    found = worktime.due(desk, minutes, at(text), **values)
    return f"{desk.local(found):%Y-%m-%d %H:%M}"


@pytest.mark.parametrize(
    ("start", "minutes", "end"),
    [
        ("2026-11-02 09:00", 15, "2026-11-02 09:15"),
        ("2026-11-02 11:50", 15, "2026-11-02 13:35"),  # over lunch
        ("2026-11-02 12:30", 15, "2026-11-02 13:45"),  # in lunch
        ("2026-11-02 17:55", 15, "2026-11-03 09:10"),  # over the night
        ("2026-11-02 23:30", 15, "2026-11-03 09:15"),  # in the night
        ("2026-11-06 17:55", 15, "2026-11-09 09:10"),  # over the weekend
        ("2026-11-07 10:00", 15, "2026-11-09 09:15"),  # on Saturday
        ("2026-11-02 17:45", 15, "2026-11-02 18:00"),  # to the very end
        ("2026-11-02 10:00", DAY, "2026-11-03 10:00"),
        ("2026-11-06 10:00", DAY, "2026-11-09 10:00"),  # Friday to Monday
        ("2026-11-05 10:00", 3 * DAY, "2026-11-10 10:00"),
        ("2026-11-07 10:00", DAY, "2026-11-10 09:00"),
        ("2026-11-02 10:00", DAY + 30, "2026-11-03 10:30"),
        ("2026-09-30 17:00", DAY, "2026-10-08 17:00"),  # National Day
        ("2026-09-30 17:55", 15, "2026-10-08 09:10"),
        ("2026-10-09 17:55", 15, "2026-10-10 09:10"),  # a swapped Saturday is worked
    ],
)
def test_due_on_working_time(desk: Desk, start: str, minutes: int, end: str) -> None:
    assert due(desk, start, minutes) == end


def test_around_the_clock(desk: Desk) -> None:
    assert due(desk, "2026-11-06 23:00", 120, always=True) == "2026-11-07 01:00"
    assert due(desk, "2026-09-30 17:00", DAY, always=True) == "2026-10-01 17:00"


def test_the_site_s_own_days_and_hours(desk: Desk) -> None:
    preferences.save(
        desk,
        {
            "work.week": "1-5 08:30-12:00 14:00-17:30；6 09:00-12:00",
            "work.days": "2026-11-03 closed; 2026-11-08 work; 2026-11-09 10:00-11:00",
        },
    )
    assert due(desk, "2026-11-02 17:20", 20) == "2026-11-04 08:40"
    assert due(desk, "2026-11-06 17:20", 20) == "2026-11-07 09:10"
    assert due(desk, "2026-11-07 11:50", 20) == "2026-11-08 08:40"
    assert due(desk, "2026-11-08 17:00", DAY) == "2026-11-09 11:00"
    assert due(desk, "2026-11-06 16:00", DAY) == "2026-11-07 12:00"
    # A longer break that day: never in it.
    preferences.save(desk, {"work.days": "2026-11-03 09:00-12:00 14:30-18:00"})
    assert due(desk, "2026-11-02 14:15", DAY) == "2026-11-03 12:00"
    assert due(desk, "2026-11-02 15:00", DAY) == "2026-11-03 15:00"
    preferences.save(desk, {"work.holidays": "none", "work.days": ""})
    assert due(desk, "2026-09-30 17:20", 20) == "2026-10-01 08:40"
    preferences.save(desk, {"work.holidays": "HK"})
    assert worktime.calendar(desk).region == "HK"
    assert not worktime.calendar(desk).is_working_day(date(2026, 12, 25))


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("work.week", ""), ("work.week", "8 09:00-10:00"), ("work.week", "1 10:00-09:00"),
        ("work.week", "1 09:00-12:00 11:00-13:00"), ("work.week", "1-5 25:00-26:00"),
        ("work.week", "1-5 closed"), ("work.days", "2026-13-01 closed"),
        ("work.days", "2026-10-01 12:00-09:00"), ("work.holidays", "FR"),
    ],
)  # fmt: skip
def test_what_is_no_working_time_is_refused(desk: Desk, key: str, value: str) -> None:
    with pytest.raises(Refused):
        preferences.save(desk, {key: value})


def test_a_pause_leaves_what_was_left(desk: Desk) -> None:
    # 17:50 Friday, due 09:10 on Monday: twenty minutes are left whenever it goes on.
    end = at("2026-11-09 09:10")
    since = at("2026-11-06 17:50")
    assert worktime.paused(desk, end, since, at("2026-11-10 10:00")) == at("2026-11-10 10:20")
    # A pause over the weekend only is no pause.
    assert worktime.paused(desk, end, at("2026-11-06 18:00"), at("2026-11-08 12:00")) == end
    # Late is late.
    assert worktime.paused(desk, since, end, end + timedelta(days=1)) == since
    # A clock set back meanwhile.
    assert worktime.paused(desk, end, since, since - timedelta(hours=3)) == end
    assert worktime.paused(
        desk, end, since, since + timedelta(days=2), always=True
    ) == end + timedelta(days=2)


def test_what_it_took(desk: Desk) -> None:
    start, end = at("2026-11-06 17:00"), at("2026-11-09 10:00")
    assert worktime.took(desk, start, end) == 120
    assert worktime.took(desk, start, end, [(at("2026-11-06 17:30"), end)]) == 30
    assert worktime.took(desk, start, end, always=True) == 65 * 60
    assert worktime.took(desk, end, start) == 0


@pytest.mark.parametrize(
    ("start", "minutes", "end"),
    [
        # Clocks go forward at 2:00 on 2026-03-08, back at 2:00 on 2026-11-01.
        ("2026-03-08 00:30", 120, "2026-03-08 03:30"),
        ("2026-11-01 00:30", 120, "2026-11-01 01:30"),
        ("2026-03-07 02:30", DAY, "2026-03-08 03:30"),
        ("2026-10-31 10:00", DAY, "2026-11-01 10:00"),
    ],
)
def test_nights_with_a_clock_change_are_as_long_as_they_were(
    desk: Desk, start: str, minutes: int, end: str
) -> None:
    preferences.save(
        desk,
        {
            "site.time_zone": "America/New_York", "work.week": "1-7 00:00-24:00",
            "work.holidays": "none",
        },
    )  # fmt: skip
    found = worktime.due(desk, minutes, at(start, "America/New_York"))
    assert f"{desk.local(found):%Y-%m-%d %H:%M}" == end


def test_the_machine_s_own_clock(desk: Desk) -> None:
    """The machine may stand in any zone: the site's counts."""
    desk.clock = SystemClock()
    before = os.environ.get("TZ")
    try:
        for zone in ("America/New_York", "Pacific/Kiritimati", "UTC"):
            os.environ["TZ"] = zone
            time.tzset()
            with time_machine.travel(at("2026-11-06 17:55"), tick=False):
                assert worktime.due(desk, 15) == at("2026-11-09 09:10")
    finally:
        if before is None:
            os.environ.pop("TZ", None)
        else:
            os.environ["TZ"] = before
        time.tzset()


def test_from_now(desk: Desk, clock: FixedClock) -> None:
    assert worktime.due(desk, 15) == clock.now() + timedelta(minutes=15)


_ZONES = st.sampled_from(["Asia/Shanghai", "Asia/Hong_Kong", "America/New_York", "Europe/London"])


@given(
    zone=_ZONES,
    start=st.integers(0, 4 * 365 * DAY),
    minutes=st.integers(1, 3000),
    gap=st.integers(0, 20_000),
)
def test_a_pause_keeps_what_is_left(zone: str, start: int, minutes: int, gap: int) -> None:
    class Settings:
        def get(self, setting: Setting[str]) -> str:
            known = {"site.time_zone": zone, "work.holidays": "none"}
            return known.get(setting.key, setting.default)

    class Site:
        settings = Settings()

    site: Desk = Site()  # type: ignore[assignment]
    begin = datetime(2024, 1, 1, tzinfo=UTC) + timedelta(minutes=start)
    end = worktime.due(site, minutes, begin)
    known = worktime.calendar(site)
    assert end > begin
    if minutes < DAY:
        assert known.working_minutes(begin, end) == minutes
    until = begin + timedelta(minutes=gap)
    later = worktime.paused(site, end, begin, until)
    assert later >= end
    left = known.working(begin, end)
    assert timedelta() <= known.working(until, later) - left < timedelta(minutes=1) or later == end
