"""The encrypted SQLite file as a Peewee database: its key, its pragmas, its errors in our words.

Only ``storage`` and ``copies`` use it; everyone else goes through ``Storage``.
"""

from __future__ import annotations

import hmac
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from hashlib import sha256
from pathlib import Path
from typing import Any
from weakref import WeakSet

import peewee
from playhouse.sqlcipher_ext import SqlCipherDatabase
from sqlcipher3 import dbapi2 as sqlcipher

from desk.core import folder as place
from desk.core.errors import StoreError

KEY_BYTES = 32
SALT_BYTES = 16
OLDEST_SQLITE = (3, 51, 3)  # before it, a WAL reset can lose commits
APPLICATION_ID = 0x4644534B  # "FDSK"
PLAIN_HEADER = b"SQLite format 3\x00"
BUSY_SECONDS = 5.0
CLOSE_SECONDS = 5.0
PRAGMAS = (
    ("journal_mode", "WAL"),
    ("synchronous", "FULL"),  # an acknowledged change survives a power cut
    ("foreign_keys", "ON"),
    ("recursive_triggers", "ON"),  # else INSERT OR REPLACE slips past triggers that refuse DELETE
    ("trusted_schema", "OFF"),
    ("cell_size_check", "ON"),
    ("temp_store", "MEMORY"),  # sorting must not leave plain text in temporary files
    ("cache_size", -65536),  # KiB, taken as needed; every page read anew is decrypted anew
    ("journal_size_limit", 64 * 1024 * 1024),
)


class _Connection(sqlcipher.Connection):
    """A connection that can be referred to weakly, so that a finished thread's one goes away."""


class StoreDatabase(SqlCipherDatabase):
    """Peewee's SQLCipher database, opened by a raw key, with errors in the house's words."""

    def __init__(self, path: Path, raw_key: bytes) -> None:
        if len(raw_key) != KEY_BYTES or not any(raw_key):
            # SQLCipher writes plain text when its key is empty.
            raise ValueError("the store's key must be 32 random bytes")
        self.path = path
        self.salt = derive(raw_key, "desk.db salt", SALT_BYTES)
        self._key = raw_key
        self._open: WeakSet[_Connection] = WeakSet()
        self._jobs: Counter[int] = Counter()  # background work by thread
        self._changed = threading.Condition()
        self.closing = False
        super().__init__(str(path), lock_type="IMMEDIATE", pragmas=PRAGMAS)

    def _connect(self) -> _Connection:
        if self.closing:
            raise StoreError("store.closed")
        conn: _Connection = sqlcipher.connect(
            f"{self.path.absolute().as_uri()}?mode=rw",  # never make a new file by accident
            uri=True,
            timeout=BUSY_SECONDS,
            isolation_level=None,
            check_same_thread=False,  # interrupt() comes from the thread that ends the program
            cached_statements=256,
            factory=_Connection,
        )
        try:
            # SQLCipher would print its own idea of a wrong key to stderr.
            conn.execute("PRAGMA cipher_log_level = NONE")
            # The salt comes from the key: the file's first bytes then tell a wrong key from damage.
            conn.execute(f"PRAGMA key = \"x'{self._key.hex()}{self.salt.hex()}'\"")
            self._add_conn_hooks(conn)
        except BaseException:
            conn.close()
            raise
        with self._changed:
            self._open.add(conn)
        return conn

    def _close(self, conn: _Connection) -> None:
        with self._changed:
            self._open.discard(conn)
        if self.closing:
            # An interruption outlives its statement; a new one ends it, else the last to close
            # would leave the log beside the file.
            with suppress(sqlcipher.Error):
                conn.execute("SELECT 1").fetchall()
        conn.close()

    def connect(self, reuse_if_open: bool = False) -> bool:
        with self.errors():
            return bool(super().connect(reuse_if_open))

    def _execute_cursor(self, sql: str, params: Any, **options: Any) -> Any:
        if self.closing:
            raise StoreError("store.closed")
        with self.errors():
            return super()._execute_cursor(sql, params, **options)

    def begin(self, lock_type: str | None = None) -> None:
        with self.errors():
            super().begin(lock_type)

    def commit(self) -> None:
        with self.errors():
            super().commit()

    def rollback(self) -> None:
        # A full disk makes SQLite roll back by itself; a second time would hide the reason.
        if not self.is_closed() and self.connection().in_transaction:
            super().rollback()

    def errors(self) -> _Errors:
        """Context: what the driver raises comes out as StoreError where it is one."""
        return _Errors(self)

    @contextmanager
    def job(self) -> Iterator[None]:
        """Wrap a background thread's work: closing waits for its end, its connection is closed."""
        me = threading.get_ident()
        with self._changed:
            self._jobs[me] += 1
        try:
            with self.errors():
                yield
        finally:
            self._close_mine()
            with self._changed:
                self._jobs[me] -= 1
                self._changed.notify_all()

    def close_all(self) -> bool:
        """Stop background jobs and close; False if some other thread still has a connection.

        Another thread's connection is never closed from here: SQLite's driver crashes when that
        happens during a statement. It is interrupted, and ends by itself.
        """
        me = threading.get_ident()
        self.closing = True
        self._close_mine()
        with self._changed:
            for conn in list(self._open):
                conn.interrupt()
            self._changed.wait_for(
                lambda: not any(n for thread, n in self._jobs.items() if thread != me),
                CLOSE_SECONDS,
            )
            return not len(self._open)

    def _close_mine(self) -> None:
        if not self.is_closed():
            while self.transaction_depth():
                self.pop_transaction()
            self.rollback()
            self.close()


