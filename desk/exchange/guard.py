"""What is looked at before a workbook's library may see the file.

A spreadsheet of a few kilobytes can ask for gigabytes: entities, deflate bombs, one cell at
the far corner of an empty sheet. Everything here works on the packed bytes or on streamed
pieces of them, never on a parsed tree, and refuses within seconds.
"""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator
from copy import copy
from functools import partial
from pathlib import Path

from desk.core.errors import Refused
from desk.exchange import guard_ods, guard_xls, guard_xlsx

MAX_FILE = 200 * 1024 * 1024  # bytes on disk
MAX_UNPACKED = 768 * 1024 * 1024  # bytes, all members together
MAX_MEMBERS = 5_000
MAX_SHEETS = 200
MAX_RATIO = 200  # of a member above RATIO_FROM; sheets of ten equal columns reach about 60
RATIO_FROM = 16 * 1024 * 1024
PIECE = 1 << 20

SUFFIXES = (".xlsx", ".xlsm", ".xls", ".ods", ".csv", ".txt", ".tsv")
TEXT_SUFFIXES = (".csv", ".txt", ".tsv")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def check(path: Path) -> str:
    """The kind of the file by its content: ``xlsx``, ``ods``, ``xls`` or ``csv``.

    Raises Refused when it is missing, empty, damaged, encrypted, no workbook at all, or built
    to exhaust the machine.
    """
    try:
        size = path.stat().st_size
        if path.is_dir():
            raise Refused("import.file_missing", file=path.name)
        with path.open("rb") as file:
            head = file.read(8)
    except FileNotFoundError:
        raise Refused("import.file_missing", file=path.name) from None
    except OSError:
        raise Refused("import.file_unreadable", file=path.name) from None
    if size == 0:
        raise Refused("import.file_empty", file=path.name)
    suffix = path.suffix.lower()
    if suffix not in SUFFIXES:
        raise Refused("import.file_kind", file=path.name)
    if size > MAX_FILE:
        raise Refused("import.file_too_large", file=path.name, limit=MAX_FILE // 2**20)
    return _by_content(path, suffix, head)


def _by_content(path: Path, suffix: str, head: bytes) -> str:
    packed, compound = head.startswith(b"PK"), head.startswith(_OLE)
    if suffix in TEXT_SUFFIXES:
        if packed or compound:
            raise Refused("import.file_misnamed", file=path.name)
        return "csv"
    if packed:
        return _check_zip(path)
    if compound:
        guard_xls.check(path)
        return "xls"
    if _reads_as_text(path):
        raise Refused("import.file_is_text", file=path.name)
    raise Refused("import.file_damaged", file=path.name)


def _reads_as_text(path: Path) -> bool:
    with path.open("rb") as file:
        sample = file.read(4096)
    return b"\0" not in sample and not any(b < 9 for b in sample)


def _check_zip(path: Path) -> str:
    try:
        with zipfile.ZipFile(path) as archive:
            return _check_members(path, archive)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError):
        raise Refused("import.file_damaged", file=path.name) from None
    except RuntimeError:  # zipfile's word for a member with a password
        raise Refused("import.file_encrypted", file=path.name) from None


def _check_members(path: Path, archive: zipfile.ZipFile) -> str:
    members = archive.infolist()
    names = {m.filename for m in members}
    _check_declared(path, members)
    ods = "content.xml" in names
    if not ods and not any(name.startswith("xl/") for name in names):
        raise Refused("import.file_not_workbook", file=path.name)
    if ods and b"encryption-data" in _start(archive, names, "META-INF/manifest.xml"):
        raise Refused("import.file_encrypted", file=path.name)
    sheets = sum(n.startswith("xl/worksheets/") and n.endswith(".xml") for n in names)
    if sheets > MAX_SHEETS:
        raise Refused("import.too_many_sheets", file=path.name, limit=MAX_SHEETS)
    bound = guard_ods.Bound(path.name) if ods else guard_xlsx.Bound(path.name)
    for member in members:
        bound.look(member.filename, partial(pieces, path, archive, member))
    bound.finish()
    return "ods" if ods else "xlsx"


def _check_declared(path: Path, members: list[zipfile.ZipInfo]) -> None:
    if any(m.flag_bits & 1 for m in members):
        raise Refused("import.file_encrypted", file=path.name)
    total = sum(m.file_size for m in members)
    if len(members) > MAX_MEMBERS or total > MAX_UNPACKED or any(map(_too_dense, members)):
        raise Refused("import.file_bomb", file=path.name)


def _too_dense(member: zipfile.ZipInfo) -> bool:
    return member.file_size > RATIO_FROM and (
        member.file_size > MAX_RATIO * max(member.compress_size, 1)
    )


def _start(archive: zipfile.ZipFile, names: set[str], name: str) -> bytes:
    if name not in names:
        return b""
    with archive.open(name) as file:
        return file.read(PIECE)


def pieces(path: Path, archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> Iterator[bytes]:
    """A member's real content, piece by piece, past the size that its header claims.

    The claim is not believed: a reader that trusts the compressed stream would go on, so the
    stream is followed to its end here, and one that is longer than it says is refused.
    """
    honest = copy(member)
    honest.file_size = MAX_UNPACKED * 2
    seen = 0
    with archive.open(honest) as file:
        while piece := file.read(PIECE):
            seen += len(piece)
            if seen > member.file_size:
                raise Refused("import.file_bomb", file=path.name)
            yield piece
    if seen != member.file_size:
        raise Refused("import.file_damaged", file=path.name)
