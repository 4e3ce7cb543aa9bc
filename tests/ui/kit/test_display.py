from __future__ import annotations

from datetime import date, timedelta

import pytest

from tests.ui.kit.fakes import NOW, ZONE
from ui.kit import display
from ui.kit.dates import read_date, read_time
from ui.kit.display import Display

TODAY = date(2026, 11, 6)
SHOW = Display(lambda moment: moment.astimezone(ZONE), lambda: TODAY)


@pytest.mark.parametrize(
    ("kind", "value", "words"),
    [
        ("text", None, ""),
        ("text", "<b>", "<b>"),
        ("time", NOW, "14:32"),
        ("time", NOW - timedelta(days=2), "11-04 14:32"),
        ("time", NOW - timedelta(days=400), "2025-10-02 14:32"),
        ("date", date(2026, 2, 3), "2026-02-03"),
        ("money", 123450, "1,234.50"),
        ("money", -5, "−0.05"),
        ("int", 12345, "12,345"),
        ("area", 8950, "89.50 m²"),
        ("phone", "13712348842", "137 1234 8842"),
        ("phone", "137****8842", "137 **** 8842"),
        ("phone", "+852 9123 4567", "+852 9123 4567"),
        ("phone", "91234567", "9123 4567"),
        ("state", ("visit.state", "x", "words"), "words"),
        ("other", 3, "3"),
    ],
)
def test_words(kind: str, value: object, words: str) -> None:
    assert SHOW.text(kind, value) == words


def test_tones() -> None:
    assert SHOW.tone("state", ("visit.state", "overdue")) == "late"
    assert SHOW.tone("state", "on_site", "visit.state") == "ok"
    assert SHOW.tone("state", "never heard of") is None
    assert SHOW.tone("money", -1) == "late"
    assert SHOW.tone("code", "V1") == "muted"


def test_length() -> None:
    assert display.length(timedelta(minutes=87)) == "1 h 27 min"
    assert display.length(timedelta(days=3)) == "3 days"
    assert display.length(timedelta(minutes=5)) == "5 min"


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("1030", date(2026, 10, 30)),
        ("10-30", date(2026, 10, 30)),
        ("2026-10-30", date(2026, 10, 30)),
        ("20261030", date(2026, 10, 30)),
        ("261030", date(2026, 10, 30)),
        ("2026年10月30日", date(2026, 10, 30)),
        ("１０／３０", date(2026, 10, 30)),
        ("t", TODAY),
        ("今天", TODAY),
        ("+7", date(2026, 11, 13)),
        ("9", date(2026, 11, 9)),
        ("1332", None),
        ("abc", None),
        ("", None),
        ("123456789012", None),
    ],
)
def test_dates_as_typed(typed: str, day: date | None) -> None:
    assert read_date(typed, TODAY) == day


def test_a_due_date_typed_in_december_is_next_years() -> None:
    assert read_date("105", date(2026, 12, 20), near=True) == date(2027, 1, 5)
    assert read_date("1220", date(2027, 1, 5), near=True) == date(2026, 12, 20)


@pytest.mark.parametrize(
    ("typed", "clock"),
    [("930", "09:30"), ("9:30", "09:30"), ("2115", "21:15"), ("21", "21:00"), ("2575", None),
     ("x", None), ("９：３０", "09:30")],
)  # fmt: skip
def test_times_as_typed(typed: str, clock: str | None) -> None:
    found = read_time(typed)
    assert (f"{found:%H:%M}" if found else None) == clock
