"""Workbooks made on the spot, as people make them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

DATA = Path(__file__).resolve().parents[2] / "data"
SHARED = Path(__file__).resolve().parents[4] / "shared" / "data"

Sheets = dict[str, Sequence[Sequence[Any]]]


@pytest.fixture
def data() -> Path:
    """The folder of small files that are kept with the tests."""
    return DATA


@pytest.fixture
def book(tmp_path: Path) -> Callable[..., Path]:
    """Write sheets of rows as .xlsx; ``merges`` are ranges of the first sheet."""

    def make(sheets: Sheets, merges: Sequence[str] = (), name: str = "book.xlsx") -> Path:
        import openpyxl

        out = openpyxl.Workbook()
        out.remove(out.active)
        for title, rows in sheets.items():
            sheet = out.create_sheet(title)
            for row in rows:
                sheet.append(list(row))
                for cell in sheet[sheet.max_row]:
                    if isinstance(cell.value, str):
                        cell.data_type = "s"  # =1+1 is a name here, not a formula
        for merge in merges:
            out.worksheets[0].merge_cells(merge)
        path = tmp_path / name
        out.save(path)
        return path

    return make
