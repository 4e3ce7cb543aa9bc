"""Money held for people: prepaid accounts 预存款 and deposits 押金.

A prepaid account belongs to one unit and person (either may be missing), a deposit to one payment.
An account's balance is the sum of its entries; only documents move it.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

import peewee as pw

from desk.core.access import Permission
from desk.core.change import Change
from desk.core.desk import Desk
from desk.core.errors import Refused
from desk.core.fields import from_millis, to_millis
from desk.core.frozen import frozen
from desk.core.listing import Column, Filter, Listing, Order
from desk.core.money import MOST
from desk.core.words import N_
from desk.estate.models import Building, Person, Unit
from desk.fees.models import Account, FeeItem
from desk.fees.reading import money

PREPAID, DEPOSIT = "prepaid", "deposit"
SERIES = "D"


@frozen
class AccountRow:
    """A prepaid account (its number is "") or a deposit; ``balance`` in minor units."""

    id: int
    number: str
    kind: str
    unit: int | None
    unit_code: str
    person: int | None
    person_name: str
    item: int | None
    item_name: str
    balance: int
    opened_on: date
    note: str


@frozen
class EntryRow:
    """One movement: ``amount`` signed, ``balance`` after it; ``document`` receipt, refund or
    adjustment with its id and ``number``."""

    id: int
    at: datetime
    business_date: date
    document: str
    document_id: int
    number: str
    amount: int
    balance: int


COLUMNS = (
    "a.id, coalesce(a.number, ''), a.kind, a.unit_id, coalesce(u.code, ''), a.person_id, "
    "coalesce(p.name, ''), a.item_id, coalesce(i.name, ''), a.balance, a.opened_on, a.note"
)
TABLES = (
    "account a LEFT JOIN unit u ON u.id = a.unit_id LEFT JOIN person p ON p.id = a.person_id "
    "LEFT JOIN fee_item i ON i.id = a.item_id"
)
_ROWS = f"SELECT {COLUMNS} FROM {TABLES} WHERE "
_ENTRIES = (
    "SELECT e.id, e.at, e.business_date, e.document, e.document_id, "
    "coalesce(r.number, f.number, j.number, ''), e.amount FROM account_entry e "
    "LEFT JOIN receipt r ON e.document = 'receipt' AND r.id = e.document_id "
    "LEFT JOIN refund f ON e.document = 'refund' AND f.id = e.document_id "
    "LEFT JOIN adjustment j ON e.document = 'adjustment' AND j.id = e.document_id "
    "WHERE e.account_id = ? ORDER BY e.id"
)


def raw_row(row: Any) -> AccountRow:
    """A tuple of COLUMNS as it comes out of the store."""
    made: Any = AccountRow
    row_of: AccountRow = made(*row[:10], date.fromisoformat(row[10]), row[11])
    return row_of


def get_account(desk: Desk, account: int) -> AccountRow:
    """One account. Raises Refused("account.unknown")."""
    desk.require(Permission.FEES_VIEW)
    found = desk.storage.database.execute_sql(_ROWS + "a.id = ?", (account,)).fetchone()
    if found is None:
        raise Refused("account.unknown", "account")
    return raw_row(found)


def prepaid_of(
    desk: Desk, unit: int | None = None, person: int | None = None
) -> tuple[AccountRow, ...]:
    """Prepaid accounts with money in them, those of ``unit`` and those of ``person``."""
    return _held(desk, PREPAID, unit, person)


def deposits_of(
    desk: Desk, unit: int | None = None, person: int | None = None
) -> tuple[AccountRow, ...]:
    """Deposits still held, those of ``unit`` and those of ``person``."""
    return _held(desk, DEPOSIT, unit, person)


def entries(desk: Desk, account: int) -> tuple[EntryRow, ...]:
    """The movements of an account, oldest first. Raises Refused("account.unknown")."""
    get_account(desk, account)
    balance, rows = 0, []
    for key, at, day, document, record, number, amount in desk.storage.database.execute_sql(
        _ENTRIES, (account,)
    ):
        balance += amount
        moment, on = from_millis(at), date.fromisoformat(day)
        rows.append(EntryRow(key, moment, on, document, record, number, amount, balance))
    return tuple(rows)


def prepaid_account(desk: Desk, change: Change, unit: int | None, person: int | None) -> int:
    """The prepaid account of exactly this unit and person, opened inside the change if new.

    Raises Refused("account.for_whom") when both are missing.
    """
    if unit is None and person is None:
        raise Refused("account.for_whom", "unit")
    found = desk.storage.database.execute_sql(
        "SELECT id FROM account WHERE kind = 'prepaid' AND unit_id IS ? AND person_id IS ?",
        (unit, person),
    ).fetchone()
    if found is not None:
        return int(found[0])
    row = change.create(Account, kind=PREPAID, unit=unit, person=person, opened_on=desk.today)
    return int(row.id)


def open_deposit(
    desk: Desk, change: Change, item: int, unit: int | None, person: int | None, note: str = ""
) -> int:
    """A new deposit's account with the next number, inside a change; still empty."""
    row = change.create(
        Account, number=change.number(SERIES), kind=DEPOSIT, unit=unit, person=person, item=item,
        opened_on=desk.today, note=note,
    )  # fmt: skip
    return int(row.id)


