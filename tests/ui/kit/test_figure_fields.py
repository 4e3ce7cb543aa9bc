"""Prices, percentages, daily rates, several codes at once; lists of a few rows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from desk.core.listing import Column, Filter
from ui.kit.figure_fields import ChecksField, FigureField, PercentField, PerMilleField, PriceField
from ui.kit.sheet import Sheet
from ui.kit.short_list import ShortList, no_filter


@pytest.mark.parametrize(
    ("kind", "typed", "value", "shown"),
    [
        (PriceField, "2.8", 28000, "2.80"),
        (PriceField, "２．８０５", 28050, "2.805"),
        (PriceField, "1,200", 12_000_000, "1200.00"),
        (PercentField, "70%", 700, "70"),
        (PercentField, "12.5", 125, "12.5"),
        (PerMilleField, "0.5‰", 500, "0.5"),
        (PerMilleField, "0.125", 125, "0.125"),
    ],
)
def test_figures(qtbot: Any, kind: type[FigureField], typed: str, value: int, shown: str) -> None:
    field = kind("x", "X")
    qtbot.addWidget(field)
    field.edit.setText(typed)
    assert field.value() == value and not field.problem()
    field.set_value(value)
    assert field.edit.text() == shown
    kept = field.state()
    field.set_value(None)
    assert field.value() is None
    field.restore(kept)
    assert field.value() == value


def test_what_is_no_figure_or_out_of_range(qtbot: Any) -> None:
    field = PercentField("x", "X")
    qtbot.addWidget(field)
    for typed in ("x", "7.25", "120"):
        field.edit.setText(typed)
        assert field.problem()
    assert "100" in field.problem()


def test_several_codes_by_keyboard(qtbot: Any) -> None:
    field = ChecksField("kinds", "Kinds", [("a", "A"), ("b", "B"), ("c", "C")])
    qtbot.addWidget(field)
    field.show()
    for key in (Qt.Key.Key_Space, Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Space):
        qtbot.keyClick(field.checks, key)
    assert field.value() == ["a", "c"]
    qtbot.keyClick(field.checks, Qt.Key.Key_1)
    assert field.value() == ["c"]
    field.set_value(("b",))
    assert field.value() == ["b"]
    field.set_value(None)
    assert field.value() == []


@dataclass(frozen=True)
class Row:
    id: int
    name: str


def test_a_short_list_is_sorted_by_what_columns_say() -> None:
    rows = [Row(1, "b"), Row(2, "a"), Row(3, "c")]
    made = ShortList(
        "x", "X", (Column("name", "Name", "text", lambda r: r.name, sort="name"),),
        lambda desk, filters: rows[: filters.get("most", 9)],
        (Filter("most", "Most", no_filter),),
    )  # fmt: skip
    assert [r.id for r in made.open(None).rows(0, 9)] == [1, 2, 3]
    assert [r.id for r in made.open(None, {}, ("name", True)).rows(0, 9)] == [3, 1, 2]
    found = made.open(None, {"most": 2}, ("name", False))
    assert found.count() == 2 and found.index_of(1) == 1 and found.index_of(3) is None


def test_a_sheet_is_copied_as_a_table(qtbot: Any) -> None:
    sheet = Sheet()
    qtbot.addWidget(sheet)
    sheet.show_rows(["Item", "Total"], [["a", "1.00"], ["b", "2.00"]], right={1}, stretch=0)
    sheet.selectRow(1)
    qtbot.keyClick(sheet, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QApplication.clipboard().text() == "b\t2.00"
    cell = sheet.item(0, 1)
    assert cell is not None and cell.textAlignment() & Qt.AlignmentFlag.AlignRight.value
