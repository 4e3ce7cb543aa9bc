"""Pre-printed receipt books 票据本: what is in stock, the next sheet, and what became of each."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from desk.core.access import Permission
from desk.core.change import Change, once
from desk.core.desk import Desk
from desk.core.errors import Refused
from desk.core.fields import from_millis
from desk.core.frozen import frozen
from desk.core.text import clean
from desk.estate.checks import Faults
from desk.fees import flow
from desk.fees.drawer.here import need_shift
from desk.fees.models import BookSheet, Receipt, ReceiptBook
from desk.fees.till.drafts import SHEET_CASES
from desk.fees.till.rows import SheetRow
from desk.fees.till.sheets import BLANK_VOID, SPOILED, USED, Spot, Stock, write

LARGEST = 100_000
"""Sheets of one book at most."""
_NUMBER = re.compile(r"(.{0,20}?)(\d{1,12})")


@frozen
class BookDraft:
    """A book taken into stock: first and last number as printed (``A0001001``), and the ``desk``
    it is for ("" is any). ``received_on`` None is today."""

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


_BOOKS = (
    "SELECT b.id, b.prefix, b.width, b.first, b.last, b.next, b.desk, b.active, b.received_on, "
    "count(s.id) FILTER (WHERE s.state = 'used'), count(s.id) FILTER (WHERE s.state <> 'used') "
    "FROM receipt_book b LEFT JOIN book_sheet s ON s.book_id = b.id "
)
_SHEETS = (
    "SELECT s.id, s.book_id, b.prefix, b.width, s.sheet, s.receipt_id, coalesce(r.number, ''), "
    's.state, s."case", s.reason, s.at, s.who FROM book_sheet s '
    "JOIN receipt_book b ON b.id = s.book_id LEFT JOIN receipt r ON r.id = s.receipt_id WHERE "
)


def get_book(desk: Desk, book: int) -> BookRow:
    """One book. Raises Refused("book.unknown")."""
    desk.require(Permission.FEES_VIEW)
    sql = _BOOKS + "WHERE b.id = ? GROUP BY b.id"
    found = desk.storage.database.execute_sql(sql, (book,)).fetchone()
    if found is None:
        raise Refused("book.unknown", "book")
    return _view(found)


def books(desk: Desk, active: bool | None = True) -> list[BookRow]:
    """The books in stock, in the order in which they are used; ``active`` None gives all."""
    desk.require(Permission.FEES_VIEW)
    sql = _BOOKS + "WHERE ? IS NULL OR b.active = ? GROUP BY b.id ORDER BY b.id"
    return [_view(row) for row in desk.storage.database.execute_sql(sql, (active, active))]


@once(get_book)
def add_book(desk: Desk, draft: BookDraft, *, request: str | None = None) -> BookRow:
    """Take a book into stock. Raises Refused book.number (``field`` first or last), book.range,
    book.too_large, book.overlap."""
    with desk.change(Permission.RECEIPT_BOOK_EDIT, "receipt_book.added", request) as change:
        with Faults() as faults:
            first = faults.of(_parts, draft.first, "first")
            last = faults.of(_parts, draft.last, "last")
            at = faults.of(clean, draft.desk, "desk", 80) or ""
        assert first is not None and last is not None
        prefix, start, width = first
        if last[0] != prefix or last[2] != width or last[1] < start:
            raise Refused("book.range", "last")
        if last[1] - start >= LARGEST:
            raise Refused("book.too_large", "last", most=LARGEST)
        _refuse_overlap(prefix, width, start, last[1])
        row = change.create(
            ReceiptBook, prefix=prefix, first=start, last=last[1], width=width, next=start,
            desk=at, received_on=draft.received_on or desk.today,
        )  # fmt: skip
    return get_book(desk, row.id)


def set_book_active(desk: Desk, book: int, active: bool) -> BookRow:
    """Take a book out of use, or back into it. Raises Refused("book.unknown")."""
    with desk.change(Permission.RECEIPT_BOOK_EDIT, "receipt_book.updated") as change:
        row: ReceiptBook | None = ReceiptBook.get_or_none(ReceiptBook.id == book)
        if row is None:
            raise Refused("book.unknown", "book")
        change.update(row, active=active)
    return get_book(desk, book)


def propose(desk: Desk) -> str:
    """The number of the next sheet at this desk; "" if there is none in stock."""
    spot = Stock(desk).proposed()
    return spot.number if spot else ""


def sheets(desk: Desk, book: int) -> list[SheetRow]:
    """What became of the sheets of a book, in their order."""
    return _sheets(desk, "s.book_id = ? ORDER BY s.sheet", book)


def sheets_of(desk: Desk, receipt: int) -> list[SheetRow]:
    """The sheets that one receipt stood or stands on, oldest first."""
    return _sheets(desk, "s.receipt_id = ? ORDER BY s.id", receipt)


def move_sheet(desk: Desk, receipt: int, draft: SheetDraft, *, request: str | None = None) -> str:
    """Put right on which sheet a receipt of the open shift stands; gives that sheet's number.

    next_sheet: its sheet is spoiled and it is printed again on the next. both_void: the next one
    is spoiled, too. blank_void: its sheet stayed blank and is void. by_hand: its sheet was never
    touched and is free again; ``sheet`` must be given. Raises Refused receipt.unknown,
    book.shift_closed, book.case_reason, and as ``till.sheets``.
    """
    with desk.change(Permission.RECEIPT_POST, "receipt.sheet_moved", request) as change:
        with Faults() as faults:
            faults.among(draft.case, SHEET_CASES, "case")
            reason = faults.of(clean, draft.reason, "reason", 200) or ""
            sheet = faults.of(clean, draft.sheet, "sheet", 40) or ""
            if not reason:
                faults.add("book.case_reason", "reason")
        row: Receipt | None = Receipt.get_or_none(Receipt.id == receipt)
        if row is None:
            raise Refused("receipt.unknown", "receipt")
        if row.shift_id != need_shift(desk) or row.state != flow.POSTED:
            raise Refused("book.shift_closed", "sheet", number=row.number)
        moved = _moved(desk, change, row, SheetDraft(draft.case, sheet, reason))
        change.update(row, sheet=moved.number)
        change.note(sheet_case=draft.case, reason=reason)
    return moved.number


def _moved(desk: Desk, change: Change, row: Receipt, draft: SheetDraft) -> Spot:
    _leave_sheet(change, row, draft)
    stock = Stock(desk)
    proposed = stock.proposed()
    if draft.case == "both_void" and proposed is not None:
        write(desk, change, proposed, SPOILED, draft.case, draft.reason, row.id)
        stock = Stock(desk)
        proposed = stock.proposed()
    if draft.sheet or draft.case == "by_hand":
        proposed = stock.named(draft.sheet)
    if proposed is None:
        raise Refused("book.none_left", "sheet")
    write(desk, change, proposed, USED, draft.case, draft.reason, row.id)
    return proposed


def _leave_sheet(change: Change, row: Receipt, draft: SheetDraft) -> None:
    """What becomes of the sheet that the receipt stood on."""
    mine = (BookSheet.receipt == row.id) & (BookSheet.state == USED)
    old: BookSheet | None = BookSheet.get_or_none(mine)
    if old is None:
        return
    if draft.case == "by_hand":
        book = ReceiptBook.get_by_id(old.book_id)
        change.remove(old)
        if old.sheet < book.next:
            change.update(book, next=old.sheet)
    elif draft.case == "blank_void":
        change.update(old, state=BLANK_VOID, case=draft.case, reason=draft.reason, receipt=None)
    else:
        change.update(old, state=SPOILED, case=draft.case, reason=draft.reason)


def _parts(text: str, field: str) -> tuple[str, int, int]:
    """Prefix, number and width of a number as printed. Raises Refused("book.number")."""
    match = _NUMBER.fullmatch(clean(text, field, 32, required=True))
    if match is None or not text.isascii():
        raise Refused("book.number", field)
    return match[1], int(match[2]), len(match[2])


def _refuse_overlap(prefix: str, width: int, first: int, last: int) -> None:
    same = (ReceiptBook.prefix == prefix) & (ReceiptBook.width == width)
    both = (ReceiptBook.first <= last) & (ReceiptBook.last >= first)
    if ReceiptBook.select().where(same & both).exists():
        raise Refused("book.overlap", "first")


def _view(row: Any) -> BookRow:
    key, prefix, width, first, last, following, at, active, received, used, spoiled = row

    def number(sheet: int) -> str:
        return f"{prefix}{sheet:0{width}d}" if sheet <= last else ""

    left = last - first + 1 - used - spoiled
    return BookRow(
        key, number(first), number(last), number(following), at, bool(active),
        date.fromisoformat(received), used, spoiled, left,
    )  # fmt: skip


def _sheets(desk: Desk, where: str, value: int) -> list[SheetRow]:
    desk.require(Permission.FEES_VIEW)
    found = []
    for row in desk.storage.database.execute_sql(_SHEETS + where, (value,)):
        key, book, prefix, width, sheet, receipt, number, state, case, reason, at, who = row
        name = f"{prefix}{sheet:0{width}d}"
        moment = from_millis(at)
        found.append(SheetRow(key, book, name, receipt, number, state, case, reason, moment, who))
    return found
