"""Amounts as they are typed, and what is no amount."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from ui.kit.fields import TextField
from ui.kit.form import Form
from ui.kit.money_field import MoneyField


@pytest.fixture
def field(qtbot) -> MoneyField:
    made = MoneyField("given", "Given", currency="HKD")
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.mark.parametrize(
    ("typed", "minor"),
    [("12", 1200), ("1234.5", 123450), ("１，２３４．５元", 123450), ("0.05", 5), ("", None)],
)
def test_amounts_are_read_as_people_type_them(field: MoneyField, typed: str, minor: int) -> None:
    field.edit.setText(typed)
    assert field.value() == minor
    assert field.problem() == ""


def test_what_is_no_amount_says_so(field: MoneyField) -> None:
    for typed in ("abc", "1.234", "-5"):
        field.edit.setText(typed)
        assert field.value() is None
        assert field.problem()


def test_zero_and_below_are_allowed_where_asked(qtbot) -> None:
    some = MoneyField("a", "A", zero=False)
    signed = MoneyField("b", "B", negative=True)
    for made in (some, signed):
        qtbot.addWidget(made)
    some.edit.setText("0")
    signed.edit.setText("-12.30")
    assert some.problem()
    assert signed.value() == -1230


def test_it_stands_tidy_when_left_and_is_typed_over_when_entered(qtbot) -> None:
    form = Form()
    field, other = MoneyField("given", "Given"), TextField("note", "Note")
    form.add(field, other)
    qtbot.addWidget(form)
    form.show()
    form.focus_first()
    qtbot.waitUntil(lambda: field.edit.hasFocus())
    qtbot.keyClicks(field.edit, "1234.5")
    qtbot.keyClick(field.edit, Qt.Key.Key_Return)
    assert field.edit.text() == "1,234.50"
    assert other.edit.hasFocus()
    qtbot.keyClick(other.edit, Qt.Key.Key_Tab, Qt.KeyboardModifier.ShiftModifier)
    qtbot.waitUntil(lambda: field.edit.hasFocus())
    qtbot.keyClicks(field.edit, "7")
    assert field.value() == 700


def test_a_draft_keeps_what_was_typed(field: MoneyField) -> None:
    field.edit.setText("12,")
    kept = field.state()
    field.set_value(None)
    field.restore(kept)
    assert field.edit.text() == "12,"
