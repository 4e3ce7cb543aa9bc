"""A page of several sheets: made when seen, turned by keys, each left only if it may be."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout

from desk.core.change import Changed
from ui.kit.frame import Page
from ui.kit.tabbed import TabbedPage


class Sheet(Page):
    """Writes down what it is told."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.name, self.told, self.free = name, [], True  # type: ignore[var-annotated]
        self.edit = QLineEdit()
        QVBoxLayout(self).addWidget(self.edit)
        self.setFocusProxy(self.edit)

    def show_record(self, kind: str, record: int) -> None:
        self.told.append(("record", kind, record))

    def begin(self, what: str, **values: Any) -> None:
        self.told.append(("begin", what, values))

    def refresh(self) -> None:
        self.told.append(("refresh",))

    def changed(self, news: Changed) -> None:
        self.told.append(("changed",))

    def leaving(self, closing: bool = False) -> bool:
        self.told.append(("leaving", closing))
        return self.free

    def scenes(self) -> dict[str, Any]:
        return {"form": lambda: self.told.append(("scene",))}


class Frame:
    desk = None


@pytest.fixture
def page(qtbot: Any) -> TabbedPage:
    made = TabbedPage(Frame())  # type: ignore[arg-type]
    made.add("one", "One & only", lambda: Sheet("one"), ("unit",))
    made.add("two", "Two", lambda: Sheet("two"), ("person",))
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is made)
    made.setFocus()
    return made


def told(page: TabbedPage, key: str) -> list[Any]:
    found = page.sheet(key)
    assert isinstance(found, Sheet)
    return found.told


def test_a_sheet_is_made_when_it_is_seen(page: TabbedPage) -> None:
    assert list(page._made) == ["one"]
    page.turn(1)
    assert page.key == "two" and list(page._made) == ["one", "two"]


def test_turned_by_keys(page: TabbedPage, qtbot: Any) -> None:
    focus = QApplication.focusWidget()
    assert isinstance(focus, QLineEdit)
    qtbot.keyClick(focus, Qt.Key.Key_Tab, Qt.KeyboardModifier.ControlModifier)
    assert page.key == "two"
    assert QApplication.focusWidget() is page.now.focusProxy()


def test_a_record_turns_to_its_sheet(page: TabbedPage) -> None:
    page.show_record("person", 7)
    assert page.key == "two" and told(page, "two")[-1] == ("record", "person", 7)


def test_begin_names_sheet_and_work(page: TabbedPage) -> None:
    page.begin("two.new", unit=3)
    assert told(page, "two")[-1] == ("begin", "new", {"unit": 3})
    page.begin("one")
    assert page.key == "one"


def test_a_sheet_that_is_not_left_stays(page: TabbedPage) -> None:
    held = page.sheet("one")
    assert isinstance(held, Sheet)
    held.free = False
    page.turn(1)
    assert page.key == "one" and page.stack.currentWidget() is held
    assert not page.leaving()


def test_what_changed_meanwhile_is_read_when_seen_again(page: TabbedPage) -> None:
    page.turn(1)
    page.changed(Changed("x", frozenset(), 1))
    assert ("changed",) in told(page, "two") and ("changed",) not in told(page, "one")
    page.turn(-1)
    assert told(page, "one")[-1] == ("refresh",)


def test_closing_asks_every_sheet(page: TabbedPage) -> None:
    page.turn(1)
    held = page.sheet("one")
    assert isinstance(held, Sheet)
    held.free = False
    assert not page.leaving(closing=True)
    assert told(page, "two")[-1] == ("leaving", True)


def test_pictures_of_all_sheets(page: TabbedPage) -> None:
    found = page.scenes()
    assert list(found) == ["one-form", "two", "two-form"]
    found["two-form"]()
    assert page.key == "two" and told(page, "two")[-1] == ("scene",)
