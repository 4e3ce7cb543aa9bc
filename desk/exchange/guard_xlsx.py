"""How much an .xlsx would take up, told from its packed XML by patterns over bytes."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from desk.core.errors import Refused

MAX_CELLS = 10_000_000  # of one sheet's bounding box, and of a workbook's filled cells
MAX_TEXT = 512 * 1024 * 1024  # bytes of text once every shared string stands in its cells
_CARRY = 4 << 20

Pieces = Callable[[], Iterator[bytes]]

_PROLOGUE = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_DIMENSION = re.compile(rb"<(?:\w+:)?dimension\s[^>]*?ref\s*=\s*[\"']([^\"']*)")
# References worth a look: beyond column Z or beyond row 99,999. Ordinary sheets have few.
# The plain spelling is what every known writer uses, and its search is six times as fast.
_FAR_PLAIN = re.compile(rb'<c r="(?:([A-Za-z]{2,9})(\d+)|[A-Za-z](\d{6,9}))')
_FAR = re.compile(rb"\sr\s*=\s*[\"'](?:([A-Za-z]{2,9})(\d+)|[A-Za-z]?(\d{6,9}))")
# Cells that do not begin with their reference, as those of every known writer do.
_BARE = re.compile(rb"<(?:\w{1,20}:)?c(?:>|\s+(?!r\s*=)[^>]*>)")
_CELL = re.compile(rb"<(?:\w+:)?c(?=[\s/>])([^>]*)>")
_ROW = re.compile(rb"<(?:\w+:)?row(?=[\s/>])([^>]*)>")
_REF = re.compile(rb"\sr\s*=\s*[\"']([A-Za-z]*)(\d+)")
_SHARED = re.compile(rb"\st\s*=\s*[\"']s[\"'][^>]*>\s*<(?:\w+:)?v[^>]*>\s*(\d+)")


class Bound:
    """Adds up what the members of one workbook would need; raises Refused on the way."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.cells = 0
        self.longest = 0  # bytes of the longest shared string
        self.lengths: Pieces | None = None
        self.sheets: list[Pieces] = []

    def look(self, name: str, pieces: Pieces) -> None:
        """Look through one member, whatever its name promises it to be."""
        seen = _Seen()
        for part in whole_tags(pieces()):
            if seen.first and part[:2] in (b"\xff\xfe", b"\xfe\xff", b"<\0", b"\0<"):
                raise Refused("import.file_damaged", file=self.file)
            if b"<!" in part and _PROLOGUE.search(part):
                raise Refused("import.file_bomb", file=self.file)
            seen.add(part)
        if name.lower().endswith("sharedstrings.xml"):
            self.longest, self.lengths = seen.longest, pieces
        elif seen.is_sheet:
            self._sheet(seen, pieces)

    def _sheet(self, seen: _Seen, pieces: Pieces) -> None:
        cells, width, height = seen.tags, max(seen.width, seen.bare), seen.height
        if cells > MAX_CELLS or width * height > MAX_CELLS or area(seen.declared) > MAX_CELLS:
            exact = _Exact()
            for part in whole_tags(pieces()):
                exact.add(part)
            cells = exact.filled
            if exact.box > MAX_CELLS or exact.lies_about(seen.declared):
                raise Refused("import.too_many_cells", file=self.file, limit=MAX_CELLS)
        self.cells += cells
        self.sheets.append(pieces)

    def finish(self) -> None:
        """The last look, at what only the whole shows."""
        if self.lengths is None or self.longest * self.cells <= MAX_TEXT:
            return
        lengths = _string_lengths(self.lengths())
        total = 0
        for sheet in self.sheets:
            for part in whole_tags(sheet()):
                for index in _SHARED.findall(part):
                    total += lengths[n] if (n := int(index)) < len(lengths) else 0
                if total > MAX_TEXT:
                    raise Refused("import.too_many_cells", file=self.file, limit=MAX_CELLS)


