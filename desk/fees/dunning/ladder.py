"""The dunning ladder: which step is due for whom."""

from __future__ import annotations

from desk.core.desk import Desk
from desk.fees.dunning.rows import Step


def step_due(desk: Desk, unit: int) -> Step:
    """Where a unit stands on the ladder today. Needs fees.view."""
    raise NotImplementedError


def steps_due(desk: Desk) -> dict[int, Step]:
    """The same for every unit with something past its day."""
    raise NotImplementedError
