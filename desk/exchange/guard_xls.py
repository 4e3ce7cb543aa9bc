"""How much an old .xls would take up: its compound file and record headers walked through."""

from __future__ import annotations

import struct
from pathlib import Path

from desk.core.errors import Refused

MAX_CELLS = 10_000_000
MAX_SHEETS = 200
_FREE = 0xFFFFFFFA  # sector numbers from here on are marks, not sectors
_CELLS = {0x0203, 0x0204, 0x0205, 0x0006, 0x027E, 0x00BD, 0x00BE, 0x00FD, 0x0201, 0x00D6}
_DIMENSIONS, _SST, _FILEPASS, _SHEET, _BOF = 0x0200, 0x00FC, 0x002F, 0x0085, 0x0809


class _Damaged(Exception):
    pass


def check(path: Path) -> None:
    """Raises Refused if the workbook is encrypted, damaged or would fill the memory."""
    try:
        streams = _Compound(path.read_bytes())
        if streams.has("EncryptedPackage"):
            raise Refused("import.file_encrypted", file=path.name)
        book = streams.read("Workbook") or streams.read("Book")
        if not book:
            raise Refused("import.file_not_workbook", file=path.name)
        _walk(book, path.name)
    except (_Damaged, struct.error, IndexError):
        raise Refused("import.file_damaged", file=path.name) from None


class _Compound:
    """The streams of a compound file (MS-CFB), as far as one look needs."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        shift, mini_shift = struct.unpack_from("<HH", data, 30)
        if shift not in (9, 12) or mini_shift != 6:
            raise _Damaged
        self.size = 1 << shift
        directory, self.cutoff, mini_first = (
            struct.unpack_from("<I", data, at)[0] for at in (48, 56, 60)
        )
        self.fat = self._fat()
        self.entries = self._entries(self._chain(directory, self.fat))
        root = self.entries.get("Root Entry", (0, 0))
        mini = self._chain(mini_first, self.fat)
        self.mini_fat = list(struct.unpack(f"<{len(mini) // 4}I", mini[: len(mini) // 4 * 4]))
        self.mini = self._chain(root[0], self.fat) if root[1] else b""

    def _sector(self, number: int) -> bytes:
        start = (number + 1) * self.size
        if start >= len(self.data):
            raise _Damaged
        return self.data[start : start + self.size]

    def _fat(self) -> list[int]:
        sectors = list(struct.unpack_from("<109I", self.data, 76))
        extra, seen = struct.unpack_from("<I", self.data, 68)[0], 0
        while extra < _FREE:
            *more, extra = struct.unpack(f"<{self.size // 4}I", self._sector(extra))
            sectors += more
            seen += 1
            if seen * self.size > len(self.data):
                raise _Damaged
        table = b"".join(self._sector(s) for s in sectors if s < _FREE)
        if len(table) > len(self.data):
            raise _Damaged
        return list(struct.unpack(f"<{len(table) // 4}I", table))

    def _chain(self, first: int, fat: list[int], mini: bytes | None = None) -> bytes:
        parts: list[bytes] = []
        while first < _FREE:
            parts.append(self._sector(first) if mini is None else mini[first * 64 :][:64])
            if len(parts) > len(fat):
                raise _Damaged
            first = fat[first]
        return b"".join(parts)

    @staticmethod
    def _entries(directory: bytes) -> dict[str, tuple[int, int]]:
        found: dict[str, tuple[int, int]] = {}
        for at in range(0, len(directory) - 127, 128):
            length = struct.unpack_from("<H", directory, at + 64)[0]
            name = directory[at : at + max(min(length, 64) - 2, 0)].decode("utf-16-le", "replace")
            first, size = struct.unpack_from("<II", directory, at + 116)
            found.setdefault(name, (first, size))
        return found

    def has(self, name: str) -> bool:
        return name in self.entries

    def read(self, name: str) -> bytes:
        if name not in self.entries:
            return b""
        first, size = self.entries[name]
        if size >= self.cutoff:
            return self._chain(first, self.fat)[:size]
        return self._chain(first, self.mini_fat, self.mini)[:size]


def _walk(book: bytes, file: str) -> None:
    """One look at each record's head; no record is decoded beyond its place in the sheet."""
    at, end, sheets = 0, len(book), 0
    head, place = struct.Struct("<HH").unpack_from, struct.Struct("<HHH").unpack_from
    bottom = right = 0
    while at + 4 <= end:
        kind, length = head(book, at)
        if kind in _CELLS and length >= 6:
            row, column, second = place(book, at + 4)
            if kind in (0x00BD, 0x00BE):  # many cells in one record: the last column ends it
                column = max(column, head(book, at + length)[1] if length >= 8 else second)
            bottom, right = max(bottom, row), max(right, column)
        elif kind == _DIMENSIONS:
            _check_size(book, at, length, file)
        elif kind == _BOF:
            bottom = right = 0
        elif kind == _SST and length >= 8:
            total, unique = struct.unpack_from("<II", book, at + 4)
            if max(total, unique) > end:
                raise Refused("import.file_bomb", file=file)
        elif kind == _FILEPASS:
            raise Refused("import.file_encrypted", file=file)
        elif kind == _SHEET:
            sheets += 1
            if sheets > MAX_SHEETS:
                raise Refused("import.too_many_sheets", file=file, limit=MAX_SHEETS)
        if (bottom + 1) * (right + 1) > MAX_CELLS:
            raise Refused("import.too_many_cells", file=file, limit=MAX_CELLS)
        at += 4 + length


def _check_size(book: bytes, at: int, length: int, file: str) -> None:
    """The sheet's claim of its size is what room is made for, so it must be believable."""
    layout = "<IIHH" if length >= 14 else "<HHHH"
    _top, bottom, _left, right = struct.unpack_from(layout, book, at + 4)
    if bottom * right > MAX_CELLS:
        raise Refused("import.too_many_cells", file=file, limit=MAX_CELLS)
