"""States and moves of a callback, declared once."""

from __future__ import annotations

from desk.core.access import Permission
from desk.core.later import later
from desk.core.workflow import STAYS, Move, State, Workflow

OPEN, DONE, GIVEN_UP, DROPPED = "open", "done", "given_up", "dropped"
_OPEN = frozenset({OPEN})

ATTEMPTS = frozenset({"callback.tried", "callback.put_off"})
"""Actions that alter nothing of the record that somebody is rung about."""

CALLBACK = Workflow(
    "callback",
    states=(
        State(OPEN, "due"),
        State(DONE, "ok", final=True),
        State(GIVEN_UP, "void", final=True),
        State(DROPPED, "void", final=True),
    ),
    moves=(
        Move("done", _OPEN, DONE, Permission.CALLBACK_WORK,
             verb=later("desk.service.callbacks.verbs:done"), today=("callback",)),
        Move("tried", _OPEN, STAYS, Permission.CALLBACK_WORK,
             verb=later("desk.service.callbacks.verbs:tried"), today=("callback",)),
        Move("put_off", _OPEN, STAYS, Permission.CALLBACK_WORK, reason=True,
             verb=later("desk.service.callbacks.verbs:put_off"), asks=True,
             today=("callback",)),
        Move("give_up", _OPEN, GIVEN_UP, Permission.CALLBACK_WORK, reason=True,
             verb=later("desk.service.callbacks.verbs:give_up")),
    ),
)  # fmt: skip
