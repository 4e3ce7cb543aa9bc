"""A slip and the promise that belongs to it, on paper.

SlipPapers(desk, papers).print_issued(slip)     # the promise to be signed first, then the slip
"""

from __future__ import annotations

from typing import Any

from desk.core.access import Permission
from desk.core.desk import Desk
from desk.core.words import _
from desk.reception.slips import papers_out
from desk.reception.slips.arrears import PROMISE
from desk.reception.slips.papers_out import LETTER, SLIP
from desk.reception.slips.rows import SlipRow
from ui.kit.actions import new_request
from ui.kit.papers_out import NOTHING, PapersOut

PAPER = SLIP


class SlipPapers:
    """See the top of this module."""

    def __init__(self, desk: Desk, out: PapersOut) -> None:
        self.desk, self._out = desk, out

    def print_issued(self, slip: SlipRow) -> bool:
        """All that is handed out with a slip that was just issued, as it is set to be printed."""
        if not self.desk.allows(Permission.PAPER_PRINT) or self._out.way(PAPER) == NOTHING:
            return False
        if slip.decision == PROMISE:
            self.print_promise(slip)
        return self.print_slip(slip)

    def print_slip(self, slip: SlipRow, look: bool = False) -> bool:
        """The slip in its copies; printed again it says so."""
        request = new_request()

        def draw(_layout: str, missing: Any) -> bytes:
            return papers_out.print_slip(self.desk, slip.id, missing=missing, request=request)

        title = _("Release slip {number}").format(number=slip.number)
        return self._out.hand_out(SLIP, draw, title, slip.number, look)

    def print_promise(self, slip: SlipRow) -> bool:
        """The written promise, to be signed."""
        request = new_request()

        def draw(_layout: str, missing: Any) -> bytes:
            return papers_out.print_promise(self.desk, slip.id, missing=missing, request=request)

        title = _("Promise to pay, {number}").format(number=slip.number)
        return self._out.hand_out(LETTER, draw, title, slip.number)

    def copy(self, paper: int, kind: str, number: str) -> bool:
        """One printed paper once more."""
        request = new_request()

        def draw(_layout: str, missing: Any) -> bytes:
            return papers_out.reprint(self.desk, paper, missing=missing, request=request)

        return self._out.hand_out(kind, draw, number, number)
