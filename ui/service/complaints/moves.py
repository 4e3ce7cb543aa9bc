"""What can be done next with a complaint, from its workflow; what asks more than a click.

moves, more = ComplaintMoves(sheet).of(view)
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from desk.core.access import Permission
from desk.core.errors import DeskError
from desk.core.files import AttachmentRow
from desk.core.words import _
from desk.issuing import reprint
from desk.service.complaints import attached, flow, reading
from desk.service.complaints.paper import issue_complaint_form
from desk.service.complaints.rows import ComplaintRow, ComplaintView
from ui.kit import actions, attachments, display, messages
from ui.kit.actions import Action, new_request
from ui.kit.moves import moves as next_moves
from ui.kit.papers_out import PapersOut
from ui.service.callbacks.form import CallForm
from ui.service.complaints.asks import ComplaintAsks
from ui.service.complaints.repair import RepairAsk

if TYPE_CHECKING:
    from ui.service.complaints.sheet import ComplaintsSheet

PAPER = "complaint_form"
SELDOM = ("take", "urge", "convert", "merge", "pause", "invalid", "force_close", "reopen")
"""Moves that stand in the menu while others lead on."""


class ComplaintMoves:
    """See the top of this module."""

    def __init__(self, page: ComplaintsSheet) -> None:
        self._page, self.desk = page, page.desk
        self.asks = ComplaintAsks(page, page.desk)
        self.repair = RepairAsk(page, page.desk)
        self.out = PapersOut(page, page.frame)

    def of(self, view: ComplaintView) -> tuple[list[Action], list[Action]]:
        """The buttons of the card, and its menu."""
        row, asks = view.row, self.asks
        handlers: dict[str, Callable[[int], object]] = {
            "respond": lambda _id: asks.respond(row, view.seen),
            "start": lambda _id: asks.start(row, view.seen),
            "resolve": lambda _id: asks.resolve(row, view.seen),
            "feed_back": lambda _id: asks.feed_back(row, view.seen),
            "step": lambda _id: asks.step(view),
            "pause": lambda _id: asks.pause(row, view.seen),
            "transfer": lambda _id: asks.transfer(row, view.seen),
            "merge": lambda _id: asks.merge(row),
            "close": lambda _id: self._close(view),
        }
        made = next_moves(self._page, self.desk, flow.COMPLAINT, row.id, row.state, handlers)
        made = [move for move in made if self._fits(move.key, view)]
        if any(each.state == "open" for each in view.callbacks):  # ringing them closes it
            made = [replace(move, title=_("Call back")) if move.key == "close" else move
                    for move in made]  # fmt: skip
        if row.erased:
            made = [move for move in made if move.key != "reopen"]
        made.sort(key=lambda move: not self._next(move.key, view))
        first = [move for move in made if move.key not in SELDOM] or made[:1]
        rest = [replace(move, primary=False) for move in made if move not in first]
        first = [replace(move, primary=not n, danger=False) for n, move in enumerate(first)]
        return first, [*rest, *self._more(row)]

    def _fits(self, key: str, view: ComplaintView) -> bool:
        """Whether a move has a point now: the workflow knows states only."""
        row = view.row
        if key == "convert":
            return not row.valid
        if key == "step":
            return any(step.by_hand and step.at is None for step in view.steps)
        if key == "take":
            me = self.desk.session.staff if self.desk.session else None
            return row.owner != me
        return key != "feed_back" or row.fed_back_at is None

    def _next(self, key: str, view: ComplaintView) -> bool:
        """Whether a move is the step that comes next: it is offered first."""
        row = view.row
        step = next((each.key for each in view.steps if each.next), "")
        if row.state == flow.RESOLVED:
            return key == "close"
        if row.state in flow.FRESH:
            return key == "respond"
        if row.valid and row.department is None:
            return key == "transfer"
        if step in flow.BY_HAND:
            return key == "step"
        if row.valid and row.state == flow.RESPONDED:
            return key == "start"
        return key == "resolve"

    def _more(self, row: ComplaintRow) -> list[Action]:
        works, ended = self.desk.allows(Permission.COMPLAINT_WORK), row.state in flow.ENDED
        made = []
        if works and not ended and not row.erased:
            made.append(Action("edit", _("Put right …"), partial(self._page.edit, row)))
            if self.desk.allows(Permission.ORDER_WRITE):
                made.append(Action("repair", _("Make a work order …"), partial(self._repair, row)))
        if works and not row.erased:
            made.append(Action("note", _("Note …"), partial(self.asks.note, row)))
            made.append(Action("attach", _("Attach a file …"), partial(self.attach, row)))
            if not ended:
                made.append(Action("link", _("Link a record …"), partial(self.link, row)))
        if self.desk.allows(Permission.PAPER_PRINT):
            made.append(Action("print", _("Print the form"), partial(self.print_form, row),
                               "printer-outline"))  # fmt: skip
        return made

    # -- with other registers

    def _close(self, view: ComplaintView) -> None:
        """Ring the complainant; the callback's end closes it."""
        waiting = next((each for each in view.callbacks if each.state == "open"), None)
        if waiting is not None:
            self._page.frame.begin("callbacks", "call", callback=waiting.id)
            return
        self.asks.closed(view.row, CallForm(self.desk, only_reached=True))

    def _repair(self, row: ComplaintRow) -> None:
        made = self.repair.ask(row)
        if made is not None:
            words = _("Work order {number} is made from {complaint}.")
            show = partial(self._page.frame.show_record, "work_order", made.id)
            messages.say(self._page, words.format(number=made.number, complaint=row.number), "ok",
                         offer=(_("Show it"), show))  # fmt: skip

    def reveal(self, complaint: int) -> str | None:
        """The telephone number in full; that is logged."""
        try:
            return display.phone(reading.reveal_phone(self.desk, complaint))
        except DeskError as error:
            messages.sorry(self._page, error)
            return None

    # -- paper, files, links

    def print_form(self, row: ComplaintRow, look: bool = False) -> bool:
        """The complaint form; printed unchanged again, it is a copy."""
        request = new_request()

        def draw(layout: str, missing: Any) -> bytes:
            return issue_complaint_form(self.desk, row.id, layout, missing=missing, request=request)

        title = _("Complaint form {number}").format(number=row.number)
        return self.out.hand_out(PAPER, draw, title, row.number, look)

    def copy_paper(self, paper: int, row: ComplaintRow) -> None:
        """One printed form once more, just as it was."""
        request = new_request()

        def draw(_layout: str, _missing: Any) -> bytes:
            return reprint(self.desk, paper, request=request)

        self.out.hand_out(PAPER, draw, row.number, row.number)

    def show_file(self, row: ComplaintRow, file: AttachmentRow) -> None:
        """Look at something attached."""
        read = partial(attached.read_file, self.desk, row.id)
        attachments.show(self._page, file, read)

    def keep_file(self, row: ComplaintRow, file: AttachmentRow) -> None:
        """A copy of it on disk."""
        try:
            data = attached.read_file(self.desk, row.id, file.id)
        except DeskError as error:
            messages.sorry(self._page, error)
            return
        attachments.save(self._page, file.name, data)

    def take_off(self, row: ComplaintRow, file: AttachmentRow) -> None:
        """Take off what does not belong here."""
        title = _("Take {name} off?").format(name=file.name)
        why = messages.ask_reason(self._page, title, _("The file is erased. Say why."),
                                  yes=_("Take off"))  # fmt: skip
        if why:
            actions.run(self._page, attached.detach, self.desk, row.id, file.id, why,
                        request=new_request())  # fmt: skip

    def attach(self, row: ComplaintRow) -> None:
        """Attach a picture or a paper."""

        def take(file: Any) -> None:
            actions.run(self._page, attached.attach, self.desk, row.id, file,
                        request=new_request(), done=lambda _row: self._said(file.name))  # fmt: skip

        attachments.add(self._page, take)

    def _said(self, name: str) -> None:
        messages.say(self._page, _("{name} is attached.").format(name=name), "ok")

    def link(self, row: ComplaintRow) -> None:
        """Tie another record to it."""
        self.asks.link(row)
