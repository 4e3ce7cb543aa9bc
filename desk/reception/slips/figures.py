"""What is owed for a unit at the moment somebody wants to leave with goods, and why.

The figures are kept on the slip as they were: what was decided was decided on these.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from typing import Any

from desk.core.desk import Desk
from desk.core.fields import to_millis
from desk.core.frozen import frozen
from desk.fees.billing.why import why_many
from desk.fees.till.debts import debts_of_unit

MOVING_OUT = "moving_out"


@frozen
class DebtLine:
    """One open charge: ``why`` is how it was worked out; ``counts`` whether it is in the way."""

    charge: int
    item: str
    period_from: date
    period_to: date
    due: date
    balance: int
    late_fee: int
    why: str
    counts: bool


@frozen
class Figures:
    """What is owed for a unit at ``at``; amounts in minor units.

    ``owed`` and ``late_fee`` are of the lines that count: what is overdue, and all of it where
    somebody moves out. ``not_due`` is the rest. ``receipts`` are numbers of what was paid between
    a first look that found debts and this one; ``before`` what counted then.
    """

    at: datetime
    lines: tuple[DebtLine, ...]
    owed: int
    late_fee: int
    not_due: int
    before: int = 0
    receipts: tuple[str, ...] = ()

    @property
    def total(self) -> int:
        """All that has to be paid, or decided on."""
        return self.owed + self.late_fee


def look(desk: Desk, unit: int, kind: str = "") -> Figures:
    """The figures of now for a unit and a kind of slip. Needs fees.view."""
    debts = debts_of_unit(desk, unit)
    reasons = why_many(desk, [debt.id for debt in debts])
    whole, today = kind == MOVING_OUT, desk.today
    lines = tuple(
        DebtLine(
            debt.id, debt.item_name, debt.period_from, debt.period_to, debt.due, debt.balance,
            debt.late_fee, reasons.get(debt.id, ""), whole or debt.due < today,
        )
        for debt in debts
    )  # fmt: skip
    counted = [line for line in lines if line.counts]
    return Figures(
        desk.now, lines, sum(line.balance for line in counted),
        sum(line.late_fee for line in counted),
        sum(line.balance for line in lines if not line.counts),
    )  # fmt: skip


# In this order and not by states: any other way reads every receipt there is.
_PAID = (
    "SELECT r.number FROM receipt r CROSS JOIN receipt_line l ON l.receipt_id = r.id "
    "WHERE r.business_date >= ? AND r.at >= ? AND +r.state = 'posted' AND l.unit_id = ?"
)


def since(desk: Desk, unit: int, kind: str, first: Figures | None) -> Figures:
    """The figures of now, with what was paid since a ``first`` look that found debts."""
    now = look(desk, unit, kind)
    if first is None or not (first.total or first.before):
        return now
    day = desk.local(first.at).date().isoformat()
    run = desk.storage.database.execute_sql
    paid = sorted({number for (number,) in run(_PAID, (day, to_millis(first.at), unit))})
    before = max(first.before, first.total)
    receipts = tuple(dict.fromkeys((*first.receipts, *paid)))
    if now.total >= before and not receipts:
        return now
    return replace(now, before=before, receipts=receipts)


def to_json(figures: Figures) -> dict[str, Any]:
    """The figures in JSON's types, to be kept."""
    return {
        "at": figures.at.isoformat(),
        "owed": figures.owed, "late_fee": figures.late_fee, "not_due": figures.not_due,
        "before": figures.before, "receipts": list(figures.receipts),
        "lines": [
            [line.charge, line.item, line.period_from.isoformat(), line.period_to.isoformat(),
             line.due.isoformat(), line.balance, line.late_fee, line.why, line.counts]
            for line in figures.lines
        ],
    }  # fmt: skip


def from_json(kept: dict[str, Any] | None) -> Figures | None:
    """The figures that ``to_json`` kept."""
    if not kept:
        return None
    day = date.fromisoformat
    lines = tuple(
        DebtLine(charge, item, day(first), day(last), day(due), balance, late, why, counts)
        for charge, item, first, last, due, balance, late, why, counts in kept["lines"]
    )
    return Figures(
        datetime.fromisoformat(kept["at"]), lines, kept["owed"], kept["late_fee"],
        kept["not_due"], kept["before"], tuple(kept["receipts"]),
    )  # fmt: skip
