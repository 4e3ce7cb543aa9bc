"""Promised days: kept when as much was paid by the day, broken when it passed without.

A promise is the debtor's. Its state is what the receipts say; ``settle`` writes it down, so that
what is long decided is not reckoned again. A broken one stays open to Today until somebody has
spoken with the unit again, or nothing is owed any more.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from desk.core.access import Permission
from desk.core.change import Change
from desk.core.desk import Desk
from desk.core.frozen import frozen
from desk.fees.reading import ask


@frozen
class Promise:
    """One promise as it stands today. ``paid`` is what came in for older charges by its day,
    ``left`` what the unit still owes of them."""

    contact: int
    unit: int
    promised_on: date
    promised: int
    paid: int
    left: int
    state: str
    at: int


# Payments since the promise up to its day, of charges that were there when it was made. A row
# that both conditions spare (nothing is left) is cheap: the index of open charges has none.
_PROMISES = (
    "SELECT c.id, c.unit_id, c.promised_on, COALESCE(c.promised, c.owed), "
    "(SELECT COALESCE(SUM(l.amount + l.discount), 0) FROM charge h "
    "JOIN receipt_line l ON l.charge_id = h.id JOIN receipt r ON r.id = l.receipt_id "
    "WHERE h.unit_id = c.unit_id AND h.posted_on <= c.business_date AND r.state = 'posted' "
    "AND r.at > c.at AND r.business_date <= c.promised_on), "
    "(SELECT COALESCE(SUM(h.balance), 0) FROM charge h WHERE h.unit_id = c.unit_id "
    "AND h.balance > 0 AND h.posted_on <= c.business_date), c.at "
    "FROM contact c WHERE c.promise = 'open' "
)
_BROKEN = (
    _PROMISES + "AND c.promised_on < ? AND EXISTS (SELECT 1 FROM charge h "
    "WHERE h.unit_id = c.unit_id AND h.balance > 0 AND h.posted_on <= c.business_date) "
    "AND NOT EXISTS (SELECT 1 FROM contact d WHERE d.unit_id = c.unit_id AND d.id > c.id "
    "AND d.business_date > c.promised_on) ORDER BY c.promised_on, c.id"
)
_FOLLOWED = (
    "SELECT c.id FROM contact c WHERE c.promise = 'open' AND EXISTS (SELECT 1 FROM contact d "
    "WHERE d.unit_id = c.unit_id AND d.id > c.id AND d.business_date > c.promised_on)"
)


def open_promises(desk: Desk, unit: int | None = None) -> list[Promise]:
    """The promises that are not written down as kept or broken yet, by day."""
    which = "" if unit is None else "AND c.unit_id = ? "
    values = () if unit is None else (unit,)
    found = ask(desk, _PROMISES + which + "ORDER BY c.promised_on, c.id", *values)
    return [_promise(row, desk.today) for row in found]


def broken_promises(desk: Desk) -> list[Promise]:
    """Promises whose day has passed, still owed, and nobody has spoken with them since."""
    found = [_promise(row, desk.today) for row in ask(desk, _BROKEN, desk.today.isoformat())]
    return [promise for promise in found if promise.state == "broken"]


def settle(desk: Desk) -> int:
    """Write down which promises were kept and which broken; gives how many. For quiet moments."""
    desk.require(Permission.DUNNING_WORK)
    talked = {key for (key,) in ask(desk, _FOLLOWED)}
    decided = [
        promise
        for promise in open_promises(desk)
        if promise.state == "kept"
        or (promise.state == "broken" and (not promise.left or promise.contact in talked))
    ]
    if not decided:
        return 0
    with desk.change(Permission.DUNNING_WORK, "contact.settled") as change:
        settle_in(change, decided)
    return len(decided)


def settle_in(change: Change, promises: list[Promise]) -> None:
    """The same inside a caller's change, for those of ``promises`` that are decided."""
    for promise in promises:
        if promise.state != "open":
            # Here, not at the top: Today asks for promises at the start and needs no tables.
            from desk.fees.models import Contact

            row = Contact.get_by_id(promise.contact)
            if row.promise == "open":
                change.update(row, promise=promise.state)


def _promise(row: tuple[Any, ...], today: date) -> Promise:
    key, unit, until, promised, paid, left, at = row
    day = date.fromisoformat(until)
    if paid >= promised or (left == 0 and day >= today):
        state = "kept"
    else:
        state = "open" if day >= today else "broken"
    return Promise(key, unit, day, promised, paid, left, state, at)
