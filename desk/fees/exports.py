"""The fees' part of the full export: every table as it is kept, under stable English keys.

Ids are given where rows of several tables belong together. Money in minor units.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from typing import Any

from desk.core.desk import Desk
from desk.core.fields import from_millis
from desk.core.register import Export

_UNIT = "COALESCE(u.code, '')"
_TABLES: dict[str, tuple[str, str]] = {
    # name: (columns with their keys, tables). A key that ends in _at is a moment.
    "fee_items": (
        (
            "i.id id, i.name name, i.kind kind, i.payer payer, i.unit_kinds unit_kinds, "
            "i.cycle cycle, "
            "i.cycle_start cycle_start, i.due_day due_day, i.late_rate late_rate, i.grace grace, "
            "i.late_cap late_cap, i.active active, i.position position, i.purpose purpose, "
            "i.note note"
        ),
        "fee_item i",
    ),
    "tariffs": (
        (
            "t.id id, i.name item, t.since since, t.until until, b.code building, t.unit_kind "
            "unit_kind, t.price price, t.pool pool, t.basis basis, t.steps steps, t.formula "
            "formula, "
            "t.vacant_rate vacant_rate"
        ),
        "tariff t JOIN fee_item i ON i.id = t.item_id LEFT JOIN building b ON b.id = t.building_id",
    ),
    "unit_fees": (
        (
            f"f.id id, {_UNIT} unit, i.name item, f.since since, f.until until, f.price price, "
            "f.rate rate, f.share share, f.excluded excluded, f.reason reason"
        ),
        "unit_fee f JOIN unit u ON u.id = f.unit_id JOIN fee_item i ON i.id = f.item_id",
    ),
    "offers": (
        (
            "o.id id, i.name item, o.name name, o.months months, o.free free, o.since since, "
            "o.until until, o.active active"
        ),
        "offer o JOIN fee_item i ON i.id = o.item_id",
    ),
    "billing_runs": (
        (
            "b.id id, b.number number, b.month month, b.state state, b.count charges, b.total "
            "total, "
            "b.at posted_at, b.who who, b.reversed_at reversed_at, b.reversed_by reversed_by, "
            "b.reason reason"
        ),
        "billing_run b",
    ),
    "charges": (
        (
            f"c.id id, {_UNIT} unit, p.name person, i.name item, c.source source, c.source_id "
            "source_id, c.state state, c.posted_on posted_on, c.period_from period_from, "
            "c.period_to "
            "period_to, c.due due, c.quantity quantity, c.price price, c.part part, c.parts parts, "
            "c.rate rate, c.inputs inputs, c.amount amount, c.paid paid, c.reduced reduced, "
            "c.balance balance"
        ),
        (
            "charge c JOIN unit u ON u.id = c.unit_id JOIN fee_item i ON i.id = c.item_id "
            "LEFT JOIN person p ON p.id = c.person_id"
        ),
    ),
    "services": (
        (
            "v.id id, v.name name, v.category category, v.measure measure, v.price price, "
            "i.name item, "
            "v.active active"
        ),
        "service v JOIN fee_item i ON i.id = v.item_id",
    ),
    "receipts": (
        (
            "r.id id, r.number number, r.kind kind, r.state state, s.number shift, r.business_date "
            f"business_date, r.at posted_at, r.who who, {_UNIT} unit, r.payer payer, r.total "
            "total, "
            "r.rounding rounding, r.sheet sheet, r.note note, r.void_at void_at, r.void_by "
            "void_by, "
            "r.void_second void_second, r.void_reason void_reason"
        ),
        "receipt r JOIN cash_shift s ON s.id = r.shift_id LEFT JOIN unit u ON u.id = r.unit_id",
    ),
    "receipt_lines": (
        (
            "l.id id, r.number receipt, l.position position, l.kind kind, i.name item, l.charge_id "
            f"charge, l.account account, {_UNIT} unit, l.text text, l.quantity quantity, l.price "
            "price, l.amount amount, l.discount discount, l.late_fee late_fee, l.late_waived "
            "late_waived, l.reason reason"
        ),
        (
            "receipt_line l JOIN receipt r ON r.id = l.receipt_id "
            "LEFT JOIN fee_item i ON i.id = l.item_id LEFT JOIN unit u ON u.id = l.unit_id"
        ),
    ),
    "tenders": (
        (
            "t.id id, r.number receipt, t.kind kind, t.amount amount, t.given given, t.reference "
            "reference, t.account account"
        ),
        "tender t JOIN receipt r ON r.id = t.receipt_id",
    ),
    "receipt_sheets": (
        (
            "s.id id, k.prefix prefix, s.sheet sheet, r.number receipt, s.state state, "
            's."case" sheet_case, '
            "s.reason reason, s.at used_at, s.who who"
        ),
        (
            "book_sheet s JOIN receipt_book k ON k.id = s.book_id "
            "LEFT JOIN receipt r ON r.id = s.receipt_id"
        ),
    ),
    "accounts": (
        (
            f"a.id id, a.number number, a.kind kind, {_UNIT} unit, p.name person, i.name item, "
            "a.balance balance, a.opened_on opened_on, a.note note"
        ),
        (
            "account a LEFT JOIN unit u ON u.id = a.unit_id LEFT JOIN person p ON p.id = "
            "a.person_id "
            "LEFT JOIN fee_item i ON i.id = a.item_id"
        ),
    ),
    "account_entries": (
        (
            "e.id id, e.account_id account, e.document document, e.document_id document_id, "
            "e.amount "
            "amount, e.business_date business_date, e.at booked_at"
        ),
        "account_entry e",
    ),
    "refunds": (
        (
            "f.id id, f.number number, f.kind kind, f.state state, r.number receipt, f.account_id "
            f"account, {_UNIT} unit, f.payee payee, f.amount amount, f.deducted deducted, f.reason "
            "reason, f.tender tender, f.reference reference, f.business_date business_date, f.at "
            "requested_at, f.who who, f.decided_at decided_at, f.decider decider, f.decision "
            "decision, "
            "f.paid_at paid_at, f.payer_out paid_by, s.number shift"
        ),
        (
            "refund f LEFT JOIN receipt r ON r.id = f.receipt_id LEFT JOIN unit u ON u.id = "
            "f.unit_id "
            "LEFT JOIN cash_shift s ON s.id = f.shift_id"
        ),
    ),
    "refund_lines": (
        (
            "l.id id, f.number refund, l.line_id line, i.name item, l.text text, l.amount amount, "
            "l.late_fee late_fee, l.deducted deducted, l.reopen reopen"
        ),
        (
            "refund_line l JOIN refund f ON f.id = l.refund_id "
            "LEFT JOIN fee_item i ON i.id = l.item_id"
        ),
    ),
    "adjustments": (
        (
            f"j.id id, j.number number, j.kind kind, j.state state, {_UNIT} unit, j.account_id "
            "account, j.target_id target, j.amount amount, j.reason reason, j.business_date "
            "business_date, j.at requested_at, j.who who, j.decided_at decided_at, j.decider "
            "decider, "
            "j.decision decision"
        ),
        "adjustment j LEFT JOIN unit u ON u.id = j.unit_id",
    ),
    "adjustment_lines": (
        (
            "l.id id, j.number adjustment, l.charge_id charge, l.amount amount, l.line_id line, "
            "l.late_fee late_fee"
        ),
        "adjustment_line l JOIN adjustment j ON j.id = l.adjustment_id",
    ),
    "cash_shifts": (
        (
            "s.id id, s.number number, s.desk desk, s.state state, s.business_date business_date, "
            "s.opened_at opened_at, s.opener opener, s.opening opening, "
            "s.opening_counts opening_counts, s.closed_at closed_at, "
            "s.closer closer, s.counts counts, s.counted counted, s.expected expected, "
            "s.difference "
            "difference, s.reason reason, s.supervisor supervisor, s.handed_in handed_in, "
            "s.handed_to "
            "handed_to, s.anchor anchor"
        ),
        "cash_shift s",
    ),
    "cash_moves": (
        (
            "m.id id, m.number number, s.number shift, m.amount amount, m.reason reason, m.at "
            "moved_at, m.who who"
        ),
        "cash_move m JOIN cash_shift s ON s.id = m.shift_id",
    ),
    "notices": (
        (
            f"n.id id, n.number number, n.kind kind, {_UNIT} unit, p.name person, n.amount amount, "
            "n.late_fee late_fee, n.deadline deadline, n.business_date business_date, n.at "
            "printed_at, n.who who"
        ),
        "notice n JOIN unit u ON u.id = n.unit_id LEFT JOIN person p ON p.id = n.person_id",
    ),
    "dunning_contacts": (
        (
            f"c.id id, {_UNIT} unit, p.name person, c.way way, c.outcome outcome, c.spoken_to "
            "spoken_to, c.said said, c.answer answer, c.owed owed, c.promised_on promised_on, "
            "c.promised promised, c.promise promise, n.number notice, c.business_date "
            "business_date, "
            "c.at contacted_at, c.who who"
        ),
        (
            "contact c JOIN unit u ON u.id = c.unit_id LEFT JOIN person p ON p.id = c.person_id "
            "LEFT JOIN notice n ON n.id = c.notice_id"
        ),
    ),
}


def _keys(columns: str) -> tuple[str, ...]:
    # The commas inside of COALESCE(…, '') are followed by a quote, those between columns are not.
    parts = columns.replace(_UNIT, "u.code").split(", ")
    return tuple(part.split()[-1] for part in parts)


def _rows(name: str, desk: Desk) -> Iterator[Sequence[object]]:
    columns, tables = _TABLES[name]
    moments = [place for place, key in enumerate(_keys(columns)) if key.endswith("_at")]
    first = columns.split()[0]
    sql = f"SELECT {columns} FROM {tables} ORDER BY {first}"
    for found in desk.storage.database.execute_sql(sql):
        row: list[Any] = list(found)
        for place in moments:
            row[place] = None if row[place] is None else from_millis(row[place])
        yield row


def _exports(*names: str) -> tuple[Export, ...]:
    return tuple(Export(name, _keys(_TABLES[name][0]), partial(_rows, name)) for name in names)


CHARGES = _exports(
    "fee_items", "tariffs", "unit_fees", "offers", "billing_runs", "charges"
)  # fmt: skip
RECEIPTS = _exports("services", "receipts", "receipt_lines", "tenders", "receipt_sheets")
ACCOUNTS = _exports("accounts", "account_entries")
REFUNDS = _exports("refunds", "refund_lines")
ADJUSTMENTS = _exports("adjustments", "adjustment_lines")
CASH = _exports("cash_shifts", "cash_moves")
DUNNING = _exports("notices", "dunning_contacts")
