"""Verify the books, continued: accounts, drawers, numbers, printed papers. See ``checks``."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from desk.core.desk import Desk
from desk.core.numbering import gapless
from desk.core.words import _
from desk.fees.checks import MOST
from desk.fees.reading import ask, money

SERIES = {
    "B": "billing_run", "R": "receipt", "F": "refund", "A": "adjustment", "S": "cash_shift",
    "C": "cash_move", "D": "account", "N": "notice",
}  # fmt: skip

_BALANCES = (
    "SELECT id, name, balance, sums FROM (SELECT a.id, COALESCE(a.number, u.code, p.name, '') "
    "AS name, a.balance, (SELECT COALESCE(SUM(e.amount), 0) FROM account_entry e "
    "WHERE e.account_id = a.id) AS sums FROM account a LEFT JOIN unit u ON u.id = a.unit_id "
    "LEFT JOIN person p ON p.id = a.person_id) WHERE balance <> sums OR balance < 0 LIMIT ?"
)
# What the entries say less what the documents say: each account and document has to come to zero.
_ENTRIES = (
    "SELECT account, document, key, SUM(amount) FROM ("
    "SELECT account_id AS account, document, document_id AS key, amount FROM account_entry "
    "UNION ALL SELECT l.account, 'receipt', l.receipt_id, -l.amount FROM receipt_line l "
    "JOIN receipt r ON r.id = l.receipt_id WHERE l.account IS NOT NULL AND r.state = 'posted' "
    "UNION ALL SELECT t.account, 'receipt', t.receipt_id, t.amount FROM tender t "
    "JOIN receipt r ON r.id = t.receipt_id WHERE t.account IS NOT NULL AND r.state = 'posted' "
    "UNION ALL SELECT account_id, 'refund', id, amount + deducted FROM refund "
    "WHERE account_id IS NOT NULL AND state = 'paid' "
    "UNION ALL SELECT account_id, 'adjustment', id, amount FROM adjustment "
    "WHERE account_id IS NOT NULL AND state = 'posted' "
    "UNION ALL SELECT target_id, 'adjustment', id, -amount FROM adjustment "
    "WHERE target_id IS NOT NULL AND state = 'posted'"
    ") GROUP BY account, document, key HAVING SUM(amount) <> 0 LIMIT ?"
)
_NAMES = {
    "receipt": "SELECT number FROM receipt WHERE id = ?",
    "refund": "SELECT number FROM refund WHERE id = ?",
    "adjustment": "SELECT number FROM adjustment WHERE id = ?",
}


def accounts(desk: Desk) -> list[str]:
    """Accounts that are not the sum of their entries; entries that are not their documents'."""
    faults = [
        _("Account {name}: balance {balance}, its entries {sums}.").format(
            name=name or key, balance=money(desk, balance), sums=money(desk, sums)
        )
        for key, name, balance, sums in ask(desk, _BALANCES, MOST)
    ]
    for _account, document, key, off in ask(desk, _ENTRIES, MOST):
        found = ask(desk, _NAMES[document], key) if document in _NAMES else []
        number = found[0][0] if found else f"{document} {key}"
        faults.append(
            _("{number}: accounts and document differ by {amount}.").format(
                number=number, amount=money(desk, off)
            )
        )
    return faults


_REFUNDS = (
    "SELECT number, amount, deducted, lines, kept FROM (SELECT x.number, x.amount, x.deducted, "
    "x.kind, (SELECT COALESCE(SUM(f.amount + f.late_fee), 0) FROM refund_line f "
    "WHERE f.refund_id = x.id AND NOT f.deducted) AS lines, "
    "(SELECT COALESCE(SUM(f.amount), 0) FROM refund_line f "
    "WHERE f.refund_id = x.id AND f.deducted) AS kept FROM refund x) "
    "WHERE (kind = 'fees' AND amount <> lines) OR deducted <> kept LIMIT ?"
)
_STATES = (
    "SELECT number FROM refund WHERE (state = 'paid') <> (paid_at IS NOT NULL AND shift_id IS NOT "
    "NULL) OR (state IN ('approved', 'paid') AND decided_at IS NULL) "
    "OR (state IN ('approved', 'paid') AND decided_by = staff) LIMIT ?"
)
_OVER = (
    "SELECT r.number, SUM(f.amount), l.amount, SUM(f.late_fee), l.late_fee FROM refund_line f "
    "JOIN refund x ON x.id = f.refund_id AND x.state = 'paid' "
    "JOIN receipt_line l ON l.id = f.line_id JOIN receipt r ON r.id = l.receipt_id "
    "GROUP BY l.id HAVING SUM(f.amount) > l.amount OR SUM(f.late_fee) > l.late_fee LIMIT ?"
)


