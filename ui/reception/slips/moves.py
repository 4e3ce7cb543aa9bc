"""What can be done next with a slip, from its workflow; what needs more than a click.

moves, more = SlipMoves(page).of(view)
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from desk.core.access import Permission
from desk.core.errors import DeskError
from desk.core.words import _
from desk.reception.slips import flow, reading, reveal, verbs
from desk.reception.slips.arrears import PROMISE
from desk.reception.slips.rows import SlipRow, SlipView
from ui.kit import actions, messages
from ui.kit.actions import Action, new_request
from ui.kit.datefields import DateField
from ui.kit.form import Form
from ui.kit.form_dialog import FormDialog
from ui.kit.moves import moves as next_moves
from ui.reception.slips.papers import SlipPapers

if TYPE_CHECKING:
    from ui.reception.slips.page import SlipsPage

OUTDATED = ("extend", "expire", "reissue", "void")
"""What may be done with a slip that is past its last day."""
QUIET = ("reopen", "expire", "undo_release", "unfile", "void", "clear", "file")
"""Moves that are seldom: in the menu unless nothing else is open."""


class SlipMoves:
    """See the top of this module."""

    def __init__(self, page: SlipsPage) -> None:
        self._page, self.desk = page, page.desk
        self.papers = SlipPapers(self.desk, page.papers)

    def of(self, view: SlipView) -> tuple[list[Action], list[Action]]:
        """The buttons of the card, and its menu."""
        row = view.row
        handlers: dict[str, Callable[[int], object]] = {
            "check": self._page.open_draft,
            "issue": partial(self._issue, row),
            "release": partial(self._gate, row),
            "extend": partial(self._extend, row),
        }
        made = next_moves(self._page, self.desk, flow.SLIP, row.id, row.state, handlers, self._done)
        made = [
            move for move in made
            # a part and what differs are asked at the gate's screen
            if move.key not in ("release_part", "mismatch")
            and (move.key in OUTDATED if row.expired else move.key != "expire")
        ]  # fmt: skip
        if row.expired:
            made.sort(key=lambda move: OUTDATED.index(move.key))
        first = [move for move in made if move.key not in QUIET] or made[:1]
        more = [replace(move, primary=False) for move in made if move not in first]
        # that the old paper is void with it is no reason to shy away from making it anew
        first = [
            replace(move, primary=not n, danger=move.danger and bool(n))
            for n, move in enumerate(first)
        ]
        return first, [*self._printing(view), *more]

    def _printing(self, view: SlipView) -> list[Action]:
        row = view.row
        may = self.desk.allows(Permission.PAPER_PRINT) and self.desk.allows(Permission.FEES_VIEW)
        if row.issued_at is None or not may:
            return []
        made = [Action("print", _("Print the slip"), lambda: self.papers.print_slip(row),
                       "printer-outline")]  # fmt: skip
        if row.decision == PROMISE:
            letter = partial(self.papers.print_promise, row)
            made.append(Action("promise", _("Print the promise"), letter, "printer-outline"))
        return made

    # -- moves with more to them

    def _issue(self, row: SlipRow, _record: int) -> None:
        def done(issued: SlipRow) -> None:
            words = _("{number} is issued: {name}, {unit}.")
            self._page.message_bar.outcome(
                words.format(number=issued.number, name=issued.name, unit=issued.unit_code), "ok"
            )
            self.papers.print_issued(issued)

        actions.run(self._page, verbs.issue_slip, self.desk, row.id, request=new_request(),
                    done=done)  # fmt: skip

    def _gate(self, row: SlipRow, _record: int) -> None:
        self._page.begin("guard", slip=row)

    def _extend(self, row: SlipRow, _record: int) -> None:
        form = Form()
        form.add(DateField("valid_until", _("Good until"), today=lambda: self.desk.today,
                           required=True))  # fmt: skip
        form["valid_until"].set_value(max(row.valid_until, self.desk.today))
        dialog = FormDialog(
            self._page, _("Extend {number}").format(number=row.number), form, yes=_("Extend"),
            text=_("The paper that is out is good no more: print it again."), high=260,
        )  # fmt: skip
        dialog.save = lambda: actions.run(
            form, verbs.extend_slip, self.desk, row.id, form["valid_until"].value(),
            request=form.request, done=dialog.close_with,
        )  # fmt: skip
        if dialog.run() and isinstance(dialog.result_value, SlipRow):
            self.papers.print_slip(dialog.result_value)

    def _done(self, row: SlipRow) -> None:
        """A move without a form is done; made anew, the new draft is gone on with."""
        if row.replaces is not None and row.state == flow.DRAFT:
            self._page.open_draft(row.id)

    # -- what the card asks

    def reveal(self, slip: int, field: str) -> str | None:
        """A masked number in full; who looked is logged."""
        try:
            return reveal.reveal(self.desk, slip, field)
        except DeskError as error:
            messages.sorry(self._page, error)
            return None

    def copy_paper(self, paper: int, kind: str, number: str) -> None:
        """One printed paper once more."""
        self.papers.copy(paper, kind, number)

    def show(self, slip: int) -> None:
        """Read one slip and select it."""
        self._page.list.table.select_id(reading.get_slip(self.desk, slip).id)
