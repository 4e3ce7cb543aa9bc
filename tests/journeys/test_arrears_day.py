"""Dunning by keyboard through the real window.

Who owes is found → a contact with a promised date is written down → the notices of one building are
printed as one file → the promise is broken, and Today says so the day after.
"""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from desk import app, checks
from desk.core.clock import FixedClock
from desk.estate.buildings import BuildingDraft, create_building
from desk.fees.dunning.rows import OUTCOMES
from desk.fees.models import Contact, Notice
from tests.desk.printing.samples import words_of
from tests.journeys.flats import BILL, LARGE, bill, flat, furnish
from tests.journeys.seat import CTRL, ENTER, Seat, papers, seat
from tests.ui.reception.conftest import Keys
from ui.duty.today import TodayPage
from ui.duty.waiting import WaitingRow
from ui.fees.arrears.list import ArrearsTab
from ui.fees.arrears.page import ArrearsPage

__all__ = ["papers", "seat"]


@pytest.fixture
def folder(folder: Path, clock: FixedClock) -> Path:
    """A store in which September was not paid, in two buildings."""
    desk = app.open_desk(folder, clock=clock)
    furnish(desk)
    other = create_building(desk, BuildingDraft("5", "5栋"))
    flat(desk, other.id, "0801", "周婷", 6_000)
    bill(desk, date(2026, 9, 1))
    desk.close()
    return folder


def test_a_promise_is_written_down_and_broken(seat: Seat, clock: FixedClock) -> None:
    seat.sign_in("cashier")
    _promise(seat)
    _notices(seat)
    _broken(seat, clock)
    assert checks.run(seat.desk).good


def _list(seat: Seat) -> ArrearsTab:
    page = seat.walk("arrears")
    assert isinstance(page, ArrearsPage)
    found = page.sheet("list")
    assert isinstance(found, ArrearsTab)
    return found


def _go_to(seat: Seat, sheet: ArrearsTab, code: str) -> None:
    """Down the list to a unit."""
    seat.keys(Qt.Key.Key_Home)
    for _n in range(sheet.list.model.rowCount()):
        if sheet.list.current().unit_code == code:
            return
        seat.keys(Qt.Key.Key_Down)
    raise AssertionError(f"{code} does not owe anything")


def _promise(seat: Seat) -> None:
    """Tomorrow 李敏 will pay 200."""
    sheet = _list(seat)
    assert sheet.list.model.rowCount() == 4
    _go_to(seat, sheet, "3-1501")
    assert sheet.list.current().total == BILL
    seat.press(Qt.Key.Key_N, CTRL)
    assert Keys.field() == "way"
    seat.keys("2", ENTER)
    assert Keys.field() == "outcome"
    seat.keys(str(OUTCOMES.index("promised") + 1), ENTER)
    assert Keys.field() == "promised_on"
    seat.keys("2026-11-03", ENTER, "200")
    seat.press(ENTER, CTRL)
    made = Contact.get()
    assert (made.way, made.outcome, made.promise) == ("call", "promised", "open")
    assert (made.promised_on, made.promised) == (date(2026, 11, 3), 20_000)
    assert (made.unit.code, made.person.name) == ("3-1501", "李敏")


def _notices(seat: Seat) -> None:
    """All of building 3 in one file, by route; looked at, then printed."""
    seat.press(Qt.Key.Key_P, CTRL)
    assert Keys.field() == "kind"
    for _n in range(10):
        if Keys.field() == "building":
            break
        seat.keys(ENTER)
    seat.keys("3")  # typing jumps to it
    seat.press(ENTER, CTRL, seat.yes)
    [pdf] = seat.papers
    pages = words_of(pdf).split("\f")
    made = list(Notice.select().order_by(Notice.id))
    assert [one.unit.code for one in made] == ["3-1501", "3-1502", "3-1503"]
    assert [one.amount for one in made] == [BILL, LARGE, BILL]
    assert len(pages) == 3
    for page, notice in zip(pages, made, strict=True):
        assert notice.number in page
        assert notice.unit.code in page
        assert f"{notice.amount / 100:,.2f}" in page


def _broken(seat: Seat, clock: FixedClock) -> None:
    clock.advance(timedelta(days=1))
    assert "promise_today" in _waiting(seat)
    clock.advance(timedelta(days=1))
    waiting = _waiting(seat)
    assert "promise_broken" in waiting
    for _n in waiting:
        seat.keys(Qt.Key.Key_Up)
    for _n in waiting:
        row = Keys.focus()
        assert isinstance(row, WaitingRow)
        if row.item.why[1] == "promise_broken":
            break
        seat.keys(Qt.Key.Key_Down)
    seat.keys(ENTER)
    page = seat.page("arrears")
    assert isinstance(page, ArrearsPage)
    seat.until(lambda: page.now.list.current() is not None)
    row = page.now.list.current()
    assert (row.unit_code, row.broken) == ("3-1501", True)


def _waiting(seat: Seat) -> list[str]:
    """Why things wait on Today."""
    seat.press(Qt.Key.Key_F9)
    page = seat.page("today")
    assert isinstance(page, TodayPage)
    seat.press(Qt.Key.Key_F5, CTRL)
    assert isinstance(Keys.focus(), WaitingRow)  # not lost to the sidebar
    seat.until(lambda: all(row.isVisible() for row in page.rows))
    return [row.item.why[1] for row in page.rows]
