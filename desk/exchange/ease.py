"""What a long run over many rows asks of the store and of Python while it lasts."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

from desk.core.desk import Desk

CACHE_KIB = 64 * 1024


@contextmanager
def at_ease(desk: Desk) -> Iterator[None]:
    """Room for the pages that an import touches, and no looking for garbage among its rows.

    Together a quarter of the time: nothing here makes reference cycles, and pages that leave
    the cache are encrypted each time.
    """
    run = desk.storage.database.execute_sql
    (kept,) = run("PRAGMA cache_size").fetchone()
    run(f"PRAGMA cache_size = -{CACHE_KIB}")
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()
        run(f"PRAGMA cache_size = {int(kept)}")
