"""Goods pasted, typed and suggested."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.core.desk import Desk
from desk.core.errors import Refused
from desk.reception.slips import verbs
from desk.reception.slips.drafts import MOST_ITEMS, WHOLE, ItemDraft
from desk.reception.slips.goods import (
    counted,
    paste_goods,
    quantity_of,
    suggest_goods,
    usual_goods,
)
from tests.desk.reception.slips.conftest import Place


def test_rows_from_a_sheet() -> None:
    text = (
        "序号\t品名\t数量\t单位\t备注\r\n1\t冰箱\t1\t台\t双门\r\n2\t纸箱\t12\t箱\t\r\n\t\t\t\t\r\n"
    )
    assert paste_goods(text) == [
        ItemDraft("冰箱", WHOLE, "台", "双门"), ItemDraft("纸箱", 12 * WHOLE, "箱"),
    ]  # fmt: skip


def test_columns_in_another_order_and_without_a_heading() -> None:
    assert paste_goods("Qty\tItem\n３\tSofa") == [ItemDraft("Sofa", 3 * WHOLE)]
    assert paste_goods("1\t沙发\t2套\n2\t床\t1.5") == [
        ItemDraft("沙发", 2 * WHOLE, "套"), ItemDraft("床", 15_000),
    ]  # fmt: skip
    assert paste_goods("沙发\t2\t套\t灰色\t旧") == [ItemDraft("沙发", 2 * WHOLE, "套", "灰色 旧")]


def test_a_list_typed_one_a_line() -> None:
    assert paste_goods("冰箱 2台\n纸箱x6箱\n行李\n彩电*3") == [
        ItemDraft("冰箱", 2 * WHOLE, "台"), ItemDraft("纸箱", 6 * WHOLE, "箱"), ItemDraft("行李"),
        ItemDraft("彩电", 3 * WHOLE),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("line", "name", "count", "measure"),
    [
        ("Box 6pcs", "Box", 6, "pcs"), ("Xbox x2", "Xbox", 2, ""),
        ("Box x 6 pcs", "Box", 6, "pcs"), ("A4纸 5包", "A4纸", 5, "包"),
        ("沙发 ×3", "沙发", 3, ""), ("纸箱ｘ６箱", "纸箱", 6, "箱"), ("椅子４把", "椅子", 4, "把"),
        ("Chair4pcs", "Chair", 4, "pcs"), ("2 x Chair", "Chair", 2, ""),
        ("55寸电视 1台", "55寸电视", 1, "台"), ("空调1.5匹 2台", "空调1.5匹", 2, "台"),
        ("行李 3件", "行李", 3, "件"), ("桌（大） 1张", "桌（大）", 1, "张"),
        ("Fax 1,000 boxes", "Fax", 1000, "boxes"),
    ],
)  # fmt: skip
def test_goods_and_their_number_in_one_cell(line: str, name: str, count: int, measure: str) -> None:
    assert paste_goods(line) == [ItemDraft(name, count * WHOLE, measure)]


@pytest.mark.parametrize(
    "line",
    ["Xbox", "×3", "x", "12", "打印纸A4", "电视55寸", "床 1.8米", "ThinkPad T480", "2x4 timber",
     "3-1502", "Box 0pcs", "电话 13800138000", "手机 iPhone 15 Pro"],
)  # fmt: skip
def test_what_only_looks_like_a_number_of_things(line: str) -> None:
    assert paste_goods(line) == [ItemDraft(line)]


def test_a_model_typed_into_the_grid_is_not_a_number_of_things() -> None:
    assert counted("iPhone 15", sure=True) is None
    assert counted("iPhone x2", sure=True) == ItemDraft("iPhone", 2 * WHOLE)


def test_line_ends_in_cells_inch_signs_titles_and_sums() -> None:
    assert paste_goods('"双人床\n（实木）"\r\n沙发\r\n') == [
        ItemDraft("双人床 （实木）"),
        ItemDraft("沙发"),
    ]
    assert paste_goods('55" TV\t1\t台\n"Xbox\t2\n椅子\t３') == [
        ItemDraft('55" TV', WHOLE, "台"), ItemDraft('"Xbox', 2 * WHOLE),
        ItemDraft("椅子", 3 * WHOLE),
    ]  # fmt: skip
    assert paste_goods("\ufeff放行清单\n品名\t数量\n沙发\t2\n合计\t2\n") == [
        ItemDraft("沙发", 2 * WHOLE)
    ]
    assert paste_goods("冰箱 2台\t\t\n沙发\t\t") == [
        ItemDraft("冰箱", 2 * WHOLE, "台"),
        ItemDraft("沙发"),
    ]


def test_what_is_no_quantity_goes_into_the_note() -> None:
    assert paste_goods("沙发\t一批\t套") == [ItemDraft("沙发", WHOLE, "套", "一批")]
    quoted = '"双人床\n（实木）"\t1\t张'
    assert paste_goods(quoted) == [ItemDraft("双人床 （实木）", WHOLE, "张")]
    assert paste_goods("") == paste_goods(" \n\t\n") == []


@given(st.text(max_size=400))
def test_anything_may_be_pasted(text: str) -> None:
    rows = paste_goods(text)
    assert len(rows) <= MOST_ITEMS
    assert all(row.quantity > 0 and len(row.name) <= 120 and len(row.note) <= 200 for row in rows)


@given(st.integers(1, 10**9))
def test_quantities_read_as_they_are_shown(value: int) -> None:
    whole, rest = divmod(value, WHOLE)
    assert quantity_of(f"{whole:,}.{rest:04d} 台") == (value, "台")


@pytest.mark.parametrize("text", ["0", "-1", "1.23456", "abc", "1/2", "9" * 12, "0.0"])
def test_what_is_no_quantity(text: str) -> None:
    with pytest.raises(Refused, match=r"slip\.quantity"):
        quantity_of(text)
    assert quantity_of(" ") == (WHOLE, "")


def test_goods_that_come_often_come_first(desk: Desk, place: Place) -> None:
    assert ItemDraft("冰箱", WHOLE, "台") in usual_goods(desk)
    items = (ItemDraft("鱼缸", WHOLE, "个"), ItemDraft("冰柜", WHOLE, "台"))
    verbs.save_slip(desk, place.draft(items=items))
    assert {each.name for each in suggest_goods(desk)[:2]} == {"鱼缸", "冰柜"}
    assert [each.name for each in suggest_goods(desk, "bing")] == ["冰柜", "冰箱"]
    assert suggest_goods(desk, "YG")[0].name == "鱼缸"
    assert suggest_goods(desk, "火箭") == []
