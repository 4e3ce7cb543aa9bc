"""The one box, the sidebar, the board and the shortcuts."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QVBoxLayout, QWidget

from ui import theme
from ui.kit import shortcuts
from ui.kit.board import BuildingBoard, Floor, Square
from ui.kit.popup import Group, Hit
from ui.kit.search_box import SearchBox
from ui.kit.sidebar import NavGroup, NavItem, Sidebar

ENTER = Qt.Key.Key_Return


class Frame(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.asked: list[str] = []
        self.box = SearchBox(self.find, "Room, name …")
        self.other = QLineEdit()
        lay = QVBoxLayout(self)
        lay.addWidget(self.box)
        lay.addWidget(self.other)
        lay.addStretch(1)

    def find(self, text: str) -> list[Group]:
        self.asked.append(text)
        if text == "zz":
            return []
        people = [Hit("刘思远", "visitor", "account-outline", ("visit", n)) for n in range(3)]
        return [Group("Units", [Hit("3-1502", "李敏", "home-outline", 7)], more=4),
                Group("Visitors", people)]  # fmt: skip


@pytest.fixture
def frame(qtbot) -> Frame:
    made = Frame()
    qtbot.addWidget(made)
    made.resize(700, 600)
    made.show()
    made.box.setFocus()
    return made


def slowly(qtbot: Any, edit: QLineEdit, text: str) -> None:
    for letter in text:
        QTest.keyClick(edit, letter, Qt.KeyboardModifier.NoModifier, 45)


def test_typing_shows_groups_and_enter_opens_the_first(qtbot, frame: Frame) -> None:
    chosen: list[Any] = []
    frame.box.chosen.connect(lambda hit: chosen.append(hit.key))
    slowly(qtbot, frame.box, "15")
    qtbot.waitUntil(lambda: frame.box.popup.isVisible())
    assert frame.box.popup.current() == Hit("3-1502", "李敏", "home-outline", 7)
    qtbot.keyClick(frame.box, Qt.Key.Key_Down)  # over the next group's title
    qtbot.keyClick(frame.box, Qt.Key.Key_Down)
    qtbot.keyClick(frame.box, Qt.Key.Key_Up)
    qtbot.keyClick(frame.box, ENTER)
    assert chosen == [("visit", 0)]
    assert frame.box.text() == ""
    assert not frame.box.popup.isVisible()


def test_enter_before_the_rows_came_opens_the_first(qtbot, frame: Frame) -> None:
    chosen: list[Any] = []
    frame.box.chosen.connect(lambda hit: chosen.append(hit.key))
    frame.box.setText("15")
    qtbot.keyClick(frame.box, ENTER)
    assert chosen == [7]


def test_a_query_is_asked_once_for_a_burst_of_keys(qtbot, frame: Frame) -> None:
    QTest.keyClicks(frame.box, "150")
    qtbot.waitUntil(lambda: bool(frame.asked))
    assert frame.asked == ["150"]


def test_a_scanner_is_told_from_a_typist(qtbot, frame: Frame) -> None:
    scanned: list[str] = []
    chosen: list[Any] = []
    frame.box.scanned.connect(scanned.append)
    frame.box.chosen.connect(lambda hit: chosen.append(hit.key))
    QTest.keyClicks(frame.box, "V1.ABCDEF.012345")
    QTest.keyClick(frame.box, ENTER)
    assert scanned == ["V1.ABCDEF.012345"]
    assert frame.asked == []
    slowly(qtbot, frame.box, "1502345")
    QTest.keyClick(frame.box, ENTER)
    assert scanned == ["V1.ABCDEF.012345"]
    assert chosen == [7]
    frame.box.is_code = lambda text: text.startswith("V1.")
    frame.box.setText("V1.pasted")
    QTest.keyClick(frame.box, ENTER)
    assert scanned[-1] == "V1.pasted"


def test_nothing_found_is_said_and_escape_steps_back(qtbot, frame: Frame) -> None:
    left: list[int] = []
    frame.box.left.connect(lambda: left.append(1))
    frame.box.setText("zz")
    frame.box.search()
    assert "zz" in frame.box.popup.note.text()
    assert frame.box.popup.isVisible()
    for expected in ((False, "zz", 0), (False, "", 0), (False, "", 1)):
        qtbot.keyClick(frame.box, Qt.Key.Key_Escape)
        assert (frame.box.popup.isVisible(), frame.box.text(), len(left)) == expected


def test_rows_go_away_with_the_focus(qtbot, frame: Frame) -> None:
    frame.box.setText("15")
    frame.box.start()
    assert frame.box.popup.isVisible()
    frame.other.setFocus()
    assert not frame.box.popup.isVisible()


# ---- sidebar


@pytest.fixture
def side(qtbot) -> Sidebar:
    pages = [NavItem("visitors", "Visitors", "account-check-outline", "F2"),
             NavItem("slips", "Release slips", "truck-check-outline")]  # fmt: skip
    made = Sidebar("<b>Sunny & Co</b>", [
        NavGroup("", [NavItem("today", "Today", "view-dashboard-outline")]),
        NavGroup("Reception", pages),
    ])  # fmt: skip
    qtbot.addWidget(made)
    made.resize(196, 500)
    made.show()
    return made


def test_keys_move_and_open(qtbot, side: Sidebar) -> None:
    opened: list[str] = []
    side.chosen.connect(opened.append)
    side.buttons["today"].setFocus()
    qtbot.keyClick(side.buttons["today"], Qt.Key.Key_Down)
    assert side.buttons["visitors"].hasFocus()
    qtbot.keyClick(side.buttons["visitors"], ENTER)
    assert opened == ["visitors"]
    assert [b.isChecked() for b in side.buttons.values()] == [False, True, False]


def test_counts_and_narrow(qtbot, side: Sidebar) -> None:
    side.set_count("today", 9, alert=True)
    side.set_count("slips", 12_345)
    side.set_count("gone", 3)
    count = side.buttons["today"].count
    assert count.isVisible()
    assert count.property("role") == "alert"
    assert count.height() < side.buttons["today"].height()
    assert side.buttons["slips"].count.text() == "12k"
    side.set_narrow(True)
    assert side.width() < 80
    assert side.buttons["today"].text() == ""
    assert "Today" in side.buttons["today"].toolTip()
    assert not count.isVisible()
    side.set_narrow(False)
    assert count.isVisible()
    side.set_count("today", 0)
    assert not count.isVisible()
    assert side.brand.text() == "<b>Sunny & Co</b>"
    assert side.brand.textFormat() == Qt.TextFormat.PlainText


@pytest.fixture
def many(qtbot) -> Sidebar:
    """As many pages as an administrator has."""
    groups = [NavGroup("", [NavItem("today", "Today", "view-dashboard-outline", "F9")])]
    for name, count in (("reception", 5), ("service", 3), ("fees", 8), ("estate", 4), ("duty", 3)):
        pages = [NavItem(f"{name}{n}", f"{name} {n}", "home-outline") for n in range(count)]
        groups.append(NavGroup(name.title(), pages, name))
    made = Sidebar("Sunny", groups)
    qtbot.addWidget(made)
    made.resize(196, 768)
    made.show()
    return made


def folded(side: Sidebar) -> list[str]:
    return [name for name, head in side.heads.items() if head.folded]


def test_where_the_window_is_low_the_last_groups_fold(qtbot, many: Sidebar) -> None:
    qtbot.waitUntil(lambda: "duty" in folded(many))
    many.set_count("duty1", 4, alert=True)
    assert many.heads["duty"]._number == 4
    assert many.area.verticalScrollBar().maximum() == 0
    many._share_height()  # all of it is dressed now
    before, away = many.buttons["today"].height(), folded(many)
    many.set_current("duty2")  # the open page is in sight, and nothing else moves
    assert many.buttons["duty2"].isVisible() and not many.buttons["duty1"].isVisible()
    assert (many.buttons["today"].height(), folded(many)) == (before, away)
    many.resize(196, 1200)
    qtbot.waitUntil(lambda: folded(many) == [])
    many.resize(60, 500)
    many.set_narrow(True)
    qtbot.waitUntil(lambda: not any(head.isVisible() for head in many.heads.values()))
    assert all(made.isVisible() for made in many.buttons.values())


def test_what_is_folded_by_hand_stays_so(qtbot, many: Sidebar) -> None:
    told: list[list[str]] = []
    many.folded.connect(told.append)
    qtbot.waitUntil(lambda: bool(folded(many)))
    many.buttons["reception1"].setFocus()
    qtbot.keyClick(many.buttons["reception1"], Qt.Key.Key_Left)
    head = many.heads["reception"]
    assert head.hasFocus() and head.folded and not many.buttons["reception1"].isVisible()
    qtbot.keyClick(head, Qt.Key.Key_Right)
    assert many.buttons["reception1"].isVisible()
    qtbot.keyClick(head, Qt.Key.Key_Down)
    assert many.buttons["reception0"].hasFocus()
    many.heads["duty"].click()
    assert "duty" not in told[-1] and many.buttons["duty0"].isVisible()
    many.fold(["fees", "gone"])
    qtbot.waitUntil(lambda: folded(many) == ["fees"])


def test_a_long_name_ends_before_its_count(qtbot, side: Sidebar) -> None:
    made = side.buttons["slips"]
    assert made.text() == "Release slips"
    side.set_count("slips", 12_345, alert=True)
    qtbot.waitUntil(lambda: made.count.width() > 10)
    made.item = replace(made.item, title="Release slips & all that leaves")
    side.set_count("slips", 7, alert=True)
    assert made.text().endswith("…")
    assert "all that leaves" in made.toolTip()
    side.set_narrow(True)
    assert made.text() == ""
    side.set_narrow(False)
    assert made.text().endswith("…")


# ---- board


def floors(rows: int = 33, places: int = 8) -> list[Floor]:
    return [
        Floor(f"{f}", [Square(f * 100 + n, f"{f:02d}{n:02d}", "ok") for n in range(1, places + 1)])
        for f in range(rows, 0, -1)
    ]


@pytest.fixture
def board(qtbot) -> BuildingBoard:
    made = BuildingBoard()
    qtbot.addWidget(made)
    made.resize(1100, 600)
    made.show_floors(floors(), [("ok", "Lived in"), ("void", "Vacant")])
    made.show()
    return made


def test_33_floors_fit_a_small_screen(qtbot, board: BuildingBoard) -> None:
    assert not board.area.verticalScrollBar().isVisible()
    assert not board.area.horizontalScrollBar().isVisible()
    assert board.canvas.box((0, 0)).height() >= 14


def test_keys_and_mouse_reach_units(qtbot, board: BuildingBoard) -> None:
    chosen: list[int] = []
    board.chosen.connect(chosen.append)
    canvas = board.canvas
    qtbot.keyClick(canvas, Qt.Key.Key_Down)
    assert board.current() == 3301
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Left):
        qtbot.keyClick(canvas, key)
    assert board.current() == 3202
    qtbot.keyClick(canvas, Qt.Key.Key_End)
    qtbot.keyClick(canvas, ENTER)
    assert chosen == [3208]
    qtbot.keyClicks(canvas, "1203")
    assert board.current() == 1203
    assert "1203" in canvas.accessibleDescription()
    middle = canvas.box((0, 1)).center()
    qtbot.mouseClick(canvas, Qt.MouseButton.LeftButton, pos=middle)
    qtbot.mouseClick(canvas, Qt.MouseButton.LeftButton, pos=QPoint(2, 2))  # beside the units
    assert chosen == [3208, 3302]


def test_gaps_are_stepped_over_and_the_cursor_stays(qtbot, board: BuildingBoard) -> None:
    gap = Square(None, "")
    rows = [Floor("2", [Square(1, "201"), gap, Square(2, "203")]), Floor("1", [gap])]
    board.show_floors(rows)
    assert board.select(1)
    qtbot.keyClick(board.canvas, Qt.Key.Key_Right)
    assert board.current() == 2
    qtbot.keyClick(board.canvas, Qt.Key.Key_Down)
    assert board.current() == 2
    board.show_floors(rows[::-1])
    assert board.current() == 2
    assert not board.select(99)
    board.show_floors([])
    qtbot.keyClick(board.canvas, Qt.Key.Key_Down)
    assert board.current() is None


def test_tones_are_painted(qtbot, board: BuildingBoard) -> None:
    board.show_floors([Floor("1", [Square(1, "", "late", count=3), Square(2, "", "nonsense")])])
    image = board.canvas.grab().toImage()
    spot = board.canvas.box((0, 0))
    assert image.pixelColor(spot.x() + 5, spot.y() + 5) == theme.color("late_soft")


# ---- shortcuts


def test_keys_of_a_page_are_bound_and_listed(qtbot) -> None:
    window = QWidget()
    page, edit = QWidget(window), QLineEdit()
    lay = QVBoxLayout(page)
    lay.addWidget(edit)
    qtbot.addWidget(window)
    window.show()
    done: list[str] = []
    keys = shortcuts.of(page).name("Visitors")
    keys.add("Ctrl+E", "Export", lambda: done.append("export"))
    keys.tell("Enter", "First move")
    shortcuts.of(window).add("F9", "Today", lambda: done.append("today"), window=True)
    edit.setFocus()
    qtbot.waitUntil(edit.hasFocus)
    qtbot.keyClick(edit, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(edit, Qt.Key.Key_F9)
    assert done == ["export", "today"]
    groups = shortcuts.collect(edit)
    assert groups[0] == (
        "Visitors", [shortcuts.Key("Ctrl+E", "Export"), shortcuts.Key("Enter", "First move")],
    )  # fmt: skip
    overlay = shortcuts.Overlay(window, groups)
    qtbot.addWidget(overlay)
    words = [label.text() for label in overlay.findChildren(QLabel)]
    assert {"Ctrl+E", "Export", "F9", "Today"} <= set(words)
    keys.remove("Ctrl+E")
    qtbot.keyClick(edit, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    assert done == ["export", "today"]


# ---- parts of a card


def test_keys_walk_through_what_a_card_names(qtbot) -> None:
    from ui.kit.parts import Part, PartRow, PartView
    from ui.kit.plain import column, scrolling

    opened: list[str] = []
    body = QWidget()
    parts = [
        Part(f"Part {n}", [PartRow(f"L{n}{m}", open=lambda n=n, m=m: opened.append(f"{n}{m}"))
                           for m in range(2)])
        for n in range(2)
    ]  # fmt: skip
    views = [PartView(part) for part in parts]
    body.setLayout(column(*views))
    area = scrolling(body)
    qtbot.addWidget(area)
    area.resize(300, 300)
    area.show()
    area.activateWindow()
    qtbot.waitUntil(area.isActiveWindow)
    links = [row._name for view in views for row in view._rows]
    links[0].setFocus()
    for n in (1, 2, 3, 0):  # over the next part's title, and round
        qtbot.keyClick(links[n - 1], Qt.Key.Key_Down)
        assert links[n].hasFocus()
    qtbot.keyClick(links[0], Qt.Key.Key_Up)
    qtbot.keyClick(links[3], ENTER)
    assert opened == ["11"]
