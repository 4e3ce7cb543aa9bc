"""Staff: signing in, delays, lock-out, taking over the seat, second persons."""

from __future__ import annotations

from datetime import timedelta

import pytest

from desk.core import staff
from desk.core.access import Permission, Role
from desk.core.clock import FixedClock
from desk.core.desk import Desk
from desk.core.errors import Refused, RefusedMany
from desk.core.models import AuditEntry, Staff
from desk.core.settings import LOCK_AFTER
from tests.stores import PASSWORD, as_role


def _refusal(desk: Desk, account: str, password: str) -> Refused:
    with pytest.raises(Refused) as refusal:
        staff.sign_in(desk, account, password)
    return refusal.value


def test_signing_in_seats_and_is_logged(desk: Desk) -> None:
    desk.session = None
    session = staff.sign_in(desk, " CLERK ", PASSWORD)
    assert (session.role, desk.session) == (Role.CLERK, session)
    assert AuditEntry.select().order_by(AuditEntry.seq.desc()).get().action == "staff.signed_in"


def test_wrong_password_and_unknown_account_sound_alike(desk: Desk) -> None:
    desk.session = None
    codes = {_refusal(desk, who, "wrong-Wrong-1").code for who in ("clerk", "nobody")}
    assert codes == {"sign_in.wrong"}
    assert desk.session is None


def test_tries_wait_longer_and_longer_then_lock(desk: Desk, clock: FixedClock) -> None:
    desk.session = None
    seen: set[str] = set()
    for _try in range(desk.settings.get(LOCK_AFTER)):
        seen.add(_refusal(desk, "clerk", "wrong-Wrong-1").code)
        clock.advance(timedelta(minutes=2))
    assert seen == {"sign_in.wrong"}
    assert _refusal(desk, "clerk", PASSWORD).code == "sign_in.locked"
    clock.advance(timedelta(minutes=15))
    assert staff.sign_in(desk, "clerk", PASSWORD).account == "clerk"


def test_a_quick_next_try_is_told_to_wait(desk: Desk) -> None:
    desk.session = None
    for _try in range(4):
        last = _refusal(desk, "clerk", "wrong-Wrong-1")
    assert last.code == "sign_in.wait"
    assert int(str(last.values["seconds"])) >= 1


def test_taking_over_the_seat_is_logged_with_both(desk: Desk) -> None:
    before = as_role(desk, Role.CLERK).session
    staff.sign_in(desk, "cashier", PASSWORD)
    last = AuditEntry.select().order_by(AuditEntry.seq.desc()).get()
    assert before is not None
    assert last.action == "staff.handed_over"
    assert f'"handed_over_by":{before.staff}' in last.body


def test_unlocking_needs_the_own_password(desk: Desk) -> None:
    as_role(desk, Role.CLERK)
    with pytest.raises(Refused, match=r"sign_in\.wrong"):
        staff.unlock(desk, "wrong-Wrong-1")
    assert Staff.get(Staff.account == "clerk").failures == 1
    staff.unlock(desk, PASSWORD)
    assert Staff.get(Staff.account == "clerk").failures == 0


def test_the_last_administrator_stays(desk: Desk) -> None:
    own = staff.StaffDraft("admin", "陈佳慧", Role.CLERK)
    assert desk.session is not None
    assert desk.session.staff is not None
    with pytest.raises(Refused, match=r"staff\.last_administrator"):
        staff.update(desk, desk.session.staff, own)


def test_accounts_are_one_of_a_kind_and_passwords_not_weak(desk: Desk) -> None:
    draft = staff.StaffDraft("Clerk", "甲", Role.CLERK)
    with pytest.raises(Refused, match=r"staff\.account_taken"):
        staff.create(desk, draft, "another-Tea-42")
    with pytest.raises(Refused) as weak:
        staff.create(desk, staff.StaffDraft("new", "甲", Role.CLERK), "12345678")
    assert weak.value.field == "password"


def test_a_given_password_must_be_changed(desk: Desk) -> None:
    row = staff.create(desk, staff.StaffDraft("new", "甲", Role.CLERK), "given-Tea-42")
    assert row.must_change
    staff.sign_in(desk, "new", "given-Tea-42")
    staff.change_password(desk, "given-Tea-42", "own-Tea-4242")
    assert not staff.get(desk, row.id).must_change
    desk.session = None
    staff.sign_in(desk, "new", "own-Tea-4242")


def test_a_second_person_is_another_one_who_may(desk: Desk) -> None:
    as_role(desk, Role.SUPERVISOR)
    may = Permission.VISITOR_ADMIT_LISTED
    for who, code in (("supervisor", "second.same_person"), ("clerk", "second.denied")):
        with pytest.raises(Refused) as refusal:
            staff.second_person(desk, who, PASSWORD, may)
        assert refusal.value.code == code
    assert staff.second_person(desk, "manager", PASSWORD, may).account == "manager"


def test_the_first_administrator_is_checked_whole(desk: Desk) -> None:
    with pytest.raises(RefusedMany) as many:
        staff.check_first("a b", "", "short")
    assert [reason.field for reason in many.value.reasons] == ["account", "name", "password"]
