"""States and moves of the documents of money, declared once."""

from __future__ import annotations

from desk.core.access import Permission
from desk.core.later import later
from desk.core.workflow import Move, State, Workflow

POSTED, VOIDED, REVERSED = "posted", "voided", "reversed"
REQUESTED, APPROVED, PAID = "requested", "approved", "paid"
REJECTED, WITHDRAWN = "rejected", "withdrawn"
OPEN, CLOSED = "open", "closed"


def _from(*states: str) -> frozenset[str]:
    return frozenset(states)


RECEIPT = Workflow(
    "receipt",
    states=(State(POSTED, "ok"), State(VOIDED, "void", final=True)),
    moves=(
        Move("void", _from(POSTED), VOIDED, Permission.RECEIPT_VOID, reason=True,
             verb=later("desk.fees.till.void:void_receipt")),
    ),
)  # fmt: skip
RUN = Workflow(
    "billing_run",
    states=(State(POSTED, "ok"), State(REVERSED, "void", final=True)),
    moves=(
        Move("reverse", _from(POSTED), REVERSED, Permission.BILLING_REVERSE, reason=True,
             verb=later("desk.fees.billing.run:reverse")),
    ),
)  # fmt: skip
REFUND = Workflow(
    "refund",
    states=(
        State(REQUESTED, "due"),
        State(APPROVED, "due"),
        State(PAID, "ok", final=True),
        State(REJECTED, "void", final=True),
        State(WITHDRAWN, "void", final=True),
    ),
    moves=(
        Move("approve", _from(REQUESTED), APPROVED, Permission.REFUND_APPROVE, asks=True,
             verb=later("desk.fees.refunds.verbs:approve_refund"), today=("refund_waiting",)),
        Move("reject", _from(REQUESTED), REJECTED, Permission.REFUND_APPROVE, reason=True,
             verb=later("desk.fees.refunds.verbs:reject_refund"), today=("refund_waiting",)),
        Move("pay", _from(APPROVED), PAID, Permission.REFUND_PAY, asks=True,
             verb=later("desk.fees.refunds.verbs:pay_refund"), today=("refund_to_pay",)),
        Move("withdraw", _from(REQUESTED, APPROVED), WITHDRAWN, Permission.REFUND_REQUEST,
             reason=True, verb=later("desk.fees.refunds.verbs:withdraw_refund")),
    ),
)  # fmt: skip
ADJUSTMENT = Workflow(
    "adjustment",
    states=(
        State(REQUESTED, "due"),
        State(POSTED, "ok", final=True),
        State(REJECTED, "void", final=True),
        State(WITHDRAWN, "void", final=True),
    ),
    moves=(
        Move("approve", _from(REQUESTED), POSTED, Permission.ADJUSTMENT_APPROVE, asks=True,
             verb=later("desk.fees.adjustments.verbs:approve_adjustment"),
             today=("adjustment_waiting",)),
        Move("reject", _from(REQUESTED), REJECTED, Permission.ADJUSTMENT_APPROVE, reason=True,
             verb=later("desk.fees.adjustments.verbs:reject_adjustment"),
             today=("adjustment_waiting",)),
        Move("withdraw", _from(REQUESTED), WITHDRAWN, Permission.ADJUSTMENT_REQUEST, reason=True,
             verb=later("desk.fees.adjustments.verbs:withdraw_adjustment")),
    ),
)  # fmt: skip
SHIFT = Workflow(
    "cash_shift",
    states=(State(OPEN, "ok"), State(CLOSED, "void", final=True)),
    moves=(
        Move("close", _from(OPEN), CLOSED, Permission.CASH_WORK, asks=True,
             today=("drawer_open",)),
    ),
)  # fmt: skip
