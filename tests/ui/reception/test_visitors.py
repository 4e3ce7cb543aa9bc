"""The list of visitors: scanning, leaving, extending, taking back, sweep, muster."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QMenu, QPushButton

from desk.core import log
from desk.core.access import Role
from desk.core.clock import FixedClock
from desk.core.desk import Desk
from desk.core.tokens import Seal
from desk.reception.models import Visit
from desk.reception.visitors import amend, passes, verbs
from desk.reception.visitors.detail import detail
from desk.reception.visitors.drafts import CompanionDraft
from desk.reception.visitors.rows import VisitRow, get
from tests.desk.printing.samples import words_of
from tests.stores import as_role
from tests.ui.reception.conftest import Keys, Place
from ui.main_window import MainFrame
from ui.reception.visitors.moves import SomeLeft
from ui.reception.visitors.page import VisitorsPage

ENTER, ESC = Qt.Key.Key_Return, Qt.Key.Key_Escape


@pytest.fixture
def visit(page: VisitorsPage, desk: Desk, place: Place) -> VisitRow:
    """张伟 at 3-1502, on site, on the card."""
    row = verbs.sign_in(desk, place.draft(phone="13712348842", badge="A-017", host=place.host))
    show(page, row)
    return row


def show(page: VisitorsPage, row: VisitRow) -> None:
    page.show_record("visit", row.id)
    page.list._show_detail()


def token(desk: Desk, row: VisitRow) -> str:
    return passes.visit_token(desk, Visit.get_by_id(row.id))


def lines(page: VisitorsPage) -> dict[str, str]:
    shown = page.list.card.detail
    assert shown is not None
    return {line.label: line.value for line in shown.lines}


def press(page: VisitorsPage, key: str) -> None:
    shown = page.list.card.detail
    assert shown is not None
    next(move for move in (*shown.moves, *shown.more) if move.key == key).run()


def test_scanned_out_and_back(
    frame: MainFrame, page: VisitorsPage, desk: Desk, visit: VisitRow, clock: FixedClock
) -> None:
    clock.advance(timedelta(minutes=25))
    frame.scanned(token(desk, visit))
    assert get(desk, visit.id).state == "left"
    bar = page.message_bar
    assert bar.large
    for part in ("张伟", "3-1502", "25 min", "A-017"):
        assert part in bar.text
    undo = next(b for b in bar.findChildren(QPushButton) if b.text() == "Undo")
    undo.click()
    assert get(desk, visit.id).state == "on_site"


def test_bad_papers_are_told_apart(page: VisitorsPage, desk: Desk, visit: VisitRow) -> None:
    good = token(desk, visit)
    said = set()

    def scan(text: str, tone: str) -> str:
        page.scanned(text)
        assert page.message_bar.property("tone") == tone
        said.add(page.message_bar.text.partition(":")[0])
        return page.message_bar.text

    assert "Altered" in scan(good[:40] + ("A" if good[40] != "A" else "B") + good[41:], "due")
    scan("FD1XYZ", "due")
    content = passes.seal(desk).read(good)
    assert "Forged" in scan(Seal(b"x" * 32, desk.site_tag).sign(content), "late")
    assert "nother site" in scan(Seal(b"y" * 32, "OTHER").sign(content), "late")
    scan(passes.seal(desk).sign(replace(content, serial=7)), "late")
    assert get(desk, visit.id).state == "on_site"
    scan(good, "ok")
    assert "Used" in scan(good, "late")
    assert len(said) == 7
    page.scanned("Z-999")
    assert "Z-999" in page.message_bar.text


def test_an_expired_pass_still_signs_out(
    page: VisitorsPage, desk: Desk, visit: VisitRow, clock: FixedClock
) -> None:
    code = token(desk, visit)
    clock.advance(timedelta(days=2))
    page.scanned(code)
    assert get(desk, visit.id).state == "left"
    assert page.message_bar.property("tone") == "due"
    assert "expired" in page.message_bar.text


def test_a_badge_signs_out(page: VisitorsPage, desk: Desk, visit: VisitRow) -> None:
    page.scanned("a-017")
    assert get(desk, visit.id).state == "left"


def test_scanning_does_not_disturb_the_form(
    page: VisitorsPage, keys: Keys, desk: Desk, visit: VisitRow
) -> None:
    keys(Qt.Key.Key_F2, "1502", ENTER, "李")
    page.scanned(token(desk, visit))
    assert not page.on_list
    assert page.desk_form.form["name"].value() == "李"
    assert "张伟" in page.message_bar.text


def test_enter_lets_the_selected_one_leave(
    page: VisitorsPage, keys: Keys, desk: Desk, visit: VisitRow, qtbot: Any
) -> None:
    page.list.table.setFocus()
    keys(ENTER)
    assert get(desk, visit.id).state == "left"
    assert "张伟" in page.message_bar.text


def test_masked_until_revealed_and_logged(
    page: VisitorsPage, desk: Desk, visit: VisitRow, qtbot: Any
) -> None:
    shown = page.list.card.detail
    assert shown is not None
    phone = next(line for line in shown.lines if line.label == "Telephone")
    assert phone.value == "137 **** 8842"
    assert phone.reveal is not None
    assert phone.reveal() == "137 1234 8842"
    assert log.history(desk, "visit", visit.id)[0].action == "personal.revealed"
    page.list._show_detail()
    assert lines(page)["Telephone"] == "137 1234 8842"  # still, as long as it is looked at
    other = verbs.sign_in(desk, replace_name("王平", visit, desk))
    show(page, other)
    show(page, visit)
    assert lines(page)["Telephone"] == "137 **** 8842"


def replace_name(name: str, visit: VisitRow, desk: Desk) -> Any:
    return replace(amend.draft_of(desk, visit.id), name=name, badge="", phone="")


def test_extend_by_a_quick_choice(page: VisitorsPage, desk: Desk, visit: VisitRow) -> None:
    menu = page.moves.extend_menu(visit)
    menu.actions()[1].trigger()
    menu.close()
    assert visit.leave_by is not None
    assert get(desk, visit.id).leave_by == visit.leave_by + timedelta(hours=1)


def test_overdue_is_said_with_its_time(
    page: VisitorsPage, desk: Desk, visit: VisitRow, clock: FixedClock
) -> None:
    clock.advance(timedelta(minutes=30 + 87))
    page.refresh()
    page.list._show_detail()
    shown = page.list.card.detail
    assert shown is not None
    assert "1 h 27 min" in shown.state
    assert shown.tone == "late"
    assert "overdue 1" in page.list.summary.text()


def test_edit_on_site_in_the_same_form(
    page: VisitorsPage, keys: Keys, desk: Desk, visit: VisitRow
) -> None:
    press(page, "edit")
    form = page.desk_form.form
    assert form["phone"].value() == "13712348842"
    assert form.host.choice().person == visit.host
    form["items"].set_value("工具箱 1")
    keys.ctrl(ENTER)
    assert page.on_list
    assert detail(desk, visit.id).items == "工具箱 1"
    assert get(desk, visit.id).leave_by == visit.leave_by


def test_some_of_a_group_leave(page: VisitorsPage, desk: Desk, place: Place) -> None:
    named = (CompanionDraft("李四"), CompanionDraft("王五"))
    group = verbs.sign_in(desk, place.draft("王建国", people=4, companions=named))
    show(page, group)

    def tick() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, SomeLeft)
        next(iter(dialog.boxes.values())).setChecked(True)
        dialog.count.setValue(1)
        dialog.finish()

    QTimer.singleShot(0, tick)
    press(page, "some_left")
    assert get(desk, group.id).here == 2


def test_an_appointment_is_cancelled_and_put_back(
    page: VisitorsPage, desk: Desk, place: Place
) -> None:
    row = verbs.expect(desk, place.draft("王建国", expected_at=desk.now + timedelta(hours=1)))
    show(page, row)
    QTimer.singleShot(0, lambda: QApplication.activeModalWidget().finish())  # type: ignore[union-attr]
    press(page, "cancel")
    assert get(desk, row.id).state == "cancelled"
    show(page, row)
    press(page, "undo_cancel")
    assert get(desk, row.id).state == "expected"


def test_somebody_else_was_quicker(page: VisitorsPage, desk: Desk, visit: VisitRow) -> None:
    shown = page.list.card.detail
    assert shown is not None
    leave = next(move for move in shown.moves if move.key == "sign_out")
    verbs.sign_out(desk, visit.id)
    leave.run()
    assert "张伟" in page.message_bar.text
    assert page.message_bar.property("tone") == "late"


def test_printed_again_is_a_copy(
    page: VisitorsPage, desk: Desk, visit: VisitRow, printed: list[Any]
) -> None:
    press(page, "print")
    press(page, "print")
    show(page, visit)
    assert [paper.copy for paper in detail(desk, visit.id).papers] == [0, 1]
    assert "copy 1" in lines(page)["Printed"]
    QTimer.singleShot(0, lambda: QApplication.activeModalWidget().finish())  # type: ignore[union-attr]
    page.moves.copy_paper(detail(desk, visit.id).papers[0].id)
    assert [paper.copy for paper in detail(desk, visit.id).papers] == [0, 1, 2]
    assert len(printed) == 3


def test_suspicion_is_reported_and_settled(page: VisitorsPage, desk: Desk, visit: VisitRow) -> None:
    def say(text: str) -> None:
        dialog = QApplication.activeModalWidget()
        dialog.field.setPlainText(text)  # type: ignore[union-attr]
        dialog.finish()  # type: ignore[union-attr]

    QTimer.singleShot(0, lambda: say("四处拍照"))
    press(page, "report")
    show(page, visit)
    shown = page.list.card.detail
    assert shown is not None
    assert "四处拍照" in shown.notice
    QTimer.singleShot(0, lambda: say("保安已核实"))
    press(page, "settle")
    assert detail(desk, visit.id).suspicions[0].outcome == "保安已核实"


def test_the_muster_list_at_once(
    page: VisitorsPage, desk: Desk, visit: VisitRow, printed: list[Any]
) -> None:
    page.begin("muster")
    [(pdf, printer)] = printed
    assert "张伟" in words_of(pdf)
    assert printer == "Counter"


def test_the_sweep_by_three_keys(
    page: VisitorsPage, keys: Keys, desk: Desk, place: Place, visit: VisitRow
) -> None:
    second = verbs.sign_in(desk, place.draft("王平", unit=place.far))
    third = verbs.sign_in(desk, place.draft("李丽", unit=place.far))
    page.begin("sweep")
    assert page.sweep.current is not None
    assert page.sweep.current.id == visit.id
    keys("l")
    assert get(desk, visit.id).state == "left"
    assert get(desk, visit.id).id == page.sweep.gone[0].id
    keys("u")
    assert get(desk, visit.id).state == "on_site"
    keys("l", "n")
    assert page.sweep.current.id == third.id
    menu = page.sweep.stays()
    assert isinstance(menu, QMenu)
    menu.actions()[0].trigger()
    menu.close()
    assert get(desk, third.id).leave_by > second.leave_by  # type: ignore[operator]
    assert page.sweep.current is None  # one is open
    assert page.sweep.count.text() == "2 of 3 answered"
    page.sweep._again()
    keys("l")
    assert get(desk, second.id).state == "left"
    keys(ESC)
    assert page.on_list


def test_the_sweep_over_somebody_who_has_left(
    page: VisitorsPage, keys: Keys, desk: Desk, visit: VisitRow
) -> None:
    page.begin("sweep")
    verbs.sign_out(desk, visit.id)
    keys("l")
    assert page.sweep.current is None


def test_guards_sign_out_and_nothing_else(page: VisitorsPage, desk: Desk, visit: VisitRow) -> None:
    as_role(desk, Role.GUARD)
    page.list._show_detail()
    shown = page.list.card.detail
    assert shown is not None
    assert next(move.key for move in shown.moves) == "sign_out"
    assert "edit" not in [move.key for move in shown.moves]


def test_the_empty_book_offers_the_first_step(page: VisitorsPage) -> None:
    page.list.set_filters({})
    assert page.list.nothing.accessibleName() == "No visitors yet"


def test_scanned_by_a_scanner_that_types(
    frame: MainFrame, page: VisitorsPage, keys: Keys, desk: Desk, visit: VisitRow
) -> None:
    keys(Qt.Key.Key_F3, token(desk, visit), ENTER)
    assert get(desk, visit.id).state == "left"
    assert frame.box.text() == ""
    assert page.message_bar.large


def test_who_may_not_sweep_is_told(page: VisitorsPage, desk: Desk) -> None:
    as_role(desk, Role.AUDITOR)
    page.begin("sweep")
    assert page.on_list
    assert page.message_bar.text
