"""The page of slips when little is there, much is typed, or somebody else was quicker."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import Qt

from desk.core.access import Role
from desk.core.desk import Desk
from desk.core.local import Local
from desk.reception.slip_tables import ReleaseSlip
from desk.reception.slips import gate, verbs
from desk.reception.slips.reading import get_slip, view_slip
from tests.desk.reception.slips.conftest import Place, place
from tests.desk.reception.slips.test_hostile import HOSTILE
from tests.stores import PASSWORD, as_role
from tests.ui.reception.acts import answer
from tests.ui.reception.conftest import Keys, Shell
from tests.ui.reception.slips_acts import ENTER, ESC, fill, only, opened, sent
from ui.kit import messages
from ui.main_window import MainFrame
from ui.reception.slips.page import SlipsPage

__all__ = ["place", "sent"]


@pytest.fixture
def bare(qtbot: Any, desk: Desk) -> Iterator[MainFrame]:
    """The frame on a store with nothing in it."""
    made = MainFrame(Shell(), desk, Local(None))
    qtbot.addWidget(made)
    made.resize(1366, 768)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    yield made
    made.stop()


def test_in_an_empty_store(bare: MainFrame, desk: Desk, keys: Keys) -> None:
    page = bare.go("slips")
    assert isinstance(page, SlipsPage) and not page.list.nothing.isHidden()
    keys(Qt.Key.Key_F4)  # the first step, as the empty page says
    assert page.now is page.slip_screen and keys.field() == "unit"
    keys("3-1502", ENTER)
    keys.ctrl(ENTER)
    form = page.slip_screen.form
    assert form.unit.error and form["name"].error and not ReleaseSlip.select().exists()
    keys.ctrl(Qt.Key.Key_R)
    keys.ctrl(Qt.Key.Key_T)
    keys.ctrl(Qt.Key.Key_U)
    keys(ESC)
    keys.ctrl(Qt.Key.Key_G)
    assert page.now is page.guard_screen
    keys("L260000001", ENTER)
    assert page.guard_screen.refusal.text()
    keys(ESC, ESC)
    keys.ctrl(Qt.Key.Key_B)
    assert page.now is page.stub_screen
    keys.ctrl(ENTER)
    keys.ctrl(Qt.Key.Key_P)
    keys("L260000001", ENTER)
    keys.ctrl(ENTER)
    assert page.stub_screen.bundles.bundle is not None
    keys(ESC)
    assert page.on_list


def test_a_supervisor_who_mistypes_costs_the_clerk_nothing(
    frame: MainFrame, desk: Desk, place: Place, keys: Keys, sent: list[bytes], qtbot: Any
) -> None:
    as_role(desk, Role.CLERK)
    page = opened(frame, unit=place.owing)
    fill(page, place, place.owing)
    form = page.slip_screen.form
    form.decision.set_value("override")
    form["reason"].set_value("老业主，月底清")
    before = form.state()
    tries = (("supervisor", "wrong"), ("cashier", PASSWORD), ("supervisor", PASSWORD))
    for account, password in tries:

        def signs(dialog: Any, account: str = account, password: str = password) -> None:
            dialog.account.setText(account)
            dialog.password.setText(password)

        frame.activateWindow()  # as a desktop does after a dialog
        qtbot.waitUntil(frame.isActiveWindow)
        answer(messages.AskPerson, signs)
        form["note"].widget.setFocus()
        keys.ctrl(ENTER)
        if (account, password) == tries[-1]:
            break
        assert not ReleaseSlip.select().exists() and page.now is page.slip_screen
        assert form.state() == before
        assert page.message_bar.text or any(field.error for field in form.fields.values())
    view = only(desk)
    assert (view.row.state, view.decided_by, view.row.who) == ("issued", "Supervisor", "Clerk")


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_text_in_each_field_costs_nothing(
    frame: MainFrame, desk: Desk, place: Place, keys: Keys, text: str
) -> None:
    frame.local.put("print.release_slip", "nothing")
    page = opened(frame, unit=place.clear)
    fill(page, place, place.clear, kind="moving_out", authority="letter")
    form = page.slip_screen.form
    for key in ("name", "document", "phone", "carrier", "plate", "note", "authority_name",
                "authority_note"):  # fmt: skip
        form[key].set_value(text)
    form.goods.set_value([[text, "1", text, text]])
    typed = form.state()
    form["note"].widget.setFocus()
    keys.ctrl(ENTER)
    if not page.on_list:  # refused beside its field; what was typed is there again
        assert any(field.error for field in form.fields.values()) or page.message_bar.text
        assert form.state() == typed
        keys(ESC)
        page.begin("new")
        assert form["note"].value() == typed["fields"]["note"]
        page.slip_screen.start_empty()
        return
    row = only(desk).row
    page.list._show_detail()
    assert page.list.card.detail is not None
    page.begin("guard", slip=row)
    page.guard_screen.note.set_value(text)
    page.guard_screen.guard.set_value(text)
    keys.ctrl(ENTER)
    assert get_slip(desk, row.id).state in ("issued", "released")
    page.begin("stubs")
    page.stub_screen.add(text)
    keys.ctrl(ENTER)
    frame.go("today")
    frame.show_record("unit", place.clear)
    assert not page.grab().isNull()


def test_goods_that_left_meanwhile_are_not_let_out_twice(
    frame: MainFrame, desk: Desk, place: Place, keys: Keys
) -> None:
    row = verbs.complete_slip(desk, place.draft())
    page = frame.go("slips")
    assert isinstance(page, SlipsPage)
    page.begin("guard", slip=row)
    as_role(desk, Role.GUARD)  # the other gate was quicker
    gate.release_slip(desk, row.id, guard="南门")
    keys.ctrl(ENTER)
    assert "Stop" in page.guard_screen.refusal.text() and page.guard_screen.out.isHidden()
    assert get_slip(desk, row.id).guard == "南门"


def test_a_slip_voided_meanwhile_is_not_changed_any_more(
    frame: MainFrame, desk: Desk, place: Place, keys: Keys, sent: list[bytes]
) -> None:
    row = verbs.save_slip(desk, place.draft())
    page = opened(frame)
    page.open_draft(row.id)
    form = page.slip_screen.form
    form["note"].set_value("mine")
    as_role(desk, Role.SUPERVISOR)
    verbs.void_slip(desk, row.id, "客户取消")
    as_role(desk, Role.CLERK)
    form["note"].widget.setFocus()
    keys.ctrl(ENTER)
    assert "Supervisor" in page.message_bar.text and form["note"].value() == "mine"
    link = next(b for b in page.message_bar.findChildren(type(form.pay)) if b.text())
    link.click()
    keys.ctrl(ENTER)  # kept over it? no: it is void
    assert view_slip(desk, row.id).note == "" and page.message_bar.text
    assert form["note"].value() == "mine"


def test_a_second_click_issues_one_slip(
    frame: MainFrame, desk: Desk, place: Place, keys: Keys, sent: list[bytes]
) -> None:
    page = opened(frame, unit=place.clear)
    fill(page, place, place.clear)
    screen = page.slip_screen
    draft, request = screen.form.draft(), screen.form.request
    screen.hand.issue()
    again = verbs.complete_slip(desk, draft, request=request)
    assert ReleaseSlip.select().count() == 1 and again.id == only(desk).row.id
    assert len(sent) == 1


def test_nothing_typed_makes_no_draft_and_a_refusal_ends_the_good_news(
    frame: MainFrame, desk: Desk, place: Place, keys: Keys
) -> None:
    page = opened(frame)
    form = page.slip_screen.form
    keys.ctrl(Qt.Key.Key_S)
    assert form.unit.error and form["name"].error and not ReleaseSlip.select().exists()
    form.unit.edit.setText("no such unit")
    keys.ctrl(Qt.Key.Key_S)
    assert form.unit.error and not ReleaseSlip.select().exists()
    assert form.unit.text() == "no such unit"
    form.unit.show_unit(place.clear)
    keys.ctrl(Qt.Key.Key_S)
    assert only(desk).row.number in page.message_bar.text
    keys.ctrl(ENTER)
    assert form["name"].error and not page.message_bar.text


def test_a_unit_typed_and_not_chosen_comes_back(frame: MainFrame, place: Place) -> None:
    form = opened(frame).slip_screen.form
    form.unit.edit.setText("3-15")
    state = form.state()
    form.begin()
    form.restore(state)
    assert (form.unit.text(), form.unit.value()) == ("3-15", None)
    form.unit.show_unit(place.clear)
    state = form.state()
    form.begin()
    form.restore(state)
    assert form.unit.value() == place.clear
