"""Every workflow of every register: all states × moves × roles.

What is declared is what happens: allowed moves work and land where they say, others refuse with
words and change nothing. A new register is tried by its declaration and one entry in ``walks``.
"""

from __future__ import annotations

from collections import deque
from typing import Any

import pytest

from desk import texts
from desk.catalogue import REGISTERS
from desk.core.access import Role, allows
from desk.core.desk import Desk
from desk.core.errors import Refused
from desk.core.models import AuditEntry
from desk.core.workflow import STAYS, Move, Workflow
from tests.contracts.walks import WALKS, Walk
from tests.stores import as_role

WORKFLOWS = [workflow for register in REGISTERS for workflow in register.workflows]
WALKED = [
    (workflow, key) for workflow in WORKFLOWS for key in WALKS
    if key.partition(",")[0] == workflow.name
]  # fmt: skip
REASON = "客户要求"


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
    walk = WALKS[key]
    # A thousand changes that nobody needs once the power fails.
    desk.storage.database.execute_sql("PRAGMA synchronous = OFF")
    stays = _bring(desk, workflow, walk, state)
    for move in workflow.moves:
        for role in Role:
            may = allows(role, move.permission)
            if may and state in move.sources and move.key not in walk.unfit:
                record = _bring(desk, workflow, walk, state)
                _carried_out(desk, walk, move, record, state, role)
            else:
                _refused(desk, walk, move, stays, state, role, may=may)
    as_role(desk, Role.ADMINISTRATOR)
    faults = [
        fault
        for register in desk.registers
        if workflow in tuple(register.workflows)
        for check in register.checks
        for fault in check(desk)
    ]
    assert faults == []


def _carried_out(desk: Desk, walk: Walk, move: Move, record: int, state: str, role: Role) -> None:
    _perform(desk, walk, move, record, state, role)
    wanted = walk.lands.get((move.key, state)) or {state if move.target == STAYS else move.target}
    assert walk.state(record) in wanted, f"{move.key} from {state} by {role}"


def _refused(
    desk: Desk, walk: Walk, move: Move, record: int, state: str, role: Role, *, may: bool
) -> None:
    given = _arguments(desk, walk, move, record)
    entries = AuditEntry.select().count()
    as_role(desk, role)
    assert move.verb is not None
    with pytest.raises(Refused) as refusal:
        move.verb(desk, record, **given)
    where = f"{move.key} from {state} by {role}: {refusal.value.code}"
    assert refusal.value.code in texts.errors(), where
    assert (refusal.value.code == "access.denied") is not may, where
    assert walk.state(record) == state, where
    assert AuditEntry.select().count() == entries, where


def _arguments(desk: Desk, walk: Walk, move: Move, record: int) -> dict[str, Any]:
    as_role(desk, Role.ADMINISTRATOR)
    given = dict(walk.needs[move.key](desk, record)) if move.key in walk.needs else {}
    return {**given, "reason": REASON} if move.reason else given


def _perform(desk: Desk, walk: Walk, move: Move, record: int, state: str, role: Role) -> None:
    given = _arguments(desk, walk, move, record)
    for key in (move.key, (move.key, state)):
        if key in walk.before:
            walk.before[key](desk, record)
    as_role(desk, role)
    assert move.verb is not None
    move.verb(desk, record, **given)


def _bring(desk: Desk, workflow: Workflow, walk: Walk, state: str) -> int:
    """A fresh record in ``state``, by the moves themselves."""
    as_role(desk, Role.ADMINISTRATOR)
    if state in walk.reach:
        return walk.reach[state](desk)
    record = walk.begin(desk)
    for move in _path(workflow, walk, walk.state(record), state):
        _perform(desk, walk, move, record, walk.state(record), Role.ADMINISTRATOR)
    assert walk.state(record) == state
    return record


def _path(workflow: Workflow, walk: Walk, start: str, end: str) -> list[Move]:
    """The fewest moves from ``start`` to ``end``."""
    seen: dict[str, list[Move]] = {start: []}
    queue = deque([start])
    while queue and end not in seen:
        here = queue.popleft()
        for move in workflow.moves_from(here):
            if move.target not in ({STAYS} | set(seen)) and (move.key, here) not in walk.lands:
                seen[move.target] = [*seen[here], move]
                queue.append(move.target)
    assert end in seen, f"no move leads from {start} to {end}: say how in walks.py"
    return seen[end]
