"""Whole copies of the store's file: made, verified and put in its place."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from desk.core import folder as place
from desk.core.engine import StoreDatabase, problems
from desk.core.errors import StoreError

PAGES_A_STEP = 2048
SIDE_FILES = ("-wal", "-shm", "-journal")

Progress = Callable[[int, int], None]


def copy(
    source: StoreDatabase, path: Path, raw_key: bytes, progress: Progress | None = None
) -> None:
    """Copy the present moment of ``source`` to the new file ``path`` and verify it.

    Raises StoreError or whatever ``progress(left, total)`` raises; ``path`` is gone then.
    """
    try:
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    except FileExistsError:
        raise StoreError("store.exists", folder=str(path)) from None
    except OSError as error:
        raise StoreError("store.cannot_write", folder=str(path.parent), file=path.name) from error
    target = StoreDatabase(path, raw_key)
    try:
        with target.errors():
            # A reader's snapshot: without it, a writer beside us starts the copy anew each time.
            with source.atomic("DEFERRED"):
                source.execute_sql("SELECT count(*) FROM sqlite_master").fetchone()
                _copy_pages(source, target, progress)
            found = problems(target)
            if found:
                values = {"folder": str(path.parent), "file": path.name}
                raise StoreError("store.damaged", detail=found[0], **values)
        target.close_all()
        sync_file(path)
        place.sync_folder(path.parent)
    except BaseException:
        target.close_all()
        remove(path)
        raise


def _copy_pages(source: StoreDatabase, target: StoreDatabase, progress: Progress | None) -> None:
    def report(_status: int, left: int, total: int) -> None:
        if progress is not None:
            progress(left, total)

    source.connection().backup(
        target.connection(), pages=PAGES_A_STEP if progress else -1, progress=report
    )


def verify(path: Path, raw_key: bytes) -> list[str]:
    """What is wrong with the closed store file ``path``; raises StoreError if it can't be read."""
    found = StoreDatabase(path, raw_key)
    try:
        with found.errors():
            return problems(found)
    finally:
        found.close_all()


def settled(path: Path) -> bool:
    """Whether the closed ``path`` has no log left; waits a little for a thread that just ended."""
    for _ in range(20):
        if not any(Path(f"{path}{end}").exists() for end in SIDE_FILES):
            return True
        time.sleep(0.02)
    return False


def swap(path: Path, target: Path) -> None:
    """Put the closed store file ``path`` in place of the closed ``target``, at one stroke."""
    for file in (path, target):
        # A left-over log belongs to the old content and would be replayed onto the new.
        if not settled(file):
            raise StoreError("store.busy", folder=str(file.parent), file=file.name)
    path.replace(target)
    place.sync_folder(target.parent)


def remove(path: Path) -> None:
    """Delete a store file and what SQLite keeps beside it, as far as they exist."""
    for end in ("", *SIDE_FILES):
        with suppress(OSError):
            Path(f"{path}{end}").unlink()


def sync_file(path: Path) -> None:
    """Make the content of ``path`` durable."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())
