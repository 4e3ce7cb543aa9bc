"""Buildings, entrances, floors and rooms, wherever they are written."""

from __future__ import annotations

from pathlib import Path

from desk.exchange.rows import UnitRow, read
from tests.desk.exchange.reading import Make, problems, units


def test_building_from_the_sheets_names(book: Make) -> None:
    rows = [["房号", "业主", "电话"], [101, "张三", 13800138000], [102, "李四", 13900139000]]
    found = units(book({"1栋": rows, "2栋": rows, "说明": [["请按时更新"], ["谢谢"]]}))
    assert [u.key for u in found] == [
        ("1", "", "101"),
        ("1", "", "102"),
        ("2", "", "101"),
        ("2", "", "102"),
    ]


def test_building_from_the_title(book: Make) -> None:
    path = book(
        {"Sheet1": [["阳光花园12栋业主登记表"], ["2026年10月"], ["房号", "姓名"], ["301", "张三"]]}
    )
    assert [u.key for u in units(path)] == [("12", "", "301")]


def test_building_and_floor_in_merged_cells(book: Make) -> None:
    path = book(
        {
            "总表": [
                ["楼栋", "楼层", "房号", "业主", "欠费"],
                ["3栋", "1层", "101", "张三", 100],
                [None, None, "102", "李四", None],
                [None, "2层", "201", "王五", None],
                ["4栋", "1层", "101", "赵六", None],
            ]
        },
        merges=["A2:A4", "B2:B3", "E2:E3"],
    )
    found = units(path)
    assert [(u.building, u.floor, u.room) for u in found] == [
        ("3", 1, "101"),
        ("3", 1, "102"),
        ("3", 2, "201"),
        ("4", 1, "101"),
    ]
    assert [u.arrears for u in found] == [10000, 0, 0, 0]  # one debt is not two


def test_building_written_once_and_left_blank_below(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("楼栋,房号,业主\nA座,101,张三\n,102,李四\nB座,101,王五\n", "utf-8")
    assert [u.key for u in units(path)] == [("A", "", "101"), ("A", "", "102"), ("B", "", "101")]


def test_rooms_in_every_dress(book: Make) -> None:
    codes = [
        "1-101",
        "1栋203",
        "1#1402",
        "3-2-1502",
        "A座1203",
        "１-１０１",
        "3座12A",
        "1号楼2单元301室",
    ]
    rows = [["房号", "业主"], *([code, "张三"] for code in codes)]
    assert [u.key for u in units(book({"s": rows}))] == [
        ("1", "", "101"),
        ("1", "", "203"),
        ("1", "", "1402"),
        ("3", "2", "1502"),
        ("A", "", "1203"),
        ("1", "", "101"),
        ("3", "", "12A"),
        ("1", "2", "301"),
    ]


def test_first_part_is_the_entrance_where_the_building_is_known(book: Make) -> None:
    rows = [["房号", "业主"], *([f"{e}-{f}01", "张三"] for e in (1, 2, 3) for f in (1, 2))]
    found = units(book({"2栋": rows}))
    assert {(u.building, u.entrance) for u in found} == {("2", "1"), ("2", "2"), ("2", "3")}
    rows = [
        ["楼栋", "房号", "业主"],
        *([b, f"{b}-{f}01", "张三"] for b in (1, 2, 3) for f in (1, 2)),
    ]
    found = units(book({"总表": rows}))
    assert {(u.building, u.entrance) for u in found} == {("1", ""), ("2", ""), ("3", "")}


def test_parking_spaces(book: Make) -> None:
    path = book(
        {
            "车位": [
                ["车位号", "类型", "业主", "车牌号"],
                ["地下车库", None, None, None],
                ["B1-023", "车位", "张三", "粤B·12345"],
                ["P-012", "车位", "李四", "粤BD12345、粤A12345"],
                ["105", "产权车位", "", ""],
            ]
        }
    )
    found = units(path)
    assert [u.key for u in found] == [
        ("地下车库", "", "B1-023"),
        ("地下车库", "", "P-012"),
        ("地下车库", "", "105"),
    ]
    assert {u.kind for u in found} == {"parking"}
    assert found[0].plates == ("粤B12345",)
    assert found[1].plates == ("粤BD12345", "粤A12345")


def test_a_building_that_nobody_names_can_be_given(book: Make) -> None:
    from dataclasses import replace

    path = book({"s": [["房号", "业主"], ["101", "张三"]]})
    (problem,) = problems(path)
    assert problem.code == "import.row.no_building"
    with read(path) as reading:
        reading.match(replace(reading.tables[0].matching, building="8"))
        (unit,) = list(reading)
    assert isinstance(unit, UnitRow)
    assert unit.key == ("8", "", "101")
