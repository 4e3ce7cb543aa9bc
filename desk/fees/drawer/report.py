"""The shift report 交款单 as paper: kept, with the head of the log as its anchor."""

from __future__ import annotations

from desk.core.desk import Desk
from desk.printing import Missing


def issue_shift_report(
    desk: Desk,
    shift: int,
    layout: str = "a4",
    language: str | None = None,
    *,
    missing: Missing = "refuse",
    request: str | None = None,
) -> bytes:
    """The report of a closed drawer as PDF; the first is the original, the others copies.

    Needs cash.view. Raises Refused cash.unknown, cash.still_open, paper.*.
    """
    raise NotImplementedError
