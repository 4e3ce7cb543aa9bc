"""Changing the own password."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from desk.core import staff
from desk.core.desk import Desk
from tests.stores import PASSWORD
from ui.duty.passwords import change_own


def test_by_keyboard_with_every_mistake(qtbot: Any, shown: Any, desk: Desk, answer: Any) -> None:
    page = shown(QWidget())

    def type_(dialog: Any, **texts: str) -> str:
        for key, text in texts.items():
            dialog.inputs[key].setText(text)
        dialog.inputs["again"].setFocus()
        qtbot.keyClick(dialog.inputs["again"], Qt.Key.Key_Return)
        return str(dialog.wrong.text())

    def go(dialog: Any) -> None:
        dialog.show()
        assert "every field" in type_(dialog)
        assert "differ" in type_(dialog, old=PASSWORD, new="blue-Tea-43", again="blue-Tea-44")
        assert "wrong" in type_(dialog, old="no", new="blue-Tea-43", again="blue-Tea-43")
        assert type_(dialog, old=PASSWORD, new="12345678", again="12345678")
        assert staff.check_password(desk, "admin", PASSWORD)
        assert type_(dialog, old=PASSWORD, new="blue-Tea-43", again="blue-Tea-43") == ""
        assert all(line.text() == "" for line in dialog.inputs.values())

    answer(go)
    assert change_own(page, desk)
    assert staff.check_password(desk, "admin", "blue-Tea-43")


def test_leaving_changes_nothing(shown: Any, desk: Desk, answer: Any) -> None:
    page = shown(QWidget())
    answer(lambda dialog: dialog.reject())
    assert not change_own(page, desk)
    assert staff.check_password(desk, "admin", PASSWORD)