def post_entry(
    desk: Desk, change: Change, account: int, document: str, document_id: int, amount: int
) -> int:
    """Move ``amount`` (signed, minor units) on an account inside a change; the balance after it.

    ``document`` is receipt, refund or adjustment. Raises Refused account.unknown,
    account.too_little (``balance``, ``number``).
    """
    run = desk.storage.database.execute_sql
    found = run("SELECT balance, number FROM account WHERE id = ?", (account,)).fetchone()
    if found is None:
        raise Refused("account.unknown", "account")
    balance = int(found[0]) + amount
    if balance < 0:
        raise Refused("account.too_little", "account", balance=money(desk, found[0]))
    if balance >= MOST:
        raise Refused("money.too_large", "amount")
    run(
        "INSERT INTO account_entry (account_id, document, document_id, amount, business_date, at) "
        "VALUES (?, ?, ?, ?, ?, ?)",
        (account, document, document_id, amount, desk.today.isoformat(), to_millis(change.now)),
    )
    run("UPDATE account SET balance = ? WHERE id = ?", (balance, account))
    change.about("account", account)
    return balance


def _held(desk: Desk, kind: str, unit: int | None, person: int | None) -> tuple[AccountRow, ...]:
    desk.require(Permission.FEES_VIEW)
    # Two looks by an index each; asked as one the table would be read through.
    sql = (
        f"{_ROWS} a.kind = ? AND a.balance > 0 AND a.id IN (SELECT id FROM account "
        "WHERE unit_id = ? UNION SELECT id FROM account WHERE person_id = ?) ORDER BY a.id"
    )
    found = desk.storage.database.execute_sql(sql, (kind, unit, person))
    return tuple(raw_row(row) for row in found)


def _query(desk: Desk) -> Any:
    a, left = Account, pw.JOIN.LEFT_OUTER
    blank = pw.fn.coalesce
    return (
        a.select(
            a.id, blank(a.number, ""), a.kind, a.unit, blank(Unit.code, ""), a.person,
            blank(Person.name, ""), a.item, blank(FeeItem.name, ""), a.balance, a.opened_on, a.note,
        )
        .join(Unit, left)
        .join_from(a, Person, left)
        .join_from(a, FeeItem, left)
    )  # fmt: skip


def _make(desk: Desk, row: Any) -> AccountRow:
    return AccountRow(*row)


def _with_money(desk: Desk, query: Any, value: Any) -> Any:
    return query.where(Account.balance > 0 if value else Account.balance == 0)


def _of_building(desk: Desk, query: Any, value: Any) -> Any:
    units = Unit.select(Unit.id).where(Unit.building == int(value))
    return query.where(Account.unit.in_(units))


def _by_text(desk: Desk, query: Any, value: str) -> Any:
    """By number, or by name or room: prepaid accounts have no number of their own."""
    word = value.strip()
    people = Person.select(Person.id).where(Person.name.contains(word))
    units = Unit.select(Unit.id).where(Unit.code.contains(word))
    found = Account.unit.in_(units) | Account.person.in_(people) | (Account.number == word.upper())
    return query.where(found)


def _kinds(desk: Desk) -> Sequence[tuple[str, str]]:
    return [(PREPAID, PREPAID), (DEPOSIT, DEPOSIT)]


def _buildings(desk: Desk) -> Sequence[tuple[str, str]]:
    query: Any = Building.select(Building.id, Building.name).order_by(Building.sort)
    return [(str(key), name) for key, name in query.tuples()]


def _items(desk: Desk) -> Sequence[tuple[str, str]]:
    query: Any = FeeItem.select(FeeItem.id, FeeItem.name).where(FeeItem.kind == "deposit")
    return [(str(key), name) for key, name in query.order_by(FeeItem.position).tuples()]


ACCOUNTS: Listing[AccountRow] = Listing(
    key="accounts",
    title=N_("Deposits and prepaid"),
    permission=Permission.FEES_VIEW,
    model=Account,
    columns=(
        Column("kind", N_("Kind"), "state", lambda r: r.kind, 90, "account.kind"),
        Column("number", N_("Number"), "code", lambda r: r.number, 116),
        Column("unit", N_("Unit"), "code", lambda r: r.unit_code, 110),
        Column("person", N_("Whose"), "text", lambda r: r.person_name, 150),
        Column("item", N_("Item"), "text", lambda r: r.item_name, 150),
        Column("balance", N_("Balance"), "money", lambda r: r.balance, 120),
        Column("opened_on", N_("Since"), "date", lambda r: r.opened_on, 100, sort="id"),
        Column("note", N_("Note"), "text", lambda r: r.note, 160, shown=False),
    ),
    query=_query,
    make=_make,
    orders={"id": Order(Account.id, descending=True)},
    default_order="id",
    filters=(
        Filter(
            "kind", N_("Kind"), lambda d, q, v: q.where(Account.kind == v), choices=_kinds,
            words="account.kind",
        ),
        Filter("held", N_("With money"), _with_money, kind="flag"),
        Filter("building", N_("Building"), _of_building, choices=_buildings),
        Filter(
            "item", N_("Item"), lambda d, q, v: q.where(Account.item == int(v)), choices=_items
        ),
        Filter("text", N_("Number, unit, name"), _by_text, kind="text"),
    ),
    defaults={"held": True},
)  # fmt: skip
