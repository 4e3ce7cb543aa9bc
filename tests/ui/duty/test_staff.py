"""Staff and roles, by keyboard and button."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QPushButton

from desk.core import staff
from desk.core.access import Permission, Role
from desk.core.desk import Desk
from desk.core.errors import Refused
from tests.stores import PASSWORD, as_role
from ui.duty.roles import Matrix
from ui.duty.staff import StaffPage


def row_of(desk: Desk, account: str) -> staff.StaffRow:
    return next(row for row in staff.everyone(desk) if row.account == account)


def press(page: Any, account: str, key: str, desk: Desk) -> None:
    page.show_record("staff", row_of(desk, account).id)
    page.register._settle.stop()
    page.register._show_detail()
    move = page.register.card.findChild(QPushButton, f"move.{key}")
    page.register.card._inert_until = 0
    move.click()


def test_add_somebody_by_keyboard(qtbot: Any, frame: Any, shown: Any, desk: Desk, answer: Any):
    page = shown(StaffPage(frame))
    told: list[str] = []

    def fill(dialog: Any) -> None:
        form = dialog.form
        form["name"].widget.insert("王小明")
        qtbot.keyClick(form["name"].widget, Qt.Key.Key_Return)
        qtbot.keyClicks(form["account"].widget, "clerk")
        form["role"].set_value("guard")
        form.finish()
        assert "exists already" in form["account"].error
        assert dialog.result() == QDialog.DialogCode.Rejected
        form["account"].set_value("wang")
        qtbot.keyClick(form["name"].widget, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)

    def read(dialog: Any) -> None:
        from PySide6.QtWidgets import QLabel

        told.extend(label.text() for label in dialog.findChildren(QLabel))
        dialog.accept()

    answer(fill, read)
    page.add()
    made = row_of(desk, "wang")
    assert (made.name, made.role, made.must_change) == ("王小明", "guard", True)
    password = next(text for text in told if "\n\n" in text).split("\n")[0]
    assert staff.check_password(desk, "wang", password).id == made.id
    assert page.register.current().id == made.id


def test_the_last_administrator_stays(frame: Any, shown: Any, desk: Desk, answer: Any) -> None:
    page = shown(StaffPage(frame))

    def fill(dialog: Any) -> None:
        dialog.form["role"].set_value("clerk")
        dialog.form.finish()
        assert "last administrator" in dialog.form["role"].error
        dialog.form.dirty = False
        dialog.reject()

    answer(fill)
    press(page, "admin", "edit", desk)
    assert row_of(desk, "admin").role == "administrator"


def test_reset_shows_the_password_once(frame: Any, shown: Any, desk: Desk, answer: Any) -> None:
    page = shown(StaffPage(frame))
    dialogs = answer(lambda d: d.accept(), lambda d: d.accept())
    press(page, "clerk", "password", desk)
    assert len(dialogs) == 2
    assert row_of(desk, "clerk").must_change
    with pytest.raises(Refused, match=r"sign_in\.wrong"):
        staff.check_password(desk, "clerk", PASSWORD)


def test_left_question_changes_nothing(frame: Any, shown: Any, desk: Desk, answer: Any) -> None:
    page = shown(StaffPage(frame))
    answer(lambda d: d.reject())
    press(page, "clerk", "off", desk)
    assert row_of(desk, "clerk").active


def test_switch_off_and_on(frame: Any, shown: Any, desk: Desk, answer: Any) -> None:
    page = shown(StaffPage(frame))
    answer(lambda d: d.accept())
    press(page, "clerk", "off", desk)
    assert not row_of(desk, "clerk").active
    press(page, "clerk", "on", desk)
    assert row_of(desk, "clerk").active


def test_unlock(frame: Any, shown: Any, desk: Desk, clock: Any) -> None:
    from datetime import timedelta

    for _try in range(8):
        clock.advance(timedelta(minutes=2))
        with pytest.raises(Refused):
            staff.check_password(desk, "clerk", "wrong")
    page = shown(StaffPage(frame))
    page.show_record("staff", row_of(desk, "clerk").id)
    assert page.register.current().state == "locked"
    press(page, "clerk", "unlock", desk)
    assert staff.check_password(desk, "clerk", PASSWORD)
    assert "may try again" in page.register.message_bar.text


def test_who_may_only_look(frame: Any, shown: Any, desk: Desk) -> None:
    as_role(desk, Role.AUDITOR)
    page = shown(StaffPage(frame))
    assert not page.register._actions["add"].isEnabled()
    page.register.table.select(0)
    assert all(not move.enabled for move in page._moves(page.register.current()))


def test_the_matrix_is_the_desks_own(qtbot: Any, qtmodeltester: Any) -> None:
    table = Matrix()
    qtbot.addWidget(table)
    model = table.model()
    qtmodeltester.check(model)
    assert model.rowCount() == len(Permission)
    place = list(Permission).index(Permission.KEYS_EDIT)
    ticks = [model.index(place, 1 + n).data() for n in range(len(Role))]
    assert ticks == ["✓" if role is Role.ADMINISTRATOR else "" for role in Role]