def refunds(desk: Desk) -> list[str]:
    """Refunds that are not their lines, paid without approval by another, or of more than was
    paid."""
    faults = [
        _("Refund {number}: {amount} and {kept} kept, its lines {lines} and {said}.").format(
            number=number, amount=money(desk, amount), kept=money(desk, deducted),
            lines=money(desk, lines), said=money(desk, kept),
        )
        for number, amount, deducted, lines, kept in ask(desk, _REFUNDS, MOST)
    ]  # fmt: skip
    faults += [
        _("Refund {number}: its state and who decided and paid do not agree.").format(number=number)
        for (number,) in ask(desk, _STATES, MOST)
    ]
    faults += [
        _("Receipt {number}: more was refunded of a line than was paid.").format(number=row[0])
        for row in ask(desk, _OVER, MOST)
    ]
    return faults


_SHIFTS = (
    "SELECT s.number, s.state, s.opening, s.expected, s.counted, s.difference, s.counts, "
    "(SELECT COALESCE(SUM(t.amount), 0) FROM receipt r JOIN tender t ON t.receipt_id = r.id "
    "WHERE r.shift_id = s.id AND r.state = 'posted' AND t.kind = 'cash') "
    "+ (SELECT COALESCE(SUM(m.amount), 0) FROM cash_move m WHERE m.shift_id = s.id) "
    "- (SELECT COALESCE(SUM(x.amount), 0) FROM refund x WHERE x.shift_id = s.id "
    "AND x.state = 'paid' AND x.tender = 'cash') FROM cash_shift s WHERE s.state = 'closed'"
)


def shifts(desk: Desk) -> list[str]:
    """Closed drawers whose expected or counted cash is not what the documents come to."""
    faults = []
    for number, _state, opening, expected, counted, difference, counts, moved in ask(desk, _SHIFTS):
        if expected != opening + moved:
            faults.append(
                _("Shift {number}: expected {expected}, its documents say {told}.").format(
                    number=number, expected=money(desk, expected or 0),
                    told=money(desk, opening + moved),
                )
            )  # fmt: skip
        if (counted or 0) - (expected or 0) != difference or not _adds_up(counts, counted):
            faults.append(
                _("Shift {number}: count, expected cash and difference do not agree.").format(
                    number=number
                )
            )
    return faults[:MOST]


def _adds_up(counts: str, counted: int | None) -> bool:
    """Whether the pieces come to what was counted; a count without pieces is only a sum."""
    pieces: Mapping[str, Any] = json.loads(counts) if counts else {}
    return not pieces or sum(int(value) * n for value, n in pieces.items()) == counted


def numbers(desk: Desk) -> list[str]:
    """Gaps in the numbers of runs, receipts, refunds, adjustments, shifts, moves, deposits and
    notices."""
    return [
        fault for series, table in SERIES.items() for fault in gapless(desk.storage, table, series)
    ]


_PAPERS = (
    "SELECT p.id, COALESCE(JSON_EXTRACT(p.data, '$.number'), '') FROM printed_paper p "
    "LEFT JOIN {table} t ON t.id = p.record WHERE p.kind = ? AND (t.id IS NULL OR "
    "COALESCE(JSON_EXTRACT(p.data, '$.number'), t.number) <> t.number) LIMIT ?"
)
_OF = ("receipt", "refund", "notice", "cash_shift", "account")


def papers(desk: Desk) -> list[str]:
    """Printed papers whose document is missing or has another number."""
    return [
        _("Printed paper {paper}: no document {number} stands behind it.").format(
            paper=key, number=number
        )
        for table in _OF
        for key, number in ask(desk, _PAPERS.format(table=table), table, MOST)
    ]
