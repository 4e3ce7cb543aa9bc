"""What else about money waits on Today: approvals, payments out, a drawer left open."""

from __future__ import annotations

from datetime import timedelta

from desk.core.access import Role
from desk.core.clock import FixedClock
from desk.core.desk import Desk
from desk.core.today import today
from desk.fees.adjustments.drafts import AdjustmentDraft, AdjustmentLineDraft
from desk.fees.adjustments.verbs import request_adjustment
from desk.fees.models import ReceiptLine
from desk.fees.refunds.drafts import RefundDraft, RefundLineDraft
from desk.fees.refunds.verbs import approve_refund, request_refund
from desk.fees.till.post import post_receipt
from tests.desk.fees.till.conftest import Place
from tests.stores import PASSWORD, as_role


def whys(desk: Desk) -> set[str]:
    return {item.why[1] for item in today(desk)}


def test_approvals_wait_for_somebody_else(desk: Desk, place: Place) -> None:
    receipt = post_receipt(desk, place.pay(place.first()))
    line = ReceiptLine.get(ReceiptLine.receipt == receipt.id).id
    draft = RefundDraft("fees", receipt.id, lines=(RefundLineDraft(line, 100),), reason="多收")
    refund = request_refund(desk, draft)
    let_off = AdjustmentDraft("write_off", (AdjustmentLineDraft(place.debts[2], 333),), "坏账")
    request_adjustment(desk, let_off)
    assert not whys(desk) & {"refund_waiting", "adjustment_waiting"}  # my own
    as_role(desk, Role.SUPERVISOR)
    assert {"refund_waiting", "adjustment_waiting"} <= whys(desk)
    as_role(desk, Role.CASHIER)
    assert not whys(desk) & {"refund_waiting", "adjustment_waiting", "refund_to_pay"}
    as_role(desk, Role.ADMINISTRATOR)
    approve_refund(desk, refund.id, second=("manager", PASSWORD))
    as_role(desk, Role.CASHIER)
    (waits,) = [item for item in today(desk) if item.why == ("today", "refund_to_pay")]
    assert (waits.kind, waits.id, waits.title) == ("refund", refund.id, refund.number)
    assert "1.00" in waits.detail


def test_a_drawer_left_open(desk: Desk, place: Place, clock: FixedClock) -> None:
    assert "drawer_open" not in whys(desk)
    clock.advance(timedelta(days=1))
    (left,) = [item for item in today(desk) if item.why == ("today", "drawer_open")]
    assert (left.kind, left.id, left.tone) == ("cash_shift", place.drawer, "late")
    as_role(desk, Role.ENGINEER)
    assert today(desk) == []
