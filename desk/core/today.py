"""Today: what waits for a person now, gathered from every register.

A lead sees all of it and may look at theirs alone. Others see theirs: what they took down or were
given, what is nobody's, and what has been overdue for so long that it must not wait for its owner.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from desk.core.access import Permission
from desk.core.desk import Desk
from desk.core.frozen import frozen
from desk.core.register import Count, Notice, TodayItem, TodayMove
from desk.core.settings import Setting, declare
from desk.core.words import N_
from desk.core.workflow import Move, Workflow

_PRESSING = {"late": 0, "due": 1}

SHARED_AFTER = declare(
    Setting(
        "today.shared_after", 30, N_("What is overdue is shown to everybody after"), "desk",
        N_("minutes"), 0, 10_000,
    )
)  # fmt: skip


@frozen
class Offer:
    """One thing that can be done with what waits: a move of a workflow, or a move of its own."""

    workflow: Workflow | None = None
    move: Move | None = None
    own: TodayMove | None = None


def today(desk: Desk, mine: bool = False) -> list[TodayItem]:
    """Everything that waits, the most pressing first; ``mine``: for the person on duty alone."""
    items: Iterable[TodayItem] = [
        item for register in desk.registers if register.today for item in register.today(desk)
    ]
    if mine or not desk.allows(Permission.TODAY_ALL):
        me = desk.session.staff if desk.session else None
        shared = desk.settings.get(SHARED_AFTER)
        items = (item for item in items if _theirs(item, me, shared, strict=mine))
    return sorted(items, key=lambda item: (_PRESSING.get(item.tone, 2), -item.minutes))


def _theirs(item: TodayItem, me: int | None, shared: int, *, strict: bool) -> bool:
    owners = [owner for owner in item.whose if owner is not None]
    if not owners or me in owners:
        return True
    return not strict and item.tone == "late" and item.minutes >= shared


def counts(desk: Desk, waiting: list[TodayItem] | None = None) -> dict[str, Count]:
    """What stands beside each page of the sidebar: register key → count."""
    found = {r.key: r.count(desk) for r in desk.registers if r.count}
    waiting = today(desk) if waiting is None else waiting
    late = any(item.tone == "late" for item in waiting)
    known = {key: count for key, count in found.items() if count is not None}
    return {"today": Count(len(waiting), late), **known}


def next_change(desk: Desk, waiting: Iterable[TodayItem]) -> datetime | None:
    """When the first of these becomes overdue by time alone."""
    return min((item.at for item in waiting if item.at and item.at > desk.now), default=None)


def offers(desk: Desk) -> dict[str, list[Offer]]:
    """What the person on duty may do with what waits, by the code of its reason."""
    found: dict[str, list[Offer]] = {}
    for register in desk.registers:
        for workflow in register.workflows:
            for move in workflow.moves:
                if move.today and desk.allows(move.permission):
                    for why in move.today:
                        found.setdefault(why, []).append(Offer(workflow, move))
        for own in register.today_moves:
            if desk.allows(own.permission):
                for why in own.whys:
                    found.setdefault(why, []).append(Offer(own=own))
    return found


def notices(desk: Desk) -> list[Notice]:
    """What everybody at the desk must have before them, now and in the next hours."""
    return [note for register in desk.registers if register.notices
            for note in register.notices(desk)]  # fmt: skip
