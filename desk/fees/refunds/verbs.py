"""Request, approve, reject, withdraw and pay a refund.

Nothing of the receipt, the debts or the accounts changes before the refund is paid.
"""

from __future__ import annotations

from desk.core.access import Permission
from desk.core.change import Change, once
from desk.core.desk import Desk
from desk.core.errors import Refused
from desk.core.text import clean
from desk.fees import flow
from desk.fees.deciding import Decider, decider, refuse_own, refuse_stranger
from desk.fees.drawer.shifts import open_one
from desk.fees.models import Refund, RefundLine
from desk.fees.refunds import effects, wanted
from desk.fees.refunds.drafts import TENDERS, RefundDraft, check_refund
from desk.fees.refunds.rows import RefundRow, get_refund, refund_row

SERIES = "F"


@once(get_refund)
def request_refund(desk: Desk, draft: RefundDraft, *, request: str | None = None) -> RefundRow:
    """Ask for a refund: numbered, to be approved by somebody else.

    Raises Refused or RefusedMany beside the fields at fault: refund.too_much (``left``),
    refund.late_goes_too (``least``), refund.late_charged, refund.receipt_voided,
    refund.line_unknown, refund.line_kind, refund.account_kind, refund.deducted_too_much,
    refund.deduct_item and others of ``check_refund``.
    """
    with desk.change(Permission.REFUND_REQUEST, "refund.requested", request) as change:
        draft = check_refund(draft)
        values, lines = wanted.of(desk, draft)
        session = desk.session
        assert session is not None
        row = change.create(
            Refund, number=change.number(SERIES), kind=draft.kind, state=flow.REQUESTED,
            reason=draft.reason, tender=draft.tender, reference=draft.reference,
            business_date=desk.today, at=change.now, staff=session.staff, who=session.name,
            **values,
        )  # fmt: skip
        for line in lines:
            change.create(RefundLine, refund=row.id, **line)
        _about(change, row)
    return get_refund(desk, row.id)


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

    Raises Refused document.own, workflow.not_now, refund.too_much, refund.receipt_voided, and as
    ``staff.second_person``.
    """
    by = decider(desk, second, Permission.REFUND_APPROVE, Permission.REFUND_REQUEST)
    with desk.change(Permission.REFUND_REQUEST, "refund.approved", request) as change:
        row = refund_row(refund)
        flow.REFUND.check("approve", row.state)
        refuse_own(by, row.staff)
        wanted.check_again(desk, row)
        _decide(change, row, flow.APPROVED, by, clean(note, "note", 300))
    return get_refund(desk, refund)


@once(get_refund)
def reject_refund(
    desk: Desk,
    refund: int,
    reason: str,
    *,
    second: tuple[str, str] | None = None,
    request: str | None = None,
) -> RefundRow:
    """Reject a refund for a ``reason``. Raises Refused document.own, workflow.not_now,
    workflow.reason_needed, and as ``staff.second_person``."""
    by = decider(desk, second, Permission.REFUND_APPROVE, Permission.REFUND_REQUEST)
    with desk.change(Permission.REFUND_REQUEST, "refund.rejected", request) as change:
        row = refund_row(refund)
        why = clean(reason, "reason", 300)
        flow.REFUND.check("reject", row.state, why)
        refuse_own(by, row.staff)
        _decide(change, row, flow.REJECTED, by, why)
    return get_refund(desk, refund)


@once(get_refund)
def withdraw_refund(
    desk: Desk, refund: int, reason: str, *, request: str | None = None
) -> RefundRow:
    """Take back a refund that is not paid yet: one's own, or anybody's for those who approve.

    Raises Refused document.not_yours, workflow.not_now, workflow.reason_needed.
    """
    with desk.change(Permission.REFUND_REQUEST, "refund.withdrawn", request) as change:
        row = refund_row(refund)
        why = clean(reason, "reason", 300)
        flow.REFUND.check("withdraw", row.state, why)
        by = refuse_stranger(desk, row.staff, Permission.REFUND_APPROVE)
        _decide(change, row, flow.WITHDRAWN, by, why)
    return get_refund(desk, refund)


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
    refund.receipt_voided, account.too_little, field.not_a_choice.
    """
    with desk.change(Permission.REFUND_PAY, "refund.paid", request) as change:
        row = refund_row(refund)
        if row.state == flow.PAID:
            when = desk.local(row.paid_at or change.now)
            raise Refused(
                "refund.already_paid", number=row.number, who=row.payer_out,
                time=f"{when:%Y-%m-%d %H:%M}",
            )  # fmt: skip
        flow.REFUND.check("pay", row.state)
        shift = open_one(desk)
        if tender is not None and tender not in TENDERS:
            raise Refused("field.not_a_choice", "tender")
        wanted.check_again(desk, row)
        session = desk.session
        assert session is not None
        change.update(
            row, state=flow.PAID, paid_at=change.now, paid_by=session.staff,
            payer_out=session.name, shift=shift.id, tender=tender or row.tender,
            reference=row.reference if reference is None else clean(reference, "reference", 60),
        )  # fmt: skip
        effects.pay(desk, change, row)
        _about(change, row)
    return get_refund(desk, refund)


def _decide(change: Change, row: Refund, state: str, by: Decider, note: str) -> None:
    change.update(
        row, state=state, decided_at=change.now, decided_by=by.staff, decider=by.name,
        decision=note,
    )  # fmt: skip
    _about(change, row)


def _about(change: Change, row: Refund) -> None:
    """Put the change into the history of the receipt and unit, too."""
    if row.receipt_id is not None:
        change.about("receipt", row.receipt_id)
    if row.account_id is not None:
        change.about("account", row.account_id)
    if row.unit_id is not None:
        change.about("unit", row.unit_id)
