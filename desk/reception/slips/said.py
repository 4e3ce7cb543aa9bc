"""Words for the states of a slip and for its stubs, for cards and lists written here."""

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
LEFT = {
    "": N_("As the desk has it"),
    "all": N_("All left"),
    "part": N_("Left in part"),
    "none": N_("Nothing left"),
}
"""What the guard wrote on a stub."""
STUBS = {
    "agrees": N_("Agrees"),
    "released": N_("Agrees; left by the stub"),
    "twice": N_("In the bundle twice"),
    "filed_before": N_("Was filed before"),
    "voided": N_("Slip is void"),
    "expired": N_("Slip had expired"),
    "mismatch": N_("Was refused at the gate"),
    "superseded": N_("Older paper of the slip"),
    "not_issued": N_("Was never issued"),
    "part": N_("Only a part left"),
    "whole": N_("All left, the stub says less"),
    "unknown": N_("No such slip"),
    "unreadable": N_("Not a slip of ours"),
    "missing": N_("Stub not back"),
}
"""How a stub compares with its slip."""
