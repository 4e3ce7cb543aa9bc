"""Money held for people: prepaid accounts 预存款 and deposits 押金."""

from __future__ import annotations

from datetime import date, datetime

from desk.core.change import Change
from desk.core.desk import Desk
from desk.core.frozen import frozen


@frozen
class AccountRow:
    """A prepaid account (no number) or a deposit; ``balance`` in minor units."""

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


def get_account(desk: Desk, account: int) -> AccountRow:
    """One account. Raises Refused("account.unknown")."""
    raise NotImplementedError


def prepaid_of(
    desk: Desk, unit: int | None = None, person: int | None = None
) -> tuple[AccountRow, ...]:
    """The prepaid accounts of a unit, of a person, or of both at once."""
    raise NotImplementedError


def deposits_of(
    desk: Desk, unit: int | None = None, person: int | None = None
) -> tuple[AccountRow, ...]:
    """The deposits still held of a unit, of a person, or of either."""
    raise NotImplementedError


def entries(desk: Desk, account: int) -> tuple[EntryRow, ...]:
    """The movements of an account, oldest first."""
    raise NotImplementedError


def prepaid_account(desk: Desk, change: Change, unit: int | None, person: int | None) -> int:
    """The prepaid account of exactly this unit and person, opened if there is none."""
    raise NotImplementedError


def post_entry(
    desk: Desk, change: Change, account: int, document: str, document_id: int, amount: int
) -> int:
    """Move ``amount`` (signed) on an account inside a change; gives the balance after it.

    Raises Refused("account.too_little").
    """
    raise NotImplementedError


def issue_deposit_slip(
    desk: Desk, account: int, language: str | None = None, *, request: str | None = None
) -> bytes:
    """The slip of a deposit as PDF."""
    raise NotImplementedError
