"""Write-offs and credits: asked for by one, approved by another, and only then posted."""

from __future__ import annotations

from desk.core.access import Permission
from desk.core.change import Change, once
from desk.core.desk import Desk
from desk.core.errors import Refused
from desk.core.text import clean
from desk.fees import flow
from desk.fees.adjustments.drafts import AdjustmentDraft, check_adjustment, total_of
from desk.fees.adjustments.rows import AdjustmentRow, adjustment_row, get_adjustment
from desk.fees.deciding import Decider, decider, refuse_own, refuse_stranger
from desk.fees.models import Adjustment, AdjustmentLine, Charge
from desk.fees.reading import money

SERIES = "A"


@once(get_adjustment)
def request_adjustment(
    desk: Desk, draft: AdjustmentDraft, *, request: str | None = None
) -> AdjustmentRow:
    """Ask to let off what the lines say.

    Raises Refused or RefusedMany beside the fields at fault: adjustment.charge_unknown,
    adjustment.too_much (``owed``) and others of ``check_adjustment``.
    """
    with desk.change(Permission.ADJUSTMENT_REQUEST, "adjustment.requested", request) as change:
        draft = check_adjustment(draft)
        charges = [owing(desk, line.charge, line.amount) for line in draft.lines]
        units = {charge.unit_id for charge in charges}
        session = desk.session
        assert session is not None
        row = change.create(
            Adjustment, number=change.number(SERIES), kind=draft.kind, state=flow.REQUESTED,
            unit=units.pop() if len(units) == 1 else None,
            amount=total_of(draft), reason=draft.reason,
            business_date=desk.today, at=change.now, staff=session.staff, who=session.name,
        )  # fmt: skip
        for line in draft.lines:
            change.create(AdjustmentLine, adjustment=row.id, charge=line.charge, amount=line.amount)
        about_units(change, charges)
    return get_adjustment(desk, row.id)


@once(get_adjustment)
def approve_adjustment(
    desk: Desk,
    adjustment: int,
    note: str = "",
    *,
    second: tuple[str, str] | None = None,
    request: str | None = None,
) -> AdjustmentRow:
    """Post what somebody else asked for; ``second`` (account, password) decides at this desk.

    Raises Refused document.own, workflow.not_now, adjustment.too_much (somebody paid in the
    meantime), and as ``staff.second_person``.
    """
    by = decider(desk, second, Permission.ADJUSTMENT_APPROVE, Permission.ADJUSTMENT_REQUEST)
    with desk.change(Permission.ADJUSTMENT_REQUEST, "adjustment.posted", request) as change:
        row = adjustment_row(adjustment)
        flow.ADJUSTMENT.check("approve", row.state)
        refuse_own(by, row.staff)
        _decide(change, row, flow.POSTED, by, clean(note, "note", 300))
        charges = []
        for line in AdjustmentLine.select().where(AdjustmentLine.adjustment == row.id):
            charge = owing(desk, line.charge_id, line.amount)
            change.update(
                charge,
                reduced=charge.reduced + line.amount,
                balance=charge.balance - line.amount,
            )
            charges.append(charge)
        about_units(change, charges)
    return get_adjustment(desk, adjustment)


@once(get_adjustment)
def reject_adjustment(
    desk: Desk,
    adjustment: int,
    reason: str,
    *,
    second: tuple[str, str] | None = None,
    request: str | None = None,
) -> AdjustmentRow:
    """Reject it for a ``reason``. Raises Refused document.own, workflow.not_now,
    workflow.reason_needed, and as ``staff.second_person``."""
    by = decider(desk, second, Permission.ADJUSTMENT_APPROVE, Permission.ADJUSTMENT_REQUEST)
    with desk.change(Permission.ADJUSTMENT_REQUEST, "adjustment.rejected", request) as change:
        row = adjustment_row(adjustment)
        why = clean(reason, "reason", 300)
        flow.ADJUSTMENT.check("reject", row.state, why)
        refuse_own(by, row.staff)
        _decide(change, row, flow.REJECTED, by, why)
    return get_adjustment(desk, adjustment)


@once(get_adjustment)
def withdraw_adjustment(
    desk: Desk, adjustment: int, reason: str, *, request: str | None = None
) -> AdjustmentRow:
    """Take back what waits for approval: one's own, or anybody's for those who approve.

    Raises Refused document.not_yours, workflow.not_now, workflow.reason_needed.
    """
    with desk.change(Permission.ADJUSTMENT_REQUEST, "adjustment.withdrawn", request) as change:
        row = adjustment_row(adjustment)
        why = clean(reason, "reason", 300)
        flow.ADJUSTMENT.check("withdraw", row.state, why)
        by = refuse_stranger(desk, row.staff, Permission.ADJUSTMENT_APPROVE)
        _decide(change, row, flow.WITHDRAWN, by, why)
    return get_adjustment(desk, adjustment)


def owing(desk: Desk, charge: int, amount: int) -> Charge:
    """The table's row of a charge of which ``amount`` is still owed.

    Raises Refused adjustment.charge_unknown, adjustment.too_much.
    """
    row = Charge.get_or_none((Charge.id == charge) & (Charge.state == flow.POSTED))
    if row is None:
        raise Refused("adjustment.charge_unknown", "lines")
    if amount > row.balance:
        raise Refused("adjustment.too_much", "lines", owed=money(desk, row.balance))
    return row


def about_units(change: Change, charges: list[Charge]) -> None:
    """Put the change into the history of the units."""
    for unit in {charge.unit_id for charge in charges}:
        change.about("unit", unit)


def _decide(change: Change, row: Adjustment, state: str, by: Decider, note: str) -> None:
    change.update(
        row, state=state, decided_at=change.now, decided_by=by.staff, decider=by.name,
        decision=note,
    )  # fmt: skip
