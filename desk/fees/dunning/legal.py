"""The legal pack: all that a lawyer needs of one unit's debts, as one file."""

from __future__ import annotations

from desk.core.desk import Desk


def legal_pack(
    desk: Desk, unit: int, *, language: str = "", request: str | None = None
) -> tuple[str, bytes]:
    """A name and a ZIP: the debts with their reasons, contacts and notices as lists in PDF and
    CSV, and every notice as it was printed. Written down as the contact legal.

    Raises Refused unit.unknown, dunning.nothing_owed.
    """
    raise NotImplementedError
