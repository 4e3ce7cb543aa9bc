"""What a complaint's moves ask: each small form carries out what it says."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from desk.core.desk import Desk
from desk.service.complaints import handing, making, moving, reading
from desk.service.complaints.drafts import ComplaintDraft
from desk.service.complaints.flow import INVALID
from desk.service.orders.kinds import kinds
from ui.kit.form_dialog import FormDialog
from ui.kit.messages import AskText
from ui.main_window import MainFrame
from ui.service.complaints.page import ComplaintsPage
from ui.service.complaints.sheet import ComplaintsSheet

House = dict[str, int]


@pytest.fixture
def sheet(frame: MainFrame) -> ComplaintsSheet:
    page = frame.go("complaints")
    assert isinstance(page, ComplaintsPage)
    found = page.sheet("all")
    assert isinstance(found, ComplaintsSheet)
    return found


def press(
    sheet: ComplaintsSheet, record: int, key: str, values: dict[str, Any] | None = None
) -> None:
    """Press a move of the card and fill in what it asks."""
    moves, more = sheet.moves.of(reading.view_complaint(sheet.desk, record))
    move = next(each for each in (*moves, *more) if each.key == key)
    asked: list[object] = []

    def fill() -> None:
        dialog = QApplication.activeModalWidget()
        asked.append(dialog)
        if isinstance(dialog, AskText):
            dialog.field.setPlainText("because")  # type: ignore[union-attr]
            dialog.finish()
        elif isinstance(dialog, FormDialog):
            dialog.form.set_values(values or {})
            dialog.form.finish()
            if dialog.isVisible():  # refused: the test says so instead of waiting for ever
                dialog.form.dirty = False
                dialog.reject()

    if values is not None:
        QTimer.singleShot(0, fill)
    move.run()
    assert bool(asked) == (values is not None)


def test_the_way_of_a_valid_one(
    sheet: ComplaintsSheet, desk: Desk, house: House, qtbot: Any
) -> None:
    record = making.register_complaint(desk, ComplaintDraft("Noise", unit=house["one"])).id

    def state() -> str:
        return reading.get_complaint(desk, record).state

    press(sheet, record, "respond", {"note": "heard"})
    assert state() == "responded"
    press(sheet, record, "transfer", {"department": house["department"], "note": "look"})
    press(sheet, record, "step", {"note": "wet wall"})
    press(sheet, record, "start", {"note": ""})
    press(sheet, record, "feed_back", {"note": "we are at it"})
    press(sheet, record, "pause", {"reason": "parts", "waiting_for": "parts",
                                   "until": desk.today.replace(day=20)})  # fmt: skip
    assert state() == "paused"
    press(sheet, record, "resume")
    press(sheet, record, "note", {"text": "rang twice"})
    press(sheet, record, "repair", {"kind": kinds(desk)[0].id})
    press(sheet, record, "resolve", {"result": "mended"})
    assert state() == "resolved"
    view = reading.view_complaint(desk, record)
    assert [link.kind for link in view.links] == ["work_order"]
    assert {step.key for step in view.steps if step.at} >= {"department", "visit", "handling"}


def test_merged_linked_and_marked_invalid(sheet: ComplaintsSheet, desk: Desk, house: House) -> None:
    first, second = (
        making.register_complaint(desk, ComplaintDraft("Noise", unit=house["one"])).id
        for _n in range(2)
    )
    press(sheet, second, "merge", {})
    assert reading.get_complaint(desk, second).merged_into == first
    press(sheet, first, "invalid", {})
    assert reading.get_complaint(desk, first).state == INVALID


def test_every_button_has_something_to_do(sheet: ComplaintsSheet, desk: Desk, house: House) -> None:
    record = making.register_complaint(
        desk, ComplaintDraft("Why", unit=house["one"], kind="inquiry")
    ).id
    steps: list[Callable[[], object]] = [
        lambda: None,
        lambda: moving.respond(desk, record, "said"),
        lambda: handing.urge(desk, record),
    ]
    for step in steps:
        step()
        detail = sheet._detail(reading.get_complaint(desk, record))
        assert detail is not None and detail.moves and detail.moves[0].primary
        assert "convert" in {move.key for move in detail.more}
