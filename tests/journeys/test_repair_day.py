"""A repair by keyboard through the real window: the counter, an engineer, the till, one seat.

F6, a tap drips → the work order is printed in three copies → given to an engineer on the dispatch
board by keys, whose day sheet is printed → the engineer accepts, is on site, waits for a part, goes
on, finishes with labour and two materials, the owner pays → the paper is scanned back → one key to
the till, the receipt says what for, one key back → the customer is called back → closed.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton

from desk import app, checks
from desk.core.access import Role
from desk.core.clock import FixedClock
from desk.core.log import history
from desk.fees.drawer.shifts import open_shift
from desk.fees.models import Charge, Receipt
from desk.printing import raster
from desk.service.models.orders import WorkOrder
from desk.service.orders.detail import OrderView, view_order
from desk.service.orders.papers_out import read_order_code
from desk.service.orders.prices import PriceDraft, create_price
from tests.desk.printing.samples import codes_of, words_of
from tests.journeys.flats import furnish
from tests.journeys.seat import CTRL, ENTER, PRINTER, TAB, Seat, papers, seat
from tests.stores import as_role
from tests.ui.reception.conftest import Keys
from ui.fees.till.page import TillPage
from ui.service.orders.board import BoardSheet
from ui.service.orders.list import OrdersSheet
from ui.service.orders.page import OrdersPage

__all__ = ["papers", "seat"]
NONE = Qt.KeyboardModifier.NoModifier
SPACE = Qt.Key.Key_Space
STEPS = (
    "order.created", "order.printed", "order.planned", "order.accepted", "order.arrived",
    "order.paused", "order.resumed", "order.finished", "callback.done", "order.closed",
)  # fmt: skip
TOTAL = 5_000 + 2 * 3_500 + 1_500


@pytest.fixture
def folder(folder: Path, clock: FixedClock) -> Path:
    """A store with a price list and an open drawer."""
    desk = app.open_desk(folder, clock=clock)
    furnish(desk)
    for name, kind, price in (
        ("上门人工", "labour", 5_000), ("阀芯", "material", 3_500), ("软管", "material", 1_500),
    ):  # fmt: skip
        create_price(desk, PriceDraft(name, price, kind, measure="个"))
    as_role(desk, Role.CASHIER)
    open_shift(desk, 50_000)
    desk.close()
    return folder


@pytest.fixture
def quick(qapp: QApplication) -> Iterator[None]:
    """Two presses of Enter are not one double click, however fast they come."""
    usual = qapp.doubleClickInterval()
    qapp.setDoubleClickInterval(1)
    yield
    qapp.setDoubleClickInterval(usual)


@pytest.mark.usefixtures("quick")
def test_from_the_report_to_the_closed_order(seat: Seat) -> None:
    seat.shell.local.put("printers", dict.fromkeys(("work_order", "day_sheet", "receipt"), PRINTER))
    seat.sign_in("cashier")
    code = _reported(seat)
    _dispatched(seat)
    seat.hand_over("engineer")
    _worked_on(seat)
    seat.hand_over("cashier")
    _paid(seat, code)
    _called_back_and_closed(seat)
    done = [step.action for step in reversed(history(seat.desk, "work_order", _order(seat).row.id))]
    assert [action for action in done if action in STEPS] == list(STEPS)
    report = checks.run(seat.desk)
    assert report.good, report.lines()


def _order(seat: Seat) -> OrderView:
    return view_order(seat.desk, WorkOrder.get().id)


def _sheet(seat: Seat) -> OrdersSheet:
    page = seat.page("orders")
    assert isinstance(page, OrdersPage)
    sheet = page.now
    assert isinstance(sheet, OrdersSheet)
    return sheet


def _to(seat: Seat, field: str) -> None:
    """Tab on to a field."""
    for _n in range(30):
        if Keys.field() == field:
            return
        seat.keys(TAB)
    raise AssertionError(f"no way to {field}")


def _press_move(seat: Seat, move: str, *answers: object) -> None:
    """Tab on from the list to one of the card's buttons and press it."""
    for _n in range(40):
        if Keys.focus().objectName() == f"move.{move}":
            break
        seat.keys(TAB)
    assert Keys.focus().objectName() == f"move.{move}"
    seat.press(SPACE, NONE, *answers)  # type: ignore[arg-type]


