"""What may become of a call, declared once."""

from __future__ import annotations

from desk.core.access import Permission
from desk.core.later import later
from desk.core.workflow import Move, State, Workflow

ANSWERED, TO_DO, MESSAGE, CALLBACK = "answered", "to_do", "message", "callback"
PASSED, VOIDED = "passed", "voided"
WAITING = (TO_DO, MESSAGE)
"""Somebody waits for something here, until ``next_due``."""


def _from(*states: str) -> frozenset[str]:
    return frozenset(states)


_LIVE = _from(ANSWERED, TO_DO, MESSAGE, CALLBACK)

CALL = Workflow(
    "call",
    states=(
        State(ANSWERED, "plain"),
        State(TO_DO, "due"),
        State(MESSAGE, "due"),
        State(CALLBACK, "due"),
        State(PASSED, "ok", final=True),
        State(VOIDED, "void", final=True),
    ),
    moves=(
        Move("deliver", _from(MESSAGE), ANSWERED, Permission.CALL_WRITE,
             verb=later("desk.reception.calls.verbs:deliver"), today=("call_message",),
             back=later("desk.reception.calls.verbs:reopen")),
        Move("settle", _from(TO_DO), ANSWERED, Permission.CALL_WRITE,
             verb=later("desk.reception.calls.verbs:settle"), today=("call_to_do",),
             back=later("desk.reception.calls.verbs:reopen")),
        Move("call_back", _from(ANSWERED, TO_DO, MESSAGE), CALLBACK, Permission.CALL_WRITE,
             verb=later("desk.reception.calls.verbs:call_back"),
             today=("call_message", "call_to_do")),
        Move("to_complaint", _LIVE, PASSED, Permission.CALL_WRITE,
             verb=later("desk.reception.calls.turning:to_complaint")),
        Move("to_order", _LIVE, PASSED, Permission.CALL_WRITE,
             verb=later("desk.reception.calls.turning:to_order")),
        Move("to_message", _from(ANSWERED, TO_DO, CALLBACK), MESSAGE, Permission.CALL_WRITE,
             verb=later("desk.reception.calls.turning:to_message")),
        Move("to_visit", _LIVE, PASSED, Permission.CALL_WRITE,
             verb=later("desk.reception.calls.turning:to_visit"), asks=True),
        Move("reopen", _from(ANSWERED), TO_DO, Permission.CALL_WRITE, undo=True,
             verb=later("desk.reception.calls.verbs:reopen")),
        Move("void", _LIVE, VOIDED, Permission.CALL_WRITE, reason=True,
             verb=later("desk.reception.calls.verbs:void")),
    ),
)  # fmt: skip
