"""At the gate and the stubs' bundle, by keyboard and by scanner; the list, its card and moves."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from desk.core.access import Role
from desk.core.clock import FixedClock
from desk.core.desk import Desk
from desk.core.local import Local
from desk.reception.slips import gate, papers_out, verbs
from desk.reception.slips.drafts import WHOLE, DecisionDraft
from desk.reception.slips.reading import get_slip, view_slip
from desk.reception.slips.rows import SlipRow
from desk.reception.slips.seen_goods import Seen
from tests.desk.printing.samples import codes_of, words_of
from tests.desk.reception.slips.conftest import Place, place
from tests.stores import as_role
from tests.ui.reception.acts import answer
from tests.ui.reception.conftest import Keys, Shell
from tests.ui.reception.slips_acts import ENTER, ESC, sent
from ui.kit import messages
from ui.kit.form_dialog import FormDialog
from ui.main_window import MainFrame
from ui.reception.slips.page import SlipsPage

__all__ = ["place", "sent"]
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def slips(frame: MainFrame, place: Place) -> SlipsPage:
    """The page of slips."""
    made = frame.go("slips")
    assert isinstance(made, SlipsPage)
    return made


@pytest.fixture
def slip(desk: Desk, place: Place) -> SlipRow:
    """An issued slip: a fridge and six boxes."""
    return verbs.complete_slip(desk, place.draft())


def scan(frame: MainFrame, text: str) -> None:
    """A scanner types into the one box."""
    frame.scanned(text)


def test_a_scan_from_anywhere_shows_the_goods_large(
    frame: MainFrame, desk: Desk, slips: SlipsPage, slip: SlipRow, keys: Keys
) -> None:
    (token,) = codes_of(papers_out.print_slip(desk, slip.id))
    frame.go("visitors")
    scan(frame, token)
    screen = slips.guard_screen
    assert frame.key == "slips" and slips.now is screen
    assert screen.sheet.rowCount() == 2 and screen.number.text() == slip.number
    assert screen.box.hasFocus()
    keys(ENTER)  # a scanner's second Enter lets nothing out
    assert get_slip(desk, slip.id).state == "issued"
    keys.ctrl(ENTER)
    row = get_slip(desk, slip.id)
    assert (row.state, row.out_at) == ("released", desk.now)
    assert slip.number in slips.message_bar.text
    keys(slip.number, ENTER)
    assert "Stop" in screen.refusal.text() and screen.out.isHidden()
    keys.ctrl(ENTER)
    assert get_slip(desk, slip.id).state == "released"


def test_a_part_leaves_and_the_rest_later(
    desk: Desk, slips: SlipsPage, slip: SlipRow, keys: Keys
) -> None:
    slips.begin("guard")
    keys(slip.number, ENTER)
    keys.ctrl(Qt.Key.Key_P)
    keys("0", ENTER, "2", ENTER)
    keys.ctrl(ENTER)
    view = view_slip(desk, slip.id)
    assert view.row.state == "part"
    assert [item.left for item in view.items] == [WHOLE, 4 * WHOLE]
    keys(slip.number, ENTER)
    keys.ctrl(ENTER)
    assert get_slip(desk, slip.id).state == "released"


def test_what_differs_is_told_and_issued_anew(
    desk: Desk, slips: SlipsPage, slip: SlipRow, keys: Keys
) -> None:
    slips.begin("guard")
    keys(slip.number, ENTER)
    keys.ctrl(Qt.Key.Key_D)
    keys("1", ENTER, "8", ENTER, "Piano", ENTER, "1")
    slips.guard_screen.note.set_value("大钢琴")
    keys.ctrl(ENTER)
    view = view_slip(desk, slip.id)
    assert view.row.state == "mismatch" and view.gate_note == "大钢琴"
    assert [(d.name, d.seen) for d in view.differences] == [
        ("纸箱", 8 * WHOLE), ("Piano", WHOLE)
    ]  # fmt: skip
    keys(ESC)
    assert slips.on_list
    slips.list.show_record(slip.id)
    slips.list._show_detail()
    shown = slips.list.card.detail
    assert shown is not None and "Piano" in shown.notice and shown.moves[0].key == "reissue"

    answer(messages.AskText, lambda dialog: dialog.field.setPlainText("recounted"))
    assert slips.list.card.do_first()
    form = slips.slip_screen.form
    assert slips.now is slips.slip_screen
    assert [draft.name for draft in form.goods.drafts()] == ["冰箱", "纸箱", "Piano"]
    assert get_slip(desk, slip.id).state == "voided"


def test_esc_goes_one_step_back(slips: SlipsPage, slip: SlipRow, keys: Keys) -> None:
    slips.begin("guard")
    screen = slips.guard_screen
    keys(slip.number, ENTER)
    keys.ctrl(Qt.Key.Key_P)
    assert screen.sheet.mode == "part"
    slips.guard_screen.leave()
    assert screen.sheet.mode == "read" and screen.view is not None
    keys(ESC)
    assert screen.ground.isHidden()
    keys(ESC)
    assert slips.on_list


@pytest.mark.parametrize("text", ["L99999999", "<b>&", "FD1" + "A" * 120, "' OR 1=1 --"])
def test_what_is_no_slip_is_refused_in_words(slips: SlipsPage, keys: Keys, text: str) -> None:
    slips.begin("guard")
    keys(text, ENTER)
    assert slips.guard_screen.refusal.text() and slips.guard_screen.out.isHidden()


def test_the_guard_reads_of_no_debt(frame: MainFrame, desk: Desk, place: Place, qtbot: Any) -> None:
    decision = DecisionDraft("override", "owes 250.60, pays by Friday")
    row = verbs.complete_slip(desk, place.draft(unit=place.owing), decision)
    papers_out.print_slip(desk, row.id)
    as_role(desk, Role.GUARD)
    made = MainFrame(Shell(), desk, Local(None))
    qtbot.addWidget(made)
    page = made.go("slips")
    assert isinstance(page, SlipsPage) and page.now is page.guard_screen
    made.show_record("release_slip", row.id)
    page.list._show_detail()
    page.begin("guard", slip=row)
    read = " ".join(each.text() for each in page.findChildren(QLabel))
    titles = [page.list.model.headerData(n, Qt.Orientation.Horizontal)
              for n in range(page.list.model.columnCount())]  # fmt: skip
    assert "250" not in read and "Owed" not in titles
    shown: Any = page.list.card.detail
    assert not {"print", "promise"} & {move.key for move in shown.more}
    made.stop()


def test_the_guard_sees_only_the_gate(
    frame: MainFrame, desk: Desk, slips: SlipsPage, slip: SlipRow, keys: Keys
) -> None:
    as_role(desk, Role.GUARD)
    slips.begin("new")
    assert slips.on_list and slips.message_bar.text
    slips.begin("guard", slip=slip)
    keys.ctrl(ENTER)
    row = get_slip(desk, slip.id)
    assert (row.state, row.guard) == ("released", "Guard")


def test_a_bundle_of_stubs(
    desk: Desk, place: Place, slips: SlipsPage, keys: Keys, clock: FixedClock, sent: list[bytes]
) -> None:
    made = [verbs.complete_slip(desk, place.draft()) for _n in range(4)]
    for row in made[:3]:
        gate.release_slip(desk, row.id)
    clock.advance(timedelta(days=1))
    slips.begin("stubs")
    screen = slips.stub_screen
    assert len(screen.report.missing) == 4
    keys(made[0].number, ENTER)
    keys(made[1].number, ENTER)
    keys(made[1].number, ENTER)
    assert slips.message_bar.text and screen.report.rows[-1].result == "twice"
    keys(Qt.Key.Key_Delete)
    keys("p")  # the guard wrote that only a part left
    assert screen.report.rows[-1].result == "whole"
    keys("a")
    assert [row.result for row in screen.report.rows] == ["agrees", "agrees"]
    keys("L77777777", ENTER)
    assert [row.number for row in screen.report.missing] == [made[2].number, made[3].number]
    keys(ESC)
    slips.begin("stubs")  # what was read is kept
    assert len(screen.stubs) == 3
    keys.ctrl(ENTER)
    assert [get_slip(desk, row.id).state for row in made] == [
        "filed", "filed", "released", "issued"
    ]  # fmt: skip
    assert "2" in slips.message_bar.text
    assert screen.read_table.model().rowCount() == 1
    assert screen.missing_table.model().rowCount() == 2
    keys(Qt.Key.Key_Delete, "p")  # nothing of it can be altered any more
    keys.ctrl(Qt.Key.Key_P)
    (sheet,) = sent
    said = words_of(sheet)
    for word in (
        "L77777777",
        "No such slip",
        "Stub not back",
        made[2].number,
        made[3].number,
        "王强",
    ):
        assert word in said
    assert made[0].number not in said
    slips.begin("stubs")
    assert screen.bundles.list.isHidden()
    screen.bundles._fill()
    (known,) = screen.bundles._menu.actions()
    known.trigger()
    assert not screen.bundles.list.isHidden() and screen.missing_table.model().rowCount() == 2


def test_the_list_its_card_and_moves(
    frame: MainFrame,
    desk: Desk,
    slips: SlipsPage,
    slip: SlipRow,
    sent: list[bytes],
    clock: FixedClock,
) -> None:
    frame.show_record("release_slip", slip.id)
    slips.list._show_detail()
    shown = slips.list.card.detail
    assert shown is not None and shown.heading == "王强"
    assert [move.key for move in shown.moves][:1] == ["release"]
    assert {"print", "void"} <= {move.key for move in shown.more}
    assert any("•" not in line.value and "*" in line.value for line in shown.lines)
    line = next(line for line in shown.lines if line.reveal is not None)
    assert line.reveal is not None and line.reveal() == "E12345678"
    clock.advance(timedelta(days=1))
    slips.list.refresh()
    slips.list._show_detail()
    shown = slips.list.card.detail
    assert shown is not None and shown.moves[0].key == "extend" and shown.notice
    answer(FormDialog, lambda dialog: setattr(dialog, "finish", dialog.form.finish))
    assert slips.list.card.do_first()
    assert get_slip(desk, slip.id).valid_until == desk.today and len(sent) == 1


def test_an_empty_book_offers_the_first_step(slips: SlipsPage, frame: MainFrame) -> None:
    assert not slips.list.nothing.isHidden()
    assert slips.scenes()


def test_the_mismatch_is_at_the_top_of_a_card_with_much(
    desk: Desk, slips: SlipsPage, place: Place
) -> None:
    row = verbs.complete_slip(desk, place.draft(name="很长的名字" * 50, carrier="Very long " * 20))
    item = view_slip(desk, row.id).items[0]
    gate.report_mismatch(desk, row.id, [Seen(item.id, 0)], "")
    slips.show_record("release_slip", row.id)
    slips.list._show_detail()
    shown: Any = slips.list.card.detail
    assert shown.notice_tone == "late" and "0" in shown.notice


def test_every_picture_of_the_page_can_be_drawn(slips: SlipsPage, place: Place) -> None:
    for first in slips.scenes().values():
        first()
        assert not slips.grab().isNull()
