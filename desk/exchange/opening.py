"""Arrears of a file: opening balances, once for each unit."""

from __future__ import annotations

from desk.core.change import Change
from desk.core.desk import Desk
from desk.estate.models import Unit
from desk.fees.billing.opening import open_balances
from desk.fees.reading import money

WARNINGS = ("arrears", "arrears_known", "arrears_twice", "arrears_credit")
# Word for word what the index of charges from elsewhere covers: parameters would not be seen to.
_OPENED = (
    "SELECT DISTINCT unit_id FROM charge "
    "WHERE source <> 'run' AND source_id IS NOT NULL AND source = 'opening'"
)


def opened_units() -> set[int]:
    """The units that have an opening balance already, of any import."""
    return {unit for (unit,) in Unit._meta.database.execute_sql(_OPENED)}


def write(desk: Desk, change: Change, arrears: dict[int, int], batch: int) -> None:
    """Charge what each unit owed, due today, inside the import's change."""
    if arrears:
        open_balances(desk, change, list(arrears.items()), batch=batch)


def warnings(desk: Desk, counts: dict[str, int]) -> list[tuple[str, int, tuple[str, ...]]]:
    """What to know of a file's arrears: code, how often, and the sum that will be owed."""
    said = money(desk, counts.get("arrears_total", 0))
    return [(code, counts.get(code, 0), (said,) if code == "arrears" else ()) for code in WARNINGS]
