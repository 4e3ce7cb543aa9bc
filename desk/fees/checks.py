"""Verify the books: what must hold of receipts, debts and runs, whatever was done to them.

Each check gives sentences that name the document. Set-based: over a million receipts they take
little longer than reading the rows once. What is out of the ordinary (voids, refunds, corrections)
is reckoned exactly for the debts it touches, and for those that the plain sums do not explain.
"""

from __future__ import annotations

from typing import Any

from desk.core.desk import Desk
from desk.core.words import _
from desk.fees.reading import ask, marks, money

MOST = 20
"""Sentences of one kind: whoever reads them will look further by themselves."""
SLICE = 400

_RECEIPTS = (
    "SELECT number, total, rounding, lines, tenders FROM (SELECT number, total, rounding, "
    "(SELECT COALESCE(SUM(l.amount + l.late_fee), 0) FROM receipt_line l "
    "WHERE l.receipt_id = r.id) AS lines, "
    "(SELECT COALESCE(SUM(t.amount), 0) FROM tender t WHERE t.receipt_id = r.id) AS tenders "
    "FROM receipt r) WHERE total <> lines OR total <> tenders + rounding LIMIT ?"
)
_VOIDS = (
    "SELECT number FROM receipt WHERE (state = 'voided') <> (void_at IS NOT NULL) "
    "OR (state = 'voided' AND void_reason = '') OR state NOT IN ('posted', 'voided') LIMIT ?"
)
_TENDERS = (
    "SELECT r.number FROM tender t JOIN receipt r ON r.id = t.receipt_id "
    "WHERE t.given < t.amount OR (t.kind <> 'cash' AND t.given <> t.amount) "
    "OR (t.kind = 'prepaid') <> (t.account IS NOT NULL) LIMIT ?"
)


def receipts(desk: Desk) -> list[str]:
    """Receipts whose lines, total and tenders do not agree (tenders + rounding = total = lines).

    Where each receipt agrees, so do their sums: payments are receipts without the voided ones.
    """
    faults = []
    for number, total, rounding, lines, tenders in ask(desk, _RECEIPTS, MOST):
        said = {
            "number": number, "total": money(desk, total), "lines": money(desk, lines),
            "paid": money(desk, tenders), "rounding": money(desk, rounding),
        }  # fmt: skip
        if total != lines:
            faults.append(_("Receipt {number}: total {total}, its lines {lines}.").format(**said))
        if total != tenders + rounding:
            sentence = _("Receipt {number}: total {total}, paid {paid}, rounding {rounding}.")
            faults.append(sentence.format(**said))
    faults += [
        _("Receipt {number}: paid in a way that can't be.").format(number=number)
        for (number,) in ask(desk, _TENDERS, MOST)
    ]
    return faults


def voids(desk: Desk) -> list[str]:
    """Voided receipts without a time or reason, and others that have one."""
    return [
        _("Receipt {number}: its state and its void do not agree.").format(number=number)
        for (number,) in ask(desk, _VOIDS, MOST)
    ]


# Charge by charge in the order of the table, its lines by their index: no sorting.
_UNEXPLAINED = (
    "SELECT c.id FROM charge c LEFT JOIN receipt_line l ON l.charge_id = c.id GROUP BY c.id "
    "HAVING c.paid <> COALESCE(SUM(l.amount), 0) OR c.reduced <> COALESCE(SUM(l.discount), 0) "
    "OR c.balance <> c.amount - c.paid - c.reduced OR c.balance < 0 "
    "OR (c.state = 'reversed' AND (c.balance <> 0 OR c.billed))"
)
_TOUCHED = (
    "SELECT l.charge_id FROM receipt r JOIN receipt_line l ON l.receipt_id = r.id "
    "WHERE r.state = 'voided' AND l.charge_id IS NOT NULL UNION "
    "SELECT l.charge_id FROM refund_line f JOIN receipt_line l ON l.id = f.line_id "
    "WHERE l.charge_id IS NOT NULL UNION SELECT charge_id FROM adjustment_line"
)
_EXACT = (
    "SELECT c.id, u.code, i.name, c.period_from, c.state, c.billed, c.amount, c.paid, c.reduced, "
    "c.balance, (SELECT COALESCE(SUM(l.amount), 0) FROM receipt_line l JOIN receipt r "
    "ON r.id = l.receipt_id AND r.state = 'posted' WHERE l.charge_id = c.id) "
    "- (SELECT COALESCE(SUM(f.amount), 0) {refunded}) "
    "- (SELECT COALESCE(SUM(a.amount), 0) {adjusted} AND a.line_id IS NOT NULL), "
    "(SELECT COALESCE(SUM(l.discount), 0) FROM receipt_line l JOIN receipt r "
    "ON r.id = l.receipt_id AND r.state = 'posted' WHERE l.charge_id = c.id) "
    "+ (SELECT COALESCE(SUM(f.amount), 0) {refunded} AND NOT f.reopen) "
    "+ (SELECT COALESCE(SUM(a.amount), 0) {adjusted} AND a.line_id IS NULL) "
    "FROM charge c JOIN unit u ON u.id = c.unit_id JOIN fee_item i ON i.id = c.item_id "
    "WHERE c.id IN "
).format(
    refunded="FROM receipt_line l JOIN refund_line f ON f.line_id = l.id JOIN refund x "
    "ON x.id = f.refund_id AND x.state = 'paid' WHERE l.charge_id = c.id",
    adjusted="FROM adjustment_line a JOIN adjustment j ON j.id = a.adjustment_id "
    "AND j.state = 'posted' WHERE a.charge_id = c.id",
)


