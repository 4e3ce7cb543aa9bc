"""What is past its time: how much waits, and erasing it now."""

from __future__ import annotations

from dataclasses import dataclass

from desk.core.access import Permission
from desk.core.desk import Desk


@dataclass(frozen=True)
class Due:
    """What one register has that is past its time. ``title`` is a message id."""

    key: str
    title: str
    records: int


def due(desk: Desk) -> list[Due]:
    """Every register that erases, with how many records are past their time."""
    desk.require(Permission.RETENTION_RUN)
    return [
        Due(register.key, register.title, register.expired(desk))
        for register in desk.registers
        if register.retention is not None and register.expired is not None
    ]


def run(desk: Desk) -> int:
    """Erase what is past its time everywhere; gives how many records were erased."""
    desk.require(Permission.RETENTION_RUN)
    return sum(r.retention(desk) for r in desk.registers if r.retention is not None)
