"""Request, approve, reject, withdraw and pay a refund.

Nothing of the receipt, the debts or the accounts changes before the refund is paid.
"""

from __future__ import annotations

from desk.core.change import once
from desk.core.desk import Desk
from desk.fees.refunds.drafts import RefundDraft
from desk.fees.refunds.rows import RefundRow, get_refund

SERIES = "F"


@once(get_refund)
def request_refund(desk: Desk, draft: RefundDraft, *, request: str | None = None) -> RefundRow:
    """Ask for a refund: numbered, to be approved by somebody else.

    Raises Refused or RefusedMany beside the fields at fault; refund.too_much names what is left.
    """
    raise NotImplementedError


@once(get_refund)
def approve_refund(
    desk: Desk,
    refund: int,
    note: str = "",
    *,
    second: tuple[str, str] | None = None,
    request: str | None = None,
) -> RefundRow:
    """Approve what somebody else asked for; ``second`` (account, password) decides at this desk.

    Raises Refused document.own, workflow.not_now, refund.too_much, and as ``second_person``.
    """
    raise NotImplementedError


@once(get_refund)
def reject_refund(
    desk: Desk,
    refund: int,
    reason: str,
    *,
    second: tuple[str, str] | None = None,
    request: str | None = None,
) -> RefundRow:
    """Reject a refund for a ``reason``. Raises Refused workflow.not_now, workflow.reason_needed."""
    raise NotImplementedError


@once(get_refund)
def withdraw_refund(
    desk: Desk, refund: int, reason: str, *, request: str | None = None
) -> RefundRow:
    """Take back a refund that is not paid yet. Raises as ``reject_refund``."""
    raise NotImplementedError


@once(get_refund)
def pay_refund(
    desk: Desk,
    refund: int,
    tender: str | None = None,
    reference: str | None = None,
    *,
    request: str | None = None,
) -> RefundRow:
    """Hand the money out in this desk's open shift; only now debts and accounts change.

    ``tender`` and ``reference`` are as requested unless given. Raises Refused cash.no_shift,
    refund.already_paid (``number``, ``who``, ``time``), workflow.not_now, refund.too_much,
    refund.receipt_voided, account.too_little.
    """
    raise NotImplementedError
