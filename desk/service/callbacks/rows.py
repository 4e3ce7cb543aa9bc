"""A callback as it is read."""

from __future__ import annotations

from datetime import datetime

from desk.core.frozen import frozen
from desk.service.callbacks import flow


@frozen
class CallbackRow:
    """One callback of the queue. ``title`` names the record that it is about (a number); ``phone``
    is masked until somebody rings.

    ``due_at`` moves on with each attempt in vain, ``promised_at`` stays; ``late`` when due is past.
    """

    id: int
    kind: str
    record: int
    title: str
    unit: int | None
    unit_code: str
    person: int | None
    name: str
    phone: str
    about: str
    promised_at: datetime
    due_at: datetime
    state: str
    tries: int
    tried_at: datetime | None
    score: int | None
    way: str
    words: str
    unsettled: bool
    reason: str
    done_at: datetime | None
    doer: str
    owner: int | None
    who: str
    at: datetime
    erased: bool
    late: bool

    @property
    def tone(self) -> str:
        """How its state looks."""
        return "late" if self.late else flow.CALLBACK.state(self.state).tone


@frozen
class TryRow:
    """An attempt in vain: no_answer, busy, off, wrong_number, later."""

    at: datetime
    who: str
    outcome: str
    note: str
    next_at: datetime | None


@frozen
class Outcome:
    """How a callback ended, for the register whose record it was about.

    ``reached`` False: given up. ``unsettled``: the customer says that it is not done.
    """

    reached: bool
    score: int | None = None
    way: str = ""
    words: str = ""
    unsettled: bool = False
    reason: str = ""
