"""What the tests of the repairs' page share: the real frame on a small site, keys, a printer."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import Qt

from desk.core.desk import Desk
from desk.service.models.orders import WorkOrder
from desk.service.orders.detail import OrderView, view_order
from tests.desk.service.orders.conftest import Site, site
from tests.ui.fees.counter import Keys, meet
from tests.ui.reception.conftest import framed
from ui.kit import preview
from ui.main_window import MainFrame
from ui.service.orders.board import BoardSheet
from ui.service.orders.list import OrdersSheet
from ui.service.orders.page import OrdersPage

__all__ = [
    "DELETE", "DOWN", "ENTER", "ESC", "LEFT", "RIGHT", "UP", "Keys", "Site", "boarded", "do",
    "frame", "keys", "listed", "meet", "only", "sent", "site",
]  # fmt: skip

ENTER, ESC, DELETE = Qt.Key.Key_Return, Qt.Key.Key_Escape, Qt.Key.Key_Delete
UP, DOWN, LEFT, RIGHT = Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Right


@pytest.fixture
def frame(qtbot: Any, desk: Desk, site: Site) -> Iterator[MainFrame]:
    """The window's frame on the small site."""
    with framed(qtbot, desk, "orders") as made:
        yield made


@pytest.fixture
def keys(qtbot: Any) -> Keys:
    """The keyboard."""
    return Keys(qtbot)


@pytest.fixture
def sent(monkeypatch: pytest.MonkeyPatch, frame: MainFrame) -> list[bytes]:
    """What went to the printer."""
    made: list[bytes] = []
    monkeypatch.setattr(preview, "printers", lambda: ["Counter"])
    monkeypatch.setattr(
        preview, "print_now", lambda pdf, printer, copies=1, to_file="": made.append(pdf)
    )
    frame.local.put("printers", {"work_order": "Counter", "day_sheet": "Counter"})
    return made


def listed(frame: MainFrame) -> OrdersSheet:
    """The sheet with the list."""
    page = frame.go("orders")
    assert isinstance(page, OrdersPage)
    sheet = page.show_sheet("orders")
    assert isinstance(sheet, OrdersSheet)
    return sheet


def boarded(frame: MainFrame) -> BoardSheet:
    """The dispatch board."""
    page = frame.go("orders")
    assert isinstance(page, OrdersPage)
    sheet = page.show_sheet("board")
    assert isinstance(sheet, BoardSheet)
    sheet.refresh()
    sheet.setFocus()
    return sheet


def only(desk: Desk) -> OrderView:
    """The one order that there is."""
    (row,) = WorkOrder.select()
    return view_order(desk, row.id)


def do(sheet: OrdersSheet, order: int, move: str) -> None:
    """Press a move on an order's card."""
    found, more = sheet.moves.of(view_order(sheet.desk, order))
    {action.key: action for action in [*found, *more]}[move].run()
