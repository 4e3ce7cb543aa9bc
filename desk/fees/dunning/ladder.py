"""The dunning ladder: which step is due for whom.

A step is due when the oldest debt is late by as many days as are set for it, the step before was
taken, and as long ago as the two lie apart: whoever comes in with an old debt climbs step by step.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from desk.core.access import Permission
from desk.core.desk import Desk
from desk.core.frozen import frozen
from desk.fees.options import LADDER, ladder_days
from desk.fees.reading import ask, day

STEPS = ("message", "call", "visit", "demand", "legal")
"""The ladder: reminder → call → visit with a printed notice → formal demand → legal pack."""

RANK = {"message": 1, "call": 2, "visit": 3, "notice": 3, "demand": 4, "legal": 5}
"""The step (from 1) that a way of contact takes."""


@frozen
class Step:
    """Where a unit stands on the ladder.

    ``due`` is the step of STEPS that is due now ("" for none), ``since`` the day from which it
    is; ``done`` the highest step taken since its oldest debt fell due, on ``done_on``.
    ``waits`` says why nothing is due though the unit is late: promise (a promised day has not
    passed), deadline (of a demand), pause (the last step was only lately), "" otherwise.
    """

    due: str = ""
    since: date | None = None
    done: str = ""
    done_on: date | None = None
    waits: str = ""


@frozen
class Past:
    """What was done since the oldest debt fell due: the highest ``rank`` and its last day, the
    latest ``deadline`` of a demand, and the day of an open promise."""

    rank: int = 0
    on: date | None = None
    deadline: date | None = None
    promised_on: date | None = None


NOTHING = Past()


def step_of(days: Sequence[int], oldest: date, today: date, past: Past) -> Step:
    """Where somebody stands whose oldest debt fell due on ``oldest``. Pure; ``days`` as set."""
    done = STEPS[past.rank - 1] if past.rank else ""
    if past.rank == len(STEPS) or (today - oldest).days < days[past.rank]:
        return Step(done=done, done_on=past.on)
    if past.promised_on is not None and past.promised_on >= today:
        return Step(done=done, done_on=past.on, waits="promise")
    since = oldest + timedelta(days=days[past.rank])
    if past.rank and past.on is not None:
        apart = days[past.rank] - days[past.rank - 1]
        since = max(since, past.on + timedelta(days=apart))
    if since > today:
        return Step(done=done, done_on=past.on, waits="pause")
    if past.deadline is not None and past.deadline >= today:
        return Step(done=done, done_on=past.on, waits="deadline")
    return Step(STEPS[past.rank], since, done, past.on)


_LATE = (
    "WITH late AS (SELECT unit_id, MIN(due) AS due FROM charge WHERE balance > 0 AND due < :today "
    "{which}GROUP BY unit_id) "
)
_PAST = (
    _LATE + "SELECT l.unit_id, l.due, c.way, MAX(c.business_date), MAX(n.deadline) FROM late l "
    "LEFT JOIN contact c ON c.unit_id = l.unit_id AND c.business_date >= l.due "
    # Whom nobody answered was not called: the call is still due.
    "AND NOT (c.outcome = 'no_answer' AND c.way IN ('call', 'visit')) "
    "LEFT JOIN notice n ON n.id = c.notice_id GROUP BY l.unit_id, c.way"
)
_PROMISED = (
    "SELECT unit_id, MAX(promised_on) FROM contact WHERE promise = 'open' AND promised_on >= ? "
    "GROUP BY unit_id"
)


def step_due(desk: Desk, unit: int) -> Step:
    """Where a unit stands on the ladder today. Needs fees.view."""
    desk.require(Permission.FEES_VIEW)
    return _steps(desk, "AND unit_id = :unit ", unit).get(unit, Step())


def steps_due(desk: Desk) -> dict[int, Step]:
    """The same for every unit with something past its day."""
    desk.require(Permission.FEES_VIEW)
    return _steps(desk, "", 0)


def _steps(desk: Desk, which: str, unit: int) -> dict[int, Step]:
    values: dict[str, object] = {"today": desk.today.isoformat()}
    if which:
        values["unit"] = unit
    found = desk.storage.database.execute_sql(_PAST.format(which=which), values).fetchall()
    promised = {key: day(until) for key, until in ask(desk, _PROMISED, desk.today.isoformat())}
    days = ladder_days(desk.settings.get(LADDER))
    today = desk.today
    fresh: dict[
        date, Step
    ] = {}  # most have had no contact: where they stand is their oldest debt's
    steps: dict[int, Step] = {}
    for key, (oldest, past) in _pasts(found).items():
        until = promised.get(key)
        if past is NOTHING and until is None:
            step = fresh.get(oldest)
            if step is None:
                step = fresh[oldest] = step_of(days, oldest, today, past)
        else:
            step = step_of(days, oldest, today, replace(past, promised_on=until))
        steps[key] = step
    return steps


def _pasts(found: Iterable[tuple[Any, ...]]) -> dict[int, tuple[date, Past]]:
    pasts: dict[int, tuple[date, Past]] = {}
    known: dict[str, date] = {}
    for key, due, way, last, deadline in found:
        if way is None:
            oldest = known.get(due)
            if oldest is None:
                oldest = known[due] = date.fromisoformat(due)
            pasts[key] = (oldest, NOTHING)
            continue
        oldest, past = pasts.get(key) or (date.fromisoformat(due), NOTHING)
        rank, on = RANK.get(way, 0), day(last)
        if rank > past.rank:
            past = replace(past, rank=rank, on=on)
        elif rank == past.rank and on is not None and past.on is not None:
            past = replace(past, on=max(on, past.on))
        until = day(deadline)
        if until is not None and (past.deadline is None or until > past.deadline):
            past = replace(past, deadline=until)
        pasts[key] = (oldest, past)
    return pasts
