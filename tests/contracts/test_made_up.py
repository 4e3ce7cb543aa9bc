"""A new register needs its declaration and its page: all else takes it in by itself."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton

from desk import texts
from desk.core import log, today, words
from desk.core.access import Permission, Role
from desk.core.clock import FixedClock
from desk.core.desk import Desk
from desk.core.find import find
from desk.core.local import Local
from desk.estate.buildings import BuildingDraft, create_building
from desk.estate.models import Unit
from desk.estate.unit_card import unit_card
from tests.contracts.made_up import (
    REGISTER,
    UMBRELLA,
    VIEW,
    WALK,
    WORDS,
    Umbrella,
    lend,
)
from tests.contracts.walking import try_all
from tests.stores import as_role
from ui import main_window, pages, theme, window_keys
from ui.main_window import MainFrame
from ui.pages import PAGES, PageEntry

PAGE = PageEntry(
    "umbrellas", "reception", "Umbrellas", "umbrella-outline", VIEW,
    "tests.contracts.made_up:UmbrellasPage", ("umbrella",), counts="umbrellas", hot="F10",
    does="Umbrellas",
)  # fmt: skip


@pytest.fixture
def site(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    """A store with one register more."""
    desk.storage.database.create_tables([Umbrella])
    desk.__dict__.pop("search_kinds", None)
    desk.__dict__["registers"] = (*desk.registers, REGISTER)
    known = {**texts.words(), **WORDS}
    monkeypatch.setattr(texts, "words", lambda: known)
    for module in (main_window, pages, window_keys):
        monkeypatch.setattr(module, "PAGES", (*PAGES, PAGE))
    before = words.current()
    words.use("en")
    yield desk
    words.use(before)


@pytest.fixture
def frame(qtbot: Any, site: Desk, monkeypatch: pytest.MonkeyPatch) -> Iterator[MainFrame]:
    """The window's inside."""
    monkeypatch.setattr("ui.main_window.COUNT_PAUSE", 1)
    theme.start(QApplication.instance(), "light", 100)
    made = MainFrame(None, site, Local(None))  # type: ignore[arg-type]
    qtbot.addWidget(made)
    made.resize(1366, 768)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is made)
    yield made
    made.stop()


@pytest.mark.parametrize("state", [state.key for state in UMBRELLA.states])
def test_every_move_by_every_role(site: Desk, state: str) -> None:
    assert try_all(site, UMBRELLA, WALK, state) == []


def test_its_words_stand_in_the_timeline(site: Desk) -> None:
    row = lend(site, "李敏")
    take_back = UMBRELLA.move("take_back").verb
    assert take_back is not None
    take_back(site, row.id)
    steps = log.history(site, "umbrella", row.id)
    assert {texts.word("action", step.action) for step in steps} == {
        "umbrella lent", "umbrella take_back",
    }  # fmt: skip


def test_the_one_box_and_the_unit_card_know_it(site: Desk) -> None:
    building = create_building(site, BuildingDraft("3", "3栋"))
    unit = Unit.create(building=building.id, room="1502", code="3-1502", sort="3-1502")
    row = lend(site, "李敏", unit.id)
    for text in (row.number, "李敏", "limin"):
        (group,) = [each for each in find(site, text) if each.kind == "umbrella"]
        assert [hit.id for hit in group.hits] == [row.id]
    assert [part.key for part in unit_card(site, unit.id).parts] == ["umbrellas"]
    as_role(site, Role.GUARD)
    assert not [each for each in find(site, row.number) if each.kind == "umbrella"]


def test_today_is_theirs_then_everybody_s(site: Desk, clock: FixedClock) -> None:
    as_role(site, Role.CASHIER)
    lend(site, "李敏")
    assert today.today(site) == []
    clock.advance(timedelta(days=1, minutes=1))
    (item,) = today.today(site)
    assert texts.word(*item.why) == "Umbrella not back"
    as_role(site, Role.CLERK)
    assert today.today(site) == []
    as_role(site, Role.SUPERVISOR)
    assert (len(today.today(site)), today.today(site, mine=True)) == (1, [])
    clock.advance(timedelta(minutes=today.SHARED_AFTER.default))
    as_role(site, Role.CLERK)
    assert len(today.today(site)) == 1


def test_the_window_shows_counts_and_does_it(
    qtbot: Any, site: Desk, frame: MainFrame, clock: FixedClock
) -> None:
    row = lend(site, "李敏")
    line = frame.sidebar.buttons["umbrellas"]
    clock.advance(timedelta(days=2))
    # Nothing was changed: time alone made it overdue.
    frame._pulse.beat.emit()
    assert (line.number, line.alert) == (1, True)
    page: Any = frame.go("today")
    page.refresh()
    (waits,) = page.rows
    assert [offer.title for offer in waits.offers] == ["Take back", "Recall"]
    waits.setFocus()
    qtbot.keyClick(waits, Qt.Key.Key_Return)
    assert frame.key == "umbrellas"
    shown: Any = frame.ground.currentWidget()
    qtbot.waitUntil(lambda: shown.list.card.detail is not None)
    buttons = [made.text() for made in shown.list.card.findChildren(QPushButton)]
    assert buttons == ["Take back", "Recall", "Write off"]
    frame.go("today")
    (waits,) = page.rows
    waits.setFocus()
    qtbot.keyClick(waits, "1")
    assert Umbrella.get_by_id(row.id).state == "back"
    qtbot.waitUntil(lambda: page.rows == [])
    assert page.message_bar.text == "李敏: Back."
    qtbot.waitUntil(lambda: line.number == 0)


def test_its_key_opens_it_from_anywhere(qtbot: Any, frame: MainFrame) -> None:
    qtbot.keyClick(frame, Qt.Key.Key_F10)
    assert frame.key == "umbrellas"
    assert frame.sidebar.buttons["umbrellas"].item.hint == "F10"


def test_who_may_not_see_it_is_shown_nothing(site: Desk, clock: FixedClock, qtbot: Any) -> None:
    lend(site, "李敏")
    clock.advance(timedelta(days=2))
    as_role(site, Role.ENGINEER)
    made = MainFrame(None, site, Local(None))  # type: ignore[arg-type]
    qtbot.addWidget(made)
    assert "umbrellas" not in made.sidebar.buttons
    assert not site.allows(Permission.CALL_VIEW)
    made.stop()
