"""Voiding: all is as before, or it is refused with what to do instead."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from desk.core.access import Role
from desk.core.desk import Desk
from desk.core.errors import Refused
from desk.core.storage import database
from desk.fees.models import Account, CashShift, Charge, Receipt, Refund
from desk.fees.till.drafts import LineDraft, TenderDraft
from desk.fees.till.post import post_receipt
from desk.fees.till.void import needs_second, void_receipt
from desk.texts import sentence
from tests.desk.fees.till.conftest import Place, charge, held, open_drawer, owe, setting
from tests.stores import PASSWORD, as_role


def refused(code: str, desk: Desk, receipt: int, reason: str = "错", **values: Any) -> Refused:
    with pytest.raises(Refused) as caught:
        void_receipt(desk, receipt, reason, **values)
    assert caught.value.code == code
    assert code not in sentence(caught.value)
    assert Receipt.get_by_id(receipt).state == "posted"
    return caught.value


def money() -> list[Any]:
    """All debts and accounts as they stand."""
    run = database.execute_sql
    return [
        run(
            "SELECT id, state, paid, reduced, balance FROM charge WHERE source <> 'late'"
        ).fetchall(),
        run("SELECT id, balance FROM account").fetchall(),
        run("SELECT sum(balance) FROM charge").fetchall(),
    ]


def test_everything_is_put_back(desk: Desk, place: Place) -> None:
    post_receipt(desk, place.pay(LineDraft("prepayment", amount=20_000)))
    post_receipt(desk, place.pay(LineDraft("deposit", item=place.deposit, amount=1)))
    late = owe(place.unit, place.late, 100_000, date(2026, 10, 1))
    account = Account.get(Account.kind == "prepaid").id
    before = money()
    row = post_receipt(desk, place.pay(
        place.first(amount=20_000, discount=60, reason="x"),
        LineDraft("charge", charge=late, amount=40_000, late_fee=100),
        tenders=(TenderDraft("prepaid", 15_000, account=account), TenderDraft("cash", 50_000)),
    ))  # fmt: skip
    assert money() != before
    done = void_receipt(desk, row.id, " 打错 ", request="v1")
    assert money() == before
    assert held(account) == 20_000
    assert (done.state, done.void_reason, done.number) == ("voided", "打错", row.number)
    assert void_receipt(desk, row.id, "打错", request="v1") == done
    gone = Charge.get(Charge.source == "late")
    assert (gone.state, gone.balance) == ("reversed", 0)
    with pytest.raises(Refused) as caught:
        void_receipt(desk, row.id, "x")
    assert caught.value.code == "workflow.not_now"


def test_prepayment_and_deposit_are_taken_back(desk: Desk, place: Place) -> None:
    row = post_receipt(desk, place.pay(
        LineDraft("prepayment", amount=500),
        LineDraft("deposit", item=place.deposit, amount=700),
    ))  # fmt: skip
    void_receipt(desk, row.id, "x")
    assert [held(account.id) for account in Account.select()] == [0, 0]


def test_only_in_its_own_open_drawer(desk: Desk, place: Place) -> None:
    row = post_receipt(desk, place.pay(place.first()))
    CashShift.update(state="closed").execute()
    refused("cash.no_shift", desk, row.id)
    open_drawer(desk)
    refused("receipt.other_shift", desk, row.id)
    assert charge(place.debts[0]) == (25_060, 0, 0)


def test_a_reason_is_needed(desk: Desk, place: Place) -> None:
    row = post_receipt(desk, place.pay(place.first()))
    refused("workflow.reason_needed", desk, row.id, "  ")


def test_whose_receipt_and_how_large(desk: Desk, place: Place) -> None:
    mine = post_receipt(as_role(desk, Role.CASHIER), place.pay(place.first(amount=1_000)))
    assert not needs_second(desk, mine.id)
    theirs = post_receipt(as_role(desk, Role.SUPERVISOR), place.pay(place.first(amount=1_000)))
    as_role(desk, Role.CASHIER)
    assert needs_second(desk, theirs.id)
    refused("receipt.void_denied", desk, theirs.id)
    refused("second.denied", desk, theirs.id, second=("clerk", PASSWORD))
    done = void_receipt(desk, theirs.id, "x", second=("supervisor", PASSWORD))
    assert (done.void_by, done.void_second) == ("Cashier", "Supervisor")
    setting(as_role(desk, Role.ADMINISTRATOR), "fees.void_limit", 999)
    as_role(desk, Role.CASHIER)
    refused("receipt.void_denied", desk, mine.id)
    void_receipt(as_role(desk, Role.MANAGER), mine.id, "x")
    assert charge(place.debts[0]) == (0, 0, 25_060)


def test_what_was_built_upon_stays(desk: Desk, place: Place) -> None:
    late = owe(place.unit, place.late, 100_000, date(2026, 10, 1))
    row = post_receipt(desk, place.pay(LineDraft("charge", charge=late, amount=100_000)))
    left = Charge.get(Charge.source == "late")
    after = post_receipt(desk, place.pay(LineDraft("charge", charge=left.id, amount=1)))
    refused("receipt.late_paid", desk, row.id)
    void_receipt(desk, after.id, "x")
    void_receipt(desk, row.id, "x")

    top = post_receipt(desk, place.pay(LineDraft("prepayment", amount=500)))
    account = Account.get().id
    tenders = (TenderDraft("prepaid", 100, account=account),)
    used = post_receipt(desk, place.pay(place.first(amount=100), tenders=tenders))
    refused("receipt.prepaid_spent", desk, top.id)
    void_receipt(desk, used.id, "x")
    void_receipt(desk, top.id, "x")


def test_a_refund_stands_in_the_way(desk: Desk, place: Place) -> None:
    row = post_receipt(desk, place.pay(place.first()))
    values = {"amount": 1, "reason": "x", "business_date": desk.today, "at": desk.now, "who": "t"}
    refund = Refund.create(number="F1", kind="fees", receipt=row.id, **values)
    assert refused("receipt.refunded", desk, row.id).values["refund"] == "F1"
    Refund.update(state="withdrawn").where(Refund.id == refund.id).execute()
    deposit = post_receipt(desk, place.pay(
        LineDraft("deposit", item=place.deposit, amount=700)))  # fmt: skip
    Refund.create(number="F2", kind="deposit", account=Account.get().id, **values)
    refused("receipt.refunded", desk, deposit.id)
    void_receipt(desk, row.id, "x")
