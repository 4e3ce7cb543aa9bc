"""What receipts and deposits are found by in the one box, and as what."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from desk.core.access import Permission
from desk.core.desk import Desk
from desk.core.register import Hit, SearchKind
from desk.core.storage import database
from desk.core.terms import Terms, some
from desk.core.words import N_
from desk.fees import flow
from desk.fees.accounts import DEPOSIT
from desk.fees.models import Account, Receipt
from desk.fees.reading import money

RECEIPT, ACCOUNT = 6, 10
"""Codes of the one box; never reused."""
_RECEIPTS = (
    "SELECT r.id, r.number, r.state, r.business_date, r.payer, r.total, coalesce(u.code, '') "
    "FROM receipt r LEFT JOIN unit u ON u.id = r.unit_id WHERE r.id IN ({})"
)
_ACCOUNTS = (
    "SELECT a.id, a.number, a.balance, a.opened_on, coalesce(p.name, ''), coalesce(u.code, ''), "
    "coalesce(i.name, '') FROM account a LEFT JOIN person p ON p.id = a.person_id "
    "LEFT JOIN unit u ON u.id = a.unit_id LEFT JOIN fee_item i ON i.id = a.item_id "
    "WHERE a.id IN ({})"
)
_HOLDERS = (
    "SELECT a.id, a.number, coalesce(p.name, ''), coalesce(u.code, '') FROM account a "
    "LEFT JOIN person p ON p.id = a.person_id LEFT JOIN unit u ON u.id = a.unit_id "
    "WHERE a.kind = 'deposit'"
)


def receipt_terms(row: Receipt) -> Terms:
    """A receipt is found by its number, the number of its sheet, and who paid."""
    return Terms(names=some(row.payer), numbers=some(row.number, row.sheet))


def all_receipt_terms() -> Iterable[tuple[int, Terms]]:
    """Every receipt's terms, to build the index anew."""
    query: Any = Receipt.select(Receipt.id, Receipt.payer, Receipt.number, Receipt.sheet)
    for row in query.order_by(Receipt.id).namedtuples().iterator():
        yield row.id, receipt_terms(row)


def receipt_hits(desk: Desk, ids: Sequence[int]) -> list[Hit]:
    """Receipts as the one box shows them, in the order of ``ids``."""
    hits = []
    for key, number, state, day, payer, total, unit in _ask(_RECEIPTS, ids):
        detail = " · ".join(some(unit, payer, money(desk, total), day))
        tone = flow.RECEIPT.state(state).tone
        hits.append(Hit("receipt", key, number, detail, ("receipt.state", state), tone))
    return hits


def account_terms(row: Account) -> Terms:
    """A deposit is found by its number, whose it is and for which unit."""
    if row.kind != DEPOSIT:
        return Terms()
    found = database.execute_sql(_HOLDERS + " AND a.id = ?", (row.id,)).fetchone()
    return _holder(*found[1:])


def all_account_terms() -> Iterable[tuple[int, Terms]]:
    """Every deposit's terms, to build the index anew."""
    for key, number, person, unit in database.execute_sql(_HOLDERS + " ORDER BY a.id").fetchall():
        yield key, _holder(number, person, unit)


def account_hits(desk: Desk, ids: Sequence[int]) -> list[Hit]:
    """Deposits as the one box shows them, in the order of ``ids``."""
    hits = []
    for key, number, balance, opened, person, unit, item in _ask(_ACCOUNTS, ids):
        opened = f"{date.fromisoformat(opened):%Y-%m-%d}"
        detail = " · ".join(some(item, unit, person, money(desk, balance), opened))
        state = ("account.state", "held" if balance else "empty")
        hits.append(Hit("account", key, number, detail, state, "ok" if balance else "void"))
    return hits


def _holder(number: str, person: str, unit: str) -> Terms:
    return Terms(names=some(person), codes=some(unit), numbers=some(number))


def _ask(sql: str, ids: Sequence[int]) -> list[tuple[Any, ...]]:
    """Rows by id in the order of ``ids``, literally: the one box asks at every key."""
    marks = ",".join("?" * len(ids))
    found = {row[0]: row for row in database.execute_sql(sql.format(marks), tuple(ids))}
    return [found[each] for each in ids if each in found]


RECEIPT_KIND = SearchKind(
    RECEIPT, "receipt", N_("Receipts"), Permission.FEES_VIEW, Receipt,
    receipt_terms, receipt_hits, all_receipt_terms,
)  # fmt: skip
ACCOUNT_KIND = SearchKind(
    ACCOUNT, "account", N_("Deposits"), Permission.FEES_VIEW, Account,
    account_terms, account_hits, all_account_terms,
)  # fmt: skip
