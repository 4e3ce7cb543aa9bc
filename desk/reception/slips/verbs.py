"""The desk's part of a slip: write, check, issue, and what may come after."""

from __future__ import annotations

from datetime import date

from desk.core.access import Permission
from desk.core.change import Change, once
from desk.core.desk import Desk
from desk.core.errors import Refused
from desk.reception.slip_tables import ReleaseSlip
from desk.reception.slips import flow
from desk.reception.slips.arrears import (
    approval,
    decide,
    keep_promise,
    refuse_grown,
    withdraw_promise,
)
from desk.reception.slips.attached import carry_over
from desk.reception.slips.drafts import DecisionDraft, SlipDraft, check_complete
from desk.reception.slips.options import LONGEST_DAYS
from desk.reception.slips.reading import draft_of, item_rows, read_one, slip_row
from desk.reception.slips.rows import SlipRow
from desk.reception.slips.seen_goods import corrected
from desk.reception.slips.writing import (
    amend,
    begin,
    keep_look,
    kept_of,
    move,
    reason_of,
    refuse_false_standing,
    refuse_own_word,
    refuse_stale,
    who,
)

Second = tuple[str, str] | None


@once(read_one)
def save_slip(
    desk: Desk,
    draft: SlipDraft,
    slip: int | None = None,
    *,
    seen: int | None = None,
    request: str | None = None,
) -> SlipRow:
    """Keep a draft, new or ``slip``'s, as far as it is filled in; looks at what is owed.

    ``seen`` is the version that was on screen. Raises Refused or RefusedMany beside the fields,
    slip.changed_meanwhile, workflow.not_now (a draft no more).
    """
    action = "slip.begun" if slip is None else "slip.amended"
    with desk.change(Permission.SLIP_ISSUE, action, request) as change:
        row = _written(desk, change, draft, slip, seen)
    return read_one(desk, row.id)


@once(read_one)
def check_slip(
    desk: Desk,
    slip: int,
    decision: DecisionDraft | None = None,
    *,
    second: Second = None,
    seen: int | None = None,
    request: str | None = None,
) -> SlipRow:
    """The four steps are done: document, payments, goods, standing and authority.

    What is owed is looked at now and kept. Debts need a ``decision``; an override is one's own or
    a ``second`` person's (account, password). Raises Refused or RefusedMany beside what is
    missing, slip.arrears_decide, slip.not_settled, slip.nothing_owed, slip.override_denied,
    slip.changed_meanwhile, workflow.not_now.
    """
    approved = approval(desk, decision, second)
    with desk.change(Permission.SLIP_ISSUE, "slip.checked", request) as change:
        row = slip_row(slip)
        refuse_stale(desk, row, seen)
        _check(desk, change, row, decision, approved)
        change.result(row.id)
    return read_one(desk, slip)


@once(read_one)
def issue_slip(
    desk: Desk, slip: int, copies: int | None = None, *, request: str | None = None
) -> SlipRow:
    """Hand a checked slip out; printing it follows. ``copies`` 2 or 3, None as it is set.

    Raises Refused slip.arrears_changed (more is owed than was decided on), slip.until_past.
    """
    with desk.change(Permission.SLIP_ISSUE, "slip.issued", request) as change:
        row = slip_row(slip)
        _issue(desk, change, row, copies)
        change.result(row.id)
    return read_one(desk, slip)


@once(read_one)
def complete_slip(
    desk: Desk,
    draft: SlipDraft,
    decision: DecisionDraft | None = None,
    slip: int | None = None,
    copies: int | None = None,
    *,
    second: Second = None,
    seen: int | None = None,
    request: str | None = None,
) -> SlipRow:
    """Write, check and issue at once: the usual way at the counter. All or nothing.

    Raises as ``save_slip``, ``check_slip`` and ``issue_slip``.
    """
    approved = approval(desk, decision, second)
    with desk.change(Permission.SLIP_ISSUE, "slip.issued", request) as change:
        row = _written(desk, change, draft, slip, seen)
        _check(desk, change, row, decision, approved)
        _issue(desk, change, row, copies)
    return read_one(desk, row.id)


def _written(
    desk: Desk, change: Change, draft: SlipDraft, slip: int | None, seen: int | None
) -> ReleaseSlip:
    kept = kept_of(desk, draft)
    if slip is None:
        return begin(desk, change, kept)
    row = slip_row(slip)
    refuse_stale(desk, row, seen)
    if row.state != flow.DRAFT:
        raise Refused("workflow.not_now", workflow="slip", move="check", state=row.state)
    amend(desk, change, row, kept)
    return row


def _check(
    desk: Desk, change: Change, row: ReleaseSlip, decision: DecisionDraft | None, approved: str
) -> None:
    flow.SLIP.check("check", row.state)
    kept = kept_of(desk, draft_of(desk, row.id))
    check_complete(kept)
    refuse_false_standing(desk, kept.values)
    refuse_own_word(desk, kept)
    now = keep_look(desk, change, row)
    assert now is not None  # a complete draft has a unit
    values = decide(desk, now, decision, approved)
    move(change, row, "check", checked_at=change.now, checked_by=who(desk), **values)
    keep_promise(desk, change, row)
    if values["decision"]:
        change.note(decision=values["decision"], owed=now.owed, late_fee=now.late_fee)
    if values["decision_reason"]:
        change.note(reason=values["decision_reason"])


