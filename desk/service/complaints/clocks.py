"""The clocks of a complaint: what is owed when, and what a pause moves."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from desk.core import worktime
from desk.core.calendar import Interval
from desk.core.desk import Desk
from desk.service.complaints import flow
from desk.service.complaints.categories import Limits

DUES = ("respond_due", "feedback_due", "close_due")


def started(
    desk: Desk, limits: Limits, start: datetime, pauses: Sequence[Interval] = ()
) -> dict[str, Any]:
    """The due times of a clock that began at ``start`` and stood still during ``pauses``."""
    owed = {
        "respond_due": limits.respond, "feedback_due": limits.feedback, "close_due": limits.close,
    }  # fmt: skip
    values: dict[str, Any] = {
        name: worktime.due(desk, minutes, start, always=limits.always)
        for name, minutes in owed.items()
    }
    for since, until in sorted(pauses):
        values = moved(desk, values, since, until, always=limits.always)
    return {**values, "clock": limits.clock}


def moved(
    desk: Desk, dues: dict[str, Any], since: datetime, until: datetime, *, always: bool
) -> dict[str, Any]:
    """Due times after a pause."""
    return {
        name: due and worktime.paused(desk, due, since, until, always=always)
        for name, due in dues.items()
    }


def next_due(values: Any) -> datetime | None:
    """The soonest thing that is owed of a complaint; ``values`` has its state and times.

    A paused one owes nothing until what it waits for was to be there.
    """
    state = values["state"]
    if state == flow.PAUSED:
        until: datetime | None = values["paused_until"]
        return until
    if state not in flow.OPEN:
        return None
    owed = [values["close_due"]]
    if state in flow.FRESH:
        owed.append(values["respond_due"])
    if values["fed_back_at"] is None:
        owed.append(values["feedback_due"])
    return min((due for due in owed if due is not None), default=None)
