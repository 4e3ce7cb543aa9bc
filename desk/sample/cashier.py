"""A cashier's morning at the demo store, by the verbs themselves: what each page has to show."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from random import Random

from desk.core.access import Role
from desk.core.clock import Clock, FixedClock
from desk.core.desk import Desk, Session
from desk.core.models import Staff
from desk.fees.accounts import prepaid_of
from desk.fees.adjustments.drafts import AdjustmentDraft, AdjustmentLineDraft
from desk.fees.adjustments.verbs import request_adjustment
from desk.fees.drawer.shifts import cash_move, open_shift
from desk.fees.dunning.contacts import record_contact
from desk.fees.dunning.rows import ContactDraft
from desk.fees.models import Contact
from desk.fees.refunds.drafts import DeductionDraft, RefundDraft
from desk.fees.refunds.verbs import approve_refund, request_refund
from desk.fees.till.debts import Debt, debts_of_unit
from desk.fees.till.drafts import LineDraft, ReceiptDraft, TenderDraft
from desk.fees.till.post import post_receipt
from desk.fees.till.void import void_receipt
from desk.sample.estate import insert
from desk.sample.fees import DEPOSIT, SERVICE

BEGUN, STEP = timedelta(hours=3), timedelta(minutes=6)
FLOAT = {10_000: 3, 5_000: 2, 1_000: 8, 500: 2, 100: 10}


def morning(desk: Desk, random: Random) -> None:
    """Open the drawer, take money, void, ask for a refund; somebody promises to pay."""
    clock, seat = desk.clock, desk.session
    ticking = _Ticking(clock)
    desk.clock = ticking
    _sit(desk, "lin")
    try:
        open_shift(desk, FLOAT)
        owing = _owing(desk, random)
        _fees(desk, owing)
        _sales(desk)
        _held(desk, owing)
        _dunning(desk, owing)
        cash_move(desk, -10_000, "购买打印纸")
    finally:
        desk.clock, desk.session = clock, seat


class _Ticking(FixedClock):
    """Some hours ago, and a few minutes later with each look at it, but never later than now."""

    def __init__(self, real: Clock) -> None:
        super().__init__(real.now() - BEGUN)
        self._real = real

    def step(self) -> None:
        """The next customer."""
        if self.now() + STEP < self._real.now():
            self.advance(STEP)


def _sit(desk: Desk, account: str) -> None:
    row = Staff.get(Staff.account == account)
    desk.session = Session(row.id, row.account, row.name, Role(row.role))


def _step(desk: Desk) -> None:
    assert isinstance(desk.clock, _Ticking)
    desk.clock.step()


def _owing(desk: Desk, random: Random) -> Iterator[int]:
    units = [
        row[0]
        for row in desk.storage.database.execute_sql(
            "SELECT DISTINCT unit_id FROM charge WHERE balance > 0 AND person_id IS NOT NULL"
        )
    ]
    random.shuffle(units)
    return iter(units)


def _paid(debts: list[Debt]) -> tuple[LineDraft, ...]:
    return tuple(
        LineDraft("charge", charge=debt.id, amount=debt.balance, late_fee=debt.late_fee)
        for debt in debts
    )


def _fees(desk: Desk, owing: Iterator[int]) -> None:
    ways = ("wechat", "cash", "alipay", "wechat", "card", "cash", "transfer", "wechat", "cash")
    for way in ways:
        unit = next(owing)
        debts = debts_of_unit(desk, unit)[:8]
        lines = _paid(debts)
        total = sum(line.total for line in lines)
        given = (total + 9_999) // 10_000 * 10_000 if way == "cash" else total
        made = post_receipt(
            desk,
            ReceiptDraft(lines, (TenderDraft(way, given),), unit=unit, person=debts[0].person),
        )
        _step(desk)
        if way == "alipay":
            void_receipt(desk, made.id, "付款方式录错，重开")


def _sales(desk: Desk) -> None:
    for service, number, way in ((1, 6, "cash"), (3, 2, "wechat"), (5, 1, "cash"), (8, 2, "cash")):
        run = desk.storage.database.execute_sql
        price = run("SELECT price FROM service WHERE id = ?", (service,)).fetchone()[0]
        line = LineDraft(
            "sundry", service=service, quantity=number * 10_000, price=price * 100,
            amount=price * number,
        )  # fmt: skip
        given = TenderDraft(way, line.amount)
        post_receipt(desk, ReceiptDraft((line,), (given,), payer=""))
        _step(desk)


def _held(desk: Desk, owing: Iterator[int]) -> None:
    """Deposits for decoration, money paid ahead, and a deposit that is asked back."""
    for n, amount in enumerate((200_000, 300_000, 200_000)):
        unit = next(owing)
        person = debts_of_unit(desk, unit)[0].person
        lines = (
            LineDraft("deposit", item=DEPOSIT, unit=unit, amount=amount),
            LineDraft("prepayment", unit=unit, amount=50_000 * (n + 1)),
        )
        total = sum(line.amount for line in lines)
        made = post_receipt(
            desk, ReceiptDraft(lines, (TenderDraft("card", total),), unit=unit, person=person)
        )
        _step(desk)
    account = desk.storage.database.execute_sql(
        "SELECT account FROM receipt_line WHERE receipt_id = ? AND kind = 'deposit'", (made.id,)
    ).fetchone()[0]
    deducted = (DeductionDraft("电梯轿厢刮花", 20_000, SERVICE),)
    request_refund(
        desk,
        RefundDraft("deposit", account=account, deductions=deducted, reason="装修验收合格"),
    )
    prepaid = prepaid_of(desk, unit)[0]
    asked = request_refund(
        desk, RefundDraft("prepaid", account=prepaid.id, amount=20_000, reason="房屋转让，退余款")
    )
    _sit(desk, "zhou")
    approve_refund(desk, asked.id)
    _sit(desk, "lin")


def _dunning(desk: Desk, owing: Iterator[int]) -> None:
    units = [next(owing) for _n in range(7)]
    said = (
        ("call", "promised", "月底发工资后交", 5),
        ("call", "no_answer", "", 0),
        ("visit", "question", "问电梯广告收入公示", 0),
        ("message", "sent", "", 0),
        ("call", "promised", "周末回来到前台交", 0),
    )
    for unit, (way, outcome, words, days) in zip(units, said, strict=False):
        promised = desk.today + timedelta(days=days) if outcome == "promised" else None
        record_contact(
            desk,
            ContactDraft(
                unit=unit, way=way, outcome=outcome, said=words, promised_on=promised,
                answer="taken_away" if outcome == "question" else "",
            ),
        )  # fmt: skip
        _step(desk)
    _broken(desk, units[5])
    debt = debts_of_unit(desk, units[6])[0]
    request_adjustment(
        desk,
        AdjustmentDraft(
            "credit",
            (AdjustmentLineDraft(debt.id, min(debt.balance, 5_000)),),
            "停水三天，协议减免",
        ),
    )


def _broken(desk: Desk, unit: int) -> None:
    """A promise of last week that nobody kept; it was written down then."""
    then = desk.now - timedelta(days=6)
    owed = sum(debt.balance for debt in debts_of_unit(desk, unit))
    insert(
        Contact,
        [
            {
                "unit": unit, "way": "call", "outcome": "promised", "said": "三天内交清",
                "owed": owed, "promised_on": desk.today - timedelta(days=2), "promise": "open",
                "business_date": then.date(), "at": then, "who": "林晓彤", "salt": b"sample-salt-",
            }
        ],
    )  # fmt: skip
