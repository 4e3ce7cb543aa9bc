"""Refunds as they are read: a row of the list, and one in full."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from desk.core.access import Permission
from desk.core.desk import Desk
from desk.core.errors import Refused
from desk.core.fields import from_millis
from desk.core.frozen import frozen
from desk.core.papers import PaperRow, papers_of
from desk.fees import flow
from desk.fees.models import Refund


@frozen
class RefundRow:
    """A refund as lists show one. Money in minor units, times UTC.

    ``amount`` is handed out, ``deducted`` is kept of a deposit. ``receipt_number`` or
    ``account_number`` says what it is of ("" for a prepaid account). ``staff``/``who`` asked for
    it, ``decider`` approved or rejected it (or withdrew), ``paid_by`` paid it in ``shift``.
    """

    id: int
    number: str
    kind: str
    state: str
    receipt: int | None
    receipt_number: str
    account: int | None
    account_number: str
    unit: int | None
    unit_code: str
    person: int | None
    payee: str
    amount: int
    deducted: int
    reason: str
    tender: str
    reference: str
    business_date: date
    at: datetime
    staff: int | None
    who: str
    decided_at: datetime | None
    decider: str
    decision: str
    paid_at: datetime | None
    paid_by: str
    shift: int | None
    shift_number: str

    @property
    def tone(self) -> str:
        """How the state looks."""
        return flow.REFUND.state(self.state).tone


@frozen
class RefundLine:
    """One line: of a receipt's line (``line``), or a deduction (``deducted``) for an item."""

    id: int
    line: int | None
    item: int | None
    item_name: str
    unit_code: str
    period_from: date | None
    period_to: date | None
    text: str
    amount: int
    late_fee: int
    deducted: bool
    reopen: bool


@frozen
class RefundView:
    """A refund in full."""

    row: RefundRow
    lines: tuple[RefundLine, ...]
    papers: tuple[PaperRow, ...]

    @property
    def deductions(self) -> tuple[RefundLine, ...]:
        """What is kept of a deposit."""
        return tuple(line for line in self.lines if line.deducted)


COLUMNS = (
    "f.id, f.number, f.kind, f.state, f.receipt_id, coalesce(r.number, ''), f.account_id, "
    "coalesce(a.number, ''), f.unit_id, coalesce(u.code, ''), f.person_id, f.payee, f.amount, "
    "f.deducted, f.reason, f.tender, f.reference, f.business_date, f.at, f.staff, f.who, "
    "f.decided_at, f.decider, f.decision, f.paid_at, f.payer_out, f.shift_id, "
    "coalesce(s.number, '')"
)
TABLES = (
    "refund f LEFT JOIN receipt r ON r.id = f.receipt_id "
    "LEFT JOIN account a ON a.id = f.account_id LEFT JOIN unit u ON u.id = f.unit_id "
    "LEFT JOIN cash_shift s ON s.id = f.shift_id"
)
_ONE = f"SELECT {COLUMNS} FROM {TABLES} WHERE f.id = ?"
_OF_RECEIPT = f"SELECT {COLUMNS} FROM {TABLES} WHERE f.receipt_id = ? ORDER BY f.id"
_OF_ACCOUNT = f"SELECT {COLUMNS} FROM {TABLES} WHERE f.account_id = ? ORDER BY f.id"
_LINES = (
    "SELECT l.id, l.line_id, coalesce(l.item_id, p.item_id), coalesce(i.name, ''), "
    "coalesce(u.code, ''), c.period_from, c.period_to, coalesce(nullif(l.text, ''), p.text, ''), "
    "l.amount, l.late_fee, l.deducted, l.reopen FROM refund_line l "
    "LEFT JOIN receipt_line p ON p.id = l.line_id LEFT JOIN charge c ON c.id = p.charge_id "
    "LEFT JOIN fee_item i ON i.id = coalesce(l.item_id, p.item_id) "
    "LEFT JOIN unit u ON u.id = p.unit_id WHERE l.refund_id = ? ORDER BY l.id"
)
_MOMENTS = (18, 21, 24)


def raw_row(row: Any) -> RefundRow:
    """A tuple of COLUMNS as it comes out of the store."""
    values = list(row)
    values[17] = date.fromisoformat(values[17])
    for place in _MOMENTS:
        values[place] = None if values[place] is None else from_millis(values[place])
    return RefundRow(*values)


def get_refund(desk: Desk, refund: int) -> RefundRow:
    """One refund. Needs fees.view. Raises Refused("refund.unknown")."""
    desk.require(Permission.FEES_VIEW)
    found = desk.storage.database.execute_sql(_ONE, (refund,)).fetchone()
    if found is None:
        raise Refused("refund.unknown")
    return raw_row(found)


def view_refund(desk: Desk, refund: int) -> RefundView:
    """One refund with its lines and papers. Needs fees.view. Raises Refused("refund.unknown")."""
    row = get_refund(desk, refund)
    lines = []
    for found in desk.storage.database.execute_sql(_LINES, (refund,)):
        values = list(found)
        values[5:7] = [None if day is None else date.fromisoformat(day) for day in found[5:7]]
        values[10:12] = map(bool, found[10:12])
        lines.append(RefundLine(*values))
    return RefundView(row, tuple(lines), tuple(papers_of("refund", refund)))


def refunds_of_receipt(desk: Desk, receipt: int) -> list[RefundRow]:
    """The refunds of a receipt, oldest first. Needs fees.view."""
    desk.require(Permission.FEES_VIEW)
    return [raw_row(r) for r in desk.storage.database.execute_sql(_OF_RECEIPT, (receipt,))]


def refunds_of_account(desk: Desk, account: int) -> list[RefundRow]:
    """The refunds of a prepaid account or deposit, oldest first. Needs fees.view."""
    desk.require(Permission.FEES_VIEW)
    return [raw_row(r) for r in desk.storage.database.execute_sql(_OF_ACCOUNT, (account,))]


def refund_row(refund: int) -> Refund:
    """The table's row. Raises Refused("refund.unknown")."""
    row = Refund.get_or_none(Refund.id == refund)
    if row is None:
        raise Refused("refund.unknown")
    return row
