"""Two at one record: who comes second is told who did what meanwhile, and loses nothing typed.

WATCH = Watch("call", flow.CALL, said.STATES, "call.moved")
move = WATCH.step(desk, row, "settle")          # or Refused: who, when, where it stands
draft = merged(draft, base, now, reads, partial(WATCH.who_and_when, desk, row.id))
base = rebased(base, now, refusal)              # a form that was told so hands in with this
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields, replace
from typing import Any, TypeVar

from desk.core.desk import Desk
from desk.core.errors import Refused, RefusedMany, refuse_all
from desk.core.frozen import frozen
from desk.core.log import Step, history
from desk.core.words import gettext
from desk.core.workflow import Move, Workflow

D = TypeVar("D")
QUIET = frozenset({"personal.revealed", "paper.reprinted"})
"""Actions that alter nothing of any record."""
CHANGED = "record.changed"
NOTHING: Mapping[str, str] = {}


def who_and_when(
    desk: Desk, kind: str, record: int, quiet: frozenset[str] = QUIET
) -> dict[str, str]:
    """Who changed a record last, and when at the site: the day too, if it was another one."""
    steps = (each for each in history(desk, kind, record) if each.action not in quiet)
    step = next(steps, None)
    if step is None:
        return {"who": "", "time": ""}
    at = desk.local(step.at)
    return {"who": step.who, "time": f"{at:%H:%M}" if at.date() == desk.today else
            f"{at:%m-%d %H:%M}"}  # fmt: skip


def merged(
    mine: D, base: D | None, theirs: D,
    reads: Callable[[str, Any], str],
    who: Callable[[], dict[str, str]],
    asked: Mapping[str, str] = NOTHING,
) -> D:  # fmt: skip
    """My changes on top of somebody else's, field by field; ``base`` is what I began with.

    Raises Refused or RefusedMany record.changed (``who``, ``time``, ``now``) beside fields that
    both changed differently. ``reads(name, value)`` says how a value reads to people; ``asked`` is
    where a form asks for a field of the draft under another name.
    """
    if base is None:
        return mine
    kept: dict[str, Any] = {}
    faults: list[Refused] = []
    meanwhile: dict[str, str] = {}
    for name in (field.name for field in fields(mine)):  # type: ignore[arg-type]
        ours, old, new = (getattr(each, name) for each in (mine, base, theirs))
        if ours == old:
            kept[name] = new
        elif new not in (old, ours):
            meanwhile = meanwhile or who()
            now = reads(name, new) or "—"
            faults.append(Refused(CHANGED, asked.get(name, name), now=now, **meanwhile))
    refuse_all(faults)
    return replace(mine, **kept)  # type: ignore[type-var]


def rebased(base: D, now: D, refusal: Refused, asked: Mapping[str, str] = NOTHING) -> D:
    """``base`` with what stands ``now`` in the fields refused as record.changed: handed in again,
    what was typed is kept over them."""
    reasons = refusal.reasons if isinstance(refusal, RefusedMany) else [refusal]
    told = {each.field for each in reasons if each.code == CHANGED}
    named = (field.name for field in fields(base))  # type: ignore[arg-type]
    known = {name: getattr(now, name) for name in named if asked.get(name, name) in told}
    return replace(base, **known)  # type: ignore[type-var]


@frozen
class Watch:
    """How a register with a flow tells the second of two.

    ``kind`` is the log's, ``states`` their words; ``moved`` and ``changed`` are the codes of its
    sentences (``number``, ``state``, ``who``, ``time``). ``quiet`` are the actions that alter
    nothing of what its moves and forms go by.
    """

    kind: str
    workflow: Workflow
    states: Mapping[str, str]
    moved: str
    changed: str = "record.changed_meanwhile"
    quiet: frozenset[str] = QUIET

    def last(self, steps: Iterable[Step]) -> int:
        """The number of the last change that matters; ``steps`` newest first."""
        return next((step.seq for step in steps if step.action not in self.quiet), 0)

    def seen(self, desk: Desk, record: int) -> int:
        """What to hand back with what was typed meanwhile: the number of the last change."""
        return self.last(history(desk, self.kind, record))

    def who_and_when(self, desk: Desk, record: int) -> dict[str, str]:
        """Who changed a record last, and when."""
        return who_and_when(desk, self.kind, record, self.quiet)

    def step(
        self, desk: Desk, row: Any, key: str, reason: str | None = None, was: int | None = None
    ) -> Move:
        """The move ``key``, if the record may go there now and is as it was seen (``was``).

        Raises Refused as ``refuse_state`` and ``refuse_stale``, and workflow.reason_needed.
        """
        self.refuse_state(desk, row, *self.workflow.move(key).sources)
        move = self.workflow.check(key, row.state, reason)
        self.refuse_stale(desk, row, was)
        return move

    def refuse_state(self, desk: Desk, row: Any, *states: str) -> None:
        """Raise Refused(``moved``) unless the record is in one of ``states``."""
        if row.state not in states:
            raise Refused(self.moved, **self._said(desk, row))

    def refuse_stale(self, desk: Desk, row: Any, was: int | None) -> None:
        """Raise Refused(``changed``) if somebody has changed the record since ``was``."""
        if was is not None and self.seen(desk, row.id) != was:
            raise Refused(self.changed, **self._said(desk, row))

    def _said(self, desk: Desk, row: Any) -> dict[str, str]:
        state = gettext(self.states[row.state])
        return {"number": row.number, "state": state, **self.who_and_when(desk, row.id)}
