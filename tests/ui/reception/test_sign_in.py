"""A visitor comes in by keyboard: form, pass, returning, expected, group, badge."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from desk.core.clock import FixedClock
from desk.core.desk import Desk
from desk.core.preferences import save
from desk.reception.models import Visit
from desk.reception.visitors import passes, verbs
from desk.reception.visitors.detail import detail
from desk.reception.visitors.drafts import StandingDraft
from desk.reception.visitors.standing import create_standing
from tests.desk.printing.samples import codes_of, photo, words_of
from tests.ui.reception.acts import ENTER, ESC, TAB, came, settle
from tests.ui.reception.conftest import Keys, Place
from ui.main_window import MainFrame
from ui.reception.inputs import PhotoField
from ui.reception.visitors.page import VisitorsPage


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


def test_the_holder_of_a_standing_pass_comes_in_by_it(
    page: VisitorsPage, keys: Keys, desk: Desk, place: Place, qtbot: Any
) -> None:
    draft = StandingDraft(
        name="周工", purpose="维修", unit=place.unit, valid_from=desk.today,
        valid_until=desk.today + timedelta(days=30), phone="13712348842",
    )  # fmt: skip
    made = create_standing(desk, draft)
    keys(Qt.Key.Key_F2, "1502", ENTER, "周工")
    qtbot.waitUntil(lambda: bool(page.desk_form.known.candidates))
    assert page.desk_form.known.candidates[0].standing == made.id
    keys.ctrl(Qt.Key.Key_R)
    [visit] = came(desk)
    assert (visit.state, visit.name, visit.standing) == ("on_site", "周工", made.id)
    assert page.desk_form.form["name"].value() is None
