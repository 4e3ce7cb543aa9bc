"""A complaint by keyboard through the real window, from F5 until it is settled.

The lift shakes again; a neighbour has said so this morning, and the form says that → it is taken
down → answered, handed to engineering, looked at, begun → a work order is made from it → resolved;
the form is printed → called back: nobody answers, then they are discontent and it is opened again →
done anew → called back, content, closed; the form is printed and read back.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QPushButton

from desk import app, checks, texts
from desk.core.access import Role
from desk.core.clock import FixedClock
from desk.core.log import history
from desk.estate.departments import create_department
from desk.service.callbacks.queue import queue
from desk.service.complaints import making, reading
from desk.service.complaints.categories import find_category, tree
from desk.service.complaints.drafts import ComplaintDraft
from desk.service.complaints.rows import ComplaintRow
from desk.service.models.complaints import Complaint
from desk.service.orders.rows import get_order
from tests.desk.printing.samples import words_of
from tests.journeys.flats import furnish
from tests.journeys.seat import CTRL, ENTER, PRINTER, TAB, Answer, Seat, papers, seat
from tests.stores import as_role
from tests.ui.reception.conftest import Keys
from ui.kit.detail import DetailCard
from ui.service.callbacks.page import CallbacksPage, CallbacksSheet
from ui.service.complaints.page import ComplaintsPage
from ui.service.complaints.sheet import ComplaintsSheet

__all__ = ["papers", "seat"]
DOWN = Qt.Key.Key_Down
NONE = Qt.KeyboardModifier.NoModifier


@pytest.fixture
def folder(folder: Path, clock: FixedClock) -> Path:
    """A store in which 3-1503 has complained about the lift an hour ago."""
    desk = app.open_desk(folder, clock=clock)
    units = furnish(desk)
    create_department(desk, "工程部")
    as_role(desk, Role.CLERK)
    lift = find_category(desk, "lift")
    making.register_complaint(
        desk, ComplaintDraft("电梯一早就在抖", unit=units["3-1503"], name="欧阳静", category=lift)
    )
    desk.close()
    clock.advance(timedelta(hours=1))
    return folder


def test_from_f5_until_it_is_settled(seat: Seat, clock: FixedClock) -> None:
    seat.shell.local.put("printers", {"complaint_form": PRINTER})
    seat.sign_in("clerk")
    _taken_down(seat)
    _handled(seat, "respond", "transfer", "step", "start")
    order = _repair(seat)
    _handled(seat, "resolve")
    row = _row(seat)
    assert (row.state, row.department_name, row.close_took) == ("resolved", "工程部", None)
    clock.advance(timedelta(hours=1))
    _nobody_answers(seat)
    clock.advance(timedelta(hours=1))
    _discontent(seat)
    seat.find(row.number)
    _handled(seat, "respond", "step", "start", "resolve")
    clock.advance(timedelta(hours=1))
    _content(seat)
    _read_back(seat, order)
    assert checks.run(seat.desk).good


def _row(seat: Seat) -> ComplaintRow:
    last = Complaint.select().order_by(Complaint.id.desc()).get()
    return reading.get_complaint(seat.desk, last.id)


def _sheet(seat: Seat) -> ComplaintsSheet:
    page = seat.page("complaints")
    assert isinstance(page, ComplaintsPage) and isinstance(page.now, ComplaintsSheet)
    return page.now


def _to(seat: Seat, field: str) -> None:
    """On to a field of the form."""
    for _n in range(20):
        if Keys.field() == field:
            return
        seat.keys(TAB)
    raise AssertionError(f"{field} is not reached, but {Keys.field()}")


# -- taken down


def _taken_down(seat: Seat) -> None:
    seat.press(Qt.Key.Key_F5)
    sheet = _sheet(seat)
    form, panel = sheet.form, sheet.panel
    assert form is not None and panel is not None and Keys.field() == "kind"
    seat.keys("1", ENTER, "3-1501", ENTER)
    _to(seat, "name")
    seat.keys(DOWN, ENTER)
    _to(seat, "phone")
    seat.keys("13912340001")
    _to(seat, "text")
    seat.keys("二号电梯又在抖，老人不敢坐")
    lift = find_category(seat.desk, "lift")
    _choose(seat, "line", lambda: form["line"].value() == _line_of(seat, lift))
    _choose(seat, "category", lambda: form.node == lift)
    _choose(seat, "severity", lambda: form["severity"].value() == "serious")
    _to(seat, "wanted")
    seat.keys("尽快修好")
    known = Complaint.get()

    def warned() -> str:
        links = [one.text() for one in panel.findChildren(QPushButton) if one.isVisible()]
        return "\n".join([seat.said(panel), *links])

    seat.until(lambda: known.number in warned())
    assert "3-1503" in warned() and "电梯一早就在抖" in warned()
    seat.press(ENTER, CTRL)
    row = _row(seat)
    assert (row.state, row.kind, row.severity) == ("registered", "valid", "serious")
    assert (row.unit_code, row.name, row.phone) == ("3-1501", "李敏", "139 **** 0001")
    assert (row.text, row.wanted) == ("二号电梯又在抖，老人不敢坐", "尽快修好")
    assert row.id != known.id and sheet.on_list


def _line_of(seat: Seat, category: int) -> int | None:
    return next(one.parent for one in tree(seat.desk) if one.id == category)


def _choose(seat: Seat, field: str, chosen: Callable[[], bool]) -> None:
    _to(seat, field)
    for _n in range(20):
        if chosen():
            return
        seat.keys(DOWN)
    raise AssertionError(f"{field} has no such choice")


# -- handled


def _handled(seat: Seat, *moves: str) -> None:
    """The move that comes next, again and again, each by Enter in the list."""
    says = {
        "respond": "已告知业主，工程部会上门", "transfer": "请先看二号电梯",
        "step": "与主管到场，导轨有异响", "start": "联系维保单位",
        "resolve": "更换导靴，试运行正常",
    }  # fmt: skip
    for move in moves:
        sheet = _sheet(seat)
        card = sheet.list.card
        seat.until(lambda: card.detail is not None and card.detail.moves[0].key == move)  # noqa: B023
        _slowly(seat, card)
        seat.press(ENTER, NONE, _filled(seat, move, says[move]))
    seat.until(lambda: sheet.list.table.hasFocus())


def _slowly(seat: Seat, card: DetailCard) -> None:
    """Nobody presses Enter again within the time of a double click."""
    wait = QApplication.doubleClickInterval() / 1000
    seat.until(lambda: time.monotonic() > card._pressed + wait)


def _filled(seat: Seat, move: str, words: str) -> Answer:
    def answer() -> None:
        if move == "transfer":
            _to(seat, "department")
            seat.keys(DOWN)
        field = {"transfer": "note", "step": "note", "resolve": "result"}.get(move, "note")
        _to(seat, field)
        seat.keys(words)
        seat.yes()

    return answer


def _repair(seat: Seat) -> str:
    """Over the menu of the card; gives the work order's number."""
    _menu(seat, "repair", _kind_of_repair(seat))
    row = _row(seat)
    (link,) = reading.view_complaint(seat.desk, row.id).links
    order = get_order(seat.desk, link.record)
    assert (link.kind, order.unit_code, order.source) == ("work_order", "3-1501", "complaint")
    assert [one.id for one in reading.complaints_of(seat.desk, "work_order", order.id)] == [row.id]
    assert any(one.action == "complaint.repair_made" for one in
               history(seat.desk, "work_order", order.id))  # fmt: skip
    return order.number


