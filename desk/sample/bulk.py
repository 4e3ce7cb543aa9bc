"""Rows by the hundred thousand: some at a time, with the running numbers of each year."""

from __future__ import annotations

from collections import Counter as Tally
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import islice
from typing import TypeVar

from desk.core.models import Counter
from desk.core.numbering import WIDTH

PART = 10_000
T = TypeVar("T")


def parts(rows: Iterable[T]) -> Iterator[list[T]]:
    """``rows`` as lists, so that what hangs on them can be written beside them."""
    found = iter(rows)
    while part := list(islice(found, PART)):
        yield part


class Numbers:
    """The numbers of a series, one after the other within each year."""

    def __init__(self, series: str) -> None:
        self._series = series
        self._last: Tally[int] = Tally()

    def next(self, day: date) -> str:
        """The number of the next record, which is of this day."""
        self._last[day.year] += 1
        return f"{self._series}{day.year % 100:02d}{self._last[day.year]:0{WIDTH}d}"

    def keep(self) -> None:
        """Let numbering go on after the last ones given."""
        for year, last in sorted(self._last.items()):
            row = Counter.insert(series=self._series, year=year, last=last)
            row.on_conflict_replace().execute()
