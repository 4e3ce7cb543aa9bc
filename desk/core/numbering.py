"""Gapless document numbers: taken inside the change, per series and year."""

from __future__ import annotations

from desk.core.storage import Storage

WIDTH = 7


def take(storage: Storage, series: str, year: int) -> str:
    """The next number of ``series`` in ``year``, such as ``V260011287``.

    Must run inside the transaction of a change: if that is rolled back, so is the number.
    """
    row = storage.database.execute_sql(
        "INSERT INTO counter (series, year, last) VALUES (?, ?, 1) "
        "ON CONFLICT (series, year) DO UPDATE SET last = last + 1 RETURNING last",
        (series, year),
    ).fetchone()
    return f"{series}{year % 100:02d}{int(row[0]):0{WIDTH}d}"
