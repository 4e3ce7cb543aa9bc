"""Words for states, needed where lines are put together; the words' domain takes them from here."""

from __future__ import annotations

from desk.core.words import N_

STATES = {
    "open": N_("Not assigned"),
    "assigned": N_("Assigned"),
    "accepted": N_("Accepted"),
    "working": N_("On site"),
    "paused": N_("Waiting"),
    "done": N_("Finished"),
    "called_back": N_("Called back"),
    "closed": N_("Closed"),
    "cancelled": N_("Cancelled"),
}
