"""Taking back what was done by mistake: by who did it, or by a supervisor with a reason."""

from __future__ import annotations

from typing import Any

from desk.core.access import Permission
from desk.core.change import once
from desk.core.desk import Desk
from desk.core.errors import Refused
from desk.core.models import Staff
from desk.core.text import clean
from desk.reception.models import Companion, Visit
from desk.reception.visitors import flow, guards
from desk.reception.visitors.rows import VisitRow, read_one, visit_row
from desk.reception.visitors.verbs import staff_id


@once(read_one)
def undo_sign_in(
    desk: Desk, visit: int, reason: str = "", *, request: str | None = None
) -> VisitRow:
    """The visitor did not come in after all: an appointment is expected again, any other visit
    is cancelled and keeps its number.

    Raises Refused visit.undo_other (``who``), visit.undo_reason, workflow.not_now.
    """
    row = visit_row(visit)
    move = "undo_sign_in" if row.expected_at is not None else "void_sign_in"
    values: dict[str, Any] = {
        "at": row.expected_at or row.at, "in_at": None, "in_by": None, "gone": 0, "badge": "",
    }  # fmt: skip
    if row.expected_at is not None:
        values["serial"] = 0
    action = "visitor.sign_in_undone"
    return _undo(desk, visit, move, row.in_by, values, action, reason, request)


@once(read_one)
def undo_sign_out(
    desk: Desk, visit: int, reason: str = "", *, request: str | None = None
) -> VisitRow:
    """The visitor is still here. Raises as ``undo_sign_in``, and visit.badge_taken."""
    row = visit_row(visit)
    guards.refuse_lent_badge(desk, row.badge, visit)
    values = {"out_at": None, "out_by": None, "out_how": ""}
    action = "visitor.sign_out_undone"
    return _undo(desk, visit, "undo_sign_out", row.out_by, values, action, reason, request)


@once(read_one)
def undo_cancel(
    desk: Desk, visit: int, reason: str = "", *, request: str | None = None
) -> VisitRow:
    """A cancelled or missed appointment stands again. Raises Refused visit.was_voided,
    workflow.not_now."""
    with desk.change(
        Permission.VISITOR_EXPECT, "visitor.expected_again", request, clean(reason, "reason", 300)
    ) as change:
        row = visit_row(visit)
        target = flow.VISIT.check("undo_cancel", row.state).target
        if row.expected_at is None:
            raise Refused("visit.was_voided")
        change.update(row, state=target)
    return read_one(desk, visit)


def may_undo(desk: Desk, permission: Permission, by: int | None) -> bool:
    """Whether the person on duty may take back what ``by`` did."""
    own = by is not None and by == staff_id(desk)
    return desk.allows(permission) and (own or desk.allows(Permission.VISITOR_UNDO_ANY))


def _undo(
    desk: Desk,
    visit: int,
    move: str,
    by: int | None,
    values: dict[str, Any],
    action: str,
    reason: str,
    request: str | None,
) -> VisitRow:
    permission = flow.VISIT.move(move).permission
    desk.require(permission)
    why = clean(reason, "reason", 300)
    with desk.change(permission, action, request, why or None) as change:
        if by != staff_id(desk):
            if not desk.allows(Permission.VISITOR_UNDO_ANY):
                raise Refused("visit.undo_other", who=_name(by))
            if not why:
                raise Refused("visit.undo_reason", "reason", who=_name(by))
        row = visit_row(visit)
        target = flow.VISIT.check(move, row.state).target
        change.update(row, state=target, **values)
        if "in_at" in values:
            _together_again(change, row)
    return read_one(desk, visit)


def _together_again(change: Any, row: Visit) -> None:
    left = (Companion.visit == row.id) & Companion.left_at.is_null(False)
    for companion in Companion.select().where(left):
        change.update(companion, left_at=None)


def _name(staff: int | None) -> str:
    row = Staff.get_or_none(Staff.id == staff)
    return row.name if row else "—"