def charges(desk: Desk) -> list[str]:
    """Debts whose paid and let off amounts are not those of their receipts, refunds, adjustments;
    debts with more paid than was owed; reversed ones that are still open."""
    suspects = {key for (key,) in ask(desk, _UNEXPLAINED)} | {key for (key,) in ask(desk, _TOUCHED)}
    faults: list[str] = []
    order = sorted(suspects)
    for start in range(0, len(order), SLICE):
        keys = order[start : start + SLICE]
        for row in ask(desk, f"{_EXACT}({marks(keys)}) ORDER BY c.id", *keys):
            faults += _of_charge(desk, row)
        if len(faults) >= MOST:
            break
    return faults[:MOST]


def _of_charge(desk: Desk, row: tuple[Any, ...]) -> list[str]:
    _id, code, item, since, state, billed, amount, paid, reduced, balance, came, let_off = row
    name = {"unit": code, "item": item, "month": since[:7]}
    if state == "reversed":
        let_off = amount - paid
    faults = []
    if paid != came:
        faults.append(
            _("{unit}, {item} {month}: paid {paid}, its receipts and refunds say {told}.").format(
                paid=money(desk, paid), told=money(desk, came), **name
            )
        )
    if reduced != let_off:
        faults.append(
            _("{unit}, {item} {month}: let off {off}, its documents say {told}.").format(
                off=money(desk, reduced), told=money(desk, let_off), **name
            )
        )
    if balance != amount - paid - reduced or balance < 0:
        faults.append(
            _("{unit}, {item} {month}: {amount} owed, {paid} paid, {off} let off, but {left} left.")
            .format(
                amount=money(desk, amount), paid=money(desk, paid), off=money(desk, reduced),
                left=money(desk, balance), **name,
            )
        )  # fmt: skip
    if state == "reversed" and (balance or billed):
        faults.append(_("{unit}, {item} {month}: reversed, yet still owed.").format(**name))
    return faults


_RUNS = (
    "SELECT b.number, b.state, b.count, b.total, COUNT(c.id), COALESCE(SUM(c.amount), 0), "
    "COALESCE(SUM(c.balance > 0 OR c.billed), 0), COALESCE(SUM(c.state <> b.state), 0) "
    "FROM billing_run b LEFT JOIN charge c ON c.id BETWEEN b.first AND b.last "
    "AND c.source = 'run' AND c.source_id = b.id GROUP BY b.id"
)
_LATE_OF_VOIDED = (
    "SELECT DISTINCT r.number FROM charge c JOIN receipt_line l ON l.id = c.source_id "
    "JOIN receipt r ON r.id = l.receipt_id "
    "WHERE c.source <> 'run' AND c.source = 'late' AND c.source_id IS NOT NULL "
    "AND r.state = 'voided' AND c.balance > 0 "
    "LIMIT ?"
)


def runs(desk: Desk) -> list[str]:
    """Billing runs that are not their charges; reversed ones of which something is still open."""
    faults = []
    for number, state, count, total, there, sums, open_, other in ask(desk, _RUNS):
        if (count, total) != (there, sums):
            sentence = _("Run {number}: {count} charges, {total}; there are {there}, {sums}.")
            faults.append(
                sentence.format(
                    number=number, count=count, total=money(desk, total), there=there,
                    sums=money(desk, sums),
                )
            )  # fmt: skip
        if state == "reversed" and (open_ or other):
            faults.append(
                _("Run {number} was reversed, but {n} of its charges are not.").format(
                    number=number, n=max(open_, other)
                )
            )
    return faults[:MOST]


def late_charges(desk: Desk) -> list[str]:
    """Late fees still owed from receipts that were voided."""
    return [
        _("Receipt {number} was voided, but a late fee of it is still owed.").format(number=number)
        for (number,) in ask(desk, _LATE_OF_VOIDED, MOST)
    ]
