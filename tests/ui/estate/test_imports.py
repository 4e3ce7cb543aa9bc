"""Import in the window: choose, correct, look, carry out; and what may go wrong."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QApplication

from desk.core.desk import Desk
from desk.estate import units
from desk.estate.models import ImportBatch
from tests.ui.estate.conftest import Keys, MakeFrame
from ui.estate.import_preview import BAD, CHANGED, KNOW
from ui.estate.imports import ImportPage

ROWS = (
    ("房号", "业主", "电话", "建筑面积", "甲乙"),
    ("3-1502", "李敏", "13712348842", 89.5, "x"),
    ("3-1503", "王建国", "13812348842", 76, "y"),
)


def book(path: Path, rows: Any = ROWS) -> str:
    made = Workbook()
    for row in rows:
        made.active.append(row)
    made.save(path)
    return str(path)


@pytest.fixture
def page(make_frame: MakeFrame, desk: Desk, qtbot: Any) -> ImportPage:
    made = make_frame().go("import")
    assert isinstance(made, ImportPage)
    return made


def ready(page: ImportPage, qtbot: Any) -> None:
    qtbot.waitUntil(lambda: page.job is None, timeout=20_000)


def open_rows(page: ImportPage, qtbot: Any, path: str) -> None:
    page.open_file(path)
    ready(page, qtbot)


def test_a_workbook_comes_in_and_only_once(
    page: ImportPage, desk: Desk, tmp_path: Path, keys: Keys, qtbot: Any
) -> None:
    path = book(tmp_path / "台账.xlsx")
    open_rows(page, qtbot, path)
    assert page.stack.currentWidget() is page.check
    assert page.preview.tabs.tabText(0) == "New  2"
    assert "89.50 m²" in page.preview.table.text() or "李敏" in page.preview.table.text()
    page.yes.setFocus()
    keys.ctrl(Qt.Key.Key_Return)
    ready(page, qtbot)
    assert page.stack.currentWidget() is page.done
    found = units.find_unit(desk, "3-1502")
    assert found is not None
    assert (found.owners, found.area) == (("李敏",), 8950)
    page.again()
    open_rows(page, qtbot, path)
    assert [page.preview.tabs.tabText(n) for n in range(3)] == [
        "New  0",
        "Changed  0",
        "Unchanged  2",
    ]
    page.preview.choose(KNOW)
    assert "imported before" in page.preview.table.text()
    assert "as it was matched the last time" in page.columns.said.text()
    page.carry_out()
    ready(page, qtbot)
    assert len(units.read_units(desk, units.Unit.id > 0)) == 2


def test_a_corrected_column_is_read_at_once(
    page: ImportPage, desk: Desk, tmp_path: Path, qtbot: Any
) -> None:
    open_rows(page, qtbot, book(tmp_path / "a.xlsx"))
    box = page.columns.boxes[4]
    assert box.currentData() == ""
    box.setCurrentIndex(box.findData("note"))
    box.activated.emit(box.currentIndex())
    ready(page, qtbot)
    assert page.columns.boxes[4].currentData() == "note"
    assert "as you corrected it" in page.columns.said.text()
    page.carry_out()
    ready(page, qtbot)
    found = units.find_unit(desk, "3-1502")
    assert found is not None
    assert found.note == "x"


def test_bad_rows_stop_everything_unless_left_out(
    page: ImportPage, desk: Desk, tmp_path: Path, qtbot: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = (*ROWS, ("<b>?</b>", "张三", "13900001111", 50, ""))
    open_rows(page, qtbot, book(tmp_path / "a.xlsx", rows))
    assert page.preview.tabs.tabData(page.preview.tabs.currentIndex()) == BAD
    assert not page.yes.isEnabled()
    line = page.preview.table.text()
    assert "A4" in line
    page.preview.table.setFocus()
    qtbot.keyClick(page.preview.table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QApplication.clipboard().text() == line
    out = tmp_path / "wrong.xlsx"
    monkeypatch.setattr("ui.kit.exporting.ask_path", lambda *_what: str(out))
    page.export_problems()
    qtbot.waitUntil(lambda: "Written" in page.message_bar.text)
    assert load_workbook(out).active["B2"].value == "A4"
    page.skip.setChecked(True)
    page.carry_out()
    ready(page, qtbot)
    assert page.stack.currentWidget() is page.done
    assert len(units.read_units(desk, units.Unit.id > 0)) == 2


def test_the_building_is_given_where_rows_name_none(
    page: ImportPage, desk: Desk, tmp_path: Path, keys: Keys, qtbot: Any
) -> None:
    rows = (("房号", "业主"), ("1502", "李敏"), ("1503", "王建国"))
    open_rows(page, qtbot, book(tmp_path / "a.xlsx", rows))
    assert page.unplaced.isVisible()
    page.building.setFocus()
    keys("7", Qt.Key.Key_Return)
    ready(page, qtbot)
    assert page.yes.isEnabled()
    page.carry_out()
    ready(page, qtbot)
    assert units.find_unit(desk, "7-1502") is not None


def test_changes_show_before_and_after(
    page: ImportPage, desk: Desk, tmp_path: Path, qtbot: Any
) -> None:
    open_rows(page, qtbot, book(tmp_path / "a.xlsx"))
    page.carry_out()
    ready(page, qtbot)
    rows = (ROWS[0], ("3-1502", "李敏", "13712348842", 90, "x"))
    open_rows(page, qtbot, book(tmp_path / "b.xlsx", rows))
    page.preview.choose(CHANGED)
    assert "Area: 89.50 m² → 90.00 m²" in page.preview.table.text()


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 broken", b"<html>no list</html>"])
def test_a_bad_file_is_refused_in_words(
    content: bytes, page: ImportPage, tmp_path: Path, qtbot: Any
) -> None:
    path = tmp_path / "x.xlsx"
    path.write_bytes(content)
    open_rows(page, qtbot, str(path))
    assert "x.xlsx" in page.message_bar.text
    assert page.stack.currentWidget() is page.start


def test_a_file_that_changed_since_is_not_imported(
    page: ImportPage, desk: Desk, tmp_path: Path, qtbot: Any
) -> None:
    path = book(tmp_path / "a.xlsx")
    open_rows(page, qtbot, path)
    book(tmp_path / "a.xlsx", (*ROWS, ("3-1504", "张", "", 1, "")))
    page.carry_out()
    ready(page, qtbot)
    assert "altered" in page.message_bar.text
    assert units.find_unit(desk, "3-1502") is None


def test_stopped_import_changes_nothing(
    page: ImportPage, desk: Desk, tmp_path: Path, qtbot: Any
) -> None:
    rows = [ROWS[0], *((f"3-{n}", f"人{n}", "", 50, "") for n in range(1001, 1999))]
    open_rows(page, qtbot, book(tmp_path / "a.xlsx", rows))
    page.carry_out()
    assert page.job is not None
    page.job.cancel()
    ready(page, qtbot)
    assert "Nothing was changed" in page.message_bar.text
    assert units.find_unit(desk, "3-1001") is None
    assert page.yes.isEnabled()


def test_a_file_can_be_dropped(page: ImportPage, tmp_path: Path, qtbot: Any) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(book(tmp_path / "a.xlsx"))])
    event = QDropEvent(
        QPoint(9, 9).toPointF(), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )  # fmt: skip
    page.dropEvent(event)
    ready(page, qtbot)
    assert page.stack.currentWidget() is page.check


def test_the_empty_workbook_is_understood(
    page: ImportPage, tmp_path: Path, qtbot: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "empty.xlsx"
    monkeypatch.setattr("ui.kit.exporting.ask_path", lambda *_what: str(out))
    page.save_template()
    qtbot.waitUntil(lambda: "Written" in page.message_bar.text)
    made = load_workbook(out)
    values = {"Building": "3", "Room": "1502", "Owner": "李敏", "Phone": "13712348842"}
    titles = [cell.value for cell in made.active[1]]
    made.active.append([values.get(str(title), "") for title in titles])
    made.active.append(["3", "", "1503"] + [""] * (len(titles) - 3))
    made.save(out)
    open_rows(page, qtbot, str(out))
    assert page.seen is not None
    assert page.preview.tabs.tabText(0) == "New  2"
    assert page.columns.said.text().endswith("row 1.")


def test_earlier_imports_stand_on_the_first_step(page: ImportPage, desk: Desk) -> None:
    assert page.past.text() == ""
    counts = {"units_new": 12, "units_changed": 3, "units_unchanged": 1}
    ImportBatch.create(digest="0" * 64, at=desk.now, who="Admin", counts=counts)
    page.again()
    assert page.past.text().splitlines()[1:] == [
        "2026-11-02 09:00 · Admin · 12 units new, 3 changed, 1 unchanged"
    ]
