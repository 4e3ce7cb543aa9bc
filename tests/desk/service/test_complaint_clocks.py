"""The clocks of complaints while the machine's own clock goes on: nights, weekends, holidays,
swapped workdays, pauses, daylight saving, a clock set back.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine

from desk.app import accept_clock
from desk.core import preferences, today
from desk.core.clock import SystemClock
from desk.core.desk import Desk
from desk.core.errors import Refused
from desk.core.settings import TIME_ZONE
from desk.estate.models import Department
from desk.service.callbacks import queue, verbs
from desk.service.complaints import categories, ending, handing, making, moving, reading
from desk.service.complaints.categories import CategoryDraft
from desk.service.complaints.checks import states
from desk.service.complaints.drafts import ComplaintDraft
from desk.service.complaints.rows import ComplaintRow

Travel = Callable[[str], datetime]


@pytest.fixture
def travel(desk: Desk) -> Iterator[Travel]:
    """Set the machine's clock to a time of the site's: ``2026-11-06 17:55``; with ``again`` the
    second time that the wall clock shows it."""
    desk.clock = SystemClock()
    with time_machine.travel(desk.last_entry or datetime.now(UTC), tick=False) as machine:

        def go(text: str) -> datetime:
            plain, again, _end = text.partition(" again")
            zone = ZoneInfo(desk.settings.get(TIME_ZONE))
            local = datetime.fromisoformat(plain).replace(tzinfo=zone, fold=int(bool(again)))
            machine.move_to(local.astimezone(UTC))
            return local.astimezone(UTC)

        yield go


@pytest.fixture
def department(desk: Desk) -> int:
    return int(Department.create(name="工程部").id)


def taken(desk: Desk, department: int, **values: Any) -> ComplaintRow:
    draft = {"text": "电梯停运", "name": "李敏", "phone": "13800138000", **values}
    return making.register_complaint(desk, ComplaintDraft(department=department, **draft))


def dues(desk: Desk, row: ComplaintRow) -> list[str]:
    """By when to respond, feed back and settle, on the wall at the site."""
    found = (row.respond_due, row.feedback_due, row.close_due)
    return [f"{desk.local(due):%m-%d %H:%M}" for due in found if due is not None]


def always(desk: Desk) -> int:
    """A category whose clock never stops."""
    return categories.create_category(desk, CategoryDraft("困人", clock="always")).id


def new_york(desk: Desk, week: str = "1-7 00:00-24:00") -> None:
    """A site whose clocks are moved twice a year: on 14 March and 7 November 2027, at two."""
    preferences.save(
        desk,
        {"site.time_zone": "America/New_York", "work.holidays": "none", "work.week": week},
    )


@pytest.mark.parametrize(
    ("at", "severity", "wanted"),
    [
        ("2026-11-02 09:00", "ordinary", ["11-02 09:15", "11-03 09:00", "11-05 09:00"]),
        # lunch
        ("2026-11-02 11:50", "ordinary", ["11-02 13:35", "11-03 11:50", "11-05 11:50"]),
        ("2026-11-02 12:40", "minor", ["11-02 13:45", "11-03 13:30", "11-05 13:30"]),
        # the night, the weekend
        ("2026-11-03 22:00", "ordinary", ["11-04 09:15", "11-05 09:00", "11-09 09:00"]),
        ("2026-11-06 17:55", "serious", ["11-09 09:10", "11-09 17:55", "11-11 17:55"]),
        ("2026-11-07 15:00", "ordinary", ["11-09 09:15", "11-10 09:00", "11-12 09:00"]),
        # National Day, and the Saturday that is worked for it
        ("2026-09-30 17:50", "ordinary", ["10-08 09:05", "10-08 17:50", "10-10 17:50"]),
        ("2026-10-09 17:50", "ordinary", ["10-10 09:05", "10-10 17:50", "10-13 17:50"]),
        # urgent ones know neither
        ("2026-11-07 23:00", "urgent", ["11-07 23:15", "11-08 01:00", "11-08 23:00"]),
        ("2026-10-01 03:00", "urgent", ["10-01 03:15", "10-01 05:00", "10-02 03:00"]),
    ],
)
def test_what_is_owed_when(
    desk: Desk, travel: Travel, department: int, at: str, severity: str, wanted: list[str]
) -> None:
    travel(at)
    if at < "2026-11-02":
        accept_clock(desk, "测试")
    row = taken(desk, department, severity=severity)
    assert dues(desk, row) == wanted
    assert row.next_due == row.respond_due


def test_a_swapped_day_that_the_site_set_itself(
    desk: Desk, travel: Travel, department: int
) -> None:
    """Spring Festival 2027: closed from the 5th; the site works on Sunday the 14th for it."""
    preferences.save(desk, {"work.days": "2027-02-04 09:00-12:00; 2027-02-14 work"})
    travel("2027-02-04 11:50")
    row = taken(desk, department)
    assert dues(desk, row) == ["02-11 09:05", "02-11 11:50", "02-14 11:50"]


def test_a_late_one_is_red_in_the_morning_not_in_the_night(
    desk: Desk, travel: Travel, department: int
) -> None:
    travel("2026-11-06 17:50")
    taken(desk, department)
    for at, tone in (
        ("2026-11-06 23:59", "due"), ("2026-11-08 12:00", "due"), ("2026-11-09 09:05", "due"),
        ("2026-11-09 09:06", "late"),
    ):  # fmt: skip
        travel(at)
        assert [item.tone for item in today.today(desk)] == [tone], at


def test_pauses_over_a_night_a_weekend_and_twice(
    desk: Desk, travel: Travel, department: int
) -> None:
    travel("2026-11-05 16:00")
    row = taken(desk, department)
    travel("2026-11-05 16:10")
    moving.respond(desk, row.id)
    travel("2026-11-05 17:00")
    row = moving.pause(desk, row.id, "等业主")
    assert row.next_due == row.paused_until == row.paused_at + timedelta(hours=72)  # type: ignore[operator]
    travel("2026-11-09 10:00")  # Thursday to Monday: a day and two hours of work
    row = moving.resume(desk, row.id)
    # Feedback was owed Friday 16:00: 6.5 hours were left at five, and are left at ten.
    assert dues(desk, row)[1:] == ["11-09 18:00", "11-11 18:00"]
    travel("2026-11-09 10:30")
    moving.pause(desk, row.id, "等配件", "parts")
    travel("2026-11-09 12:30")  # in lunch: an hour and a half of work
    row = moving.resume(desk, row.id)
    assert dues(desk, row)[1:] == ["11-10 10:30", "11-12 10:30"]
    travel("2026-11-09 14:00")
    ending.resolve(desk, row.id)
    (waiting,) = queue.queue(desk)
    verbs.done(desk, waiting.id, 4)
    # 60 minutes on Thursday, 30 and 30 on Monday; what waited is nobody's time.
    assert reading.get_complaint(desk, row.id).close_took == 60 + 30 + 30
    assert states(desk) == []


def test_a_pause_outside_working_time_moves_nothing(
    desk: Desk, travel: Travel, department: int
) -> None:
    travel("2026-11-06 17:30")
    row = taken(desk, department)
    before = dues(desk, moving.respond(desk, row.id))
    travel("2026-11-06 18:00")
    moving.pause(desk, row.id, "等")
    travel("2026-11-09 08:59")
    assert dues(desk, moving.resume(desk, row.id)) == before


def test_what_was_late_stays_late(desk: Desk, travel: Travel, department: int) -> None:
    travel("2026-11-02 09:00")
    row = taken(desk, department)
    travel("2026-11-06 09:00")
    moving.respond(desk, row.id)
    moving.pause(desk, row.id, "等")
    travel("2026-11-09 09:00")
    row = moving.resume(desk, row.id)
    assert dues(desk, row) == ["11-02 09:15", "11-03 09:00", "11-05 09:00"] and row.late


@pytest.mark.parametrize(
    ("at", "clock", "wanted"),
    [
        # Clocks go forward at two: the hour from two to three is not there.
        ("2027-03-14 01:50", "always", ["03-14 03:05", "03-15 02:50", "03-17 02:50"]),
        ("2027-03-14 01:50", "working", ["03-14 03:05", "03-15 01:50", "03-17 01:50"]),
        ("2027-03-13 23:00", "always", ["03-13 23:15", "03-15 00:00", "03-17 00:00"]),
        # Clocks go back at two: the hour from one to two is there twice.
        ("2027-11-07 01:50", "always", ["11-07 01:05", "11-08 00:50", "11-10 00:50"]),
        ("2027-11-07 01:50 again", "always", ["11-07 02:05", "11-08 01:50", "11-10 01:50"]),
        ("2027-11-06 23:50", "working", ["11-07 00:05", "11-07 23:50", "11-09 23:50"]),
    ],
)
def test_daylight_saving(
    desk: Desk, travel: Travel, department: int, at: str, clock: str, wanted: list[str]
) -> None:
    new_york(desk)
    now = travel(at)
    category = always(desk) if clock == "always" else 0
    row = taken(desk, department, category=category)
    assert dues(desk, row) == wanted
    assert row.respond_due is not None
    assert row.respond_due - now == timedelta(minutes=15)


def test_a_pause_through_the_night_of_the_change(
    desk: Desk, travel: Travel, department: int
) -> None:
    new_york(desk, "1-7 08:00-20:00")
    travel("2027-11-06 19:00")
    row = taken(desk, department, category=always(desk))
    moving.respond(desk, row.id)
    ordinary = taken(desk, department)
    moving.respond(desk, ordinary.id)
    travel("2027-11-06 19:30")
    for each in (row, ordinary):
        moving.pause(desk, each.id, "等")
    travel("2027-11-07 08:30")  # fourteen hours later, not thirteen
    assert dues(desk, moving.resume(desk, row.id))[1:] == ["11-08 08:00", "11-10 08:00"]
    # On working time: half an hour in the evening and half an hour in the morning.
    assert dues(desk, moving.resume(desk, ordinary.id))[1:] == ["11-07 20:00", "11-09 20:00"]
    for each in (row, ordinary):
        ending.resolve(desk, each.id)
        ending.close_complaint(desk, each.id, 5)
        assert reading.get_complaint(desk, each.id).close_took == 30


def test_what_it_took_over_the_night_of_the_change(
    desk: Desk, travel: Travel, department: int
) -> None:
    new_york(desk)
    travel("2027-03-14 01:30")
    row = taken(desk, department, category=always(desk))
    travel("2027-03-14 03:30")  # an hour later
    assert moving.respond(desk, row.id).respond_took == 60
    travel("2027-11-07 01:30")
    other = taken(desk, department, category=row.category)
    travel("2027-11-07 01:30 again")
    assert moving.respond(desk, other.id).respond_took == 60


def test_a_clock_set_back_a_little_takes_nothing_away(
    desk: Desk, travel: Travel, department: int
) -> None:
    travel("2026-11-03 10:00")
    row = taken(desk, department)
    travel("2026-11-03 09:55")
    row = moving.respond(desk, row.id)
    assert row.respond_took == 0
    before = dues(desk, row)
    moving.pause(desk, row.id, "等")
    travel("2026-11-03 09:51")
    row = moving.resume(desk, row.id)
    assert dues(desk, row) == before
    assert reading.pauses_of(row.id)[0].until == reading.pauses_of(row.id)[0].since
    ending.resolve(desk, row.id)
    assert ending.close_complaint(desk, row.id, 5).close_took == 0
    assert states(desk) == []


def test_a_clock_set_back_far_stops_the_books_until_it_is_accepted(
    desk: Desk, travel: Travel, department: int
) -> None:
    travel("2026-11-03 10:00")
    row = taken(desk, department)
    travel("2026-11-02 10:00")
    with pytest.raises(Refused, match=r"clock\.set_back"):
        moving.respond(desk, row.id)
    assert reading.get_complaint(desk, row.id).state == "registered"
    accept_clock(desk, "主板电池已换")
    row = moving.respond(desk, row.id)
    assert row.respond_took == 0 and dues(desk, row)[0] == "11-03 10:15"
    handing.urge(desk, row.id)
    travel("2026-11-03 10:30")
    assert handing.urge(desk, row.id).urged == 2


def test_a_reopened_one_counts_anew_from_the_next_morning(
    desk: Desk, travel: Travel, department: int
) -> None:
    travel("2026-11-05 10:00")
    row = taken(desk, department)
    moving.respond(desk, row.id)
    ending.resolve(desk, row.id)
    assert desk.local(queue.queue(desk)[0].due_at).isoformat()[:16] == "2026-11-06T10:00"
    travel("2026-11-06 19:00")
    row = ending.reopen(desk, row.id, "又坏了")
    assert dues(desk, row) == ["11-09 09:15", "11-10 09:00", "11-12 09:00"]


def test_ringing_again_is_on_working_time(desk: Desk, travel: Travel, department: int) -> None:
    travel("2026-11-05 10:00")
    row = taken(desk, department)
    moving.respond(desk, row.id)
    ending.resolve(desk, row.id)
    travel("2026-11-06 17:30")
    (waiting,) = queue.queue(desk)
    again = verbs.tried(desk, waiting.id)
    assert f"{desk.local(again.due_at):%m-%d %H:%M}" == "11-09 09:30"
    assert again.promised_at == waiting.promised_at