def _reported(seat: Seat) -> str:
    seat.press(Qt.Key.Key_F6)
    _sheet(seat)
    seat.keys("3-1501", ENTER)
    assert Keys.field() == "name"
    seat.keys(Qt.Key.Key_Down, ENTER, ENTER)  # the only one who lives there
    _to(seat, "phone")
    seat.keys("13800138000")
    _to(seat, "kind")
    seat.keys("1")
    _to(seat, "text")
    seat.keys("厨房水龙头滴水")
    _to(seat, "paid")
    seat.keys("2")
    seat.press(ENTER, CTRL)
    view = _order(seat)
    assert (view.row.name, view.row.unit_code, view.row.paid) == ("李敏", "3-1501", True)
    assert view.row.phone.startswith("138") and "*" in view.row.phone
    [pdf] = seat.papers
    assert len(raster.sizes(pdf)) == 3
    read = words_of(pdf)
    for text in (view.row.number, "3-1501", "李敏", "13800138000", "厨房水龙头滴水"):
        assert read.count(text) == 3, text
    [code] = set(codes_of(pdf))
    assert read_order_code(seat.desk, code).id == view.row.id
    return code


def _dispatched(seat: Seat) -> None:
    seat.press(TAB, CTRL)
    page = seat.page("orders")
    assert isinstance(page, OrdersPage)
    board = page.now
    assert isinstance(board, BoardSheet)
    assert board.wait.hasFocus() and "1" in board.wait_words.text()
    seat.keys(ENTER)
    assert board.canvas.carried is not None
    seat.keys(Qt.Key.Key_Right, ENTER)  # half an hour on, with the first engineer
    view = _order(seat)
    assert (view.row.state, view.row.engineers) == ("assigned", "Engineer")
    at = view.row.plan_from
    assert at is not None and f"{seat.desk.local(at):%H:%M}" == "09:30"
    seat.press(Qt.Key.Key_P, CTRL)
    sheet = words_of(seat.papers[-1])
    for text in ("Engineer", view.row.number, "09:30–10:30", "3-1501", "13800138000"):
        assert text in sheet


def _worked_on(seat: Seat) -> None:
    seat.walk("orders")
    sheet = _sheet(seat)
    current = sheet.list.current()
    assert current is not None and current.id == _order(seat).row.id
    for move, state in (("accept", "accepted"), ("arrive", "working")):
        _offered(seat, move)
        seat.keys(ENTER)
        assert _order(seat).row.state == state
    _offered(seat, "finish")
    _press_move(seat, "pause", seat.reason("等软管"))
    assert (_order(seat).row.state, _order(seat).row.pause_reason) == ("paused", "等软管")
    _offered(seat, "resume")
    seat.keys(ENTER)
    seat.until(lambda: _order(seat).row.state == "working")
    _offered(seat, "finish")
    seat.keys(ENTER)
    seat.until(lambda: Keys.field() == "result")
    seat.keys("换阀芯两只、软管一根，试水正常")
    _to(seat, "add")
    for line in ("上门人工", "阀芯 2", "软管"):
        seat.keys(line, ENTER)
    seat.press(ENTER, CTRL)
    view = _order(seat)
    assert (view.row.state, view.row.to_pay, view.owed) == ("done", TOTAL, TOTAL)
    assert [(one.text, one.payer) for one in view.lines] == [
        ("上门人工", "owner"), ("阀芯", "owner"), ("软管", "owner"),
    ]  # fmt: skip
    assert "pay" not in {move.key for move in sheet.moves.of(view)[0]}  # that is the cashier's


def _offered(seat: Seat, move: str) -> None:
    """Wait until Enter on the selected order does this, as its card shows it."""
    found = _sheet(seat).list

    def first() -> bool:
        card = found.card.detail
        shown = [one for one in found.card.findChildren(QPushButton, f"move.{move}")
                 if one.isVisible()]  # fmt: skip
        return card is not None and card.moves[0].key == move and bool(shown)

    seat.until(first)
    found.table.setFocus()


def _paid(seat: Seat, code: str) -> None:
    seat.scan(code)
    row = _order(seat).row
    _offered(seat, "pay")
    seat.keys(ENTER)
    till = seat.page("till")
    assert isinstance(till, TillPage) and till.card is not None
    assert row.number in till.message_bar.text
    seat.keys(ENTER, "200")
    seat.press(ENTER, CTRL)
    receipt = Receipt.get()
    assert (receipt.total, receipt.unit.code) == (TOTAL, "3-1501")
    read = words_of(seat.papers[-1])
    assert receipt.number in read and "135.00" in read and "李敏" in read
    charge = Charge.get()
    assert (charge.source, charge.source_id, charge.balance) == ("work_order", row.id, 0)
    seat.press(Qt.Key.Key_F6)
    current = _sheet(seat).list.current()
    assert current is not None and current.id == row.id and _order(seat).owed == 0


def _called_back_and_closed(seat: Seat) -> None:
    _offered(seat, "call_back")

    def well() -> None:
        seat.keys("5")
        seat.press(ENTER, CTRL)

    seat.press(ENTER, NONE, well)
    view = _order(seat)
    assert (view.row.state, view.row.score) == ("called_back", 5)
    _offered(seat, "close")
    seat.keys(ENTER)
    seat.until(lambda: _order(seat).row.state == "closed")
