"""Reading rows as plain tuples, where models would cost and mean nothing."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any


def tuples(query: Any) -> Iterator[tuple[Any, ...]]:
    """The rows of a select as tuples, read as they are asked for."""
    return iter(query.tuples().iterator())


def ids(query: Any) -> list[int]:
    """The first column of a select."""
    return [row[0] for row in query.tuples()]
