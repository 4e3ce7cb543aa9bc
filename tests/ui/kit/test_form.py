"""Forms by keyboard; errors beside their fields; drafts."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date, time
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from ui.kit.datefields import DateField, TimeField
from ui.kit.fields import (
    AreaField,
    CheckField,
    ChoiceField,
    DecimalField,
    DocumentField,
    Field,
    LinesField,
    NumberField,
    PhoneField,
    PlateField,
    TextField,
)
from ui.kit.form import Form
from ui.kit.popup import Hit
from ui.kit.suggest import SuggestField, TagField

TODAY = date(2026, 11, 6)
PEOPLE = [Hit("3-1502 李敏", "业主", key=7), Hit("3-1503 王平", key=8)]


def find(text: str) -> list[Hit]:
    return [hit for hit in PEOPLE if text in hit.title]


@pytest.fixture
def form(qtbot) -> Form:
    made = Form()
    made.section("Host")
    made.add(SuggestField("host", "Host", find=find, required=True), TextField("dept", "Dept"))
    made.section("Visitor")
    made.add(
        TextField("name", "Name", required=True, limit=10),
        PhoneField("phone", "Phone"),
        TagField("items", "Items"),
        LinesField("note", "Note", limit=20),
        DateField("until", "Until", today=lambda: TODAY),
        CheckField("water", "Water"),
    )
    qtbot.addWidget(made)
    made.resize(800, 600)
    made.show()
    qtbot.waitUntil(lambda: made.fields["host"].isVisible())
    return made


def focused() -> str:
    widget = QApplication.focusWidget()
    while widget is not None and not isinstance(widget, Field):
        widget = widget.parentWidget()
    return widget.key if widget is not None else ""


def keys(qtbot: Any, *pressed: Any) -> None:
    for key in pressed:
        widget = QApplication.focusWidget()
        if isinstance(key, str) and not key.isascii():
            widget.insert(key)  # as an input method does
        elif isinstance(key, str):
            qtbot.keyClicks(widget, key)
        else:
            qtbot.keyClick(widget, key)


ENTER = Qt.Key.Key_Return


def test_a_clerk_fills_it_in_without_the_mouse(qtbot, form: Form) -> None:
    form.focus_first()
    keys(qtbot, "1502", ENTER)  # typed faster than the rows come
    assert form.fields["host"].value() == 7
    assert focused() == "dept"
    keys(qtbot, ENTER, "刘思远", ENTER, "13712348842", ENTER, "箱,板", ENTER)
    assert form.fields["items"].value() == ["箱", "板"]
    assert focused() == "items"
    keys(qtbot, ENTER)
    assert focused() == "note"
    with qtbot.waitSignal(form.finished):
        qtbot.keyClick(QApplication.focusWidget(), ENTER, Qt.KeyboardModifier.ControlModifier)
    assert form.values() == {
        "host": 7, "dept": None, "name": "刘思远", "phone": "13712348842", "items": ["箱", "板"],
        "note": None, "until": None, "water": False,
    }  # fmt: skip
    with qtbot.waitSignal(form.left):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)


def test_what_is_missing_is_said_and_focused(qtbot, form: Form) -> None:
    form.fields["dept"].setFocus()
    finished: list[int] = []
    form.finished.connect(lambda: finished.append(1))
    form.finish()
    assert finished == []
    assert focused() == "host"
    assert form.fields["host"].error == "This is needed."
    assert form.fields["name"].error == "This is needed."
    form.fields["name"].set_value("x")
    assert form.fields["name"].error == ""  # mending takes the error away


def test_errors_without_a_field_come_back(qtbot, form: Form) -> None:
    left = form.show_errors({"phone": "Eleven digits.", "elsewhere": "No."})
    assert left == {"elsewhere": "No."}
    assert form.fields["phone"].wrong.isVisible()
    assert focused() == "phone"
    assert form.show_errors({}) == {}
    assert not form.fields["phone"].wrong.isVisible()


def test_drafts_come_back_as_they_were(qtbot, form: Form) -> None:
    form.fields["name"].set_value("刘思远")
    form.fields["until"].edit.setText("2026-13")  # type: ignore[attr-defined]
    form.fields["items"].set_value(["箱"])
    kept = json.loads(json.dumps(form.state()))
    request = form.request
    form.clear()
    assert form.request != request
    assert not form.dirty
    assert form.values()["name"] is None
    form.restore(kept)
    assert form.dirty
    assert form.request == request
    assert form.values()["name"] == "刘思远"
    assert form.values()["items"] == ["箱"]
    assert form.fields["until"].edit.text() == "2026-13"  # type: ignore[attr-defined]


def test_hidden_fields_are_passed_over(qtbot, form: Form) -> None:
    form.show_field("name", False)
    assert "name" not in form.values()
    form.fields["host"].set_value(PEOPLE[0])
    assert form.check()
    form.fields["dept"].widget.setFocus()
    keys(qtbot, ENTER)
    assert focused() == "phone"
    form.show_field("name", True)
    qtbot.waitUntil(lambda: form.fields["name"].isVisible())


def test_narrow_forms_have_one_column(qtbot, form: Form) -> None:
    def beside() -> bool:
        return form.fields["host"].y() == form.fields["dept"].y()

    assert beside()
    form.resize(420, 600)
    qtbot.waitUntil(lambda: not beside())


@pytest.mark.parametrize(
    ("make", "typed", "value", "fine"),
    [
        (lambda: TextField("f", "F"), "  a b ", "a b", True),
        (lambda: TextField("f", "F", required=True), "   ", None, False),
        (lambda: PhoneField("f", "F"), "１３７-1", "137-1", True),
        (lambda: DocumentField("f", "F"), "11010119900101123x", "11010119900101123X", True),
        (lambda: PlateField("f", "F"), "粤b·12 345", "粤B12345", True),
        (lambda: NumberField("f", "F", low=1, high=9), "３", 3, True),
        (lambda: NumberField("f", "F", low=1, high=9), "12", 12, False),
        (lambda: NumberField("f", "F"), "x", None, False),
        (lambda: AreaField("f", "F"), "89.5㎡", 8950, True),
        (lambda: AreaField("f", "F"), "102", 10200, True),
        (lambda: AreaField("f", "F"), "82.22 m²", 8222, True),
        (lambda: AreaField("f", "F"), "122 平方米", 12200, True),
        (lambda: DecimalField("f", "F"), "33,33 %", 3333, True),
        (lambda: AreaField("f", "F"), "89.555", None, False),
        (lambda: DateField("f", "F", today=lambda: TODAY), "1030", date(2026, 10, 30), True),
        (lambda: DateField("f", "F", today=lambda: TODAY), "99", None, False),
        (lambda: TimeField("f", "F"), "930", time(9, 30), True),
        (lambda: TimeField("f", "F"), "29:00", None, False),
    ],
)
def test_what_fields_make_of_what_is_typed(
    qtbot, make: Callable[[], Any], typed: str, value: Any, fine: bool
) -> None:
    field = make()
    qtbot.addWidget(field)
    heard: list[int] = []
    field.changed.connect(lambda: heard.append(1))
    field.edit.setText(typed)
    assert field.value() == value
    assert (field.problem() == "") is fine
    assert heard


def test_nul_is_left_out_and_said(qtbot) -> None:
    field = TextField("f", "F")
    qtbot.addWidget(field)
    field.edit.setText("a\0b")
    assert field.value() == "ab"
    assert field.error
    lines = LinesField("g", "G", limit=5)
    qtbot.addWidget(lines)
    lines.set_value("123456")
    assert "5" in lines.problem()


def test_long_text_stops_at_the_limit(qtbot) -> None:
    field = TextField("f", "F", limit=5)
    qtbot.addWidget(field)
    qtbot.keyClicks(field.edit, "1234567")
    assert field.value() == "12345"


def test_today_with_one_key_and_days_with_arrows(qtbot) -> None:
    field = DateField("f", "F", today=lambda: TODAY)
    qtbot.addWidget(field)
    field.show()
    qtbot.keyClicks(field.edit, "t")
    assert field.value() == TODAY
    qtbot.keyClick(field.edit, Qt.Key.Key_Up)
    assert field.edit.text() == "2026-11-07"
    field.edit.setText("1030")
    qtbot.keyClick(field.edit, ENTER)
    assert field.edit.text() == "2026-10-30"


def test_the_calendar_hands_back_a_day(qtbot) -> None:
    from PySide6.QtCore import QDate
    from PySide6.QtWidgets import QCalendarWidget

    field = DateField("f", "F", today=lambda: TODAY)
    qtbot.addWidget(field)
    calendar = field.open_calendar().findChild(QCalendarWidget)
    calendar.clicked.emit(QDate(2026, 12, 1))
    assert field.value() == date(2026, 12, 1)


def test_choices_keep_codes_and_words_of_ones_own(qtbot) -> None:
    field = ChoiceField("f", "F", [("d", "Delivery"), ("v", "Visit")], typed=True)
    qtbot.addWidget(field)
    assert field.value() is None
    field.set_value("v")
    assert field.value() == "v"
    field.combo.setEditText("delivery")
    assert field.value() == "d"
    field.combo.setEditText("Something else")
    assert field.value() == "Something else"
    plain = ChoiceField("g", "G", [("d", "Delivery")], required=True)
    qtbot.addWidget(plain)
    assert plain.problem()
    plain.set_value("d")
    plain.set_choices([("d", "Lieferung"), ("x", "X")])
    assert plain.value() == "d"


def test_suggestions_by_keyboard(qtbot, form: Form) -> None:
    field = form.fields["host"]
    assert isinstance(field, SuggestField)
    form.focus_first()
    keys(qtbot, "3-15")
    qtbot.waitUntil(lambda: field.popup.isVisible())
    chosen: list[Any] = []
    field.chosen.connect(lambda hit: chosen.append(hit.key))
    keys(qtbot, Qt.Key.Key_Down, ENTER)
    assert chosen == [8]
    assert field.edit.text() == "3-1503 王平"
    keys(qtbot, Qt.Key.Key_Backspace)
    assert field.hit() is None
    assert field.value() is None
    field.edit.setText("3-150")
    assert field.problem() == "Choose one from the list."
    field.edit.setText("1503")
    assert field.problem() == ""  # only one can be meant


def test_escape_closes_the_rows_first(qtbot, form: Form) -> None:
    field = form.fields["host"]
    assert isinstance(field, SuggestField)
    form.focus_first()
    keys(qtbot, "15")
    qtbot.waitUntil(lambda: field.popup.isVisible())
    left: list[int] = []
    form.left.connect(lambda: left.append(1))
    keys(qtbot, Qt.Key.Key_Escape)
    assert not field.popup.isVisible()
    assert left == []
    keys(qtbot, Qt.Key.Key_Escape)
    assert left == [1]
