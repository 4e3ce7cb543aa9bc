"""The drawer that is open at this desk: what every payment goes into."""

from __future__ import annotations

from desk.core.desk import Desk
from desk.core.errors import Refused
from desk.core.settings import DESK_NAME


def shift_here(desk: Desk) -> int | None:
    """The shift whose drawer is open at this desk, if any."""
    found = desk.storage.database.execute_sql(
        "SELECT id FROM cash_shift WHERE desk = ? AND state = 'open'",
        (desk.settings.get(DESK_NAME),),
    ).fetchone()
    return None if found is None else int(found[0])


def need_shift(desk: Desk) -> int:
    """The same where money moves. Raises Refused("cash.no_shift")."""
    shift = shift_here(desk)
    if shift is None:
        raise Refused("cash.no_shift")
    return shift
