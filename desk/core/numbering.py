"""Gapless document numbers: taken inside the change, per series and year."""

from __future__ import annotations

from collections import defaultdict

from desk.core.storage import Storage
from desk.core.words import _

WIDTH = 7
_COUNTED = "SELECT year, last FROM counter WHERE series = ?"


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


def gapless(storage: Storage, table: str, series: str) -> list[str]:
    """Numbers of a series that were skipped, or given past the counter."""
    run = storage.database.execute_sql
    there: dict[int, tuple[int, int]] = defaultdict(lambda: (0, 0))
    head = len(series) + 2
    sql = (
        f"SELECT SUBSTR(number, 1, {head}), COUNT(*), MAX(SUBSTR(number, {head + 1})) "
        f"FROM {table} WHERE number LIKE ? GROUP BY 1"
    )
    for key, count, last in run(sql, (f"{series}%",)):
        if key[len(series) :].isdecimal() and last.isdecimal():
            there[int(key[len(series) :])] = (count, int(last))
    counted = {year % 100: last for year, last in run(_COUNTED, (series,))}
    faults = []
    for year in sorted({*counted, *there}):
        count, last = there[year]
        if not count == last == counted.get(year, 0):
            faults.append(
                _("Numbers {series}: {count} records, the last {last}, given out {given}.").format(
                    series=f"{series}{year:02d}",
                    count=count,
                    last=f"{last:0{WIDTH}d}",
                    given=counted.get(year, 0),
                )
            )
    return faults
