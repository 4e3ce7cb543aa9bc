"""Rows with boxes: by Space, by mouse, all at once; ticks outlive a refresh."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt

from desk.core.listing import Column
from ui.kit.display import Display
from ui.kit.tick_table import CHECK, OFF, ON, PART, TickTable


@dataclass(frozen=True)
class Row:
    id: int
    name: str
    owed: int


ROWS = [Row(n, f"item {n}", n * 100) for n in range(1, 6)]
COLUMNS: tuple[Column[Any], ...] = (
    Column("name", "Item", "text", lambda r: r.name, 120),
    Column("owed", "Owed", "money", lambda r: r.owed, 90),
)


@pytest.fixture
def table(qtbot: Any) -> TickTable:
    made = TickTable(COLUMNS, Display())
    made.toggled.connect(lambda ids: made.set_ticks(dict.fromkeys(ids, ON)))
    qtbot.addWidget(made)
    made.resize(500, 300)
    made.show_rows(ROWS)
    made.show()
    made.setFocus()
    qtbot.waitUntil(made.hasFocus)
    return made


def test_space_ticks_the_row_and_takes_it_back(table: TickTable, qtbot: Any) -> None:
    qtbot.keyClick(table, Qt.Key.Key_Down)
    qtbot.keyClick(table, Qt.Key.Key_Space)
    assert table.ticked() == {2}
    qtbot.keyClick(table, Qt.Key.Key_Space)
    assert table.ticked() == set()


def test_all_and_none(table: TickTable, qtbot: Any) -> None:
    table.set_ticks({1: ON, 2: PART})
    qtbot.keyClick(table, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert table.ticked() == {1, 2, 3, 4, 5}
    qtbot.keyClick(table, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert table.ticked() == set()


def test_a_click_on_the_box_alone_ticks(table: TickTable, qtbot: Any) -> None:
    def click(column: int) -> None:
        spot = table.visualRect(table.model_.index(2, column)).center()
        qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(spot))

    click(1)
    assert table.ticked() == set()
    assert table.current_row().id == 3
    click(0)
    assert table.ticked() == {3}


def test_ticks_and_cursor_stay_over_new_rows(table: TickTable) -> None:
    table.set_ticks({2: ON, 5: PART})
    table.select_id(2)
    table.show_rows(ROWS[1:4])
    assert table.ticked() == {2}
    assert table.current_row().id == 2
    boxes = [table.model_.data(table.model_.index(at, 0), CHECK) for at in range(3)]
    assert boxes == [ON, OFF, OFF]


def test_its_model_is_sound(table: TickTable, qtmodeltester: Any) -> None:
    qtmodeltester.check(table.model_)


def test_other_columns_and_room_left_over(table: TickTable) -> None:
    table.set_columns(COLUMNS[:1])
    assert table.model_.columnCount() == 2
    assert table.columnWidth(1) > 120  # the text takes what is left
    assert table.model_.headerData(0, Qt.Orientation.Horizontal) == ""
