"""Lists in every script, language and encoding."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from tests.desk.exchange.reading import Make, people, units


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
