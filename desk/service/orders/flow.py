"""States and moves of work orders 工单, declared once."""

from __future__ import annotations

from desk.core.access import Permission
from desk.core.later import later
from desk.core.workflow import STAYS, Move, State, Workflow

OPEN, ASSIGNED, ACCEPTED = "open", "assigned", "accepted"
WORKING, PAUSED, DONE = "working", "paused", "done"
CALLED_BACK, CLOSED, CANCELLED = "called_back", "closed", "cancelled"
OVER = (CLOSED, CANCELLED)
WITH_SOMEBODY = (ASSIGNED, ACCEPTED, WORKING, PAUSED)
"""States in which engineers have it."""
UNDONE = (OPEN, *WITH_SOMEBODY)


def _from(*states: str) -> frozenset[str]:
    return frozenset(states)


ORDER = Workflow(
    "work_order",
    states=(
        State(OPEN, "due"),
        State(ASSIGNED, "due"),
        State(ACCEPTED, "due"),
        State(WORKING, "ok"),
        State(PAUSED, "due"),
        State(DONE, "ok"),
        State(CALLED_BACK, "ok"),
        State(CLOSED, "plain", final=True),
        State(CANCELLED, "void", final=True),
    ),
    moves=(
        Move("assign", _from(OPEN), ASSIGNED, Permission.ORDER_DISPATCH,
             verb=later("desk.service.orders.dispatch:assign"), asks=True,
             today=("order_unassigned",)),
        Move("accept", _from(ASSIGNED), ACCEPTED, Permission.ORDER_WORK,
             verb=later("desk.service.orders.work:accept"), today=("order_not_accepted",)),
        Move("arrive", _from(ASSIGNED, ACCEPTED), WORKING, Permission.ORDER_WORK,
             verb=later("desk.service.orders.work:arrive"),
             back=later("desk.service.orders.work:undo_arrive"),
             today=("order_not_accepted", "order_not_there", "order_urged")),
        Move("finish", _from(ASSIGNED, ACCEPTED, WORKING), DONE, Permission.ORDER_WORK,
             verb=later("desk.service.orders.finish:finish"), asks=True,
             today=("order_not_done", "order_urged")),
        Move("resume", _from(PAUSED), WORKING, Permission.ORDER_WORK,
             verb=later("desk.service.orders.work:resume"), today=("order_paused", "order_urged")),
        Move("pause", _from(WORKING), PAUSED, Permission.ORDER_WORK, reason=True,
             verb=later("desk.service.orders.work:pause")),
        Move("call_back", _from(DONE), CALLED_BACK, Permission.CALLBACK_WORK,
             verb=later("desk.service.orders.finish:called_back")),
        Move("close", _from(DONE, CALLED_BACK), CLOSED, Permission.ORDER_WRITE,
             verb=later("desk.service.orders.finish:close")),
        Move("urge", _from(*UNDONE), STAYS, Permission.ORDER_WRITE,
             verb=later("desk.service.orders.verbs:urge"),
             back=later("desk.service.orders.verbs:take_back_urge"),
             today=("order_unassigned", "order_not_accepted", "order_not_there", "order_not_done",
                    "order_paused", "order_urged")),
        Move("correct", _from(DONE), STAYS, Permission.ORDER_WORK,
             verb=later("desk.service.orders.finish:correct"), asks=True),
        Move("transfer", _from(*WITH_SOMEBODY), ASSIGNED, Permission.ORDER_DISPATCH, reason=True,
             verb=later("desk.service.orders.dispatch:transfer"), asks=True),
        Move("return", _from(*WITH_SOMEBODY), OPEN, Permission.ORDER_WORK, reason=True,
             undo=True, verb=later("desk.service.orders.dispatch:return_")),
        Move("redo", _from(DONE, CALLED_BACK), OPEN, Permission.ORDER_DISPATCH, reason=True,
             undo=True, verb=later("desk.service.orders.finish:redo")),
        Move("cancel", _from(*UNDONE, DONE), CANCELLED, Permission.ORDER_WRITE, reason=True,
             verb=later("desk.service.orders.verbs:cancel")),
    ),
)  # fmt: skip
