"""The blind count, and closing the drawer."""

from __future__ import annotations

from desk.core.change import once
from desk.core.desk import Desk
from desk.fees.drawer import cash
from desk.fees.drawer.read import read_shift
from desk.fees.drawer.rows import CloseDraft, Reckoned, ShiftRow


def count_shift(desk: Desk, counts: cash.Counts) -> Reckoned:
    """Hand in a count of this desk's drawer, and only then hear what was expected.

    Each count is kept in the log. Raises Refused cash.no_shift, cash.denomination, cash.pieces.
    """
    raise NotImplementedError


@once(read_shift)
def close_shift(
    desk: Desk,
    draft: CloseDraft,
    *,
    second: tuple[str, str] | None = None,
    request: str | None = None,
) -> ShiftRow:
    """Close this desk's drawer for good with the count handed in last.

    A difference needs a reason and somebody with cash.approve who is not the one who counted:
    the person on duty, or ``second`` (account, password). Raises Refused cash.no_shift,
    cash.count_first, cash.count_again (money moved since), cash.count_differs, cash.reason_needed,
    cash.second_needed, cash.second_counted, cash.hand_in, text.required, as ``second_person``.
    """
    raise NotImplementedError
