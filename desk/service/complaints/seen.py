"""Two at one complaint: who comes second is told who did what meanwhile, and loses nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import fields, replace
from typing import Any, TypeVar

from desk.core.change import Change
from desk.core.desk import Desk
from desk.core.errors import Refused
from desk.core.log import Step, history
from desk.core.words import gettext
from desk.core.workflow import Move
from desk.estate.checks import Faults
from desk.estate.models import Building, Department, Person, Unit
from desk.printing.complaint_words import SEVERITIES, SOURCES, STANDINGS, STATES
from desk.service.complaints import flow
from desk.service.complaints.drafts import ComplaintDraft
from desk.service.complaints.tree import shown
from desk.service.models.complaints import Category, Complaint

D = TypeVar("D")
KIND = "complaint"
QUIET = frozenset(
    {"complaint.printed", "complaint.attached", "complaint.detached", "complaint.noted"}
    | {"complaint.linked", "callback.tried", "callback.put_off", "paper.reprinted"}
    | {"personal.revealed"}
)
"""Actions that alter nothing of what a move is decided by."""
_WORDS = {"severity": SEVERITIES, "source": SOURCES, "standing": STANDINGS}
_ASKED = {"person": "name"}
"""Where a form asks for a field of the draft under another name."""
_NAMED = {"unit": Unit, "building": Building, "person": Person, "department": Department}


def last_of(steps: Iterable[Step]) -> int:
    """The number of the last change that moves depend on; ``steps`` newest first."""
    return next((step.seq for step in steps if step.action not in QUIET), 0)


def seen(desk: Desk, complaint: int) -> int:
    """What to hand back with what was typed meanwhile: the number of its last change."""
    return last_of(history(desk, KIND, complaint))


def who_and_when(desk: Desk, record: int, kind: str = KIND) -> dict[str, str]:
    """Who changed a record last, and when at the site."""
    steps = history(desk, kind, record)
    step = next((each for each in steps if each.action not in QUIET), None)
    if step is None:
        return {"who": "", "time": ""}
    return {"who": step.who, "time": f"{desk.local(step.at):%m-%d %H:%M}"}


def step_of(
    change: Change, row: Complaint, key: str, reason: str | None = None, was: int | None = None
) -> Move:
    """The move ``key``, if the complaint may go there now and is as it was seen (``was``).

    Raises Refused complaint.moved (who, when, and where it stands), complaint.changed_meanwhile
    (the same; hand in again with the new ``seen``), workflow.reason_needed.
    """
    desk = change.desk
    if row.state not in flow.COMPLAINT.move(key).sources:
        raise Refused("complaint.moved", **_said(desk, row))
    move = flow.COMPLAINT.check(key, row.state, reason)
    if was is not None and seen(desk, row.id) != was:
        raise Refused("complaint.changed_meanwhile", **_said(desk, row))
    return move


def merged(
    desk: Desk, complaint: int, mine: ComplaintDraft, base: ComplaintDraft, theirs: ComplaintDraft
) -> ComplaintDraft:
    """My changes on top of somebody else's, field by field; ``base`` is what I began with.

    Raises Refused or RefusedMany complaint.changed beside fields that both changed differently.
    """
    return merged_fields(desk, KIND, complaint, mine, base, theirs, _reads)


def merged_fields(
    desk: Desk, kind: str, record: int, mine: D, base: D, theirs: D,
    reads: Callable[[str, Any], str],
) -> D:  # fmt: skip
    """The same for any draft; ``reads(field, value)`` says how a value reads."""
    kept: dict[str, Any] = {}
    with Faults() as faults:
        for name in (field.name for field in fields(mine)):  # type: ignore[arg-type]
            ours, old, new = getattr(mine, name), getattr(base, name), getattr(theirs, name)
            if ours == old:
                kept[name] = new
            elif new not in (old, ours) and name != "links":
                meanwhile = who_and_when(desk, record, kind)
                now = reads(name, new) or "—"
                faults.add("complaint.changed", _ASKED.get(name, name), now=now, **meanwhile)
    return replace(mine, **kept)  # type: ignore[type-var]


def _reads(name: str, value: Any) -> str:
    """How a field of the draft reads to people."""
    if not value:
        return ""
    if name in _NAMED:
        row: Any = _NAMED[name].get_or_none(_NAMED[name].id == value)
        return str(getattr(row, "code" if name == "unit" else "name", "")) if row else ""
    if name == "category":
        node = Category.get_or_none(Category.id == value)
        return shown(node.code, node.name) if node is not None else ""
    if name in _WORDS:
        return gettext(_WORDS[name][str(value)])
    return str(value)


def _said(desk: Desk, row: Complaint) -> dict[str, str]:
    state = gettext(STATES[row.state])
    return {"number": row.number, "state": state, **who_and_when(desk, row.id)}
