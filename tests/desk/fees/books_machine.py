"""A cashier's weeks at random, with a second set of books in plain dictionaries beside them.

After every step ``verify the books`` finds nothing, and the store agrees with the plain books:
what each debt still is, what each account holds, and what cash has to be in the drawer.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any, ClassVar

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from desk import app
from desk.core.access import Role
from desk.core.clock import FixedClock
from desk.core.errors import Refused
from desk.fees.accounts import get_account
from desk.fees.adjustments.drafts import AdjustmentDraft, AdjustmentLineDraft
from desk.fees.adjustments.verbs import approve_adjustment, request_adjustment
from desk.fees.billing.charges import add_charge
from desk.fees.billing.drafts import ChargeDraft, RunDraft
from desk.fees.billing.run import post, preview, reverse, run_rows
from desk.fees.drawer.cash import denominations
from desk.fees.drawer.counting import close_shift, count_shift
from desk.fees.drawer.expected import drawer_of
from desk.fees.drawer.rows import CloseDraft
from desk.fees.drawer.shifts import cash_move, current_shift, open_shift
from desk.fees.models import Charge, ReceiptLine
from desk.fees.refunds.drafts import DeductionDraft, RefundDraft, RefundLineDraft
from desk.fees.refunds.verbs import approve_refund, pay_refund, request_refund
from desk.fees.till.debts import Debt, debts_of_unit
from desk.fees.till.drafts import LineDraft, ReceiptDraft, TenderDraft
from desk.fees.till.post import post_receipt
from desk.fees.till.spread import left_over, spread
from desk.fees.till.void import void_receipt
from tests.desk.fees.books_given import (
    AMOUNT,
    CLEANING,
    DEPOSIT,
    INCOME,
    MANAGEMENT,
    MANAGER,
    ONCE,
    OPENING,
    UNITS,
    WAYS,
    Taken,
    fill,
    tenders,
)
from tests.stores import START, as_role


class Books(RuleBasedStateMachine):
    """The machine; ``template`` is a migrated store to copy, given by the test."""

    template: ClassVar[Path]

    @initialize()
    def begin(self) -> None:
        self.place = Path(tempfile.mkdtemp(prefix="books-"))
        shutil.copytree(self.template, self.place / "store")
        self.clock = FixedClock(START)
        self.desk = app.open_desk(self.place / "store", clock=self.clock)
        as_role(self.desk, Role.CASHIER)
        with self.desk.storage.transaction():
            fill(self.desk)
        self.owed: dict[int, int] = {}
        self.held: dict[int, int] = {}
        self.cash = OPENING
        self.taken: dict[int, Taken] = {}
        self.month = 0
        self.clicks = 0
        open_shift(self.desk, OPENING)

    def teardown(self) -> None:
        if hasattr(self, "desk"):
            self.desk.close()
            shutil.rmtree(self.place)

    # -- what becomes of a debt

    @rule(unit=UNITS, amount=AMOUNT, back=st.integers(0, 90))
    def charge(self, unit: int, amount: int, back: int) -> None:
        due = self.desk.today - timedelta(days=back)
        made = add_charge(self.desk, ChargeDraft(unit, ONCE, amount=amount, due=due))
        self.owed[made.id] = amount

    @rule()
    def bill(self) -> None:
        self.month += 1
        month = START.date().replace(month=1 + self.month % 12, year=2022 + self.month // 12)
        draft = RunDraft(month, (MANAGEMENT, CLEANING))
        seen = preview(self.desk, draft)
        made = post(self.desk, draft, expected_total=seen.total)
        new = {c.id: c.amount for c in self._charged(made.id)}
        assert (made.count, made.total) == (len(new), sum(new.values()))
        self.owed |= new
        assert preview(self.desk, draft).count == 0

    @staticmethod
    def _charged(run: int) -> list[Charge]:
        return list(Charge.select().where((Charge.source == "run") & (Charge.source_id == run)))

    @precondition(lambda self: self.month)
    @rule()
    def unbill(self) -> None:
        run = run_rows(self.desk, 1)[0]
        mine = self._charged(run.id)
        free = run.state == "posted" and not any(c.paid or c.reduced for c in mine)
        as_role(self.desk, Role.MANAGER)
        done = self._tried(
            lambda: reverse(self.desk, run.id, "错误"), "run.paid", "workflow.not_now"
        )
        as_role(self.desk, Role.CASHIER)
        assert done == free
        if done:
            self.owed |= {c.id: 0 for c in mine}

    @rule(unit=UNITS, part=st.integers(1, 100), kind=st.sampled_from(("write_off", "credit")))
    def let_off(self, unit: int, part: int, kind: str) -> None:
        debts = debts_of_unit(self.desk, unit)[:2]
        lines = tuple(AdjustmentLineDraft(d.id, max(1, d.balance * part // 100)) for d in debts)
        if not lines:
            return
        asked = request_adjustment(self.desk, AdjustmentDraft(kind, lines, "困难户"))
        assert not self._tried(lambda: approve_adjustment(self.desk, asked.id), "access.denied")
        approve_adjustment(self.desk, asked.id, second=MANAGER)
        for line in lines:
            self.owed[line.charge] -= line.amount

    # -- the till

    @rule(unit=UNITS, amount=AMOUNT, way=WAYS, keep=st.booleans())
    def pay(self, unit: int, amount: int, way: str, keep: bool) -> None:
        debts = debts_of_unit(self.desk, unit)
        parts = spread(amount, debts)
        over = left_over(amount, parts)
        assert sum(p.total for p in parts) + over == amount
        lines = [
            LineDraft("charge", charge=p.charge, amount=p.amount, late_fee=p.late_fee)
            for p in parts
        ]
        if over:
            lines.append(LineDraft("prepayment", unit=unit, amount=over))
        given = tenders(amount, way, 137 if keep else 0)
        self._post(ReceiptDraft(tuple(lines), given, unit=unit, surplus_to_prepaid=keep), debts)

    @rule(unit=UNITS, cut=st.integers(0, 100), part=st.integers(0, 100))
    def pay_with_favours(self, unit: int, cut: int, part: int) -> None:
        """The oldest debt with a discount, its late fee partly waived, partly left for later."""
        debts = debts_of_unit(self.desk, unit)[:1]
        if not debts:
            return
        debt = debts[0]
        discount = debt.balance * cut // 100
        amount = debt.balance - discount
        late = debt.late_on(amount, discount)
        waived = late * part // 100
        line = LineDraft(
            "charge", charge=debt.id, amount=amount, discount=discount,
            late_fee=(late - waived) // 2, late_waived=waived, reason="领导同意",
        )  # fmt: skip
        tenders = (TenderDraft("card", line.total, "1234"),) if line.total else ()
        draft = ReceiptDraft((line,), tenders, unit=unit)
        if discount or waived:
            codes = ("till.discount_denied", "till.waive_denied")
            assert not self._tried(lambda: post_receipt(self.desk, draft), *codes)
        # A debt that is let off altogether takes a credit, not a receipt over nothing.
        nothing = () if amount else ("till.nothing_paid",)
        self._post(draft, debts, MANAGER if discount or waived else None, nothing)

    @rule(unit=UNITS, amount=AMOUNT)
    def deposit(self, unit: int, amount: int) -> None:
        lines = (LineDraft("deposit", item=DEPOSIT, unit=unit, amount=amount),)
        self._post(ReceiptDraft(lines, (TenderDraft("cash", amount),), unit=unit), ())

    @precondition(lambda self: any(self.held.values()))
    @rule(data=st.data(), unit=UNITS)
    def pay_from_prepaid(self, data: st.DataObject, unit: int) -> None:
        account = data.draw(st.sampled_from(sorted(a for a, n in self.held.items() if n)))
        # Another unit's money goes by a transfer.
        own = get_account(self.desk, account).unit
        foreign = ("till.foreign_account",) if own != unit else ()
        debts = debts_of_unit(self.desk, unit)
        parts = spread(data.draw(st.integers(1, self.held[account])), debts)
        amount = sum(p.total for p in parts)
        lines = tuple(
            LineDraft("charge", charge=p.charge, amount=p.amount, late_fee=p.late_fee)
            for p in parts
        )
        if not lines:
            return
        draft = ReceiptDraft(lines, (TenderDraft("prepaid", amount, account=account),), unit=unit)
        # Deposits are no money to pay with.
        self._post(draft, debts, may=("account.unknown",) if account in self.deposits else foreign)

    @precondition(lambda self: self.taken)
    @rule(data=st.data())
    def void(self, data: st.DataObject) -> None:
        receipt = data.draw(st.sampled_from(sorted(self.taken)))
        taken = self.taken[receipt]
        done = self._tried(
            lambda: void_receipt(self.desk, receipt, "开错", second=MANAGER),
            "receipt.other_shift", "receipt.refunded", "receipt.deposit_used",
            "receipt.prepaid_spent", "receipt.late_paid", "receipt.money_moved",
        )  # fmt: skip
        shift = current_shift(self.desk)
        assert shift is not None
        if not done:
            return
        assert taken.shift == shift.id
        for charge, amount in (*taken.paid.items(), *taken.let_off.items()):
            self.owed[charge] += amount
        for account, amount in taken.held.items():
            self.held[account] -= amount
        self.owed |= dict.fromkeys(taken.late, 0)
        self.cash -= taken.cash
        del self.taken[receipt]

    # -- giving back

    @precondition(lambda self: self.taken)
    @rule(data=st.data(), part=st.integers(1, 100), reopen=st.booleans())
    def refund(self, data: st.DataObject, part: int, reopen: bool) -> None:
        receipt = data.draw(st.sampled_from(sorted(self.taken)))
        lines = [
            line
            for line in ReceiptLine.select().where(ReceiptLine.receipt == receipt)
            if line.kind == "charge" and line.amount
        ]
        if not lines:
            return
        drafts = tuple(
            RefundLineDraft(line.id, max(1, line.amount * part // 100), 0, reopen) for line in lines
        )
        draft = RefundDraft("fees", receipt=receipt, lines=drafts, reason="多收", tender="cash")
        if self._paid_out(draft) and reopen:
            for line, back in zip(lines, drafts, strict=True):
                self.owed[line.charge_id] += back.amount

    @precondition(lambda self: any(self.held.values()))
    @rule(data=st.data(), part=st.integers(0, 100))
    def give_back(self, data: st.DataObject, part: int) -> None:
        account = data.draw(st.sampled_from(sorted(a for a, n in self.held.items() if n)))
        deposit = account in self.deposits
        kept = self.held[account] * part // 100 if deposit else 0
        why = (DeductionDraft("墙面损坏", kept, INCOME),) if kept else ()
        draft = RefundDraft(
            "deposit" if deposit else "prepaid", account=account, deductions=why, reason="退还"
        )
        if self._paid_out(draft):
            self.held[account] = 0

    @property
    def deposits(self) -> set[int]:
        """Accounts that are deposits."""
        rows = self.desk.storage.database.execute_sql("SELECT id FROM account WHERE kind='deposit'")
        return {row[0] for row in rows}

    def _paid_out(self, draft: RefundDraft) -> bool:
        asked: list[Any] = []
        tried = self._tried(
            lambda: asked.append(request_refund(self.desk, draft)),
            "refund.too_much",
            "refund.late_goes_too",
            "refund.late_charged",
        )
        if not tried:
            return False
        own = ("document.own", "access.denied")
        assert not self._tried(lambda: approve_refund(self.desk, asked[0].id), *own)
        approve_refund(self.desk, asked[0].id, second=MANAGER)
        done = pay_refund(self.desk, asked[0].id)
        self.cash -= done.amount
        return True

    # -- the drawer and the days

    @rule(amount=st.integers(-5_000, 5_000).filter(bool))
    def move(self, amount: int) -> None:
        cash_move(self.desk, amount, "备用金")
        self.cash += amount

    @rule(off=st.sampled_from((0, 0, 1000, -200)))
    def close(self, off: int) -> None:
        counted = max(0, self.cash + off)
        pieces, rest = {}, counted
        for value in denominations(self.desk):
            pieces[value], rest = divmod(rest, value)
        seen = count_shift(self.desk, pieces)
        assert (seen.counted, seen.expected) == (counted, self.cash)
        difference = counted - self.cash
        draft = CloseDraft(
            pieces, reason="找零差错" if difference else "", handed_in=counted, handed_to="财务"
        )
        if difference:
            codes = ("cash.second_needed",)
            assert not self._tried(lambda: close_shift(self.desk, draft), *codes)
        close_shift(self.desk, draft, second=MANAGER if difference else None)
        assert not self._tried(lambda: cash_move(self.desk, 1, "x"), "cash.no_shift")
        self.clock.advance(timedelta(hours=1))
        open_shift(self.desk, OPENING)
        self.cash = OPENING

    @rule(days=st.integers(1, 40))
    def wait(self, days: int) -> None:
        self.clock.advance(timedelta(days=days))

    # -- what must hold

    @invariant()
    def agree(self) -> None:
        if not hasattr(self, "desk"):
            return
        for register in self.desk.registers:
            if register.area == "fees":
                for check in register.checks:
                    assert check(self.desk) == [], check
        run = self.desk.storage.database.execute_sql
        assert dict(run("SELECT id, balance FROM charge").fetchall()) == self.owed
        held = dict(run("SELECT id, balance FROM account").fetchall())
        assert {a: n for a, n in held.items() if n} == {a: n for a, n in self.held.items() if n}
        shift = current_shift(self.desk)
        assert shift is not None and drawer_of(self.desk, shift.id).expected == self.cash

    def _post(
        self,
        draft: ReceiptDraft,
        debts: list[Debt] | tuple[()],
        second: tuple[str, str] | None = None,
        may: tuple[str, ...] = (),
    ) -> None:
        """Post a receipt twice by one click, and write down what it must have done."""
        before = dict(self.held)
        made: list[Any] = []
        self.clicks += 1
        request = f"click-{self.clicks}"

        def act() -> None:
            made.append(post_receipt(self.desk, draft, second=second, request=request))

        if not self._tried(act, *may):
            return
        act()
        assert made[0] == made[1]
        row = made[0]
        taken = self.taken[row.id] = Taken(row.shift)
        known = {d.id: d for d in debts}
        deferred = 0
        for line in draft.lines:
            if line.charge is not None:
                debt = known[line.charge]
                taken.paid[line.charge] = line.amount
                taken.let_off[line.charge] = line.discount
                self.owed[line.charge] -= line.amount + line.discount
                grown = debt.late_on(line.amount, line.discount)
                deferred += grown - line.late_fee - line.late_waived
        run = self.desk.storage.database.execute_sql
        new = run("SELECT id, amount FROM charge WHERE source = 'late'").fetchall()
        late = {key: amount for key, amount in new if key not in self.owed}
        assert sum(late.values()) == deferred
        self.owed |= late
        taken.late = list(late)
        self.held = dict(run("SELECT id, balance FROM account").fetchall())
        taken.held = {
            a: n - before.get(a, 0) for a, n in self.held.items() if n != before.get(a, 0)
        }
        given = {t.kind: t.given for t in draft.tenders}
        total = sum(line.total for line in draft.lines)
        surplus = sum(given.values()) - total
        into = surplus if draft.surplus_to_prepaid else 0
        told = sum(line.amount for line in draft.lines if line.kind in ("prepayment", "deposit"))
        assert sum(taken.held.values()) == told + into - given.get("prepaid", 0)
        assert row.total == total + into
        taken.cash = given.get("cash", 0) - (0 if draft.surplus_to_prepaid else surplus)
        self.cash += taken.cash

    def _tried(self, act: Callable[[], object], *codes: str) -> bool:
        """Whether it worked; refusals other than ``codes`` are faults, and change nothing."""
        try:
            act()
        except Refused as refused:
            assert refused.code in codes, refused.code
            return False
        return True
