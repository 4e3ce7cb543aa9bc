"""States, moves and steps of a complaint, declared once."""

from __future__ import annotations

from desk.core.access import Permission
from desk.core.later import later
from desk.core.workflow import STAYS, Move, State, Workflow
from desk.service.complaints.drafts import VALID

REGISTERED, RESPONDED, IN_PROGRESS = "registered", "responded", "in_progress"
PAUSED, RESOLVED, CLOSED = "paused", "resolved", "closed"
REOPENED, INVALID, FORCED, MERGED = "reopened", "invalid", "forced", "merged"

FRESH = frozenset({REGISTERED, REOPENED})
"""Nobody has spoken to the complainant yet."""
WORKED = frozenset({RESPONDED, IN_PROGRESS})
OPEN = FRESH | WORKED | {PAUSED}
"""Something is still to be done about the matter itself."""
UNCLOSED = OPEN | {RESOLVED}
ENDED = frozenset({CLOSED, INVALID, FORCED, MERGED})

STEPS_VALID = ("record", "nature", "department", "visit", "handling", "callback")
STEPS_COMMUNICATIVE = ("record", "identity", "payments", "answer", "callback")
EVERY_ROUND = frozenset({"visit", "handling", "answer", "callback"})
"""Steps that are taken anew when a complaint is reopened; the others stay done."""
BY_HAND = frozenset({"identity", "payments", "visit"})
"""Steps that are ticked; the others are done by the move that they belong to."""


def steps_of(kind: str) -> tuple[str, ...]:
    """The steps that a complaint of ``kind`` is led through, in order."""
    return STEPS_VALID if kind == VALID else STEPS_COMMUNICATIVE


_WORK, _FORCE = Permission.COMPLAINT_WORK, Permission.COMPLAINT_FORCE

COMPLAINT = Workflow(
    "complaint",
    states=(
        State(REGISTERED, "due"),
        State(RESPONDED, "due"),
        State(IN_PROGRESS, "due"),
        State(PAUSED, "plain"),
        State(RESOLVED, "due"),
        State(CLOSED, "ok"),
        State(REOPENED, "late"),
        State(INVALID, "void", final=True),
        State(FORCED, "void"),
        State(MERGED, "void", final=True),
    ),
    moves=(
        Move("respond", FRESH, RESPONDED, _WORK,
             verb=later("desk.service.complaints.moving:respond"), today=("complaint_respond",)),
        Move("start", FRESH | {RESPONDED}, IN_PROGRESS, _WORK,
             verb=later("desk.service.complaints.moving:start")),
        Move("resume", frozenset({PAUSED}), IN_PROGRESS, _WORK,
             verb=later("desk.service.complaints.moving:resume"), today=("complaint_waited",)),
        Move("resolve", WORKED, RESOLVED, _WORK,
             verb=later("desk.service.complaints.ending:resolve"), today=("complaint_close",)),
        Move("close", frozenset({RESOLVED}), CLOSED, Permission.CALLBACK_WORK,
             verb=later("desk.service.complaints.ending:close_complaint")),
        Move("feed_back", WORKED | {PAUSED}, STAYS, _WORK,
             verb=later("desk.service.complaints.moving:feed_back"), today=("complaint_feedback",)),
        Move("step", UNCLOSED, STAYS, _WORK,
             verb=later("desk.service.complaints.moving:do_step"), asks=True),
        Move("pause", WORKED, PAUSED, _WORK, reason=True,
             verb=later("desk.service.complaints.moving:pause")),
        Move("transfer", FRESH | WORKED, STAYS, _WORK,
             verb=later("desk.service.complaints.handing:transfer"), asks=True),
        Move("take", UNCLOSED, STAYS, _WORK,
             verb=later("desk.service.complaints.handing:take")),
        Move("urge", OPEN, STAYS, _WORK,
             verb=later("desk.service.complaints.handing:urge"),
             today=("complaint_feedback", "complaint_close")),
        Move("convert", UNCLOSED, STAYS, _WORK, reason=True,
             verb=later("desk.service.complaints.handing:convert")),
        Move("merge", OPEN, MERGED, _WORK,
             verb=later("desk.service.complaints.merging:merge"), asks=True),
        Move("reopen", frozenset({RESOLVED, CLOSED, FORCED}), REOPENED, _WORK, reason=True,
             undo=True, verb=later("desk.service.complaints.ending:reopen")),
        Move("invalid", OPEN, INVALID, _FORCE, reason=True,
             verb=later("desk.service.complaints.ending:invalid")),
        Move("force_close", UNCLOSED, FORCED, _FORCE, reason=True,
             verb=later("desk.service.complaints.ending:force_close")),
    ),
)  # fmt: skip
