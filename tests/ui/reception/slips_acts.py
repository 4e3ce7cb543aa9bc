"""What the tests of the slips' page share: the page with nothing owed and with debts, keys."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from desk.core.desk import Desk
from desk.reception.slip_tables import ReleaseSlip
from desk.reception.slips.reading import view_slip
from desk.reception.slips.rows import SlipView
from tests.desk.reception.slips.conftest import Place
from tests.ui.reception.conftest import Keys
from ui.kit import preview
from ui.main_window import MainFrame
from ui.reception.slips.page import SlipsPage

ENTER, ESC, TAB, DOWN = (
    Qt.Key.Key_Return, Qt.Key.Key_Escape, Qt.Key.Key_Tab, Qt.Key.Key_Down
)  # fmt: skip


def only(desk: Desk) -> SlipView:
    """The one slip that there is."""
    (row,) = ReleaseSlip.select()
    return view_slip(desk, row.id)


def opened(frame: MainFrame, **values: Any) -> SlipsPage:
    """The page with a new slip on it."""
    page = frame.go("slips")
    assert isinstance(page, SlipsPage)
    page.begin("new", **values)
    return page


def fill(page: SlipsPage, place: Place, unit: int, **values: Any) -> None:
    """A slip of a unit, typed already."""
    form = page.slip_screen.form
    form.fill(place.draft(unit=unit, person=None, **values))
    form.look()


def to_goods(page: SlipsPage, keys: Keys) -> None:
    """Put the cursor into the goods, as Ctrl+G does."""
    keys.ctrl(Qt.Key.Key_G)
    assert page.slip_screen.form.goods.grid.isAncestorOf(keys.focus())


def paste(keys: Keys, text: str) -> None:
    """Paste text where the cursor is."""
    QApplication.clipboard().setText(text)
    keys.ctrl(Qt.Key.Key_V)


@pytest.fixture
def sent(monkeypatch: pytest.MonkeyPatch, frame: MainFrame) -> list[bytes]:
    """What went to the printer."""
    papers: list[bytes] = []
    monkeypatch.setattr(preview, "printers", lambda: ["Counter"])
    monkeypatch.setattr(
        preview, "print_now", lambda pdf, printer, copies=1, to_file="": papers.append(pdf)
    )
    names = ("release_slip", "promise_letter", "receipt", "register_list")
    frame.local.put("printers", dict.fromkeys(names, "Counter"))
    return papers
