"""Somebody new moves in with one change; other registers add to a customer's card."""

from __future__ import annotations

import pytest

from desk.core.access import Role
from desk.core.desk import Desk
from desk.core.errors import Refused
from desk.core.models import AuditEntry
from desk.estate.customers import PersonDraft, PhoneDraft, person_parts
from desk.estate.occupancy import RoleDraft, move_in_new
from desk.estate.people_list import CUSTOMERS
from desk.reception.visitors.drafts import VisitDraft
from desk.reception.visitors.verbs import sign_in
from tests.desk.estate.conftest import Estate
from tests.stores import as_role

CHEN = PersonDraft("陈小梅", phones=(PhoneDraft("13600001111"),))


def test_one_change_and_repeated_it_stays_one(desk: Desk, estate: Estate) -> None:
    before = AuditEntry.select().count()
    draft = RoleDraft(estate.unit, 0, "tenant", desk.today)
    role = move_in_new(desk, CHEN, draft, request="r1")
    assert move_in_new(desk, CHEN, draft, request="r1") == role
    assert AuditEntry.select().count() == before + 1
    assert (role.person_name, role.role, role.unit) == ("陈小梅", "tenant", estate.unit)


def test_a_refused_role_leaves_nobody_behind(desk: Desk, estate: Estate) -> None:
    before = CUSTOMERS.open(desk).count()
    with pytest.raises(Refused):
        move_in_new(desk, CHEN, RoleDraft(estate.unit, 0, "king"))
    assert CUSTOMERS.open(desk).count() == before


def test_visitors_stand_on_the_hosts_card(desk: Desk, estate: Estate) -> None:
    sign_in(desk, VisitDraft(name="张伟", purpose="delivery", unit=estate.unit, host=estate.li))
    (part,) = person_parts(desk, estate.li)
    assert part.key == "visitors"
    assert [line.text for line in part.lines] == ["张伟"]
    assert person_parts(desk, estate.wang) == ()
    as_role(desk, Role.GUARD)
    with pytest.raises(Refused):
        person_parts(desk, estate.li)
