"""Read a file and look at what came of it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from desk.exchange.rows import RowProblem, UnitRow, read

Make = Callable[..., Path]


def units(path: Path) -> list[UnitRow]:
    with read(path) as reading:
        rows = list(reading)
    problems = [r for r in rows if isinstance(r, RowProblem)]
    assert not problems, problems
    return [r for r in rows if isinstance(r, UnitRow)]


def problems(path: Path) -> list[RowProblem]:
    with read(path) as reading:
        return [r for r in reading if isinstance(r, RowProblem)]


def people(unit: UnitRow) -> list[tuple[str, str, tuple[str, ...]]]:
    return [(p.name, p.role, p.phones) for p in unit.people]
