"""A million rows are looked at, never loaded."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester

from tests.ui.kit.fakes import COLUMNS, FakeDesk, FakeSource
from ui.kit.display import Display
from ui.kit.rows_model import DISPLAY, FOREGROUND, PAGE, PAGES, ROW, TONE, RowsModel
from ui.kit.table import RowsTable


def model_of(source: FakeSource) -> RowsModel:
    desk = FakeDesk()
    made = RowsModel(COLUMNS, Display(desk.local, lambda: desk.today))
    made.set_source(source)
    return made


def test_is_a_proper_model(qtmodeltester) -> None:
    qtmodeltester.check(model_of(FakeSource(range(250))))


def test_stays_proper_over_resets(qapp) -> None:
    model = model_of(FakeSource(range(10)))
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.set_source(FakeSource(range(3)))
    model.set_columns(COLUMNS[:2])
    model.set_source(FakeSource(()))
    assert model.rowCount() == 0
    del tester


def test_shows_words_and_tones(qapp) -> None:
    model = model_of(FakeSource(range(12)))
    assert model.headerData(1, Qt.Orientation.Horizontal) == "访客"
    assert model.index(0, 0).data() == "V260011287"
    assert model.index(0, 4).data() == "14:32"
    assert model.index(0, 5).data(TONE) == "ok"
    assert model.index(2, 5).data(TONE) == "late"
    assert model.index(5, 1).data(TONE) == "void"  # who has left steps back as a whole
    assert model.index(0, 1).data(FOREGROUND) is None
    assert model.index(3, 0).data(ROW).id == 3


def test_holds_few_of_a_million(qtbot) -> None:
    source = FakeSource(range(1_000_000))
    model = model_of(source)
    table = RowsTable(model)
    qtbot.addWidget(table)
    table.resize(800, 600)
    table.show()
    for place in range(0, 1_000_000, 9_973):
        table.scrollTo(model.index(place, 0))
        table.grab()
    assert model.held() <= PAGE * PAGES
    assert model.index(999_999, 0).data(DISPLAY)


def test_one_page_is_read_once(qapp) -> None:
    source = FakeSource(range(1000))
    model = model_of(source)
    for place in range(PAGE):
        model.index(place, 1).data()
    assert source.reads == 1


def test_a_list_that_got_shorter_shows_blanks(qapp) -> None:
    source = FakeSource(range(50))
    model = model_of(source)
    source.ids = range(10)
    assert model.index(20, 0).data() == ""
    assert model.index(20, 0).data(TONE) is None


@pytest.mark.parametrize("gone", [False, True])
def test_refresh_keeps_row_and_place(qtbot, gone: bool) -> None:
    model = model_of(FakeSource(range(1000)))
    table = RowsTable(model)
    qtbot.addWidget(table)
    table.resize(800, 600)
    table.show()
    table.select_id(500)
    seen = table.visualRect(model.index(500, 0)).top()
    newer = [*range(-7, 500), *range(500 + gone, 1000)]
    table.show_source(FakeSource(newer))
    assert table.current_row().id == (493 if gone else 500)
    if not gone:
        assert table.visualRect(model.index(507, 0)).top() == seen


def test_at_the_top_new_rows_come_into_sight(qtbot) -> None:
    model = model_of(FakeSource(range(100)))
    table = RowsTable(model)
    qtbot.addWidget(table)
    table.resize(800, 600)
    table.show()
    table.select_id(2)
    table.show_source(FakeSource(range(-3, 100)))
    assert table.verticalScrollBar().value() == 0
    assert table.current_row().id == 2


def test_keys_walk_the_list(qtbot) -> None:
    model = model_of(FakeSource(range(300)))
    table = RowsTable(model)
    qtbot.addWidget(table)
    table.resize(800, 600)
    table.show()
    opened: list[int] = []
    table.opened.connect(lambda row: opened.append(row.id))
    qtbot.keyClick(table, Qt.Key.Key_Home)
    qtbot.keyClick(table, Qt.Key.Key_Down)
    qtbot.keyClick(table, Qt.Key.Key_Return)
    qtbot.keyClick(table, Qt.Key.Key_End)
    qtbot.keyClick(table, Qt.Key.Key_Return)
    qtbot.keyClick(table, Qt.Key.Key_PageUp)
    assert opened == [1, 299]
    assert table.current_row().id < 299
    with qtbot.waitSignal(table.escaped):
        qtbot.keyClick(table, Qt.Key.Key_Escape)
