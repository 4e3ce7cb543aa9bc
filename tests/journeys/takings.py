"""A cashier's payments in a process of their own: ``-m tests.journeys.takings FOLDER N END``.

Payment ``n`` is always the same, so that it can be asked for again after the power came back, and
so that the test knows what has to stand in the store.
"""

from __future__ import annotations

import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

from desk import app
from desk.core.access import Role
from desk.core.clock import FixedClock
from desk.core.desk import Desk, Session
from desk.core.models import Staff
from desk.fees.till.drafts import LineDraft, ReceiptDraft, TenderDraft
from desk.fees.till.papers_out import issue_receipt
from desk.fees.till.post import post_receipt

MORNING = datetime(2026, 11, 2, 1, 30, tzinfo=UTC)
UNITS = 20
FEE, RENT, DEPOSIT = 1, 2, 3
"""Items: one without and one with a late fee, and a deposit."""
DEBTS = 2
"""Debts a payment: ``2n - 1`` without late fee, ``2n`` with it."""


def owed(charge: int) -> int:
    """What charge ``charge`` was when it was made, in fen."""
    return 10_000 + 37 * charge


def unit_of(n: int) -> int:
    """Whose debts payment ``n`` is about."""
    return n % UNITS + 1


def draft(n: int) -> ReceiptDraft:
    """Payment ``n``: paid whole with change, in two ways, in part with more, or for later."""
    fee, rent = 2 * n - 1, 2 * n
    first = LineDraft("charge", charge=fee, amount=owed(fee))
    # Its late fee is neither paid nor let off: it becomes a debt of its own.
    second = LineDraft("charge", charge=rent, amount=owed(rent) // 2)
    ahead = LineDraft("prepayment", amount=5_000)
    held = LineDraft("deposit", item=DEPOSIT, amount=20_000)
    copies = LineDraft("sundry", text="复印", quantity=30_000, price=5_000, amount=150)
    lines = ((first,), (first, second), (second, copies), (first, ahead, held))[n % 4]
    total = sum(line.total for line in lines)
    tenders = (
        (TenderDraft("cash", total // 10_000 * 10_000 + 10_000),),
        (TenderDraft("wechat", 7_000), TenderDraft("cash", total - 7_000)),
        (TenderDraft("card", total, f"POS{n}"),),
        (TenderDraft("transfer", total - 20_000), TenderDraft("cash", 20_000)),
    )[n % 4]
    return ReceiptDraft(lines, tenders, unit=unit_of(n), person=1, note=f"n{n}")


def cashier(folder: Path, n: int) -> Desk:
    """The store with the cashier on duty, some seconds later for each payment."""
    desk = app.open_desk(folder, clock=FixedClock(MORNING + timedelta(seconds=n)))
    row = Staff.get(Staff.account == "cashier")
    desk.session = Session(row.id, row.account, row.name, Role.CASHIER)
    return desk


def pay(desk: Desk, n: int) -> str:
    """Take payment ``n`` and draw its receipt; the number."""
    row = post_receipt(desk, draft(n), request=f"pay{n}")
    issue_receipt(desk, row.id, request=f"print{n}")
    return row.number


def main(folder: str, begin: str, end: str) -> None:
    """Take the payments from ``begin`` to before ``end``; tell each when it is on paper."""
    desk = cashier(Path(folder), int(begin))
    clock = desk.clock
    assert isinstance(clock, FixedClock)
    for n in range(int(begin), int(end)):
        sys.stdout.write(f"{n} {pay(desk, n)}\n")
        sys.stdout.flush()
        clock.advance(timedelta(seconds=1))
    desk.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
