"""Refunds: their own documents, asked for, approved by another, paid in an open shift."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from threading import Barrier

import pytest

from desk.core.access import Role
from desk.core.desk import Desk
from desk.core.errors import Refused, RefusedMany
from desk.core.log import history
from desk.core.models import AuditEntry
from desk.fees.adjustments.drafts import AdjustmentDraft, AdjustmentLineDraft
from desk.fees.adjustments.verbs import approve_adjustment, request_adjustment
from desk.fees.drawer.counting import close_shift, count_shift
from desk.fees.drawer.expected import drawer_of
from desk.fees.drawer.rows import CloseDraft
from desk.fees.drawer.shifts import open_shift
from desk.fees.models import Charge, FeeItem, Receipt, Refund
from desk.fees.refunds.drafts import DeductionDraft, RefundDraft, RefundLineDraft
from desk.fees.refunds.limits import available, refundable_lines
from desk.fees.refunds.rows import RefundRow, get_refund, refunds_of_account, refunds_of_receipt
from desk.fees.refunds.rows import view_refund as view
from desk.fees.refunds.verbs import (
    approve_refund,
    pay_refund,
    reject_refund,
    request_refund,
    withdraw_refund,
)
from desk.fees.till.drafts import LineDraft
from desk.fees.till.void import void_receipt
from tests.desk.fees.documents.conftest import Paid, take
from tests.desk.fees.till.conftest import Place, charge, held, owe
from tests.stores import PASSWORD, as_role


def of_line(paid: Paid, amount: int, line: int = 0, **values: object) -> RefundDraft:
    """A refund of a receipt's line."""
    lines = (RefundLineDraft(paid.lines[line], amount, **values),)  # type: ignore[arg-type]
    return RefundDraft("fees", receipt=paid.id, lines=lines, reason="多收")


def asked(desk: Desk, draft: RefundDraft, role: Role = Role.CASHIER) -> RefundRow:
    """Requested by somebody of ``role``; the administrator is back on duty."""
    as_role(desk, role)
    try:
        return request_refund(desk, draft)
    finally:
        as_role(desk, Role.ADMINISTRATOR)


def approved(desk: Desk, draft: RefundDraft) -> RefundRow:
    """Requested by a cashier and approved."""
    return approve_refund(desk, asked(desk, draft).id)


def refused(code: str, call: Callable[[], object]) -> Refused:
    """``call`` is refused with ``code``, first or among others."""
    with pytest.raises(Refused) as caught:
        call()
    error = caught.value
    codes = [r.code for r in error.reasons] if isinstance(error, RefusedMany) else [error.code]
    assert code in codes
    return error


def test_nothing_changes_before_it_is_paid(desk: Desk, place: Place, paid: Paid) -> None:
    before = Receipt.get_by_id(paid.id).__data__.copy()
    drawer = drawer_of(desk, place.drawer)
    row = asked(desk, of_line(paid, 5_060))
    assert (row.number, row.state, row.amount) == ("F260000001", "requested", 5_060)
    assert (row.payee, row.unit_code) == ("李敏", "3-1502")
    assert approve_refund(desk, row.id, "属实").state == "approved"
    assert charge(place.debts[0]) == (25_060, 0, 0)
    assert drawer_of(desk, place.drawer) == drawer
    done = pay_refund(desk, row.id)
    assert (done.state, done.paid_by, done.shift) == ("paid", "陈佳慧", place.drawer)
    assert drawer_of(desk, place.drawer).expected == drawer.expected - 5_060
    assert Receipt.get_by_id(paid.id).__data__ == before
    steps = [step.action for step in history(desk, "receipt", paid.id)]
    assert steps[:3] == ["refund.paid", "refund.approved", "refund.requested"]


def test_the_debt_is_let_off_or_owed_again(desk: Desk, place: Place, paid: Paid) -> None:
    pay_refund(desk, approved(desk, of_line(paid, 5_060)).id)
    assert charge(place.debts[0]) == (20_000, 5_060, 0)
    pay_refund(desk, approved(desk, of_line(paid, 20_000, reopen=True)).id)
    assert charge(place.debts[0]) == (0, 5_060, 20_000)