class _Errors:
    """A context manager as a class: it stands around every statement, so it must cost little."""

    __slots__ = ("_database",)

    def __init__(self, owner: StoreDatabase) -> None:
        self._database = owner

    def __enter__(self) -> None:
        pass

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        if error is not None:
            known = store_error(error, self._database)
            if known is not None:
                raise known from error


def store_error(error: BaseException, owner: StoreDatabase) -> StoreError | None:
    """The StoreError that a driver's or Peewee's ``error`` amounts to, or None."""
    if not isinstance(error, (peewee.DatabaseError, peewee.InterfaceError, sqlcipher.Error)):
        return None
    cause = getattr(error, "orig", None) or error  # Peewee keeps what the driver raised
    name = str(getattr(cause, "sqlite_errorname", "")).removeprefix("SQLITE_")
    folder = owner.path.parent
    values = {"folder": str(folder), "file": owner.path.name, "detail": name}
    if name == "NOTADB":
        return StoreError("store.damaged" if _is_ours(owner) else "store.wrong_key", **values)
    if name.startswith("IOERR") and _nearly_full(folder):
        return StoreError("store.disk_full", **values)
    if name in _EXACT:
        return StoreError(_EXACT[name], **values)
    if name == "INTERRUPT" and owner.closing:
        return StoreError("store.closed", **values)
    code = _CODES.get(name.split("_")[0])
    return StoreError(code, **values) if code else None


_EXACT = {"IOERR_CORRUPTFS": "store.damaged", "IOERR_DATA": "store.damaged"}
_CODES = {
    "FULL": "store.disk_full",
    "READONLY": "store.read_only",
    "PERM": "store.read_only",
    "CANTOPEN": "store.cannot_open",
    "CORRUPT": "store.damaged",
    "BUSY": "store.busy",
    "LOCKED": "store.busy",
    "IOERR": "store.disk_trouble",
}


def _is_ours(owner: StoreDatabase) -> bool:
    with suppress(OSError):
        return header(owner.path) == owner.salt
    return False


def _nearly_full(folder: Path) -> bool:
    with suppress(OSError):
        return place.free_bytes(folder) < 1024 * 1024
    return False


def header(path: Path) -> bytes:
    """The first bytes of a store file: its salt, or a plain file's mark."""
    with path.open("rb") as file:
        return file.read(SALT_BYTES)


def derive(raw_key: bytes, purpose: str, length: int = 32) -> bytes:
    """A key for one ``purpose`` (HKDF-SHA256 of the store's key, RFC 5869); always the same.

    At most 32 bytes: one round of the standard, which is two HMACs. ``cryptography`` has it too,
    but every start would pay 6 MB and some milliseconds for that.
    """
    if not 0 < length <= sha256().digest_size:
        raise ValueError(length)
    extracted = hmac.digest(bytes(sha256().digest_size), raw_key, "sha256")
    return hmac.digest(extracted, f"front desk: {purpose}\x01".encode(), "sha256")[:length]


def problems(owner: StoreDatabase) -> list[str]:
    """What SQLCipher and SQLite find wrong with an open file; empty when it is sound."""
    found: list[str] = []
    for pragma in ("cipher_integrity_check", "integrity_check", "foreign_key_check"):
        try:
            with owner.errors():
                rows = owner.execute_sql(f"PRAGMA {pragma}").fetchall()
        except StoreError as error:
            if error.code != "store.damaged":
                raise
            rows = [("the check could not go on",)]
        found += [f"{pragma}: {' '.join(map(str, row))}" for row in rows if row != ("ok",)]
    return found


def refuse_driver() -> None:
    """Raise StoreError("store.old_driver") for an SQLite that may lose data or can't encrypt."""
    if sqlcipher.sqlite_version_info < OLDEST_SQLITE:
        raise StoreError("store.old_driver", version=sqlcipher.sqlite_version)
