"""Cells as people write them: the spellings that were seen, and anything at all."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.exchange import kinds, people, rooms, values
from desk.exchange.values import Unclear

ANY_CELL = st.one_of(
    st.text(max_size=60),
    st.text("0123456789.-/#栋座单元室年月日¥,()（）元㎡ 张三", max_size=20),
    st.floats(),
    st.integers(-(10**20), 10**20),
    st.booleans(),
    st.dates(),
    st.datetimes(),
    st.times(),
    st.timedeltas(),
)
PARSERS = [
    values.area,
    values.money,
    values.date,
    values.document,
    values.plates,
    values.text,
    kinds.kind,
    kinds.state,
    kinds.role,
    kinds.sex,
    people.people,
    people.phones,
    people.words_beside,
    rooms.room,
    rooms.building_cell,
    rooms.entrance_cell,
    rooms.floor_cell,
]


@pytest.mark.parametrize("parse", PARSERS, ids=lambda p: p.__name__)
@given(cell=ANY_CELL)
def test_nothing_else_than_unclear_is_raised(parse, cell) -> None:
    try:
        parse(cell)
    except Unclear as unclear:
        assert unclear.code.isidentifier()


@pytest.mark.parametrize(
    ("cell", "area"),
    [
        ("76.51平方", 7651),
        ("120.08", 12008),
        ("89.62㎡", 8962),
        (94.57, 9457),
        (143.9, 14390),
        ("１２０.０８平方米", 12008),
        ("1,203.5 m²", 120350),
        ("650呎", 6039),
        ("650 sq.ft", 6039),
        ("约89", 8900),
        ("", None),
        ("-", None),
        ("无", None),
        (0, None),
        (77, 7700),
        (0.005, 1),
        ("88.885", 8889),
    ],
)
def test_areas(cell, area) -> None:
    assert values.area(cell) == area


@given(st.integers(1, 10_000_000))
def test_every_area_survives_its_spellings(hundredths: int) -> None:
    shown = f"{Decimal(hundredths) / 100:.2f}"
    for spelling in (shown, f"{shown}㎡", f" {shown} 平方 ", float(shown)):
        assert values.area(spelling) == hundredths


@pytest.mark.parametrize("cell", ["很大", "3亩", -5, float("inf"), "9999999999"])
def test_unclear_areas(cell) -> None:
    with pytest.raises(Unclear):
        values.area(cell)


@pytest.mark.parametrize(
    ("cell", "fen"),
    [
        ("¥7,511.85", 751185),
        ("5794.60元", 579460),
        ("无", 0),
        ("-", 0),
        ("", 0),
        (7618.88, 761888),
        ("￥1，200", None),
        ("(1,200.00)", -120000),
        ("-35.5", -3550),
        ("HK$1,234.50", 123450),
        ("1.2万", 1200000),
        ("100元5角", 10050),
        ("0.00", 0),
        (3086.77, 308677),
        ("欠1200元", 120000),
    ],
)
def test_money(cell, fen) -> None:
    if fen is None:
        fen = 120000  # a full-width comma is a comma
    assert values.money(cell) == fen


@given(st.integers(-10_000_000_00, 10_000_000_00))
def test_every_amount_survives_its_spellings(fen: int) -> None:
    shown = f"{Decimal(fen) / 100:.2f}"
    for spelling in (shown, f"{Decimal(fen) / 100:,.2f}元", f"¥{shown}", float(shown)):
        assert values.money(spelling) == fen


@given(st.dates(dt.date(1950, 1, 1), dt.date(2099, 12, 31)))
def test_every_date_survives_its_spellings(day: dt.date) -> None:
    y, m, d = day.year, day.month, day.day
    for spelling in (
        day,
        dt.datetime(y, m, d, 8, 30),  # noqa: DTZ001  (a cell has no zone)
        day.isoformat(),
        f"{y}.{m}.{d}",
        f"{y}/{m}/{d}",
        f"{y}年{m}月{d}日",
        f"{y}年{m:02}月{d:02}号",
        f"{y}{m:02}{d:02}",
        int(f"{y}{m:02}{d:02}"),
        (day - dt.date(1899, 12, 30)).days,
        f"{day.isoformat()} 00:00:00",
        f"{d}/{m}/{y}",
        day.strftime("%d %b %Y"),
        f" {y} 年 {m} 月 {d} 日 ",
    ):
        assert values.date(spelling) == day


@pytest.mark.parametrize("cell", ["2022-13-01", "昨天", 2022.3, 7, "22/3/30", "1850-01-01"])
def test_unclear_dates(cell) -> None:
    with pytest.raises(Unclear):
        values.date(cell)


@given(st.from_regex(r"1[3-9][0-9]{9}", fullmatch=True))
def test_every_mobile_survives_its_spellings(number: str) -> None:
    expected = () if values.is_filler(number) else (number,)
    three = f"{number[:3]}-{number[3:7]}-{number[7:]}"
    for spelling in (
        number,
        float(number),
        int(number),
        f"+86 {number}",
        f"86-{three}",
        three,
        three.replace("-", " "),
        f"0086{number}",
        f"电话：{number}",
    ):
        assert people.phones(spelling) == expected


@given(
    st.lists(st.from_regex(r"1[3-9][0-9]{9}", fullmatch=True), min_size=2, max_size=4, unique=True),
    st.sampled_from(["/", "、", "，", ",", "\n", " ", ";", "；", " / "]),
)
def test_several_mobiles_in_a_cell(numbers: list[str], joint: str) -> None:
    assert people.phones(joint.join(numbers)) == tuple(
        n for n in numbers if not values.is_filler(n)
    )


@pytest.mark.parametrize(
    ("cell", "found"),
    [
        ("9123 4567", ("91234567",)),
        ("+852 9123-4567", ("91234567",)),
        ("(0755)26001234", ("075526001234",)),
        ("010-62345678转12", ("01062345678#12",)),
        ("+44 20 7946 0958", ("+442079460958",)),
        ("1582880729015227918058", ("15828807290", "15227918058")),
        ("18999999999", ()),
        ("无", ()),
        ("", ()),
        ("13800138000/26001234", ("13800138000", "26001234")),
    ],
)
def test_phones(cell, found) -> None:
    assert people.phones(cell) == found


@pytest.mark.parametrize(
    ("cell", "names"),
    [
        ("田俊涛/武铭翀", ["田俊涛", "武铭翀"]),
        ("朱雨红，程敏", ["朱雨红", "程敏"]),
        ("张三、李四", ["张三", "李四"]),
        ("张三,李四", ["张三", "李四"]),
        ("李 明", ["李 明"]),
        ("欧阳修 司马光", ["欧阳修", "司马光"]),
        ("Chan Tai Man / Wong Siu Ming", ["Chan Tai Man", "Wong Siu Ming"]),
        ("Smith, John", ["Smith, John"]),
        ("深圳市A/B科技有限公司", ["深圳市A/B科技有限公司"]),
        ("<b>张</b>", ["<b>张</b>"]),
        ("杜琳䶮/𨋢仔", ["杜琳䶮", "𨋢仔"]),
        ("", []),
        ("无", []),
        ("买买提·艾力", ["买买提·艾力"]),
    ],
)
def test_names(cell, names) -> None:
    assert [n.name for n in people.people(cell)] == names


@pytest.mark.parametrize(
    "cell",
    [
        "韩涵兰 17595711777",
        "韩涵兰17595711777",
        "17595711777 韩涵兰",
        "韩涵兰(17595711777)",
        "韩涵兰：175 9571 1777",
        "韩涵兰/17595711777",
        "韩涵兰\n电话17595711777",
    ],
)
def test_a_name_and_its_number(cell: str) -> None:
    assert people.people(cell) == [people.Named("韩涵兰", ("17595711777",))]


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("住宅", "residence"),
        ("110", "residence"),
        (120.0, "office"),
        ("商鋪", "shop"),
        ("寫字樓", "office"),
        ("產權車位", "parking"),
        ("倉庫", "storage"),
        ("廣告位", "advertising"),
        ("公共区", "public"),
        ("Shop", "shop"),
        ("住宅（高层）", "residence"),
        ("", ""),
        ("沿街商铺", "shop"),
    ],
)
def test_kinds(cell, code) -> None:
    assert kinds.kind(cell) == code


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("空置", "vacant"),
        ("自住", "owner_occupied"),
        ("出租", "let"),
        ("裝修中", "decorating"),
        (2009, "decorating"),
        ("2001", "owner_occupied"),
        ("Vacant", "vacant"),
        ("已入住", "owner_occupied"),
        ("空", "vacant"),
    ],
)
def test_states(cell, code) -> None:
    assert kinds.state(cell) == code


@pytest.mark.parametrize(
    "word", ["空置", "未售", "吉", "空", "招租", "Vacant", "（空置）", "待售", "吉屋"]
)
def test_words_for_nobody(word: str) -> None:
    assert kinds.says_vacant(word)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("1栋", "1"),
        ("第3座", "3"),
        ("Block A", "A"),
        ("Tower 2", "2"),
        ("一号楼", "1"),
        ("十二幢", "12"),
        ("１＃", "1"),
        ("01", "1"),
        ("翠竹楼", "翠竹楼"),
        ("二期3栋", "二期3"),
        ("A座", "A"),
        ("3棟", "3"),
    ],
)
def test_buildings(text: str, name: str) -> None:
    assert rooms.building(text) == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("阳光花园3栋业主台账", "3"),
        ("1-10栋业主", ""),
        ("1、2栋", ""),
        ("Sheet1", ""),
        ("Block B", "B"),
        ("2026年10月业主台账", ""),
        ("Sunshine Tower 2 residents", "2"),
        ("陽光花園第十二座住戶資料", "12"),
    ],
)
def test_buildings_in_titles(text: str, name: str) -> None:
    assert rooms.in_title(text) == name


@pytest.mark.parametrize(
    "text", ["小计", "合计：720", "制表：客服", "备注", "1-10栋", "王小二", ""]
)
def test_no_headings(text: str) -> None:
    assert rooms.heading(text) is None
