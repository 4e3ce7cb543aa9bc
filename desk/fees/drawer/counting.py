"""The blind count, and closing the drawer."""

from __future__ import annotations

from desk.core import staff
from desk.core.access import Permission
from desk.core.change import once
from desk.core.desk import Desk
from desk.core.errors import Refused
from desk.core.settings import DESK_NAME
from desk.core.text import clean
from desk.fees import flow
from desk.fees.drawer import cash
from desk.fees.drawer.expected import drawer_of
from desk.fees.drawer.read import counts_of, read_shift
from desk.fees.drawer.rows import CloseDraft, CountRow, Reckoned, ShiftRow
from desk.fees.drawer.shifts import open_one
from desk.fees.drawer.suspects import causes_of
from desk.fees.models import CashShift
from desk.fees.reading import currency, money


def _reckoned(desk: Desk, shift: int) -> Reckoned:
    tries = counts_of(shift)
    last = tries[-1]
    return Reckoned(
        shift, last.counted, last.expected, len(tries),
        causes_of(desk, shift, last.difference),
        max(0, last.counted - read_shift(desk, shift).opening),
    )  # fmt: skip


@once(_reckoned)
def count_shift(
    desk: Desk, counts: cash.Counts, *, shift: int | None = None, request: str | None = None
) -> Reckoned:
    """Hand in a count of this desk's drawer, and only then hear what was expected.

    Each count is kept in the log. ``shift`` is another desk's that was left open; it takes
    cash.approve. Raises Refused cash.no_shift, cash.closed, cash.denomination, cash.pieces.
    """
    with desk.change(Permission.CASH_WORK, "cash.counted", request) as change:
        row = _chosen(desk, shift)
        pieces = cash.checked(counts, currency(desk))
        change.touch(row)
        change.note(
            counts=cash.as_kept(pieces),
            counted=cash.total(pieces),
            expected=drawer_of(desk, row.id).expected,
        )
    return _reckoned(desk, row.id)


@once(read_shift)
def close_shift(
    desk: Desk,
    draft: CloseDraft,
    *,
    shift: int | None = None,
    second: tuple[str, str] | None = None,
    request: str | None = None,
) -> ShiftRow:
    """Close this desk's drawer (or ``shift``, as ``count_shift``) for good, as counted last.

    A difference needs a reason and somebody with cash.approve who is not the one who counted:
    the person on duty, or ``second`` (account, password). Raises Refused cash.no_shift,
    cash.closed, cash.count_first, cash.count_differs, cash.count_again (money moved since),
    cash.reason_needed, cash.second_needed, cash.second_counted, cash.hand_in, cash.handed_to,
    and as ``staff.second_person``.
    """
    # Outside of the change, so that a wrong password stays counted.
    signs = _second(desk, second)
    with desk.change(Permission.CASH_WORK, "cash.closed", request) as change:
        row = _chosen(desk, shift)
        flow.SHIFT.check("close", row.state)
        last = _last_count(desk, row, draft)
        reason = clean(draft.reason, "reason", 300)
        if last.difference and not reason:
            raise Refused("cash.reason_needed", "reason", difference=money(desk, last.difference))
        supervisor = _supervisor(desk, last, signs)
        session = desk.session
        assert session is not None
        change.update(
            row, state=flow.CLOSED, closed_at=change.now, closed_by=session.staff,
            closer=session.name, counts=cash.as_kept(dict(last.counts)), counted=last.counted,
            expected=last.expected, difference=last.difference, reason=reason,
            supervisor=supervisor, **_hand_in(desk, draft, last.counted),
        )  # fmt: skip
    return read_shift(desk, row.id)


def _chosen(desk: Desk, shift: int | None) -> CashShift:
    """The open drawer that is meant, inside a change. Raises Refused as ``count_shift``."""
    if shift is None:
        return open_one(desk)
    row = CashShift.get_or_none(CashShift.id == shift)
    if row is None:
        raise Refused("cash.unknown")
    if row.state != flow.OPEN:
        raise Refused("cash.closed", number=row.number)
    if row.desk != desk.settings.get(DESK_NAME):
        desk.require(Permission.CASH_APPROVE)
    return row


def _second(desk: Desk, second: tuple[str, str] | None) -> staff.StaffRow | None:
    if second is None:
        return None
    desk.require(Permission.CASH_WORK)
    return staff.second_person(desk, *second, Permission.CASH_APPROVE)


def _last_count(desk: Desk, row: CashShift, draft: CloseDraft) -> CountRow:
    """The count that the drawer is closed with; it must hold still."""
    tries = counts_of(row.id)
    if not tries:
        raise Refused("cash.count_first", "counts")
    last = tries[-1]
    if cash.checked(draft.counts, currency(desk)) != dict(last.counts):
        raise Refused("cash.count_differs", "counts")
    if drawer_of(desk, row.id).expected != last.expected:
        raise Refused("cash.count_again", "counts")
    return last


def _supervisor(desk: Desk, last: CountRow, signs: staff.StaffRow | None) -> str:
    """Who answers for a difference: never the one who counted."""
    if signs is not None:
        if signs.id == last.staff:
            raise Refused("cash.second_counted", "account", name=signs.name)
        return signs.name
    session = desk.session
    if not last.difference or session is None:
        return ""
    if not desk.allows(Permission.CASH_APPROVE) or session.staff == last.staff:
        raise Refused("cash.second_needed", "account", difference=money(desk, last.difference))
    return session.name


def _hand_in(desk: Desk, draft: CloseDraft, counted: int) -> dict[str, object]:
    if not 0 <= draft.handed_in <= counted:
        raise Refused("cash.hand_in", "handed_in", counted=money(desk, counted))
    to = clean(draft.handed_to, "handed_to", 80)
    if draft.handed_in and not to:
        raise Refused("cash.handed_to", "handed_to")
    return {"handed_in": draft.handed_in, "handed_to": to}
