"""How fees colour the building board: who owes since when, where deposits are held."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from desk.core.access import Permission
from desk.core.desk import Desk
from desk.core.register import BoardCell, BoardMode
from desk.core.words import N_
from desk.fees.reading import ask, marks

VERY_LATE = 90
"""Days after which a debt is red."""
_OWED = (
    "SELECT unit_id, MIN(due), SUM(balance) FROM charge WHERE balance > 0 AND unit_id IN ({units}) "
    "GROUP BY unit_id"
)
_HELD = (
    "SELECT unit_id, SUM(balance) FROM account WHERE kind = 'deposit' AND balance > 0 "
    "AND unit_id IN ({units}) GROUP BY unit_id"
)


def _short(minor: int) -> str:
    """Whole units of money, as a square has room for: 1234 → 12, thousands of them with k."""
    whole = (minor + 50) // 100
    return f"{whole}" if whole < 10_000 else f"{whole // 1000}k"


def _arrears(desk: Desk, units: Sequence[int]) -> dict[int, BoardCell]:
    if not desk.allows(Permission.FEES_VIEW):
        return {}
    today = desk.today.isoformat()
    edge = (desk.today - timedelta(days=VERY_LATE)).isoformat()
    cells = {}
    for unit, oldest, owed in ask(desk, _OWED.format(units=marks(units)), *units):
        state = "not_due" if oldest >= today else "very_late" if oldest < edge else "late"
        tone = {"not_due": "plain", "late": "due", "very_late": "late"}[state]
        cells[unit] = BoardCell(tone, _short(owed), ("arrears.state", state))
    return cells


def _deposits(desk: Desk, units: Sequence[int]) -> dict[int, BoardCell]:
    if not desk.allows(Permission.FEES_VIEW):
        return {}
    state = ("deposits.state", "held")
    found = ask(desk, _HELD.format(units=marks(units)), *units)
    return {unit: BoardCell("ok", _short(held), state) for unit, held in found}


ARREARS_MODE = BoardMode("arrears", N_("Arrears"), _arrears)
DEPOSITS_MODE = BoardMode("deposits", N_("Deposits"), _deposits)
