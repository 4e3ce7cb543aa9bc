"""Adjustments as they are read: a row of the list, and one in full."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from desk.core.access import Permission
from desk.core.desk import Desk
from desk.core.errors import Refused
from desk.core.fields import from_millis
from desk.core.frozen import frozen
from desk.fees import flow
from desk.fees.models import Adjustment


@frozen
class AdjustmentRow:
    """A write-off, credit or transfer as lists show one. Money in minor units, times UTC.

    A transfer goes from ``account`` (of ``unit``, ``person_name``) to ``target`` (of
    ``target_unit_code``, ``target_name``); one without ``account`` is a payment moved away from
    charges of ``unit``. ``staff``/``who`` asked for it, ``decider`` decided.
    """

    id: int
    number: str
    kind: str
    state: str
    unit: int | None
    unit_code: str
    account: int | None
    person_name: str
    target: int | None
    target_unit_code: str
    target_name: str
    amount: int
    reason: str
    business_date: date
    at: datetime
    staff: int | None
    who: str
    decided_at: datetime | None
    decider: str
    decision: str

    @property
    def tone(self) -> str:
        """How the state looks."""
        return flow.ADJUSTMENT.state(self.state).tone

    @property
    def where_to(self) -> str:
        """Where the money of a transfer went: 3-1502 李敏."""
        return " ".join(part for part in (self.target_unit_code, self.target_name) if part)


@frozen
class AdjustmentLine:
    """What of one charge is let off, or (``line`` of a ``receipt``) moved away from it."""

    id: int
    charge: int
    unit_code: str
    item_name: str
    period_from: date
    period_to: date
    balance: int
    amount: int
    late_fee: int
    line: int | None
    receipt: int | None
    receipt_number: str


@frozen
class AdjustmentView:
    """An adjustment in full. ``balance`` of a line is what is owed of the charge now."""

    row: AdjustmentRow
    lines: tuple[AdjustmentLine, ...]


COLUMNS = (
    "j.id, j.number, j.kind, j.state, j.unit_id, coalesce(u.code, ''), j.account_id, "
    "coalesce(p.name, ''), j.target_id, coalesce(tu.code, ''), coalesce(tp.name, ''), j.amount, "
    "j.reason, j.business_date, j.at, j.staff, j.who, j.decided_at, j.decider, j.decision"
)
TABLES = (
    "adjustment j LEFT JOIN unit u ON u.id = j.unit_id LEFT JOIN account a ON a.id = j.account_id "
    "LEFT JOIN person p ON p.id = a.person_id LEFT JOIN account t ON t.id = j.target_id "
    "LEFT JOIN unit tu ON tu.id = t.unit_id LEFT JOIN person tp ON tp.id = t.person_id"
)
_ONE = f"SELECT {COLUMNS} FROM {TABLES} WHERE j.id = ?"
_LINES = (
    "SELECT l.id, l.charge_id, u.code, i.name, c.period_from, c.period_to, c.balance, l.amount, "
    "l.late_fee, l.line_id, r.id, coalesce(r.number, '') FROM adjustment_line l "
    "JOIN charge c ON c.id = l.charge_id JOIN unit u ON u.id = c.unit_id "
    "JOIN fee_item i ON i.id = c.item_id LEFT JOIN receipt_line p ON p.id = l.line_id "
    "LEFT JOIN receipt r ON r.id = p.receipt_id WHERE l.adjustment_id = ? ORDER BY l.id"
)


def raw_row(row: Any) -> AdjustmentRow:
    """A tuple of COLUMNS as it comes out of the store."""
    values = list(row)
    values[13], values[14] = date.fromisoformat(row[13]), from_millis(row[14])
    values[17] = None if row[17] is None else from_millis(row[17])
    return AdjustmentRow(*values)


def get_adjustment(desk: Desk, adjustment: int) -> AdjustmentRow:
    """One adjustment. Needs fees.view. Raises Refused("adjustment.unknown")."""
    desk.require(Permission.FEES_VIEW)
    found = desk.storage.database.execute_sql(_ONE, (adjustment,)).fetchone()
    if found is None:
        raise Refused("adjustment.unknown")
    return raw_row(found)


def view_adjustment(desk: Desk, adjustment: int) -> AdjustmentView:
    """One adjustment with its lines. Needs fees.view. Raises Refused("adjustment.unknown")."""
    row = get_adjustment(desk, adjustment)
    lines = []
    for found in desk.storage.database.execute_sql(_LINES, (adjustment,)):
        values = list(found)
        values[4:6] = map(date.fromisoformat, found[4:6])
        lines.append(AdjustmentLine(*values))
    return AdjustmentView(row, tuple(lines))


def adjustment_row(adjustment: int) -> Adjustment:
    """The table's row. Raises Refused("adjustment.unknown")."""
    row = Adjustment.get_or_none(Adjustment.id == adjustment)
    if row is None:
        raise Refused("adjustment.unknown")
    return row
