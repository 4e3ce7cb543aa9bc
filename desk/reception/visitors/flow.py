"""What may become of a visit and of a standing pass, and who may do it."""

from __future__ import annotations

from desk.core.access import Permission
from desk.core.workflow import Move, State, Workflow

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
        State(NO_SHOW, "void", final=True),
    ),
    moves=(
        Move("sign_in", _from(EXPECTED, NO_SHOW), ON_SITE, Permission.VISITOR_SIGN_IN),
        Move("sign_out", _from(ON_SITE), LEFT, Permission.VISITOR_SIGN_OUT),
        Move("cancel", _from(EXPECTED), CANCELLED, Permission.VISITOR_EXPECT),
        Move("no_show", _from(EXPECTED), NO_SHOW, Permission.VISITOR_EXPECT),
        Move("undo_sign_in", _from(ON_SITE), EXPECTED, Permission.VISITOR_SIGN_IN, undo=True),
        Move("void_sign_in", _from(ON_SITE), CANCELLED, Permission.VISITOR_SIGN_IN, undo=True),
        Move("undo_sign_out", _from(LEFT), ON_SITE, Permission.VISITOR_SIGN_OUT, undo=True),
        Move("undo_cancel", _from(CANCELLED), EXPECTED, Permission.VISITOR_EXPECT, undo=True),
        Move("undo_no_show", _from(NO_SHOW), EXPECTED, Permission.VISITOR_EXPECT, undo=True),
    ),
)
"""``overdue`` is no state: it is being on site after the expected leaving time."""

STANDING = Workflow(
    "standing",
    states=(State(ACTIVE, "ok"), State(REVOKED, "void", final=True)),
    moves=(
        Move("renew", _from(ACTIVE), ACTIVE, Permission.STANDING_EDIT),
        Move("revoke", _from(ACTIVE), REVOKED, Permission.STANDING_EDIT, reason=True),
        Move("restore", _from(REVOKED), ACTIVE, Permission.STANDING_EDIT, reason=True, undo=True),
    ),
)
"""``ended`` is no state: it is being past ``valid_until``."""
