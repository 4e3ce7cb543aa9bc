"""Whatever stands in a list, no row raises."""

from __future__ import annotations

import csv
import tempfile
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from desk.core.errors import Refused
from desk.exchange.rows import RowProblem, UnitRow, read

TITLES = ["楼栋", "单元", "房号", "类型", "面积", "业主", "电话", "租户", "租户电话", "入住时间"]
TITLES += ["欠费", "状态", "身份证", "备注", "车牌", "身份", "共有人", "楼层", "说明一", ""]
WORDS = [
    "1栋",
    "2",
    "1-101",
    "3-2-1502",
    "A座",
    "101",
    "住宅",
    "空置",
    "小计",
    "张三",
    "=1+1",
    "无",
    "x\0",
]
WORDS += [
    "13800138000",
    "张三 13800138000",
    "2022.3.30",
    "89.5㎡",
    "¥12",
    "1栋2单元",
    "业主",
    "合计",
    "房号",
]
CELLS = st.one_of(st.just(""), st.sampled_from(WORDS), st.text(max_size=12))


@given(
    titles=st.permutations(TITLES).map(lambda t: t[:8]),
    rows=st.lists(st.lists(CELLS, max_size=9), max_size=12),
)
def test_no_row_raises(titles: list[str], rows: list[list[str]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "1栋.csv"
        with path.open("w", encoding="utf-8", errors="replace", newline="") as file:
            csv.writer(file).writerows([["小区"], titles, *rows])
        try:
            reading = read(path)
        except Refused as refused:
            assert refused.code.startswith("import.")
            return
        with reading:
            for row in reading:
                assert isinstance(row, UnitRow | RowProblem)
                assert isinstance(row, RowProblem) or (row.building and row.room)
