"""Cells that can't be read are named, and the others read."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from desk.exchange.rows import RowProblem, UnitRow, read
from tests.desk.exchange.reading import Make, problems


def test_bad_cells_are_named_and_the_others_read(book: Make) -> None:
    path = book(
        {
            "s": [
                ["楼栋", "房号", "面积", "业主", "入住时间", "欠费", "类型"],
                ["1", "101", "很大", "张三", "2022-03-30", "12", "住宅"],
                ["1", "102", "88", "名" * 301, "2022-13-30", "欠三个月", "住宅"],
                ["1", dt.date(2026, 1, 2), "88", "张三", "", "", "住宅"],
                ["1", "", "88", "张三", "", "", "住宅"],
                ["1", "104", "88", "张三", "", "", "火星基地"],
                ["1", "105", "88", "张三", "", "", "住宅"],
            ]
        }
    )
    assert [(p.cell, p.code) for p in problems(path)] == [
        ("C2", "import.row.area"),
        ("D3", "import.row.name_long"),
        ("E3", "import.row.date"),
        ("F3", "import.row.money"),
        ("B4", "import.row.room_is_date"),
        ("B5", "import.row.no_room"),
        ("G6", "import.row.kind"),
    ]
    with read(path) as reading:
        assert [r.room for r in reading if isinstance(r, UnitRow)] == ["105"]


def test_a_nul_is_refused_in_its_cell(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes("房号,业主,备注\n1-101,张\0三,\n1-102,李四,好\n".encode())
    with read(path) as reading:
        bad, good = list(reading)
    assert isinstance(bad, RowProblem)
    assert (bad.cell, bad.code) == ("B2", "import.row.nul")
    assert isinstance(good, UnitRow)


def test_every_problem_has_a_sentence() -> None:
    import re

    from desk.texts.exchange import ERRORS

    folder = Path(__file__).resolve().parents[3] / "desk" / "exchange"
    text = "".join(p.read_text("utf-8") for p in folder.glob("*.py"))
    codes = set(re.findall(r'Refused\(\s*"([a-z_.]+)"', text))
    codes |= {f"import.row.{c}" for c in re.findall(r'Unclear\("([a-z_]+)"', text)}
    codes |= {f"import.row.{c}" for c in re.findall(r'_blame\(one, "?\w+"?, "([a-z_]+)"', text)}
    assert len(codes) > 20
    from desk.texts import errors

    assert codes <= set(errors()), codes - set(errors())
    assert "import.no_table" in ERRORS
