"""What must hold of visits, whatever was done to them: found wrong by ``main.py check``."""

from __future__ import annotations

from collections import defaultdict

from desk.core.desk import Desk
from desk.core.numbering import WIDTH
from desk.core.words import _
from desk.reception.visitors.verbs import SERIES

_IN = "SELECT number FROM visit WHERE state IN ('on_site', 'left') AND in_at IS NULL LIMIT 20"
_OUT = (
    "SELECT number FROM visit WHERE (state = 'left' AND out_at IS NULL) "
    "OR (state = 'on_site' AND out_at IS NOT NULL) LIMIT 20"
)
_PEOPLE = "SELECT number FROM visit WHERE people < 1 OR gone < 0 OR gone >= people LIMIT 20"
_COUNTED = "SELECT year, last FROM counter WHERE series = ?"


def _numbers(desk: Desk, sql: str) -> list[str]:
    return [number for (number,) in desk.storage.database.execute_sql(sql)]


def states(desk: Desk) -> list[str]:
    """Visits whose state and times contradict each other."""
    faults = [_("Visit {number} has no time in.").format(number=n) for n in _numbers(desk, _IN)]
    faults += [
        _("Visit {number}: its time out does not fit its state.").format(number=number)
        for number in _numbers(desk, _OUT)
    ]
    faults += [
        _("Visit {number}: its number of people is not possible.").format(number=number)
        for number in _numbers(desk, _PEOPLE)
    ]
    return faults


def gapless(desk: Desk, table: str, series: str) -> list[str]:
    """Numbers of a series that were skipped, or given past the counter."""
    run = desk.storage.database.execute_sql
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


def visit_numbers(desk: Desk) -> list[str]:
    """Gaps in the numbers of visits."""
    return gapless(desk, "visit", SERIES)


def pass_numbers(desk: Desk) -> list[str]:
    """Gaps in the numbers of standing passes."""
    return gapless(desk, "standing_pass", "P")
