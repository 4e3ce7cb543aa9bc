"""A visitor comes in by keyboard: form, pass, draft, returning, expected, the list."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QDialog, QLabel

from desk.core import log
from desk.core.access import Role
from desk.core.clock import FixedClock
from desk.core.desk import Desk
from desk.core.preferences import save
from desk.reception.models import Visit
from desk.reception.visitors import passes, verbs, watch
from desk.reception.visitors.detail import detail
from desk.reception.visitors.drafts import WatchDraft
from desk.reception.visitors.rows import read_rows
from tests.desk.printing.samples import codes_of, photo, words_of
from tests.stores import PASSWORD, as_role
from tests.ui.reception.conftest import Keys, Place
from ui.kit.messages import AskPerson, AskText
from ui.main_window import MainFrame
from ui.reception.inputs import PhotoField
from ui.reception.visitors import VisitorsPage

ODD = ["<b>Lukas</b>", "=1+1", 'O\'Brien "Bob" & Co', "😀䶮𨋢", "名" * 300]
ENTER, ESC, TAB = Qt.Key.Key_Return, Qt.Key.Key_Escape, Qt.Key.Key_Tab


def came(desk: Desk) -> list[Any]:
    return read_rows(desk, Visit.id > 0)


def settle(page: VisitorsPage) -> None:
    """Look at once instead of waiting for the clerk to pause."""
    page.desk_form.look()


def test_in_few_keys_with_a_printed_pass(
    frame: MainFrame, page: VisitorsPage, keys: Keys, desk: Desk, printed: list[Any]
) -> None:
    keys(Qt.Key.Key_F2)
    assert keys.field() == "host"
    keys("1502", ENTER)  # faster than the rows come
    assert keys.field() == "name"
    assert "先电话确认" in page.desk_form.form.instructions.text()
    keys("张伟", ENTER, "13712348842")
    keys.ctrl(ENTER)
    [visit] = came(desk)
    assert (visit.name, visit.place, visit.purpose) == ("张伟", "3-1502 李敏", "送货")
    assert visit.state == "on_site"
    assert keys.count <= 25
    assert "张伟" in page.message_bar.text
    assert page.message_bar.large
    [(pdf, printer)] = printed
    assert printer == "Counter"
    assert codes_of(pdf) == [passes.visit_token(desk, Visit.get_by_id(visit.id))]
    assert "3-1502" in words_of(pdf)
    # ready for the next one, empty
    assert keys.field() == "host"
    assert page.desk_form.form["name"].value() is None
    keys(ESC)
    assert page.on_list
    assert page.list.current().id == visit.id


def test_without_printing_and_taken_back(
    page: VisitorsPage, keys: Keys, desk: Desk, printed: list[Any]
) -> None:
    keys(Qt.Key.Key_F2, "gcb", ENTER, "周")
    keys.ctrl(Qt.Key.Key_S)
    [visit] = came(desk)
    assert visit.department is not None
    assert printed == []
    page.desk_form.undo_in(visit)
    assert came(desk)[0].state == "cancelled"


def test_who_is_at_a_department(page: VisitorsPage, keys: Keys, desk: Desk) -> None:
    keys(Qt.Key.Key_F2)
    keys("工程部 周工", ENTER, "刘思远")
    keys.ctrl(Qt.Key.Key_S)
    assert came(desk)[0].place == "工程部 周工"


def test_a_returning_visitor_by_one_key(
    page: VisitorsPage, keys: Keys, desk: Desk, place: Place, clock: FixedClock
) -> None:
    draft = place.draft("刘思远", "维修", phone="13712348842", company="快捷电梯", host=place.host)
    first = verbs.sign_in(desk, draft)
    verbs.sign_out(desk, first.id)
    keys(Qt.Key.Key_F2, TAB)
    assert keys.field() == "name"
    keys(TAB, "8842")
    settle(page)
    assert [one.visit for one in page.desk_form.known.candidates] == [first.id]
    keys.ctrl(Qt.Key.Key_R)
    form = page.desk_form.form
    assert form["name"].value() == "刘思远"
    assert form["phone"].value() == "13712348842"
    assert form["company"].value() == "快捷电梯"
    keys.ctrl(Qt.Key.Key_S)
    again = came(desk)
    assert len(again) == 2
    assert again[0].place == "3-1502 李敏"


def test_an_expected_visitor_is_taken_not_doubled(
    page: VisitorsPage, keys: Keys, desk: Desk, place: Place
) -> None:
    when = desk.now.replace(hour=8)
    expected = verbs.expect(desk, place.draft("王建国", expected_at=when, phone="13912340002"))
    keys(Qt.Key.Key_F2, TAB, "wjg")
    settle(page)
    assert page.desk_form.known.candidates[0].expected
    keys.ctrl(Qt.Key.Key_R)
    assert expected.number in page.desk_form.about.text()
    keys.ctrl(Qt.Key.Key_S)
    [visit] = came(desk)
    assert (visit.id, visit.state) == (expected.id, "on_site")


def test_an_appointment_in_the_same_form(page: VisitorsPage, keys: Keys, desk: Desk) -> None:
    page.begin("expect")
    keys("1502", ENTER)
    assert keys.field() == "day"
    keys(ENTER, "1530", ENTER, "王建国")
    keys.ctrl(ENTER)
    [visit] = came(desk)
    assert visit.state == "expected"
    assert f"{desk.local(visit.expected_at):%H:%M}" == "15:30"


def test_what_was_typed_survives_escape_and_other_pages(
    frame: MainFrame, page: VisitorsPage, keys: Keys
) -> None:
    keys(Qt.Key.Key_F2, "1502", ENTER, "张伟")
    keys(ESC)
    assert page.on_list
    frame.go("units")
    keys(Qt.Key.Key_F2)
    form = page.desk_form.form
    assert form["name"].value() == "张伟"
    assert form.host.choice() is not None
    assert page.desk_form.about.text()
    assert keys.field() == "name"
    page.desk_form.start_empty()
    assert form["name"].value() is None


def test_a_draft_outlives_the_page(
    frame: MainFrame, page: VisitorsPage, keys: Keys, qtbot: Any
) -> None:
    keys(Qt.Key.Key_F2, "1502", ENTER, "张伟")
    second = VisitorsPage(frame)
    qtbot.addWidget(second)
    second.begin("sign_in")
    assert second.desk_form.form["name"].value() == "张伟"
    assert second.desk_form.form.host.choice() is not None


def test_errors_stand_beside_their_fields(page: VisitorsPage, keys: Keys, desk: Desk) -> None:
    keys(Qt.Key.Key_F2)
    keys.ctrl(ENTER)
    form = page.desk_form.form
    assert form["host"].error
    assert form["name"].error
    assert keys.field() == "host"
    keys("1502", ENTER, "张伟", ENTER, "12", ENTER, ENTER, "123")
    keys.ctrl(Qt.Key.Key_S)
    assert came(desk) == []
    assert form["phone"].error
    assert form["document"].error
    assert keys.field() == "phone"


def test_a_second_click_signs_in_once(page: VisitorsPage, keys: Keys, desk: Desk) -> None:
    keys(Qt.Key.Key_F2, "1502", ENTER, "张伟")
    page.desk_form.plain.click()
    page.desk_form.plain.click()  # finds an empty form
    assert len(came(desk)) == 1


def test_the_group_counts_itself(page: VisitorsPage, keys: Keys, desk: Desk) -> None:
    keys(Qt.Key.Key_F2, "1502", ENTER, "张伟")
    form = page.desk_form.form
    form["companions"].widget.setFocus()
    keys("李四,王五 320106198508121819", ENTER)
    assert form["people"].value() == 3
    keys.ctrl(Qt.Key.Key_S)
    visit = came(desk)[0]
    assert visit.people == 3
    assert [c.document for c in Visit.get_by_id(visit.id).companions] == ["", "320106198508121819"]


def test_purposes_by_alt_and_by_initials(page: VisitorsPage, keys: Keys) -> None:
    keys(Qt.Key.Key_F2)
    purpose = page.desk_form.form.purpose
    assert purpose.value() == "送货"
    keys.alt(Qt.Key.Key_2)
    assert purpose.value() == "维修"
    assert purpose.buttons[1].isChecked()
    purpose.edit.setFocus()
    purpose.edit.selectAll()
    keys("bs", ENTER)
    assert purpose.value() == "办事"
    assert keys.field() == "host"


def answer(widget: type[QDialog], fill: Any) -> None:
    """Fill in and accept the next dialog of this kind."""

    def now() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, widget), dialog
        fill(dialog)
        dialog.finish()  # type: ignore[attr-defined]

    QTimer.singleShot(0, now)


def test_the_banned_need_a_reason_and_a_second_person(
    page: VisitorsPage, keys: Keys, desk: Desk
) -> None:
    watch.add_watch(
        desk, WatchDraft(kind="banned", name="魏强龙", reason="推销", instruction="通知秩序部")
    )
    as_role(desk, Role.CLERK)
    keys(Qt.Key.Key_F2, "1502", ENTER, "魏强龙")
    settle(page)
    assert page.desk_form.known.hits[0].stops
    assert "推销" not in page.desk_form.known.hits[0].instruction

    def supervisor(dialog: AskPerson) -> None:
        dialog.account.setText("supervisor")
        dialog.password.setText(PASSWORD)

    def reason(dialog: AskText) -> None:
        dialog.field.setPlainText("业主亲自来接")  # type: ignore[union-attr]
        QTimer.singleShot(0, lambda: answer(AskPerson, supervisor))

    answer(AskText, reason)
    keys.ctrl(Qt.Key.Key_S)
    [visit] = came(desk)
    assert visit.state == "on_site"
    assert log.history(desk, "visit", visit.id)[0].reason == "业主亲自来接"


def test_the_banned_stay_out_when_nobody_agrees(page: VisitorsPage, keys: Keys, desk: Desk) -> None:
    watch.add_watch(desk, WatchDraft(kind="banned", name="魏强龙", reason="推销"))
    keys(Qt.Key.Key_F2, "1502", ENTER, "魏强龙")
    QTimer.singleShot(0, lambda: QApplication.activeModalWidget().reject())  # type: ignore[union-attr]
    keys.ctrl(Qt.Key.Key_S)
    assert came(desk) == []
    assert page.desk_form.form["name"].value() == "魏强龙"


@pytest.mark.parametrize("role", [Role.GUARD, Role.AUDITOR])
def test_who_may_not_is_told(page: VisitorsPage, desk: Desk, role: Role) -> None:
    as_role(desk, role)
    page.begin("sign_in")
    assert page.on_list
    assert page.message_bar.text


def test_a_character_without_a_glyph_may_be_a_box(
    page: VisitorsPage, keys: Keys, desk: Desk, printed: list[Any]
) -> None:
    keys(Qt.Key.Key_F2, "1502", ENTER, "A\U0001f9fe")
    QTimer.singleShot(0, lambda: QApplication.activeModalWidget().finish())  # type: ignore[union-attr]
    keys.ctrl(ENTER)
    assert came(desk)[0].state == "on_site"
    assert len(printed) == 1


def test_nothing_is_printed_where_so_set(
    page: VisitorsPage, keys: Keys, desk: Desk, printed: list[Any], frame: MainFrame
) -> None:
    frame.local.put("print.visitor_pass", "nothing")
    keys(Qt.Key.Key_F2, "1502", ENTER, "张伟")
    assert page.desk_form.plain.isHidden()
    keys.ctrl(ENTER)
    assert len(came(desk)) == 1
    assert printed == []


def test_a_printer_that_is_gone_loses_nothing(
    page: VisitorsPage, keys: Keys, desk: Desk, printed: list[Any], monkeypatch: Any
) -> None:
    from ui.kit import preview

    def gone(*_args: Any, **_values: Any) -> None:
        raise OSError("Printer Counter can't be reached.")

    shown: list[Any] = []
    monkeypatch.setattr(preview, "print_now", gone)
    monkeypatch.setattr(preview, "show_paper", lambda *a, **v: shown.append(v))
    keys(Qt.Key.Key_F2, "1502", ENTER, "张伟")
    keys.ctrl(ENTER)
    assert came(desk)[0].state == "on_site"
    assert "Counter" in page.message_bar.text
    assert len(shown) == 1


def test_a_photo_from_a_file(
    page: VisitorsPage, keys: Keys, desk: Desk, tmp_path: Path, printed: list[Any]
) -> None:
    good, bad = tmp_path / "face.png", tmp_path / "face.jpg"
    good.write_bytes(photo())
    bad.write_bytes(b"no picture")
    keys(Qt.Key.Key_F2, "1502", ENTER, "张伟")
    field = page.desk_form.form["photo"]
    assert isinstance(field, PhotoField)
    field.take(bad)
    assert field.error
    field.take(good)
    assert field.error == ""
    assert not field.thumb.pixmap().isNull()
    keys.ctrl(ENTER)
    assert detail(desk, came(desk)[0].id).photo is not None
    assert field.value() is None


def test_started_from_a_unit_or_an_appointment(
    page: VisitorsPage, keys: Keys, desk: Desk, place: Place
) -> None:
    page.begin("sign_in", unit=place.unit)
    assert page.desk_form.form.host.edit.text() == "3-1502 李敏"
    assert keys.field() == "name"
    row = verbs.expect(desk, place.draft("王建国", expected_at=desk.now + timedelta(hours=2)))
    page.begin("sign_in", expected=row.id)
    keys.ctrl(Qt.Key.Key_S)
    assert [(v.id, v.state) for v in came(desk)] == [(row.id, "on_site")]


def test_putting_right_does_not_cost_the_draft(
    page: VisitorsPage, keys: Keys, desk: Desk, place: Place
) -> None:
    row = verbs.sign_in(desk, place.draft("王平"))
    keys(Qt.Key.Key_F2, "1502", ENTER, "张伟", ESC)
    page.begin("edit", visit=row.id)
    page.desk_form.form["items"].set_value("纸箱 2")
    keys(ESC)
    page.begin("sign_in")
    assert page.desk_form.form["name"].value() == "张伟"
    page.begin("edit", visit=row.id)
    assert page.desk_form.form["items"].value() == "纸箱 2"
    page.desk_form.start_empty()
    assert page.desk_form.form["name"].value() == "王平"
    assert page.desk_form.form["items"].value() is None


@pytest.mark.parametrize(
    "name", ["<b>Lukas</b>", "=1+1", 'O\'Brien "Bob" & Co', "😀䶮𨋢", "名" * 300]
)
def test_odd_names_are_shown_as_they_are(
    page: VisitorsPage, keys: Keys, desk: Desk, place: Place, name: str
) -> None:
    keys(Qt.Key.Key_F2, "1502", ENTER)
    page.desk_form.form["name"].set_value(name)
    keys.ctrl(Qt.Key.Key_S)
    [visit] = came(desk)
    assert visit.name == name
    page.show_record("visit", visit.id)
    page.list._show_detail()
    labels = page.list.card.findChildren(QLabel)
    heading = next(label for label in labels if label.text() == name)
    assert heading.textFormat() == Qt.TextFormat.PlainText


def test_somebody_on_site_already_is_told(
    page: VisitorsPage, keys: Keys, desk: Desk, place: Place
) -> None:
    row = verbs.sign_in(desk, place.draft("刘思远", phone="13712348842"))
    keys(Qt.Key.Key_F2, TAB, TAB, "13712348842")
    settle(page)
    texts = [label.text() for label in page.desk_form.known.findChildren(QLabel)]
    assert any(row.number in text for text in texts)
    page.desk_form.known.leave.emit(row.id)
    assert came(desk)[0].state == "left"


def test_the_next_free_badge_by_one_key(
    page: VisitorsPage, keys: Keys, desk: Desk, place: Place
) -> None:
    save(desk, {"visitors.badges": "A-001..A-003"})
    verbs.sign_in(desk, place.draft("王平", badge="A-001"))
    keys(Qt.Key.Key_F2, "1502", ENTER, "张伟")
    assert "A-002" in page.desk_form.form.badge.edit.placeholderText()
    keys.ctrl(Qt.Key.Key_B)
    keys.ctrl(Qt.Key.Key_S)
    assert came(desk)[0].badge == "A-002"


def test_nothing_scrolls_at_the_size_it_was_made_for(
    frame: MainFrame, page: VisitorsPage, keys: Keys, qtbot: Any
) -> None:
    keys(Qt.Key.Key_F2, "1502", ENTER, "张伟")
    form = page.desk_form.form
    bar = form.area.verticalScrollBar()
    qtbot.waitUntil(lambda: form.area.viewport().height() > 500)
    assert bar.maximum() == 0
    area = form.area
    wide = area.viewport().width()
    frame.resize(960, 600)
    qtbot.waitUntil(lambda: area.widget().width() <= area.viewport().width() < wide)
    assert bar.maximum() > 0  # the cards stand beneath each other
