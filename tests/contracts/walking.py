"""Trying a workflow: every move in a state, by every role; what is declared is what happens."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from typing import Any

import pytest

from desk import texts
from desk.core.access import Role, allows
from desk.core.desk import Desk
from desk.core.errors import Refused
from desk.core.models import AuditEntry
from desk.core.workflow import STAYS, Move, Workflow
from tests.contracts.walks import Walk
from tests.stores import as_role

REASON = "客户要求"
BLANK = " \u3000"


def try_all(desk: Desk, workflow: Workflow, walk: Walk, state: str) -> list[str]:
    """Try every move from ``state`` by every role; the faults that the register finds after it."""
    # A thousand changes that nobody needs once the power fails.
    desk.storage.database.execute_sql("PRAGMA synchronous = OFF")
    stays = bring(desk, workflow, walk, state)
    for move in workflow.moves:
        assert _verb(walk, move), f"{move.key} has no verb: say in walks.py what carries it out"
        for role in Role:
            may = allows(role, move.permission)
            if may and state in move.sources and move.key not in walk.unfit:
                record = bring(desk, workflow, walk, state)
                _carried_out(desk, walk, move, record, state, role)
            else:
                _refused(desk, walk, move, stays, state, role, may=may)
    as_role(desk, Role.ADMINISTRATOR)
    return [
        fault
        for register in desk.registers
        if workflow in tuple(register.workflows)
        for check in register.checks
        for fault in check(desk)
    ]


def _carried_out(desk: Desk, walk: Walk, move: Move, record: int, state: str, role: Role) -> None:
    last = AuditEntry.select().count()
    _perform(desk, walk, move, record, state, role, again=role is Role.ADMINISTRATOR)
    for entry in AuditEntry.select().order_by(AuditEntry.seq).offset(last).limit(99):
        assert ("action", entry.action) in texts.words(), f"{entry.action} has no words"
    wanted = walk.lands.get((move.key, state)) or {state if move.target == STAYS else move.target}
    assert walk.state(record) in wanted, f"{move.key} from {state} by {role}"


def _refused(
    desk: Desk, walk: Walk, move: Move, record: int, state: str, role: Role, *, may: bool
) -> None:
    given = _arguments(desk, walk, move, record)
    entries = AuditEntry.select().count()
    as_role(desk, role)
    verb = _verb(walk, move)
    assert verb is not None
    with pytest.raises(Refused) as refusal:
        verb(desk, record, **given)
    where = f"{move.key} from {state} by {role}: {refusal.value.code}"
    assert refusal.value.code in texts.errors(), where
    assert (refusal.value.code == "access.denied") is not may, where
    assert walk.state(record) == state, where
    assert AuditEntry.select().count() == entries, where


def _verb(walk: Walk, move: Move) -> Callable[..., Any] | None:
    return walk.verbs.get(move.key, move.verb)


def _arguments(desk: Desk, walk: Walk, move: Move, record: int) -> dict[str, Any]:
    as_role(desk, Role.ADMINISTRATOR)
    given = dict(walk.needs[move.key](desk, record)) if move.key in walk.needs else {}
    return {**given, "reason": REASON} if move.reason else given


def _perform(
    desk: Desk, walk: Walk, move: Move, record: int, state: str, role: Role, *, again: bool = False
) -> None:
    """Carry a move out; ``again``: and once more, as a second click does."""
    given = _arguments(desk, walk, move, record)
    for key in (move.key, (move.key, state)):
        if key in walk.before:
            walk.before[key](desk, record)
    as_role(desk, role)
    if move.key in walk.seat:
        walk.seat[move.key](desk, record)
    verb = _verb(walk, move)
    assert verb is not None
    if not again:
        verb(desk, record, **given)
    else:
        if move.reason:
            _refused_without(verb, desk, record, {**given, "reason": BLANK}, move)
        given["request"] = f"{move.key} {record} {role}"
        verb(desk, record, **given)
        entries = AuditEntry.select().count()
        verb(desk, record, **given)
        assert AuditEntry.select().count() == entries, f"{move.key}: a second click does it twice"


def _refused_without(
    verb: Callable[..., Any], desk: Desk, record: int, given: dict[str, Any], move: Move
) -> None:
    entries = AuditEntry.select().count()
    with pytest.raises(Refused) as refusal:
        verb(desk, record, **given)
    assert refusal.value.field == "reason", f"{move.key}: {refusal.value.code}"
    assert refusal.value.code in texts.errors()
    assert AuditEntry.select().count() == entries, f"{move.key} goes without a reason"


def bring(desk: Desk, workflow: Workflow, walk: Walk, state: str) -> int:
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
