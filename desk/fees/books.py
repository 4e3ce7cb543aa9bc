"""Pre-printed receipt books 票据本: what is in stock, the next sheet, and what became of each."""

from __future__ import annotations

from datetime import date

from desk.core.change import once
from desk.core.desk import Desk
from desk.core.frozen import frozen
from desk.fees.till.rows import SheetRow


@frozen
class BookDraft:
    """A book taken into stock: first and last number as printed (``A0001001``), and the ``desk``
    it is for ("" is any)."""

    first: str
    last: str
    desk: str = ""
    received_on: date | None = None


@frozen
class BookRow:
    """A book; ``used``, ``spoiled`` (with blank voided ones) and ``left`` count its sheets.

    ``next`` is the number of the next sheet, "" at its end.
    """

    id: int
    first: str
    last: str
    next: str
    desk: str
    active: bool
    received_on: date
    used: int
    spoiled: int
    left: int


@frozen
class SheetDraft:
    """Paper and program disagree: ``case`` next_sheet, both_void, blank_void or by_hand, the
    ``sheet`` that the receipt stands on now ("" is the next one), and why."""

    case: str
    sheet: str = ""
    reason: str = ""


def get_book(desk: Desk, book: int) -> BookRow:
    """One book. Raises Refused("book.unknown")."""
    raise NotImplementedError


def books(desk: Desk, active: bool | None = True) -> list[BookRow]:
    """The books in stock, in the order in which they are used."""
    raise NotImplementedError


@once(get_book)
def add_book(desk: Desk, draft: BookDraft, *, request: str | None = None) -> BookRow:
    """Take a book into stock."""
    raise NotImplementedError


def set_book_active(desk: Desk, book: int, active: bool) -> BookRow:
    """Take a book out of use, or back into it."""
    raise NotImplementedError


def propose(desk: Desk) -> str:
    """The number of the next sheet at this desk; "" if there is none in stock."""
    raise NotImplementedError


def sheets(desk: Desk, book: int) -> list[SheetRow]:
    """What became of the sheets of a book, in their order."""
    raise NotImplementedError


def move_sheet(desk: Desk, receipt: int, draft: SheetDraft, *, request: str | None = None) -> str:
    """Put right on which sheet a receipt stands; gives the sheet's number."""
    raise NotImplementedError
