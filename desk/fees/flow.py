"""States and moves of the documents of money, declared once."""

from __future__ import annotations

from desk.core.access import Permission
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
    moves=(Move("void", _from(POSTED), VOIDED, Permission.RECEIPT_VOID, reason=True),),
)
RUN = Workflow(
    "billing_run",
    states=(State(POSTED, "ok"), State(REVERSED, "void", final=True)),
    moves=(Move("reverse", _from(POSTED), REVERSED, Permission.BILLING_REVERSE, reason=True),),
)
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
        Move("approve", _from(REQUESTED), APPROVED, Permission.REFUND_APPROVE),
        Move("reject", _from(REQUESTED), REJECTED, Permission.REFUND_APPROVE, reason=True),
        Move("pay", _from(APPROVED), PAID, Permission.REFUND_PAY),
        Move("withdraw", _from(REQUESTED, APPROVED), WITHDRAWN, Permission.REFUND_REQUEST,
             reason=True),
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
        Move("approve", _from(REQUESTED), POSTED, Permission.ADJUSTMENT_APPROVE),
        Move("reject", _from(REQUESTED), REJECTED, Permission.ADJUSTMENT_APPROVE, reason=True),
        Move("withdraw", _from(REQUESTED), WITHDRAWN, Permission.ADJUSTMENT_REQUEST, reason=True),
    ),
)
SHIFT = Workflow(
    "cash_shift",
    states=(State(OPEN, "ok"), State(CLOSED, "void", final=True)),
    moves=(Move("close", _from(OPEN), CLOSED, Permission.CASH_WORK),),
)