def test_never_more_than_was_paid(desk: Desk, place: Place, paid: Paid) -> None:
    refused("refund.too_much", lambda: asked(desk, of_line(paid, 25_061)))
    first = asked(desk, of_line(paid, 20_000))
    # What is asked for is taken, or two requests would promise the same money.
    error = refused("refund.too_much", lambda: asked(desk, of_line(paid, 5_061)))
    assert error.values["left"] == "¥50.60"
    reject_refund(desk, first.id, "不属实")
    assert refundable_lines(desk, paid.id)[0].amount == 25_060
    second = asked(desk, of_line(paid, 25_060))
    refused("refund.too_much", lambda: asked(desk, of_line(paid, 1)))
    assert [row.id for row in refunds_of_receipt(desk, paid.id)] == [first.id, second.id]


def test_late_fee_is_given_back_by_itself(desk: Desk, place: Place) -> None:
    debt = owe(place.unit, place.late, 100_000)
    # 32 days late, two of grace: 30 × 0.05 % of 1,000.00.
    made = take(desk, place, LineDraft("charge", charge=debt, amount=100_000, late_fee=1_500))
    refused("refund.too_much", lambda: asked(desk, of_line(made, 0, late_fee=1_501)))
    row = pay_refund(desk, approved(desk, of_line(made, 0, late_fee=1_500, reopen=True)).id)
    assert row.amount == 1_500
    assert charge(debt) == (100_000, 0, 0)


def test_nobody_pays_a_late_fee_twice(desk: Desk, place: Place) -> None:
    debt = owe(place.unit, place.late, 100_000)
    made = take(desk, place, LineDraft("charge", charge=debt, amount=100_000, late_fee=1_500))
    draft = of_line(made, 40_000, reopen=True)
    error = refused("refund.late_goes_too", lambda: asked(desk, draft))
    assert error.values["least"] == "¥6.00"
    pay_refund(desk, approved(desk, of_line(made, 40_000, late_fee=600, reopen=True)).id)
    refused("refund.late_goes_too", lambda: asked(desk, of_line(made, 60_000, reopen=True)))
    # A debt that is let off grows nothing any more.
    pay_refund(desk, approved(desk, of_line(made, 60_000)).id)
    assert charge(debt) == (0, 60_000, 40_000)
    assert refundable_lines(desk, made.id)[0].late_fee == 900


def test_a_late_fee_left_for_later_is_settled_first(desk: Desk, place: Place) -> None:
    debt = owe(place.unit, place.late, 100_000)
    made = take(desk, place, LineDraft("charge", charge=debt, amount=100_000))
    error = refused("refund.late_charged", lambda: asked(desk, of_line(made, 100_000, reopen=True)))
    assert error.values["amount"] == "¥15.00"
    late = Charge.get(Charge.source == "late")
    lines = (AdjustmentLineDraft(late.id, 1_500),)
    credit = request_adjustment(desk, AdjustmentDraft("credit", lines, "退款重计"))
    approve_adjustment(desk, credit.id, second=("manager", PASSWORD))
    pay_refund(desk, approved(desk, of_line(made, 100_000, reopen=True)).id)
    assert charge(debt) == (0, 0, 100_000)


def test_nobody_approves_their_own(desk: Desk, paid: Paid) -> None:
    own = asked(desk, of_line(paid, 100), Role.SUPERVISOR)
    as_role(desk, Role.SUPERVISOR)
    refused("document.own", lambda: approve_refund(desk, own.id))
    refused("document.own", lambda: reject_refund(desk, own.id, "不"))
    as_role(desk, Role.CASHIER)
    refused("access.denied", lambda: approve_refund(desk, own.id))
    second = ("supervisor", PASSWORD)
    refused("document.own", lambda: approve_refund(desk, own.id, second=second))
    refused("second.denied", lambda: approve_refund(desk, own.id, second=("clerk", PASSWORD)))
    row = approve_refund(desk, own.id, second=("manager", PASSWORD))
    assert (row.state, row.decider) == ("approved", "Manager")


def test_states_are_kept(desk: Desk, paid: Paid) -> None:
    row = asked(desk, of_line(paid, 100))
    refused("workflow.not_now", lambda: pay_refund(desk, row.id))
    refused("workflow.reason_needed", lambda: reject_refund(desk, row.id, "  "))
    assert reject_refund(desk, row.id, "不属实").decision == "不属实"
    for verb in (approve_refund, pay_refund):
        refused("workflow.not_now", lambda verb=verb: verb(desk, row.id))
    refused("workflow.not_now", lambda: withdraw_refund(desk, row.id, "算了"))
    refused("refund.unknown", lambda: pay_refund(desk, 99))


