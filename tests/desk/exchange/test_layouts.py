"""Tables as offices really draw them; each test is one habit."""

from __future__ import annotations

from pathlib import Path

import pytest

from desk.exchange.rows import UnitRow, read
from tests.desk.exchange.reading import Make, people, problems, units


def test_header_in_row_eight_with_notes_left_and_right(book: Make) -> None:
    rows: list[list[object]] = [
        ["某某物业"],
        [],
        ["业主资料"],
        ["填表人：小王"],
        [],
        ["单位：元"],
        [],
    ]
    rows += [
        ["填写说明", None, "楼栋", "房号", "业主", "电话", None, None, "说明"],
        ["1. 不要改标题", None, "1", "101", "张三", "13800138000", None, None, "电话必填"],
        ["2. 一户一行", None, "1", "102", "李四", "13900139000", None, None, "房号 101"],
        [None, None, "1", "103", "王五", "13700137000"],
        [None, None, "1", "104", "赵六", "13600136000"],
        [None, None, None, None, None, None, None, None, "楼栋填数字"],
    ]
    found = units(book({"Sheet1": rows}))
    assert [u.room for u in found] == ["101", "102", "103", "104"]
    assert {u.note for u in found} == {""}


@pytest.mark.parametrize("merges", [["C2:D2", "E2:F2", "A2:A3", "B2:B3"], []])
def test_two_header_rows(book: Make, merges: list[str]) -> None:
    path = book(
        {
            "1栋": [
                ["花园小区住户表"],
                ["房号", "面积", "业主", None, "租户", None],
                [None, None, "姓名", "电话", "姓名", "电话"],
                ["101", 88.8, "张三", "13800138000", "李四", "13900139000"],
            ]
        },
        merges=merges,
    )
    (unit,) = units(path)
    assert unit.key == ("1", "", "101")
    assert people(unit) == [
        ("张三", "owner", ("13800138000",)),
        ("李四", "tenant", ("13900139000",)),
    ]


def test_groups_over_the_header(book: Make) -> None:
    path = book(
        {
            "总": [
                ["房屋信息", None, None, "业主信息", None, "租客信息", None],
                ["楼栋", "房号", "建筑面积", "姓名", "联系电话", "姓名", "联系电话"],
                ["2", "301", 100, "张三", "13800138000", "李四", "13900139000"],
            ]
        },
        merges=["A1:C1", "D1:E1", "F1:G1"],
    )
    (unit,) = units(path)
    assert unit.key == ("2", "", "301")
    assert people(unit)[1] == ("李四", "tenant", ("13900139000",))


def test_two_tables_side_by_side(book: Make) -> None:
    head = ["房号", "业主", "电话"]
    path = book(
        {
            "s": [
                [*head, None, *head],
                ["1-101", "张三", "13800138000", None, "2-101", "李四", "13900139000"],
                ["1-102", "王五", "13700137000", None, None, None, None],
            ]
        }
    )
    assert sorted(u.key for u in units(path)) == [
        ("1", "", "101"),
        ("1", "", "102"),
        ("2", "", "101"),
    ]


def test_blocks_with_headings_totals_and_repeated_headers(book: Make) -> None:
    head = ["序号", "房号", "业主", "面积"]
    path = book(
        {
            "s": [
                ["某小区业主台账"],
                head,
                ["第1座"],
                head,
                [1, "101", "张三", 88],
                [],
                [2, "102", "李四", 77],
                ["", "小计", "", 165],
                ["Block B"],
                head,
                [3, "101", "王五", 66],
                ["合计：3户", "", "", 231],
                ["制表人：小王", "", "审核：", ""],
            ]
        }
    )
    assert [(u.building, u.room) for u in units(path)] == [("1", "101"), ("1", "102"), ("B", "101")]


def test_no_titles_at_all(book: Make) -> None:
    rows = [
        [f"1-{f}0{n}", "张三", f"1380013800{n}", 88.5] for f in range(1, 4) for n in range(1, 5)
    ]
    found = units(book({"s": rows}))
    assert len(found) == 12
    assert found[0].key == ("1", "", "101")
    assert people(found[0]) == [("张三", "owner", ("13800138001",))]
    assert found[0].area == 8850


def test_hidden_sheets_are_left_out(tmp_path: Path) -> None:
    import openpyxl

    out = openpyxl.Workbook()
    out.active.append(["房号", "业主"])
    out.active.append(["1-101", "张三"])
    hidden = out.create_sheet("旧")
    hidden.append(["房号", "业主"])
    hidden.append(["9-999", "旧人"])
    hidden.sheet_state = "hidden"
    out.save(tmp_path / "a.xlsx")
    assert [u.key for u in units(tmp_path / "a.xlsx")] == [("1", "", "101")]


def test_rows_numbered_in_advance_and_lone_notes_are_no_units(book: Make) -> None:
    path = book(
        {
            "1栋": [
                ["序号", "房号", "业主", "单价", "面积"],
                [1, "101", "张三", 2.8, 88],
                ["截至2026年10月31日"],
                [2, None, None, 2.8, None],
                [3],
                [None, "102"],
                [None, None, None, None, 999.5],
                ["第1页"],
            ]
        }
    )
    assert [u.room for u in units(path)] == ["101", "102"]


def test_a_list_whose_room_column_a_person_has_to_name(book: Make) -> None:
    path = book({"1栋": [["甲", "业主", "电话", "面积"], ["东边那间", "张三", "13800138000", 88]]})
    (problem,) = problems(path)
    assert (problem.code, problem.cell) == ("import.row.no_room_column", "A1")
    with read(path) as reading:
        reading.match(reading.tables[0].matching.with_field(0, "room"))
        (unit,) = list(reading)
    assert isinstance(unit, UnitRow)
    assert (unit.key, people(unit)[0][0]) == (("1", "", "东边那间"), "张三")


def test_lists_of_other_things_are_left_alone(book: Make) -> None:
    path = book(
        {
            "1栋": [["房号", "业主"], ["101", "张三"]],
            "供应商": [["名称", "电话", "备注", "类型"], ["某公司", "26001234", "", "保洁"]],
        }
    )
    assert [u.key for u in units(path)] == [("1", "", "101")]
