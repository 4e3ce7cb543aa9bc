"""What a long run over many rows asks of Python while it lasts."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def at_ease() -> Iterator[None]:
    """No looking for garbage among the rows of an import: nothing there makes cycles.

    A larger page cache was tried beside it: no faster, and 15 MB more.
    """
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()
