"""The slip's four steps by keyboard: document, payments, goods, standing and authority."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from desk.core.access import Role
from desk.core.desk import Desk
from desk.fees.models import Contact
from desk.reception.slip_tables import ReleaseSlip
from desk.reception.slips import attached, verbs
from desk.reception.slips.drafts import WHOLE, ItemDraft
from tests.desk.printing.samples import codes_of, words_of
from tests.desk.reception.slips.conftest import Place, pay, place
from tests.stores import PASSWORD, as_role
from tests.ui.reception.acts import answer
from tests.ui.reception.conftest import Keys
from tests.ui.reception.slips_acts import (
    DOWN,
    ENTER,
    ESC,
    TAB,
    fill,
    only,
    opened,
    paste,
    sent,
    to_goods,
)
from ui.fees.till.page import TillPage
from ui.kit import messages
from ui.main_window import MainFrame

__all__ = ["place", "sent"]
CTRL = Qt.KeyboardModifier.ControlModifier


def test_a_slip_by_keyboard(
    frame: MainFrame, desk: Desk, place: Place, keys: Keys, sent: list[bytes], qtbot: Any
) -> None:
    qtbot.keyClick(frame, Qt.Key.Key_F4)
    page = opened(frame)
    form = page.slip_screen.form
    keys("3-1502", ENTER)
    assert keys.field() == "name"
    keys(DOWN, DOWN, ENTER)  # everybody of the unit: the owner, the tenant
    keys(ENTER)
    assert form.person.text() == "王强" and form["standing"].value() == "tenant"
    assert form["kind"].widget.hasFocus()
    keys("3", ENTER)
    assert form["kind"].value() == "repair_out"
    keys(ENTER)
    keys("110101199003077571")
    to_goods(page, keys)
    keys("Fridge", TAB, "2", ENTER, "Chair 6pcs", ENTER, ENTER)
    assert keys.field() == "carrier"
    assert form.goods.drafts() == (
        ItemDraft("Fridge", 2 * WHOLE), ItemDraft("Chair", 6 * WHOLE, "pcs")
    )  # fmt: skip
    keys.ctrl(ENTER)
    view = only(desk)
    assert (view.row.state, view.row.person, view.row.goods) == ("issued", place.tenant, 2)
    shown = page.list.current()
    assert page.on_list and shown is not None and shown.id == view.row.id
    (pdf,) = sent
    assert view.row.number in words_of(pdf)
    assert codes_of(pdf)


def test_debts_with_their_why_and_no_silent_way(
    frame: MainFrame, desk: Desk, place: Place, keys: Keys, sent: list[bytes]
) -> None:
    page = opened(frame, unit=place.owing)
    form = page.slip_screen.form
    assert form.owed.sheet.rowCount() == 2
    assert "250.60" in form.owed.total.text() or form.owing
    assert form.owed.why.text()
    assert not form.decision.isHidden() and form["promised_on"].isHidden()
    fill(page, place, place.owing)
    form["name"].widget.setFocus()
    keys.ctrl(ENTER)
    assert not ReleaseSlip.select().exists()
    assert "250.60" in form.decision.error
    form.decision.set_value("promise")
    assert form["promised_on"].value() == date(2026, 11, 9)
    form.promised.set_value(20_000)
    keys.ctrl(ENTER)
    view = only(desk)
    assert (view.row.decision, view.promised) == ("promise", 20_000)
    assert Contact.select().where(Contact.promise == "open").count() == 1
    letter, slip = sent
    assert "200.00" in words_of(letter) and view.row.number in words_of(slip)
    page.list._show_detail()
    shown: Any = page.list.card.detail
    (then,) = [part for part in shown.parts if part.title == "Owed then"]
    assert [(row.text, row.tag) for row in then.rows] == [("物业费 2026-10", "250.60")]
    assert "250.60" in then.rows[0].detail  # and why


def test_nothing_is_asked_where_nothing_is_owed(frame: MainFrame, place: Place) -> None:
    form = opened(frame, unit=place.clear).slip_screen.form
    assert form.decision.isHidden() and form.pay.isHidden() and not form.owing
    form.unit.show_unit(place.owing)
    assert not form.decision.isHidden() and not form.pay.isHidden()


def test_a_supervisor_signs_for_a_clerk(
    frame: MainFrame, desk: Desk, place: Place, keys: Keys, sent: list[bytes]
) -> None:
    as_role(desk, Role.CLERK)
    page = opened(frame, unit=place.owing)
    fill(page, place, place.owing)
    form = page.slip_screen.form
    form.decision.set_value("override")
    keys.ctrl(ENTER)
    assert form["reason"].error  # no override without a reason
    form["reason"].set_value("老业主，月底清")

    def signs(dialog: Any) -> None:
        dialog.account.setText("supervisor")
        dialog.password.setText(PASSWORD)

    answer(messages.AskPerson, signs)
    keys.ctrl(ENTER)
    view = only(desk)
    assert (view.row.decision, view.decided_by) == ("override", "Supervisor")
    assert view.row.who == "Clerk"


def test_paid_at_the_till_and_back(
    frame: MainFrame, desk: Desk, place: Place, keys: Keys, sent: list[bytes], qtbot: Any
) -> None:
    page = opened(frame, unit=place.owing)
    fill(page, place, place.owing)
    keys.ctrl(Qt.Key.Key_T)
    assert frame.key == "till"
    till = frame.go("till")
    assert isinstance(till, TillPage) and till.shown == ("unit", place.owing)
    draft = only(desk)
    assert draft.row.state == "draft" and draft.figures is not None and draft.figures.total
    total = till.card.debts[0].total  # type: ignore[union-attr]
    pay(desk, place, place.debts[0], 25_060)
    assert total >= 25_060
    qtbot.waitUntil(
        lambda: "F4" in till.message_bar.accessibleName() or bool(till.message_bar.text)
    )
    qtbot.keyClick(frame, Qt.Key.Key_F4)
    assert frame.key == "slips" and page.now is page.slip_screen
    form = page.slip_screen.form
    assert form.owed.figures is not None and form.owed.figures.receipts
    if form.owing:  # the late fee stayed
        form.decision.set_value("promise")
    keys.ctrl(ENTER)
    view = only(desk)
    assert view.row.number == draft.row.number and view.row.state == "issued"
    assert view.figures is not None and view.figures.receipts


def test_the_owner_is_rung_from_the_card(
    frame: MainFrame, desk: Desk, place: Place, keys: Keys, sent: list[bytes]
) -> None:
    page = opened(frame, unit=place.clear)
    fill(page, place, place.clear, kind="moving_out", authority="")
    form = page.slip_screen.form
    assert "李敏" in form.needed.text()
    form["carrier"].widget.setFocus()
    keys.ctrl(ENTER)
    assert form["authority"].error and not ReleaseSlip.select().exists()
    keys.ctrl(Qt.Key.Key_R)
    assert form["authority"].value() == "phone"
    assert form.rings.number.value() == "13800138000"
    assert form.rings.name_.value() == "李敏"
    assert "09:00" in form.rings.number.name.text()
    keys("2")  # refused
    keys.ctrl(ENTER)
    assert form["authority"].error
    keys.ctrl(Qt.Key.Key_R)
    keys("1")
    keys.ctrl(ENTER)
    view = only(desk)
    assert [ring.answer for ring in view.rings] == ["refused", "agreed"]
    assert view.rings[-1].at == desk.now and view.rings[-1].number.endswith("8000")


def test_the_scanned_letter_stays_with_the_slip(
    frame: MainFrame, desk: Desk, place: Place, keys: Keys, sent: list[bytes], tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    letter = tmp_path / "委托书 <b>.pdf"
    letter.write_bytes(b"%PDF-1.4 letter")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_a, **_k: (str(letter), ""))
    page = opened(frame, unit=place.owing)
    fill(page, place, place.owing, kind="moving_out", authority="letter", authority_name="李敏")
    form = page.slip_screen.form
    form.decision.set_value("promise")
    form["note"].widget.setFocus()
    keys.ctrl(Qt.Key.Key_O)
    draft = only(desk)
    assert draft.row.state == "draft" and "委托书" in form.letters.words.text()
    assert form.decision.value() == "promise" and form["authority_name"].value() == "李敏"
    keys.ctrl(ENTER)
    assert only(desk).row.state == "issued" and len(sent) == 2
    page.list._show_detail()
    shown: Any = page.list.card.detail
    part = next(part for part in shown.parts if part.add is not None)
    assert [row.text for row in part.rows] == ["委托书 _b_.pdf"]
    assert not any("not attached" in line.value for line in shown.lines)
    answer(messages.AskText, lambda dialog: dialog.field.setPlainText("another one's"))
    part.rows[0].moves[0].run()
    page.list._show_detail()
    shown = page.list.card.detail
    assert any("not attached" in line.value for line in shown.lines)


def test_no_kind_of_file_is_taken_that_nobody_can_look_at(
    frame: MainFrame, desk: Desk, place: Place, keys: Keys, tmp_path: Path
) -> None:
    page = opened(frame, unit=place.clear)
    fill(page, place, place.clear, authority="letter")
    wrong = tmp_path / "letter.pdf.exe"
    wrong.write_bytes(b"MZ\x90\x00\x03\x00" + bytes(100))
    page.slip_screen.hand.attach(str(wrong))
    assert page.message_bar.text and not attached.files_of(desk, only(desk).row.id)


def test_goods_from_a_spreadsheet_and_by_initials(
    frame: MainFrame, place: Place, keys: Keys, qtbot: Any
) -> None:
    page = opened(frame, unit=place.clear)
    grid = page.slip_screen.form.goods.grid
    to_goods(page, keys)
    keys("bx")  # 冰箱
    keys(DOWN, ENTER, ENTER)
    assert grid.lines() == [["冰箱", "", "台", ""]]
    paste(keys, "名称\t数量\t单位\n沙发\t1\t套\n椅子\t4\t把\n")
    assert [line[:3] for line in grid.lines()[1:]] == [["沙发", "1", "套"], ["椅子", "4", "把"]]
    grid.setCurrentCell(0, 0)
    qtbot.keyClick(grid, Qt.Key.Key_Delete, CTRL)
    assert [line[0] for line in grid.lines()] == ["沙发", "椅子"]
    sixty = "\n".join(f"箱子 {n}\t{n}\t箱" for n in range(60))
    paste(keys, sixty)
    assert len(grid.lines()) == 62


def test_a_quantity_that_is_none_is_said_with_its_line(
    frame: MainFrame, place: Place, keys: Keys
) -> None:
    page = opened(frame, unit=place.clear)
    fill(page, place, place.clear)
    form = page.slip_screen.form
    form.goods.set_value([["床", "two", "张", ""]])
    form["carrier"].widget.setFocus()
    keys.ctrl(ENTER)
    assert "1" in form.goods.error and "two" in form.goods.error
    assert not ReleaseSlip.select().exists()


def test_esc_keeps_what_was_typed(frame: MainFrame, place: Place, keys: Keys) -> None:
    page = opened(frame, unit=place.clear)
    form = page.slip_screen.form
    to_goods(page, keys)
    keys("lamp", ESC)
    assert page.on_list
    page.begin("new")
    assert form.unit.value() == place.clear
    assert form.goods.value() == [["lamp", "", "", ""]]
    page.slip_screen.start_empty()
    assert form.unit.value() is None and not form.goods.value()


def test_another_unit_puts_the_first_aside(frame: MainFrame, place: Place, keys: Keys) -> None:
    page = opened(frame, unit=place.clear)
    form = page.slip_screen.form
    form["note"].set_value("first")
    page.begin("new", unit=place.owing)
    assert form.unit.value() == place.owing and form["note"].value() is None
    link = next(b for b in page.message_bar.findChildren(type(form.pay)) if b.text())
    link.click()
    assert form.unit.value() == place.clear and form["note"].value() == "first"


def test_enter_goes_through_a_call_and_keeps_it(
    frame: MainFrame, desk: Desk, place: Place, keys: Keys
) -> None:
    page = opened(frame, unit=place.clear)
    fill(page, place, place.clear, kind="moving_out", authority="phone")
    rings = page.slip_screen.form.rings
    rings.number.widget.setFocus()
    keys("02088880000", ENTER, "office", ENTER, "3", ENTER, "later", ENTER)
    assert not ReleaseSlip.select().exists()
    (kept,) = rings.value()
    assert (kept.number, kept.name, kept.answer, kept.note) == (
        "02088880000", "office", "no_answer", "later"
    )  # fmt: skip
    assert kept.at == desk.now and rings.number.value() is None


def test_the_second_clerk_is_told_and_loses_nothing(
    frame: MainFrame, desk: Desk, place: Place, keys: Keys, sent: list[bytes]
) -> None:
    row = verbs.save_slip(desk, place.draft())
    page = opened(frame)
    page.open_draft(row.id)
    form = page.slip_screen.form
    form["note"].set_value("mine")
    as_role(desk, Role.SUPERVISOR)
    verbs.save_slip(desk, place.draft(carrier="另一家"), row.id, seen=row.version)
    as_role(desk, Role.CLERK)
    form["note"].widget.setFocus()
    keys.ctrl(ENTER)
    told = page.message_bar.text
    assert "Supervisor" in told and "Who carries it" in told
    assert only(desk).row.state == "draft" and form["note"].value() == "mine"
    link = next(b for b in page.message_bar.findChildren(type(form.pay)) if b.text())
    link.click()
    keys.ctrl(ENTER)
    view = only(desk)
    assert (view.row.state, view.note) == ("issued", "mine")


@pytest.mark.parametrize("hostile", ["<b>x</b> & \u202e", "';--\t=1+1", "😀" * 30, "{name} %s"])
def test_hostile_text_is_only_text(
    frame: MainFrame, desk: Desk, place: Place, keys: Keys, hostile: str
) -> None:
    frame.local.put("print.release_slip", "nothing")
    page = opened(frame, unit=place.clear)
    fill(page, place, place.clear)
    form = page.slip_screen.form
    for key in ("name", "carrier", "note"):
        form[key].set_value(hostile)
    form.goods.set_value([[hostile, "1", "", hostile]])
    form["note"].widget.setFocus()
    keys.ctrl(ENTER)
    if page.on_list:
        assert only(desk).row.state == "issued"
        page.list._show_detail()
        assert page.list.card.detail is not None
    else:  # refused beside its field, in words
        assert any(field.error for field in form.fields.values())


def test_checked_now_issued_later(
    frame: MainFrame, desk: Desk, place: Place, keys: Keys, sent: list[bytes]
) -> None:
    page = opened(frame, unit=place.owing)
    fill(page, place, place.owing)
    form = page.slip_screen.form
    form.decision.set_value("promise")
    form["note"].widget.setFocus()
    page.slip_screen.hand.check()
    view = only(desk)
    assert view.row.state == "checked" and page.on_list and not sent
    page.list._show_detail()
    assert page.list.card.do_first()
    assert only(desk).row.state == "issued" and len(sent) == 2
