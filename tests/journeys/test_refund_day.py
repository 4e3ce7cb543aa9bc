"""A refund by keyboard through the real window: three people, one seat.

A cashier asks for it → a manager takes over the seat and approves → the cashier comes back, pays it
out of the drawer, and the slip is printed.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from desk import app, checks
from desk.core.access import Role
from desk.core.clock import FixedClock
from desk.fees.drawer.shifts import open_shift
from desk.fees.models import Charge, Receipt, Refund
from desk.fees.refunds.slip import read_refund_code
from desk.fees.till.drafts import LineDraft, ReceiptDraft, TenderDraft
from desk.fees.till.post import post_receipt
from tests.desk.printing.samples import codes_of, words_of
from tests.journeys.flats import BILL, bill, furnish
from tests.journeys.seat import CTRL, ENTER, TAB, Seat, papers, seat
from tests.stores import as_role
from tests.ui.reception.conftest import Keys
from ui.fees.documents.page import DocumentsPage
from ui.fees.documents.refunds import RefundsTab

__all__ = ["papers", "seat"]


@pytest.fixture
def folder(folder: Path, clock: FixedClock) -> Path:
    """A store with an open drawer, in which 3-1501 has paid its month in cash."""
    desk = app.open_desk(folder, clock=clock)
    units = furnish(desk)
    bill(desk, date(2026, 11, 1))
    as_role(desk, Role.CASHIER)
    open_shift(desk, 50_000)
    unit = units["3-1501"]
    lines = tuple(
        LineDraft("charge", charge=one.id, amount=one.balance)
        for one in Charge.select().where(Charge.unit == unit).order_by(Charge.id)
    )
    post_receipt(desk, ReceiptDraft(lines, (TenderDraft("cash", BILL),), unit=unit, payer="李敏"))
    desk.close()
    return folder


def test_a_refund_is_asked_for_approved_and_paid(seat: Seat) -> None:
    seat.sign_in("cashier")
    _ask(seat)
    seat.hand_over("manager")
    _refunds(seat)
    seat.press(ENTER, Qt.KeyboardModifier.NoModifier, seat.yes)
    refund = Refund.get()
    assert (refund.state, refund.who, refund.decider) == ("approved", "Cashier", "Manager")
    seat.hand_over("cashier")
    _pay_out(seat)
    assert checks.run(seat.desk).good


def _refunds(seat: Seat) -> RefundsTab:
    page = seat.walk("documents")
    assert isinstance(page, DocumentsPage) and isinstance(page.now, RefundsTab)
    return page.now


def _ask(seat: Seat) -> None:
    """50.00 of the management fee go back; they are not owed again."""
    number = Receipt.get().number
    _refunds(seat)
    seat.press(Qt.Key.Key_N, CTRL, lambda: seat.keys(number, ENTER))
    assert Keys.field() == "lines"
    table = Keys.focus()
    seat.keys(Qt.Key.Key_Space, "50", ENTER)
    seat.until(lambda: Keys.focus() is table)
    seat.keys(TAB)
    assert Keys.field() == "payee"
    for _n in range(5):
        if Keys.field() == "reason":
            break
        seat.keys(TAB)
    seat.keys("面积多算")
    seat.press(ENTER, CTRL)
    refund = Refund.get()
    assert (refund.state, refund.amount, refund.reason) == ("requested", 5_000, "面积多算")


def _pay_out(seat: Seat) -> None:
    _refunds(seat)
    seat.press(ENTER, Qt.KeyboardModifier.NoModifier, seat.yes)
    refund = Refund.get()
    assert (refund.state, refund.payer_out, refund.tender) == ("paid", "Cashier", "cash")
    [pdf] = seat.papers
    read = words_of(pdf)
    for text in (refund.number, Receipt.get().number, "50.00", "伍拾元整", "李敏", "面积多算"):
        assert text in read
    [code] = codes_of(pdf)
    assert read_refund_code(seat.desk, code).id == refund.id
    fee = Charge.get(Charge.unit == Receipt.get().unit)
    assert (fee.paid, fee.reduced, fee.balance) == (20_060, 5_000, 0)
