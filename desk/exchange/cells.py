"""Reaches the cells of a row by field, and keeps what was wrong with them."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from desk.exchange import values
from desk.exchange.readers import Cell, Row
from desk.exchange.tables import Table, letter
from desk.exchange.units import RowProblem
from desk.exchange.values import Unclear, text

T = TypeVar("T")


@dataclass(slots=True)
class CellRow:
    """A row on its way: its cells, its number, and what was wrong with it so far."""

    at: int
    cells: Row  # with what merged cells lend
    bare: Row  # as it stands
    problems: list[RowProblem]


class CellReader:
    """Knows at which column each field of a table stands."""

    def __init__(self, table: Table) -> None:
        self.table = table
        matching = table.matching
        self._at = {
            f: column for f in matching.fields if f and (column := matching.column(f)) is not None
        }
        self._many = {
            f: matching.columns(f) for f in ("phone", "tenant_phone", "co_owner", "note", "plate")
        }

    def _cell(self, one: CellRow, field: str) -> Cell:
        column = self._at.get(field)
        return "" if column is None else one.cells[column]

    def _bare(self, one: CellRow, field: str) -> Cell:
        column = self._at.get(field)
        return "" if column is None else one.bare[column]

    def _get(self, one: CellRow, field: str, parse: Callable[[Cell], T], empty: T) -> T:
        column = self._at.get(field)
        return empty if column is None else self._read(one, column, parse, empty)

    def _read(self, one: CellRow, column: int, parse: Callable[[Cell], T], empty: T) -> T:
        cell = one.cells[column]
        if cell == "":
            return empty
        try:
            return parse(cell)
        except Unclear as unclear:
            self._note_problem(one, column, unclear.code)
            return empty

    def _blame(self, one: CellRow, field: str, code: str) -> None:
        self._note_problem(one, self._at.get(field, 0), code)

    def _note_problem(self, one: CellRow, column: int, code: str) -> None:
        cell = one.cells[column]
        one.problems.append(
            RowProblem(
                self.table.sheet,
                one.at + 1,
                f"{letter(self.table.left + column)}{one.at + 1}",
                f"import.row.{code}",
                {"value": str(cell).replace("\0", "�")[:60], "title": self.table.headers[column]},
            )
        )


def padded(row: Row, width: int) -> Row:
    """A row that ends early, with blank cells up to ``width``."""
    return [*row, *[""] * (width - len(row))]


def documents_of(cell: Cell) -> tuple[str, ...]:
    """The document numbers of a cell, of several people in their order."""
    parts = re.split(r"[/、，,;；\n]+", text(cell)) if isinstance(cell, str) else [cell]
    return tuple(values.document(part) for part in parts)
