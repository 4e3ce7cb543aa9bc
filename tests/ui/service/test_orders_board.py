"""The dispatch board by keys and by mouse: who goes, and when."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt

from desk.core.access import Role
from desk.core.desk import Desk
from desk.service.orders import dispatch, work
from desk.service.orders.board import board
from desk.service.orders.drafts import EngineerDraft
from desk.service.orders.rows import get_order
from tests.desk.printing.samples import words_of
from tests.stores import as_role
from tests.ui.service.orders_acts import (
    DELETE,
    DOWN,
    ENTER,
    ESC,
    LEFT,
    RIGHT,
    Keys,
    Site,
    boarded,
    frame,
    keys,
    sent,
    site,
)
from ui.kit import messages
from ui.main_window import MainFrame
from ui.service.orders.board_plan import plan_of

__all__ = ["frame", "keys", "sent", "site"]


def test_an_order_is_assigned_by_keys(frame: MainFrame, desk: Desk, site: Site, keys: Keys) -> None:
    row = site.report()
    sheet = boarded(frame)
    assert sheet.wait.hasFocus()
    keys(ENTER)  # 09:00 on the test's clock: in hand from there on
    assert sheet.canvas.carried is not None and sheet.canvas.hasFocus()
    keys(DOWN, RIGHT, RIGHT)
    assert "10:00" in sheet.said.text()
    keys(ENTER)
    fresh = get_order(desk, row.id)
    names = [track.engineer.name for track in sheet.canvas.plan.tracks]
    assert (fresh.state, fresh.engineers) == ("assigned", names[1])
    assert fresh.plan_from is not None and f"{desk.local(fresh.plan_from):%H:%M}" == "10:00"
    assert not sheet.waits


def test_an_order_is_moved_and_made_longer(
    frame: MainFrame, desk: Desk, site: Site, keys: Keys, qtbot: Any
) -> None:
    start = desk.now + timedelta(hours=1)
    row = dispatch.assign(desk, site.report().id, (site.me,), start, start + timedelta(hours=1))
    sheet = boarded(frame)
    assert sheet.canvas.hasFocus() and sheet.canvas.now is not None
    keys(ENTER, LEFT)
    qtbot.keyClick(sheet.canvas, RIGHT, Qt.KeyboardModifier.ShiftModifier)
    keys(ENTER)
    fresh = get_order(desk, row.id)
    assert fresh.plan_from == start - timedelta(minutes=30)
    assert fresh.plan_until == start + timedelta(hours=1)
    keys(ENTER, DOWN, ENTER)
    assert get_order(desk, row.id).engineers == "王师傅"


def test_esc_leaves_it_where_it_was(frame: MainFrame, desk: Desk, site: Site, keys: Keys) -> None:
    row = site.report()
    sheet = boarded(frame)
    keys(ENTER, DOWN, ESC)
    assert sheet.canvas.carried is None and get_order(desk, row.id).state == "open"


def test_a_colleague_stays_on_it(frame: MainFrame, desk: Desk, site: Site, keys: Keys) -> None:
    start = desk.now + timedelta(hours=1)
    both = (site.me, EngineerDraft(name="刘师傅"))
    row = dispatch.assign(desk, site.report().id, both, start, start + timedelta(hours=1))
    boarded(frame)
    keys(ENTER, DOWN, ENTER)
    assert set(get_order(desk, row.id).engineers.split(", ")) == {"王师傅", "刘师傅"}


def test_one_that_is_accepted_is_handed_on_with_a_reason(
    frame: MainFrame, desk: Desk, site: Site, keys: Keys, monkeypatch: pytest.MonkeyPatch
) -> None:
    start = desk.now + timedelta(hours=1)
    row = dispatch.assign(desk, site.report().id, (site.me,), start, start + timedelta(hours=1))
    work.accept(desk, row.id)
    monkeypatch.setattr(messages, "ask_reason", lambda *_a, **_k: "请假")
    boarded(frame)
    keys(ENTER, DOWN, ENTER)
    fresh = get_order(desk, row.id)
    assert (fresh.state, fresh.engineers) == ("assigned", "王师傅")


def test_delete_takes_it_back(frame: MainFrame, desk: Desk, site: Site, keys: Keys) -> None:
    start = desk.now + timedelta(hours=1)
    row = dispatch.assign(desk, site.report().id, (site.me,), start, start + timedelta(hours=1))
    boarded(frame)
    keys(DELETE)
    assert get_order(desk, row.id).state == "open"


def test_dragged_from_the_queue_and_along_the_board(
    frame: MainFrame, desk: Desk, site: Site, qtbot: Any
) -> None:
    row = site.report()
    sheet = boarded(frame)
    canvas, view = sheet.canvas, sheet.wait.viewport()
    qtbot.waitUntil(lambda: canvas.width() > 400)
    start = sheet.wait.visualRect(sheet.wait.model().index(0, 0)).center()
    target = QPoint(canvas.across(14 * 60) + 4, canvas.top(1) + 10)
    qtbot.mousePress(view, Qt.MouseButton.LeftButton, pos=start)
    over = view.mapFromGlobal(canvas.mapToGlobal(target))
    qtbot.mouseMove(view, over)
    if canvas.carried is None:  # without a screen moves carry no button
        sheet.canvas.hover(sheet.waits[0], target)
    qtbot.mouseRelease(view, Qt.MouseButton.LeftButton, pos=over)
    fresh = get_order(desk, row.id)
    assert (fresh.state, fresh.engineers) == ("assigned", "王师傅")
    assert fresh.plan_from is not None and desk.local(fresh.plan_from).hour == 14


def test_only_the_desk_dispatches(frame: MainFrame, desk: Desk, site: Site, keys: Keys) -> None:
    row = site.report()
    as_role(desk, Role.AUDITOR)
    sheet = boarded(frame)
    keys(ENTER)
    assert sheet.canvas.carried is None and "role" in sheet.message_bar.text
    assert get_order(desk, row.id).state == "open"


def test_days_and_the_sheet_of_one_engineer(
    frame: MainFrame, desk: Desk, site: Site, sent: list[bytes], qtbot: Any
) -> None:
    start = desk.now + timedelta(days=1)
    row = dispatch.assign(desk, site.report().id, (site.me,), start, start + timedelta(hours=1))
    other = dispatch.assign(desk, site.report().id, (EngineerDraft(name="王师傅"),), start,
                            start + timedelta(hours=1))  # fmt: skip
    sheet = boarded(frame)
    qtbot.keyClick(sheet.canvas, Qt.Key.Key_PageDown)
    assert sheet.day == desk.today + timedelta(days=1)
    sheet.canvas.setFocus()
    assert sheet.canvas.select(row.id)
    qtbot.keyClick(sheet.canvas, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    words = words_of(sent[0])
    assert row.number in words and other.number not in words


def test_orders_at_one_time_stand_above_each_other(desk: Desk, site: Site) -> None:
    start = desk.now + timedelta(hours=1)
    for _n in range(3):
        dispatch.assign(desk, site.report().id, (site.me,), start, start + timedelta(hours=1))
    plan = plan_of(desk, board(desk))
    lane = next(track for track in plan.tracks if track.blocks)
    assert lane.levels == 3 and sorted(block.level for block in lane.blocks) == [0, 1, 2]
