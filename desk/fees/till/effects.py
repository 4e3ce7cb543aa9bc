"""What a posted receipt writes beside itself: lines, tenders, accounts, late charges."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from desk.core.change import Change
from desk.core.desk import Desk
from desk.core.fields import canonical_json
from desk.fees.accounts import post_entry
from desk.fees.standard import LATE, purpose_item
from desk.fees.till.lines import Line
from desk.fees.till.tenders import Paid

_LINE = (
    "INSERT INTO receipt_line (receipt_id, position, kind, item_id, charge_id, account, unit_id, "
    "text, quantity, price, amount, discount, late_fee, late_waived, reason) VALUES "
)
_TENDER = "INSERT INTO tender (receipt_id, kind, amount, given, reference, account) VALUES "
_PAY = (
    "UPDATE charge SET paid = paid + ?, reduced = reduced + ?, balance = balance - ? WHERE id = ?"
)
_LATE = (
    "INSERT INTO charge (unit_id, person_id, item_id, source, source_id, state, billed, posted_on, "
    "period_from, period_to, due, part, parts, rate, inputs, amount, paid, reduced, balance) "
    "VALUES (?, ?, ?, 'late', ?, 'posted', 0, ?, ?, ?, ?, 1, 1, 1000, ?, ?, 0, 0, ?)"
)


def write(
    desk: Desk, change: Change, receipt: int, lines: Sequence[Line], paid: Sequence[Paid]
) -> None:
    """Keep the lines and tenders of a new receipt and let them take effect, inside its change."""
    database: Any = desk.storage.database
    last = _insert(database, _LINE, [_line(receipt, n, line) for n, line in enumerate(lines, 1)])
    if paid:
        tenders = [(receipt, t.kind, t.amount, t.given, t.reference, t.account) for t in paid]
        _insert(database, _TENDER, tenders)
    pay = [
        (line.amount, line.discount, line.amount + line.discount, line.charge)
        for line in lines
        if line.charge is not None
    ]
    if pay:
        database.cursor().executemany(_PAY, pay)
    for line in lines:
        if line.account is not None:
            post_entry(desk, change, line.account, "receipt", receipt, line.amount)
    for tender in paid:
        if tender.account is not None:
            post_entry(desk, change, tender.account, "receipt", receipt, -tender.amount)
    if any(line.deferred for line in lines):
        _defer(desk, change, lines, last - len(lines) + 1)


def _insert(database: Any, sql: str, rows: Sequence[tuple[Any, ...]]) -> int:
    """All rows by one statement; the last one's id (they are numbered without a gap)."""
    marks = f"({', '.join('?' * len(rows[0]))})"
    values = [value for row in rows for value in row]
    cursor = database.execute_sql(sql + ", ".join([marks] * len(rows)), values)
    return int(cursor.lastrowid)


def _line(receipt: int, position: int, line: Line) -> tuple[Any, ...]:
    return (
        receipt, position, line.kind, line.item, line.charge, line.account, line.unit, line.text,
        line.quantity, line.price, line.amount, line.discount, line.late_fee, line.late_waived,
        line.reason,
    )  # fmt: skip


def _defer(desk: Desk, change: Change, lines: Sequence[Line], first: int) -> None:
    """Late fee that is owed still, as charges of their own; their source is the receipt's line."""
    item = purpose_item(desk, change, LATE).id
    today = desk.today.isoformat()
    for place, line in enumerate(lines):
        if not line.deferred:
            continue
        inputs = {
            "charge": line.charge, "principal": line.amount, "days": line.days, "rate": line.rate,
            "paid": line.late_fee, "waived": line.late_waived,
        }  # fmt: skip
        desk.storage.database.execute_sql(
            _LATE,
            (
                line.unit, line.owner, item, first + place, today, *line.period, today,
                canonical_json(inputs), line.deferred, line.deferred,
            ),
        )  # fmt: skip
