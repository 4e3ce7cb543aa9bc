"""What goes out comes back the same, and a half-written file never stands there."""

from __future__ import annotations

import csv
import datetime as dt
import errno
from pathlib import Path

import pytest

from desk.core import files
from desk.core.errors import Refused, StoreError
from desk.exchange.sheets_out import OutColumn, write

COLUMNS = [
    OutColumn("房号", "code"),
    OutColumn("姓名"),
    OutColumn("电话", "phone"),
    OutColumn("件数", "int"),
    OutColumn("面积", "area"),
    OutColumn("欠费", "money"),
    OutColumn("入住", "date"),
    OutColumn("来访", "datetime"),
]
MOMENT = dt.datetime(2026, 10, 31, 8, 30, 15, tzinfo=dt.UTC)
ROWS = [
    ["1-101", "=1+1", "+441234567", 3, 8950, -1205, dt.date(2022, 3, 30), MOMENT],
    ["1-102", "<b>😀𨋢", None, None, None, None, None, None],
    ["-5", "@x", "-1", 0, 1, 100, None, None],
]


def test_workbook_keeps_text_as_text_and_numbers_as_numbers(tmp_path: Path) -> None:
    from python_calamine import load_workbook

    path = tmp_path / "a.xlsx"
    assert write(path, COLUMNS, ROWS, title="单位[1]") == 3
    assert [p.name for p in tmp_path.iterdir()] == ["a.xlsx"]
    book = load_workbook(path)
    assert book.sheet_names == ["单位·1·"]
    head, first, second, third = book.get_sheet_by_index(0).to_python()
    assert head == [c.title for c in COLUMNS]
    assert first == [
        "1-101",
        "=1+1",
        "+441234567",
        3,
        89.5,
        -12.05,
        dt.date(2022, 3, 30),
        dt.datetime(2026, 10, 31, 8, 30, 15),  # noqa: DTZ001  (a cell has no zone)
    ]
    assert second == ["1-102", "<b>😀𨋢", "", "", "", "", "", ""]
    assert third[:3] == ["-5", "@x", "-1"]


def test_no_formula_in_the_workbook(tmp_path: Path) -> None:
    import zipfile

    write(tmp_path / "a.xlsx", COLUMNS, ROWS)
    with zipfile.ZipFile(tmp_path / "a.xlsx") as file:
        assert b"<f>" not in file.read("xl/worksheets/sheet1.xml")


def test_csv_as_shown_is_safe_to_open(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    write(path, COLUMNS, ROWS)
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    with path.open(encoding="utf-8-sig", newline="") as file:
        _head, first, _second, third = list(csv.reader(file))
    assert first == [
        "1-101",
        "'=1+1",
        "'+441234567",
        "3",
        "89.50",
        "-12.05",
        "2022-03-30",
        "2026-10-31 08:30",
    ]
    assert third == ["'-5", "'@x", "'-1", "0", "0.01", "1.00", "", ""]


def test_csv_for_machines_is_exact(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    write(path, COLUMNS, ROWS, mode="machine")
    with path.open(encoding="utf-8", newline="") as file:
        _head, first, second, _third = list(csv.reader(file))
    assert first[:3] == ["1-101", "=1+1", "+441234567"]
    assert first[-1] == "2026-10-31T08:30:15+00:00"
    assert second == ["1-102", "<b>😀𨋢", "", "", "", "", "", ""]


@pytest.mark.parametrize("name", ["a.xlsx", "a.csv"])
def test_what_stood_there_stays_when_the_rows_fail(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(b"old")

    def rows():
        yield ROWS[0]
        raise KeyError("trouble")

    with pytest.raises(KeyError):
        write(path, COLUMNS, rows())
    assert path.read_bytes() == b"old"
    assert [p.name for p in tmp_path.iterdir()] == [name]


@pytest.mark.parametrize("name", ["a.xlsx", "a.csv"])
@pytest.mark.parametrize(
    ("number", "error", "code"),
    [
        (errno.EACCES, Refused, "export.file_in_use"),
        (errno.ENOSPC, StoreError, "store.disk_full"),
    ],
)
def test_in_use_and_full_disk(tmp_path, monkeypatch, name, number, error, code) -> None:
    path = tmp_path / name
    path.write_bytes(b"old")

    def fail(_fd: int) -> None:
        raise OSError(number, "no")

    monkeypatch.setattr(files.os, "fsync", fail)
    with pytest.raises(error) as refused:
        write(path, COLUMNS, ROWS)
    assert refused.value.code == code
    monkeypatch.undo()
    assert path.read_bytes() == b"old"
    assert [p.name for p in tmp_path.iterdir()] == [name]


def test_no_folder_and_other_endings(tmp_path: Path) -> None:
    with pytest.raises(StoreError):
        write(tmp_path / "none" / "a.xlsx", COLUMNS, ROWS)
    with pytest.raises(Refused, match=r"export\.file_kind"):
        write(tmp_path / "a.doc", COLUMNS, ROWS)


def test_a_text_longer_than_a_cell_may_be(tmp_path: Path) -> None:
    from python_calamine import load_workbook

    write(tmp_path / "a.xlsx", [OutColumn("x")], [["字" * 40_000]])
    value = load_workbook(tmp_path / "a.xlsx").get_sheet_by_index(0).to_python()[1][0]
    assert isinstance(value, str)
    assert (len(value), value[-1]) == (32_767, "…")
