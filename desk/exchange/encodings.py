"""Which encoding and which delimiter a text file was saved with."""

from __future__ import annotations

import codecs
import csv
from collections import Counter
from pathlib import Path

from desk.core.errors import Refused

_SAMPLE = 256 * 1024
_PIECE = 1 << 20
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark begins alike
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# What the offices of the region save: mainland, Hong Kong and Taiwan, Western.
_REGIONAL = ["gb18030", "big5hkscs", "big5", "cp950"]
# Words of nearly every estate ledger: a wrong guess between the two families shows none of them.
_TELLING = (
    "楼房号栋单元室业主姓名电话面积租户类型备注状态手机座幢入住欠费"
    "樓號棟單業電話積類備註態機戶層欠費"
)
DELIMITERS = ",\t;|，"


def guess(path: Path) -> str:
    """A codec's name that reads the whole file. Raises Refused if none does."""
    with path.open("rb") as file:
        sample = file.read(_SAMPLE)
    for mark, encoding in _MARKS:
        if sample.startswith(mark):
            return _whole(path, [encoding])
    if (nulls := sample.count(b"\0")) and nulls > len(sample) // 10:
        high = sample[0::2].count(b"\0") > sample[1::2].count(b"\0")
        return _whole(path, ["utf-16-be" if high else "utf-16-le"])
    return _whole(path, ["utf-8", *_by_likelihood(sample), "cp1252"])


def _by_likelihood(sample: bytes) -> list[str]:
    from charset_normalizer import from_bytes

    sample = sample[: sample.rfind(b"\n") + 1] or sample  # no character torn in two
    matches = from_bytes(sample, cp_isolation=_REGIONAL, enable_fallback=False)
    ranked = [match.encoding for match in matches]
    order = ranked + [name for name in _REGIONAL if name not in ranked]

    def telling(encoding: str) -> int:
        text = sample.decode(encoding, "replace")
        return sum(text.count(word) for word in _TELLING) - 4 * text.count("�")

    return sorted(order, key=telling, reverse=True)  # stable: equals stay as they were ranked


def _whole(path: Path, encodings: list[str]) -> str:
    for encoding in encodings:
        decoder = codecs.getincrementaldecoder(encoding)()
        try:
            with path.open("rb") as file:
                while piece := file.read(_PIECE):
                    decoder.decode(piece)
                decoder.decode(b"", True)
        except UnicodeError:
            continue
        return encoding
    raise Refused("import.file_encoding", file=path.name)


def delimiter(path: Path, encoding: str) -> str:
    """The character that cuts most lines into the same number of cells, more than one."""
    with path.open(encoding=encoding, newline="") as file:
        lines = [line for _number, line in zip(range(200), file, strict=False) if line.strip()]
    best, most = ",", (0, 0)
    for candidate in DELIMITERS:
        try:
            widths = Counter(
                len(row)
                for row in csv.reader(lines, delimiter=candidate)
                if sum(bool(cell.strip()) for cell in row) > 1
            )
        except csv.Error:
            continue
        if widths:
            width, count = widths.most_common(1)[0]
            if (count, width) > most:
                best, most = candidate, (count, width)
    return best
