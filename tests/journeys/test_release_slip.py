"""A release slip from the counter to the file, by keyboard through the real frame.

A tenant of a unit with a debt takes goods out → the debt stands there with its why → a written
promise → promise and slip are read back from paper, the QR decoded → the guard scans it, compares
and releases → next day the stub comes back in the bundle → everything is in the log and agrees.

A tenant moves out with a debt → the slip is refused without the owner → the owner is rung from the
card, twice → promise, print → a part leaves, then the rest → of two stubs one comes back,
the list of what is missing is printed → the promise is broken and stands on Today.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from desk import checks
from desk.core.access import Role
from desk.core.clock import FixedClock
from desk.core.desk import Desk
from desk.core.log import history
from desk.core.today import today
from desk.fees.models import Contact, Receipt
from desk.reception.slips import gate, reading, verbs, waiting
from desk.reception.slips.drafts import WHOLE
from desk.reception.slips.reading import get_slip, view_slip
from tests.desk.printing.samples import codes_of, words_of
from tests.desk.reception.slips.conftest import Place, place
from tests.stores import as_role
from tests.ui.reception.conftest import Keys, frame, keys
from tests.ui.reception.slips_acts import DOWN, ENTER, ESC, TAB, only, paste, sent, to_goods
from ui.fees.till.page import TillPage
from ui.main_window import MainFrame
from ui.reception.slips.page import SlipsPage

__all__ = ["frame", "keys", "place", "sent"]
CTRL = Qt.KeyboardModifier.ControlModifier


def test_from_the_counter_to_the_file(
    frame: MainFrame, desk: Desk, place: Place, keys: Keys, sent: list[bytes], qtbot: Any,
    clock: FixedClock,
) -> None:  # fmt: skip
    as_role(desk, Role.CLERK)
    page = frame.go("slips")
    assert isinstance(page, SlipsPage)
    token = _issued(frame, page, desk, place, keys, sent)
    frame.go("today")
    as_role(desk, Role.GUARD)
    _at_the_gate(frame, page, desk, keys, token)
    clock.advance(timedelta(days=2))
    as_role(desk, Role.CLERK)
    _stub_back(page, desk, keys)
    number = only(desk).row.id
    steps = [step.action for step in history(desk, "release_slip", number)]
    assert steps[0] == "slip.stubs_taken" and "slip.released" in steps and "slip.issued" in steps
    report = checks.run(desk)
    assert report.good, report.lines()


def _issued(
    frame: MainFrame, page: SlipsPage, desk: Desk, place: Place, keys: Keys, sent: list[bytes]
) -> str:
    QTest.keyClick(frame, Qt.Key.Key_F4)
    form = page.slip_screen.form
    keys("3-0801", ENTER)
    assert form.owing and "250.60" in form.owed.total.text() + form.owed.why.text()
    keys(DOWN, DOWN, ENTER, ENTER)  # the second of the unit: the tenant
    keys("3", ENTER)  # out for repair
    keys(ENTER, "110101199003077571", ENTER, "13912340001", ENTER, ENTER)
    assert keys.field() == "decision"
    keys("1")  # a written promise
    assert not form["promised_on"].isHidden()
    to_goods(page, keys)
    keys("Fridge", TAB, "1", ENTER, "Chair", TAB, "4", ENTER, ENTER)
    keys.ctrl(ENTER)
    view = only(desk)
    assert (view.row.state, view.row.decision) == ("issued", "promise")
    assert view.figures is not None and view.figures.total == view.promised
    letter, slip = sent
    sheet = words_of(letter)
    assert view.row.number in sheet and "王强" in sheet and "110101199003077571" not in sheet
    read = words_of(slip)
    assert all(word in read for word in (view.row.number, "3-0801", "Fridge", "Chair"))
    assert Contact.get().promise == "open"
    [token] = set(codes_of(slip))
    return str(token)


def _at_the_gate(frame: MainFrame, page: SlipsPage, desk: Desk, keys: Keys, token: str) -> None:
    QTest.keyClick(frame, Qt.Key.Key_K, CTRL)
    QTest.keyClicks(frame.box, token)
    QTest.keyClick(frame.box, ENTER)
    screen = page.guard_screen
    assert frame.key == "slips" and page.now is screen
    assert screen.view is not None and screen.view.good
    assert screen.sheet.rowCount() == 2
    keys.ctrl(ENTER)
    row = only(desk).row
    assert (row.state, row.guard) == ("released", "Guard")
    frame.scanned(token)  # the same paper once more opens nothing
    assert screen.out.isHidden() and screen.refusal.text()


def _stub_back(page: SlipsPage, desk: Desk, keys: Keys) -> None:
    assert waiting.summary(desk).out == 1
    page.begin("stubs")
    assert [row.number for row in page.stub_screen.report.missing] == [only(desk).row.number]
    keys(only(desk).row.number, ENTER)
    assert not page.stub_screen.report.missing
    keys.ctrl(ENTER)
    assert only(desk).row.state == "filed" and waiting.summary(desk).out == 0


def test_a_tenant_moves_out_with_a_debt(
    frame: MainFrame, desk: Desk, place: Place, keys: Keys, sent: list[bytes], clock: FixedClock
) -> None:
    lost = verbs.complete_slip(desk, place.draft())  # of somebody else, that day
    gate.release_slip(desk, lost.id)
    as_role(desk, Role.CLERK)
    page = frame.go("slips")
    assert isinstance(page, SlipsPage)
    slip = _refused_without_the_owner(frame, page, desk, keys)
    token = _rung_and_issued(page, desk, keys, sent, slip)
    as_role(desk, Role.GUARD)
    _in_two_goes(frame, page, desk, keys, slip, token)
    clock.advance(timedelta(days=1))
    as_role(desk, Role.CLERK)
    page.begin("stubs")
    keys(token, ENTER)
    assert [row.number for row in page.stub_screen.report.missing] == [lost.number]
    keys.ctrl(ENTER)
    keys.ctrl(Qt.Key.Key_P)
    said = words_of(sent[-1])
    assert lost.number in said and get_slip(desk, slip).number not in said
    assert get_slip(desk, slip).state == "filed"
    keys(ESC)
    clock.advance(timedelta(days=9))
    assert "promise_broken" in [item.why[1] for item in today(desk)]
    report = checks.run(desk)
    assert report.good, report.lines()


def _refused_without_the_owner(frame: MainFrame, page: SlipsPage, desk: Desk, keys: Keys) -> int:
    QTest.keyClick(frame, Qt.Key.Key_F4)
    form = page.slip_screen.form
    keys("3-0801", ENTER, DOWN, DOWN, ENTER, ENTER)  # the tenant
    keys("1", ENTER)  # moves out: what is not due yet counts, too
    keys(ENTER, "110101199003077571", ENTER, "13912340001", ENTER, ENTER)
    assert form.owed.figures is not None and form.owed.figures.owed == 35_060
    assert "李敏" in form.needed.text()  # who has to agree
    keys("1")  # a written promise
    to_goods(page, keys)
    paste(keys, "品名\t数量\t单位\r\n冰箱\t1\t台\r\n纸箱\t１２\t箱\r\n合计\t13\t\r\n")
    assert [line[:3] for line in form.goods.value()] == [["冰箱", "1", "台"], ["纸箱", "12", "箱"]]
    keys.ctrl(ENTER)
    assert form["authority"].error and page.now is page.slip_screen
    keys.ctrl(Qt.Key.Key_S)  # the owner is not reached at once: kept as a draft
    row = reading.read_where(desk, "s.state = 'draft'")[0]
    assert (row.owed, row.goods) == (35_060, 2)
    return row.id


def _rung_and_issued(page: SlipsPage, desk: Desk, keys: Keys, sent: list[bytes], slip: int) -> str:
    form = page.slip_screen.form
    keys.ctrl(Qt.Key.Key_R)
    assert form.rings.number.value() == "13800138000" and form["authority"].value() == "phone"
    keys("3")  # no answer
    keys.ctrl(ENTER)
    assert get_slip(desk, slip).state == "draft"
    keys.ctrl(Qt.Key.Key_R)
    keys("1", ENTER, "may take all", ENTER)
    keys.ctrl(ENTER)
    view = view_slip(desk, slip)
    assert (view.row.state, view.row.decision) == ("issued", "promise")
    assert [(ring.answer, ring.name, ring.note) for ring in view.rings] == [
        ("no_answer", "李敏", ""), ("agreed", "李敏", "may take all"),
    ]  # fmt: skip
    assert view.rings[-1].at == desk.now
    letter, paper = sent
    assert "物业费" in words_of(letter)
    said = words_of(paper)
    for word in (view.row.number, "138 **** 8000", "李敏", "纸箱", "350.60"):
        assert word in said
    [token] = set(codes_of(paper))
    return str(token)


def _in_two_goes(
    frame: MainFrame, page: SlipsPage, desk: Desk, keys: Keys, slip: int, token: str
) -> None:
    frame.scanned(token)
    keys.ctrl(Qt.Key.Key_P)
    keys("1", ENTER, "5", ENTER)
    keys.ctrl(ENTER)
    view = view_slip(desk, slip)
    assert view.row.state == "part" and [item.left for item in view.items] == [0, 7 * WHOLE]
    assert (view.row.owed, view.figures) == (0, None)
    frame.scanned(token)
    keys.ctrl(ENTER)
    assert get_slip(desk, slip).state == "released"


def test_paid_at_the_till_by_keyboard_and_back(
    frame: MainFrame, desk: Desk, place: Place, keys: Keys, sent: list[bytes], qtbot: Any
) -> None:
    as_role(desk, Role.CASHIER)
    page = frame.go("slips")
    assert isinstance(page, SlipsPage)
    slip = _refused_without_the_owner(frame, page, desk, keys)
    form = page.slip_screen.form
    keys.ctrl(Qt.Key.Key_T)
    till = frame.go("till")
    assert isinstance(till, TillPage) and till.shown == ("unit", place.owing)
    keys(ENTER)  # all of it, in cash
    keys.ctrl(Qt.Key.Key_S)
    assert Receipt.select().count() == 1
    qtbot.waitUntil(lambda: "F4" in _offered(till))
    QTest.keyClick(frame, Qt.Key.Key_F4)
    assert page.now is page.slip_screen and not form.owing and form.decision.isHidden()
    assert form.unit.value() == place.owing and form["document"].value() == "110101199003077571"
    keys.ctrl(Qt.Key.Key_R)
    keys("1")
    keys.ctrl(ENTER)
    view = view_slip(desk, slip)
    number = Receipt.get().number
    assert (view.row.state, view.row.decision, view.row.owed) == ("issued", "settled", 0)
    assert view.figures is not None and view.figures.receipts == (number,)
    assert view.figures.before >= 35_060
    [token] = set(codes_of(sent[-1]))
    assert gate.scan_slip(desk, str(token)).good
    report = checks.run(desk)
    assert report.good, report.lines()


def _offered(till: TillPage) -> str:
    return " ".join(each.text() for each in till.message_bar.findChildren(QPushButton))
