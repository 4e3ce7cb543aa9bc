"""Why a charge is what it is: one line in the user's language."""

from __future__ import annotations

from collections.abc import Iterable

from desk.core.access import Permission
from desk.core.desk import Desk


def why(desk: Desk, charge: int) -> str:
    """``Area 89.50 m² × ¥2.80 × 1 month = ¥250.60``. Raises Refused("charge.unknown")."""
    desk.require(Permission.FEES_VIEW)
    raise NotImplementedError


def why_many(desk: Desk, charges: Iterable[int]) -> dict[int, str]:
    """``why`` for many charges, by id; unknown ones are left out."""
    desk.require(Permission.FEES_VIEW)
    raise NotImplementedError
