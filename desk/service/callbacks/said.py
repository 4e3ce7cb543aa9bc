"""Words of callbacks that are needed where sentences are made, too."""

from __future__ import annotations

from desk.core.words import N_

STATES = {
    "open": N_("To be called"),
    "done": N_("Called back"),
    "given_up": N_("Given up"),
    "dropped": N_("Not needed any more"),
}
OUTCOMES = {
    "no_answer": N_("No answer"),
    "busy": N_("Busy"),
    "off": N_("Phone switched off"),
    "wrong_number": N_("Wrong number"),
    "later": N_("Asked to ring later"),
}
"""What came of an attempt in vain."""
SCORES = {
    "1": N_("Very discontent"),
    "2": N_("Discontent"),
    "3": N_("So-so"),
    "4": N_("Content"),
    "5": N_("Very content"),
}
