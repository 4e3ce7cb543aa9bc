"""What may become of a visit and of a standing pass, and who may do it."""

from __future__ import annotations

from desk.core.access import Permission
from desk.core.later import later
from desk.core.workflow import STAYS, Move, State, Workflow

EXPECTED, ON_SITE, LEFT = "expected", "on_site", "left"
CANCELLED, NO_SHOW, OVERDUE = "cancelled", "no_show", "overdue"
ACTIVE, REVOKED, ENDED = "active", "revoked", "ended"


def _from(*states: str) -> frozenset[str]:
    return frozenset(states)


VISIT = Workflow(
    "visit",
    states=(
        State(EXPECTED, "plain"),
        State(ON_SITE, "ok"),
        State(LEFT, "void", final=True),
        State(CANCELLED, "void", final=True),
        State(NO_SHOW, "void"),
    ),
    moves=(
        Move("sign_in", _from(EXPECTED, NO_SHOW), ON_SITE, Permission.VISITOR_SIGN_IN, asks=True,
             today=("visit_late",)),
        Move("sign_out", _from(ON_SITE), LEFT, Permission.VISITOR_SIGN_OUT,
             verb=later("desk.reception.visitors.verbs:sign_out"),
             back=later("desk.reception.visitors.undo:undo_sign_out"),
             today=("visit_overdue",)),
        Move("extend", _from(ON_SITE), STAYS, Permission.VISITOR_EDIT, asks=True,
             verb=later("desk.reception.visitors.amend:extend"), today=("visit_overdue",)),
        Move("no_show", _from(EXPECTED), NO_SHOW, Permission.VISITOR_EXPECT,
             verb=later("desk.reception.visitors.amend:no_show"),
             back=later("desk.reception.visitors.undo:undo_cancel"),
             today=("visit_late",)),
        Move("cancel", _from(EXPECTED), CANCELLED, Permission.VISITOR_EXPECT,
             verb=later("desk.reception.visitors.amend:cancel"),
             back=later("desk.reception.visitors.undo:undo_cancel")),
        Move("undo_sign_in", _from(ON_SITE), EXPECTED, Permission.VISITOR_SIGN_IN, undo=True,
             verb=later("desk.reception.visitors.undo:undo_sign_in")),
        Move("void_sign_in", _from(ON_SITE), CANCELLED, Permission.VISITOR_SIGN_IN, undo=True,
             verb=later("desk.reception.visitors.undo:undo_sign_in")),
        Move("undo_sign_out", _from(LEFT), ON_SITE, Permission.VISITOR_SIGN_OUT, undo=True,
             verb=later("desk.reception.visitors.undo:undo_sign_out")),
        Move("undo_cancel", _from(CANCELLED, NO_SHOW), EXPECTED, Permission.VISITOR_EXPECT,
             undo=True, verb=later("desk.reception.visitors.undo:undo_cancel")),
    ),
)  # fmt: skip
"""``overdue`` is no state: it is being on site after the expected leaving time."""

STANDING = Workflow(
    "standing",
    states=(State(ACTIVE, "ok"), State(REVOKED, "void", final=True)),
    moves=(
        Move("renew", _from(ACTIVE), ACTIVE, Permission.STANDING_EDIT, asks=True,
             verb=later("desk.reception.visitors.standing:renew"), today=("standing_ending",)),
        Move("revoke", _from(ACTIVE), REVOKED, Permission.STANDING_EDIT, reason=True,
             verb=later("desk.reception.visitors.standing:revoke")),
        Move("restore", _from(REVOKED), ACTIVE, Permission.STANDING_EDIT, reason=True, undo=True,
             verb=later("desk.reception.visitors.standing:restore")),
    ),
)  # fmt: skip
"""``ended`` is no state: it is being past ``valid_until``."""
