"""A day on the telephone by keyboard: three people, one seat.

The supervisor announces that the water is off → a cashier reads it on every page → a number rings,
the card shows who it is → one key makes a complaint of it, which is opened → the next caller is
promised a call, rung twice in vain, then reached with a score → the supervisor ends it.
"""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from desk import app, checks
from desk.core.access import Role
from desk.core.clock import FixedClock
from desk.core.log import history
from desk.estate.customers import PersonDraft, PhoneDraft, create_person
from desk.estate.models import Note
from desk.estate.occupancy import RoleDraft, move_in
from desk.reception.call_tables import Call, Outage
from desk.service.models.callbacks import Callback
from desk.service.models.complaints import Complaint, ComplaintLink
from tests.journeys.flats import furnish
from tests.journeys.seat import CTRL, ENTER, NONE, TAB, Seat, papers, seat
from tests.stores import as_role
from tests.ui.reception.conftest import Keys
from ui.kit.register_page import RegisterPage
from ui.notices import NoticeBar
from ui.reception.calls.page import CallsPage

__all__ = ["papers", "seat"]
NUMBER = "13760238842"
TOLD = "市政抢修,中午恢复供水。"


@pytest.fixture
def folder(folder: Path, clock: FixedClock) -> Path:
    """A store in which the number is that of a tenant of 3-1502, who wants the bell rung twice."""
    desk = app.open_desk(folder, clock=clock)
    unit = furnish(desk)["3-1502"]
    as_role(desk, Role.ADMINISTRATOR)
    tenant = create_person(desk, PersonDraft("赵兰", phones=(PhoneDraft(NUMBER),)))
    move_in(desk, RoleDraft(unit, tenant.id, "tenant"))
    Note.create(unit=unit, standing=True, text="家有老人,请多响几声", at=desk.now, who="陈佳慧")
    desk.close()
    return folder


def test_a_day_on_the_telephone(seat: Seat, clock: FixedClock) -> None:
    seat.sign_in("supervisor")
    _announce(seat)
    seat.hand_over("cashier")
    for page in ("today", "till", "calls"):
        seat.walk(page)
        assert TOLD in _read(seat), page
    _complaint(seat)
    _promise(seat)
    _ring(seat, clock)
    seat.hand_over("supervisor")
    _end(seat)
    seat.hand_over("cashier")
    seat.walk("today")
    assert not _read(seat)
    assert checks.run(seat.desk).good


def _read(seat: Seat) -> str:
    """What stands over the page."""
    seat.until(lambda: not seat.frame._pause.isActive())
    return " ".join(
        text for bar in seat.frame.findChildren(NoticeBar) if bar.isVisible() for text in bar.texts
    )


def _announce(seat: Seat) -> None:
    seat.walk("calls")
    seat.press(Qt.Key.Key_T, CTRL)

    def write() -> None:
        seat.keys(TAB, TAB, "停水", TAB, TOLD)
        seat.press(ENTER, CTRL)

    seat.press(Qt.Key.Key_N, CTRL, write)
    assert (Outage.get().title, Outage.get().text) == ("停水", TOLD)
    assert TOLD in _read(seat)


def _complaint(seat: Seat) -> None:
    """Eleven digits show who it is; F5 takes along what was typed, and the case is opened."""
    seat.keys(Qt.Key.Key_F8, NUMBER)
    page = seat.page("calls")
    assert isinstance(page, CallsPage)
    seat.until(lambda: page.screen_.form.person.said[0] == "赵兰")
    for words in ("赵兰", "家有老人,请多响几声", TOLD):
        seat.until(lambda words=words: words in seat.said(page.screen_.side))
    seat.keys(ENTER)
    assert Keys.field() == "subject"
    seat.keys("楼道三天没人打扫")

    def kind() -> None:
        assert Keys.field() == "kind"
        seat.keys("1")  # a failure of ours
        seat.press(ENTER, CTRL)

    seat.press(Qt.Key.Key_F5, NONE, kind)
    [call], [case] = Call.select(), Complaint.select()
    assert (call.state, call.became_id, call.person_id) == ("passed", case.id, case.person_id)
    assert (case.text, case.phone, case.source) == ("楼道三天没人打扫", NUMBER, "call")
    assert [(link.kind, link.record) for link in ComplaintLink.select()] == [("call", call.id)]
    seat.page("complaints")
    seat.until(lambda: case.number in seat.said())


def _promise(seat: Seat) -> None:
    """The next one is told what all are told, and promised a call."""
    seat.keys(Qt.Key.Key_F8, NUMBER, ENTER)
    assert Keys.field() == "subject"
    seat.keys("问几时来水")
    seat.press(Qt.Key.Key_1, Qt.KeyboardModifier.AltModifier)
    for _n in range(5):
        if Keys.field() == "then":
            break
        seat.keys(TAB)
    seat.keys("4")  # to ring back
    seat.press(ENTER, CTRL)
    call = Call.get(Call.state == "callback")
    assert (call.answer, call.outage_id) == (TOLD, Outage.get().id)
    assert Callback.get().phone == NUMBER


def _ring(seat: Seat, clock: FixedClock) -> None:
    """Twice in vain, each time counted and due again; then with a score."""
    for tries in (1, 2):
        _dial(seat)
        seat.press(Qt.Key.Key_N, CTRL)
        seat.until(lambda tries=tries: Callback.get().tries == tries)
        assert Callback.get().due_at > seat.desk.now
        clock.advance(timedelta(hours=1))
    _dial(seat)
    seat.keys("5", TAB, "已经来水了")
    seat.press(ENTER, CTRL)
    rung = Callback.get()
    assert (rung.state, rung.score, rung.tries) == ("done", 5, 3)
    call = Call.get(Call.id == rung.record)
    assert (call.state, call.outcome) == ("answered", "已经来水了")
    done = [step.action for step in history(seat.desk, "call", call.id)]
    assert done.count("callback.tried") == 2 and done[0] == "callback.done"


def _dial(seat: Seat) -> None:
    """The first of the queue; a card takes no second Enter as quickly as a machine types it."""
    seat.walk("callbacks")

    def called() -> bool:
        if Keys.field() != "score":
            seat.keys(ENTER)
        return Keys.field() == "score"

    seat.until(called)


def _end(seat: Seat) -> None:
    seat.walk("calls")
    assert TOLD in _read(seat)
    seat.press(Qt.Key.Key_T, CTRL)
    page = seat.page("calls")
    assert isinstance(page, CallsPage)
    shown = page.now
    assert isinstance(shown, RegisterPage) and shown is not page.list
    seat.until(lambda: Keys.focus() is shown.table and shown.table.model().rowCount())
    seat.press(Qt.Key.Key_Down)
    seat.until(lambda: shown.card.detail is not None)
    seat.press(ENTER)
    assert Outage.get().ended_at is not None
    seat.until(lambda: not _read(seat))
