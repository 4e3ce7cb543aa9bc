"""A day at the till, by keyboard through the real window.

The drawer is opened → the month is billed → a customer pays part in cash and part by WeChat → the
receipt is read back and its QR decoded → another one is voided by two → the drawer is counted ¥10
short: causes are proposed, the reason is typed, a supervisor signs → the report is printed with the
head of the log, which ``check`` accepts.
"""

from __future__ import annotations

import re
from datetime import date

import pytest
from PySide6.QtCore import Qt

from desk import checks, commands
from desk.core.money import plain
from desk.fees.drawer import cash
from desk.fees.models import BillingRun, CashShift, Charge, Receipt, Tender
from desk.fees.till.papers_out import read_receipt_code
from tests.desk.printing.samples import codes_of, words_of
from tests.journeys.flats import BILL, LARGE, folder
from tests.journeys.seat import ALT, CTRL, ENTER, TAB, Seat, papers, seat
from ui.fees.billing.page import BillingPage
from ui.fees.billing.run import RunSheet
from ui.fees.drawer.close import CloseView
from ui.fees.drawer.now import NowSheet
from ui.fees.drawer.page import DrawerPage
from ui.fees.receipts.page import ReceiptsPage
from ui.fees.till.page import TillPage

__all__ = ["folder", "papers", "seat"]


def test_a_day_at_the_till(seat: Seat, capsys: pytest.CaptureFixture[str]) -> None:
    seat.sign_in("cashier")
    _open_the_drawer(seat)
    _bill_the_month(seat)
    _pay_in_two_ways(seat)
    _void_by_two(seat)
    _pay_with_change(seat)
    _ten_short(seat)
    anchor = _report(seat)
    folder = seat.shell.folder
    seat.shell.shut()
    capsys.readouterr()
    assert commands.run(["--data", str(folder), "check", "--anchor", anchor]) == 0
    other = anchor[:-1] + ("0" if anchor[-1] != "0" else "1")
    assert commands.run(["--data", str(folder), "check", "--anchor", other]) == commands.FOUND


def _open_the_drawer(seat: Seat) -> None:
    page = seat.walk("drawer")
    assert isinstance(page, DrawerPage)
    _count(seat, {10_000: 3, 2_000: 5, 1_000: 10})
    seat.press(ENTER, CTRL)
    shift = CashShift.get()
    assert (shift.opening, shift.opener, shift.state) == (50_000, "Cashier", "open")


def _count(seat: Seat, pieces: dict[int, int]) -> None:
    """Type how many there are of each, from the largest on."""
    for value in cash.denominations(seat.desk):
        if value in pieces:
            seat.keys(str(pieces[value]))
        seat.keys(ENTER)


def _bill_the_month(seat: Seat) -> None:
    page = seat.walk("billing")
    assert isinstance(page, BillingPage)
    sheet = page.now
    assert isinstance(sheet, RunSheet)
    seat.press(ENTER, CTRL)
    seat.until(lambda: sheet.found is not None)
    total = 2 * BILL + LARGE
    assert f"{total / 100:,.2f}" in sheet.result.total.text()
    assert Charge.select().count() == 0
    seat.press(ENTER, CTRL)
    seat.until(lambda: sheet.job is None and sheet.found is None)
    run = BillingRun.get()
    assert (run.count, run.total, run.month) == (6, total, date(2026, 11, 1))


def _find_payer(seat: Seat, room: str) -> TillPage:
    """F7, and the room."""
    seat.press(Qt.Key.Key_F7)
    page = seat.page("till")
    assert isinstance(page, TillPage)
    seat.keys(room, ENTER)
    assert page.card is not None
    return page


def _pay_in_two_ways(seat: Seat) -> None:
    page = _find_payer(seat, "1501")
    assert page.card is not None and page.card.name == "李敏"
    seat.keys(ENTER, "100")  # all of it; so much in cash
    seat.press(Qt.Key.Key_2, ALT)
    seat.keys(ENTER, "4200001234")  # WeChat takes the rest
    seat.press(ENTER, CTRL)
    receipt = Receipt.get()
    assert (receipt.total, receipt.unit.code, receipt.who) == (BILL, "3-1501", "Cashier")
    tenders = {one.kind: (one.amount, one.reference) for one in receipt.tenders}
    assert tenders == {"cash": (10_000, ""), "wechat": (BILL - 10_000, "4200001234")}
    assert [one.balance for one in Charge.select().where(Charge.unit == receipt.unit)] == [0, 0]
    [pdf] = seat.papers
    read = words_of(pdf)
    for text in (receipt.number, "258.60", "100.00", "158.60", "物业费", "垃圾清运费", "李敏"):
        assert text in read
    assert "贰佰伍拾捌元陆角" in read.replace(" ", "")
    [code] = codes_of(pdf)
    assert read_receipt_code(seat.desk, code).id == receipt.id
    seat.scan(code)
    found = seat.page("receipts")
    assert isinstance(found, ReceiptsPage)
    seat.until(lambda: found.list.current() is not None)
    assert found.list.current().number == receipt.number


