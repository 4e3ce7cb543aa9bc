"""``kill -9`` while money is taken: what was acknowledged is there, on paper and in the books."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from datetime import date
from pathlib import Path
from random import Random

import pytest

from desk import app
from desk.core.desk import Desk
from desk.core.models import PrintedPaper
from desk.estate.models import Building, Person, Unit
from desk.fees.drawer.shifts import open_shift
from desk.fees.models import Account, Charge, FeeItem, Receipt, ReceiptLine, Tender
from desk.fees.register import REGISTERS
from desk.fees.till.drafts import ReceiptDraft
from tests.journeys import takings

ROOT = Path(__file__).resolve().parents[2]
ONE = 0.03
"""Seconds that a payment with its paper may take: the plug is pulled somewhere within."""

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there is no kill -9")


def _furnish(folder: Path, payments: int) -> None:
    """Twenty units, an owner of all, two debts for each payment, an open drawer."""
    desk = takings.cashier(folder, 0)
    building = Building.create(code="1", name="1栋", sort="1")
    for n in range(1, takings.UNITS + 1):
        Unit.create(id=n, building=building, room=f"{n}", code=f"1-{n}", sort=f"{n:02}")
    Person.create(id=1, name="张伟", sort="zhangwei", salt=b"s")
    FeeItem.create(id=takings.FEE, name="物业费", kind="area")
    FeeItem.create(id=takings.RENT, name="租金", kind="fixed", late_rate=500, late_cap=1000)
    FeeItem.create(id=takings.DEPOSIT, name="押金", kind="deposit")
    due = date(2026, 10, 1)
    debts = [
        {
            "id": key, "unit": takings.unit_of((key + 1) // 2), "person": 1, "source": "manual",
            "item": takings.FEE if key % 2 else takings.RENT, "posted_on": due, "due": due,
            "period_from": due, "period_to": date(2026, 10, 31), "amount": takings.owed(key),
            "balance": takings.owed(key),
        }
        for key in range(1, takings.DEBTS * payments + 1)
    ]  # fmt: skip
    with desk.storage.database.atomic():
        for begin in range(0, len(debts), 100):
            Charge.insert_many(debts[begin : begin + 100]).execute()
    open_shift(desk, 50_000)
    desk.close()


def _until_the_power_fails(
    folder: Path, begin: int, after: int, end: int, pause: float
) -> list[tuple[int, str]]:
    """Payments from ``begin`` to before ``end``; some time after ``after`` were acknowledged the
    plug is pulled."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    child = subprocess.Popen(
        [sys.executable, "-m", "tests.journeys.takings", str(folder), str(begin), str(end)],
        env=environment, cwd=ROOT, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert child.stdout is not None
    said = []
    for line in child.stdout:
        said.append(line)
        if len(said) >= after:
            break
    if begin + after < end:
        time.sleep(pause)
        child.send_signal(signal.SIGKILL)
    # What was still in the pipe was acknowledged as well; a torn last line was not.
    said += [line for line in child.stdout.read().splitlines(keepends=True) if line.endswith("\n")]
    child.stdout.close()
    child.wait()
    return [(int(line.split()[0]), line.split()[1]) for line in said]


def _journey(folder: Path, payments: int, kills: int, seed: int) -> None:
    _furnish(folder, payments)
    random = Random(seed)
    acknowledged: dict[int, str] = {}
    stops = [*sorted(random.sample(range(2, payments), kills)), payments]
    for stop in stops:
        # The payment that was cut short is asked for again, as a cashier would.
        begin = len(acknowledged) + 1
        after = max(1, stop - len(acknowledged))
        if begin > payments:
            break
        pause = random.random() * ONE
        for n, number in _until_the_power_fails(folder, begin, after, payments + 1, pause):
            assert n == len(acknowledged) + 1
            acknowledged[n] = number
        _is_all_there(folder, acknowledged)
    assert len(acknowledged) == payments
    assert len(set(acknowledged.values())) == payments
    desk = takings.cashier(folder, payments)
    assert Receipt.select().count() == payments
    assert PrintedPaper.select().count() == payments  # asked for twice, printed once
    assert not PrintedPaper.select().where(PrintedPaper.copy > 0).exists()
    drafts = {n: takings.draft(n) for n in acknowledged}
    _as_drafted(acknowledged, drafts)
    _debts_are_right(drafts)
    desk.close()


