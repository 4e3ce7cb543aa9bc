"""A release slip from the counter to the file, by keyboard through the real frame.

A tenant of a unit with a debt takes goods out → the debt stands there with its why → a written
promise → promise and slip are read back from paper, the QR decoded → the guard scans it, compares
and releases → next day the stub comes back in the bundle → everything is in the log and agrees.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from desk import checks
from desk.core.access import Role
from desk.core.clock import FixedClock
from desk.core.desk import Desk
from desk.core.log import history
from desk.fees.models import Contact
from desk.reception.slips import waiting
from tests.desk.printing.samples import codes_of, words_of
from tests.desk.reception.slips.conftest import Place, place
from tests.stores import as_role
from tests.ui.reception.conftest import Keys, frame, keys
from tests.ui.reception.slips_acts import DOWN, ENTER, TAB, only, sent, to_goods
from ui.main_window import MainFrame
from ui.reception.slips import SlipsPage

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
