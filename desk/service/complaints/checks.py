"""What must hold of complaints and callbacks: found wrong by ``main.py check``."""

from __future__ import annotations

from desk.core.desk import Desk
from desk.core.numbering import gapless
from desk.core.words import _
from desk.fees.reading import ask
from desk.service.complaints import flow
from desk.service.complaints.making import SERIES

_FAULTS = (
    flow.COMPLAINT.undeclared(),
    "(state IN ('invalid','forced') AND reason = '' AND erased_at IS NULL)",
    "(state = 'closed' AND id NOT IN (SELECT complaint_id FROM complaint_step))",
    (
        "(state IN ('closed','invalid','forced','merged') AND (closed_at IS NULL OR "
        "next_due IS NOT NULL))"
    ),
    "(state NOT IN ('closed','invalid','forced','merged') AND closed_at IS NOT NULL)",
    "(state = 'paused') <> (paused_at IS NOT NULL)",
    "(state = 'merged') <> (merged_into_id IS NOT NULL)",
    "(state = 'resolved' AND resolved_at IS NULL)",
    "(state IN ('registered','responded','in_progress','reopened') AND next_due IS NULL)",
    "(score IS NOT NULL AND score NOT BETWEEN 1 AND 5)",
)
_STATES = f"SELECT number FROM complaint WHERE {' OR '.join(_FAULTS)} LIMIT 20"
_FORGOTTEN = (
    "SELECT number FROM complaint c WHERE state = 'resolved' AND NOT EXISTS (SELECT 1 FROM "
    "callback b WHERE b.kind = 'complaint' AND b.record = c.id AND b.state = 'open') LIMIT 20"
)
_LINES = (
    "SELECT c.number FROM complaint c JOIN complaint_category g ON g.id = c.category_id "
    "WHERE c.line_id <> coalesce(g.parent_id, g.id) LIMIT 20"
)
_PAUSES = (
    "SELECT c.number FROM complaint_pause p JOIN complaint c ON c.id = p.complaint_id "
    "WHERE (p.until IS NULL) <> (c.state = 'paused' AND p.id = (SELECT max(id) FROM "
    "complaint_pause q WHERE q.complaint_id = c.id)) OR p.until < p.since LIMIT 20"
)
_CALLBACKS = (
    "SELECT id FROM callback WHERE (state = 'open') <> (done_at IS NULL) "
    "OR (score IS NOT NULL AND (state <> 'done' OR score NOT BETWEEN 1 AND 5)) "
    "OR tries < (SELECT count(*) FROM callback_try t WHERE t.callback_id = callback.id) LIMIT 20"
)


def states(desk: Desk) -> list[str]:
    """Complaints whose state, times and line contradict each other or that would be forgotten."""
    faults = [
        _("Complaint {number}: its times do not fit its state.").format(number=number)
        for sql in (_STATES, _PAUSES)
        for (number,) in ask(desk, sql)
    ]
    faults += [
        _("Complaint {number} is resolved, and nobody is to call back.").format(number=number)
        for (number,) in ask(desk, _FORGOTTEN)
    ]
    faults += [
        _("Complaint {number} is counted in another line than its category's.").format(
            number=number
        )
        for (number,) in ask(desk, _LINES)
    ]
    return faults


def numbers(desk: Desk) -> list[str]:
    """Gaps in the numbers of complaints."""
    return gapless(desk.storage, "complaint", SERIES)


def callbacks(desk: Desk) -> list[str]:
    """Callbacks whose state, attempts and score contradict each other."""
    return [
        _("Callback {number}: its times do not fit its state.").format(number=key)
        for (key,) in ask(desk, _CALLBACKS)
    ]
