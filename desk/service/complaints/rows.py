"""A complaint as it is read: frozen rows, never tables."""

from __future__ import annotations

from datetime import date, datetime

from desk.core.files import AttachmentRow
from desk.core.frozen import frozen
from desk.core.log import Step
from desk.core.papers import PaperRow
from desk.service.callbacks.rows import CallbackRow
from desk.service.complaints import flow
from desk.service.complaints.drafts import VALID


@frozen
class ComplaintRow:
    """One complaint as lists and forms show it.

    ``phone`` is masked; ``valid`` tells the two natures apart. Due times are None once nothing is
    owed any more; ``next_due`` is the soonest. ``respond_took`` and ``close_took`` are minutes on
    its clock.
    """

    id: int
    number: str
    kind: str
    was_kind: str
    state: str
    severity: str
    source: str
    unit: int | None
    unit_code: str
    building: int | None
    person: int | None
    name: str
    phone: str
    standing: str
    place: str
    category: int
    category_name: str
    line: int
    line_name: str
    text: str
    wanted: str
    department: int | None
    department_name: str
    owner: int | None
    owner_name: str
    clock: str
    counted_from: datetime
    respond_due: datetime | None
    feedback_due: datetime | None
    close_due: datetime | None
    next_due: datetime | None
    responded_at: datetime | None
    fed_back_at: datetime | None
    resolved_at: datetime | None
    closed_at: datetime | None
    paused_at: datetime | None
    paused_until: datetime | None
    waiting_for: str
    respond_took: int | None
    close_took: int | None
    urged: int
    transferred: int
    reopened: int
    result: str
    reason: str
    score: int | None
    merged_into: int | None
    business_date: date
    at: datetime
    staff: int | None
    who: str
    erased: bool
    late: bool

    @property
    def valid(self) -> bool:
        """Whether it is a failure of ours, not a talk."""
        return self.kind == VALID

    @property
    def tone(self) -> str:
        """How its state looks; what is past due looks late."""
        return "late" if self.late else flow.COMPLAINT.state(self.state).tone


@frozen
class StepRow:
    """One step of the procedure: done when and by whom, or None when it is still to do.

    ``next`` marks the first that is open; ``by_hand`` those that are ticked in the form.
    """

    key: str
    at: datetime | None
    who: str
    note: str
    skipped: bool
    by_hand: bool
    next: bool


@frozen
class PauseRow:
    """A time that did not count."""

    waiting_for: str
    reason: str
    since: datetime
    until: datetime | None
    who: str


@frozen
class NoteRow:
    """What was said or found: at the move ``what`` (its key), or just noted ("note")."""

    what: str
    text: str
    at: datetime
    who: str


@frozen
class LinkRow:
    """Another record that belongs to the matter: what it is and how it reads."""

    kind: str
    record: int
    title: str
    detail: str
    state: tuple[str, str] | None


@frozen
class ComplaintView:
    """One complaint in full. ``merged`` are those that went into it; ``history`` newest first,
    what was said standing in it as the reason. ``seen`` is handed back with what was typed
    meanwhile (``was`` of the verbs).
    """

    row: ComplaintRow
    steps: tuple[StepRow, ...]
    pauses: tuple[PauseRow, ...]
    links: tuple[LinkRow, ...]
    merged: tuple[ComplaintRow, ...]
    callbacks: tuple[CallbackRow, ...]
    attachments: tuple[AttachmentRow, ...]
    papers: tuple[PaperRow, ...]
    notes: tuple[NoteRow, ...]
    history: tuple[Step, ...]
    seen: int


@frozen
class CategoryRow:
    """A line or category of the tree. ``name`` is as shown, ``own_name`` as typed here.

    Limits are minutes and ``clock`` working or always, as they are in force; ``own`` ones are
    what is set on this very node (None or "": taken from above).
    """

    id: int
    parent: int | None
    code: str
    name: str
    own_name: str
    respond: int
    feedback: int
    close: int
    clock: str
    own_respond: int | None
    own_feedback: int | None
    own_close: int | None
    own_clock: str
    position: int
    active: bool
    used: int


@frozen
class Script:
    """What every caller is to be told now 统一口径: from the outage table and the like."""

    title: str
    text: str
    kind: str = ""
    id: int = 0


@frozen
class Similar:
    """What is already known of the matter, to warn before a second record is made.

    ``mine`` are open ones of the same unit or person, ``near`` the same thing from neighbours.
    """

    mine: tuple[ComplaintRow, ...]
    near: tuple[ComplaintRow, ...]
    scripts: tuple[Script, ...]
