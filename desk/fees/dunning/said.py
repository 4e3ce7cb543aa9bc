"""Ways and outcomes of contacts in words, for cards and papers that fees make themselves."""

from __future__ import annotations

from desk.core.words import N_

WAYS_SAID = {
    "message": N_("Message"), "call": N_("Call"), "visit": N_("Visit"),
    "notice": N_("Printed notice"), "demand": N_("Formal demand"), "legal": N_("Legal pack"),
}  # fmt: skip
OUTCOMES_SAID = {
    "reached": N_("Reached"), "no_answer": N_("Nobody answered"), "refused": N_("Refuses to pay"),
    "question": N_("Has a question"), "promised": N_("Promised a day"),
}  # fmt: skip
KINDS_SAID = {"notice": N_("Payment notice"), "demand": N_("Formal demand")}
