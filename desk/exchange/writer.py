"""Writes an import's rows on a thread of its own, while the next rows are read.

The driver lets Python go on only while one statement runs. So all rows of a table go in by one
statement, as JSON; row by row the writer would wait for Python's lock a hundred thousand times.
"""

from __future__ import annotations

import threading
from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from types import TracebackType

from desk.core.engine import StoreDatabase
from desk.core.errors import StoreError

Statement = tuple[str, str]
"""SQL with one parameter, and that parameter."""


class Writer:
    """Runs statements inside the caller's transaction and on its connection, in their order.

    The connection is handed over with ``write``: before its next statement the caller calls
    ``wait``. At the end of the ``with`` block the writer has stopped, whatever happened, so
    that the caller may commit or roll back.
    """

    def __init__(self, database: StoreDatabase) -> None:
        self._database = database
        self._connection = database.connection()
        # An import comes by each page about once: to keep more of them is memory for nothing.
        self._connection.execute("PRAGMA cache_size = -16384")
        self._threads = ThreadPoolExecutor(1, "import-writer")
        self._under_way: Future[None] | None = None
        self._over = threading.Event()

    def write(self, statements: Sequence[Statement]) -> None:
        """Begin to run these, once those before are done. Raises what ``wait`` raises."""
        self.wait()
        if self._database.closing:
            raise StoreError("store.closed")
        self._under_way = self._threads.submit(self._run, statements)

    def wait(self) -> None:
        """Until all is written: the connection is the caller's again. Raises StoreError."""
        done, self._under_way = self._under_way, None
        if done is not None:
            with self._database.errors():
                done.result()

    def _run(self, statements: Sequence[Statement]) -> None:
        for sql, rows in statements:
            if self._over.is_set() or not self._connection.in_transaction:
                return  # nothing of it is to be kept
            if self._database.closing:
                raise StoreError("store.closed")
            self._connection.execute(sql, (rows,))

    def __enter__(self) -> Writer:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if error is not None:
            self._over.set()
        self._threads.shutdown()
        if error is None:
            self.wait()
