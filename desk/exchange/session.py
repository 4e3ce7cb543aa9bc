"""One import as a person goes through it: look at the file, correct the columns, carry it out.

Every step opens the file anew, so that nothing is held between them and the file may be mended
in its own program meanwhile; ``carry_out`` refuses what is no longer the file that was checked.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from desk.core.access import Permission
from desk.core.desk import Desk
from desk.core.errors import Refused
from desk.core.words import N_, gettext
from desk.exchange import commit, sheets_out
from desk.exchange.columns import FIELDS, Matching, by_title
from desk.exchange.rows import read
from desk.exchange.tables import Table
from desk.exchange.units import RowProblem

SHOWN = 200
"""Lines of each kind that the windows show."""
LEFT_OUT, KNOWN, GUESSED, CHOSEN = "left_out", "known", "guessed", "chosen"
"""How a column came by its meaning (domain ``import.mark``)."""

Progress = Callable[[int, int | None], None]
Stamp = tuple[int, int]

_TEMPLATE = (
    N_("Building"), N_("Entrance"), N_("Room"), N_("Kind"), N_("Area (m²)"), N_("State"),
    N_("Owner"), N_("Telephone"), N_("Co-owner"), N_("Tenant"), N_("Tenant's telephone"),
    N_("Move-in date"),
    N_("Plate"), N_("Note"),
)  # fmt: skip


@dataclass(frozen=True)
class Look:
    """What a file holds and what importing it would come to.

    ``remembered`` are the fingerprints of tables whose like was imported before; ``matchings``
    the person's own corrections.
    """

    path: Path
    tables: tuple[Table, ...]
    preview: commit.Preview
    remembered: frozenset[str]
    stamp: Stamp
    matchings: dict[str, Matching] = field(default_factory=dict)

    def marks(self, table: Table) -> tuple[str, ...]:
        """For each column, how it came by its meaning."""
        chosen = table.fingerprint in self.remembered or table.fingerprint in self.matchings
        return tuple(
            _mark(header, meaning, chosen)
            for header, meaning in zip(table.headers, table.matching.fields, strict=True)
        )

    @property
    def unplaced(self) -> bool:
        """Whether rows name no building, so that the person has to."""
        given = any(table.matching.building for table in self.tables)
        return given or any(p.code == "import.row.no_building" for p in self.preview.problems)


def look(
    desk: Desk,
    path: Path,
    matchings: Mapping[str, Matching] | None = None,
    progress: Progress | None = None,
) -> Look:
    """Read a file and tell what importing it would do. Needs import.run.

    ``matchings``, by fingerprint, are the person's own corrections; they go before those that
    earlier imports remember. Raises Refused ``import.…`` for a file that can't be read.
    """
    desk.require(Permission.IMPORT_RUN)
    stamp = _stamp(path)
    kept, own = commit.remembered(desk), dict(matchings or {})
    with read(path, {**kept, **own}) as reading:
        tables = reading.tables
        found = commit.preview(desk, reading, shown=SHOWN, progress=progress)
    prints = {table.fingerprint for table in tables}
    return Look(path, tables, found, frozenset(prints & kept.keys()), stamp, own)


def carry_out(
    desk: Desk,
    seen: Look,
    *,
    skip_bad: bool = False,
    request: str | None = None,
    progress: Progress | None = None,
) -> commit.Imported:
    """Import what was looked at, all or nothing. Raises Refused("import.file_changed") too."""
    if _stamp(seen.path) != seen.stamp:
        raise Refused("import.file_changed", file=seen.path.name)
    with read(seen.path, {**commit.remembered(desk), **seen.matchings}) as reading:
        return commit.commit(
            desk, reading, skip_bad=skip_bad, request=request, progress=progress
        )  # fmt: skip


def fields() -> tuple[str, ...]:
    """What a column may mean (domain ``import.field``), the empty one for "leave out" first."""
    return ("", *FIELDS)


def template(path: Path) -> int:
    """Write an empty workbook with the columns that are understood, in the language in force."""
    columns = [sheets_out.OutColumn(gettext(title)) for title in _TEMPLATE]
    return sheets_out.write(path, columns, (), title=gettext(N_("Units and people")))


def problem_rows(
    problems: Sequence[RowProblem], say: Callable[[Refused], str]
) -> Iterator[list[str]]:
    """Problems as rows of a sheet: sheet, cell, what is wrong."""
    for problem in problems:
        yield [problem.sheet, problem.cell, say(problem.error)]


def _mark(header: str, meaning: str, chosen: bool) -> str:
    if not meaning:
        return LEFT_OUT
    if by_title(header) == meaning:
        return KNOWN
    return CHOSEN if chosen else GUESSED


def _stamp(path: Path) -> Stamp:
    try:
        found = path.stat()
    except OSError:
        raise Refused("import.file_missing", file=path.name) from None
    return found.st_mtime_ns, found.st_size
