"""Shift report 交款单: one drawer from opening to closing, signed by both sides."""

from __future__ import annotations

from datetime import date, datetime

from desk.core.errors import Refused
from desk.core.frozen import frozen
from desk.printing import page
from desk.printing.text import Missing, prepare

LAYOUTS = ("a4",)


@frozen
class SumLine:
    """A sum over receipts: ``name`` of an item or clerk, or a tender's code; ``count`` of them."""

    name: str
    count: int
    amount: int


@frozen
class DocumentLine:
    """One cash move (``amount`` signed), refund or voided receipt. ``tender`` is a code or ""."""

    number: str
    at: datetime
    text: str
    who: str
    amount: int
    tender: str = ""


@frozen
class CountLine:
    """``pieces`` of a denomination worth ``value`` minor units."""

    value: int
    pieces: int


@frozen
class SheetUse:
    """Pre-printed sheets: ``first`` to ``last`` (as printed), how many were used and spoiled."""

    first: str
    last: str
    used: int
    spoiled: int = 0


@frozen
class ShiftReport:
    """What happened at a drawer. Times are local, money minor units of ``currency``.

    Receipts are ``receipts`` many from ``first`` to ``last``, voided ones in ``voids`` and in no
    sum. ``expected`` = ``opening`` + ``cash_in`` (cash tenders less change) + ``moved`` (put in
    less taken out) - ``refunded`` (in cash). ``difference`` = ``counted`` - ``expected``.
    ``tries`` counts how often a count was handed in. ``anchor`` is the head of the log when the
    drawer was closed.
    """

    site: str
    number: str
    desk: str
    business_date: date
    opened_at: datetime
    opener: str
    opening: int
    cash_in: int
    moved: int
    refunded: int
    expected: int
    company: str = ""
    closed_at: datetime | None = None
    closer: str = ""
    opening_counts: tuple[CountLine, ...] = ()
    receipts: int = 0
    first: str = ""
    last: str = ""
    tenders: tuple[SumLine, ...] = ()
    items: tuple[SumLine, ...] = ()
    clerks: tuple[SumLine, ...] = ()
    discount: int = 0
    late_waived: int = 0
    rounding: int = 0
    moves: tuple[DocumentLine, ...] = ()
    refunds: tuple[DocumentLine, ...] = ()
    voids: tuple[DocumentLine, ...] = ()
    counts: tuple[CountLine, ...] = ()
    counted: int | None = None
    tries: int = 0
    difference: int | None = None
    reason: str = ""
    supervisor: str = ""
    handed_in: int | None = None
    handed_to: str = ""
    sheets: tuple[SheetUse, ...] = ()
    anchor: str = ""
    currency: str = "CNY"
    copy: int = 0
    language: str = "zh_CN"


def render(paper: ShiftReport, layout: str = "a4", missing: Missing = "refuse") -> bytes:
    """The report as PDF, A4 portrait. Raises as ``visitor_pass.render`` does."""
    if layout not in LAYOUTS:
        raise Refused("paper.layout_unknown", layout=layout)
    from desk.printing import shift_pages  # it needs this module's classes

    return shift_pages.draw(prepare(paper, page.known(), missing))
