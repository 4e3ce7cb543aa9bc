"""Ageing 账龄: who owes how much since when."""

from __future__ import annotations

from datetime import date

from desk.core.desk import Desk
from desk.fees.dunning.rows import AgeingRow


def ageing(
    desk: Desk, by: str = "unit", on: date | None = None, building: int | None = None
) -> list[AgeingRow]:
    """What is open now by age on ``on`` (today), for each unit, building or item (AGEING_BY).

    Buckets go by days after due. Needs fees.view.
    """
    raise NotImplementedError
