"""States and moves of a register, declared once.

Buttons, permissions, timelines, words and tests all read the same declaration.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import field
from typing import TYPE_CHECKING, Any

from desk.core.access import Permission
from desk.core.errors import Refused
from desk.core.frozen import frozen

if TYPE_CHECKING:
    from desk.core.desk import Desk

STAYS = ""
"""The target of a move that leaves the state as it is: urged, taken over, looked at."""


@frozen
class State:
    """One state; ``tone`` is how it looks: ok, due, late, void, plain. ``final`` leads nowhere."""

    key: str
    tone: str = "plain"
    final: bool = False


@frozen
class Move:
    """One way from some states to another (or STAYS), and the permission it takes.

    ``reason`` tells whether a reason must be given; ``undo`` marks a move back. ``verb`` is what
    carries it out, a function (desk, id, …); windows that have no form for a move call it with
    ``reason`` alone, unless it ``asks`` for more. ``today`` are the codes of ``TodayItem.why`` with
    which it is offered on Today; ``back`` is a verb (desk, id) that takes it back without a word.
    """

    key: str
    sources: frozenset[str]
    target: str
    permission: Permission
    reason: bool = False
    undo: bool = False
    verb: Callable[..., Any] | None = None
    asks: bool = False
    today: tuple[str, ...] = ()
    back: Callable[..., Any] | None = None


@frozen
class Workflow:
    """Which moves there are between which states. ``name`` is the words' domain: ``visit``."""

    name: str
    states: tuple[State, ...]
    moves: tuple[Move, ...]
    _by_key: dict[str, Move] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        known = {state.key for state in self.states}
        for move in self.moves:
            if not move.sources | {move.target} - {STAYS} <= known:
                raise ValueError(f"{self.name}: move {move.key} names an unknown state")
        object.__setattr__(self, "_by_key", {move.key: move for move in self.moves})

    def state(self, key: str) -> State:
        """The state called ``key``."""
        return next(state for state in self.states if state.key == key)

    def undeclared(self, column: str = "state") -> str:
        """The SQL condition of rows whose state is none of these: they were tampered with."""
        known = ", ".join(f"'{state.key}'" for state in self.states)
        return f"{column} NOT IN ({known})"

    def move(self, key: str) -> Move:
        """The move called ``key``."""
        return self._by_key[key]

    def moves_from(self, state: str) -> list[Move]:
        """What can be done next in ``state``, in the order of declaration."""
        return [move for move in self.moves if state in move.sources]

    def open_to(self, desk: Desk, state: str) -> list[Move]:
        """What the person on duty may do next in ``state``, in the order of declaration."""
        return [move for move in self.moves_from(state) if desk.allows(move.permission)]

    def check(self, key: str, state: str, reason: str | None = None) -> Move:
        """The move, if it may leave from ``state``.

        Raises Refused("workflow.not_now") or Refused("workflow.reason_needed").
        """
        move = self._by_key[key]
        if state not in move.sources:
            raise Refused("workflow.not_now", workflow=self.name, move=key, state=state)
        if move.reason and not (reason or "").strip():
            raise Refused("workflow.reason_needed", "reason")
        return move
