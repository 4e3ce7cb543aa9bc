"""A call is handed in: written down, put right, made a message or something else.

hand = CallHand(screen)      hand.save()      hand.turn("complaint")      hand.message()
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from desk.reception.calls import verbs
from desk.reception.calls.rows import CallRow, open_draft
from ui.kit import actions
from ui.reception.calls.turn import CallTurns
from ui.reception.inputs import tidy

if TYPE_CHECKING:
    from ui.reception.calls.screen import CallScreen


class CallHand:
    """See the top of this module."""

    def __init__(self, screen: CallScreen) -> None:
        self._screen, self.form, self.desk = screen, screen.form, screen.desk
        self.turns = CallTurns(screen, screen.desk)

    def save(self) -> None:
        """Write it down, or put it right."""
        call = self._screen.call
        done = self._record() if call is None else self._amend(call)
        if done is not None:
            self._screen.handed_in(done)

    def _record(self) -> CallRow | None:
        made: CallRow | None = actions.run(
            self.form, verbs.record_call, self.desk, self.form.draft(), request=self.form.request
        )
        return made

    def _amend(self, call: int) -> CallRow | None:
        form = self.form
        made: CallRow | None = actions.run(
            form, verbs.amend, self.desk, call, form.draft(), form.base, request=form.request
        )
        if made is None:
            theirs = open_draft(self.desk, call)
            if theirs != form.base:
                form.rebase(theirs)
        return made

    def turn(self, what: str) -> None:
        """Make a complaint, an order or a visitor's notice of it (``complaint``, ``order``,
        ``visit``); a call of the book is put right first."""
        if not self.form.check():
            return
        call = self._screen.call
        if call is not None and self.form.dirty:
            if self._amend(call) is None:
                return
            self.form.fill(open_draft(self.desk, call))
            self._screen.forget()
        done: CallRow | None = getattr(self.turns, what)(self.form.draft(), call)
        if done is not None:
            self._screen.handed_in(done)

    def message(self) -> None:
        """A message: whom it is for is asked if it is not there yet, else it is saved."""
        form = self.form
        form["then"].set_value("message")
        if tidy(form.whom.text()) or form["department"].value():
            form.finish()
        else:
            form.whom.widget.setFocus()
