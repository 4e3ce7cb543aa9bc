"""The store: one encrypted SQLite file, its key, its pragmas and its transactions.

A store is a folder with ``desk.db`` (the data), ``desk.keys`` (the wrapped key, see ``keyslots``)
and ``desk.lock``. Each thread has a connection of its own. Whatever the disk or the file does
comes out as a StoreError that says what to do; broken constraints stay Peewee's IntegrityError.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import peewee

from desk.core import copies, engine
from desk.core import folder as place
from desk.core.engine import StoreDatabase
from desk.core.errors import StoreError

database = peewee.DatabaseProxy()


class BaseModel(peewee.Model):
    """Base of all tables: bound to the open store."""

    if TYPE_CHECKING:
        id: peewee.Field[int]

    class Meta:
        database = database
        legacy_table_names = False


class Storage:
    """An open store. Made by ``create`` or ``open``; the models are bound to it until ``close``."""

    def __init__(self, folder: Path, raw_key: bytes) -> None:
        self.folder = folder
        self.warnings: tuple[StoreError, ...] = ()
        """What the user should hear though the store opened (texts.sentence makes it words)."""
        self._key = raw_key
        self._derived: dict[str, bytes] = {}
        self._guard = threading.Lock()
        self.database = StoreDatabase(folder / place.DATABASE, raw_key)
        self._lock = place.FolderLock(folder)

    @classmethod
    def create(cls, folder: Path, raw_key: bytes) -> Storage:
        """Make an empty store in ``folder`` (made if missing). Raises StoreError."""
        engine.refuse_driver()
        place.make_folder(folder)
        storage = cls(folder, raw_key)
        try:
            with place.folder_errors(folder):
                os.close(os.open(storage.path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
        except BaseException:
            storage.close()
            raise
        try:
            storage.database.execute_sql(f"PRAGMA application_id = {engine.APPLICATION_ID}")
            storage._start()
            place.sync_folder(folder)
        except BaseException:
            storage.close()
            copies.remove(storage.path)  # an empty store that nobody has used
            raise
        return storage

    @classmethod
    def open(cls, folder: Path, raw_key: bytes) -> Storage:
        """Open the store in ``folder``. Raises StoreError and then holds nothing."""
        engine.refuse_driver()
        path = folder / place.DATABASE
        if not path.is_file():
            raise StoreError("store.missing", folder=str(folder))
        place.refuse_network(folder)
        if not (place.writable(folder) and place.writable(path)):
            raise StoreError("store.read_only", folder=str(folder))
        storage = cls(folder, raw_key)
        try:
            storage._start()
        except BaseException:
            storage.close()
            raise
        return storage

    @property
    def key(self) -> bytes:
        """The raw key, for those who give it another slot; never shown, written or logged."""
        return self._key

    @property
    def path(self) -> Path:
        """The database file."""
        return self.folder / place.DATABASE

    def _start(self) -> None:
        self._refuse_header()
        if not self.database.execute_sql("PRAGMA cipher_version").fetchone():
            # An sqlcipher3 built on plain SQLite takes any key and encrypts nothing.
            raise StoreError("store.old_driver", version="0")
        self.database.execute_sql("SELECT count(*) FROM sqlite_master").fetchone()
        free = place.free_bytes(self.folder)
        if free < place.LOW_SPACE:
            megabytes = free // (1024 * 1024)
            self.warnings = (StoreError("store.low_space", free=megabytes),)
        database.initialize(self.database)

    def _refuse_header(self) -> None:
        header = engine.header(self.path)
        values = {"folder": str(self.folder), "file": self.path.name, "detail": "header"}
        if header == engine.PLAIN_HEADER:
            raise StoreError("store.not_encrypted", **values)
        if len(header) < engine.SALT_BYTES:
            raise StoreError("store.damaged", **values)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """One all-or-nothing change: BEGIN IMMEDIATE ... COMMIT; inside another, a savepoint.

        Raises StoreError when the change could not be kept; nothing of it is kept then.
        """
        with self.database.errors(), self.database.atomic():
            yield

    @contextmanager
    def reading(self) -> Iterator[None]:
        """Several reads of one and the same moment; waits for nobody, keeps nobody waiting."""
        with self.database.errors(), self.database.atomic("DEFERRED"):
            yield

    @contextmanager
    def thread(self) -> Iterator[None]:
        """Wrap every background job's work: ``close`` stops it and waits for it, and its thread's
        connection is closed at the end. The job sees StoreError("store.closed") then.
        """
        with self.database.job():
            yield

    def known(self, error: BaseException) -> StoreError | None:
        """The StoreError behind an ``error`` that came while rows were being read, or None.

        Statements raise StoreError by themselves; only a damaged page far into a long result comes
        out of the driver as it is. For whoever catches what nobody caught.
        """
        return engine.store_error(error, self.database)

    def derive(self, purpose: str) -> bytes:
        """32 bytes for one ``purpose`` (audit chain, tokens), bound to the store's key."""
        with self._guard:
            if purpose not in self._derived:
                self._derived[purpose] = engine.derive(self._key, purpose)
            return self._derived[purpose]

    def problems(self) -> list[str]:
        """What is wrong with the file, in SQLite's words; empty when sound. Reads everything."""
        return engine.problems(self.database)

    def copy_to(self, path: Path, progress: Callable[[int, int], None] | None = None) -> None:
        """Write a verified, equally encrypted copy of this moment to ``path``, which must be new.

        ``progress`` is told (pages left, pages in all) and may raise to stop. Raises StoreError;
        nothing is left at ``path`` then.
        """
        copies.copy(self.database, path, self._key, progress)

    def beside(self, path: Path) -> StoreDatabase:
        """Another file with this store's key (a copy, a backup), for the caller to close."""
        return StoreDatabase(path, self._key)

    def close_connections(self) -> None:
        """Stop background jobs and close every connection but keep the folder; the next statement
        opens anew. Raises StoreError("store.busy") if a thread does not let go.
        """
        done = self.database.close_all()
        self.database.closing = False
        if done and not copies.settled(self.path):
            # The last one to close was interrupted and left the log: close once more, undisturbed.
            self.database.execute_sql("SELECT count(*) FROM sqlite_master").fetchone()
            self.database.close()
            done = copies.settled(self.path)
        if not done:
            raise StoreError("store.busy")

    def replace_by(self, path: Path) -> None:
        """Put the store file ``path`` (same key, same disk) in place of the present one."""
        self.close_connections()
        copies.swap(path, self.path)

    def discard(self) -> None:
        """Close and delete the store: for a set-up that failed, before anybody worked with it."""
        self.close()
        copies.remove(self.path)

    def close(self) -> None:
        """Close all connections and give the folder back. Harmless when done twice."""
        self.database.close_all()
        self._lock.release()
