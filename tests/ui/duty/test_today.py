"""The Today board, by keyboard."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from desk.core.access import Role
from desk.core.clock import FixedClock
from desk.core.desk import Desk
from desk.estate.departments import create_department, departments
from desk.reception.visitors.drafts import VisitDraft
from desk.reception.visitors.verbs import sign_in, sign_out
from tests.stores import as_role
from ui.duty.today import TodayPage


@pytest.fixture
def overdue(desk: Desk, clock: FixedClock) -> list[Any]:
    """Two visitors who should have left."""
    rows = [come(desk, name) for name in ("张伟", "刘思远")]
    clock.advance(timedelta(hours=9))
    return rows


def come(desk: Desk, name: str) -> Any:
    """Somebody comes to see the first department."""
    found = departments(desk) or [create_department(desk, "工程部")]
    return sign_in(desk, VisitDraft(name=name, department=found[0].id, purpose="办事"))


def test_nothing_waits(frame: Any, shown: Any) -> None:
    page = shown(TodayPage(frame))
    assert page.nothing.isVisible()
    assert page.rows == []
    assert page.summary.text() == "all done"
    page.setFocus()
    assert QApplication.focusWidget() is page.tiles[0]


def test_who_is_overdue_stands_there_in_words(frame: Any, shown: Any, overdue: Any) -> None:
    page = shown(TodayPage(frame))
    assert not page.nothing.isVisible()
    assert [row.item.title for row in page.rows] == ["张伟", "刘思远"]
    assert "Should have left" in page.rows[0].why
    assert "late" in page.rows[0].time
    assert page.summary.text() == "2 overdue"


def test_keys_move_open_and_act(qtbot: Any, frame: Any, shown: Any, overdue: Any) -> None:
    page = shown(TodayPage(frame))
    page.setFocus()
    assert page.rows[0].hasFocus()
    qtbot.keyClick(page.rows[0], Qt.Key.Key_Down)
    assert page.rows[1].hasFocus()
    qtbot.keyClick(page.rows[1], Qt.Key.Key_Return)
    assert frame.asked == [("show_record", "visit", overdue[1].id)]
    qtbot.keyClick(page.rows[1], Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    page.refresh()
    assert [row.item.title for row in page.rows] == ["张伟"]
    qtbot.waitUntil(page.rows[0].hasFocus)  # the next one in its place
    assert "Left" in page.message_bar.text


def test_a_second_click_is_refused_in_words(frame: Any, shown: Any, overdue: Any, desk: Desk):
    page = shown(TodayPage(frame))
    sign_out(desk, overdue[0].id)  # at another desk
    page.rows[0].buttons[0].click()
    assert page.message_bar.text
    assert "signed out." not in page.message_bar.text


def test_minutes_pass_without_losing_the_row(frame: Any, shown: Any, overdue: Any, clock: Any):
    page = shown(TodayPage(frame))
    before, words = page.rows[1], page.rows[1].time
    before.setFocus()
    clock.advance(timedelta(minutes=90))
    page.refresh()
    assert page.rows[1] is before
    assert before.hasFocus()
    assert before.time != words


def test_tiles_begin_things(frame: Any, shown: Any) -> None:
    page = shown(TodayPage(frame))
    for tile in page.tiles:
        tile.click()
    begun = [asked[2] for asked in frame.asked]
    assert begun == ["sign_in", "expect", "muster", "sweep"]


def test_who_may_not_is_offered_nothing(frame: Any, shown: Any, overdue: Any, desk: Desk) -> None:
    as_role(desk, Role.AUDITOR)
    page = shown(TodayPage(frame))
    assert page.tiles == []
    assert page.rows[0].buttons == []
    as_role(desk, Role.ENGINEER)
    page = shown(TodayPage(frame))
    assert page.rows == []


def test_a_long_day_shows_thirty_first(
    frame: Any, shown: Any, desk: Desk, overdue: Any, clock: Any, qtbot: Any
) -> None:
    for n in range(40):
        come(desk, f"客{n}")
    clock.advance(timedelta(hours=9))
    page = shown(TodayPage(frame))
    late = page.sections["late"]
    qtbot.waitUntil(lambda: len(late.rows) == 30)  # what is out of sight comes after the painting
    late._more()
    assert len(late.rows) == 42


def test_hostile_names_are_text(frame: Any, shown: Any, desk: Desk, overdue: Any, clock: Any):
    name = "<b>x</b> & =1+1 😀 " + "长" * 30
    come(desk, name)
    clock.advance(timedelta(hours=9))
    page = shown(TodayPage(frame))
    assert name in [row.item.title for row in page.rows]
