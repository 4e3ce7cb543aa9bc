"""What must hold of visits, whatever was done to them: found wrong by ``main.py check``."""

from __future__ import annotations

from desk.core.desk import Desk
from desk.core.numbering import gapless
from desk.core.words import _
from desk.reception.visitors.verbs import SERIES

_IN = "SELECT number FROM visit WHERE state IN ('on_site', 'left') AND in_at IS NULL LIMIT 20"
_OUT = (
    "SELECT number FROM visit WHERE (state = 'left' AND out_at IS NULL) "
    "OR (state = 'on_site' AND out_at IS NOT NULL) LIMIT 20"
)
_PEOPLE = "SELECT number FROM visit WHERE people < 1 OR gone < 0 OR gone >= people LIMIT 20"


def _numbers(desk: Desk, sql: str) -> list[str]:
    return [number for (number,) in desk.storage.database.execute_sql(sql)]


def states(desk: Desk) -> list[str]:
    """Visits whose state and times contradict each other."""
    faults = [_("Visit {number} has no time in.").format(number=n) for n in _numbers(desk, _IN)]
    faults += [
        _("Visit {number}: its time out does not fit its state.").format(number=number)
        for number in _numbers(desk, _OUT)
    ]
    faults += [
        _("Visit {number}: its number of people is not possible.").format(number=number)
        for number in _numbers(desk, _PEOPLE)
    ]
    return faults


def visit_numbers(desk: Desk) -> list[str]:
    """Gaps in the numbers of visits."""
    return gapless(desk.storage, "visit", SERIES)


def pass_numbers(desk: Desk) -> list[str]:
    """Gaps in the numbers of standing passes."""
    return gapless(desk.storage, "standing_pass", "P")
