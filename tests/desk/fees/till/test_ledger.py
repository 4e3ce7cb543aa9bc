"""Whatever is taken and voided, the books agree, and voiding all leaves nothing behind."""

from __future__ import annotations

import shutil
import tempfile
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desk import app
from desk.core.access import Role
from desk.core.clock import FixedClock
from desk.core.desk import Desk
from desk.core.errors import Refused
from desk.core.storage import database
from desk.fees.accounts import prepaid_of
from desk.fees.models import AccountEntry, Charge, Receipt, ReceiptLine, Tender
from desk.fees.till.debts import debts_of_unit
from desk.fees.till.drafts import LineDraft, ReceiptDraft, TenderDraft, reckon
from desk.fees.till.post import post_receipt
from desk.fees.till.spread import spread
from desk.fees.till.void import void_receipt
from tests.desk.fees.till.conftest import Place, charge, furnish, owe, setting
from tests.stores import START, as_role


def state() -> list[Any]:
    """Debts and accounts that count."""
    run = database.execute_sql
    return [
        run("SELECT id, paid, reduced, balance FROM charge WHERE source <> 'late'").fetchall(),
        run("SELECT sum(balance) FROM charge").fetchall(),
        run("SELECT id, balance FROM account WHERE balance > 0").fetchall(),
    ]


def books_agree(desk: Desk) -> None:
    """The release's own checks, and what must hold of every receipt."""
    for register in desk.registers:
        if register.key in ("charges", "receipts", "accounts"):
            for check in register.checks:
                assert check(desk) == []
    for row in Receipt.select():
        lines = list(ReceiptLine.select().where(ReceiptLine.receipt == row.id))
        paid = sum(tender.amount for tender in Tender.select().where(Tender.receipt == row.id))
        assert row.total == sum(line.amount + line.late_fee for line in lines)
        assert row.total == paid + row.rounding
    for account, balance in database.execute_sql("SELECT id, balance FROM account").fetchall():
        moved = AccountEntry.select().where(AccountEntry.account == account)
        assert balance == sum(entry.amount for entry in moved)


STEP = st.one_of(
    st.tuples(st.just("spread"), st.integers(1, 120_000), st.sampled_from(["cash", "wechat"])),
    st.tuples(st.just("late"), st.integers(1, 50_000), st.sampled_from(["pay", "waive", "leave"])),
    st.tuples(st.just("prepay"), st.integers(1, 50_000), st.just("")),
    st.tuples(st.just("draw"), st.integers(1, 50_000), st.just("")),
    st.tuples(st.just("deposit"), st.integers(1, 50_000), st.just("")),
    st.tuples(st.just("discount"), st.integers(1, 5_000), st.just("")),
    st.tuples(st.just("void"), st.integers(0, 5), st.just("")),
)


def take(desk: Desk, place: Place, what: str, amount: int, how: str) -> ReceiptDraft | None:
    """One receipt of a kind, as a cashier would enter it; None if there is nothing to take."""
    debts = debts_of_unit(desk, place.unit)
    if what == "prepay":
        return place.pay(LineDraft("prepayment", amount=amount))
    if what == "deposit":
        return place.pay(LineDraft("deposit", item=place.deposit, amount=amount))
    if not debts:
        return None
    first = debts[0]
    part = min(amount, first.balance)
    if what == "discount":
        off = min(part, first.balance - 1)
        if not off:
            return None
        return place.pay(LineDraft("charge", charge=first.id, amount=1, discount=off, reason="x"))
    if what == "late":
        due = first.late_on(part)
        fee, waived = {"pay": (due, 0), "waive": (0, due), "leave": (due // 2, 0)}[how]
        line = LineDraft(
            "charge", charge=first.id, amount=part, late_fee=fee, late_waived=waived, reason="x"
        )
        return place.pay(line)
    if what == "draw":
        account = next(iter(prepaid_of(desk, place.unit)), None)
        if account is None:
            return None
        drawn = min(account.balance, part)
        tenders = (TenderDraft("prepaid", drawn, account=account.id),)
        return place.pay(LineDraft("charge", charge=first.id, amount=drawn), tenders=tenders)
    parts = spread(amount, debts)
    lines = tuple(
        LineDraft("charge", charge=p.charge, amount=p.amount, late_fee=p.late_fee) for p in parts
    )
    tenders = (TenderDraft(how, amount),)
    cut = reckon(lines, tenders, "tenth").rounding
    draft = place.pay(*lines, tenders=tenders, surplus_to_prepaid=True, rounding=cut)
    return draft if lines else None


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(STEP, min_size=1, max_size=12))
def test_the_books_agree_after_every_step(
    template: Path, steps: list[tuple[str, int, str]]
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(template, Path(folder, "store"))
        desk = app.open_desk(Path(folder, "store"), clock=FixedClock(START))
        try:
            as_role(desk, Role.ADMINISTRATOR)
            place = furnish(desk)
            owe(place.unit, place.late, 40_000)
            setting(desk, "fees.rounding", "tenth")
            before = state()
            made: list[int] = []
            for what, amount, how in steps:
                if what == "void":
                    _void(desk, made, amount)
                else:
                    draft = take(desk, place, what, amount, how)
                    if draft is not None:
                        made.append(post_receipt(desk, draft).id)
                books_agree(desk)
            for receipt in reversed(made):
                if Receipt.get_by_id(receipt).state == "posted":
                    void_receipt(desk, receipt, "x")
            books_agree(desk)
            assert state() == before
            numbers = [row.number for row in Receipt.select().order_by(Receipt.id)]
            assert numbers == [f"R26{n:07d}" for n in range(1, len(made) + 1)]
        finally:
            desk.close()


def _void(desk: Desk, made: list[int], which: int) -> None:
    if not made:
        return
    kept = state()
    try:
        void_receipt(desk, made[which % len(made)], "x")
    except Refused:
        assert state() == kept


def test_two_tills_at_the_same_moment(desk: Desk, place: Place) -> None:
    start = threading.Barrier(2)
    told: list[str] = []

    def till() -> None:
        with desk.storage.thread():
            start.wait(5)
            try:
                post_receipt(desk, place.pay(place.first()))
                told.append("posted")
            except Refused as refusal:
                told.append(refusal.code)

    threads = [threading.Thread(target=till) for _n in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    assert sorted(told) == ["posted", "till.paid_already"]
    assert charge(place.debts[0]) == (25_060, 0, 0)
    assert Receipt.select().count() == 1 and Charge.select().count() == 3


@pytest.fixture(autouse=True)
def _own_store(desk: Desk) -> Iterator[None]:
    """The examples open stores of their own; the test's is bound again afterwards."""
    yield
    database.initialize(desk.storage.database)
