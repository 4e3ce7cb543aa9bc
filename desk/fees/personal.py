"""What fees keep of one person: handed out on request; what of it can be erased.

Receipts, refunds, charges and accounts are the books: the law of accounts wants them kept whole
for years, the payer's name on a receipt with them, so erasing leaves them (the customer's record
behind them is blanked by the estate). Erased are the words of dunning: what was said, with whom,
and the printed notices' names.
"""

from __future__ import annotations

from typing import Any

from desk.core import papers
from desk.core.change import Change
from desk.core.desk import Desk
from desk.fees.models import Contact, Notice
from desk.fees.reading import ask

Records = list[dict[str, object]]


def _read(desk: Desk, keys: tuple[str, ...], sql: str, person: int) -> Records:
    return [dict(zip(keys, row, strict=True)) for row in ask(desk, sql, person)]


def export_charges(desk: Desk, person: int) -> Records:
    """The charges made out to a person. Money in minor units."""
    keys = ("unit", "item", "period_from", "period_to", "due", "amount", "paid", "balance")
    return _read(
        desk, keys,
        "SELECT u.code, i.name, c.period_from, c.period_to, c.due, c.amount, c.paid, c.balance "
        "FROM charge c JOIN unit u ON u.id = c.unit_id JOIN fee_item i ON i.id = c.item_id "
        "WHERE c.person_id = ? ORDER BY c.id",
        person,
    )  # fmt: skip


def export_receipts(desk: Desk, person: int) -> Records:
    """The receipts of a person."""
    keys = ("number", "date", "state", "unit", "payer", "total", "note")
    return _read(
        desk, keys,
        "SELECT r.number, r.business_date, r.state, COALESCE(u.code, ''), r.payer, r.total, r.note "
        "FROM receipt r LEFT JOIN unit u ON u.id = r.unit_id WHERE r.person_id = ? ORDER BY r.id",
        person,
    )  # fmt: skip


def export_accounts(desk: Desk, person: int) -> Records:
    """The deposits and prepaid accounts of a person."""
    keys = ("number", "kind", "unit", "balance", "opened_on", "note")
    return _read(
        desk, keys,
        "SELECT COALESCE(a.number, ''), a.kind, COALESCE(u.code, ''), a.balance, a.opened_on, "
        "a.note FROM account a LEFT JOIN unit u ON u.id = a.unit_id WHERE a.person_id = ? "
        "ORDER BY a.id",
        person,
    )  # fmt: skip


def export_refunds(desk: Desk, person: int) -> Records:
    """The refunds to a person."""
    keys = ("number", "date", "state", "payee", "amount", "reason", "reference")
    return _read(
        desk, keys,
        "SELECT number, business_date, state, payee, amount, reason, reference FROM refund "
        "WHERE person_id = ? ORDER BY id",
        person,
    )  # fmt: skip


def export_dunning(desk: Desk, person: int) -> Records:
    """What was said with a person about debts, and the notices made out to them."""
    keys = ("date", "unit", "way", "outcome", "spoken_to", "said", "promised_on", "promised")
    said = _read(
        desk, keys,
        "SELECT c.business_date, u.code, c.way, c.outcome, c.spoken_to, c.said, c.promised_on, "
        "c.promised FROM contact c JOIN unit u ON u.id = c.unit_id WHERE c.person_id = ? "
        "ORDER BY c.id",
        person,
    )  # fmt: skip
    return said + _read(
        desk, ("notice", "kind", "date", "unit", "amount", "deadline"),
        "SELECT n.number, n.kind, n.business_date, u.code, n.amount, n.deadline FROM notice n "
        "JOIN unit u ON u.id = n.unit_id WHERE n.person_id = ? ORDER BY n.id",
        person,
    )  # fmt: skip


def keep(_desk: Desk, _change: Change, _person: int) -> int:
    """Nothing is erased of the books: see the top of this module."""
    return 0


def erase_dunning(_desk: Desk, change: Change, person: int) -> int:
    """Blank what was said with a person and the papers made out to them; the contacts stay.

    Past ``change.update``: with the salt gone, what stood there would enter the log unsalted.
    """
    blank: dict[str, Any] = {"spoken_to": "", "said": "", "salt": None}
    count = int(Contact.update(**blank).where(Contact.person == person).execute())
    query: Any = Notice.select(Notice.id).where(Notice.person == person)
    notices = [key for (key,) in query.tuples()]
    for start in range(0, len(notices), 500):
        papers.erase("notice", notices[start : start + 500])
    change.note(dunning=count, notices=len(notices))
    return count + len(notices)
