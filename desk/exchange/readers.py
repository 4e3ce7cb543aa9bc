"""Opens a workbook or a CSV and gives its sheets as rows of plain values, one row at a time."""

from __future__ import annotations

import csv
import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Protocol

from desk.core.errors import Refused
from desk.exchange import encodings, guard

if TYPE_CHECKING:
    from python_calamine import CalamineSheet, CalamineWorkbook

Cell = str | int | float | bool | dt.date | dt.datetime | dt.time | dt.timedelta
Row = Sequence[Cell]

# Cells whose sheets are kept between the look for tables and the reading of their rows.
_KEEP = 1_500_000


@dataclass(frozen=True)
class Merge:
    """A merged area; rows and columns count from 0 and the last ones belong to it."""

    top: int
    left: int
    bottom: int
    right: int


class Sheet(Protocol):
    """One sheet. ``rows`` starts at the sheet's first row and column A, and may be asked again."""

    @property
    def name(self) -> str: ...
    @property
    def merges(self) -> Sequence[Merge]: ...
    @property
    def height(self) -> int: ...
    def rows(self) -> Iterator[Row]: ...


class Book:
    """An open file: its visible sheets by name. Close it, or use it in ``with``."""

    def __init__(self, names: tuple[str, ...]) -> None:
        self.names = names

    def sheet(self, index: int) -> Sheet:
        """The sheet at ``index`` of ``names``. Raises Refused if it can't be read."""
        raise NotImplementedError

    def close(self) -> None:
        """Let go of the file."""

    def __enter__(self) -> Book:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


def open_book(path: Path) -> Book:
    """Open a .xlsx, .xlsm, .xls, .ods or .csv file after a look for what must not be opened.

    Raises Refused with a code ``import.…`` for a file that is missing, empty, encrypted,
    damaged, of another kind, or too large to be an honest workbook.
    """
    kind = guard.check(path)
    return _TextBook(path) if kind == "csv" else _WorkBook(path, kind)


class _WorkBook(Book):
    def __init__(self, path: Path, kind: str) -> None:
        from python_calamine import SheetTypeEnum, SheetVisibleEnum, load_workbook

        self._file = path.name
        try:
            # It goes by the ending; a file under another workbook's is told by its content.
            honest = path.suffix.lower() in (f".{kind}", ".xlsm" if kind == "xlsx" else "")
            self._book: CalamineWorkbook = load_workbook(
                path if honest else BytesIO(path.read_bytes())
            )
            sheets = [
                (index, sheet.name)
                for index, sheet in enumerate(self._book.sheets_metadata)
                if sheet.typ == SheetTypeEnum.WorkSheet
                and sheet.visible == SheetVisibleEnum.Visible
            ]
        except BaseException as error:  # noqa: BLE001  (a panic of the reader is no Exception)
            raise _refusal(error, self._file) from None
        self._indices = [index for index, _name in sheets]
        self._kept: dict[int, _BookSheet] = {}
        super().__init__(tuple(name for _index, name in sheets))

    def sheet(self, index: int) -> Sheet:
        if index in self._kept:
            return self._kept[index]
        try:
            raw = self._book.get_sheet_by_index(self._indices[index])
            sheet = _BookSheet(self.names[index], raw)
        except BaseException as error:  # noqa: BLE001
            raise _refusal(error, self._file) from None
        held = sum(s.cells for s in self._kept.values())
        if held + sheet.cells <= _KEEP:
            self._kept[index] = sheet
        return sheet

    def close(self) -> None:
        self._kept.clear()
        try:
            self._book.close()
        except Exception as error:
            if type(error).__name__ != "WorkbookClosed":
                raise


def _refusal(error: BaseException, file: str) -> BaseException:
    """What the reader's failure means. A panic in it is no Exception, but damage all the same."""
    if type(error).__name__ == "PasswordError":
        return Refused("import.file_encrypted", file=file)
    if isinstance(error, Exception) or type(error).__name__ == "PanicException":
        return Refused("import.file_damaged", file=file)
    return error


class _BookSheet:
    def __init__(self, name: str, raw: CalamineSheet) -> None:
        self.name = name
        self._raw = raw
        self._indent: list[Cell] = [""] * (raw.start[1] if raw.start else 0)
        self.height = raw.total_height
        self.cells = raw.height * raw.width
        self.merges = [
            Merge(top, left, bottom, right)
            for (top, left), (bottom, right) in raw.merged_cell_ranges or ()
        ]

    def rows(self) -> Iterator[Row]:
        if not self._indent:
            return self._raw.iter_rows()
        return (self._indent + row for row in self._raw.iter_rows())


class _TextBook(Book):
    def __init__(self, path: Path) -> None:
        super().__init__((path.stem,))
        encoding = encodings.guess(path)
        self._sheet = _TextSheet(path, encoding, encodings.delimiter(path, encoding))

    def sheet(self, index: int) -> Sheet:
        assert index == 0
        return self._sheet


@dataclass
class _TextSheet:
    path: Path
    encoding: str
    delimiter: str
    merges: Sequence[Merge] = ()
    _height: int = field(default=-1, init=False)

    @property
    def name(self) -> str:
        return self.path.stem

    @property
    def height(self) -> int:
        if self._height < 0:
            with self.path.open("rb") as file:
                pieces = iter(lambda: file.read(1 << 20), b"")
                self._height = sum(piece.count(b"\n") for piece in pieces) + 1
        return self._height

    def rows(self) -> Iterator[Row]:
        try:
            with self.path.open(encoding=self.encoding, newline="") as file:
                yield from csv.reader(file, delimiter=self.delimiter)
        except (csv.Error, UnicodeError):
            raise Refused("import.file_damaged", file=self.path.name) from None
        except OSError:
            raise Refused("import.file_unreadable", file=self.path.name) from None
