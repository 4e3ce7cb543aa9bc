"""What may become of a release slip, and who may do it."""

from __future__ import annotations

from desk.core.access import Permission
from desk.core.later import later
from desk.core.workflow import Move, State, Workflow

DRAFT, CHECKED, ISSUED, PART = "draft", "checked", "issued", "part"
RELEASED, FILED = "released", "filed"
EXPIRED, VOIDED, MISMATCH = "expired", "voided", "mismatch"
OPEN = (ISSUED, PART)
"""With these states goods may still leave."""


def _from(*states: str) -> frozenset[str]:
    return frozenset(states)


SLIP = Workflow(
    "slip",
    states=(
        State(DRAFT, "plain"),
        State(CHECKED, "due"),
        State(ISSUED, "ok"),
        State(PART, "due"),
        State(RELEASED, "ok"),
        State(FILED, "void", final=True),
        State(EXPIRED, "late"),
        State(VOIDED, "void", final=True),
        State(MISMATCH, "late"),
    ),
    moves=(
        Move("check", _from(DRAFT), CHECKED, Permission.SLIP_ISSUE, asks=True,
             verb=later("desk.reception.slips.verbs:check_slip"), today=("slip_draft",)),
        Move("issue", _from(CHECKED), ISSUED, Permission.SLIP_ISSUE, asks=True,
             verb=later("desk.reception.slips.verbs:issue_slip"), today=("slip_draft",)),
        Move("reopen", _from(CHECKED), DRAFT, Permission.SLIP_ISSUE, undo=True,
             verb=later("desk.reception.slips.verbs:reopen_slip")),
        Move("release", _from(ISSUED, PART), RELEASED, Permission.SLIP_RELEASE,
             verb=later("desk.reception.slips.gate:release_slip"), asks=True,
             today=("slip_at_gate",)),
        Move("release_part", _from(ISSUED, PART), PART, Permission.SLIP_RELEASE,
             verb=later("desk.reception.slips.gate:release_part"), asks=True),
        Move("mismatch", _from(ISSUED, PART), MISMATCH, Permission.SLIP_RELEASE,
             verb=later("desk.reception.slips.gate:report_mismatch"), asks=True),
        Move("file", _from(RELEASED, PART), FILED, Permission.SLIP_ISSUE,
             verb=later("desk.reception.slips.verbs:file_slip"), today=("slip_not_back",)),
        Move("reissue", _from(MISMATCH, ISSUED, EXPIRED), VOIDED, Permission.SLIP_ISSUE,
             reason=True, verb=later("desk.reception.slips.verbs:reissue_slip"),
             today=("slip_mismatch",)),
        Move("extend", _from(ISSUED, PART, EXPIRED), ISSUED, Permission.SLIP_ISSUE,
             verb=later("desk.reception.slips.verbs:extend_slip"), today=("slip_expired",)),
        Move("expire", _from(ISSUED), EXPIRED, Permission.SLIP_ISSUE,
             verb=later("desk.reception.slips.verbs:expire_slip"), today=("slip_expired",)),
        Move("clear", _from(MISMATCH), ISSUED, Permission.SLIP_ISSUE, reason=True, undo=True,
             verb=later("desk.reception.slips.gate:clear_mismatch"), today=("slip_mismatch",)),
        Move("undo_release", _from(RELEASED, PART), ISSUED, Permission.SLIP_RELEASE, reason=True,
             undo=True, verb=later("desk.reception.slips.gate:undo_release")),
        Move("unfile", _from(FILED), RELEASED, Permission.SLIP_ISSUE, reason=True, undo=True,
             verb=later("desk.reception.slips.verbs:unfile_slip")),
        Move("void", _from(DRAFT, CHECKED, ISSUED, EXPIRED, MISMATCH), VOIDED,
             Permission.SLIP_ISSUE, reason=True,
             verb=later("desk.reception.slips.verbs:void_slip"), today=("slip_draft",)),
    ),
)  # fmt: skip
"""Past ``valid_until`` an issued slip shows as expired before anybody closes it. What left in
part goes on in part when it is extended, and is in part again when its stub is given back."""
