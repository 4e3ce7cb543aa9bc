"""Files: written safely to disk, and attachments kept encrypted inside the store.

The content of attachments stands in a table of its own, once per content however often it is
attached, so that lists of attachments never read it.
"""

from __future__ import annotations

import errno
import hashlib
import os
import re
import tempfile
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

import peewee as pw

from desk.core.errors import Refused, StoreError
from desk.core.fields import CodeField, UtcField
from desk.core.folder import DATABASE, sync_folder
from desk.core.frozen import frozen
from desk.core.media import SUFFIXES, sniff
from desk.core.storage import BaseModel

LARGEST = 20 * 1024 * 1024
LONGEST_NAME = 120
_RESERVED = re.compile(r"(?i)(con|prn|aux|nul|com\d|lpt\d)(\..*)?")


class FileContent(BaseModel):
    """The bytes of attachments, once per content; ``sha256`` is in hex."""

    UNLOGGED = frozenset({"data"})

    sha256 = pw.CharField(max_length=64, unique=True)
    size = pw.IntegerField()
    data = pw.BlobField()

    class Meta:
        table_name = "file_content"


class Attachment(BaseModel):
    """A file that belongs to a record, named by its ``kind`` and id as in the log."""

    PERSONAL = frozenset({"name"})

    kind = CodeField()
    record = pw.IntegerField()
    content = pw.ForeignKeyField(FileContent, backref="attachments", on_delete="RESTRICT")
    name = pw.CharField(max_length=LONGEST_NAME)
    media_type = pw.CharField(max_length=100)
    size = pw.IntegerField()
    added_at = UtcField()
    staff = pw.IntegerField(null=True)
    salt = pw.BlobField()

    class Meta:
        indexes = ((("kind", "record"), False),)


@frozen
class Incoming:
    """A file that was looked at and may be attached."""

    name: str
    media_type: str
    data: bytes
    sha256: str


@frozen
class AttachmentRow:
    """An attachment as lists show one; ``size`` in bytes."""

    id: int
    name: str
    media_type: str
    size: int
    added_at: datetime


def read_incoming(path: Path) -> Incoming:
    """Look at a file that somebody chose. Raises Refused file.unreadable and as ``incoming``."""
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
    except OSError:
        raise Refused("file.unreadable", "file", name=path.name) from None
    return incoming(path.name, data)


def incoming(name: str, data: bytes) -> Incoming:
    """Check bytes under a name; the kind is told from the bytes, never from the name.

    Raises Refused file.empty, file.too_large (``megabytes``), file.kind (``name``).
    """
    if not data:
        raise Refused("file.empty", "file", name=name)
    if len(data) > LARGEST:
        raise Refused("file.too_large", "file", name=name, megabytes=LARGEST // 1024**2)
    media_type = sniff(data)
    if media_type is None:
        raise Refused("file.kind", "file", name=name)
    digest = hashlib.sha256(data).hexdigest()
    return Incoming(clean_name(name, media_type), media_type, data, digest)


def content_for(file: Incoming) -> FileContent:
    """The row that holds the file's bytes, made unless they are there. Inside a change only."""
    found = FileContent.get_or_none(FileContent.sha256 == file.sha256)
    if found is None:
        found = FileContent.create(sha256=file.sha256, size=len(file.data), data=file.data)
    return found


def values_for(file: Incoming, kind: str, record: int, now: datetime) -> dict[str, object]:
    """What to hand to ``change.create(Attachment, ...)``; keeps the bytes. Inside a change only."""
    return {
        "kind": kind,
        "record": record,
        "content": content_for(file),
        "name": file.name,
        "media_type": file.media_type,
        "size": len(file.data),
        "added_at": now,
    }


def listed(kind: str, record: int) -> list[AttachmentRow]:
    """The attachments of one record, oldest first, without their bytes."""
    query = (
        Attachment.select()
        .where((Attachment.kind == kind) & (Attachment.record == record))
        .order_by(Attachment.id)
    )
    return [AttachmentRow(a.id, a.name, a.media_type, a.size, a.added_at) for a in query]


def load(attachment: int) -> bytes:
    """The bytes of an attachment. Raises Refused file.unknown, StoreError store.damaged."""
    row = (
        FileContent.select(FileContent.data, FileContent.sha256)
        .join(Attachment)
        .where(Attachment.id == attachment)
        .first()
    )
    if row is None:
        raise Refused("file.unknown")
    data = bytes(row.data)
    if hashlib.sha256(data).hexdigest() != row.sha256:
        raise StoreError("store.damaged", file=DATABASE, detail="attachment")
    return data


def drop_unused() -> int:
    """Erase contents that nothing is attached to any more; how many. Inside a change only."""
    used = Attachment.select(Attachment.content)
    return int(FileContent.delete().where(FileContent.id.not_in(used)).execute())


def clean_name(name: str, media_type: str) -> str:
    """``name`` fit for any disk: no path, no controls or hidden marks, right ending, short."""
    text = unicodedata.normalize("NFC", name).replace("\\", "/").rsplit("/", 1)[-1]
    # Cc and Cf hold NUL, line ends and the marks that turn "gpj.exe" around on screen.
    text = "".join("_" if c in '<>:"|?*' else c for c in text if _visible(c))
    text = text.strip(" .") or "file"
    stem, _, ending = text.rpartition(".")
    endings = SUFFIXES[media_type]
    if not stem or ending.lower() not in endings:
        stem, ending = text, endings[0]
    if _RESERVED.fullmatch(stem):
        stem = f"_{stem}"
    return f"{stem[: LONGEST_NAME - len(ending) - 1]}.{ending}"


def _visible(char: str) -> bool:
    return unicodedata.category(char) not in {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}


@contextmanager
def write_atomic(path: Path, *, private: bool = False) -> Iterator[BinaryIO]:
    """Write ``path`` as a whole or not at all: beside it, made durable, then renamed.

    ``private`` files are for their owner alone. Raises StoreError store.disk_full or
    store.cannot_write; what stood at ``path`` before is untouched then.
    """
    temporary: Path | None = None
    try:
        handle, text = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".part", dir=path.parent)
        temporary = Path(text)
        with os.fdopen(handle, "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        if not private:
            temporary.chmod(0o644)
        temporary.replace(path)
        temporary = None
        sync_folder(path.parent)
    except OSError as error:
        raise _write_error(path, error) from error
    finally:
        if temporary is not None:
            with suppress(OSError):
                temporary.unlink()


def _write_error(path: Path, error: OSError) -> StoreError:
    full = error.errno in (errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC))
    code = "store.disk_full" if full else "store.cannot_write"
    return StoreError(code, file=path.name, folder=str(path.parent))
