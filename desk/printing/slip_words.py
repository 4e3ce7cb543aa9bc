"""What stands on a release slip in words, by code; the windows read the same."""

from __future__ import annotations

from desk.core.words import N_

KINDS = {
    "moving_out": N_("Moving out"),
    "moving_in": N_("Moving in"),
    "repair_out": N_("Out for repair"),
    "materials": N_("Decoration materials"),
    "other": N_("Other"),
}
STANDINGS = {
    "owner": N_("Owner"),
    "tenant": N_("Tenant"),
    "renovation": N_("Decorators"),
    "company": N_("Company"),
    "other": N_("Other"),
}
AUTHORITIES = {
    "self": N_("In person"),
    "signature": N_("Signed by the owner"),
    "letter": N_("Letter of authority"),
    "phone": N_("Confirmed by telephone"),
}
ANSWERS = {
    "agreed": N_("agreed"),
    "refused": N_("refused"),
    "no_answer": N_("no answer"),
}
DECISIONS = {
    "": N_("Nothing owed"),
    "settled": N_("Settled"),
    "promise": N_("Written promise"),
    "override": N_("Released by a supervisor"),
}
