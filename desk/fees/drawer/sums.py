"""The sums and lists of a shift, straight from its documents."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from desk.core.desk import Desk
from desk.core.fields import from_millis, to_millis
from desk.core.words import N_
from desk.fees.drawer.rows import ShiftRow
from desk.printing.shift_report import DocumentLine, SheetUse, SumLine

_VALID = "r.shift_id = ? AND r.state = 'posted'"
_TENDERS = (
    "SELECT t.kind, count(DISTINCT r.id), sum(t.amount) FROM receipt r "
    f"JOIN tender t ON t.receipt_id = r.id WHERE {_VALID} GROUP BY t.kind ORDER BY 3 DESC, 1"
)
_ITEMS = (
    "SELECT l.kind, i.name, count(*), sum(l.amount) FROM receipt r "
    "JOIN receipt_line l ON l.receipt_id = r.id LEFT JOIN fee_item i ON i.id = l.item_id "
    f"WHERE {_VALID} GROUP BY i.name, CASE WHEN i.id IS NULL THEN l.kind END "
    "HAVING sum(l.amount) > 0 ORDER BY 4 DESC, 2"
)
_CLERKS = (
    "SELECT r.who, count(*), sum(r.total) FROM receipt r "
    f"WHERE {_VALID} GROUP BY r.staff, r.who ORDER BY 3 DESC, 1"
)
_LATE = (
    "SELECT count(CASE WHEN l.late_fee > 0 THEN 1 END), coalesce(sum(l.late_fee), 0), "
    "coalesce(sum(l.discount), 0), coalesce(sum(l.late_waived), 0) "
    f"FROM receipt r JOIN receipt_line l ON l.receipt_id = r.id WHERE {_VALID}"
)
_RANGE = (
    "SELECT count(*), coalesce(min(number), ''), coalesce(max(number), ''), "
    "coalesce(sum(CASE WHEN state = 'posted' THEN rounding ELSE 0 END), 0) "
    "FROM receipt WHERE shift_id = ?"
)
_MOVES = "SELECT number, at, reason, who, amount, '' FROM cash_move WHERE shift_id = ? ORDER BY id"
_REFUNDS = (
    "SELECT f.number, f.paid_at, coalesce(r.number, a.number, '') || ' ' || f.reason, "
    "f.payer_out, f.amount, f.tender FROM refund f LEFT JOIN receipt r ON r.id = f.receipt_id "
    "LEFT JOIN account a ON a.id = f.account_id "
    "WHERE f.shift_id = ? AND f.state = 'paid' ORDER BY f.paid_at, f.id"
)
_VOIDS = (
    "SELECT r.number, r.void_at, r.void_reason, "
    "CASE r.void_second WHEN '' THEN r.void_by ELSE r.void_by || ' / ' || r.void_second END, "
    "r.total, CASE WHEN count(t.id) = 1 THEN min(t.kind) ELSE '' END "
    "FROM receipt r LEFT JOIN tender t ON t.receipt_id = r.id "
    "WHERE r.shift_id = ? AND r.state = 'voided' GROUP BY r.id ORDER BY r.void_at, r.id"
)
# Blank sheets have no receipt: those spoiled at this desk while the drawer was open.
_SHEETS = (
    "SELECT b.prefix, b.width, min(s.sheet), max(s.sheet), "
    "count(CASE WHEN s.state = 'used' THEN 1 END), count(CASE WHEN s.state <> 'used' THEN 1 END) "
    "FROM book_sheet s JOIN receipt_book b ON b.id = s.book_id "
    "LEFT JOIN receipt r ON r.id = s.receipt_id "
    "WHERE r.shift_id = ?1 OR (s.receipt_id IS NULL AND s.at BETWEEN ?2 AND ?3 "
    "AND b.desk IN ('', ?4)) GROUP BY b.id ORDER BY b.id"
)
_KINDS = {
    "prepayment": N_("Prepayment"),
    "deposit": N_("Deposit"),
    "sundry": N_("Sundry"),
    "charge": N_("Fees"),
}
_LATE_FEE = N_("Late fee")
Say = Callable[[str], str]


def report_sums(desk: Desk, shift: ShiftRow, say: Say) -> dict[str, Any]:
    """The fields of a ShiftReport that are sums and lists, by their names.

    ``say`` puts message ids into the paper's language. Amounts of items and the late fee add up
    to the receipts' totals; tenders and rounding do, too.
    """
    run = desk.storage.database.execute_sql
    of = (shift.id,)
    late_count, late, discount, waived = run(_LATE, of).fetchone()
    many, first, last, rounding = run(_RANGE, of).fetchone()
    items = [SumLine(name or say(_KINDS[kind]), n, s) for kind, name, n, s in run(_ITEMS, of)]
    if late:
        items.append(SumLine(say(_LATE_FEE), late_count, late))
    return {
        "receipts": many, "first": first, "last": last, "rounding": rounding,
        "discount": discount, "late_waived": waived, "items": tuple(items),
        "tenders": tuple(SumLine(*row) for row in run(_TENDERS, of)),
        "clerks": tuple(SumLine(*row) for row in run(_CLERKS, of)),
        "moves": _documents(desk, _MOVES, shift.id),
        "refunds": _documents(desk, _REFUNDS, shift.id),
        "voids": _documents(desk, _VOIDS, shift.id),
        "sheets": _sheets(desk, shift),
    }  # fmt: skip


def _documents(desk: Desk, sql: str, shift: int) -> tuple[DocumentLine, ...]:
    return tuple(
        DocumentLine(number, desk.local(from_millis(at)), text.strip(), who, amount, tender)
        for number, at, text, who, amount, tender in desk.storage.database.execute_sql(
            sql, (shift,)
        )
    )


def _sheets(desk: Desk, shift: ShiftRow) -> tuple[SheetUse, ...]:
    closed = to_millis(shift.closed_at or desk.now)
    values = (shift.id, to_millis(shift.opened_at), closed, shift.desk)
    return tuple(
        SheetUse(f"{prefix}{first:0{width}d}", f"{prefix}{last:0{width}d}", used, spoiled)
        for prefix, width, first, last, used, spoiled in desk.storage.database.execute_sql(
            _SHEETS, values
        )
    )
