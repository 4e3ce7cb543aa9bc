"""Words for the states of a slip, for cards that this area writes itself."""

from __future__ import annotations

from desk.core.words import N_
from desk.reception.slips import flow

STATES = {
    flow.DRAFT: N_("Draft"),
    flow.CHECKED: N_("Checked"),
    flow.ISSUED: N_("Issued"),
    flow.PART: N_("Left in part"),
    flow.RELEASED: N_("Released"),
    flow.FILED: N_("Filed"),
    flow.EXPIRED: N_("Expired"),
    flow.VOIDED: N_("Voided"),
    flow.MISMATCH: N_("Goods differ"),
}
