"""What every caller is to be told now 统一口径: asked of whoever keeps it (the outage table)."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from desk.core.desk import Desk
    from desk.service.complaints.rows import Script

Source = Callable[["Desk", int | None, int | None], "list[Script]"]
_SOURCES: list[Source] = []


def tell_scripts(source: Source) -> None:
    """Let ``source(desk, unit, building)`` say what is in force there; either may be None."""
    if source not in _SOURCES:
        _SOURCES.append(source)


def scripts(desk: Desk, unit: int | None, building: int | None) -> tuple[Script, ...]:
    """What is in force for a unit or a building."""
    return tuple(script for source in _SOURCES for script in source(desk, unit, building))