def _kind_of_repair(seat: Seat) -> Answer:
    def answer() -> None:
        assert Keys.field() == "kind"
        seat.keys(DOWN)
        seat.yes()

    return answer


def _menu(seat: Seat, key: str, *answers: Answer) -> None:
    """What stands behind More on the card, by the keyboard."""
    card = _sheet(seat).list.card
    assert card.detail is not None
    moves = [*card.detail.moves, *card.detail.more]
    title = next(move.title for move in moves if move.key == key)
    for _n in range(40):
        focus = Keys.focus()
        if isinstance(focus, QPushButton) and focus.menu():
            break
        seat.keys(TAB)

    def pick() -> None:
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu)
        for _n in range(20):
            QTest.keyClick(menu, DOWN)
            chosen = menu.activeAction()
            if chosen is not None and chosen.text().replace("&", "").startswith(title):
                break
        assert chosen is not None and chosen.text().replace("&", "").startswith(title)
        QTest.keyClick(menu, ENTER)

    QTimer.singleShot(0, pick)
    seat.press(Qt.Key.Key_Space, NONE, *answers)


# -- called back


def _queue(seat: Seat) -> CallbacksSheet:
    page = seat.walk("callbacks")
    assert isinstance(page, CallbacksPage) and isinstance(page.now, CallbacksSheet)
    sheet = page.now
    seat.until(lambda: sheet.list.current() is not None and sheet.list.card.detail)
    return sheet


