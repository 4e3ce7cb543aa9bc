"""Sheets of pre-printed books: which is next, which a receipt takes, what becomes of the others.

When paper and program disagree, one of four is chosen and kept: the receipt is printed again on the
next sheet (the proposed one is spoiled), both sheets are void, the blank sheet is void, or the
number is entered by hand.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Any

from desk.core.change import Change
from desk.core.desk import Desk
from desk.core.errors import Refused
from desk.core.fields import to_millis
from desk.core.frozen import frozen
from desk.core.settings import DESK_NAME
from desk.fees.till.drafts import ReceiptDraft

USED, SPOILED, BLANK_VOID = "used", "spoiled", "blank_void"
SKIPPED = 50
"""So many sheets may be voided at once; more is a wrong number."""
_BOOKS = (
    "SELECT id, prefix, first, last, width, next, desk FROM receipt_book "
    "WHERE active ORDER BY desk <> ?, desk <> '', id"
)


@frozen
class Spot:
    """One sheet of a book, whether free or not."""

    book: int
    sheet: int
    number: str


@frozen
class Plan:
    """The sheet that a receipt takes (``number`` as printed) and what becomes of the ones before:
    the ``lost`` get the state ``lost_as``."""

    number: str
    spot: Spot
    case: str = ""
    reason: str = ""
    lost: tuple[Spot, ...] = ()
    lost_as: str = SPOILED


class Stock:
    """The books that are in use at a desk, its own first, as they are now."""

    def __init__(self, desk: Desk) -> None:
        self._run: Any = desk.storage.database.execute_sql
        mine = desk.settings.get(DESK_NAME)
        self._books = self._run(_BOOKS, (mine,)).fetchall()
        self._mine = mine

    def proposed(self) -> Spot | None:
        """The next free sheet at this desk."""
        for book, prefix, _first, last, width, following, owner in self._books:
            if owner in ("", self._mine) and following <= last:
                return Spot(book, following, f"{prefix}{following:0{width}d}")
        return None

    def following(self, spot: Spot) -> Iterator[Spot]:
        """The free sheets after one: of its own book, then of the others at this desk."""
        own = next(each for each in self._books if each[0] == spot.book)
        others = [each for each in self._books if each is not own and each[6] in ("", self._mine)]
        for book, prefix, _first, last, width, following, _desk in (own, *others):
            sheet = self.free(book, spot.sheet + 1 if book == spot.book else following)
            while sheet <= last:
                yield Spot(book, sheet, f"{prefix}{sheet:0{width}d}")
                sheet = self.free(book, sheet + 1)

    def named(self, number: str) -> Spot:
        """The free sheet that bears ``number``. Raises Refused book.no_such_sheet, book.taken."""
        for book, prefix, first, last, width, _next, _desk in self._books:
            digits = number.removeprefix(prefix)
            fits = number.startswith(prefix) and len(digits) == width and digits.isdecimal()
            if fits and first <= int(digits) <= last:
                spot = Spot(book, int(digits), number)
                self._refuse_taken(spot)
                return spot
        raise Refused("book.no_such_sheet", "sheet", sheet=number)

    def free(self, book: int, sheet: int) -> int:
        """The first sheet of a book from ``sheet`` on of which nothing has become yet."""
        taken = {
            n for (n,) in self._run(
                "SELECT sheet FROM book_sheet WHERE book_id = ? AND sheet >= ? ORDER BY sheet",
                (book, sheet),
            )
        }  # fmt: skip
        while sheet in taken:
            sheet += 1
        return sheet

    def _refuse_taken(self, spot: Spot) -> None:
        found = self._run(
            "SELECT coalesce(r.number, '') FROM book_sheet s "
            "LEFT JOIN receipt r ON r.id = s.receipt_id WHERE s.book_id = ? AND s.sheet = ?",
            (spot.book, spot.sheet),
        ).fetchone()
        if found is not None:
            raise Refused("book.taken", "sheet", sheet=spot.number, receipt=found[0] or "—")


def plan(desk: Desk, draft: ReceiptDraft) -> Plan:
    """The sheet that a new receipt takes.

    Raises Refused book.none_left, book.disagree (``proposed``), book.case_reason,
    book.no_such_sheet, book.taken, book.not_after.
    """
    stock = Stock(desk)
    proposed = stock.proposed()
    case, wanted = draft.sheet_case, draft.sheet
    if case and not draft.sheet_reason:
        raise Refused("book.case_reason", "sheet_reason")
    if case == "by_hand":
        spot = stock.named(wanted)
        return Plan(spot.number, spot, case, draft.sheet_reason)
    if proposed is None:
        raise Refused("book.none_left", "sheet")
    if not case:
        if wanted not in ("", proposed.number):
            raise Refused("book.disagree", "sheet", proposed=proposed.number, sheet=wanted)
        return Plan(proposed.number, proposed)
    ahead = list(islice(stock.following(proposed), SKIPPED))
    least = 1 if case == "both_void" else 0
    if len(ahead) <= least:
        raise Refused("book.none_left", "sheet")
    if wanted in ("", proposed.number):
        wanted = ahead[least].number
    spot = stock.named(wanted)
    if spot not in ahead[least:]:
        number = ahead[least].number
        raise Refused("book.not_after", "sheet", proposed=proposed.number, least=number)
    lost = (proposed, *ahead[: ahead.index(spot)])
    state = BLANK_VOID if case == "blank_void" else SPOILED
    return Plan(spot.number, spot, case, draft.sheet_reason, lost, state)


def use(desk: Desk, change: Change, made: Plan, receipt: int) -> None:
    """Write down what ``made`` says of its sheets, inside the receipt's change."""
    for spot in made.lost:
        by = None if made.lost_as == BLANK_VOID else receipt
        write(desk, change, spot, made.lost_as, made.case, made.reason, by)
    write(desk, change, made.spot, USED, made.case, made.reason, receipt)
    if made.case:
        change.note(sheet_case=made.case, lost=len(made.lost))


def write(
    desk: Desk, change: Change, spot: Spot, state: str, case: str, reason: str, receipt: int | None
) -> None:
    """One sheet's fate; the book goes on to its next free sheet."""
    run = desk.storage.database.execute_sql
    run(
        'INSERT INTO book_sheet (book_id, sheet, receipt_id, state, "case", reason, at, who) '
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (spot.book, spot.sheet, receipt, state, case, reason, to_millis(change.now),
         desk.session.name if desk.session else ""),
    )  # fmt: skip
    (following,) = run("SELECT next FROM receipt_book WHERE id = ?", (spot.book,)).fetchone()
    if spot.sheet == following:
        free = Stock(desk).free(spot.book, following + 1)
        run("UPDATE receipt_book SET next = ? WHERE id = ?", (free, spot.book))
