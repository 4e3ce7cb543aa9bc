"""Handing the visitor's form in: signing in, appointments, putting right, and the pass.

HandIn(screen).submit(draft, printing=True)
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from desk.core.access import Permission
from desk.core.words import _
from desk.reception.visitors import amend, guards, passes, undo, verbs
from desk.reception.visitors.drafts import VisitDraft
from desk.reception.visitors.rows import VisitRow
from desk.reception.visitors.standing import sign_in_standing
from ui.kit import actions, messages
from ui.kit.papers_out import PASS

if TYPE_CHECKING:
    from ui.reception.visitors.screen import FormScreen


class HandIn:
    """What the form's screen does once the form is filled in."""

    def __init__(self, screen: FormScreen) -> None:
        self._screen, self._desk = screen, screen.desk

    def submit(self, draft: VisitDraft, printing: bool) -> None:
        """Hand in what was typed, as the form's mode says."""
        mode = self._screen.form.mode
        if mode == "in":
            self._sign_in(draft, printing)
        elif mode == "expect":
            form = self._screen.form
            actions.run(form, verbs.expect, self._desk, draft, request=form.request,
                        done=self._expected)  # fmt: skip
        else:
            self._edit(draft)

    def _sign_in(self, draft: VisitDraft, printing: bool) -> None:
        asked = self._admitted(draft)
        if asked is None:
            return
        form = self._screen.form
        actions.run(
            form, verbs.sign_in, self._desk, draft, expected=self._screen.expected,
            request=form.request, done=lambda visit: self._signed_in(visit, printing), **asked,
        )  # fmt: skip

    def sign_in_pass(self, standing: int) -> None:
        """Let the holder of a standing pass in: nothing has to be typed."""
        form = self._screen.form
        actions.run(
            form, sign_in_standing, self._desk, standing, badge=form["badge"].value() or "",
            request=form.request, done=lambda visit: self._signed_in(visit, False),
        )  # fmt: skip

    def _admitted(self, draft: VisitDraft) -> dict[str, Any] | None:
        """What it takes to let somebody in who is on the do-not-admit list; None: not let in."""
        stopped = [hit for hit in guards.check(self._desk, draft) if hit.stops]
        if not stopped:
            return {}
        said = stopped[0].instruction or _("Call the supervisor.")
        reason = messages.ask_reason(
            self._screen, _("Admit all the same?"),
            _("This person is on the do-not-admit list. {instruction}").format(instruction=said),
            yes=_("Admit"), danger=True,
        )  # fmt: skip
        if reason is None:
            return None
        if self._desk.allows(Permission.VISITOR_ADMIT_LISTED):
            return {"reason": reason}
        second = messages.ask_second_person(
            self._screen, _("A supervisor has to agree"),
            _("Account and password of the supervisor:"),
        )  # fmt: skip
        return None if second is None else {"reason": reason, "second": second}

    def _signed_in(self, visit: VisitRow, printing: bool) -> None:
        self._screen.clear("in")
        words = _("{name} is signed in: {place}, {number}").format(
            name=visit.party, place=visit.place, number=visit.number
        )
        bar = self._screen.message_bar
        bar.outcome(words, "ok", undo=lambda: self.undo_in(visit))
        self._screen.saved.emit(visit)
        if printing:
            self.print_pass(visit)

    def _expected(self, visit: VisitRow) -> None:
        self._screen.clear("expect")
        at = self._desk.local(visit.expected_at or visit.at)
        words = _("{name} is expected on {day} at {time}.").format(
            name=visit.party, day=f"{at:%Y-%m-%d}", time=f"{at:%H:%M}"
        )
        self._screen.message_bar.outcome(words, "ok")
        self._screen.saved.emit(visit)

    def _edit(self, draft: VisitDraft) -> None:
        visit, form = self._screen.visit, self._screen.form
        asked = self._admitted(draft) if visit is not None else None
        if asked is None:
            return
        actions.run(form, amend.edit, self._desk, visit, draft, request=form.request,
                    done=self._edited, **asked)  # fmt: skip

    def _edited(self, visit: VisitRow) -> None:
        self._screen.clear("in")
        words = _("{number} is put right.").format(number=visit.number)
        messages.say(self._screen, words, "ok")
        self._screen.saved.emit(visit)
        self._screen.left.emit()

    def print_pass(self, visit: VisitRow, look: bool = False) -> bool:
        """Print the pass of somebody on site; printed again it says so."""
        request = actions.new_request()

        def draw(layout: str, missing: Any) -> bytes:
            return passes.issue_pass(self._desk, visit.id, layout, missing=missing, request=request)

        title = _("Visitor pass {number}").format(number=visit.number)
        return self._screen.papers.hand_out(PASS, draw, title, visit.number, look)

    def undo_in(self, visit: VisitRow) -> None:
        """Take signing in back."""

        def done(row: VisitRow) -> None:
            words = _("Taken back: {name} is not signed in.").format(name=row.name)
            messages.say(self._screen, words, "ok")
            self._screen.saved.emit(row)

        actions.run(self._screen, undo.undo_sign_in, self._desk, visit.id, done=done)
