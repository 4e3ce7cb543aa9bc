"""Write-offs and credits, transfers between accounts, payments moved to another unit."""

from __future__ import annotations

from typing import Any

import pytest

from desk.core.access import Role
from desk.core.desk import Desk
from desk.core.log import history
from desk.estate.models import Unit
from desk.fees.accounts import prepaid_of
from desk.fees.adjustments.drafts import AdjustmentDraft, AdjustmentLineDraft
from desk.fees.adjustments.moving import move_payment, transfer
from desk.fees.adjustments.rows import AdjustmentRow, view_adjustment
from desk.fees.adjustments.verbs import (
    approve_adjustment,
    reject_adjustment,
    request_adjustment,
    withdraw_adjustment,
)
from desk.fees.drawer.expected import drawer_of
from desk.fees.models import Account, Adjustment, Receipt
from desk.fees.refunds.drafts import RefundDraft, RefundLineDraft
from desk.fees.refunds.limits import refundable_lines
from desk.fees.refunds.verbs import request_refund
from desk.fees.till.drafts import LineDraft
from tests.desk.fees.documents.conftest import Paid, take
from tests.desk.fees.documents.test_refunds import refused
from tests.desk.fees.till.conftest import Place, charge, held, owe
from tests.stores import PASSWORD, as_role


def letting_off(place: Place, *amounts: int, **values: Any) -> AdjustmentDraft:
    """A write-off of the first debts by so much each."""
    lines = zip(place.debts, amounts, strict=False)
    made = tuple(AdjustmentLineDraft(key, amount) for key, amount in lines)
    return AdjustmentDraft(**{"kind": "write_off", "lines": made, "reason": "无法收回", **values})


def asked(desk: Desk, draft: AdjustmentDraft, role: Role = Role.CASHIER) -> AdjustmentRow:
    """Requested by somebody of ``role``; the administrator is back on duty."""
    as_role(desk, role)
    try:
        return request_adjustment(desk, draft)
    finally:
        as_role(desk, Role.ADMINISTRATOR)


def test_posted_when_approved(desk: Desk, place: Place) -> None:
    row = asked(desk, letting_off(place, 25_060, 4_000))
    assert (row.number, row.state, row.amount) == ("A260000001", "requested", 29_060)
    assert row.unit_code == "3-1502"
    assert charge(place.debts[0]) == (0, 0, 25_060)
    done = approve_adjustment(desk, row.id, "同意", request="x")
    assert approve_adjustment(desk, row.id, "同意", request="x") == done
    assert (done.state, done.decider, done.decision) == ("posted", "陈佳慧", "同意")
    assert charge(place.debts[0]) == (0, 25_060, 0)
    assert charge(place.debts[1]) == (0, 4_000, 6_000)
    assert [line.balance for line in view_adjustment(desk, row.id).lines] == [0, 6_000]
    assert history(desk, "unit", place.unit)[0].action == "adjustment.posted"


def test_somebody_paid_meanwhile(desk: Desk, place: Place) -> None:
    row = asked(desk, letting_off(place, 25_060, kind="credit"))
    take(desk, place, place.first(amount=60))
    error = refused("adjustment.too_much", lambda: approve_adjustment(desk, row.id))
    assert error.values["owed"] == "¥250.00"
    assert charge(place.debts[0]) == (60, 0, 25_000)
    assert view_adjustment(desk, row.id).row.state == "requested"


def test_who_decides(desk: Desk, place: Place) -> None:
    own = asked(desk, letting_off(place, 100), Role.SUPERVISOR)
    as_role(desk, Role.SUPERVISOR)
    refused("document.own", lambda: approve_adjustment(desk, own.id))
    as_role(desk, Role.CASHIER)
    refused("access.denied", lambda: approve_adjustment(desk, own.id))
    refused("document.not_yours", lambda: withdraw_adjustment(desk, own.id, "算了"))
    second = ("manager", PASSWORD)
    assert reject_adjustment(desk, own.id, "不行", second=second).decider == "Manager"
    refused("workflow.not_now", lambda: approve_adjustment(desk, own.id, second=second))
    assert charge(place.debts[0]) == (0, 0, 25_060)


def test_one_s_own_can_be_withdrawn(desk: Desk, place: Place) -> None:
    row = asked(desk, letting_off(place, 100))
    as_role(desk, Role.CASHIER)
    refused("workflow.reason_needed", lambda: withdraw_adjustment(desk, row.id, ""))
    assert withdraw_adjustment(desk, row.id, "写错了").state == "withdrawn"


def test_what_is_wrong_is_said(desk: Desk, place: Place) -> None:
    same = AdjustmentLineDraft(place.debts[0], 1)
    unknown = AdjustmentLineDraft(9_999, 1)
    for code, draft in {
        "field.not_a_choice": letting_off(place, 1, kind="transfer"),
        "adjustment.nothing": letting_off(place),
        "adjustment.amount": letting_off(place, 0),
        "adjustment.too_much": letting_off(place, 25_061),
        "adjustment.twice": letting_off(place, lines=(same, same)),
        "adjustment.charge_unknown": letting_off(place, lines=(unknown,)),
        "text.required": letting_off(place, 1, reason=" "),
    }.items():
        refused(code, lambda draft=draft: request_adjustment(desk, draft))
    assert Adjustment.select().count() == 0


