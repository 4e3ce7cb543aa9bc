"""A form that is left for another page has the cursor again when its page is opened again."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from desk.core.desk import Desk
from tests.desk.reception.slips.conftest import Place, place
from tests.ui.reception.conftest import Keys
from ui.main_window import MainFrame

__all__ = ["place"]


@pytest.mark.parametrize(
    ("page", "what"),
    [("slips", "new"), ("visitors", "sign_in"), ("visitors", "expect"), ("units", "new"),
     ("customers", "new"), ("complaints", "new"), ("orders", "new")],
)  # fmt: skip
def test_back_where_one_was(
    frame: MainFrame, desk: Desk, place: Place, keys: Keys, page: str, what: str
) -> None:
    frame.begin(page, what)
    assert keys.field(), "no field has the cursor at first"
    keys(Qt.Key.Key_Tab, Qt.Key.Key_Tab)
    field, widget = keys.field(), QApplication.focusWidget()
    frame.go("today")
    assert QApplication.focusWidget() is not widget
    frame.go(page)
    assert keys.field() == field
    keys("x")  # and it hears the keyboard
