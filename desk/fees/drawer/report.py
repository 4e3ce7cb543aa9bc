"""The shift report 交款单 as paper: kept, with the head of the log as its anchor."""

from __future__ import annotations

from desk.core import words
from desk.core.access import Permission
from desk.core.change import Change, once
from desk.core.desk import Desk
from desk.core.errors import Refused
from desk.fees import flow
from desk.fees.drawer.cash import as_counts
from desk.fees.drawer.expected import drawer_of
from desk.fees.drawer.read import counts_of, read_shift
from desk.fees.drawer.sums import report_sums
from desk.fees.models import CashShift
from desk.fees.options import PAYEE
from desk.fees.reading import currency
from desk.issuing import issue, printed
from desk.printing import Missing
from desk.printing.shift_report import CountLine, ShiftReport

ANCHOR = 16
"""Hex digits of the log's head that are printed."""


@once(printed)
def issue_shift_report(
    desk: Desk,
    shift: int,
    layout: str = "a4",
    language: str | None = None,
    *,
    missing: Missing = "refuse",
    request: str | None = None,
) -> bytes:
    """The report of a closed drawer as PDF; the first is the original, the others its copies.

    With the first the head of the log becomes the shift's anchor: it vouches for all that was
    written down before, the closing too. Needs cash.view. Raises Refused cash.unknown,
    cash.still_open, paper.* (nothing is kept then).
    """
    with desk.change(Permission.CASH_VIEW, "cash.report_printed", request) as change:
        _anchor(desk, change, shift)
        paper = report_of(desk, shift, language or words.current())
        return issue(desk, change, ("cash_shift", shift), paper, layout, missing)


def report_of(desk: Desk, shift: int, language: str = "zh_CN") -> ShiftReport:
    """What stands on the report of a closed drawer. Needs cash.view.

    Raises Refused cash.unknown, cash.still_open: an open drawer's figures would tell what the
    count has to be.
    """
    desk.require(Permission.CASH_VIEW)
    row = read_shift(desk, shift)
    if row.state == flow.OPEN:
        raise Refused("cash.still_open", number=row.number)
    drawer = drawer_of(desk, shift)
    kept = CashShift.get_by_id(shift)
    return ShiftReport(
        site=desk.site, number=row.number, desk=row.desk, business_date=row.business_date,
        opened_at=desk.local(row.opened_at), opener=row.opener, opening=row.opening,
        cash_in=drawer.taken, moved=drawer.moved, refunded=drawer.refunded,
        expected=drawer.expected, company=desk.settings.get(PAYEE),
        closed_at=desk.local(row.closed_at), closer=row.closer,
        opening_counts=_pieces(kept.opening_counts), counts=_pieces(kept.counts),
        counted=row.counted, tries=len(counts_of(shift)), difference=row.difference,
        reason=row.reason, supervisor=row.supervisor, handed_in=row.handed_in,
        handed_to=row.handed_to, anchor=row.anchor, currency=currency(desk), language=language,
        **report_sums(desk, row, words.translator(language)),
    )  # fmt: skip


def _anchor(desk: Desk, change: Change, shift: int) -> None:
    row = CashShift.get_or_none(CashShift.id == shift)
    if row is None:
        raise Refused("cash.unknown")
    if row.state == flow.CLOSED and not row.anchor:
        seq, code = desk.chain.head()
        change.update(row, anchor=f"{seq}:{code[:ANCHOR]}")


def _pieces(kept: dict[str, int]) -> tuple[CountLine, ...]:
    return tuple(CountLine(value, pieces) for value, pieces in as_counts(kept).items())
