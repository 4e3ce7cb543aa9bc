"""One receipt in full."""

from __future__ import annotations

from datetime import date
from typing import Any

from desk.core.desk import Desk
from desk.core.papers import papers_of
from desk.fees.books import sheets_of
from desk.fees.till.rows import LineRow, ReceiptView, RefundBrief, TenderRow, read_one

_LINES = (
    "SELECT l.id, l.position, l.kind, l.item_id, coalesce(i.name, ''), l.charge_id, l.account, "
    "l.unit_id, coalesce(u.code, ''), c.period_from, c.period_to, l.text, l.quantity, l.price, "
    "l.amount, l.discount, l.late_fee, l.late_waived, l.reason, "
    "coalesce((SELECT sum(m.amount) FROM refund_line m JOIN refund f ON f.id = m.refund_id "
    "WHERE m.line_id = l.id AND f.state = 'paid'), 0), "
    "coalesce((SELECT sum(m.late_fee) FROM refund_line m JOIN refund f ON f.id = m.refund_id "
    "WHERE m.line_id = l.id AND f.state = 'paid'), 0) "
    "FROM receipt_line l LEFT JOIN fee_item i ON i.id = l.item_id "
    "LEFT JOIN unit u ON u.id = l.unit_id LEFT JOIN charge c ON c.id = l.charge_id "
    "WHERE l.receipt_id = ? ORDER BY l.position"
)


def get_receipt(desk: Desk, receipt: int) -> ReceiptView:
    """A receipt with its lines, tenders, refunds, papers and sheets.

    Raises Refused("receipt.unknown").
    """
    row = read_one(desk, receipt)
    run: Any = desk.storage.database.execute_sql
    tenders = run(
        "SELECT id, kind, amount, given, reference, account FROM tender "
        "WHERE receipt_id = ? ORDER BY id",
        (receipt,),
    )
    refunds = run(
        "SELECT id, number, state, amount FROM refund WHERE receipt_id = ? ORDER BY id", (receipt,)
    )
    return ReceiptView(
        row, lines_of(desk, receipt), tuple(TenderRow(*each) for each in tenders),
        tuple(RefundBrief(*each) for each in refunds), tuple(papers_of("receipt", receipt)),
        tuple(sheets_of(desk, receipt)),
    )  # fmt: skip


def lines_of(desk: Desk, receipt: int) -> tuple[LineRow, ...]:
    """The lines of a receipt in their order."""
    made: Any = LineRow
    found = desk.storage.database.execute_sql(_LINES, (receipt,))
    return tuple(made(*row[:9], _day(row[9]), _day(row[10]), *row[11:]) for row in found.fetchall())


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)