def _void_by_two(seat: Seat) -> None:
    """A receipt above the limit was given to the wrong customer."""
    _find_payer(seat, "1502")
    seat.keys(ENTER, "1200")
    seat.press(ENTER, CTRL)
    receipt = Receipt.get(Receipt.id == 2)
    assert receipt.total == LARGE
    seat.find(receipt.number)
    page = seat.page("receipts")
    assert isinstance(page, ReceiptsPage)
    seat.until(lambda: page.list.current() is not None and page.list.current().id == receipt.id)
    seat.press(Qt.Key.Key_D, CTRL, seat.reason("收错户"), seat.signs("supervisor"))
    receipt = Receipt.get_by_id(receipt.id)
    assert (receipt.state, receipt.void_reason) == ("voided", "收错户")
    assert (receipt.void_by, receipt.void_second) == ("Cashier", "Supervisor")
    owed = [one.balance for one in Charge.select().where(Charge.unit == receipt.unit)]
    assert sum(owed) == LARGE


def _pay_with_change(seat: Seat) -> None:
    page = _find_payer(seat, "1503")
    seat.keys(ENTER, "268.60")
    assert "10.00" in page.pay.change.text()
    seat.press(ENTER, CTRL)
    tender = Tender.get(Tender.receipt == 3)
    assert (tender.amount, tender.given) == (BILL, 26_860)
    assert len(seat.papers) == 3


def _ten_short(seat: Seat) -> None:
    """Ten of change were handed out twice: 848.60 are there, 858.60 should be."""
    page = seat.walk("drawer")
    assert isinstance(page, DrawerPage) and isinstance(page.now, NowSheet)
    view = page.now.close_
    assert isinstance(view, CloseView)
    assert "858.60" not in seat.said()
    seat.press(ENTER, CTRL)
    _count(seat, {10_000: 8, 2_000: 2, 100: 8, 50: 1, 10: 1})
    assert "858.60" not in seat.said()
    assert "848.60" in seat.said()
    seat.press(ENTER, CTRL)
    found = view.found
    assert found is not None
    assert (found.counted, found.expected) == (84_860, 85_860)
    causes = {(cause.code, cause.number) for cause in found.causes}
    assert ("change_twice", Receipt.get_by_id(3).number) in causes
    assert all(number in seat.said() for _code, number in causes if number)
    seat.keys("找零多付了一张", TAB, TAB, "财务")
    seat.press(ENTER, CTRL, seat.signs("supervisor"))
    shift = CashShift.get()
    assert (shift.state, shift.difference, shift.reason) == ("closed", -1_000, "找零多付了一张")
    assert (shift.closer, shift.supervisor) == ("Cashier", "Supervisor")
    assert (shift.handed_in, shift.handed_to) == (34_860, "财务")


def _report(seat: Seat) -> str:
    """The report came out with the closing; the anchor that stands on it."""
    seat.until(lambda: len(seat.papers) == 4)
    read = words_of(seat.papers[3])
    shift = CashShift.get()
    by_tender: dict[str, int] = {}
    for one in Tender.select().join(Receipt).where(Receipt.state == "posted"):
        by_tender[one.kind] = by_tender.get(one.kind, 0) + one.amount
    assert by_tender == {"cash": 35_860, "wechat": 15_860}
    taken = sum(one.total for one in Receipt.select().where(Receipt.state == "posted"))
    assert taken == sum(by_tender.values()) == 2 * BILL
    sums = (
        shift.opening, shift.expected, shift.counted, shift.handed_in, taken, *by_tender.values(),
        2 * 25_060, 2 * 800, LARGE,
    )  # fmt: skip
    for minor in sums:
        assert plain(minor) in read.replace(",", "")
    for text in (shift.number, "10.00", "找零多付了一张", "Supervisor", "财务", "收错户"):
        assert text in read
    found = re.search(r"\b(\d+:[0-9a-f]{16})\b", read)
    assert found is not None and found[1] == shift.anchor
    assert checks.run(seat.desk, checks.anchor(found[1])).good
    return found[1]
