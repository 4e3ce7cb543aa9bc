"""How much an .ods would take up: its repeated cells and rows counted, never unrolled."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from xml.parsers import expat

from desk.core.errors import Refused

MAX_CELLS = 10_000_000
MAX_SHEETS = 200
MAX_TEXT = 512 * 1024 * 1024


class Bound:
    """Adds up what the sheets of one OpenDocument file would need; raises Refused on the way."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.sheets = 0
        self._table()

    def _table(self) -> None:
        self.rows = self.kept_rows = self.columns = self.text = 0
        self._row()

    def _row(self, repeat: int = 1) -> None:
        self.row_repeat = repeat
        self.at = self.last = self.row_text = 0
        self.cell_repeat = 1
        self.filled = False
        self.length = 0

    def look(self, name: str, pieces: Callable[[], Iterator[bytes]]) -> None:
        """Look through one member; the cells are in ``content.xml``."""
        if not name.endswith(".xml"):
            for _piece in pieces():  # unpacked only to see that its size is as it says
                pass
            return
        parser = expat.ParserCreate()
        parser.StartDoctypeDeclHandler = self._bomb
        parser.EntityDeclHandler = self._bomb
        if name == "content.xml":
            parser.StartElementHandler = self._start
            parser.EndElementHandler = self._end
            parser.CharacterDataHandler = self._characters
        try:
            for piece in pieces():
                parser.Parse(piece, False)
            parser.Parse(b"", True)
        except expat.ExpatError:
            raise Refused("import.file_damaged", file=self.file) from None

    def finish(self) -> None:
        """Nothing is left to the end: repeats were weighed as they came."""

    def _bomb(self, *_: object) -> None:
        raise Refused("import.file_bomb", file=self.file)

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag in ("table:table-cell", "table:covered-table-cell"):
            self.cell_repeat = _count(attributes.get("table:number-columns-repeated"))
            self.filled = "office:value-type" in attributes
            self.length = sum(map(len, attributes.values()))
        elif tag == "table:table-row":
            self._row(_count(attributes.get("table:number-rows-repeated")))
        elif tag == "table:table":
            self.sheets += 1
            if self.sheets > MAX_SHEETS:
                raise Refused("import.too_many_sheets", file=self.file, limit=MAX_SHEETS)
            self._table()

    def _characters(self, text: str) -> None:
        self.length += len(text)
        self.filled = self.filled or not text.isspace()

    def _end(self, tag: str) -> None:
        if tag in ("table:table-cell", "table:covered-table-cell"):
            self.at += self.cell_repeat
            if self.filled:
                self.last = self.at
                self.row_text += self.length * self.cell_repeat
            self.filled = False
        elif tag == "table:table-row":
            self.rows += self.row_repeat
            if self.last:  # trailing empty rows, a million of them in every file, take no place
                self.kept_rows = self.rows
                self.columns = max(self.columns, self.last)
                self.text += self.row_text * self.row_repeat
            if self.kept_rows * self.columns > MAX_CELLS or self.text > MAX_TEXT:
                raise Refused("import.too_many_cells", file=self.file, limit=MAX_CELLS)


def _count(value: str | None) -> int:
    return int(value) if value and value.isascii() and value.isdigit() else 1