def test_prepaid_money_goes_to_another_unit(desk: Desk, place: Place, prepaid: int) -> None:
    before = drawer_of(desk, place.drawer)
    row = transfer(desk, prepaid, place.other, place.owner, 20_000, "换房", request="t")
    assert transfer(desk, prepaid, place.other, place.owner, 20_000, "换房", request="t") == row
    assert (row.kind, row.state, row.amount, row.unit_code) == (
        "transfer", "posted", 20_000, "3-1502",
    )  # fmt: skip
    assert row.where_to == "3-0801 李敏"
    (target,) = prepaid_of(desk, unit=place.other)
    assert (held(prepaid), held(target.id)) == (30_000, 20_000)
    transfer(desk, target.id, place.unit, place.owner, 5_000, "换回")
    assert (held(prepaid), held(target.id)) == (35_000, 15_000)
    assert drawer_of(desk, place.drawer) == before
    as_role(desk, Role.CASHIER)
    refused("access.denied", lambda: transfer(desk, prepaid, place.other, None, 1, "x"))


def test_what_may_not_be_transferred(desk: Desk, place: Place, prepaid: int, deposit: int) -> None:
    def go(account: int, unit: int | None, person: int | None, amount: int) -> AdjustmentRow:
        return transfer(desk, account, unit, person, amount, "换房")

    refused("transfer.prepaid_only", lambda: go(deposit, place.other, None, 1))
    refused("transfer.same", lambda: go(prepaid, place.unit, place.owner, 1))
    refused("transfer.amount", lambda: go(prepaid, place.other, None, 0))
    refused("account.too_little", lambda: go(prepaid, place.other, None, 50_001))
    refused("account.for_whom", lambda: go(prepaid, None, None, 1))
    refused("transfer.target", lambda: go(prepaid, 9_999, None, 1))
    refused("account.unknown", lambda: go(9_999, place.other, None, 1))
    refused("text.required", lambda: transfer(desk, prepaid, place.other, None, 1, " "))
    request_refund(desk, RefundDraft("prepaid", account=prepaid, amount=40_000, reason="退"))
    # What is promised to be paid out stays where it is.
    refused("account.too_little", lambda: go(prepaid, place.other, None, 10_001))
    assert Account.select().where(Account.unit == place.other).count() == 0


def test_a_payment_moves_to_another_unit(desk: Desk, place: Place, paid: Paid) -> None:
    receipt = Receipt.get_by_id(paid.id).__data__.copy()
    row = move_payment(desk, paid.lines[0], place.other, place.stranger, "记错房号", request="m")
    again = move_payment(desk, paid.lines[0], place.other, place.stranger, "记错房号", request="m")
    assert (row, row.amount, row.account) == (again, 25_060, None)
    assert charge(place.debts[0]) == (0, 0, 25_060)
    (target,) = prepaid_of(desk, unit=place.other)
    assert held(target.id) == 25_060
    assert Receipt.get_by_id(paid.id).__data__ == receipt
    (line,) = view_adjustment(desk, row.id).lines
    assert (line.receipt, line.amount) == (paid.id, 25_060)
    assert history(desk, "receipt", paid.id)[0].action == "payment.moved"


def test_what_moved_is_not_refunded_too(desk: Desk, place: Place, paid: Paid) -> None:
    move_payment(desk, paid.lines[0], place.other, None, "记错", 20_000)
    assert refundable_lines(desk, paid.id)[0].amount == 5_060
    lines = (RefundLineDraft(paid.lines[0], 5_061),)
    draft = RefundDraft("fees", receipt=paid.id, lines=lines, reason="多收")
    refused("refund.too_much", lambda: request_refund(desk, draft))
    move = (desk, paid.lines[0], place.other, None, "记错")
    refused("refund.too_much", lambda: move_payment(*move, 5_061))
    move_payment(*move)
    refused("transfer.amount", lambda: move_payment(*move))
    assert charge(place.debts[0]) == (0, 0, 25_060)


def test_the_late_fee_moves_along(desk: Desk, place: Place) -> None:
    debt = owe(place.unit, place.late, 100_000)
    made = take(desk, place, LineDraft("charge", charge=debt, amount=100_000, late_fee=1_500))
    move = (desk, made.lines[0], place.other, None, "记错")
    refused("refund.late_goes_too", lambda: move_payment(*move, 50_000, 749))
    row = move_payment(*move)
    assert (row.amount, charge(debt)) == (101_500, (0, 0, 100_000))
    left = refundable_lines(desk, made.id)[0]
    assert (left.amount, left.late_fee, left.refundable) == (0, 0, False)


def test_only_what_paid_for_a_charge_moves(desk: Desk, place: Place, deposit: int) -> None:
    line = Receipt.select().order_by(Receipt.id.desc()).get().lines.get().id
    refused("move.charge_only", lambda: move_payment(desk, line, place.other, None, "记错"))
    refused("refund.line_unknown", lambda: move_payment(desk, 9_999, place.other, None, "记错"))


@pytest.mark.parametrize("role", [Role.CLERK, Role.CASHIER, Role.AUDITOR])
def test_moving_takes_a_supervisor(desk: Desk, place: Place, paid: Paid, role: Role) -> None:
    as_role(desk, role)
    refused("access.denied", lambda: move_payment(desk, paid.lines[0], place.other, None, "x"))
    assert Unit.get_by_id(place.other).accounts.count() == 0
