"""Release slips as they are read: a row of the list, and one in full."""

from __future__ import annotations

from datetime import date, datetime

from desk.core.frozen import frozen
from desk.core.papers import PaperRow
from desk.reception.slips import flow
from desk.reception.slips.figures import Figures


@frozen
class SlipRow:
    """A slip as lists show one. Money in minor units, times UTC; ``phone`` is masked.

    ``expired`` tells that it is past ``valid_until`` with goods that have not left; ``version``
    is handed back with what is changed; ``goods`` counts the kinds, ``first`` is the first one.
    """

    id: int
    number: str
    state: str
    version: int
    at: datetime
    who: str
    unit: int | None
    unit_code: str
    kind: str
    person: int | None
    name: str
    standing: str
    phone: str
    plate: str
    valid_from: date
    valid_until: date
    owed: int
    late_fee: int
    decision: str
    goods: int
    first: str
    issued_at: datetime | None
    out_at: datetime | None
    guard: str
    filed_at: datetime | None
    replaces: int | None
    erased: bool
    expired: bool

    @property
    def shown_state(self) -> str:
        """The state in words' domain ``slip.state``: an outdated one shows as expired."""
        return flow.EXPIRED if self.expired and self.state == flow.ISSUED else self.state

    @property
    def tone(self) -> str:
        """How the state looks: ok, due, late, void, plain."""
        return "late" if self.expired else flow.SLIP.state(self.state).tone


@frozen
class ItemRow:
    """One kind of goods; quantities in ten-thousandths, ``left`` is what has not gone out yet."""

    id: int
    position: int
    name: str
    quantity: int
    measure: str
    note: str
    released: int

    @property
    def left(self) -> int:
        """What may still leave."""
        return self.quantity - self.released


@frozen
class RingRow:
    """A call to the owner; ``number`` is masked."""

    id: int
    at: datetime
    number: str
    name: str
    answer: str
    note: str
    who: str


@frozen
class Difference:
    """What a guard saw instead: quantities in ten-thousandths, ``listed`` 0 for what is on no
    line of the slip."""

    name: str
    listed: int
    seen: int


@frozen
class SlipView:
    """A slip in full. ``figures`` are those of the moment when it was looked at; None before.

    ``document`` is masked. ``replaced_by`` is the slip that was made in its place.
    """

    row: SlipRow
    identity: str
    document_kind: str
    document: str
    authority: str
    authority_name: str
    authority_note: str
    carrier: str
    note: str
    items: tuple[ItemRow, ...]
    rings: tuple[RingRow, ...]
    figures: Figures | None
    looked_at: datetime | None
    decision_reason: str
    decided_by: str
    promised: int | None
    promised_on: date | None
    checked_at: datetime | None
    checked_by: str
    issued_by: str
    copies: int
    serial: int
    gate_note: str
    mismatch_at: datetime | None
    differences: tuple[Difference, ...]
    filed_by: str
    void_at: datetime | None
    void_by: str
    void_reason: str
    replaces_number: str
    replaced_by: int | None
    replaced_number: str
    papers: tuple[PaperRow, ...]
