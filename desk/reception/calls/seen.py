"""Two at one record: who comes second is told who did what meanwhile, and loses nothing typed."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import datetime
from typing import Any, TypeVar

from desk.core.desk import Desk
from desk.core.errors import Refused
from desk.core.log import history
from desk.core.models import Staff
from desk.core.words import _, gettext
from desk.estate.checks import Faults
from desk.estate.models import Building, Department, Person, Unit
from desk.reception.call_tables import Call, Outage
from desk.reception.calls import flow, said

D = TypeVar("D")
QUIET = frozenset({"personal.revealed", "callback.tried", "callback.put_off"})
"""Actions that alter nothing of what the forms show."""
_NAMED: dict[str, tuple[Any, str]] = {
    "unit": (Unit, "code"), "person": (Person, "name"), "department": (Department, "name"),
    "owner": (Staff, "name"), "building": (Building, "name"), "outage": (Outage, "title"),
}  # fmt: skip


def who_and_when(desk: Desk, kind: str, record: int) -> dict[str, str]:
    """Who changed a record last, and when at the site."""
    steps = (step for step in history(desk, kind, record) if step.action not in QUIET)
    step = next(steps, None)
    if step is None:
        return {"who": "", "time": ""}
    return {"who": step.who, "time": f"{desk.local(step.at):%H:%M}"}


def refuse_moved(desk: Desk, row: Call, move: str, reason: str | None = None) -> None:
    """Raise Refused call.moved (who did what meanwhile), workflow.reason_needed."""
    if row.state not in flow.CALL.move(move).sources:
        state = gettext(said.STATES[row.state])
        meanwhile = who_and_when(desk, "call", row.id)
        raise Refused("call.moved", number=row.number, state=state, **meanwhile)
    flow.CALL.check(move, row.state, reason)


def merged(desk: Desk, mine: D, base: D, theirs: D, meanwhile: dict[str, str]) -> D:
    """My changes on top of somebody else's, field by field; ``base`` is what I began with.

    Raises Refused or RefusedMany call.changed (``who``, ``time``, ``now``) beside fields that both
    changed differently.
    """
    kept: dict[str, Any] = {}
    with Faults() as faults:
        for name in (field.name for field in fields(mine)):  # type: ignore[arg-type]
            ours, old, new = (getattr(each, name) for each in (mine, base, theirs))
            if ours == old:
                kept[name] = new
            elif new not in (old, ours):
                faults.add("call.changed", name, now=_reads(desk, name, new), **meanwhile)
    return replace(mine, **kept)  # type: ignore[type-var]


def _reads(desk: Desk, name: str, value: Any) -> str:
    """How a field of a draft reads to people."""
    if name == "building" and value is None:
        return _("everywhere")
    words = said.OUTAGES if name == "kind" and value in said.OUTAGES else said.OF_FIELDS.get(name)
    if words is not None and value in words:
        return gettext(words[value])
    if name in _NAMED and value:
        model, column = _NAMED[name]
        row = model.get_or_none(model.id == value)
        return str(getattr(row, column, "")) or "—"
    if isinstance(value, datetime):
        return f"{desk.local(value):%Y-%m-%d %H:%M}"
    return str(value) if value else "—"
