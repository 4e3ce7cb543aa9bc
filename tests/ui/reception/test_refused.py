"""What stops a sign-in, and what must not: errors, the banned, rights, printers, odd names."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QLabel

from desk.core import log
from desk.core.access import Role
from desk.core.desk import Desk
from desk.reception.visitors import watch
from desk.reception.visitors.drafts import WatchDraft
from tests.stores import PASSWORD, as_role
from tests.ui.reception.acts import ENTER, answer, came, settle
from tests.ui.reception.conftest import Keys, Place
from ui.kit.messages import AskPerson, AskText
from ui.main_window import MainFrame
from ui.reception.visitors.page import VisitorsPage

ODD = ["<b>Lukas</b>", "=1+1", 'O\'Brien "Bob" & Co', "😀䶮𨋢", "名" * 300]


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


@pytest.mark.parametrize("name", ODD)
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
