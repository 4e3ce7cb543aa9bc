"""Every kind of thing that may wait on Today: it stands there, opens, and all of its moves act."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog

from desk import texts
from desk.catalogue import REGISTERS
from desk.core import today
from desk.core.desk import Desk
from desk.core.local import Local
from desk.core.models import AuditEntry
from desk.core.register import TodayItem
from tests.contracts.waiting_things import THINGS
from tests.contracts.walking import REASON
from ui import theme
from ui.kit import messages
from ui.main_window import MainFrame
from ui.pages import page_for

KNOWN = sorted(code for domain, code in texts.words() if domain == "today")
OFFERED = sorted(
    {(why, move.key) for register in REGISTERS for workflow in register.workflows
     for move in workflow.moves for why in move.today}
    | {(why, own.key) for register in REGISTERS for own in register.today_moves
       for why in own.whys}
)  # fmt: skip
IN_PLACE = sorted(
    {(why, move.key) for register in REGISTERS for workflow in register.workflows
     for move in workflow.moves if move.verb is not None and not move.asks for why in move.today}
    | {(why, own.key) for register in REGISTERS for own in register.today_moves
       if own.run is not None for why in own.whys}
)  # fmt: skip
"""Of those, what is done without a form; the pages of the others ask for more."""
NOT_YET = {("order_urged", "resume")}
"""Offered for the reason, and only once the work was paused."""
OPENED_ONLY = {"dunning_message", "dunning_call", "dunning_visit", "dunning_demand",
               "dunning_legal"}  # fmt: skip
"""Many units at once: the line opens the list of them."""


def _waiting(desk: Desk, why: str) -> TodayItem:
    THINGS[why](desk)
    found = [item for item in today.today(desk) if item.why == ("today", why)]
    assert len(found) == 1, f"{why} is not on Today"
    return found[0]


def test_all_that_may_wait_is_tried() -> None:
    assert sorted(THINGS) == KNOWN, "say in tests/contracts/waiting_things.py how it comes about"
    offered = {why for why, _key in OFFERED}
    assert offered <= set(KNOWN), f"no words for {offered - set(KNOWN)}"
    assert set(KNOWN) - offered == OPENED_ONLY, "each line acts in place"


@pytest.mark.parametrize(("why", "key"), IN_PLACE, ids=lambda each: str(each))
def test_it_is_done_in_place_and_taken_back(desk: Desk, why: str, key: str) -> None:
    item = _waiting(desk, why)
    (offer,) = [
        each
        for each in today.offers(desk)[why]
        if (each.move or each.own).key == key  # type: ignore[union-attr]
    ]
    verb = offer.move.verb if offer.move else offer.own.run if offer.own else None
    assert verb is not None
    if offer.move and item.state and item.state not in offer.move.sources:
        assert (why, key) in NOT_YET
        return
    given: dict[str, Any] = {"request": "1"}
    if offer.move and offer.move.reason:
        given["reason"] = REASON
    entries = AuditEntry.select().count()
    verb(desk, item.id, **given)
    assert AuditEntry.select().count() == entries + 1
    verb(desk, item.id, **given)  # the second click
    assert AuditEntry.select().count() == entries + 1
    back = offer.move.back if offer.move else offer.own.undo if offer.own else None
    if back is not None:
        back(desk, item.id)
        assert [each.kind for each in today.today(desk) if each.id == item.id] == [item.kind]


@pytest.fixture
def frame(qtbot: Any, desk: Desk) -> Iterator[list[MainFrame]]:
    """Takes the window's inside once it is made."""
    theme.start(QApplication.instance(), "light", 100)
    made: list[MainFrame] = []
    yield made
    for each in made:
        each.stop()


def _window(qtbot: Any, desk: Desk, kept: list[MainFrame]) -> MainFrame:
    made = MainFrame(None, desk, Local(None))  # type: ignore[arg-type]
    kept.append(made)
    qtbot.addWidget(made)
    made.resize(1366, 768)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is made)
    return made


@pytest.mark.parametrize("why", KNOWN)
def test_enter_opens_it_and_digits_begin_what_asks(
    qtbot: Any, desk: Desk, frame: list[MainFrame], why: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    item = _waiting(desk, why)
    begun: list[object] = []
    monkeypatch.setattr(QDialog, "exec", lambda dialog: begun.append(dialog) or 0)
    monkeypatch.setattr(messages, "ask_reason", lambda *_a, **_k: begun.append(why))
    window = _window(qtbot, desk, frame)
    page: Any = window.go("today")
    place = page_for(item.kind)
    assert place is not None, f"no page shows {item.kind}"
    _press(qtbot, page, why, Qt.Key.Key_Return)
    assert window.key == place.key
    asking = [
        number
        for number, key in enumerate([offer.key for offer in _row(page, why).offers], 1)
        if _asks(page, why, key)
    ]
    monkeypatch.setattr(window, "begin", lambda *what, **_k: begun.append(what))
    for number in asking:
        window.go("today")
        begun.clear()
        _press(qtbot, page, why, str(number))
        assert window.key == place.key
        menu = QApplication.activePopupWidget()
        assert begun or menu or _screen(window), f"{number} of {why} begins nothing"
        if menu is not None:
            menu.close()
        shown: Any = window.ground.currentWidget()
        getattr(getattr(shown, "now", None), "home", getattr(shown, "home", lambda: None))()


def _row(page: Any, why: str) -> Any:
    (row,) = [made for made in page.rows if made.item.why == ("today", why)]
    return row


def _press(qtbot: Any, page: Any, why: str, key: Any) -> None:
    row = _row(page, why)
    row.setFocus()
    qtbot.keyClick(row, key)


def _asks(page: Any, why: str, key: str) -> bool:
    (offer,) = [each for each in page._moves[why] if (each.move or each.own).key == key]
    return offer.move.asks if offer.move else offer.own.run is None


def _screen(window: MainFrame) -> bool:
    """Whether the page shows a screen over its list, or a sheet without one."""
    shown: Any = window.ground.currentWidget()
    sheet = shown if hasattr(shown, "list") else shown.now
    return not getattr(sheet, "on_list", False)
