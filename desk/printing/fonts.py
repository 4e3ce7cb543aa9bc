"""Desk Sans for papers: read once and quickly, embedded in subsets, copied out rightly.

Imports ReportLab; only ``page`` imports this module, and only when a first paper is drawn.
"""

from __future__ import annotations

import mmap
import struct
import sys
from array import array
from collections.abc import Callable
from functools import cache
from pathlib import Path
from threading import RLock
from typing import Any
from weakref import WeakKeyDictionary

from reportlab import rl_config
from reportlab.pdfbase import pdfmetrics, ttfonts

from desk.core.errors import StoreError

FOLDER = Path(__file__).resolve().parents[2] / "resources" / "fonts"
REGULAR, BOLD = "DeskSans-Regular", "DeskSans-Bold"
LOCK = RLock()  # ReportLab's font reader keeps its place in the file: one document at a time

# Nothing on a paper may be fetched from anywhere, and streams stay plain Flate:
# ASCII85 made them a quarter longer for printers that nobody has.
rl_config.trustedSchemes = []
rl_config.trustedHosts = []
rl_config.useA85 = 0


class _Slices:
    """A table of the font file of which only the slices asked for are copied out."""

    def __init__(self, data: Any, start: int) -> None:
        self._data, self._start = data, start

    def __getitem__(self, part: slice) -> bytes:
        return bytes(self._data[self._start + part.start : self._start + part.stop])


class _Face(ttfonts.TTFontFace):
    """ReportLab's face over a mapped file, its big tables read as arrays.

    ReportLab reads 65,000 numbers one by one (0.2 s a weight) and copies the 10 MB of outlines
    for every paper; both is the same here, only without that.
    """

    def __init__(self, path: Path) -> None:
        self.filename = path.name
        with path.open("rb") as file:
            self._ttf_data = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        super().__init__(str(path), validate=0)

    def extractInfo(self, charInfo: int = 1) -> None:  # noqa: ARG002, N802, N803  (its names)
        super().extractInfo(charInfo=0)
        # ReportLab gives one font for one face name: ours must not become somebody else's.
        self.name = ttfonts.TTFNameBytes(b"Paper" + self.name)
        self.charToGlyph = self._characters()
        self.glyphToChar: dict[int, list[int]] = {}
        full = struct.unpack_from(">H", self.get_table("hhea"), 34)[0]
        metrics = self._numbers("H", self.get_table("hmtx"))
        pairs = list(zip(metrics[: 2 * full : 2], metrics[1 : 2 * full : 2], strict=True))
        last = pairs[-1][0]
        self.hmetrics = pairs + [(last, lsb) for lsb in metrics[2 * full :]]
        scale: Callable[[float], float] = self._pdfScale  # type: ignore[attr-defined]
        self.defaultWidth = scale(self.hmetrics[0][0])
        self.charWidths = {c: scale(self.hmetrics[g][0]) for c, g in self.charToGlyph.items()}
        self.charToGlyph[0xA0], self.charWidths[0xA0] = self.charToGlyph[32], self.charWidths[32]
        wide = struct.unpack_from(">H", self.get_table("head"), 50)[0]
        loca = self._numbers("I" if wide else "H", self.get_table("loca"))
        self.glyphPos = loca if wide else array("I", [2 * n for n in loca])

    def get_table(self, tag: str) -> Any:
        if tag == "glyf":
            return _Slices(self._ttf_data, self.get_table_pos(tag)[0])
        return super().get_table(tag)  # type: ignore[no-untyped-call]

    def _characters(self) -> dict[int, int]:
        """Code point to glyph from the full Unicode table (platform 3, encoding 10, format 12)."""
        cmap = self.get_table("cmap")
        tables = struct.iter_unpack(">HHL", cmap[4 : 4 + 8 * struct.unpack_from(">H", cmap, 2)[0]])
        at = next(offset for platform, coding, offset in tables if (platform, coding) == (3, 10))
        groups = struct.unpack_from(">L", cmap, at + 12)[0]
        found: dict[int, int] = {}
        for first, last, glyph in struct.iter_unpack(">LLL", cmap[at + 16 : at + 16 + 12 * groups]):
            found.update(zip(range(first, last + 1), range(glyph, glyph + last + 1 - first)))  # noqa: B905
        return found

    @staticmethod
    def _numbers(kind: str, data: bytes) -> array[int]:
        numbers = array(kind)
        numbers.frombytes(data)
        if sys.byteorder == "little":
            numbers.byteswap()
        return numbers


class Font(ttfonts.TTFont):
    """One weight: ReportLab's font with a right ToUnicode map, and a measure for layout."""

    def __init__(self, name: str, path: Path) -> None:
        # TTFont's own __init__ would read the file its slow way; these are all that it sets.
        self.fontName = name
        self.face = _Face(path)
        self.encoding = ttfonts.TTEncoding()
        self.state: WeakKeyDictionary[Any, Any] = WeakKeyDictionary()
        self._asciiReadable = False  # else each paper carries all of ASCII
        self.shapable = False
        widths = self.face.charWidths
        self.widths: dict[str, float] = {chr(c): w / 1000 for c, w in widths.items()}

    def measure(self, text: str, size: float) -> float:
        """Width of ``text`` in points; what the font lacks (a line's end, too) counts nothing."""
        width = self.widths.get
        return sum([width(c, 0.0) for c in text]) * size

    def addObjects(self, doc: Any) -> None:  # noqa: N802
        subsets = self.state[doc].subsets
        super().addObjects(doc)
        for n, subset in enumerate(subsets):
            tag = ttfonts.SUBSETN(n) + b"+" + self.face.name + self.face.subfontNameX
            name = tag.decode("ascii")
            doc.idToObject[f"toUnicodeCMap:{name}"].content = to_unicode(name, subset)


def to_unicode(name: str, subset: list[int]) -> str:
    """The map from a subset's codes back to text, beyond U+FFFF as UTF-16 pairs.

    ReportLab 5.1 writes such characters as five hex digits, which readers take for another one.
    """
    pairs = [
        f"<{code:02X}> <{chr(char).encode('utf-16-be').hex().upper()}>"
        for code, char in enumerate(subset)
        if char and (char != 32 or code == 32)  # the rest only fills places
    ]
    lines = [
        "/CIDInit /ProcSet findresource begin",
        "12 dict begin",
        "begincmap",
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def",
        f"/CMapName /{name} def",
        "/CMapType 2 def",
        "1 begincodespacerange",
        "<00> <FF>",
        "endcodespacerange",
    ]
    for start in range(0, len(pairs), 100):  # the format allows 100 in one block
        block = pairs[start : start + 100]
        lines += [f"{len(block)} beginbfchar", *block, "endbfchar"]
    lines += ["endcmap", "CMapName currentdict /CMap defineresource pop", "end", "end"]
    return "\n".join(lines)


@cache
def _load(name: str) -> Font:
    path = FOLDER / f"{name}.ttf"
    try:
        font = Font(name, path)
    except (OSError, ValueError, KeyError, struct.error, ttfonts.TTFError, StopIteration) as error:
        raise StoreError("paper.font_missing", file=path.name) from error
    pdfmetrics.registerFont(font)
    return font


def load(name: str) -> Font:
    """The font ``name`` (REGULAR or BOLD), registered with ReportLab on first use.

    Safe from any thread. Raises StoreError("paper.font_missing") when its file is gone or damaged.
    """
    with LOCK:
        return _load(name)