def _issue(desk: Desk, change: Change, row: ReleaseSlip, copies: int | None) -> None:
    if copies not in (None, 2, 3):
        raise Refused("slip.copies", "copies")
    flow.SLIP.check("issue", row.state)
    if row.valid_until < desk.today:
        raise Refused("slip.until_past", "valid_until")
    refuse_grown(desk, row)
    move(
        change, row, "issue", issued_at=change.now, issued_by=who(desk), serial=row.serial + 1,
        copies=copies or row.copies,
    )  # fmt: skip


@once(read_one)
def reopen_slip(desk: Desk, slip: int, *, request: str | None = None) -> SlipRow:
    """Take a checked slip back to be altered; the decision on arrears has to be made again."""
    with desk.change(Permission.SLIP_ISSUE, "slip.reopened", request) as change:
        row = slip_row(slip)
        withdraw_promise(change, row)
        move(change, row, "reopen", decision="", decision_reason="", decided_by="",
             promised=None, promised_on=None, checked_at=None, checked_by="")  # fmt: skip
    return read_one(desk, slip)


@once(read_one)
def void_slip(desk: Desk, slip: int, reason: str, *, request: str | None = None) -> SlipRow:
    """Make a slip void; its number and what stands on it stay. Nothing may have left with it.

    Raises Refused workflow.not_now, workflow.reason_needed.
    """
    with desk.change(Permission.SLIP_ISSUE, "slip.voided", request) as change:
        why = reason_of(change, reason)
        row = slip_row(slip)
        _refuse_begun(row)
        withdraw_promise(change, row)
        move(change, row, "void", why, void_at=change.now, void_by=who(desk), void_reason=why)
    return read_one(desk, slip)


@once(read_one)
def reissue_slip(desk: Desk, slip: int, reason: str, *, request: str | None = None) -> SlipRow:
    """A new draft in place of a slip, linked with it, which is void from now on.

    The goods are those that the guard saw, less what has left already; where something has, what
    was promised for it stays promised. Gives the new draft.
    """
    with desk.change(Permission.SLIP_ISSUE, "slip.reissued", request) as change:
        why = reason_of(change, reason)
        row = slip_row(slip)
        draft = corrected(desk, draft_of(desk, slip), item_rows(slip), row.mismatch)
        if row.out_at is None:
            withdraw_promise(change, row)
        move(change, row, "reissue", why, void_at=change.now, void_by=who(desk), void_reason=why)
        made = begin(desk, change, kept_of(desk, draft), replaces=row.id)
        carry_over(change, row.id, made.id)
    return read_one(desk, made.id)


@once(read_one)
def extend_slip(
    desk: Desk, slip: int, valid_until: date | None = None, *, request: str | None = None
) -> SlipRow:
    """A slip is good for longer, None: today. The paper has to be printed again.

    Raises Refused slip.until_past, slip.too_long, slip.arrears_grown.
    """
    with desk.change(Permission.SLIP_ISSUE, "slip.extended", request) as change:
        row = slip_row(slip)
        until = valid_until or desk.today
        if until < desk.today or until < row.valid_from:
            raise Refused("slip.until_past", "valid_until")
        days = desk.settings.get(LONGEST_DAYS)
        if (until - desk.today).days >= days:
            raise Refused("slip.too_long", "valid_until", days=days)
        flow.SLIP.check("extend", row.state)
        refuse_grown(desk, row, "slip.arrears_grown")
        state = flow.PART if row.state == flow.PART else flow.ISSUED
        move(change, row, "extend", state=state, valid_until=until, serial=row.serial + 1)
    return read_one(desk, slip)


@once(read_one)
def expire_slip(desk: Desk, slip: int, *, request: str | None = None) -> SlipRow:
    """Close a slip that nobody came to the gate with. Raises Refused("slip.still_good")."""
    with desk.change(Permission.SLIP_ISSUE, "slip.expired", request) as change:
        row = slip_row(slip)
        flow.SLIP.check("expire", row.state)
        if row.valid_until >= desk.today:
            raise Refused("slip.still_good", day=row.valid_until.isoformat())
        move(change, row, "expire")
    return read_one(desk, slip)


@once(read_one)
def file_slip(desk: Desk, slip: int, *, request: str | None = None) -> SlipRow:
    """The gate's stub of a slip is back and agrees."""
    with desk.change(Permission.SLIP_ISSUE, "slip.filed", request) as change:
        file_in(desk, change, slip_row(slip))
    return read_one(desk, slip)


def file_in(desk: Desk, change: Change, row: ReleaseSlip) -> None:
    """The part of filing that happens inside a change."""
    move(change, row, "file", filed_at=change.now, filed_by=who(desk))


@once(read_one)
def unfile_slip(desk: Desk, slip: int, reason: str, *, request: str | None = None) -> SlipRow:
    """The stub was another one's: this slip's is not back yet."""
    with desk.change(Permission.SLIP_ISSUE, "slip.unfiled", request) as change:
        why = reason_of(change, reason)
        row = slip_row(slip)
        whole = all(item.released == item.quantity for item in item_rows(slip))
        state = flow.RELEASED if whole else flow.PART
        move(change, row, "unfile", why, state=state, filed_at=None, filed_by="")
    return read_one(desk, slip)


def _refuse_begun(row: ReleaseSlip) -> None:
    if row.out_at is not None and row.state in (flow.MISMATCH, flow.EXPIRED):
        raise Refused("slip.begun", number=row.number)
