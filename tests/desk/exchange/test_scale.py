"""Many rows: they stream, and cost a small multiple of what the reader alone costs."""

from __future__ import annotations

import gc
import sys
import time
from pathlib import Path

import psutil
import pytest

from desk.exchange.rows import UnitRow, read
from desk.exchange.sheets_out import OutColumn, write

TITLES = ["序号", "房号", "类型", "面积", "业主", "电话", "租户/电话", "入住时间", "欠费", "备注"]


@pytest.fixture(
    scope="module", params=[4_000, pytest.param(50_000, marks=pytest.mark.long)], ids=str
)
def large(tmp_path_factory: pytest.TempPathFactory, request) -> tuple[Path, int]:
    path = tmp_path_factory.mktemp("large") / "large.xlsx"

    def rows():
        for n in range(request.param):
            building, rest = divmod(n, 500)
            floor, unit = divmod(rest, 10)
            yield [
                str(n),
                f"{building + 1}-{floor + 1}{unit + 1:02}",
                "住宅",
                f"{60 + n % 9000 / 100:.2f}㎡",
                f"{'赵钱孙李周吴郑王'[n % 8]}{chr(0x4E00 + n % 5000)}",
                f"1390{n:07}",
                "",
                f"{2010 + n % 15}年{n % 12 + 1}月{n % 28 + 1}日",
                f"¥{n % 900}.50",
                "",
            ]

    assert write(path, [OutColumn(t) for t in TITLES], rows()) == request.param
    return path, request.param


def test_rows_stream(large: tuple[Path, int]) -> None:
    path, rows = large
    process = psutil.Process()
    gc.collect()
    before = process.memory_info().rss
    peak = count = 0
    with read(path) as reading:
        for row in reading:
            assert isinstance(row, UnitRow)
            count += 1
            if count % 2000 == 0:
                peak = max(peak, process.memory_info().rss)
    assert count == rows
    assert peak - before < 150 * 2**20


@pytest.mark.skipif(sys.gettrace() is not None, reason="measured without a tracer only")
def test_reading_costs_a_small_multiple(large: tuple[Path, int]) -> None:
    from python_calamine import load_workbook

    path, rows = large
    ratios = []
    for _ in range(3):
        start = time.process_time()
        assert sum(1 for _ in load_workbook(path).get_sheet_by_index(0).iter_rows()) == rows + 1
        middle = time.process_time()
        with read(path) as reading:
            assert sum(1 for _ in reading) == rows
        ratios.append((time.process_time() - middle) / (middle - start))
    assert min(ratios) < 8  # of the 12 that reading and writing to the store may take together
