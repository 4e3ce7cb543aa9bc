"""The drawer: opened by piece, cash in and out, counted blind, explained, signed, printed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from desk.core.access import Role
from desk.core.desk import Desk
from desk.core.papers import papers_of
from desk.fees import books
from desk.fees.books import BookDraft
from desk.fees.drawer import shifts
from desk.fees.drawer.read import get_shift
from desk.fees.drawer.rows import ShiftRow
from desk.fees.till import post
from desk.fees.till.drafts import LineDraft, ReceiptDraft, TenderDraft
from tests.stores import PASSWORD, as_role
from tests.ui.duty.conftest import FakeFrame
from ui.fees.drawer.books import BooksSheet
from ui.fees.drawer.now import NowSheet
from ui.fees.drawer.page import DrawerPage
from ui.fees.drawer.shifts import ShiftsSheet
from ui.kit import preview

Show = Callable[[QWidget], QWidget]
Answer = Callable[..., list[Any]]
CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture(autouse=True)
def printed(monkeypatch: pytest.MonkeyPatch) -> list[bytes]:
    """Papers that would have been shown."""
    sent: list[bytes] = []

    def show(*_given: Any, pdf: bytes, **_values: Any) -> bool:
        sent.append(pdf)
        return True

    monkeypatch.setattr(preview, "show_paper", show)
    return sent


@pytest.fixture
def page(frame: FakeFrame, shown: Show, desk: Desk) -> DrawerPage:
    as_role(desk, Role.CASHIER)
    made = DrawerPage(frame)
    shown(made)
    made.setFocus()
    return made


def now(page: DrawerPage) -> NowSheet:
    found = page.sheet("now")
    assert isinstance(found, NowSheet)
    return found


def focus() -> QWidget:
    found = QApplication.focusWidget()
    assert found is not None
    return found


def typed(qtbot: Any, *pieces: str) -> None:
    """Type pieces from the largest denomination on, Enter after each."""
    for text in pieces:
        qtbot.keyClicks(focus(), text)
        qtbot.keyClick(focus(), Qt.Key.Key_Return)


def current(desk: Desk) -> ShiftRow:
    found = shifts.current_shift(desk)
    assert found is not None
    return found


def opened(page: DrawerPage, desk: Desk) -> NowSheet:
    shifts.open_shift(desk, 50_000)
    sheet = now(page)
    sheet.refresh()
    return sheet


def take(desk: Desk, amount: int, kind: str = "cash") -> None:
    line = LineDraft("sundry", text="复印", amount=amount)
    post.post_receipt(desk, ReceiptDraft((line,), (TenderDraft(kind, amount),), payer="李敏"))


def test_opened_with_a_counted_float_by_keyboard(page: DrawerPage, desk: Desk, qtbot: Any) -> None:
    sheet = now(page)
    assert focus() is sheet.opening.grid.edits[0]
    typed(qtbot, "3", "", "5", "10")
    assert "500.00" in sheet.opening.total.text()
    qtbot.keyClick(focus(), Qt.Key.Key_Return, CONTROL)
    shift = current(desk)
    assert (shift.opening, shift.opener) == (50_000, "Cashier")
    assert sheet.stack.currentWidget() is sheet.open_
    assert shift.number in sheet.open_.subtitle.text()


def test_a_sum_without_pieces(page: DrawerPage, desk: Desk) -> None:
    view = now(page).opening
    view.sum.edit.setText("12x")
    view.open()
    assert view.sum.error and shifts.current_shift(desk) is None
    view.sum.edit.setText("300")
    view.open()
    assert current(desk).opening == 30_000


def test_what_should_be_there_is_not_told(page: DrawerPage, desk: Desk) -> None:
    sheet = opened(page, desk)
    take(desk, 12_345)
    sheet.refresh()
    detail = sheet.open_.card.detail
    assert detail is not None
    said = " ".join(line.value for line in detail.lines)
    assert "500.00" in said and "623.45" not in said and "123.45" not in said


def test_cash_out_with_a_reason(page: DrawerPage, desk: Desk, answer: Answer, qtbot: Any) -> None:
    sheet = opened(page, desk)

    def fill(dialog: Any) -> None:
        dialog.form["amount"].edit.setText("35")
        dialog.form.finish()
        assert dialog.isVisible()  # no reason yet
        dialog.form["reason"].edit.setText("打车去税务局")
        dialog.form.finish()

    answer(fill)
    page.setFocus()
    qtbot.keyClick(focus(), Qt.Key.Key_O, CONTROL)
    sheet.refresh()
    assert "−35.00" in sheet.open_.moves.text() and "打车" in sheet.open_.moves.text()


def test_a_day_closed_right(page: DrawerPage, desk: Desk, qtbot: Any, printed: list[bytes]) -> None:
    sheet = opened(page, desk)
    take(desk, 2_000)
    take(desk, 8_000, "wechat")
    page.setFocus()
    qtbot.keyClick(focus(), Qt.Key.Key_Return, CONTROL)
    assert focus() is sheet.close_.grid.edits[0]
    typed(qtbot, "5", "", "1")
    qtbot.keyClick(focus(), Qt.Key.Key_Return, CONTROL)
    assert sheet.close_.found is not None and sheet.close_.found.difference == 0
    form = sheet.close_.form
    assert form["reason"].isHidden() and form["handed_in"].value() == 2_000
    assert focus() is form["handed_in"].widget
    form["handed_to"].set_value("财务部")
    number = current(desk).id
    qtbot.keyClick(focus(), Qt.Key.Key_Return, CONTROL)
    shift = get_shift(desk, number)
    assert (shift.state, shift.difference, shift.handed_in) == ("closed", 0, 2_000)
    assert page.key == "shifts" and len(printed) == 1 and printed[0].startswith(b"%PDF")
    assert get_shift(desk, number).anchor


def test_a_difference_is_explained_and_signed_by_another(
    page: DrawerPage, desk: Desk, answer: Answer, frame: FakeFrame
) -> None:
    sheet = opened(page, desk)
    take(desk, 1_000)
    sheet.count()
    view = sheet.close_
    view.grid.show_counts({10_000: 5})
    view.hand_in()
    found = view.found
    assert found is not None and found.difference == -1_000
    about = next(cause for cause in found.causes if cause.kind == "receipt")
    view._show(about.kind, about.id)
    assert frame.asked[-1] == ("show_record", "receipt", about.id)
    view.form["handed_in"].set_value(0)
    view.form.finish()
    assert view.form["reason"].error  # a reason first
    view.form["reason"].set_value("收据 R1 未收到现金")

    def own(dialog: Any) -> None:
        dialog.account.setText("cashier")
        dialog.password.setText(PASSWORD)
        dialog.finish()

    def supervisor(dialog: Any) -> None:
        dialog.account.setText("supervisor")
        dialog.password.setText(PASSWORD)
        dialog.finish()

    answer(own)
    view.form.finish()
    assert shifts.current_shift(desk) is not None and sheet.message_bar is not None
    shift = current(desk)
    answer(supervisor)
    view.form.finish()
    closed = get_shift(desk, shift.id)
    assert (closed.state, closed.difference) == ("closed", -1_000)
    assert closed.supervisor == "Supervisor" and "R1" in closed.reason


def test_money_that_moved_since_means_counting_again(page: DrawerPage, desk: Desk) -> None:
    sheet = opened(page, desk)
    sheet.count()
    view = sheet.close_
    view.grid.show_counts({10_000: 5})
    view.hand_in()
    take(desk, 700)
    view.form["handed_in"].set_value(0)
    view.form.finish()
    assert view.found is None and view.message_bar.isVisible()
    assert view.counted.isEnabled()


def test_an_empty_drawer_is_asked_about(page: DrawerPage, desk: Desk, answer: Answer) -> None:
    sheet = opened(page, desk)
    sheet.count()
    answer(lambda dialog: dialog.reject())
    sheet.close_.hand_in()
    assert sheet.close_.found is None


def test_escape_keeps_what_was_counted(page: DrawerPage, desk: Desk, qtbot: Any) -> None:
    sheet = opened(page, desk)
    sheet.count()
    page.setFocus()
    typed(qtbot, "4")
    qtbot.keyClick(focus(), Qt.Key.Key_Escape)
    assert sheet.stack.currentWidget() is sheet.open_
    sheet.count()
    assert sheet.close_.grid.counts() == {10_000: 4}


def test_the_report_again_is_a_copy(page: DrawerPage, desk: Desk, printed: list[bytes]) -> None:
    test_close(page, desk)
    found = page.show_sheet("shifts")
    assert isinstance(found, ShiftsSheet)
    shift = found.list.model.row_at(0)
    assert shift is not None
    detail = found._detail(shift)
    assert detail is not None
    detail.moves[0].run()
    assert [paper.copy for paper in papers_of("cash_shift", shift.id)] == [0, 1]
    fresh = found._detail(shift)
    assert fresh is not None and any(part.title == "Printed reports" for part in fresh.parts)


def test_close(page: DrawerPage, desk: Desk) -> None:
    sheet = opened(page, desk)
    sheet.count()
    sheet.close_.grid.show_counts({10_000: 5})
    sheet.close_.hand_in()
    sheet.close_.form["handed_in"].set_value(0)
    sheet.close_.form.finish()
    assert shifts.current_shift(desk) is None
    assert "500.00" in now(page).opening.before.text()


def test_yesterdays_drawer_is_to_be_closed_first(page: DrawerPage, desk: Desk, clock: Any) -> None:
    from datetime import timedelta

    sheet = opened(page, desk)
    clock.advance(timedelta(days=1))
    sheet.refresh()
    detail = sheet.open_.card.detail
    assert detail is not None and detail.notice_tone == "late"


def test_the_auditor_sees_shifts_only(frame: FakeFrame, shown: Show, desk: Desk) -> None:
    as_role(desk, Role.AUDITOR)
    made = DrawerPage(frame)
    shown(made)
    assert made.key == "shifts" and len(made.titles()) == 2


def test_a_book_comes_into_stock(frame: FakeFrame, shown: Show, desk: Desk) -> None:
    made = DrawerPage(frame)
    shown(made)
    found = made.show_sheet("books")
    assert isinstance(found, BooksSheet)
    found.new()
    form: Any = found.now.form  # type: ignore[attr-defined]
    form.set_values({"first": "A0001001", "last": "A0001100"})
    form.finish()
    (book,) = books.books(desk)
    assert (book.next, book.left) == ("A0001001", 100)
    detail = found._detail(book)
    assert detail is not None and detail.heading.startswith("A0001001")
    books.add_book(desk, BookDraft("B01", "B50"))
    found._switch(book)
    assert [row.first for row in books.books(desk)] == ["B01"]
