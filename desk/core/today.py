"""Today: what waits for a person now, gathered from every register."""

from __future__ import annotations

from desk.core.desk import Desk
from desk.core.register import Count, TodayItem

_PRESSING = {"late": 0, "due": 1}


def today(desk: Desk) -> list[TodayItem]:
    """Everything that waits, the most pressing first."""
    items = [item for register in desk.registers if register.today for item in register.today(desk)]
    return sorted(items, key=lambda item: (_PRESSING.get(item.tone, 2), -item.minutes))


def counts(desk: Desk) -> dict[str, Count]:
    """What stands beside each page of the sidebar: register key → count."""
    found = {r.key: r.count(desk) for r in desk.registers if r.count}
    waiting = today(desk)
    late = any(item.tone == "late" for item in waiting)
    known = {key: count for key, count in found.items() if count is not None}
    return {"today": Count(len(waiting), late), **known}