class _Seen:
    """The cheap look: upper bounds that clear every ordinary sheet."""

    def __init__(self) -> None:
        self.first = True
        self.is_sheet = False
        self.tags = 0  # at least as many as cells
        self.width, self.height = 26, 99_999
        self.bare = 0  # cells whose place only counting can tell
        self.declared = b""
        self.longest = 0

    def add(self, part: bytes) -> None:
        if self.first:
            self.first = False
            head = part[:65536]
            self.is_sheet = b"worksheet" in head or b"sheetData" in head
            if found := _DIMENSION.search(head):
                self.declared = found[1]
        if not self.is_sheet:
            breaks = part.split(b"</si>") if b"<!" not in part else [part]
            self.longest = max(self.longest, *map(len, breaks))
            return
        # A cell takes two tags and its value two more, so half of all is still above the truth.
        self.tags += part.count(b"<") // 2
        plain = _is_plain(part)
        if not plain:
            self.bare += sum(not _REF.search(tag) for tag in _BARE.findall(part))
        for letters, row, far_row in (_FAR_PLAIN if plain else _FAR).findall(part):
            if letters:
                self.width = max(self.width, column(letters))
            self.height = max(self.height, int(row or far_row))


def _is_plain(part: bytes) -> bool:
    """Whether every cell is spelt ``<c r="…`` and nothing else could be one."""
    others = part.count(b"<c") - part.count(b"<col")
    return part.count(b'<c r="') == others and not any(
        mark in part for mark in (b":c ", b":c>", b":c/", b":c\t", b":c\n", b":c\r")
    )


class _Exact:
    """The dear look, for what the cheap one could not clear: filled cells and their corners."""

    def __init__(self) -> None:
        self.filled = 0
        self.row = 0
        self.next_column = 0
        self.top = self.left = 1 << 40
        self.bottom = self.right = 0
        self.last_row = self.last_column = 0

    def add(self, part: bytes) -> None:
        for piece in re.split(rb"(?=<(?:\w+:)?row[\s/>])", part):
            if found := _ROW.match(piece):
                ref = _REF.search(found[1])
                self.row = int(ref[2]) if ref else self.row + 1
                self.next_column = 0
                self.last_row = max(self.last_row, self.row)
            for attributes in _CELL.findall(piece):
                self._cell(attributes)

    def _cell(self, attributes: bytes) -> None:
        ref = _REF.search(attributes)
        row = int(ref[2]) if ref else self.row
        at = column(ref[1]) if ref and ref[1] else self.next_column + 1
        self.next_column = at
        self.last_row, self.last_column = max(self.last_row, row), max(self.last_column, at)
        if attributes.endswith(b"/"):
            return  # formatted but empty: takes no place
        self.filled += 1
        self.top, self.bottom = min(self.top, row), max(self.bottom, row)
        self.left, self.right = min(self.left, at), max(self.right, at)

    @property
    def box(self) -> int:
        """Cells of the rectangle around everything filled: what a dense range would hold."""
        if not self.filled:
            return 0
        return max(self.filled, (self.bottom - self.top + 1) * (self.right - self.left + 1))

    def lies_about(self, declared: bytes) -> bool:
        """Whether the sheet claims a huge rectangle whose far corner is not even there."""
        if area(declared) <= MAX_CELLS:
            return False
        width, height = _corner(declared)
        return height > self.last_row or width > self.last_column


def column(letters: bytes) -> int:
    """``A`` is 1, ``XFD`` 16384."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number


def _corner(reference: bytes) -> tuple[int, int]:
    found = re.fullmatch(rb"\$?([A-Za-z]{1,9})\$?(\d{1,12})", reference.rpartition(b":")[2])
    return (column(found[1]), int(found[2])) if found else (0, 0)


def area(reference: bytes) -> int:
    """Cells from A1 to the far corner of ``A1:K20``; 0 if it isn't a reference."""
    width, height = _corner(reference)
    return width * height


def whole_tags(pieces: Iterator[bytes]) -> Iterator[bytes]:
    """The same bytes, cut so that no tag is torn (unless it is absurdly long)."""
    rest = b""
    for piece in pieces:
        piece = rest + piece
        cut = piece.rfind(b"<c ")
        if cut <= 0:
            cut = piece.rfind(b"<")
        if cut <= 0 or len(piece) - cut > _CARRY:
            cut = len(piece)
        rest = piece[cut:]
        if cut:
            yield piece[:cut]
    if rest:
        yield rest


def _string_lengths(pieces: Iterator[bytes]) -> list[int]:
    """Bytes of each shared string, in their order; one that can't be told apart counts as all."""
    lengths = [0]
    for part in whole_tags(pieces):
        first, *others = part.split(b"</si>")
        lengths[-1] += len(first)
        lengths += map(len, others)
    if len(lengths) <= 2:
        return [sum(lengths)] * 100_000
    return lengths
