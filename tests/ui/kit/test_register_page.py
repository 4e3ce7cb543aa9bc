"""The page of a register, by keyboard."""

from __future__ import annotations

import gc
import weakref
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QPushButton

from desk.core.errors import Refused
from tests.ui.kit.fakes import FakeDesk, FakeListing
from ui.kit.actions import Action
from ui.kit.detail import Detail, Line
from ui.kit.register_page import Empty, RegisterPage
from ui.kit.timeline import Entry


class Host:
    """A page with a record of what was done."""

    def __init__(self, qtbot: Any, count: int = 12, **options: Any) -> None:
        self.done: list[str] = []
        self.stored: dict[str, Any] = {}
        self.desk, self.listing = FakeDesk(), FakeListing(count)
        step = Action("in", "Sign in", lambda: self.done.append("in"), hint="F2", primary=True)
        self.page = RegisterPage(
            self.desk,
            self.listing,  # type: ignore[arg-type]
            summary=lambda: "23 on site",
            actions=[step, Action("out", "Export", lambda: None, shortcut="Ctrl+E")],
            detail=self.detail,
            empty=Empty("No visitors yet", "Who comes in is listed here.", step),
            views=(lambda: dict(self.stored), self.store),
            **options,
        )
        qtbot.addWidget(self.page)
        self.page.resize(1100, 700)
        self.page.show()

    def store(self, views: dict[str, Any]) -> None:
        self.stored = views

    def detail(self, row: Any) -> Detail:
        def move(name: str) -> Action:
            return Action(
                name, name.title(), lambda: self.done.append(f"{name} {row.id}"),
                primary=name == "leave",
            )  # fmt: skip

        return Detail(
            heading=row.name,
            state="Overdue",
            tone="late",
            lines=[Line("ID", "320***1815", reveal=lambda: "320102"), Line("Host", row.host)],
            timeline=[Entry("13:05", "<b>in</b>")],
            moves=[move("leave"), move("print")],
            more=[move("void"), move("copy")],
        )

    def shown(self, qtbot: Any, heading: str) -> None:
        def there() -> bool:
            card = self.page.card
            moves = [b for b in card.findChildren(QPushButton, "move.leave") if b.isVisible()]
            return bool(moves) and card.detail is not None and card.detail.heading == heading

        qtbot.waitUntil(there)


@pytest.fixture
def host(qtbot) -> Host:
    return Host(qtbot)


def test_arrow_shows_the_record_and_enter_does_its_first_move(qtbot, host: Host) -> None:
    host.page.table.setFocus()
    qtbot.keyClick(host.page.table, Qt.Key.Key_Home)
    qtbot.keyClick(host.page.table, Qt.Key.Key_Down)
    qtbot.keyClick(host.page.table, Qt.Key.Key_Down)
    qtbot.keyClick(host.page.table, Qt.Key.Key_Return)  # before the card has caught up
    assert host.done == ["leave 2"]
    host.shown(qtbot, "刘思远")
    with qtbot.waitSignal(host.page.escaped):
        qtbot.keyClick(host.page.table, Qt.Key.Key_Escape)


def test_a_key_means_the_selected_line_not_the_one_still_shown(qtbot, host: Host) -> None:
    host.page.table.select(0)
    host.shown(qtbot, "张伟")
    qtbot.keyClick(host.page.table, Qt.Key.Key_Down)
    host.page.do("void")
    host.page.do("nothing")
    assert host.done == ["void 1"]


def test_moves_are_buttons_and_the_rest_a_menu(qtbot, host: Host) -> None:
    host.page.table.select(0)
    host.shown(qtbot, "张伟")
    buttons = [b.objectName() for b in host.page.card.findChildren(QPushButton) if b.isVisible()]
    assert [b for b in buttons if b.startswith("move.")] == [
        "move.leave", "move.print", "move.more",
    ]  # fmt: skip


def test_the_second_click_of_a_double_click_does_not_press_the_next_move(qtbot, host: Host) -> None:
    host.page.table.select(0)
    host.shown(qtbot, "张伟")
    first = host.page.card.findChild(QPushButton, "move.leave")
    qtbot.mouseClick(first, Qt.MouseButton.LeftButton)
    host.page._show_detail()  # what the change leads to
    again = [b for b in host.page.card.findChildren(QPushButton, "move.leave") if b is not first]
    qtbot.mouseClick(again[-1], Qt.MouseButton.LeftButton)
    assert host.done == ["leave 0"]


def test_chips_narrow_and_can_be_taken_away(qtbot, host: Host) -> None:
    page = host.page
    page.set_filters({"state": "on_site"})
    assert page.filters.texts() == ["在访"]
    assert page.model.rowCount() == 5
    chip = page.filters.buttons()[0]
    qtbot.keyClick(chip, Qt.Key.Key_Delete)
    assert page.model.rowCount() == 12
    assert page.count.text() == "12 lines"


