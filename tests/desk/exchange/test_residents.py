"""Who lives there: rows, sheets, phones and names of people."""

from __future__ import annotations

from pathlib import Path

import pytest

from desk.exchange.rows import PersonRow
from tests.desk.exchange.reading import Make, people, units


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
