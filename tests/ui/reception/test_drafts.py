"""What is typed survives: escape, other pages, other forms, the page itself."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from PySide6.QtCore import Qt

from desk.core.desk import Desk
from desk.reception.visitors import verbs
from tests.ui.reception.acts import ENTER, ESC, came
from tests.ui.reception.conftest import Keys, Place
from ui.kit import drafts
from ui.main_window import MainFrame
from ui.reception.visitors.page import VisitorsPage


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


def test_a_form_in_which_nothing_was_typed_is_nothing_unfinished(
    frame: MainFrame, page: VisitorsPage, keys: Keys, desk: Desk
) -> None:
    for key in (Qt.Key.Key_F2, Qt.Key.Key_F4, Qt.Key.Key_F5, Qt.Key.Key_F6, Qt.Key.Key_F8):
        for _n in range(2):
            keys(key, ESC)
        assert drafts.titles(desk) == [], key


def test_a_draft_outlives_the_page(
    frame: MainFrame, page: VisitorsPage, keys: Keys, qtbot: Any
) -> None:
    keys(Qt.Key.Key_F2, "1502", ENTER, "张伟")
    second = VisitorsPage(frame)
    qtbot.addWidget(second)
    second.begin("sign_in")
    assert second.desk_form.form["name"].value() == "张伟"
    assert second.desk_form.form.host.choice() is not None


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


def test_closing_asks_about_what_is_unfinished(
    frame: MainFrame, page: VisitorsPage, keys: Keys, monkeypatch: Any
) -> None:
    asked: list[str] = []
    answers = [False, True]

    def confirm(_widget: object, _title: str, text: str = "", **_more: object) -> bool:
        asked.append(text)
        return answers.pop(0)

    monkeypatch.setattr("ui.main_window.messages.confirm", confirm)
    assert frame.leaving(closing=True)
    assert not asked, "nothing is typed, nothing is asked"
    keys(Qt.Key.Key_F2, "1502", ENTER, "张伟", ESC)
    watch: Any = frame.go("watch")
    watch.begin("new")
    watch.form_screen.form["reason"].set_value("吵闹")
    watch.form_screen.form.dirty = True
    assert frame.leaving(), "another page or language: it stays, so nothing is asked"
    assert not asked
    assert not frame.leaving(closing=True)
    assert "张伟" in asked[0]
    assert asked[0].count("·") >= 2
    assert watch.form_screen.form["reason"].value() == "吵闹"
    assert frame.leaving(closing=True)
    assert len(asked) == 2
    watch.form_screen.done()
    assert frame.leaving(closing=True)
    assert len(asked) == 2, "what was discarded is not asked about again"
    page = frame.go("visitors")  # type: ignore[assignment]
    page.begin("expect")
    page.begin("sign_in")
    assert page.desk_form.about.text() == ""