def _ring(seat: Seat, sheet: CallbacksSheet) -> None:
    """Enter rings whoever is next; the cursor stands where the score is put in."""
    _slowly(seat, sheet.list.card)
    seat.keys(ENTER)
    assert Keys.field() == "score"


def _nobody_answers(seat: Seat) -> None:
    (before,) = queue(seat.desk)
    _ring(seat, _queue(seat))
    seat.press(Qt.Key.Key_N, CTRL)
    (after,) = queue(seat.desk)
    assert (after.tries, after.state, after.promised_at) == (1, "open", before.promised_at)
    assert after.due_at == seat.desk.now + timedelta(hours=1)


def _discontent(seat: Seat) -> None:
    sheet = _queue(seat)
    _ring(seat, sheet)
    seat.keys("2")
    assert sheet.form is not None and sheet.form["unsettled"].value()
    seat.keys(ENTER)
    assert Keys.field() == "words"
    seat.keys("还是抖，比早上更厉害")
    seat.press(ENTER, CTRL)
    row = _row(seat)
    assert (row.state, row.reopened, row.score) == ("reopened", 1, None)
    assert not queue(seat.desk) and row.respond_due is not None


def _content(seat: Seat) -> None:
    _ring(seat, _queue(seat))
    seat.keys("5")
    seat.press(ENTER, CTRL)
    row = _row(seat)
    assert (row.state, row.score, row.next_due) == ("closed", 5, None)


# -- the paper


def _read_back(seat: Seat, order: str) -> None:
    row = _row(seat)
    seat.find(row.number)
    card = _sheet(seat).list.card
    seat.until(lambda: card.detail is not None and row.number in card.detail.subtitle)
    seat.papers.clear()
    _menu(seat, "print")
    seat.until(lambda: seat.papers)
    [pdf] = seat.papers
    read = "".join(words_of(pdf).split())
    closed, valid = texts.word("complaint.state", "closed"), texts.word("complaint.kind", "valid")
    for part in (
        row.number, closed, valid, order, "3-1501", "李敏", "13912340001", "工程部", row.text,
        "尽快修好", "更换导靴，试运行正常", "与主管到场，导轨有异响", "5/5", row.who,
    ):  # fmt: skip
        assert part.replace(" ", "") in read, part
    actions = [step.action for step in reversed(history(seat.desk, "complaint", row.id))]
    wanted = (
        "complaint.registered", "complaint.responded", "complaint.transferred",
        "complaint.repair_made", "complaint.resolved", "callback.tried", "callback.done",
        "complaint.resolved", "callback.done", "complaint.printed",
    )  # fmt: skip
    at = 0
    for action in wanted:
        at = actions.index(action, at) + 1
