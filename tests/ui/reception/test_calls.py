"""The telephone by keyboard: a number, who it is, what it becomes, what callers are told."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from desk.core.access import Role
from desk.core.desk import Desk
from desk.reception.call_tables import Call
from desk.reception.calls import verbs
from desk.service.models.complaints import Complaint
from desk.service.models.orders import WorkOrder
from tests.desk.reception.calls.conftest import NUMBER, Place, place
from tests.stores import as_role
from tests.ui.reception.conftest import Keys
from ui.kit.form_dialog import FormDialog
from ui.main_window import MainFrame
from ui.reception.calls.page import CallsPage
from ui.reception.calls.screen import CallScreen

__all__ = ["place"]
CTRL = Qt.KeyboardModifier.ControlModifier


def opened(frame: MainFrame, qtbot: Any) -> tuple[CallsPage, CallScreen]:
    qtbot.keyClick(frame, Qt.Key.Key_F8)
    page = frame.go("calls")
    assert isinstance(page, CallsPage)
    return page, page.screen_


def press(key: Qt.Key, qtbot: Any, modifier: Any = Qt.KeyboardModifier.NoModifier) -> None:
    focused = QApplication.focusWidget()
    assert focused is not None
    qtbot.keyClick(focused, key, modifier)


@pytest.fixture
def accept(monkeypatch: pytest.MonkeyPatch) -> list[FormDialog]:
    """Dialogs are saved as they stand."""
    seen: list[FormDialog] = []

    def run(dialog: FormDialog) -> bool:
        seen.append(dialog)
        dialog.show()
        QApplication.processEvents()  # fields are put in their places
        dialog.form.finish()
        dialog.close()
        return dialog.result_value is not None

    monkeypatch.setattr(FormDialog, "run", run)
    return seen


def test_a_call_by_keyboard(
    frame: MainFrame, desk: Desk, place: Place, keys: Keys, qtbot: Any
) -> None:
    verbs.record_call(desk, place.draft(subject="早上问过停水"))
    page, screen = opened(frame, qtbot)
    assert screen.form["phone"].widget.hasFocus()
    keys(NUMBER)
    qtbot.waitUntil(lambda: screen.known is not None and screen.known.number == NUMBER)
    assert screen.form.person.said[0] == "李敏"
    assert screen.form.unit.value() == place.unit
    screen.form["subject"].set_value("厨房水龙头滴水")
    press(Qt.Key.Key_Return, qtbot, CTRL)
    row = Call.select().order_by(Call.id.desc()).first()
    assert (row.phone, row.person_id, row.unit_id) == (NUMBER, place.person, place.unit)
    shown = page.list.current()
    assert page.on_list and shown is not None and shown.id == row.id


@pytest.mark.parametrize(("key", "model"), [(Qt.Key.Key_F5, Complaint), (Qt.Key.Key_F6, WorkOrder)])
def test_one_key_makes_something_else_of_it(
    frame: MainFrame, desk: Desk, place: Place, keys: Keys, qtbot: Any,
    accept: list[FormDialog], key: Qt.Key, model: Any,
) -> None:  # fmt: skip
    page, screen = opened(frame, qtbot)
    keys(NUMBER)
    qtbot.waitUntil(lambda: screen.form.unit.value() == place.unit)
    screen.form.set_values({"subject": "楼道灯坏了", "kind": "complaint"})
    press(key, qtbot)
    assert len(accept) == 1
    (made,) = model.select()
    (call,) = Call.select()
    assert (made.text, made.unit_id, made.phone) == ("楼道灯坏了", place.unit, NUMBER)
    assert (call.state, call.became_id) == ("passed", made.id)
    assert page.on_list


def test_a_message_asks_whom_it_is_for(
    frame: MainFrame, desk: Desk, place: Place, keys: Keys, qtbot: Any
) -> None:
    _page, screen = opened(frame, qtbot)
    screen.form["subject"].set_value("请回电")
    press(Qt.Key.Key_M, qtbot, CTRL)
    assert screen.form["for_whom"].widget.hasFocus() and not Call.select().count()
    keys("Wang")
    press(Qt.Key.Key_M, qtbot, CTRL)
    (call,) = Call.select()
    assert (call.state, call.for_whom) == ("message", "Wang")


def test_what_is_wrong_stands_beside_its_field(
    frame: MainFrame, desk: Desk, place: Place, keys: Keys, qtbot: Any
) -> None:
    _page, screen = opened(frame, qtbot)
    keys(NUMBER)
    press(Qt.Key.Key_Return, qtbot, CTRL)
    assert screen.form["subject"].error
    assert not Call.select().count()
    press(Qt.Key.Key_Escape, qtbot)
    frame.begin("calls", "new")
    assert screen.form["phone"].value() == NUMBER


def test_the_card_offers_what_is_next(
    frame: MainFrame, desk: Desk, place: Place, accept: list[FormDialog]
) -> None:
    row = verbs.record_call(desk, place.draft(kind="message", for_whom="王工"))
    frame.show_record("call", row.id)
    page = frame.go("calls")
    assert isinstance(page, CallsPage)
    shown = page.list.current()
    assert shown is not None
    detail = page.cards.detail(shown)
    assert detail.moves[0].key == "deliver"
    assert "void" in [move.key for move in detail.more]
    detail.moves[0].run()
    assert Call.get_by_id(row.id).state == "answered"
    page.edit(shown)
    assert page.screen_.form["subject"].value() == "厨房水龙头滴水"
    page.screen_.form["answer"].set_value("已修好")
    page.screen_.form.finish()
    assert Call.get_by_id(row.id).answer == "已修好"


def test_who_may_only_look_is_told_so(frame: MainFrame, desk: Desk) -> None:
    as_role(desk, Role.AUDITOR)
    frame.begin("calls", "new")
    page = frame.go("calls")
    assert isinstance(page, CallsPage) and page.on_list and page.message_bar.text
