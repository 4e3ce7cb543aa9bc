"""What must hold of calls: found wrong by ``main.py check``."""

from __future__ import annotations

from desk.core.desk import Desk
from desk.core.numbering import gapless
from desk.core.words import _
from desk.reception.calls import flow
from desk.reception.calls.verbs import SERIES

_STATES = (
    f"SELECT number FROM call WHERE {flow.CALL.undeclared()} OR (state <> 'callback' AND id IN "
    "(SELECT record FROM callback WHERE kind = 'call' AND state = 'open')) "
    "OR (state IN ('to_do', 'message')) <> (next_due IS NOT NULL) "
    "OR (state = 'passed') <> (became_id IS NOT NULL) OR (state = 'voided' AND reason = '' "
    "AND erased_at IS NULL) OR (state = 'voided' AND settled_at IS NULL) LIMIT 20"
)
_FORGOTTEN = (
    "SELECT number FROM call c WHERE state = 'callback' AND NOT EXISTS (SELECT 1 FROM callback b "
    "WHERE b.kind = 'call' AND b.record = c.id AND b.state = 'open') LIMIT 20"
)
_OUTAGES = "SELECT title FROM outage WHERE until <= since LIMIT 20"


def states(desk: Desk) -> list[str]:
    """Calls whose state and times contradict each other, or that would be forgotten."""
    ask = desk.storage.database.execute_sql
    return [
        *[
            _("Call {number}: its times do not fit its state.").format(number=number)
            for (number,) in ask(_STATES)
        ],
        *[
            _("Call {number} waits to be rung back, and nobody is to do it.").format(number=number)
            for (number,) in ask(_FORGOTTEN)
        ],
        *[
            _("What callers are told ({title}) ends before it begins.").format(title=title)
            for (title,) in ask(_OUTAGES)
        ],
    ]


def numbers(desk: Desk) -> list[str]:
    """Gaps in the numbers of calls."""
    return gapless(desk.storage, "call", SERIES)
