"""Standing passes and the watch list through their pages."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication

from desk.core.access import Role
from desk.core.clock import FixedClock
from desk.core.desk import Desk
from desk.reception.models import StandingPass, WatchEntry
from desk.reception.visitors import passes, verbs
from desk.reception.visitors.rows import get
from desk.reception.visitors.standing import get_standing
from tests.desk.printing.samples import codes_of
from tests.stores import as_role
from tests.ui.reception.conftest import Keys, Place
from ui.kit.stacked import StackedPage
from ui.main_window import MainFrame
from ui.reception.visitors.page import VisitorsPage
from ui.reception.visitors.standing import StandingPage
from ui.reception.visitors.watch import WatchPage

ENTER, ESC, TAB = Qt.Key.Key_Return, Qt.Key.Key_Escape, Qt.Key.Key_Tab


@pytest.fixture
def standing(frame: MainFrame) -> StandingPage:
    """The page of standing passes."""
    made = frame.go("standing")
    assert isinstance(made, StandingPage)
    return made


@pytest.fixture
def watching(frame: MainFrame) -> WatchPage:
    """The page of the watch list."""
    made = frame.go("watch")
    assert isinstance(made, WatchPage)
    return made


def press(page: StackedPage, key: str) -> None:
    page.list._show_detail()
    shown = page.list.card.detail
    assert shown is not None
    next(move for move in (*shown.moves, *shown.more) if move.key == key).run()


def give_reason(text: str) -> None:
    def now() -> None:
        dialog = QApplication.activeModalWidget()
        dialog.field.setPlainText(text)  # type: ignore[union-attr]
        dialog.finish()  # type: ignore[union-attr]

    QTimer.singleShot(0, now)


def make(standing: StandingPage, keys: Keys) -> int:
    standing.begin("new")
    assert keys.field() == "purpose"
    keys("wx", ENTER, "1502", ENTER, "孙丽", ENTER, "13712348842")
    keys.ctrl(ENTER)
    return int(StandingPass.get().id)


def test_a_pass_is_given_scanned_in_and_out(
    standing: StandingPage, keys: Keys, desk: Desk, printed: list[Any], frame: MainFrame
) -> None:
    record = make(standing, keys)
    row = get_standing(desk, record)
    assert (row.name, row.purpose, row.place) == ("孙丽", "维修", "3-1502 李敏")
    [(pdf, _printer)] = printed
    [code] = codes_of(pdf)
    visitors = frame.go("visitors")
    assert isinstance(visitors, VisitorsPage)
    frame.scanned(code)
    inside = get_standing(desk, record).on_site
    assert inside is not None
    assert "孙丽" in visitors.message_bar.text
    frame.scanned(code)
    assert get(desk, inside).state == "left"


def test_signed_in_and_out_from_its_card(
    standing: StandingPage, keys: Keys, desk: Desk, printed: list[Any]
) -> None:
    record = make(standing, keys)
    press(standing, "sign_in")
    assert get_standing(desk, record).on_site
    press(standing, "leave")
    assert get_standing(desk, record).on_site is None


def test_revoked_with_a_reason_the_paper_is_worthless(
    standing: StandingPage, keys: Keys, desk: Desk, printed: list[Any], frame: MainFrame
) -> None:
    record = make(standing, keys)
    code = passes.standing_token(desk, StandingPass.get_by_id(record))
    give_reason("合同结束")
    press(standing, "revoke")
    assert get_standing(desk, record).state == "revoked"
    frame.scanned(code)
    visitors = frame.go("visitors")
    assert isinstance(visitors, VisitorsPage)
    assert "Revoked" in visitors.message_bar.text
    frame.go("standing")
    give_reason("续约")
    press(standing, "restore")
    assert get_standing(desk, record).state == "active"


def test_renewed(
    standing: StandingPage, keys: Keys, desk: Desk, printed: list[Any], clock: FixedClock
) -> None:
    record = make(standing, keys)
    before = get_standing(desk, record).valid_until
    QTimer.singleShot(0, lambda: QApplication.activeModalWidget().finish())  # type: ignore[union-attr]
    press(standing, "renew")
    assert get_standing(desk, record).valid_until == before + timedelta(days=30)


def test_edited(standing: StandingPage, keys: Keys, desk: Desk, printed: list[Any]) -> None:
    record = make(standing, keys)
    press(standing, "edit")
    form = standing.form_screen.form
    assert form["phone"].value() == "13712348842"
    form["company"].set_value("同心家政")
    keys.ctrl(ENTER)
    row = get_standing(desk, record)
    assert (row.company, row.place) == ("同心家政", "3-1502 李敏")
    assert standing.on_list


def test_a_draft_of_a_pass_is_kept(standing: StandingPage, keys: Keys) -> None:
    standing.begin("new")
    keys("wx", ENTER, "1502", ENTER, "孙丽", ESC)
    assert standing.on_list
    standing.begin("new")
    assert standing.form_screen.form["name"].value() == "孙丽"


def test_wrong_dates_stand_beside_their_field(
    standing: StandingPage, keys: Keys, desk: Desk
) -> None:
    standing.begin("new")
    keys("wx", ENTER, "1502", ENTER, "孙丽")
    standing.form_screen.form["valid_until"].set_value(desk.today - timedelta(days=3))
    keys.ctrl(ENTER)
    assert standing.form_screen.form["valid_until"].error
    assert StandingPass.select().count() == 0


def test_somebody_is_put_on_the_list_and_taken_off(
    watching: WatchPage, keys: Keys, desk: Desk
) -> None:
    watching.begin("new")
    assert keys.field() == "kind"
    keys("1", TAB)
    keys("通知秩序部")
    form = watching.form_screen.form
    form["reason"].set_value("冒充维修")
    form["name"].set_value("魏强龙")
    keys.ctrl(ENTER)
    entry = WatchEntry.get()
    assert (entry.kind, entry.instruction) == ("banned", "通知秩序部")
    assert watching.on_list
    give_reason("误会")
    press(watching, "end")
    assert not WatchEntry.get().active


def test_an_entry_needs_something_to_know_by(watching: WatchPage, keys: Keys) -> None:
    watching.begin("new")
    watching.form_screen.form["reason"].set_value("可疑")
    keys.ctrl(ENTER)
    assert watching.form_screen.form["name"].error
    assert WatchEntry.select().count() == 0


def test_clerks_read_the_list_only(watching: WatchPage, desk: Desk) -> None:
    as_role(desk, Role.CLERK)
    watching.begin("new")
    assert watching.on_list
    assert watching.message_bar.text


def test_the_list_opens_with_who_is_on_site(
    page: VisitorsPage, keys: Keys, desk: Desk, place: Place
) -> None:
    here = verbs.sign_in(desk, place.draft("王平"))
    gone = verbs.sign_in(desk, place.draft("李四"))
    verbs.sign_out(desk, gone.id)
    late = verbs.expect(desk, place.draft("周六", expected_at=desk.now + timedelta(hours=5)))
    soon = verbs.expect(desk, place.draft("赵五", expected_at=desk.now + timedelta(hours=2)))

    def ids() -> list[int]:
        page.list.refresh()
        source: Any = page.list.model.source
        return [row.id for row in source.rows(0, 9)]

    assert ids() == [here.id]
    keys.alt(Qt.Key.Key_2)
    assert ids() == [soon.id, late.id]
    keys.alt(Qt.Key.Key_3)
    assert ids() == [gone.id]
    keys.alt(Qt.Key.Key_4)
    assert ids() == [late.id, soon.id, gone.id, here.id]
    keys.alt(Qt.Key.Key_1)
    assert page.list.filters.texts() == ["On site"]
    quick = [made.text() for made, _view in page.list._quick if made.isVisible()]
    assert quick == ["Expected today", "Left today", "All of today"]
