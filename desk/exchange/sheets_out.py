"""Rows out to a workbook or a CSV: typed where they are numbers or dates, plain text elsewhere."""

from __future__ import annotations

import csv
import datetime as dt
import io
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from desk.core.errors import Refused, StoreError
from desk.core.files import write_atomic

Mode = Literal["shown", "machine"]
Kind = Literal["text", "code", "state", "phone", "int", "area", "money", "date", "time", "datetime"]
_MOST_ROWS = 1_048_575  # of a sheet, below its title row
_LONGEST = 32_767  # characters of a cell
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_WIDTHS = {"text": 20, "code": 12, "state": 12, "phone": 16, "int": 10, "area": 12, "money": 14}


@dataclass(frozen=True)
class OutColumn:
    """A column: its title, and how its values are written.

    ``int`` is a whole number, ``area`` hundredths of a m², ``money`` minor units, ``date`` a date,
    ``time`` and ``datetime`` moments (already local to the site; shown to the minute). The other
    kinds are text. None is an empty cell everywhere.
    """

    title: str
    kind: Kind = "text"


def write(
    path: Path,
    columns: Sequence[OutColumn],
    rows: Iterable[Sequence[object]],
    *,
    mode: Mode = "shown",
    title: str = "",
) -> int:
    """Write rows to ``path`` (.xlsx or .csv) as a whole or not at all; gives how many.

    A workbook keeps every text as text, ``=1+1`` too. In a CSV of mode ``machine`` values stand
    exactly as they are; in mode ``shown``, which people open in a spreadsheet, a text that begins
    like a formula gets an apostrophe before it, and the file a mark that tells it is UTF-8.
    ``title`` names the sheet. Raises Refused export.file_in_use, export.too_many_rows,
    export.file_kind; StoreError store.disk_full, store.cannot_write.
    """
    suffix = path.suffix.lower()
    if suffix not in (".xlsx", ".csv"):
        raise Refused("export.file_kind", file=path.name)
    with _target(path) as file:
        if suffix == ".xlsx":
            return _write_xlsx(path, file, columns, rows, title)
        return _write_csv(file, columns, rows, mode)


@contextmanager
def _target(path: Path) -> Iterator[Any]:
    there = path.exists()
    try:
        with write_atomic(path) as file:
            yield file
    except StoreError as error:
        # Windows says so of a file that a spreadsheet program has open.
        if there and isinstance(error.__cause__, PermissionError):
            raise Refused("export.file_in_use", file=path.name) from error
        raise


# -- workbook ---------------------------------------------------------------------------------


def _write_xlsx(
    path: Path,
    file: Any,
    columns: Sequence[OutColumn],
    rows: Iterable[Sequence[object]],
    title: str,
) -> int:
    import xlsxwriter
    from xlsxwriter.exceptions import XlsxWriterException

    # What it writes meanwhile stands beside the target, on the same disk, and goes with the block.
    with tempfile.TemporaryDirectory(prefix=".export-", dir=path.parent) as scratch:
        options = {"constant_memory": True, "tmpdir": scratch, "in_memory": False}
        book = xlsxwriter.Workbook(file, options)
        sheet = book.add_worksheet(_sheet_name(title))
        bold = book.add_format({"bold": True})
        sheet.freeze_panes(1, 0)
        for at, column in enumerate(columns):
            sheet.set_column(at, at, _WIDTHS.get(column.kind, 18))
        for at, column in enumerate(columns):
            sheet.write_string(0, at, column.title, bold)
        try:
            count = _fill(_writers(book, sheet, columns), rows)
        except BaseException:
            sheet._opt_close()  # an open file keeps Windows from clearing the folder away
            raise
        try:
            book.close()
        except XlsxWriterException as error:
            cause = error.args[0] if error.args else None
            raise cause if isinstance(cause, OSError) else OSError(str(error)) from error
    return count


def _fill(writers: Sequence[Callable[[int, Any], object]], rows: Iterable[Sequence[object]]) -> int:
    at = 0
    for at, row in enumerate(rows, 1):
        if at > _MOST_ROWS:
            raise Refused("export.too_many_rows", limit=_MOST_ROWS)
        for put, value in zip(writers, row, strict=True):
            if value is not None:
                put(at, value)
    return at


def _writers(
    book: Any, sheet: Any, columns: Sequence[OutColumn]
) -> list[Callable[[int, Any], object]]:
    hundredths = book.add_format({"num_format": "#,##0.00"})
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    moment = book.add_format({"num_format": "yyyy-mm-dd hh:mm"})
    return [_writer(sheet, at, c.kind, hundredths, day, moment) for at, c in enumerate(columns)]


def _writer(
    sheet: Any, at: int, kind: Kind, hundredths: Any, day: Any, moment: Any
) -> Callable[[int, Any], object]:
    string, number, when = sheet.write_string, sheet.write_number, sheet.write_datetime
    if kind == "int":
        return lambda row, value: number(row, at, value)
    if kind in ("area", "money"):
        return lambda row, value: number(row, at, value / 100, hundredths)
    if kind == "date":
        return lambda row, value: when(row, at, value, day)
    if kind in ("time", "datetime"):
        return lambda row, value: when(row, at, value.replace(tzinfo=None), moment)

    def text(row: int, value: object) -> None:
        value = str(value)
        string(row, at, value if len(value) <= _LONGEST else value[: _LONGEST - 1] + "…")

    return text


def _sheet_name(title: str) -> str:
    name = "".join("·" if c in "[]:*?/\\" else c for c in title).strip("' ")[:31]
    return "" if name.lower() == "history" else name  # a name that Excel keeps for itself


# -- CSV --------------------------------------------------------------------------------------


def _write_csv(
    file: Any, columns: Sequence[OutColumn], rows: Iterable[Sequence[object]], mode: Mode
) -> int:
    text = io.TextIOWrapper(
        file, encoding="utf-8-sig" if mode == "shown" else "utf-8", newline="", write_through=False
    )
    writer = csv.writer(text)
    writer.writerow([column.title for column in columns])
    spellings = [_spelling(column.kind, mode) for column in columns]
    count = 0
    for row in rows:
        writer.writerow(
            ["" if v is None else spell(v) for spell, v in zip(spellings, row, strict=True)]
        )
        count += 1
    text.flush()
    text.detach()
    return count


def _spelling(kind: Kind, mode: Mode) -> Callable[[Any], str]:
    if kind == "int":
        return str
    if kind in ("area", "money"):
        return _decimal
    if kind == "date":
        return lambda value: str(value.isoformat())
    if kind in ("time", "datetime"):
        if mode == "machine":
            return lambda value: str(value.isoformat(timespec="seconds"))
        return lambda value: _minute(value)
    return _guarded if mode == "shown" else str


def _minute(value: dt.datetime) -> str:
    return value.strftime("%Y-%m-%d %H:%M")


def _decimal(hundredths: int) -> str:
    sign = "-" if hundredths < 0 else ""
    whole, rest = divmod(abs(hundredths), 100)
    return f"{sign}{whole}.{rest:02d}"


def _guarded(value: object) -> str:
    text = str(value)
    return f"'{text}" if text.startswith(_FORMULA) else text
