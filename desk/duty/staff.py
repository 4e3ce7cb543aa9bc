"""Staff as a register: the list, ending a lock-out, a first password to hand over."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from desk.core.access import MATRIX, Permission, Role
from desk.core.desk import Desk
from desk.core.errors import Refused
from desk.core.listing import Column, Filter, Listing, Order
from desk.core.models import Staff
from desk.core.words import N_

STATES = {"active": "ok", "first": "due", "locked": "late", "inactive": "void"}
# Without what is read for one another; said over a counter and typed once.
_LETTERS = "abcdefghjkmnpqrstuvwxyz"
_DIGITS = "23456789"


@dataclass(frozen=True)
class StaffLine:
    """One account in the list. ``state``: active, first (password was given), locked, inactive."""

    id: int
    account: str
    name: str
    role: str
    department: str
    state: str
    locked_until: datetime | None
    signed_in_at: datetime | None


def _query(desk: Desk) -> Any:
    s = Staff
    return s.select(
        s.id, s.account, s.name, s.role, s.department, s.active, s.must_change, s.locked_until,
        s.signed_in_at,
    )  # fmt: skip


def _make(desk: Desk, row: Any) -> StaffLine:
    record, account, name, role, department, active, first, locked, seen = row
    held = locked if locked is not None and locked > desk.now else None
    state = "inactive" if not active else "locked" if held else "first" if first else "active"
    return StaffLine(record, account, name, role, department, state, held, seen)


def _of_role(desk: Desk, query: Any, role: str) -> Any:
    return query.where(Staff.role == role)


def _switched(desk: Desk, query: Any, value: str) -> Any:
    return query.where(Staff.active == (value == "active"))


STAFF: Listing[StaffLine] = Listing(
    key="staff",
    title=N_("Staff"),
    permission=Permission.STAFF_VIEW,
    model=Staff,
    columns=(
        Column("account", N_("Account"), "code", lambda row: row.account, 110, sort="account"),
        Column("name", N_("Name"), "text", lambda row: row.name, 140, sort="name"),
        Column("role", N_("Position"), "state", lambda row: row.role, 120, words="role"),
        Column("department", N_("Department"), "text", lambda row: row.department, 130),
        Column("state", N_("State"), "state", lambda row: row.state, 130, words="staff.state",
               tone=lambda row: STATES[row.state]),
        Column("signed_in", N_("Last signed in"), "time", lambda row: row.signed_in_at, 140),
    ),
    query=_query,
    make=_make,
    orders={"account": Order(Staff.account), "name": Order(Staff.name)},
    default_order="account",
    filters=(
        Filter("role", N_("Position"), _of_role, words="role",
               choices=lambda desk: [(str(role), str(role)) for role in Role]),
        Filter("state", N_("State"), _switched, words="staff.state",
               choices=lambda desk: [("active", "active"), ("inactive", "inactive")]),
    ),
)  # fmt: skip


def line(desk: Desk, staff: int) -> StaffLine:
    """One account. Raises Refused("staff.unknown")."""
    desk.require(Permission.STAFF_VIEW)
    row = _query(desk).where(Staff.id == staff).tuples().first()
    if row is None:
        raise Refused("staff.unknown")
    return _make(desk, row)


def end_lock_out(desk: Desk, staff: int) -> None:
    """Let somebody try again who is locked out. Raises staff.not_locked."""
    with desk.change(Permission.STAFF_EDIT, "staff.lock_ended") as change:
        row = Staff.get_or_none(Staff.id == staff)
        if row is None:
            raise Refused("staff.unknown")
        if row.locked_until is None or row.locked_until <= desk.now:
            raise Refused("staff.not_locked", name=row.name)
        change.update(row, failures=0, failed_at=None, locked_until=None)


def given_password() -> str:
    """A password to hand over: three short groups, easy to say; 47 random bits."""
    letters = ["".join(secrets.choice(_LETTERS) for _ in range(4)) for _ in range(2)]
    digits = "".join(secrets.choice(_DIGITS) for _ in range(4))
    return "-".join((*letters, digits))


def holders(permission: Permission) -> tuple[Role, ...]:
    """The roles that hold a permission."""
    return tuple(role for role in Role if permission in MATRIX[role])
