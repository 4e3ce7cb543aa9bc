"""Tables as offices really draw them; each test is one habit."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest

from desk.exchange.rows import PersonRow, RowProblem, UnitRow, read

Make = Callable[..., Path]


def units(path: Path) -> list[UnitRow]:
    with read(path) as reading:
        rows = list(reading)
    problems = [r for r in rows if isinstance(r, RowProblem)]
    assert not problems, problems
    return [r for r in rows if isinstance(r, UnitRow)]


def problems(path: Path) -> list[RowProblem]:
    with read(path) as reading:
        return [r for r in reading if isinstance(r, RowProblem)]


def people(unit: UnitRow) -> list[tuple[str, str, tuple[str, ...]]]:
    return [(p.name, p.role, p.phones) for p in unit.people]


def test_traditional_script_as_in_hong_kong(book: Make) -> None:
    path = book(
        {
            "住戶": [
                ["翠湖花園住戶資料"],
                [],
                [
                    "座數",
                    "樓層",
                    "單位",
                    "面積(呎)",
                    "業主姓名",
                    "聯絡電話",
                    "租客",
                    "租客電話",
                    "狀況",
                    "備註",
                ],
                ["1座", 12, "A", 650, "陳大文", "9123 4567", "", "", "自住", "養狗"],
                [
                    "1座",
                    12,
                    "B",
                    "701呎",
                    "李小明、黃美玲",
                    "+852 6123-4567",
                    "Chan Tai Man",
                    "98765432",
                    "出租",
                    "",
                ],
                ["2座", "3樓", "C", 500, "吉", "", "", "", "", ""],
            ]
        }
    )
    a, b, c = units(path)
    assert [u.key for u in (a, b, c)] == [("1", "", "12A"), ("1", "", "12B"), ("2", "", "3C")]
    assert (a.floor, a.area, a.state, a.note) == (12, 6039, "owner_occupied", "養狗")
    assert people(a) == [("陳大文", "owner", ("91234567",))]
    assert people(b) == [
        ("李小明", "owner", ("61234567",)),
        ("黃美玲", "owner", ()),
        ("Chan Tai Man", "tenant", ("98765432",)),
    ]
    assert b.state == "let"
    assert (c.state, c.people) == ("vacant", ())


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


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le"])
@pytest.mark.parametrize("delimiter", [",", "\t", ";"])
def test_csv_in_simplified(tmp_path: Path, encoding: str, delimiter: str) -> None:
    lines = [
        ["楼号", "房间", "业主", "手机", "面积"],
        ["1", "101", "杜琳䶮", "13800138000", "89.5"],
    ]
    path = tmp_path / "a.csv"
    path.write_text("\r\n".join(delimiter.join(line) for line in lines), encoding)
    (unit,) = units(path)
    assert unit.key == ("1", "", "101")
    assert people(unit) == [("杜琳䶮", "owner", ("13800138000",))]
    assert unit.area == 8950


@pytest.mark.parametrize("encoding", ["big5", "big5hkscs", "cp950", "gb18030", "utf-16"])
def test_csv_in_traditional(tmp_path: Path, encoding: str) -> None:
    text = "座,單位,業主姓名,電話,備註\n3座,12A,陳大文,91234567,養狗\n3座,12B,何鴻燊,61234567,\n"
    path = tmp_path / "a.csv"
    path.write_text(text, encoding)
    found = units(path)
    assert [u.key for u in found] == [("3", "", "12A"), ("3", "", "12B")]
    assert found[0].people[0].name == "陳大文"
    assert found[0].note == "養狗"


def test_english_headers(book: Make) -> None:
    path = book(
        {
            "Units": [
                ["Sunshine Court – resident list"],
                [
                    "Block",
                    "Flat No.",
                    "Type",
                    "Area (sq.ft.)",
                    "Owner Name",
                    "Tel",
                    "Tenant",
                    "Tenant Tel",
                    "Move-in Date",
                    "Outstanding",
                    "Car Plate",
                    "Remarks",
                ],
                [
                    "Tower 1",
                    "12A",
                    "Residential",
                    650,
                    "Chan Tai Man / Wong Siu Ming",
                    "9123 4567",
                    "",
                    "",
                    "30 Mar 2022",
                    "HK$1,234.50",
                    "AB 1234",
                    "dog",
                ],
                [
                    "Tower 1",
                    "12B",
                    "Shop",
                    "1,000",
                    "ABC Trading Ltd",
                    "2345 6789",
                    "Lee Ka Yan",
                    "+852 61234567",
                    "4/12/2023",
                    "-",
                    "",
                    "",
                ],
            ]
        }
    )
    a, b = units(path)
    assert a.key == ("1", "", "12A")
    assert (a.kind, a.area, a.moved_in) == ("residence", 6039, dt.date(2022, 3, 30))
    assert (a.arrears, a.plates, a.note) == (123450, ("AB1234",), "dog")
    assert [p.name for p in a.people] == ["Chan Tai Man", "Wong Siu Ming"]
    assert (b.kind, b.area, b.moved_in, b.state) == ("shop", 9290, dt.date(2023, 12, 4), "let")
    assert people(b)[1] == ("Lee Ka Yan", "tenant", ("61234567",))


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


def test_tenant_in_a_row_of_its_own(book: Make) -> None:
    path = book(
        {
            "住户": [
                ["楼栋", "房号", "姓名", "类型", "电话", "身份证号"],
                ["1栋", "101", "张三", "业主", "13800138000", "110101199003077571"],
                ["1栋", "101", "李四", "家属", "13900139000", ""],
                ["1栋", "101", "王五", "租户", "13700137000", "111111111111111111"],
                ["1栋", "102", "赵六", "业主", "18999999999", ""],
            ]
        }
    )
    a, b = units(path)
    assert people(a) == [
        ("张三", "owner", ("13800138000",)),
        ("李四", "family", ("13900139000",)),
        ("王五", "tenant", ("13700137000",)),
    ]
    assert a.state == "let"
    assert [p.document for p in a.people] == ["110101199003077571", "", ""]
    assert people(b) == [("赵六", "owner", ())]


def test_rows_below_a_merged_room_belong_to_it(book: Make) -> None:
    path = book(
        {
            "1栋": [
                ["房号", "面积", "姓名", "与业主关系", "手机"],
                ["101", 88, "张三", "本人业主", "13800138000"],
                [None, None, "李四", "妻子", "13900139000"],
                ["102", 90, "王五", "业主", ""],
            ]
        },
        merges=["A2:A3", "B2:B3"],
    )
    a, b = units(path)
    assert people(a)[1] == ("李四", "family", ("13900139000",))
    assert (a.area, b.room) == (8800, "102")


def test_second_row_without_room_adds_a_person(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(
        "楼栋,房号,业主,电话,租客\n1,101,张三,13800138000,\n,,,,李四\n1,102,王五,,\n", "utf-8"
    )
    a, b = units(path)
    assert people(a) == [("张三", "owner", ("13800138000",)), ("李四", "tenant", ())]
    assert a.state == "let"
    assert b.room == "102"


def test_tenants_on_a_sheet_of_their_own(book: Make) -> None:
    path = book(
        {
            "业主": [
                ["房号", "业主", "电话"],
                ["1-101", "张三", "13800138000"],
                ["1-102", "王五", ""],
            ],
            "租户": [["房号", "租户", "电话"], ["1-101", "李四", "13900139000"]],
        }
    )
    a, _other, b = units(path)
    assert a.key == b.key
    both = a.joined(b)
    assert people(both) == [
        ("张三", "owner", ("13800138000",)),
        ("李四", "tenant", ("13900139000",)),
    ]
    assert both.state == "let"


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


def test_phones_in_every_dress(book: Make) -> None:
    rows: list[list[object]] = [["房号", "业主", "联系电话"]]
    rows += [
        ["1-101", "张三", "+86 138-0013-8000"],
        ["1-102", "张三", "8613800138000"],
        ["1-103", "张三、李四", "张三13800138000/李四13900139000"],
        ["1-104", "张三", "13800138000(儿子)"],
        ["1-105", "张三", "0755-26001234转801"],
        ["1-106", "张三", "１３８００１３８０００"],
        ["1-107", "张三", "见备注"],
        ["1-108", "张三", 13800138000.0],
    ]
    found = units(book({"s": rows}))
    assert [u.people[0].phones for u in found] == [
        ("13800138000",),
        ("13800138000",),
        ("13800138000",),
        ("13800138000",),
        ("075526001234#801",),
        ("13800138000",),
        (),
        ("13800138000",),
    ]
    assert found[2].people[1].phones == ("13900139000",)
    assert "儿子" in found[3].note
    assert found[6].note == "联系电话：见备注"


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


NAMES = [
    "=1+1",
    "<b>张三</b>",
    'O\'Neill "x"',
    "张三😀",
    "杜琳䶮",
    "𨋢仔",
    "名" * 300,
    "@SUM(A1)",
    "-张",
]


@pytest.mark.parametrize("name", NAMES)
def test_names_are_kept_as_they_are(book: Make, name: str) -> None:
    (unit,) = units(book({"s": [["房号", "业主"], ["1-101", name]]}))
    assert unit.people == (PersonRow(name, "owner"),)


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
