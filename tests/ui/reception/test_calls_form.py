"""The form of a call: two at once, who it may be, what is read out, drafts, bad words."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QPushButton

from desk.core.access import Role
from desk.core.desk import Desk
from desk.estate.models import Building, Occupancy, Person, Phone, Unit
from desk.reception.call_tables import Call, Outage
from desk.reception.calls import outages, turning, verbs
from desk.reception.calls.rows import get_call, open_draft
from desk.reception.models import Visit
from desk.service.models.complaints import Complaint
from tests.desk.reception.calls.conftest import NUMBER, Place, place
from tests.stores import as_role
from tests.ui.reception.conftest import Keys, frame, keys
from tests.ui.reception.test_calls import CTRL, accept, opened, press
from ui.kit import drafts
from ui.kit.field import Field
from ui.kit.form_dialog import FormDialog
from ui.main_window import MainFrame
from ui.notices import NoticeBar
from ui.reception.calls.page import CallsPage
from ui.reception.calls.screen import CallScreen
from ui.reception.calls.told import OutageForm

__all__ = ["accept", "frame", "keys", "place"]
ENTER, TAB = Qt.Key.Key_Return, Qt.Key.Key_Tab
HOSTILE = (
    "\x00x\x1b", "a\ud800b", "\u202egnp.exe", "很" * 100_000, "<b>x</b>", "=cmd()", "😀", "'\";--",
)  # fmt: skip


def known(screen: CallScreen, qtbot: Any, name: str) -> None:
    qtbot.waitUntil(lambda: screen.form.person.said[0] == name)


def put(field: Field, text: str) -> None:
    """As if it was typed or pasted."""
    edit = getattr(field, "edit", None)
    if isinstance(edit, QLineEdit):
        edit.setText(text)
    else:
        field.set_value(text)


def family(place: Place) -> int:
    """Two more of the same number: a tenant elsewhere; gives that unit."""
    building = Building.get_by_id(place.building)
    other = Unit.create(building=building, room="0801", code="3-0801", sort="3-0801")
    wife = Person.create(name="王芳", sort="wangfang")
    Phone.create(person=wife, number=NUMBER, label="")
    Occupancy.create(unit=other, person=wife, role="tenant")
    return int(other.id)


def test_two_calls_at_once(
    frame: MainFrame, desk: Desk, place: Place, keys: Keys, qtbot: Any
) -> None:
    page, screen = opened(frame, qtbot)
    keys(NUMBER)
    known(screen, qtbot, "李敏")
    keys(ENTER)
    assert keys.field() == "subject"
    keys("问停车")
    press(Qt.Key.Key_F8, qtbot)
    assert keys.field() == "phone" and screen.form["phone"].value() is None
    assert [b.text() for b in screen.held.findChildren(QPushButton)] == ["李敏"]
    keys("13900001111")
    screen.form["subject"].set_value("问路")
    press(Qt.Key.Key_F8, qtbot, Qt.KeyboardModifier.ShiftModifier)
    assert screen.form["subject"].value() == "问停车"
    assert (screen.form.unit.value(), screen.form.person.person) == (place.unit, place.person)
    press(ENTER, qtbot, CTRL)
    assert Call.get().subject == "问停车"
    assert not page.on_list and screen.form["subject"].value() == "问路", "the other one waits"
    press(ENTER, qtbot, CTRL)
    assert page.on_list and Call.select().count() == 2 and not drafts.titles(desk)


def test_a_draft_outlives_the_page(
    frame: MainFrame, desk: Desk, place: Place, keys: Keys, qtbot: Any
) -> None:
    _page, screen = opened(frame, qtbot)
    keys(NUMBER)
    known(screen, qtbot, "李敏")
    screen.form["subject"].set_value("问停车")
    screen.form["then"].set_value("to_do")
    screen.form.whom.set_person("Clerk", 2)
    request = screen.form.request
    assert drafts.titles(desk)
    second = CallsPage(frame)
    qtbot.addWidget(second)
    second.begin("new")
    form = second.screen_.form
    assert form.draft() == screen.form.draft() and form.request == request
    assert (form.unit.value(), form.person.person, form.whom.person) == (
        place.unit, place.person, 2
    )  # fmt: skip
    second.screen_.start_empty()
    assert form["phone"].value() is None and not drafts.titles(desk)


def test_putting_right_keeps_its_own_draft(
    frame: MainFrame, desk: Desk, place: Place, qtbot: Any
) -> None:
    row = verbs.record_call(desk, place.draft(then="to_do", for_whom="王工"))
    page, screen = opened(frame, qtbot)
    page.edit(row)
    screen.form["answer"].set_value("请稍等")
    page.begin("new")
    assert screen.call is None and screen.form["answer"].value() is None
    page.edit(row)
    assert screen.form["answer"].value() == "请稍等"
    assert screen.form.draft() == replace(open_draft(desk, row.id), answer="请稍等")
    screen.form.finish()
    assert Call.get().answer == "请稍等" and not drafts.titles(desk)


def test_another_number_another_caller(
    frame: MainFrame, desk: Desk, place: Place, keys: Keys, qtbot: Any
) -> None:
    _page, screen = opened(frame, qtbot)
    keys(NUMBER)
    known(screen, qtbot, "李敏")
    keys(Qt.Key.Key_Backspace)
    known(screen, qtbot, "")
    assert screen.form.unit.value() is None and screen.form.draft().person is None
    keys(NUMBER[-1])
    known(screen, qtbot, "李敏")
    screen.form.person.edit.selectAll()
    keys(TAB)
    keys("李敏的先生")
    assert screen.form.draft().person is None and screen.form.unit.value() == place.unit
    screen.look()
    assert screen.form.person.said[0] == "李敏的先生", "what was typed stays"


def test_who_of_several_it_is(
    frame: MainFrame, desk: Desk, place: Place, keys: Keys, qtbot: Any
) -> None:
    other = family(place)
    _page, screen = opened(frame, qtbot)
    keys(NUMBER)
    known(screen, qtbot, "李敏")
    assert screen.side.detail is not None
    [line] = [each for each in screen.side.detail.lines if each.label == "Or"]
    assert "王芳" in line.value and line.open is not None
    line.open()
    draft = screen.form.draft()
    assert (draft.name, draft.unit) == ("王芳", other) and draft.person != place.person
    assert screen.side.detail.heading == "王芳" and keys.field() == "subject"
    screen.form.person.edit.setFocus()
    screen.form.person.edit.clear()
    keys(Qt.Key.Key_Down, ENTER)
    assert screen.form.draft().person is not None


def test_a_withheld_number_with_a_unit(
    frame: MainFrame, desk: Desk, place: Place, keys: Keys, qtbot: Any
) -> None:
    page, screen = opened(frame, qtbot)
    assert screen.side.detail is not None and screen.side.detail.heading == "Answering a call"
    screen.form.unit.show_unit(place.unit)
    screen.look()
    assert screen.side.detail.heading == "3-1502"
    screen.form.person.edit.setFocus()
    keys(Qt.Key.Key_Down, ENTER)
    screen.form["subject"].set_value("问路")
    screen.form["then"].set_value("callback")
    press(ENTER, qtbot, CTRL)
    call = Call.get()
    assert (call.person_id, call.unit_id, call.phone) == (place.person, place.unit, NUMBER)
    blank = verbs.record_call(desk, replace(place.draft(), phone="", name="", person=None))
    assert page.cards.detail(blank).heading == "Number withheld"


def test_what_is_read_out_is_kept_with_the_call(
    frame: MainFrame, desk: Desk, place: Place, keys: Keys, qtbot: Any
) -> None:
    base = outages.usual_draft(desk)
    row = outages.announce(desk, replace(base, title="停水", text="中午恢复。\n请稍等"))
    _page, screen = opened(frame, qtbot)
    keys(NUMBER)
    known(screen, qtbot, "李敏")
    screen.form["subject"].set_value("没水了")
    keys.alt(Qt.Key.Key_1)
    assert screen.form["answer"].value() == "中午恢复。\n请稍等"
    press(ENTER, qtbot, CTRL)
    assert Call.get().outage_id == row.id
    page = frame.go("calls")
    assert isinstance(page, CallsPage)
    page.edit(get_call(desk, Call.get().id))
    assert page.screen_.form.draft().outage == row.id
    page.screen_.form["answer"].set_value("不知道")
    assert page.screen_.form.draft().outage is None


def test_the_second_clerk_loses_nothing(
    frame: MainFrame, desk: Desk, place: Place, qtbot: Any
) -> None:
    row = verbs.record_call(desk, place.draft())
    page, screen = opened(frame, qtbot)
    page.edit(row)
    screen.form["answer"].set_value("请稍等")
    as_role(desk, Role.SUPERVISOR)
    base = open_draft(desk, row.id)
    verbs.amend(desk, row.id, replace(base, answer="已派单", name="李敏的先生", person=None), base)
    as_role(desk, Role.CLERK)
    screen.form.finish()
    error = screen.form["answer"].error
    assert "Supervisor" in error and "已派单" in error
    assert screen.form["answer"].value() == "请稍等"
    assert screen.form.person.said[0] == "李敏的先生"
    screen.form.finish()
    call = Call.get()
    assert (call.answer, call.name, call.person_id) == ("请稍等", "李敏的先生", None)


def test_it_is_about_what_is_open_already(
    frame: MainFrame, desk: Desk, place: Place, keys: Keys, qtbot: Any,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    draft = place.draft(subject="楼道灯坏了")
    turning.record_as(desk, draft, turning.complaint_of(draft))
    _page, screen = opened(frame, qtbot)
    keys(NUMBER)
    known(screen, qtbot, "李敏")
    screen.form["subject"].set_value("灯还没修")

    def run(dialog: FormDialog) -> bool:
        dialog.show()
        assert not dialog.form["same"].isHidden()
        dialog.form["same"].set_value(Complaint.get().id)
        assert dialog.form["text"].isHidden()
        dialog.form.finish()
        return dialog.result_value is not None

    monkeypatch.setattr(FormDialog, "run", run)
    press(Qt.Key.Key_F5, qtbot)
    assert Complaint.select().count() == 1 and Complaint.get().urged == 1
    assert [call.became_id for call in Call.select()] == [Complaint.get().id] * 2
    assert frame.key == "complaints"


def test_a_call_of_the_book_is_put_right_and_passed_on(
    frame: MainFrame, desk: Desk, place: Place, accept: list[FormDialog], qtbot: Any
) -> None:
    row = verbs.record_call(desk, place.draft())
    page, screen = opened(frame, qtbot)
    page.edit(row)
    screen.form["subject"].set_value("水管爆了")
    press(Qt.Key.Key_F6, qtbot)
    call = Call.get()
    assert (call.subject, call.state, call.became_kind) == ("水管爆了", "passed", "work_order")
    assert frame.key == "orders" and not drafts.titles(desk)


def test_bad_words_in_every_field(frame: MainFrame, desk: Desk, place: Place, qtbot: Any) -> None:
    page, screen = opened(frame, qtbot)
    form, kept = screen.form, 0
    texts = ("phone", "name", "unit", "subject", "answer", "for_whom", "day", "at")
    for text in HOSTILE:
        page.begin("new", number=" ")
        form["then"].set_value("to_do")
        for key in texts:
            put(form[key], text)
        screen.look()
        form.finish()
        assert Call.select().count() == kept and any(form[key].error for key in texts)
        assert form["subject"].value(), "what was typed is not lost"
        for key in ("phone", "unit", "day", "at"):
            form[key].set_value(None)
        form.finish()
        if Call.select().count() == kept:  # refused in words beside the fields
            assert any(form[key].error for key in texts), text[:10]
            continue
        kept += 1
        newest = Call.select().order_by(Call.id.desc()).get()
        page.list.card.show_detail(page.cards.detail(get_call(desk, newest.id)))
        page.list.refresh()
        assert page.list.model.rowCount() == kept
    assert kept >= 4


def test_bad_words_in_an_announcement(
    frame: MainFrame, desk: Desk, place: Place, qtbot: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    texts = list(HOSTILE)

    def run(dialog: FormDialog) -> bool:
        dialog.show()
        form, text, before = dialog.form, texts.pop(), Outage.select().count()
        assert isinstance(form, OutageForm)
        for key in ("title", "text", "day", "at", "from_day"):
            put(form[key], text)
        form.finish()
        assert any(form[key].error for key in form.fields) and Outage.select().count() == before
        form.fill(outages.usual_draft(desk))
        for key in ("title", "text"):
            put(form[key], text)
        form.finish()
        assert any(form[key].error for key in form.fields) != (Outage.select().count() > before)
        form.dirty = False
        dialog.close()
        return False

    monkeypatch.setattr(FormDialog, "run", run)
    while texts:
        frame.begin("calls", "outage")
    frame._count()
    bar = frame.findChild(NoticeBar)
    assert bar is not None and len(bar.texts) == 3


def test_two_supervisors_at_one_announcement(
    frame: MainFrame, desk: Desk, place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    row = outages.announce(desk, replace(outages.usual_draft(desk), title="停水", text="稍等"))

    def run(dialog: FormDialog) -> bool:
        dialog.show()
        form = dialog.form
        assert isinstance(form, OutageForm)
        form["text"].set_value("晚上恢复")
        base = outages.draft_of_outage(desk, row.id)
        outages.reword(desk, row.id, replace(base, text="下午恢复", title="停水通知"), base)
        form.finish()
        assert "下午恢复" in form["text"].error and form["text"].value() == "晚上恢复"
        assert form["title"].value() == "停水通知"
        form.finish()
        return dialog.result_value is not None

    monkeypatch.setattr(FormDialog, "run", run)
    page = frame.go("calls")
    assert isinstance(page, CallsPage)
    page.told.announce(row)
    after = Outage.get()
    assert (after.title, after.text) == ("停水通知", "晚上恢复")


def test_a_call_announces_a_visitor(
    frame: MainFrame, desk: Desk, place: Place, keys: Keys, qtbot: Any,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    _page, screen = opened(frame, qtbot)
    keys(NUMBER)
    known(screen, qtbot, "李敏")
    screen.form["subject"].set_value("下午有师傅来装空调")

    def run(dialog: FormDialog) -> bool:
        dialog.show()
        dialog.form.finish()
        assert dialog.form["name"].error and not Call.select().count()
        dialog.form["name"].set_value("空调师傅")
        dialog.form.finish()
        return dialog.result_value is not None

    monkeypatch.setattr(FormDialog, "run", run)
    press(Qt.Key.Key_E, qtbot, CTRL)
    visit, call = Visit.get(), Call.get()
    assert (visit.name, visit.note, visit.unit_id) == (
        "空调师傅", "下午有师傅来装空调", place.unit
    )  # fmt: skip
    assert (call.became_kind, call.became_id, frame.key) == ("visit", visit.id, "visitors")
    assert frame.message_bar.text


def test_a_unit_typed_and_not_chosen_comes_back(frame: MainFrame, place: Place, qtbot: Any) -> None:
    _page, screen = opened(frame, qtbot)
    put(screen.form.unit, "3-15")
    state = screen.form.state()
    screen.form.begin()
    screen.form.restore(state)
    assert (screen.form.unit.text(), screen.form.unit.value()) == ("3-15", None)
