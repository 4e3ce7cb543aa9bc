"""The lists of units in arrears, of contacts and of notices."""

from __future__ import annotations

from desk.core.desk import Desk
from desk.fees.dunning.rows import Arrears, ArrearsRow

# ARREARS, CONTACTS, NOTICES: Listing[...] follow.


def arrears_summary(desk: Desk, building: int | None = None) -> Arrears:
    """The figures above the list of units in arrears."""
    raise NotImplementedError


def arrears_of(desk: Desk, unit: int) -> ArrearsRow | None:
    """One unit as the list shows it; None if it owes nothing."""
    raise NotImplementedError
