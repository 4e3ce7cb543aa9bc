"""The real frame on a small estate; dialogs are answered as a person would."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QDialog

from desk.core.desk import Desk
from desk.core.local import Local
from desk.estate.occupancy import RoleDraft, move_in
from tests.desk.estate.conftest import Estate, estate
from tests.ui.reception.conftest import Keys, Shell, keys
from ui.estate.customers import CustomersPage
from ui.estate.units import UnitsPage
from ui.main_window import MainFrame

__all__ = ["Estate", "Keys", "estate", "keys"]
MakeFrame = Callable[[], MainFrame]


@pytest.fixture
def make_frame(qtbot: Any, desk: Desk) -> Iterator[MakeFrame]:
    """Makes the frame for whoever sits at the desk by then."""
    made: list[MainFrame] = []

    def make() -> MainFrame:
        frame = MainFrame(Shell(), desk, Local(None))
        made.append(frame)
        qtbot.addWidget(frame)
        frame.resize(1366, 768)
        frame.show()
        frame.activateWindow()
        qtbot.waitUntil(frame.isActiveWindow)
        return frame

    yield make
    for frame in made:
        frame.stop()


@pytest.fixture
def frame(make_frame: MakeFrame, lived_in: Estate) -> MainFrame:
    """The frame with somebody at home and the administrator on duty."""
    return make_frame()


@pytest.fixture
def lived_in(desk: Desk, estate: Estate) -> Estate:
    """李敏 owns 3-1502."""
    move_in(desk, RoleDraft(estate.unit, estate.li, "owner", desk.today))
    return estate


@pytest.fixture
def units(frame: MainFrame, qtbot: Any) -> UnitsPage:
    """The page of units, 3-2-502 first."""
    page = frame.go("units")
    assert isinstance(page, UnitsPage)
    qtbot.waitUntil(page.list.table.hasFocus)
    return page


@pytest.fixture
def customers(frame: MainFrame, qtbot: Any) -> CustomersPage:
    """The page of customers."""
    page = frame.go("customers")
    assert isinstance(page, CustomersPage)
    qtbot.waitUntil(page.list.table.hasFocus)
    return page


@pytest.fixture
def answer(qtbot: Any) -> Callable[..., None]:
    """``answer(steps...)``: each step is called with the next dialog that opens."""

    def prepare(*steps: Callable[[Any], object]) -> None:
        waiting = list(steps)

        def look() -> None:
            dialog = QApplication.activeModalWidget()
            if isinstance(dialog, QDialog) and dialog.isVisible():
                waiting.pop(0)(dialog)
            if waiting:
                QTimer.singleShot(5, look)

        QTimer.singleShot(0, look)

    return prepare
