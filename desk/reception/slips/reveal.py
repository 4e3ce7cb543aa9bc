"""A masked number of a slip in full; who looked at it, and at what, is logged."""

from __future__ import annotations

from desk.core.access import Permission
from desk.core.desk import Desk
from desk.core.errors import Refused
from desk.reception.slips.reading import RECORD, slip_row

FIELDS = ("phone", "document")


def reveal(desk: Desk, slip: int, field: str) -> str:
    """``phone`` or ``document`` of a slip.

    Raises Refused("personal.unknown_field"), ("slip.unknown").
    """
    with desk.change(Permission.PERSONAL_REVEAL, "personal.revealed") as change:
        if field not in FIELDS:
            raise Refused("personal.unknown_field", "field")
        row = slip_row(slip)
        change.about(RECORD, slip)
        change.note(field=field)
    return str(getattr(row, field))
