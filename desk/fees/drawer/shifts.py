"""Opening the drawer, and cash put in or taken out beside receipts."""

from __future__ import annotations

from desk.core.access import Permission
from desk.core.change import Change, once
from desk.core.desk import Desk
from desk.core.errors import Refused
from desk.core.money import MOST
from desk.core.settings import DESK_NAME
from desk.core.text import clean
from desk.fees import flow
from desk.fees.drawer import cash
from desk.fees.drawer.here import need_shift
from desk.fees.drawer.read import last_closed, read_move, read_open, read_shift
from desk.fees.drawer.rows import MoveRow, ShiftRow
from desk.fees.models import CashMove, CashShift
from desk.fees.reading import currency

SERIES, MOVE_SERIES = "S", "C"


@once(read_shift)
def open_shift(desk: Desk, opening: int | cash.Counts, *, request: str | None = None) -> ShiftRow:
    """Open this desk's drawer with a float: pieces by denomination, or a sum not counted so.

    In minor units; a float that is not what the last closing left is noted in the log.

    Raises Refused cash.already_open, cash.float, cash.denomination, cash.pieces.
    """
    with desk.change(Permission.CASH_WORK, "cash.opened", request) as change:
        refuse_second(desk)
        counts = {} if isinstance(opening, int) else cash.checked(opening, currency(desk))
        amount = opening if isinstance(opening, int) else cash.total(counts)
        if not 0 <= amount < MOST:
            raise Refused("cash.float", "opening")
        session = desk.session
        assert session is not None
        row = change.create(
            CashShift, number=change.number(SERIES), desk=desk.settings.get(DESK_NAME),
            state=flow.OPEN, opened_at=change.now, opened_by=session.staff, opener=session.name,
            business_date=desk.today, opening=amount, opening_counts=cash.as_kept(counts),
        )  # fmt: skip
        before = last_closed(desk)
        if before is not None and before.left != amount:
            change.note(left_before=before.left, before=before.number)
    return read_shift(desk, row.id)


def refuse_second(desk: Desk) -> None:
    """Raise Refused("cash.already_open") if this desk's drawer is open."""
    found = read_open(desk)
    if found is not None:
        raise Refused("cash.already_open", number=found.number, opener=found.opener)


def current_shift(desk: Desk) -> ShiftRow | None:
    """This desk's open drawer, if it is open. Needs fees.view."""
    desk.require(Permission.FEES_VIEW)
    return read_open(desk)


def open_one(desk: Desk) -> CashShift:
    """The table's row of this desk's open drawer, for use inside a change that moves money.

    Raises Refused("cash.no_shift").
    """
    row: CashShift = CashShift.get_by_id(need_shift(desk))
    return row


@once(read_move)
def cash_move(desk: Desk, amount: int, reason: str, *, request: str | None = None) -> MoveRow:
    """Put cash into this desk's drawer (``amount`` above zero, minor units) or take it out (below).

    Raises Refused cash.no_shift, cash.move_amount, text.required.
    """
    with desk.change(Permission.CASH_WORK, "cash.moved", request) as change:
        if not amount or abs(amount) >= MOST:
            raise Refused("cash.move_amount", "amount")
        why = clean(reason, "reason", 200, required=True)
        row = _move(desk, change, open_one(desk), amount, why)
    return read_move(desk, row.id)


def _move(desk: Desk, change: Change, shift: CashShift, amount: int, reason: str) -> CashMove:
    session = desk.session
    assert session is not None
    row = change.create(
        CashMove, number=change.number(MOVE_SERIES), shift=shift.id, amount=amount, reason=reason,
        at=change.now, staff=session.staff, who=session.name,
    )  # fmt: skip
    change.about("cash_shift", shift.id)
    return row