def test_who_may_withdraw(desk: Desk, paid: Paid) -> None:
    row = asked(desk, of_line(paid, 100), Role.SUPERVISOR)
    as_role(desk, Role.CASHIER)
    refused("document.not_yours", lambda: withdraw_refund(desk, row.id, "算了"))
    as_role(desk, Role.MANAGER)
    approve_refund(desk, row.id)
    assert withdraw_refund(desk, row.id, "不退了").state == "withdrawn"
    assert refundable_lines(desk, paid.id)[0].amount == 25_060


def test_two_people_paying_and_a_second_click(desk: Desk, place: Place, paid: Paid) -> None:
    row = approved(desk, of_line(paid, 5_060))
    first = pay_refund(desk, row.id, request="one")
    again = pay_refund(desk, row.id, request="one")
    assert first == again
    as_role(desk, Role.CASHIER)
    error = refused("refund.already_paid", lambda: pay_refund(desk, row.id, request="two"))
    assert error.values["who"] == "陈佳慧"
    assert charge(place.debts[0]) == (20_000, 5_060, 0)
    assert drawer_of(desk, place.drawer).refunded == 5_060


def test_a_second_click_asks_once(desk: Desk, paid: Paid) -> None:
    draft = of_line(paid, 100)
    one = request_refund(desk, draft, request="r")
    assert request_refund(desk, draft, request="r") == one
    assert Refund.select().count() == 1


def test_paid_only_in_an_open_shift(desk: Desk, place: Place, paid: Paid) -> None:
    row = approved(desk, of_line(paid, 5_060))
    counts = {10_000: 5, 50: 1, 10: 1, 1_000: 1}
    count_shift(desk, counts)
    as_role(desk, Role.MANAGER)
    close_shift(desk, CloseDraft(counts, "说明"))
    refused("cash.no_shift", lambda: pay_refund(desk, row.id))
    assert get_refund(desk, row.id).state == "approved"
    later = open_shift(desk, 10_000)
    assert pay_refund(desk, row.id).shift == later.id
    assert drawer_of(desk, place.drawer).refunded == 0
    assert drawer_of(desk, later.id).expected == 10_000 - 5_060


def test_not_in_cash_leaves_the_drawer(desk: Desk, place: Place, paid: Paid) -> None:
    row = approved(desk, of_line(paid, 5_060))
    refused("field.not_a_choice", lambda: pay_refund(desk, row.id, "prepaid"))
    done = pay_refund(desk, row.id, "transfer", "尾号 6222")
    assert (done.tender, done.reference) == ("transfer", "尾号 6222")
    assert drawer_of(desk, place.drawer).refunded == 0


def test_a_voided_receipt_is_not_refunded(desk: Desk, paid: Paid) -> None:
    row = approved(desk, of_line(paid, 100))
    refused("receipt.refunded", lambda: void_receipt(desk, paid.id, "错"))
    withdraw_refund(desk, row.id, "改作废")
    void_receipt(desk, paid.id, "错")
    refused("refund.receipt_voided", lambda: asked(desk, of_line(paid, 100)))


def test_a_deposit_with_deductions(desk: Desk, place: Place, deposit: int) -> None:
    item = FeeItem.get(FeeItem.kind == "sundry").id
    kept = (DeductionDraft("墙面修补", 30_000, item), DeductionDraft("清运", 5_000, item))
    draft = RefundDraft("deposit", account=deposit, deductions=kept, reason="装修验收")
    row = approved(desk, draft)
    assert (row.amount, row.deducted, row.account_number) == (165_000, 35_000, "D260000001")
    assert held(deposit) == 200_000
    pay_refund(desk, row.id)
    assert held(deposit) == 0
    assert drawer_of(desk, place.drawer).refunded == 165_000
    assert [(line.text, line.amount, line.item) for line in view(desk, row.id).deductions] == [
        ("墙面修补", 30_000, item),
        ("清运", 5_000, item),
    ]
    assert [each.id for each in refunds_of_account(desk, deposit)] == [row.id]


