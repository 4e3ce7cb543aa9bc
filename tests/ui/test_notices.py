"""What callers are told stands over every page while it is in force, and costs nothing before."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from PySide6.QtWidgets import QLabel, QPushButton

from desk.core.access import Role
from desk.core.clock import FixedClock
from desk.core.desk import Desk
from desk.core.today import notices
from desk.reception.calls import outages
from desk.reception.calls.rows import OutageRow
from tests.stores import as_role
from tests.ui.reception.conftest import Place, frame, place
from ui.main_window import MainFrame
from ui.notices import NoticeBar

__all__ = ["frame", "place"]
HOUR = timedelta(hours=1)


def announce(desk: Desk, title: str = "停水", **values: Any) -> OutageRow:
    base = outages.usual_draft(desk)
    return outages.announce(desk, replace(base, title=title, text="预计12点恢复。", **values))


def bar_of(frame: MainFrame, qtbot: Any) -> NoticeBar:
    qtbot.waitUntil(lambda: bool(frame.findChildren(NoticeBar)))
    return frame.findChildren(NoticeBar)[0]


def test_it_stands_over_every_page_until_it_is_over(
    frame: MainFrame, desk: Desk, place: Place, qtbot: Any
) -> None:
    frame._count()
    assert not frame.findChildren(NoticeBar)
    row = announce(desk)
    bar = bar_of(frame, qtbot)
    for page in ("today", "till", "visitors"):
        frame.go(page)
        assert bar.isVisible() and "预计12点恢复" in bar.texts[0], page
    bar.findChildren(QPushButton)[0].click()
    assert frame.key == "calls"
    outages.end_outage(desk, row.id)
    qtbot.waitUntil(bar.isHidden)
    announce(desk)
    qtbot.waitUntil(bar.isVisible)


def test_it_begins_and_ends_by_itself(
    frame: MainFrame, desk: Desk, clock: FixedClock, place: Place, qtbot: Any
) -> None:
    announce(desk, since=desk.now + HOUR, until=desk.now + 3 * HOUR)
    bar = bar_of(frame, qtbot)
    assert bar.isHidden() and 0 < bar._next.remainingTime() <= 3_600_001
    clock.advance(HOUR)
    bar._next.timeout.emit()
    assert bar.isVisible() and 0 < bar._next.remainingTime() <= 7_200_001
    clock.advance(2 * HOUR)
    bar._next.timeout.emit()
    assert bar.isHidden() and not bar._next.isActive()


def test_many_of_them_stay_slim(frame: MainFrame, desk: Desk, place: Place, qtbot: Any) -> None:
    for number in range(5):
        base = replace(outages.usual_draft(desk), title=f"<b>停电{number}</b>" + "很" * 60)
        outages.announce(desk, replace(base, text="请\n稍等" * 500))
    bar = bar_of(frame, qtbot)
    qtbot.waitUntil(lambda: len(bar.texts) == 3)
    assert bar.sizeHint().height() < 150 and bar.minimumSizeHint().width() < 500
    shown = [each.text() for each in bar.findChildren(QLabel)]
    assert shown[0].startswith("<b>停电4</b>") and "and 2 more announcements" in shown


@pytest.mark.parametrize("role", [Role.GUARD, Role.ENGINEER])
def test_only_for_those_who_answer_calls(desk: Desk, role: Role) -> None:
    announce(desk)
    assert len(notices(desk)) == 1
    as_role(desk, role)
    assert notices(desk) == []


def test_nothing_is_read_for_it_at_the_start() -> None:
    ask = (
        "import sys, ui.main_window, desk.reception.calls.told; "
        "print([m for m in ('ui.notices', 'desk.reception.call_tables') if m in sys.modules])"
    )
    made = subprocess.run([sys.executable, "-c", ask], capture_output=True, text=True, check=True)
    assert made.stdout.strip() == "[]"
