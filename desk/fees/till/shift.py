"""The drawer that a receipt goes into."""

from __future__ import annotations

from desk.core.desk import Desk
from desk.core.errors import Refused
from desk.core.settings import DESK_NAME


def open_shift(desk: Desk) -> int:
    """The drawer that is open at this desk. Raises Refused("till.no_shift")."""
    found = desk.storage.database.execute_sql(
        "SELECT id FROM cash_shift WHERE desk = ? AND state = 'open'",
        (desk.settings.get(DESK_NAME),),
    ).fetchone()
    if found is None:
        raise Refused("till.no_shift")
    return int(found[0])