def test_rules_of_deductions(desk: Desk, place: Place, deposit: int, prepaid: int) -> None:
    item = FeeItem.get(FeeItem.kind == "sundry").id
    draft = RefundDraft("deposit", account=deposit, reason="验收")

    def ask(*kept: DeductionDraft, **values: object) -> None:
        asked(desk, replace(draft, deductions=kept, **values))  # type: ignore[arg-type]

    refused("refund.deducted_too_much", lambda: ask(DeductionDraft("全扣", 200_001, item)))
    refused("refund.deduct_item", lambda: ask(DeductionDraft("扣", 1, place.deposit)))
    refused("text.required", lambda: ask(DeductionDraft(" ", 1, item)))
    refused("refund.amount", lambda: ask(DeductionDraft("扣", 0, item)))
    refused("refund.account_kind", lambda: ask(account=prepaid))
    kept = DeductionDraft("扣", 1, item)
    refused("refund.deduct_deposit", lambda: ask(kept, account=prepaid, kind="prepaid"))
    whole = approved(desk, replace(draft, deductions=(DeductionDraft("没收", 200_000, item),)))
    assert (pay_refund(desk, whole.id).amount, held(deposit)) == (0, 0)


def test_prepaid_money(desk: Desk, place: Place, prepaid: int) -> None:
    draft = RefundDraft("prepaid", account=prepaid, amount=20_000, reason="搬走")
    row = approved(desk, draft)
    assert (available(desk, prepaid), held(prepaid)) == (30_000, 50_000)
    refused("refund.too_much", lambda: asked(desk, replace(draft, amount=30_001)))
    rest = approved(desk, replace(draft, amount=None))
    assert rest.amount == 30_000
    refused("refund.too_much", lambda: asked(desk, replace(draft, amount=None)))
    pay_refund(desk, row.id)
    pay_refund(desk, rest.id)
    assert held(prepaid) == 0


def test_prepaid_money_that_was_spent_meanwhile(desk: Desk, place: Place, prepaid: int) -> None:
    from desk.fees.till.drafts import TenderDraft

    row = approved(desk, RefundDraft("prepaid", account=prepaid, reason="搬走"))
    take(desk, place, place.first(), tenders=(TenderDraft("prepaid", 25_060, account=prepaid),))
    error = refused("refund.too_much", lambda: pay_refund(desk, row.id))
    assert error.values["left"] == "¥249.40"
    assert held(prepaid) == 24_940


def test_what_is_wrong_is_said_at_once(desk: Desk, paid: Paid, deposit: int) -> None:
    line = RefundLineDraft(paid.lines[0], 100)
    good = RefundDraft("fees", receipt=paid.id, lines=(line,), reason="多收")
    for code, draft in {
        "text.required": replace(good, reason=" "),
        "field.not_a_choice": replace(good, tender="prepaid"),
        "refund.receipt_needed": replace(good, receipt=None),
        "refund.nothing": replace(good, lines=()),
        "refund.line_twice": replace(good, lines=(line, line)),
        "refund.amount": replace(good, lines=(RefundLineDraft(paid.lines[0], 0),)),
        "refund.line_unknown": replace(good, lines=(RefundLineDraft(9_999, 1),)),
        "receipt.unknown": replace(good, receipt=9_999),
        "refund.account_needed": RefundDraft("deposit", reason="x"),
        "refund.lines_fees": RefundDraft("deposit", account=deposit, lines=(line,), reason="x"),
        "account.unknown": RefundDraft("deposit", account=9_999, reason="x"),
    }.items():
        refused(code, lambda draft=draft: request_refund(desk, draft))
    assert Refund.select().count() == 0


def test_deposits_on_receipts_go_by_their_account(desk: Desk, place: Place) -> None:
    line = LineDraft("deposit", item=place.deposit, unit=place.unit, amount=1_000)
    made = take(desk, place, line)
    assert not refundable_lines(desk, made.id)[0].refundable
    refused("refund.line_kind", lambda: asked(desk, of_line(made, 100)))


def test_the_payee_is_not_in_the_log(desk: Desk, paid: Paid) -> None:
    asked(desk, replace(of_line(paid, 100), payee="王小明"))
    assert not any("王小明" in row.body for row in AuditEntry.select())


def test_two_at_the_same_moment(desk: Desk, place: Place, paid: Paid) -> None:
    row = approved(desk, of_line(paid, 5_060))
    together = Barrier(2)

    def pay() -> str:
        together.wait()
        try:
            return pay_refund(desk, row.id).state
        except Refused as refusal:
            return refusal.code
        finally:
            desk.storage.database.close()

    with ThreadPoolExecutor(2) as both:
        ends = [each.result() for each in [both.submit(pay), both.submit(pay)]]
    assert sorted(ends) == ["paid", "refund.already_paid"]
    assert drawer_of(desk, place.drawer).refunded == 5_060
