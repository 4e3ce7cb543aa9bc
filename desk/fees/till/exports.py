"""The till's part of the full export: a CSV a table, under stable English keys.

Amounts are minor units, quantities and prices ten-thousandths, as the store keeps them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from desk.core.desk import Desk
from desk.core.fields import from_millis
from desk.core.register import Export

Rows = Iterable[Sequence[object]]
_RECEIPTS = (
    "SELECT r.number, r.kind, r.state, s.number, r.business_date, r.at, r.who, u.code, p.name, "
    "r.payer, r.total, r.rounding, r.sheet, r.note, r.void_at, r.void_by, r.void_second, "
    "r.void_reason FROM receipt r JOIN cash_shift s ON s.id = r.shift_id "
    "LEFT JOIN unit u ON u.id = r.unit_id LEFT JOIN person p ON p.id = r.person_id ORDER BY r.id"
)
_LINES = (
    "SELECT r.number, l.position, l.kind, i.name, l.charge_id, l.account, u.code, l.text, "
    "c.period_from, c.period_to, l.quantity, l.price, l.amount, l.discount, l.late_fee, "
    "l.late_waived, l.reason FROM receipt_line l JOIN receipt r ON r.id = l.receipt_id "
    "LEFT JOIN fee_item i ON i.id = l.item_id LEFT JOIN unit u ON u.id = l.unit_id "
    "LEFT JOIN charge c ON c.id = l.charge_id ORDER BY l.id"
)
_TENDERS = (
    "SELECT r.number, t.kind, t.amount, t.given, t.reference, t.account FROM tender t "
    "JOIN receipt r ON r.id = t.receipt_id ORDER BY t.id"
)
_SERVICES = (
    "SELECT v.name, v.category, v.measure, v.price, i.name, v.active FROM service v "
    "JOIN fee_item i ON i.id = v.item_id ORDER BY v.id"
)
_BOOKS = (
    "SELECT prefix, first, last, width, next, desk, active, received_on FROM receipt_book "
    "ORDER BY id"
)
_SHEETS = (
    'SELECT b.prefix, s.sheet, s.state, s."case", r.number, s.reason, s.at, s.who '
    "FROM book_sheet s JOIN receipt_book b ON b.id = s.book_id "
    "LEFT JOIN receipt r ON r.id = s.receipt_id ORDER BY s.id"
)
_ACCOUNTS = (
    "SELECT a.id, a.number, a.kind, u.code, p.name, i.name, a.balance, a.opened_on, a.note "
    "FROM account a LEFT JOIN unit u ON u.id = a.unit_id LEFT JOIN person p ON p.id = a.person_id "
    "LEFT JOIN fee_item i ON i.id = a.item_id ORDER BY a.id"
)
_ENTRIES = (
    "SELECT e.account_id, e.document, coalesce(r.number, f.number, j.number), e.amount, "
    "e.business_date, e.at FROM account_entry e "
    "LEFT JOIN receipt r ON e.document = 'receipt' AND r.id = e.document_id "
    "LEFT JOIN refund f ON e.document = 'refund' AND f.id = e.document_id "
    "LEFT JOIN adjustment j ON e.document = 'adjustment' AND j.id = e.document_id ORDER BY e.id"
)


def _export(name: str, sql: str, columns: str) -> Export:
    keys = tuple(columns.split())
    return Export(name, keys, _reader(sql, keys))


def _reader(sql: str, keys: tuple[str, ...]) -> Callable[[Desk], Rows]:
    moments = [place for place, key in enumerate(keys) if key in ("at", "void_at")]

    def rows(desk: Desk) -> Rows:
        for row in desk.storage.database.execute_sql(sql):
            values = list(row)
            for place in moments:
                if values[place] is not None:
                    values[place] = from_millis(values[place])
            yield values

    return rows


RECEIPTS = (
    _export(
        "receipts", _RECEIPTS,
        "number kind state drawer business_date at clerk unit person payer total rounding sheet "
        "note void_at void_by void_second void_reason",
    ),
    _export(
        "receipt_lines", _LINES,
        "receipt position kind item charge account unit text period_from period_to quantity price "
        "amount discount late_fee late_waived reason",
    ),
    _export("tenders", _TENDERS, "receipt kind amount given reference account"),
    _export("services", _SERVICES, "name category measure price item active"),
    _export("receipt_books", _BOOKS, "prefix first last width next desk active received_on"),
    _export("book_sheets", _SHEETS, "prefix sheet state case receipt reason at clerk"),
)  # fmt: skip
ACCOUNTS = (
    _export("accounts", _ACCOUNTS, "account number kind unit person item balance opened_on note"),
    _export("account_entries", _ENTRIES, "account document number amount business_date at"),
)
