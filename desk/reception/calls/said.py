"""Words for the codes of a call, needed where lines are put together; texts take them from here."""

from __future__ import annotations

from desk.core.words import N_, gettext

STATES = {
    "answered": N_("Answered"),
    "to_do": N_("To do"),
    "message": N_("Message left"),
    "callback": N_("To ring back"),
    "passed": N_("Passed on"),
    "voided": N_("Void"),
}
KINDS = {
    "inquiry": N_("Inquiry"),
    "repair": N_("Repair"),
    "complaint": N_("Complaint"),
    "help": N_("Help"),
    "message": N_("Message left"),
    "transfer": N_("Put through"),
    "harassment": N_("Nuisance"),
}
DIRECTIONS = {"in": N_("Incoming"), "out": N_("Outgoing")}
THEN = {
    "": N_("Nothing more"),
    "to_do": N_("We let them know"),
    "message": N_("Hand on a message"),
    "callback": N_("Ring back"),
}
OUTAGES = {
    "water": N_("Water supply"),
    "power": N_("Power"),
    "gas": N_("Gas"),
    "lift": N_("Lift"),
    "heating": N_("Heating"),
    "network": N_("Network"),
    "gate": N_("Gate or door"),
    "other": N_("Other"),
}
OF_FIELDS = {"kind": KINDS, "direction": DIRECTIONS, "then": THEN}
_PHRASES = (
    N_("Thank you for calling. I have written it down and pass it on at once."),
    N_("I will ask the department in charge and ring you back."),
    N_("I can't say yet when it will be done; you will hear from us how far it is."),
    N_("I put you through. If nobody answers, I take a message."),
)


def phrases() -> list[str]:
    """What may be answered to anybody: the desk promises nothing by itself."""
    return [gettext(text) for text in _PHRASES]
