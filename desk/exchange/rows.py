"""Any workbook or CSV → clean rows: open, find the tables, match their columns, read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from types import TracebackType

from desk.core.errors import Refused
from desk.exchange import tables
from desk.exchange.columns import Matching
from desk.exchange.readers import Book, open_book
from desk.exchange.tables import Filler, Plan, Table
from desk.exchange.units import PersonRow, RowProblem, UnitRow
from desk.exchange.walk import TableReader

__all__ = ["PersonRow", "Reading", "RowProblem", "UnitRow", "read"]


class Reading:
    """A workbook whose tables are known. Iterate it for its rows, as often as needed.

    ``tables`` holds, for the preview, each table's titles, samples and matching; ``rows`` counts
    the sheets' rows, for progress. Close it, or use it in ``with``.
    """

    def __init__(self, path: Path, book: Book, plans: dict[int, Plan], height: int) -> None:
        self.path = path
        self.rows = height
        self.at = 0  # rows looked at in the present iteration
        self._book = book
        self._plans = plans

    @property
    def sheets(self) -> tuple[str, ...]:
        """The names of the visible sheets."""
        return self._book.names

    @property
    def tables(self) -> tuple[Table, ...]:
        """Every table found, in the order of the workbook."""
        return tuple(t for _i, plan in sorted(self._plans.items()) for t in plan.tables)

    def match(self, matching: Matching) -> None:
        """Read tables with this matching's fingerprint by it from now on."""
        for plan in self._plans.values():
            for found in plan.starts.values():
                found[:] = [
                    t.with_matching(matching) if t.fingerprint == matching.fingerprint else t
                    for t in found
                ]

    def __iter__(self) -> Iterator[UnitRow | RowProblem]:
        """Units in the order of the file; neighbouring rows of one unit come as one.

        Rows of a unit that stand apart (tenants on a sheet of their own) come apart, with the
        same ``key``: put them together with ``UnitRow.joined``. A bad row comes as its problems.
        """
        waiting: UnitRow | None = None
        for row in self._each():
            if isinstance(row, RowProblem):
                yield row
            elif waiting is None:
                waiting = row
            elif waiting.room == row.room and waiting.key == row.key:
                waiting = waiting.joined(row)
            else:
                yield waiting
                waiting = row
        if waiting is not None:
            yield waiting

    def _each(self) -> Iterator[UnitRow | RowProblem]:
        self.at = 0
        for index, plan in sorted(self._plans.items()):
            sheet = self._book.sheet(index)
            filler = Filler(sheet.merges)
            readers: list[TableReader] = []
            for at, row in enumerate(sheet.rows()):
                self.at += 1
                if at in plan.starts:
                    heading = readers[0].heading if readers else None
                    readers = [TableReader(t, heading) for t in plan.starts[at]]
                if at in plan.skips or not readers:
                    continue
                filled = filler.fill(at, row)
                for reader in readers:
                    yield from reader.read(at, row, filled)

    def close(self) -> None:
        """Let go of the file."""
        self._book.close()

    def __enter__(self) -> Reading:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


def _drop_other_lists(plans: dict[int, Plan]) -> None:
    """Lists without rooms are others (phones, prices), unless no list has them at all.

    Then they stay, because a person may know which of their columns it is.
    """
    if not any(table.has_rooms for plan in plans.values() for table in plan.tables):
        return
    for plan in plans.values():
        for at, found in plan.starts.items():
            plan.starts[at] = [table for table in found if table.has_rooms]


def read(path: Path | str, matching: Matching | Mapping[str, Matching] | None = None) -> Reading:
    """Find what a workbook or CSV holds of units and people.

    ``matching`` (one, or several by fingerprint) goes before what the titles propose, for tables
    of the same make. Raises Refused with a code ``import.…`` if the file can't or mustn't be
    opened, or holds no table with rooms in it. Afterwards no row raises: see ``Reading``.
    """
    path = Path(path)
    book = open_book(path)
    try:
        plans: dict[int, Plan] = {}
        height = 0
        for index in range(len(book.names)):
            sheet = book.sheet(index)
            found = tables.plan(sheet, index)
            if found.starts:
                plans[index] = found
                height += sheet.height
        if not plans:
            raise Refused("import.no_table", file=path.name)
        _drop_other_lists(plans)
    except BaseException:
        book.close()
        raise
    reading = Reading(path, book, plans, height)
    given = [matching] if isinstance(matching, Matching) else (matching or {}).values()
    for one in given:
        reading.match(one)
    return reading
