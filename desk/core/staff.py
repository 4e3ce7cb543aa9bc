"""Staff 员工: accounts, signing in with delays and lock-out, handing over the seat.

A wrong password costs a growing wait and, after some, a lock-out (settings security.*). The
number of tries is kept in the store, so starting the program again does not reset it.
"""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from typing import Any

from desk.core import passwords
from desk.core.access import Permission, Role
from desk.core.desk import SYSTEM, Desk, Session
from desk.core.errors import Refused, RefusedMany
from desk.core.frozen import frozen
from desk.core.models import Staff
from desk.core.settings import LOCK_AFTER, LOCK_MINUTES
from desk.core.text import clean

_ACCOUNT = re.compile(r"[\w.@-]{2,40}")
_DUMMY: list[str] = []
# A right password ends the count of wrong ones, at the sign-in and at the lock alike.
_FORGIVEN: dict[str, Any] = {"failures": 0, "failed_at": None, "locked_until": None}


@frozen
class StaffRow:
    """A member of staff as lists and forms show one."""

    id: int
    account: str
    name: str
    role: str
    department: str
    active: bool
    must_change: bool
    locked_until: datetime | None
    signed_in_at: datetime | None


@frozen
class StaffDraft:
    """What is typed to add or alter a member of staff."""

    account: str
    name: str
    role: Role
    department: str = ""
    active: bool = True


def view(row: Staff) -> StaffRow:
    """The frozen row of an account."""
    return StaffRow(
        row.id, row.account, row.name, row.role, row.department, row.active,
        row.must_change, row.locked_until, row.signed_in_at,
    )  # fmt: skip


def get(desk: Desk, staff: int) -> StaffRow:
    """One account. Raises Refused("staff.unknown")."""
    return view(_row(staff))


def everyone(desk: Desk) -> list[StaffRow]:
    """All accounts, active ones first. Needs staff.view."""
    desk.require(Permission.STAFF_VIEW)
    query = Staff.select().order_by(Staff.active.desc(), Staff.account)
    return [view(row) for row in query]


def check_first(account: str, name: str, password: str) -> None:
    """Refuse a first administrator that could not be made. Raises RefusedMany."""
    reasons: list[Refused] = []
    for check in (
        lambda: _checked_account(account),
        lambda: clean(name, "name", 80, required=True),
        lambda: passwords.check_rules(password, account.strip().lower()),
    ):
        try:
            check()
        except Refused as refusal:
            reasons.append(refusal)
    if reasons:
        raise RefusedMany(reasons)


def sign_in(desk: Desk, account: str, password: str) -> Session:
    """Seat a person at the desk.

    Raises Refused: sign_in.wrong (same words for unknown account and wrong password),
    sign_in.wait (``seconds``), sign_in.locked (``until``), sign_in.inactive.
    """
    row = check_password(desk, account, password)
    session = Session(row.id, row.account, row.name, Role(row.role))
    previous, desk.session = desk.session, session
    action = "staff.handed_over" if previous and previous.staff else "staff.signed_in"
    try:
        with desk.change(Permission.STAFF_OWN, action) as change:
            if previous and previous.staff:
                change.note(handed_over_by=previous.staff)
            change.update(row, signed_in_at=desk.now, **_FORGIVEN)
            if passwords.needs_rehash(row.password):
                change.update(row, password=passwords.hash_password(password))
    except BaseException:
        desk.session = previous
        raise
    return session


def check_password(desk: Desk, account: str, password: str) -> Staff:
    """The account if the password is right; used for signing in, unlocking and second persons.

    Counts a wrong one in a change of its own. Raises as ``sign_in``.
    """
    row = Staff.get_or_none(Staff.account == account.strip().lower())
    if row is None:
        passwords.verify(_dummy(), password)
        raise Refused("sign_in.wrong", "password")
    _refuse_waiting(desk, row)
    if not passwords.verify(row.password, password):
        _count_failure(desk, row)
        raise Refused("sign_in.wrong", "password")
    if not row.active:
        raise Refused("sign_in.inactive", "account")
    return row


def sign_out(desk: Desk) -> None:
    """Leave the seat empty."""
    if desk.session is not None and desk.session.staff is not None:
        with desk.change(Permission.STAFF_OWN, "staff.signed_out") as change:
            change.about("staff", desk.session.staff)
    desk.session = None


def unlock(desk: Desk, password: str) -> None:
    """The person on duty comes back to a locked screen. Raises as ``sign_in``."""
    desk.require(Permission.STAFF_OWN)
    assert desk.session is not None
    row = check_password(desk, desk.session.account, password)
    with desk.change(Permission.STAFF_OWN, "staff.unlocked") as change:
        change.touch(row)
        change.update(row, **_FORGIVEN)