def test_the_filter_menu_offers_all_and_sets_one(qtbot, host: Host) -> None:
    menu = host.page.filters.menu()
    names = [action.text() for action in menu.actions()]
    assert names[:4] == ["State", "今天", "Name", "Day"]
    menu.actions()[0].menu().actions()[1].trigger()
    assert host.page.filters.values == {"state": "overdue"}
    menu.actions()[1].trigger()
    assert host.page.filters.values == {"state": "overdue", "today": True}


def test_nothing_yet_and_nothing_matching_are_told_apart(qtbot) -> None:
    empty = Host(qtbot, count=0)
    assert empty.page.nothing.accessibleName() == "No visitors yet"
    qtbot.mouseClick(empty.page.nothing.step, Qt.MouseButton.LeftButton)
    assert empty.done == ["in"]
    other = Host(qtbot)
    other.page.set_filters({"name": "nobody"})
    assert other.page.nothing.accessibleName() == "Nothing matches these filters"
    qtbot.mouseClick(other.page.nothing.step, Qt.MouseButton.LeftButton)
    assert other.page.model.rowCount() == 12


def test_header_sorts_where_it_may(qtbot, host: Host) -> None:
    head = host.page.table.horizontalHeader()
    head.sectionClicked.emit(0)
    assert host.listing.opened[-1][1] == ("number", False)
    head.sectionClicked.emit(0)
    assert host.listing.opened[-1][1] == ("number", True)
    count = len(host.listing.opened)
    head.sectionClicked.emit(1)  # the name has no index behind it
    assert len(host.listing.opened) == count


def test_views_are_kept_and_come_back(qtbot, host: Host) -> None:
    page = host.page
    page.set_filters({"state": "overdue"})
    page.set_sort(("number", True))
    page.set_columns(["number", "state"])
    page.views.save_as("Late ones")
    page.set_filters({})
    page.set_sort(None)
    page.set_columns(["name"])
    page.show_view(host.stored["Late ones"])
    assert page.view() == {
        "filters": {"state": "overdue"}, "sort": ["number", True], "columns": ["number", "state"],
    }  # fmt: skip
    assert page.filters.texts() == ["超时"]
    assert page.model.columnCount() == 2
    page.show_view({"filters": {"gone": 1}, "sort": ["gone", False], "columns": ["gone"]})
    assert page.view()["filters"] == {}
    page.views.delete("Late ones")
    assert host.stored == {}


def test_reads_again_when_something_changed_and_it_is_seen(qtbot, host: Host) -> None:
    host.page.table.select(3)
    host.listing.ids = range(-2, 12)
    with qtbot.waitSignal(host.page.counted):
        host.desk.tell()
    assert host.page.current().id == 3
    host.page.hide()
    count = len(host.listing.opened)
    host.desk.tell()
    assert len(host.listing.opened) == count
    host.page.show()
    assert len(host.listing.opened) == count + 1


def test_show_record_takes_filters_away_that_hide_it(qtbot, host: Host) -> None:
    host.page.set_filters({"state": "overdue"})
    assert host.page.show_record(0)
    assert host.page.current().id == 0
    assert not host.page.show_record(99)


def test_a_long_lists_jumps_are_built_behind(qtbot, monkeypatch: pytest.MonkeyPatch) -> None:
    from ui.kit import register_page

    monkeypatch.setattr(register_page, "REST", 1)
    host = Host(qtbot, count=register_page.MANY + 1)
    qtbot.waitUntil(lambda: host.page.model.source.jumps)  # type: ignore[attr-defined]


def test_a_refused_list_says_why(qtbot, host: Host, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*args: object) -> None:
        raise Refused("test.never")

    monkeypatch.setattr(host.listing, "open", refuse)
    host.page.refresh()
    assert "test.never" in host.page.message_bar.text


def test_reveal_unmasks_one_line(qtbot, host: Host) -> None:
    host.page.table.select(0)
    host.shown(qtbot, "张伟")
    from PySide6.QtWidgets import QLabel, QToolButton

    eye = next(b for b in host.page.card.findChildren(QToolButton) if b.isVisible())
    qtbot.mouseClick(eye, Qt.MouseButton.LeftButton)
    assert "320102" in [label.text() for label in host.page.card.findChildren(QLabel)]


def test_a_closed_page_is_freed_and_hears_nothing(qapp) -> None:
    desk = FakeDesk()
    page = RegisterPage(desk, FakeListing())  # type: ignore[arg-type]
    page.show()
    ref = weakref.ref(page)
    page.close()
    page.deleteLater()
    del page
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect()
    assert desk.listeners == []
    desk.tell()
    assert ref() is None
