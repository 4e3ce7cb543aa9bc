"""What is shown and entered of arrears and dunning: frozen rows, drafts. Money in minor units."""

from __future__ import annotations

from datetime import date, datetime

from desk.core.frozen import frozen
from desk.fees.dunning.ladder import Step

EDGES = (0, 30, 60, 90, 180, 365)
"""A debt stands in the first bucket whose number of days after due it does not pass."""
BUCKETS = ("not_due", "d30", "d60", "d90", "d180", "d365", "older")
"""Columns of the ageing 账龄: not due yet, 1–30 days late, 31–60, … and more than 365."""

WAYS = ("message", "call", "visit", "notice", "demand", "legal")
"""Ways of contact; a printed notice is the step visit."""
OUTCOMES = ("sent", "reached", "no_answer", "refused", "question", "promised")
ANSWERS = ("", "answered", "taken_away")
"""What became of a question: none was asked, answered on the spot, taken away to be answered."""
NOTICE_KINDS = ("notice", "demand")
AGEING_BY = ("unit", "building", "item")
COLLECTION_BY = ("all", "month", "building", "item")


@frozen
class AgeingRow:
    """What is owed by one unit, building or item (``key`` is its id), by age.

    ``buckets`` go with BUCKETS and add up to ``total``; ``oldest`` is the first day due.
    """

    key: int
    title: str
    buckets: tuple[int, ...]
    total: int
    oldest: date

    @property
    def overdue(self) -> int:
        """What is past its day."""
        return self.total - self.buckets[0]


@frozen
class ArrearsRow:
    """One unit that owes something, as the list shows it; ``id`` is the unit's.

    ``names`` are its running owners and tenants, ``late_fee`` what has grown on its debts to
    date, ``days`` the days since the oldest fell due (below 1: none is late), ``promised_on`` an
    open promise, ``broken`` whether its last promise was broken.
    """

    id: int
    unit_code: str
    building: int
    building_name: str
    kind: str
    names: tuple[str, ...]
    phone: str
    buckets: tuple[int, ...]
    total: int
    overdue: int
    late_fee: int
    oldest: date
    days: int
    step: Step
    last_contact: date | None = None
    last_way: str = ""
    promised_on: date | None = None
    promised: int | None = None
    broken: bool = False


@frozen
class Arrears:
    """The figures above the list: how much by age, by how many units, what is overdue."""

    units: int
    total: int
    overdue: int
    buckets: tuple[int, ...]
    promised: int
    broken: int


@frozen
class ContactDraft:
    """What is entered of a contact: ``way``, ``outcome`` and ``answer`` of the codes above.

    With outcome promised, ``promised_on`` is the day and ``promised`` the amount (None: all that
    is owed). ``person`` is the customer spoken to, ``spoken_to`` the name of somebody else.
    """

    unit: int
    way: str
    outcome: str
    person: int | None = None
    spoken_to: str = ""
    said: str = ""
    answer: str = ""
    promised_on: date | None = None
    promised: int | None = None


@frozen
class ContactRow:
    """A contact as it reads. ``promise`` is as of today: open, kept, broken or none.

    ``owed`` is what the unit owed then; ``notice_number`` names the paper that was handed out.
    """

    id: int
    unit: int
    unit_code: str
    person: int | None
    person_name: str
    way: str
    outcome: str
    spoken_to: str
    said: str
    answer: str
    owed: int
    promised_on: date | None
    promised: int | None
    promise: str
    notice: int | None
    notice_number: str
    business_date: date
    at: datetime
    who: str


@frozen
class NoticeDraft:
    """Which notices are to be printed: ``kind`` of NOTICE_KINDS, for ``units``, or for all in
    arrears of a ``building``, or of the site (both None).

    ``overdue_only`` leaves out what is not due yet, ``at_least`` (minor units) who owes less.
    ``deadline`` of a demand (None: as set). ``step_only``: only where the ladder asks for it.
    """

    kind: str = "notice"
    units: tuple[int, ...] | None = None
    building: int | None = None
    overdue_only: bool = True
    step_only: bool = False
    at_least: int = 1
    deadline: date | None = None
    language: str = ""
    layout: str | None = None
    note: str = ""


@frozen
class NoticePreview:
    """What a batch would be: how many notices, over what, for which units (the first by route)."""

    count: int
    total: int
    late_fee: int
    units: tuple[str, ...]


@frozen
class Issued:
    """A batch that was printed: one PDF by route; ``notices`` are the ids, ``first`` and ``last``
    the numbers."""

    pdf: bytes
    notices: tuple[int, ...]
    first: str
    last: str
    total: int


@frozen
class NoticeRow:
    """A printed notice 缴费通知单 or demand 催款函."""

    id: int
    number: str
    kind: str
    unit: int
    unit_code: str
    person: int | None
    person_name: str
    amount: int
    late_fee: int
    deadline: date | None
    business_date: date
    at: datetime
    who: str


@frozen
class CollectionRow:
    """How much of what fell due in a time was collected 收缴率. ``rate`` in ten-thousandths
    (9530 is 95.30 %), None where nothing fell due.

    ``charged`` is what fell due without what was let off (``reduced``); ``paid`` of it to date.
    """

    key: int
    title: str
    charged: int
    reduced: int
    paid: int
    rate: int | None
