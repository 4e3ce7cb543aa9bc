"""Receipts as they are read: a row of the list, and one in full."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from desk.core.access import Permission
from desk.core.desk import Desk
from desk.core.errors import Refused
from desk.core.fields import from_millis
from desk.core.frozen import frozen
from desk.core.papers import PaperRow


@frozen
class ReceiptRow:
    """A receipt as lists show one. Money in minor units; ``at`` and ``void_at`` UTC.

    ``total`` = ``rounding`` + what the tenders count.
    """

    id: int
    number: str
    kind: str
    state: str
    shift: int
    shift_number: str
    business_date: date
    at: datetime
    staff: int | None
    who: str
    unit: int | None
    unit_code: str
    person: int | None
    payer: str
    total: int
    rounding: int
    sheet: str
    note: str
    void_at: datetime | None
    void_by: str
    void_second: str
    void_reason: str


@frozen
class LineRow:
    """One line of a receipt; as models.ReceiptLine, with names and the charge's period.

    ``refunded`` and ``late_refunded`` were paid back since, in part or all.
    """

    id: int
    position: int
    kind: str
    item: int | None
    item_name: str
    charge: int | None
    account: int | None
    unit: int | None
    unit_code: str
    period_from: date | None
    period_to: date | None
    text: str
    quantity: int | None
    price: int | None
    amount: int
    discount: int
    late_fee: int
    late_waived: int
    reason: str
    refunded: int
    late_refunded: int

    @property
    def total(self) -> int:
        """What was paid for this line."""
        return self.amount + self.late_fee


@frozen
class TenderRow:
    """How a part was paid: ``amount`` counts, ``given`` was handed over."""

    id: int
    kind: str
    amount: int
    given: int
    reference: str
    account: int | None

    @property
    def change(self) -> int:
        """Cash handed back."""
        return self.given - self.amount


@frozen
class RefundBrief:
    """A refund of a receipt: its document's id, number, state and amount."""

    id: int
    number: str
    state: str
    amount: int


@frozen
class SheetRow:
    """What became of a sheet of a pre-printed book; ``number`` as printed on it."""

    id: int
    book: int
    number: str
    receipt: int | None
    receipt_number: str
    state: str
    case: str
    reason: str
    at: datetime
    who: str


@frozen
class ReceiptView:
    """A receipt in full."""

    row: ReceiptRow
    lines: tuple[LineRow, ...]
    tenders: tuple[TenderRow, ...]
    refunds: tuple[RefundBrief, ...]
    papers: tuple[PaperRow, ...]
    sheets: tuple[SheetRow, ...]

    @property
    def change(self) -> int:
        """Cash handed back."""
        return sum(tender.change for tender in self.tenders)


COLUMNS = (
    "r.id, r.number, r.kind, r.state, r.shift_id, s.number, r.business_date, r.at, r.staff, "
    "r.who, r.unit_id, coalesce(u.code, ''), r.person_id, r.payer, r.total, r.rounding, r.sheet, "
    "r.note, r.void_at, r.void_by, r.void_second, r.void_reason"
)
TABLES = "receipt r JOIN cash_shift s ON s.id = r.shift_id LEFT JOIN unit u ON u.id = r.unit_id"
_ONE = f"SELECT {COLUMNS} FROM {TABLES} WHERE r.id = ?"


def raw_row(row: Any) -> ReceiptRow:
    """A tuple of COLUMNS as it comes out of the store."""
    void_at = row[18]
    made: Any = ReceiptRow
    seen: ReceiptRow = made(
        *row[:6], date.fromisoformat(row[6]), from_millis(row[7]), *row[8:18],
        None if void_at is None else from_millis(void_at), *row[19:],
    )  # fmt: skip
    return seen


def read_one(desk: Desk, receipt: int) -> ReceiptRow:
    """One receipt. Raises Refused("receipt.unknown")."""
    desk.require(Permission.FEES_VIEW)
    found = desk.storage.database.execute_sql(_ONE, (receipt,)).fetchone()
    if found is None:
        raise Refused("receipt.unknown", "receipt")
    return raw_row(found)
