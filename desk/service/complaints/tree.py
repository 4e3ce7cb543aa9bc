"""The lines and categories that every site begins with; migration 0003 puts them in.

Their words are the program's, in whatever language is shown, until somebody types another name.
"""

from __future__ import annotations

from desk.core.words import N_, gettext

OTHER = "other"

SEEDS: dict[str, tuple[str, tuple[tuple[str, str], ...]]] = {
    "service": (N_("Customer service"), (
        ("attitude", N_("Manner")),
        ("slow_reply", N_("No or slow reply")),
        ("wrong_answer", N_("Wrong information")),
        ("promise", N_("Promise not kept")),
    )),
    "engineering": (N_("Engineering"), (
        ("repair_late", N_("Repair not done in time")),
        ("repair_quality", N_("Repair done badly")),
        ("supply", N_("Water or power")),
        ("lift", N_("Lift")),
        ("leak", N_("Leak")),
        ("facility", N_("Public facilities")),
    )),
    "security": (N_("Security guards"), (
        ("gate", N_("Strangers and the gate")),
        ("theft", N_("Theft and safety")),
        ("vehicles", N_("Parking and vehicles")),
        ("guard", N_("Guard's conduct")),
    )),
    "cleaning": (N_("Cleaning"), (
        ("dirt", N_("Dirty public area")),
        ("rubbish", N_("Rubbish not taken away")),
        ("pests", N_("Pests")),
        ("smell", N_("Smell")),
    )),
    "greening": (N_("Greening"), (
        ("plants", N_("Plants not looked after")),
        ("trees", N_("Trees in the way")),
    )),
    "charging": (N_("Charging"), (
        ("wrong_charge", N_("Wrong charge")),
        ("why_charge", N_("Charge not understood")),
        ("late_fee", N_("Late fee disputed")),
        ("invoice", N_("Receipt or invoice")),
    )),
    OTHER: (N_("Other"), (
        ("noise", N_("Noise")),
        ("decoration", N_("Decoration works")),
        ("animals", N_("Animals")),
        ("neighbour", N_("Neighbours")),
    )),
}  # fmt: skip
NAMES: dict[str, str] = {
    code: text for line, (title, below) in SEEDS.items() for code, text in ((line, title), *below)
}


def shown(code: str, name: str) -> str:
    """How a node reads: the name typed here, or the program's word for its ``code``."""
    return name or gettext(NAMES.get(code, code))
