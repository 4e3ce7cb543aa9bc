"""Both Chinese scripts as one, for comparing words (names are never changed)."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import Any


@cache
def _converter() -> Any:
    from opencc import OpenCC

    return OpenCC("t2s")


@lru_cache(maxsize=4096)
def simplified(value: str) -> str:
    """A text with traditional characters made simplified ones, as ``業主`` → ``业主``."""
    return value if value.isascii() else str(_converter().convert(value))
