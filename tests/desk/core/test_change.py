"""One action, one change: all of it or nothing, once, allowed, logged, told after the commit."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest

from desk.core.access import MATRIX, Permission, Role
from desk.core.audit import personal
from desk.core.change import Changed
from desk.core.clock import FixedClock
from desk.core.desk import Desk
from desk.core.errors import Refused
from desk.core.log import entry, history
from desk.core.models import AuditEntry, SavedView
from desk.estate.models import Person
from tests.stores import as_role


def _save(desk: Desk, name: str = "a", request: str | None = None) -> SavedView:
    with desk.change(Permission.VIEWS_SAVE, "view.saved", request=request) as change:
        return change.create(SavedView, staff=1, page="units", name=name, data={})


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("permission", Permission)
def test_the_matrix_holds_in_every_change(desk: Desk, role: Role, permission: Permission) -> None:
    as_role(desk, role)
    before = AuditEntry.select().count()
    if permission in MATRIX[role]:
        with desk.change(permission, "view.saved"):
            pass
        assert AuditEntry.select().count() == before + 1
    else:
        with pytest.raises(Refused) as refusal, desk.change(permission, "view.saved"):
            pytest.fail("the body must not run")
        assert refusal.value.code == "access.denied"
        assert AuditEntry.select().count() == before


def test_nobody_signed_in_changes_nothing(desk: Desk) -> None:
    desk.session = None
    with pytest.raises(Refused, match=r"access\.not_signed_in"):
        _save(desk)


def test_a_failure_leaves_nothing_behind(desk: Desk) -> None:
    before = AuditEntry.select().count()
    told: list[Changed] = []
    desk.on_change(told.append)
    with (
        pytest.raises(ZeroDivisionError),
        desk.change(Permission.VIEWS_SAVE, "view.saved") as change,
    ):
        number = change.number("V")
        change.create(SavedView, staff=1, page="units", name="a", data={})
        _ = 1 / 0
    assert (SavedView.select().count(), AuditEntry.select().count()) == (0, before)
    assert told == []
    with desk.change(Permission.VIEWS_SAVE, "view.saved") as change:
        assert change.number("V") == number


def test_numbers_have_no_gaps_and_begin_anew_each_year(desk: Desk, clock: FixedClock) -> None:
    def take() -> str:
        with desk.change(Permission.VIEWS_SAVE, "view.saved") as change:
            return change.number("V")

    assert [take() for _n in range(3)] == ["V260000001", "V260000002", "V260000003"]
    clock.advance(timedelta(days=60))
    assert take() == "V270000001"


def test_a_repeated_request_is_one_change(desk: Desk) -> None:
    from desk.core.change import Repeated

    made = _save(desk, request="click-1")
    with pytest.raises(Repeated) as again:
        _save(desk, name="b", request="click-1")
    assert again.value.record == made.id
    assert SavedView.select().count() == 1


def test_news_come_after_the_commit_and_name_what_changed(desk: Desk) -> None:
    heard: list[tuple[Changed, int]] = []
    stop = desk.on_change(lambda news: heard.append((news, SavedView.select().count())))
    row = _save(desk)
    stop()
    _save(desk, "unheard")
    ((news, count),) = heard
    assert news.about("saved_view")
    assert (news.touched, count) == (frozenset({("saved_view", row.id)}), 1)


def test_before_and_after_are_kept(desk: Desk) -> None:
    row = _save(desk)
    with desk.change(Permission.VIEWS_SAVE, "view.saved", reason="因为") as change:
        change.update(row, name="b", page="units")
    found = entry(desk, AuditEntry.select().count())
    assert [(c.field, c.before, c.after) for c in found.changes] == [("name", "a", "b")]
    assert found.notes == (("reason", "因为"),)
    assert [step.reason for step in history(desk, "saved_view", row.id)] == ["因为", ""]


def test_personal_values_are_hashes_in_the_log_and_gone_with_their_salt(desk: Desk) -> None:
    with desk.change(Permission.CUSTOMER_EDIT, "customer.created") as change:
        row = change.create(Person, name="张伟", sort="zhang", document="110101199003070011")
    body = AuditEntry.select().order_by(AuditEntry.seq.desc()).get().body
    assert "张伟" not in body
    assert "110101199003070011" not in body
    after = json.loads(body)["changed"][0]["after"]
    assert after["name"].startswith("#")
    with desk.change(Permission.PERSONAL_ERASE, "customer.erased") as change:
        change.update(row, name="", document="", salt=None)
    assert desk.chain.verify().whole
    erased = AuditEntry.select().order_by(AuditEntry.seq.desc()).get().body
    kept = json.loads(erased)["changed"][0]["before"]["name"]
    assert kept == after["name"]
    assert kept != personal(None, "张伟")


def test_a_clock_set_back_is_refused_until_accepted(desk: Desk, clock: FixedClock) -> None:
    from desk.app import accept_clock

    _save(desk)
    clock.advance(timedelta(minutes=-9))
    _save(desk, "small steps are fine")
    clock.advance(timedelta(days=-1))
    with pytest.raises(Refused, match=r"clock\.set_back"):
        _save(desk, "b")
    accept_clock(desk, "the clock had been wrong")
    _save(desk, "b")
    assert desk.chain.verify().whole
