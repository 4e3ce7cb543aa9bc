"""Units in arrears: the list that dunning works through.

What a unit owes is a sum, which no index orders: the list keeps the units that owe (a few thousand
tuples) and reads names, late fees and contacts for the rows on the screen alone.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import Any

from desk.core.access import Permission
from desk.core.desk import Desk
from desk.core.frozen import frozen
from desk.core.text import mask_phone
from desk.fees.dunning import ageing
from desk.fees.dunning.ladder import Step, steps_due
from desk.fees.dunning.promises import broken_promises
from desk.fees.dunning.rows import Arrears, ArrearsRow
from desk.fees.reading import ask, day, marks
from desk.fees.till.late import LateTerms, chosen, days_late, defaults, on_principal


@frozen
class Owing:
    """One unit that owes, as the whole list is kept: enough to sort and to narrow it by."""

    id: int
    code: str
    sort: str
    building: int
    building_name: str
    kind: str
    buckets: tuple[int, ...]
    total: int
    oldest: date
    step: Step
    broken: bool
    promised: bool

    @property
    def overdue(self) -> int:
        """What is past its day."""
        return self.total - self.buckets[0]


SORTS: dict[str, Callable[[Owing], Any]] = {
    "sort": lambda row: row.sort,
    "total": lambda row: row.total,
    "overdue": lambda row: row.overdue,
    "oldest": lambda row: row.oldest,
}
_OWING = (
    "SELECT a.*, u.code, u.sort, u.building_id, b.name, u.kind "
    f"FROM ({ageing.OPEN_BY_UNIT}) a JOIN unit u ON u.id = a.unit "
    "JOIN building b ON b.id = u.building_id ORDER BY u.sort, u.id"
)
_PROMISED = (
    "SELECT unit_id, MAX(promised_on), promised FROM contact "
    "WHERE promise = 'open' AND promised_on >= ? GROUP BY unit_id"
)


def owing(desk: Desk) -> list[Owing]:
    """Every unit that owes something, by route. Needs fees.view."""
    desk.require(Permission.FEES_VIEW)
    today = desk.today
    steps = steps_due(desk)
    broken = {promise.unit for promise in broken_promises(desk)}
    promised = {key for key, *_rest in ask(desk, _PROMISED, today.isoformat())}
    found = desk.storage.database.execute_sql(_OWING, ageing.edges(today)).fetchall()
    none = Step()
    owes = []
    for row in found:
        key, buckets, total, oldest, place = row[0], row[1:8], row[8], row[9], row[10:15]
        since, step = date.fromisoformat(oldest), steps.get(key, none)
        facts = [key, *place, buckets, total, since, step, key in broken, key in promised]
        owes.append(Owing(*facts))
    return owes


def arrears_summary(desk: Desk, building: int | None = None) -> Arrears:
    """The figures above the list of units in arrears. Money in minor units. Needs fees.view."""
    units = [row for row in owing(desk) if building in (None, row.building)]
    sums = tuple(sum(column) for column in zip(*(row.buckets for row in units), strict=True))
    return Arrears(
        len(units), sum(row.total for row in units), sum(row.overdue for row in units),
        sums or (0,) * 7, sum(row.promised for row in units), sum(row.broken for row in units),
    )  # fmt: skip


def arrears_of(desk: Desk, unit: int) -> ArrearsRow | None:
    """One unit as the list shows it; None if it owes nothing."""
    found = [row for row in owing(desk) if row.id == unit]
    return in_full(desk, found)[0] if found else None


_NAMES = (
    "SELECT o.unit_id, o.role, p.name, (SELECT number FROM phone f WHERE f.person_id = p.id "
    "ORDER BY f.position, f.id LIMIT 1) FROM occupancy o JOIN person p ON p.id = o.person_id "
    "WHERE o.role IN ('owner', 'tenant') AND (o.until IS NULL OR o.until >= ?) AND o.unit_id IN "
)
_LAST = (
    "SELECT unit_id, business_date, way FROM contact WHERE id IN "
    "(SELECT MAX(id) FROM contact WHERE unit_id IN ({units}) GROUP BY unit_id)"
)
_GROWN = (
    "SELECT c.unit_id, c.due, c.balance, c.source, i.late_rate, i.grace, i.late_cap, i.purpose "
    "FROM charge c JOIN fee_item i ON i.id = c.item_id "
    "WHERE c.balance > 0 AND c.due < ? AND c.unit_id IN "
)


def in_full(desk: Desk, rows: Sequence[Owing]) -> list[ArrearsRow]:
    """``rows`` with names, late fees and contacts: for those on the screen."""
    units = [row.id for row in rows]
    names, phones = _people(desk, units)
    last = {
        key: (day(on), way) for key, on, way in ask(desk, _LAST.format(units=marks(units)), *units)
    }
    promised = {key: rest for key, *rest in ask(desk, _PROMISED, desk.today.isoformat())}
    late = late_fees(desk, units)
    made = []
    for row in rows:
        on, way = last.get(row.id, (None, ""))
        until, amount = promised.get(row.id, (None, None))
        made.append(
            ArrearsRow(
                row.id, row.code, row.building, row.building_name, row.kind,
                tuple(names.get(row.id, ())), phones.get(row.id, ""), row.buckets, row.total,
                row.overdue, late.get(row.id, 0), row.oldest, (desk.today - row.oldest).days,
                row.step, on, way, day(until), amount, row.broken,
            )
        )  # fmt: skip
    return made


def _people(desk: Desk, units: list[int]) -> tuple[dict[int, list[str]], dict[int, str]]:
    names: dict[int, list[str]] = {}
    phones: dict[int, str] = {}
    if not desk.allows(Permission.CUSTOMER_VIEW):
        return names, phones
    sql = f"{_NAMES}({marks(units)}) ORDER BY o.role, o.id"
    for unit, _role, name, number in ask(desk, sql, desk.today.isoformat(), *units):
        known = names.setdefault(unit, [])
        if name not in known:
            known.append(name)
        if number:
            phones.setdefault(unit, mask_phone(number))
    return names, phones


def late_fees(desk: Desk, units: Sequence[int], on: date | None = None) -> dict[int, int]:
    """The late fee that the debts of each of ``units`` have grown on a day (today)."""
    today = on or desk.today
    usual = defaults(desk)
    known: dict[tuple[Any, ...], LateTerms] = {}
    grown: dict[int, int] = {}
    for unit, due, balance, source, *rest in ask(
        desk, f"{_GROWN}({marks(units)})", today.isoformat(), *units
    ):
        key = (source == "late", *rest)
        terms = known.get(key)
        if terms is None:
            rate, grace, cap, purpose = rest
            terms = known[key] = chosen(usual, rate, grace, cap, source, purpose)
        days = days_late(date.fromisoformat(due), today, terms.grace)
        grown[unit] = grown.get(unit, 0) + on_principal(balance, days, terms)
    return grown


def older_than(days: int, today: date) -> Callable[[Owing], bool]:
    """Whether a unit's oldest debt is late by more than ``days``."""
    edge = today - timedelta(days=days)
    return lambda row: row.oldest < edge