def _is_all_there(folder: Path, acknowledged: dict[int, str]) -> None:
    """After each failure: whole file, whole chain, sound books, no number missing."""
    desk = app.open_desk(folder)
    try:
        assert desk.storage.problems() == []
        assert desk.chain.verify().whole
        assert _faults(desk) == []
        stored = [row.number for row in Receipt.select(Receipt.number).order_by(Receipt.number)]
        assert stored == [f"R26{n:07}" for n in range(1, len(stored) + 1)]
        printed = [row.data["number"] for row in PrintedPaper.select(PrintedPaper.data)]
        assert set(printed) <= set(stored)
        assert len(printed) == len(set(printed))
        # Posted and printed are two changes: only the last receipt may be without its paper.
        assert set(stored[:-1]) <= set(printed)
        assert set(acknowledged.values()) <= set(printed)
        assert len(acknowledged) <= len(stored) <= len(acknowledged) + 1
    finally:
        desk.close()


def _faults(desk: Desk) -> list[str]:
    return [fault for register in REGISTERS for check in register.checks for fault in check(desk)]


def _as_drafted(acknowledged: dict[int, str], drafts: dict[int, ReceiptDraft]) -> None:
    """Each acknowledged receipt has the lines and tenders that were handed in for it."""
    lines, tenders = _by_receipt(ReceiptLine), _by_receipt(Tender)
    for row in Receipt.select():
        n = int(row.note[1:])
        draft = drafts[n]
        total = sum(line.total for line in draft.lines)
        assert (row.number, row.unit_id, row.total) == (acknowledged[n], draft.unit, total)
        found = [(line.kind, line.charge_id, line.amount, line.text) for line in lines[row.id]]
        assert found == [(line.kind, line.charge, line.amount, line.text) for line in draft.lines]
        given = sorted((each.kind, each.given, each.reference) for each in tenders[row.id])
        assert given == sorted((each.kind, each.given, each.reference) for each in draft.tenders)
        assert sum(each.amount for each in tenders[row.id]) == total


def _by_receipt(model: type[ReceiptLine | Tender]) -> dict[int, list[ReceiptLine | Tender]]:
    found: dict[int, list[ReceiptLine | Tender]] = {}
    for row in model.select().order_by(model.id):
        found.setdefault(row.receipt_id, []).append(row)
    return found


def _debts_are_right(drafts: dict[int, ReceiptDraft]) -> None:
    """Every charge is paid by what was drafted for it; what is deferred and held is owed once."""
    lines = [line for draft in drafts.values() for line in draft.lines]
    paid = {line.charge: line.amount for line in lines if line.charge is not None}
    for charge in Charge.select().where(Charge.source == "manual"):
        assert charge.paid == paid.get(charge.id, 0)
        assert (charge.reduced, charge.balance) == (0, takings.owed(charge.id) - charge.paid)
    rents = sum(charge % takings.DEBTS == 0 for charge in paid)
    late = Charge.select().where(Charge.source == "late")
    assert late.count() == rents
    assert all(charge.balance == charge.amount > 0 for charge in late)
    for kind, account in (("deposit", "deposit"), ("prepayment", "prepaid")):
        held = sum(row.balance for row in Account.select().where(Account.kind == account))
        assert held == sum(line.amount for line in lines if line.kind == kind) > 0


def test_no_acknowledged_receipt_is_missing(folder: Path) -> None:
    _journey(folder, payments=160, kills=5, seed=9)


@pytest.mark.long
@pytest.mark.parametrize(("kills", "seed"), [(8, 1), (40, 2), (40, 3)])
def test_no_acknowledged_receipt_of_500_is_missing(folder: Path, kills: int, seed: int) -> None:
    _journey(folder, payments=500, kills=kills, seed=seed)