def create(desk: Desk, draft: StaffDraft, password: str, *, must_change: bool = True) -> StaffRow:
    """Add a member of staff who changes the given password at the first signing in."""
    with desk.change(Permission.STAFF_EDIT, "staff.created") as change:
        account = _checked_account(draft.account)
        if Staff.get_or_none(Staff.account == account):
            raise Refused("staff.account_taken", "account", account=account)
        passwords.check_rules(password, account)
        row = change.create(
            Staff,
            account=account,
            name=clean(draft.name, "name", 80, required=True),
            role=str(draft.role),
            department=clean(draft.department, "department", 80),
            active=draft.active,
            password=passwords.hash_password(password),
            must_change=must_change,
        )
    return view(row)


def update(desk: Desk, staff: int, draft: StaffDraft) -> StaffRow:
    """Alter name, role, department or whether one may sign in.

    Raises Refused("staff.last_administrator") rather than lock everybody out.
    """
    with desk.change(Permission.STAFF_EDIT, "staff.updated") as change:
        row = _row(staff)
        stays = draft.active and draft.role is Role.ADMINISTRATOR
        if row.role == Role.ADMINISTRATOR and row.active and not stays:
            _refuse_last(row)
        change.update(
            row,
            name=clean(draft.name, "name", 80, required=True),
            role=str(draft.role),
            department=clean(draft.department, "department", 80),
            active=draft.active,
        )
    return view(row)


def reset_password(desk: Desk, staff: int, password: str) -> None:
    """Give somebody a new password, to be changed at the next signing in; ends a lock-out."""
    with desk.change(Permission.STAFF_EDIT, "staff.password_reset") as change:
        row = _row(staff)
        passwords.check_rules(password, row.account)
        change.update(row, password=passwords.hash_password(password), must_change=True,
                      failures=0, failed_at=None, locked_until=None)  # fmt: skip


def change_password(desk: Desk, old: str, new: str) -> None:
    """Change one's own password. Raises as ``sign_in`` for a wrong old one."""
    desk.require(Permission.STAFF_OWN)
    assert desk.session is not None
    row = check_password(desk, desk.session.account, old)
    if old == new:
        raise Refused("password.same", "new")
    passwords.check_rules(new, row.account, field="new")
    with desk.change(Permission.STAFF_OWN, "staff.password_changed") as change:
        change.update(row, password=passwords.hash_password(new), must_change=False)


def second_person(desk: Desk, account: str, password: str, permission: Permission) -> StaffRow:
    """Another person's consent: signed with their own password, and they hold ``permission``.

    Raises as ``sign_in``, and Refused second.same_person, second.denied.
    """
    from desk.core.access import allows

    row = check_password(desk, account, password)
    if desk.session is not None and row.id == desk.session.staff:
        raise Refused("second.same_person", "account")
    if not allows(Role(row.role), permission):
        raise Refused("second.denied", "account", name=row.name)
    return view(row)


def _row(staff: int) -> Staff:
    row: Staff | None = Staff.get_or_none(Staff.id == staff)
    if row is None:
        raise Refused("staff.unknown")
    return row


def _checked_account(account: str) -> str:
    name = clean(account, "account", 40, required=True).lower()
    if not _ACCOUNT.fullmatch(name):
        raise Refused("staff.account_spelling", "account")
    return name


def _refuse_last(row: Staff) -> None:
    others = Staff.select().where(
        (Staff.role == str(Role.ADMINISTRATOR)) & Staff.active & (Staff.id != row.id)
    )
    if not others.exists():
        raise Refused("staff.last_administrator", "role")


def _refuse_waiting(desk: Desk, row: Staff) -> None:
    now = desk.now
    if row.locked_until and now < row.locked_until:
        raise Refused("sign_in.locked", "password", until=f"{desk.local(row.locked_until):%H:%M}")
    if row.failed_at is None or now < row.failed_at:
        return
    left = row.failed_at + timedelta(seconds=passwords.wait_after(row.failures)) - now
    if left > timedelta(0):
        raise Refused("sign_in.wait", "password", seconds=int(left.total_seconds()) + 1)


def _count_failure(desk: Desk, row: Staff) -> None:
    failures = row.failures + 1
    locked = None
    if passwords.locks_out(failures, desk.settings.get(LOCK_AFTER)):
        locked = desk.now + timedelta(minutes=desk.settings.get(LOCK_MINUTES))
        failures = 0
    previous, desk.session = desk.session, desk.session or SYSTEM
    try:
        with desk.change(Permission.STAFF_OWN, "staff.sign_in_failed") as change:
            change.update(row, failures=failures, failed_at=desk.now, locked_until=locked)
            change.touch(row)
    finally:
        desk.session = previous


def _dummy() -> str:
    # An unknown account must take as long as a wrong password.
    if not _DUMMY:
        _DUMMY.append(passwords.hash_password("no such account"))
    return _DUMMY[0]
