"""Staff list, lock-outs, keys, verifying, erasing: the verbs and who may call them."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from desk import texts
from desk.core import keyslots, passwords, preferences, staff
from desk.core.access import Role
from desk.core.clock import FixedClock
from desk.core.desk import Desk
from desk.core.errors import Refused
from desk.core.log import LOG
from desk.duty import keys, log, retention
from desk.duty import staff as register
from desk.exchange.export import export_list
from tests.stores import PASSWORD, as_role


def lock_out(desk: Desk, clock: FixedClock, account: str) -> int:
    for _try in range(8):
        clock.advance(timedelta(minutes=2))
        with pytest.raises(Refused):
            staff.check_password(desk, account, "wrong")
    return next(row.id for row in staff.everyone(desk) if row.account == account)


def test_the_list_tells_how_each_account_stands(desk: Desk, clock: FixedClock) -> None:
    record = lock_out(desk, clock, "clerk")
    made = staff.create(desk, staff.StaffDraft("new", "New", Role.GUARD), "green-Tea-42")
    states = {row.account: row.state for row in register.STAFF.open(desk).rows(0, 50)}
    assert (states["clerk"], states["new"], states["admin"]) == ("locked", "first", "active")
    assert register.line(desk, made.id).state == "first"
    narrowed = register.STAFF.open(desk, {"role": "guard"}).rows(0, 50)
    assert {row.account for row in narrowed} == {"guard", "new"}
    register.end_lock_out(desk, record)
    assert register.line(desk, record).state == "active"
    with pytest.raises(Refused, match=r"staff\.not_locked"):
        register.end_lock_out(desk, record)
    as_role(desk, Role.MANAGER)
    with pytest.raises(Refused, match=r"access\.denied"):
        register.end_lock_out(desk, record)


def test_a_given_password_passes_the_rules() -> None:
    made = {register.given_password() for _n in range(200)}
    assert len(made) == 200
    for password in made:
        passwords.check_rules(password, "somebody")


def test_keys_ask_for_the_own_password_and_are_logged(desk: Desk) -> None:
    with pytest.raises(Refused, match=r"sign_in\.wrong"):
        keys.new_recovery_code(desk, "wrong")
    folder = desk.storage.folder
    assert keys.slots(desk) == ("plain",)
    code = keys.new_recovery_code(desk, PASSWORD)
    keys.set_passphrase(desk, PASSWORD, "three green hills")
    keys.remove(desk, PASSWORD, "plain")
    assert keyslots.unlock(folder, recovery=code) == desk.storage.key
    assert keyslots.unlock(folder, passphrase="three green hills") == desk.storage.key
    second = keys.new_recovery_code(desk, PASSWORD)
    assert second != code
    with pytest.raises(Refused, match=r"key\.no_key_store"):
        keys.add_key_store(desk, PASSWORD)
    run = desk.storage.database.execute_sql
    text = str(run("SELECT group_concat(body) FROM audit_entry").fetchone()[0])
    assert code not in text and second not in text
    as_role(desk, Role.MANAGER)
    for act in (
        lambda: keys.slots(desk),
        lambda: keys.new_recovery_code(desk, PASSWORD),
        lambda: keys.set_passphrase(desk, PASSWORD, "three green hills"),
        lambda: keys.remove(desk, PASSWORD, "passphrase"),
    ):
        with pytest.raises(Refused, match=r"access\.denied"):
            act()


def test_verifying_is_told_how_far_it_is(desk: Desk) -> None:
    assert log.verify(desk, lambda _done, _of: None).whole
    as_role(desk, Role.CLERK)
    with pytest.raises(Refused, match=r"access\.denied"):
        log.verify(desk, lambda _done, _of: None)


def test_what_is_past_its_time_is_counted(desk: Desk, clock: FixedClock) -> None:
    assert sum(one.records for one in retention.due(desk)) == 0
    assert retention.run(desk) == 0
    as_role(desk, Role.AUDITOR)
    with pytest.raises(Refused, match=r"access\.denied"):
        retention.due(desk)


def test_a_clock_set_back_lets_people_sign_in_and_stays_noticed(
    desk: Desk, clock: FixedClock
) -> None:
    from desk.app import accept_clock

    clock.advance(timedelta(days=3))
    preferences.save(desk, {"desk.idle_minutes": 7})
    clock.advance(timedelta(days=-3))
    assert staff.sign_in(desk, "manager", PASSWORD).role is Role.MANAGER
    staff.sign_in(desk, "admin", PASSWORD)
    with pytest.raises(Refused, match=r"clock\.set_back"):
        preferences.save(desk, {"desk.idle_minutes": 8})
    desk._latest = None  # as after starting anew
    with pytest.raises(Refused, match=r"clock\.set_back"):
        preferences.save(desk, {"desk.idle_minutes": 8})
    accept_clock(desk, "battery")
    preferences.save(desk, {"desk.idle_minutes": 8})
    desk._latest = None
    preferences.save(desk, {"desk.idle_minutes": 9})


def test_the_log_leaves_only_with_its_own_permission(desk: Desk, tmp_path: Path) -> None:
    as_role(desk, Role.SUPERVISOR)
    target = tmp_path / "log.csv"
    with pytest.raises(Refused, match=r"access\.denied"):
        export_list(desk, LOG.open(desk), target, word=texts.word)
    assert not target.exists()
    as_role(desk, Role.MANAGER)
    assert export_list(desk, LOG.open(desk), target, word=texts.word) > 0
