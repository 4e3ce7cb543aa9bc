"""A drawer's shift, its moves and counts as they are read."""

from __future__ import annotations

from datetime import date, datetime

from desk.core.frozen import frozen
from desk.core.papers import PaperRow
from desk.fees import flow
from desk.fees.drawer.causes import Cause


@frozen
class ShiftRow:
    """A drawer from opening to closing. Money in minor units, times UTC.

    What is known only after the closing is None before: ``expected`` is never told of an open
    drawer. ``difference`` = ``counted`` - ``expected``. ``anchor`` is "" until a report is printed.
    """

    id: int
    number: str
    state: str
    desk: str
    business_date: date
    opened_at: datetime
    opened_by: int | None
    opener: str
    opening: int
    closed_at: datetime | None
    closer: str
    counted: int | None
    expected: int | None
    difference: int | None
    reason: str
    supervisor: str
    handed_in: int | None
    handed_to: str
    anchor: str

    @property
    def tone(self) -> str:
        """How the state looks: late when it was closed with a difference."""
        return "late" if self.difference else flow.SHIFT.state(self.state).tone

    @property
    def left(self) -> int | None:
        """What stayed in the drawer after the hand-in."""
        return None if self.counted is None else self.counted - (self.handed_in or 0)


@frozen
class MoveRow:
    """Cash put in (``amount`` above zero, minor units) or taken out beside receipts."""

    id: int
    number: str
    shift: int
    shift_number: str
    amount: int
    reason: str
    at: datetime
    who: str


@frozen
class CountRow:
    """One count as it was handed in; ``counts`` are (denomination, pieces)."""

    at: datetime
    staff: int | None
    who: str
    counts: tuple[tuple[int, int], ...]
    counted: int
    expected: int

    @property
    def difference(self) -> int:
        """Counted less expected."""
        return self.counted - self.expected


@frozen
class Reckoned:
    """What a count came to, told after it was handed in.

    ``tries`` counts the counts so far, ``causes`` are likely ones of a difference, the likeliest
    first. ``hand_in`` is proposed: all but the opening float.
    """

    shift: int
    counted: int
    expected: int
    tries: int
    causes: tuple[Cause, ...]
    hand_in: int

    @property
    def difference(self) -> int:
        """Counted less expected: below zero, money is missing."""
        return self.counted - self.expected


@frozen
class CloseDraft:
    """What is entered to close a drawer.

    ``counts`` are pieces by denomination, as handed in last; ``handed_in`` goes to ``handed_to``
    (finance, a safe), the rest stays as the next float. Minor units.
    """

    counts: dict[int, int]
    reason: str = ""
    handed_in: int = 0
    handed_to: str = ""


@frozen
class ShiftView:
    """A drawer in full. ``tries`` are all counts that were handed in, oldest first, told of a
    closed one only. ``opening_counts``, ``counts``: (denomination, pieces)."""

    row: ShiftRow
    opening_counts: tuple[tuple[int, int], ...]
    counts: tuple[tuple[int, int], ...]
    moves: tuple[MoveRow, ...]
    tries: tuple[CountRow, ...]
    papers: tuple[PaperRow, ...]
