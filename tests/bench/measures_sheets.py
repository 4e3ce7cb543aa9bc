"""Paper and workbooks: the visitor pass, import and export of 50,000 rows."""

from __future__ import annotations

import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from itertools import count
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

import psutil
import xlsxwriter
from python_calamine import CalamineWorkbook

from desk.sample import names
from tests.bench import data, papers
from tests.bench.harness import Result, compared, in_turn, processes

if TYPE_CHECKING:
    from desk.core.desk import Desk

PASSES = 60
ROWS = 50_000
GROWTH = 150
HEADERS = ("楼栋", "房号", "类型", "建筑面积", "业主姓名", "联系电话", "租户", "入住时间", "备注")


def visitor_pass(scale: str) -> Iterator[Result]:
    """Data → PDF bytes, warm and in a fresh process."""
    random = Random(3)
    people = [names.person(random) for _n in range(500)]
    turn = count()
    mine, theirs = in_turn(
        lambda: papers.ours(people[next(turn) % 500]),
        lambda: papers.bare(people[next(turn) % 500]),
        PASSES,
    )
    yield compared("pass_warm", mine, theirs, 1.0, scale)
    ours, bare = processes(("tests.bench.papers", "ours"), ("tests.bench.papers", "bare"), 9)
    mine, theirs = [run.ms for run in ours], [run.ms for run in bare]
    yield compared("pass_fresh", mine, theirs, 1.2, scale)


def imported(scale: str) -> Iterator[Result]:
    """50,000 rows, file → committed, against reading the file with calamine."""
    from desk.exchange.commit import commit
    from desk.exchange.rows import read

    rows = ROWS if scale != "small" else ROWS // 10
    with tempfile.TemporaryDirectory() as place:
        book = _workbook(Path(place, "units.xlsx"), rows)
        mine, theirs, grown = [], [], []
        for n in range(3):
            theirs.append(_timed(lambda: _calamine(book)))
            desk = data.copied("empty", Path(place, f"store-{n}"))

            def work(desk: Desk = desk) -> None:
                with read(book) as reading:
                    commit(desk, reading)

            with Memory() as memory:
                mine.append(_timed(work))
            grown.append(memory.growth)
            desk.close()
        yield compared("import", mine, theirs, 12.0, scale)
        # The first import of a process grows it most: later ones use its memory again.
        yield compared("import_memory", [max(grown)], [float(GROWTH)], 1.0, scale, "MB")


def exported(scale: str) -> Iterator[Result]:
    """50,000 rows to xlsx, against xlsxwriter alone in constant memory."""
    from desk.exchange.sheets_out import OutColumn, write

    rows = ROWS if scale != "small" else ROWS // 10
    random = Random(9)
    lines = [
        (f"V26{n:07d}", names.person(random), f"{n % 50}-{n % 3000}", names.purpose(random), n)
        for n in range(rows)
    ]
    titles = ("单号", "访客", "被访", "事由", "人数")
    columns = [OutColumn(title, "int" if n == 4 else "text") for n, title in enumerate(titles)]
    with tempfile.TemporaryDirectory() as place:
        mine, theirs = in_turn(
            lambda: write(Path(place, "ours.xlsx"), columns, lines),
            lambda: _bare_book(Path(place, "bare.xlsx"), titles, lines),
            5,
            warm=1,
        )
    yield compared("export", mine, theirs, 1.4, scale)


def _workbook(path: Path, rows: int) -> Path:
    """A ledger as users keep it: mixed phones, areas with units, dates in several spellings."""
    random = Random(21)
    book = xlsxwriter.Workbook(str(path), {"constant_memory": True})
    sheet = book.add_worksheet("业主台账")
    sheet.write_row(0, 0, ["阳光花园业主信息台账"])
    sheet.write_row(1, 0, HEADERS)
    for n in range(rows):
        building, flat = divmod(n, 500)
        phone = names.mobile(random)
        sheet.write_row(2 + n, 0, [
            f"{building + 1}栋", f"{flat // 8 + 1}{flat % 8 + 1:02d}", "住宅",
            f"{random.randrange(5000, 15000) / 100}㎡", names.person(random),
            int(phone) if n % 2 else phone, names.person(random) if n % 7 == 0 else "",
            ("2022.3.30", "2021年6月10日", "2023/4/4", "2020-01-05")[n % 4],
            "有狗" if n % 11 == 0 else "",
        ])  # fmt: skip
    book.close()
    return path


def _calamine(path: Path) -> int:
    return sum(
        1 for _row in CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0).iter_rows()
    )


def _bare_book(path: Path, titles: tuple[str, ...], lines: Sequence[tuple[object, ...]]) -> None:
    book = xlsxwriter.Workbook(str(path), {"constant_memory": True})
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, titles)
    for number, line in enumerate(lines, 1):
        for column in range(4):
            sheet.write_string(number, column, str(line[column]))
        sheet.write_number(number, 4, int(str(line[4])))
    book.close()


def _timed(work: Callable[[], object]) -> float:
    begin = time.perf_counter()
    work()
    return (time.perf_counter() - begin) * 1000


class Memory:
    """How much this process grows at most while something runs, in MB."""

    def __enter__(self) -> Memory:
        self._process = psutil.Process()
        self._start = self._peak = self._process.memory_info().rss
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)
        self._thread.start()
        return self

    def _watch(self) -> None:
        while not self._over.wait(0.01):
            self._peak = max(self._peak, self._process.memory_info().rss)

    def __exit__(self, *_error: object) -> None:
        self._over.set()
        self._thread.join()

    @property
    def growth(self) -> float:
        """Peak over the start."""
        return (self._peak - self._start) / 1024 / 1024
