"""Words for states, needed where lines are put together; the words' domain takes them from here."""

from __future__ import annotations

from desk.core.words import N_, gettext

URGENCIES = {"urgent": N_("Urgent"), "ordinary": N_("Ordinary")}
PAID = {True: N_("The customer pays"), False: N_("Free of charge")}
USED = {True: N_("In use"), False: N_("Out of use")}
CALLBACKS = {
    "always": N_("Always"),
    "paid": N_("If the customer pays"),
    "urgent": N_("If it was urgent"),
    "never": N_("Never"),
}
LINES = {"labour": N_("Labour"), "material": N_("Material")}
STATES = {
    "open": N_("Not assigned"),
    "assigned": N_("Assigned"),
    "accepted": N_("Accepted"),
    "working": N_("In progress"),
    "paused": N_("Waiting"),
    "done": N_("Finished"),
    "called_back": N_("Called back"),
    "closed": N_("Order closed"),
    "cancelled": N_("Cancelled"),
}
KINDS = {
    "water": N_("Water and drains"),
    "power": N_("Electricity"),
    "doors": N_("Doors and windows"),
    "air": N_("Air conditioning"),
    "lift": N_("Lift"),
    "locks": N_("Locks and access control"),
    "light": N_("Public lighting"),
    "leak": N_("Leaks and damp"),
    "gas": N_("Gas and heating"),
    "network": N_("Television and network"),
    "fire": N_("Fire protection"),
    "facility": N_("Public facilities"),
    "other": N_("Other repairs"),
}
"""The kinds that every site begins with; migration 0003 puts them in."""


def kind_name(code: str, name: str) -> str:
    """How a kind of repair is called: the site's own ``name``, else the program's word."""
    return name or gettext(KINDS.get(code, code))
