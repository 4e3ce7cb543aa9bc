"""Jumping about in the list of all visits, painted, against the same list over constant rows."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace
from random import Random
from typing import Any

import psutil

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication

from desk.reception.visitors.listing import VISITS
from tests.bench import data
from tests.bench.harness import in_turn
from ui import theme
from ui.app import application
from ui.kit.display import Display
from ui.kit.rows_model import RowsModel
from ui.kit.table import RowsTable

JUMPS = 200


class Constant:
    """A source that has its rows at hand, as many as the real one."""

    def __init__(self, rows: list[Any], count: int) -> None:
        self._rows, self._count = rows, count

    def count(self) -> int:
        """As many as the real list."""
        return self._count

    def rows(self, start: int, count: int) -> list[Any]:
        """Rows at hand with the ids of that place."""
        many = len(self._rows)
        last = min(start + count, self._count)
        return [replace(self._rows[n % many], id=n + 1) for n in range(start, last)]

    def index_of(self, record: int) -> int:
        """Where the id stands."""
        return record - 1

    def build_jumps(self) -> None:
        """Nothing to build."""


def run(scale: str) -> tuple[list[float], list[float], float]:
    """(ours, limit) in ms a jump, and how many MB ours grew."""
    app = application()
    theme.start(app, "light", 100)
    desk = data.opened(scale)
    try:
        source = VISITS.open(desk)
        ours = _table(app, desk, source)
        constant = _table(app, desk, Constant(source.rows(0, 200), source.count()))
        random = Random(17)
        places = [random.randrange(source.count()) for _n in range(JUMPS * 2 + 10)]
        # Windows, fonts and the first page are there in any list; growth is what jumping takes.
        before = psutil.Process().memory_info().rss
        source.build_jumps()
        mine, theirs = in_turn(_jumper(app, ours, places), _jumper(app, constant, places), JUMPS)
        grown = (psutil.Process().memory_info().rss - before) / 1024 / 1024
        return mine, theirs, grown
    finally:
        desk.close()


def _table(app: QApplication, desk: Any, source: Any) -> RowsTable:
    shown = [column for column in VISITS.columns if column.shown]
    model = RowsModel(shown, Display(desk.local, lambda: desk.today))
    table = RowsTable(model)
    table.resize(760, 590)
    model.set_source(source)
    table.show()
    app.processEvents()
    return table


def _jumper(app: QApplication, table: RowsTable, places: list[int]) -> Callable[[], None]:
    turn = iter(places)

    def jump() -> None:
        table.verticalScrollBar().setValue(next(turn))
        table.viewport().repaint()

    return jump
