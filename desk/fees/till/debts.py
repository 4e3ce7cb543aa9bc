"""What is owed, oldest first, with the late fee it has grown: of a unit, or of a person."""

from __future__ import annotations

from datetime import date
from typing import Any

from desk.core.access import Permission
from desk.core.desk import Desk
from desk.core.frozen import frozen
from desk.fees.till.late import LateTerms, chosen, days_late, defaults, on_part, on_principal


@frozen
class Debt:
    """One open charge on a day; amounts in minor units. ``days_late`` are counted after grace.

    ``balance`` is the principal still owed, ``late_fee`` what all of it has grown so far;
    ``terms`` tell what a part would grow (``late_on``). ``source`` is the charge's.
    """

    id: int
    unit: int
    unit_code: str
    person: int | None
    person_name: str
    item: int
    item_name: str
    period_from: date
    period_to: date
    due: date
    amount: int
    paid: int
    reduced: int
    balance: int
    late_fee: int
    days_late: int
    source: str
    terms: LateTerms

    @property
    def total(self) -> int:
        """All that is needed to be rid of it."""
        return self.balance + self.late_fee

    def late_on(self, amount: int, discount: int = 0) -> int:
        """The late fee on paying ``amount`` of it when ``discount`` of it is let off first."""
        return on_part(self.balance - discount, amount, self.days_late, self.terms)


_DEBTS = (
    "SELECT c.id, c.unit_id, u.code, c.person_id, coalesce(p.name, ''), c.item_id, i.name, "
    "c.period_from, c.period_to, c.due, c.amount, c.paid, c.reduced, c.balance, c.source, "
    "i.late_rate, i.grace, i.late_cap, i.purpose "
    "FROM charge c JOIN unit u ON u.id = c.unit_id JOIN fee_item i ON i.id = c.item_id "
    "LEFT JOIN person p ON p.id = c.person_id WHERE c.balance > 0 AND "
)
_ORDER = " ORDER BY c.due, c.period_from, c.id"
_OF_UNIT = _DEBTS + "c.unit_id = ?" + _ORDER
_ITS_UNITS = (
    "SELECT unit_id FROM occupancy WHERE person_id = ? AND role IN ('owner', 'tenant') "
    "AND (since IS NULL OR since <= ?) AND (until IS NULL OR until >= ?)"
)
_OF_PERSON = (
    _DEBTS + "c.id IN (SELECT id FROM charge WHERE balance > 0 AND person_id = ? UNION "
    f"SELECT id FROM charge WHERE balance > 0 AND unit_id IN ({_ITS_UNITS}))" + _ORDER
)


def debts_of_unit(desk: Desk, unit: int, on: date | None = None) -> list[Debt]:
    """All that is owed for a unit, oldest first; late fees as on ``on`` (None: today)."""
    desk.require(Permission.FEES_VIEW)
    return _read(desk, _OF_UNIT, (unit,), on)


def debts_of_person(desk: Desk, person: int, on: date | None = None) -> list[Debt]:
    """What a person owes and what is owed for all units that they own or rent, oldest first."""
    desk.require(Permission.FEES_VIEW)
    today = desk.today.isoformat()
    return _read(desk, _OF_PERSON, (person, person, today, today), on)


def _read(desk: Desk, sql: str, values: tuple[Any, ...], on: date | None) -> list[Debt]:
    day = on or desk.today
    usual = defaults(desk)
    known: dict[tuple[Any, ...], LateTerms] = {}
    made: Any = Debt
    debts: list[Debt] = []
    for row in desk.storage.database.execute_sql(sql, values):
        *head, start, end, due, amount, paid, reduced, balance, source = row[:15]
        key = (*row[15:], source == "late")
        terms = known.get(key)
        if terms is None:
            rate, grace, cap, purpose = row[15:]
            terms = known[key] = chosen(usual, rate, grace, cap, source, purpose)
        since = date.fromisoformat(due)
        days = days_late(since, day, terms.grace)
        debts.append(
            made(
                *head, date.fromisoformat(start), date.fromisoformat(end), since, amount, paid,
                reduced, balance, on_principal(balance, days, terms), days, source, terms,
            )
        )  # fmt: skip
    return debts
