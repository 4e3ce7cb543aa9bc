"""Two at one order: who comes second is told who did what meanwhile, and loses nothing typed."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import Any, TypeVar

from desk.core.desk import Desk
from desk.core.errors import Refused, RefusedMany
from desk.core.log import Step, history
from desk.core.words import gettext
from desk.core.workflow import Move
from desk.estate.checks import Faults
from desk.service.models.orders import WorkOrder
from desk.service.orders import flow
from desk.service.orders.said import STATES

D = TypeVar("D")
KIND = "work_order"
QUIET = frozenset(
    {"order.printed", "order.day_sheet_printed", "order.urged", "order.urge_undone"}
    | {"order.file_attached", "order.file_labelled", "order.file_removed"}
    | {"personal.revealed", "paper.reprinted"}
)
"""Actions that alter nothing of what the forms show."""


def last_step(desk: Desk, kind: str, record: int) -> Step | None:
    """The last thing that was done to a record and that its forms show."""
    steps = history(desk, kind, record)
    return next((step for step in steps if step.action not in QUIET), None)


def seen(desk: Desk, order: int) -> int:
    """What to hand back with what was typed meanwhile: the number of the order's last change."""
    step = last_step(desk, KIND, order)
    return step.seq if step is not None else 0


def who_and_when(desk: Desk, kind: str, record: int) -> dict[str, str]:
    """Who changed a record last, and when at the site."""
    step = last_step(desk, kind, record)
    if step is None:
        return {"who": "", "time": ""}
    return {"who": step.who, "time": f"{desk.local(step.at):%H:%M}"}


def refuse_stale(desk: Desk, row: WorkOrder, was: int | None) -> None:
    """Raise Refused("order.changed_meanwhile") if somebody has changed the order since ``was``."""
    if was is not None and seen(desk, row.id) != was:
        raise Refused("order.changed_meanwhile", **_said(desk, row))


def step(desk: Desk, row: WorkOrder, key: str, reason: str | None = None) -> Move:
    """The move ``key``, if the order may go there now.

    Raises Refused order.moved (who did what meanwhile), workflow.reason_needed.
    """
    if row.state not in flow.ORDER.move(key).sources:
        raise Refused("order.moved", **_said(desk, row))
    return flow.ORDER.check(key, row.state, reason)


def refuse_state(desk: Desk, row: WorkOrder, *states: str) -> None:
    """Raise Refused("order.moved") unless the order is in one of ``states``."""
    if row.state not in states:
        raise Refused("order.moved", **_said(desk, row))


def merged(mine: D, base: D, theirs: D, meanwhile: dict[str, str], say: Any = str) -> D:
    """My changes on top of somebody else's, field by field; ``base`` is what I began with.

    Raises Refused or RefusedMany order.changed beside fields that both changed differently:
    ``meanwhile`` says who and when, ``say(name, value)`` how a value reads.
    """
    kept: dict[str, Any] = {}
    with Faults() as faults:
        for name in (field.name for field in fields(mine)):  # type: ignore[arg-type]
            ours, old, new = getattr(mine, name), getattr(base, name), getattr(theirs, name)
            if ours == old:
                kept[name] = new
            elif new not in (old, ours):
                faults.add("order.changed", name, now=say(name, new) or "—", **meanwhile)
    return replace(mine, **kept)  # type: ignore[type-var]


def rebased(base: D, now: D, refusal: Refused) -> D:
    """``base`` with what stands ``now`` in the fields refused as order.changed: handed in again,
    what was typed is kept over them."""
    reasons = refusal.reasons if isinstance(refusal, RefusedMany) else [refusal]
    named = {one.field: getattr(now, one.field) for one in reasons
             if one.code == "order.changed" and one.field}  # fmt: skip
    return replace(base, **named)  # type: ignore[type-var]


def _said(desk: Desk, row: WorkOrder) -> dict[str, str]:
    state = gettext(STATES[row.state])
    return {"number": row.number, "state": state, **who_and_when(desk, KIND, row.id)}
