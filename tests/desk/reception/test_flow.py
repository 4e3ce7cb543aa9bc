"""Every state × move × role: what the declaration allows happens, everything else is refused."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from desk.core.access import Role, allows
from desk.core.desk import Desk
from desk.core.errors import Refused
from desk.core.workflow import Workflow
from desk.reception.models import StandingPass, Visit
from desk.reception.visitors import amend, flow, standing, undo, verbs
from desk.reception.visitors.detail import detail
from tests.desk.reception.conftest import Place
from tests.stores import as_role

Verb = Callable[[Desk, Place, int], object]
VERBS: dict[str, Verb] = {
    "sign_in": lambda d, p, i: verbs.sign_in(d, p.draft(), expected=i),
    "sign_out": lambda d, p, i: verbs.sign_out(d, i),
    "cancel": lambda d, p, i: amend.cancel(d, i),
    "no_show": lambda d, p, i: amend.no_show(d, i),
    "undo_sign_in": lambda d, p, i: undo.undo_sign_in(d, i, "错了"),
    "void_sign_in": lambda d, p, i: undo.undo_sign_in(d, i, "错了"),
    "undo_sign_out": lambda d, p, i: undo.undo_sign_out(d, i, "错了"),
    "undo_cancel": lambda d, p, i: undo.undo_cancel(d, i, "错了"),
    "undo_no_show": lambda d, p, i: undo.undo_cancel(d, i, "错了"),
}
STATES = [state.key for state in flow.VISIT.states]


@pytest.mark.parametrize("workflow", [flow.VISIT, flow.STANDING])
def test_every_state_can_be_reached(workflow: Workflow) -> None:
    reached = {move.target for move in workflow.moves}
    assert {state.key for state in workflow.states} - reached <= {"expected", "active"}


def test_every_move_has_its_verb() -> None:
    assert set(VERBS) == {move.key for move in flow.VISIT.moves}


def _in_state(desk: Desk, place: Place, state: str, *, appointment: bool) -> Visit:
    """A visit in ``state`` that the present role has brought there, as far as it did."""
    staff = desk.session.staff if desk.session else None
    now = desk.now
    came = state in (flow.ON_SITE, flow.LEFT)
    return Visit.create(
        number=f"V{Visit.select().count()}", state=state, at=now, name="张伟", purpose="送货",
        unit=place.unit, expected_at=now if appointment else None,
        in_at=now if came else None, in_by=staff if came else None,
        leave_by=now + timedelta(hours=1), out_at=now if state == flow.LEFT else None,
        out_by=staff if state == flow.LEFT else None, salt=b"s",
    )  # fmt: skip


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize("key", list(VERBS))
def test_moves_by_state_and_role(desk: Desk, place: Place, key: str, role: Role) -> None:
    as_role(desk, role)
    move = flow.VISIT.move(key)
    for state in STATES:
        appointment = key != "void_sign_in"
        row = _in_state(desk, place, state, appointment=appointment)
        fits = state in move.sources
        # Both ways back from an appointment that fell through are one verb.
        if key in ("undo_cancel", "undo_no_show"):
            fits = state in (flow.CANCELLED, flow.NO_SHOW)
        allowed = allows(role, move.permission)
        if fits and allowed:
            VERBS[key](desk, place, row.id)
            after = Visit.get_by_id(row.id).state
            assert after == flow.VISIT.move(key).target
        else:
            with pytest.raises(Refused) as caught:
                VERBS[key](desk, place, row.id)
            codes = {"workflow.not_now", "visit.already_left", "access.denied"}
            codes |= {"visit.undo_other"}
            assert caught.value.code in codes
            if not allowed:
                assert caught.value.code == "access.denied"
            assert Visit.get_by_id(row.id).state == state
    assert desk.chain.verify().whole


@pytest.mark.parametrize("role", list(Role))
def test_offered_moves_are_those_that_work(desk: Desk, place: Place, role: Role) -> None:
    as_role(desk, role)
    for state in STATES:
        for appointment in (True, False):
            probe = _in_state(desk, place, state, appointment=appointment)
            if not allows(role, flow.VISIT.move("sign_out").permission):
                continue
            offered = [m.key for m in detail(desk, probe.id).moves if m.key in VERBS]
            for key in offered:
                row = _in_state(desk, place, state, appointment=appointment)
                VERBS[key](desk, place, row.id)


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize("key", ["renew", "revoke", "restore"])
def test_standing_moves(desk: Desk, place: Place, key: str, role: Role) -> None:
    as_role(desk, role)
    today = desk.today
    run = {
        "renew": lambda i: standing.renew(desk, i, today + timedelta(days=30)),
        "revoke": lambda i: standing.revoke(desk, i, "丢了"),
        "restore": lambda i: standing.restore(desk, i, "找到了"),
    }[key]
    move = flow.STANDING.move(key)
    for state in ("active", "revoked"):
        row = StandingPass.create(
            number=f"P{StandingPass.select().count()}", name="周工", purpose="维修",
            unit=place.unit, valid_from=today, valid_until=today, state=state, salt=b"s",
        )  # fmt: skip
        if state in move.sources and allows(role, move.permission):
            run(row.id)
            assert StandingPass.get_by_id(row.id).state == move.target
        else:
            with pytest.raises(Refused):
                run(row.id)
