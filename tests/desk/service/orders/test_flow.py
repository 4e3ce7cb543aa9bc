"""Every state × move × role: what is allowed works, what is not refuses with words."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from desk import texts
from desk.core.access import Role, allows
from desk.core.desk import Desk
from desk.core.errors import Refused
from desk.core.workflow import STAYS
from desk.service.models.callbacks import Callback
from desk.service.models.orders import WorkOrder
from desk.service.orders import checks, flow
from tests.desk.service.orders.conftest import Site
from tests.stores import as_role

STATES = [state.key for state in flow.ORDER.states]
MOVES = [move.key for move in flow.ORDER.moves]
EXTRA: dict[str, Callable[[Site], tuple[Any, ...]]] = {
    "assign": lambda site: ((site.me,),),
    "transfer": lambda site: ((site.me,), "换人"),
    "pause": lambda _site: ("等配件",),
    "return": lambda _site: ("不归我修",),
    "redo": lambda _site: ("又漏了",),
    "cancel": lambda _site: ("误报",),
    "finish": lambda site: (site.done(arrived_at=site.desk.now),),
    "correct": lambda site: (site.done(),),
}


@pytest.mark.parametrize("key", MOVES)
@pytest.mark.parametrize("state", STATES)
def test_every_move_in_every_state_by_every_role(
    desk: Desk, site: Site, state: str, key: str
) -> None:
    move = flow.ORDER.move(key)
    assert move.verb is not None
    row = None
    for role in Role:
        as_role(desk, Role.ADMINISTRATOR)
        row = row or site.at(state)
        if key == "close" and state == "done":
            Callback.update(state="given_up").execute()  # else the callback comes first
        as_role(desk, role)
        extra = EXTRA.get(key, lambda _site: ())(site)
        if allows(role, move.permission) and state in move.sources:
            move.verb(desk, row.id, *extra)
            now = WorkOrder.get_by_id(row.id).state
            assert now == (state if move.target == STAYS else move.target)
            row = None
        else:
            before = WorkOrder.get_by_id(row.id).state
            with pytest.raises(Refused) as refused:
                move.verb(desk, row.id, *extra)
            assert texts.sentence(refused.value)
            wanted = "workflow.not_now" if allows(role, move.permission) else "access.denied"
            assert refused.value.code == wanted, (role, state, key)
            assert WorkOrder.get_by_id(row.id).state == before
    as_role(desk, Role.ADMINISTRATOR)
    for check in (checks.numbers, checks.states, checks.charges):
        assert check(desk) == []


@pytest.mark.parametrize("key", [m.key for m in flow.ORDER.moves if m.reason])
def test_a_move_that_needs_a_reason_asks_for_it(desk: Desk, site: Site, key: str) -> None:
    move = flow.ORDER.move(key)
    row = site.at(min(move.sources))
    extra = [*EXTRA[key](site)][:-1]
    assert move.verb is not None
    with pytest.raises(Refused) as refused:
        move.verb(desk, row.id, *extra, "  ")
    assert refused.value.code == "workflow.reason_needed"


def test_every_state_and_move_has_words() -> None:
    for state in STATES:
        assert texts.word("work_order.state", state) != state
    for key in MOVES:
        assert texts.word("work_order.move", key) != key


def test_an_engineer_moves_own_orders_only(desk: Desk, site: Site) -> None:
    from desk.service.orders.dispatch import assign
    from desk.service.orders.drafts import EngineerDraft
    from desk.service.orders.work import accept

    row = assign(desk, site.report().id, (EngineerDraft(name="王师傅"),))
    as_role(desk, Role.ENGINEER)
    with pytest.raises(Refused) as refused:
        accept(desk, row.id)
    assert refused.value.code == "order.not_yours"
    as_role(desk, Role.CLERK)  # the desk speaks for everybody
    assert accept(desk, row.id).state == "accepted"
