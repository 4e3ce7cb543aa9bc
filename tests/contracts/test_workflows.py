"""Every workflow of every register: all states × moves × roles.

What is declared is what happens: allowed moves work and land where they say, others refuse with
words and change nothing. A new register is tried by its declaration and one entry in ``walks``.
"""

from __future__ import annotations

import pytest

from desk import texts
from desk.catalogue import REGISTERS
from desk.core.access import Role, allows
from desk.core.desk import Desk
from desk.core.errors import Refused
from desk.core.workflow import Workflow
from tests.contracts.walking import REASON, try_all
from tests.contracts.walks import WALKS as LATER
from tests.contracts.walks_first import FIRST
from tests.stores import as_role

WALKS = {**FIRST, **LATER}

WORKFLOWS = [workflow for register in REGISTERS for workflow in register.workflows]
WALKED = [
    (workflow, key) for workflow in WORKFLOWS for key in WALKS
    if key.partition(",")[0] == workflow.name
]  # fmt: skip


def _names(workflow: Workflow) -> str:
    return workflow.name


@pytest.mark.parametrize("workflow", WORKFLOWS, ids=_names)
def test_buttons_are_what_the_declaration_says(workflow: Workflow, desk: Desk) -> None:
    for role in Role:
        as_role(desk, role)
        for state in workflow.states:
            open_ = {move.key for move in workflow.open_to(desk, state.key)}
            assert open_ == {
                move.key
                for move in workflow.moves
                if state.key in move.sources and allows(role, move.permission)
            }


@pytest.mark.parametrize("workflow", WORKFLOWS, ids=_names)
def test_what_may_not_be_is_refused_with_words(workflow: Workflow) -> None:
    for move in workflow.moves:
        for state in workflow.states:
            if state.key in move.sources:
                assert workflow.check(move.key, state.key, REASON) is move
                if move.reason:
                    with pytest.raises(Refused, match="reason_needed") as refusal:
                        workflow.check(move.key, state.key, "  ")
                    assert refusal.value.code in texts.errors()
                continue
            with pytest.raises(Refused, match="not_now") as refusal:
                workflow.check(move.key, state.key, REASON)
            assert refusal.value.code in texts.errors()


@pytest.mark.parametrize("workflow", WORKFLOWS, ids=_names)
def test_a_workflow_is_whole(workflow: Workflow) -> None:
    keys = [move.key for move in workflow.moves]
    assert len(keys) == len(set(keys))
    for state in workflow.states:
        assert texts.word(f"{workflow.name}.state", state.key) != state.key
        if state.final and workflow.name in WALKS:
            leaving = [move for move in workflow.moves_from(state.key) if not move.undo]
            assert not leaving, f"{state.key} is final and leads to {leaving[0].target}"
    for move in workflow.moves:
        assert move.sources
        if move.verb is not None:
            assert texts.word(f"{workflow.name}.move", move.key) != move.key, move.key
    if any(move.verb is not None for move in workflow.moves):
        assert workflow.name in WALKS, "say in tests/contracts/walks.py how it is walked"


@pytest.mark.parametrize(
    ("workflow", "key", "state"),
    [(workflow, key, state.key) for workflow, key in WALKED for state in workflow.states],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_every_move_in_every_state_by_every_role(
    workflow: Workflow, key: str, state: str, desk: Desk
) -> None:
    assert try_all(desk, workflow, WALKS[key], state) == []
