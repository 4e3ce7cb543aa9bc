"""The building board by keyboard: buildings, colours, units, and that it follows changes."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt

from desk.core.desk import Desk
from desk.estate import units as verbs
from desk.estate.buildings import BuildingDraft, create_building
from tests.ui.estate.conftest import Estate, Keys, MakeFrame
from ui.estate.board import BoardPage
from ui.estate.unit_card import UnitCardScreen
from ui.main_window import MainFrame


@pytest.fixture
def board(frame: MainFrame, qtbot: Any) -> BoardPage:
    page = frame.go("board")
    assert isinstance(page, BoardPage)
    return page


def test_from_all_buildings_to_a_unit_card(
    board: BoardPage, frame: MainFrame, lived_in: Estate, keys: Keys, qtbot: Any
) -> None:
    assert board.stack.currentWidget() is board.overview
    qtbot.waitUntil(lambda: board.overview.tiles[0].hasFocus())
    keys(Qt.Key.Key_Return)
    assert board.board is not None
    assert board.board.building == lived_in.building
    keys("2-502")
    assert board.view.current() in (lived_in.other, lived_in.unit)
    board.view.select(lived_in.unit)
    qtbot.waitUntil(lambda: board._carded == lived_in.unit)
    assert board.card.detail is not None
    assert board.card.detail.heading == "3-1502"
    keys(Qt.Key.Key_Return)
    page: Any = frame._pages["units"]
    assert isinstance(page.now, UnitCardScreen)
    assert page.now.unit == lived_in.unit


def test_legend_counts_and_modes(
    board: BoardPage, lived_in: Estate, desk: Desk, keys: Keys, qtbot: Any
) -> None:
    from ui.estate.board import _legend

    board.show_building(lived_in.building)
    assert board.board is not None
    assert dict(_legend(board.board)) == {"ok": "Owner-occupied 1", "void": "Vacant 1"}
    seen = []
    for _n in range(board.modes.count() - 1):
        keys.ctrl(Qt.Key.Key_M)
        seen.append(board.modes.currentData())
    assert set(seen) == {"visitors", "arrears", "deposits", "complaints", "orders"}
    board.modes.setCurrentIndex(board.modes.findData("visitors"))
    assert dict(_legend(board.board)) == {"void": "Nothing 2"}


def test_it_follows_what_happens(
    board: BoardPage, lived_in: Estate, desk: Desk, qtbot: Any
) -> None:
    board.show_building(lived_in.building)
    board.view.select(lived_in.other)
    verbs.set_unit_state(desk, lived_in.other, "decorating")

    def tone() -> str:
        canvas = board.view.canvas
        return next(
            s.tone for f in canvas.floors for s in f.squares if s.id == lived_in.other
        )  # fmt: skip

    qtbot.waitUntil(lambda: tone() == "due")
    assert board.view.current() == lived_in.other


def test_next_building_by_key(
    board: BoardPage, lived_in: Estate, desk: Desk, keys: Keys, qtbot: Any
) -> None:
    create_building(desk, BuildingDraft("9", "<i>九栋</i>"))
    board.refresh()
    keys.ctrl(Qt.Key.Key_PageDown)
    keys.ctrl(Qt.Key.Key_PageDown)
    assert board.tabs.tabText(board.tabs.currentIndex()) == "<i>九栋</i>"
    keys.ctrl(Qt.Key.Key_PageUp)
    assert board.board is not None
    assert board.board.building == lived_in.building


def test_an_empty_site_offers_the_first_step(make_frame: MakeFrame, desk: Desk, qtbot: Any) -> None:
    frame = make_frame()
    page: Any = frame.go("board")
    assert page.stack.currentWidget() is page.nothing
    qtbot.mouseClick(page.nothing.step, Qt.MouseButton.LeftButton)
    assert frame.key == "import"
