"""What is entered of a write-off or credit, and the rules it has to pass by itself. Pure."""

from __future__ import annotations

from dataclasses import replace

from desk.core.frozen import frozen
from desk.core.money import MOST
from desk.core.text import clean
from desk.estate.checks import Faults

KINDS = ("write_off", "credit")
"""write_off 核销: a debt that will not be paid; credit 减免: one that need not be."""
MOST_LINES = 500


@frozen
class AdjustmentLineDraft:
    """How much of one charge is let off, in minor units."""

    charge: int
    amount: int


@frozen
class AdjustmentDraft:
    """A write-off or credit about to be requested."""

    kind: str
    lines: tuple[AdjustmentLineDraft, ...]
    reason: str = ""


def total_of(draft: AdjustmentDraft) -> int:
    """What all lines let off together, in minor units."""
    return sum(line.amount for line in draft.lines)


def check_adjustment(draft: AdjustmentDraft) -> AdjustmentDraft:
    """``draft`` with its reason as it is kept. Raises Refused or RefusedMany by field."""
    with Faults() as faults:
        faults.among(draft.kind, KINDS, "kind")
        if not draft.lines or len(draft.lines) > MOST_LINES:
            faults.add("adjustment.nothing", "lines", most=MOST_LINES)
        if len({line.charge for line in draft.lines}) < len(draft.lines):
            faults.add("adjustment.twice", "lines")
        if any(not 0 < line.amount < MOST for line in draft.lines):
            faults.add("adjustment.amount", "lines")
        reason = faults.of(clean, draft.reason, "reason", 300, required=True) or ""
    return replace(draft, reason=reason)
