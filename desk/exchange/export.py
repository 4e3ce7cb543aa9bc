"""Data out: everything as CSV under stable keys, or a list as it is shown. Both are logged.

The log is written first: data that left without a trace would be worse than a trace of data
that, for want of disk space, did not leave.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

from desk.core.access import Permission
from desk.core.desk import Desk
from desk.core.errors import StoreError
from desk.core.fields import canonical_json
from desk.core.listing import Column, Source
from desk.core.register import Export
from desk.core.words import gettext
from desk.exchange import sheets_out

Progress = Callable[[int, int | None], None]
TICK = 200


def export_all(desk: Desk, folder: Path, progress: Progress | None = None) -> dict[str, int]:
    """One UTF-8 CSV for each table of every register, unmasked; gives the rows of each by name.

    All of it is of one moment. Files of the same names are replaced. ``progress`` is told
    (tables done, tables in all) and may raise to stop. Needs export.all; raises StoreError.
    """
    exports = [export for register in desk.registers for export in register.exports]
    with desk.change(Permission.EXPORT_ALL, "export.all") as change:
        change.note(tables=[export.name for export in exports])
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError("store.cannot_write", file=folder.name, folder=str(folder)) from error
    counts: dict[str, int] = {}
    with desk.storage.reading():
        for done, export in enumerate(exports):
            if progress is not None:
                progress(done, len(exports))
            counts[export.name] = _table(desk, folder, export)
    if progress is not None:
        progress(len(exports), len(exports))
    return counts


def export_list(
    desk: Desk,
    source: Source[Any],
    path: Path,
    *,
    word: Callable[[str, str], str],
    columns: Sequence[Column[Any]] | None = None,
    progress: Progress | None = None,
) -> int:
    """The rows of an opened list to ``path`` (.xlsx or .csv) as they are shown, masked alike.

    ``word`` puts a code of a domain into words (``desk.texts.word``); ``columns`` are those on
    the screen, else those shown at first. ``progress`` is told (rows done, rows in all) and may
    raise to stop; no file is left then. Needs the list's own permission. Gives the number of rows.
    """
    listing = source.listing
    chosen = tuple(columns or (column for column in listing.columns if column.shown))
    total = source.count()
    with desk.change(listing.export, "list.exported") as change:
        filters = {key: str(value) for key, value in source.filters.items() if key in PLAIN}
        shown = [column.key for column in chosen]
        change.note(list=listing.key, rows=total, columns=shown, filters=filters)
    out = [sheets_out.OutColumn(gettext(c.title), _kind(c.kind)) for c in chosen]

    def rows() -> Iterator[list[object]]:
        for number, row in enumerate(source.all()):
            if progress is not None and number % TICK == 0:
                progress(number, total)
            yield [_shown(desk, column, column.value(row), word) for column in chosen]

    return sheets_out.write(path, out, rows(), title=gettext(listing.title))


PLAIN = frozenset({"building", "kind", "state", "role", "vacant", "active", "day", "department"})
"""Filters that the log may hold; others can be what somebody typed about a person."""


def _table(desk: Desk, folder: Path, export: Export) -> int:
    columns = [sheets_out.OutColumn(key) for key in export.columns]
    rows = _plain_rows(export.rows(desk))
    return sheets_out.write(folder / f"{export.name}.csv", columns, rows, mode="machine")


def _plain_rows(rows: Iterable[Sequence[object]]) -> Iterator[list[object]]:
    for row in rows:
        yield [_plain(value) for value in row]


def _plain(value: object) -> object:
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime):
        return value.isoformat(timespec="seconds")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, dict | list):
        return canonical_json(value)
    return str(value)


def _kind(kind: str) -> Any:
    return kind if kind in TYPED or kind in ("code", "phone", "state") else "text"


TYPED = frozenset({"int", "area", "money", "date", "time", "datetime"})


def _shown(desk: Desk, column: Column[Any], value: Any, word: Callable[[str, str], str]) -> object:
    """A value as the file keeps it: moments on the site's clock, codes as words."""
    if value is None or value == "":
        return None
    if column.kind in ("time", "datetime"):
        return desk.local(value)
    if column.kind in TYPED:
        return value
    if column.kind == "state":
        if isinstance(value, tuple):
            return word(str(value[0]), str(value[1]))
        return word(column.words, str(value)) if column.words else str(value)
    return str(value)
