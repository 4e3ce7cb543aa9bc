"""Standing passes: contractors and regular helpers with a pass for some weeks or months."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from functools import partial
from typing import Any

from desk import texts
from desk.core.access import Permission
from desk.core.errors import DeskError
from desk.core.log import history
from desk.core.papers import papers_of
from desk.core.words import _
from desk.reception.visitors import flow, passes, standing, undo, verbs
from desk.reception.visitors.listing import STANDING_PASSES
from desk.reception.visitors.rows import VisitRow
from desk.reception.visitors.standing import StandingRow
from ui.kit import actions, display, exporting, messages
from ui.kit.actions import Action
from ui.kit.dates import date_hint, read_date
from ui.kit.detail import Detail, Line
from ui.kit.display import Display
from ui.kit.frame import Frame
from ui.kit.moves import moves as next_moves
from ui.kit.papers_out import PASS, PapersOut, layout_words
from ui.kit.register_page import Empty, RegisterPage
from ui.kit.timeline import Entry
from ui.reception.outcomes import OutcomePage
from ui.reception.visitors.record_form import RecordForm
from ui.reception.visitors.seen import Seen
from ui.reception.visitors.standing_form import StandingForm

NOT_YET = "not_yet"
TONES = {flow.ACTIVE: "ok", NOT_YET: "accent"}
GOOD = (flow.ACTIVE, NOT_YET)
"""What may be printed: in force, or soon."""


class StandingPage(OutcomePage):
    """The list of standing passes, its form, and signing their holders in and out."""

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        self.papers = PapersOut(self, frame)
        self.form = StandingForm(self.desk)
        self.form_screen = RecordForm(_("Standing pass"), self.form, self.message_bar)
        self.keep(self.form_screen)
        self.form_screen.left.connect(self.home)
        self.form_screen.saved.connect(self._save)
        self._edited: int | None = None
        self.seen = Seen(self, self.desk)
        self.show_list(self._register())

    # -- building

    def unfinished(self) -> list[tuple[str, dict[str, Any]]]:
        return self.form_screen.unfinished()

    def _register(self) -> RegisterPage:
        may = self.desk.allows(Permission.STANDING_EDIT)
        add = Action("add", _("New standing pass"), lambda: self.begin("new"), "plus",
                     shortcut="Ctrl+N", primary=True, enabled=may)  # fmt: skip
        made = RegisterPage(
            self.desk, STANDING_PASSES, icon="card-account-details-outline",
            actions=[add, exporting.menu(lambda: self.list, self.frame)], detail=self._detail,
            empty=Empty(
                _("No standing passes yet"),
                _("Contractors and regular helpers get a pass with dates and come in by scanning."),
                add,
            ),
            relevant=lambda news: (
                news.action != "personal.revealed" and news.about("standing_pass", "visit")
            ),
        )  # fmt: skip
        made.selected.connect(self.seen.selected)
        return made

    # -- the window asks

    def begin(self, what: str, **values: Any) -> None:
        """Start a new pass (``new``) or put one right (``edit`` with ``standing=id``)."""
        if not self.desk.allows(Permission.STANDING_EDIT):
            messages.may_not(self)
            return
        self._edited = values.get("standing")
        self.open(self.form_screen)
        if self.form_screen.start(("standing", self._edited)):
            return
        if self._edited is None:
            self.form.begin()
        else:
            self.form.fill(self._edited)
        self.form_screen.ready(_("Edit standing pass") if self._edited else _("New standing pass"))

    def show_record(self, kind: str, record: int) -> None:
        """Show one pass in the list."""
        self.home()
        self.list.show_record(record)

    # -- the form

    def _save(self) -> None:
        form, desk, draft = self.form, self.desk, self.form.draft()
        if self._edited is None:
            actions.run(form, standing.create_standing, desk, draft, request=form.request,
                        done=self._saved)  # fmt: skip
        else:
            actions.run(form, standing.update_standing, desk, self._edited, draft,
                        done=self._saved)  # fmt: skip

    def _saved(self, row: StandingRow) -> None:
        new = self._edited is None
        self.form_screen.done()
        self.home()
        self.list.show_record(row.id)
        words = _("{name} has the standing pass {number}.")
        messages.say(self, words.format(name=row.name, number=row.number), "ok")
        if new and self.desk.allows(Permission.PAPER_PRINT):
            self.print_pass(row)

    # -- the card

    def _detail(self, row: StandingRow) -> Detail | None:
        try:
            fresh = standing.get_standing(self.desk, row.id)
        except DeskError as error:
            messages.sorry(self, error)
            return None
        show = Display(self.desk.local, lambda: self.desk.today)
        kind = texts.word("document.kind", fresh.document_kind) if fresh.document_kind else ""
        lines = [Line(_("Visiting"), fresh.place or "—"), Line(_("Purpose"), fresh.purpose)]
        for field, name, value, lead in (
            ("document", _("Document"), fresh.document, kind),
            ("phone", _("Telephone"), display.phone(fresh.phone), ""),
        ):
            if value:
                full, ask = self.seen.offer("standing_pass", fresh.id, field)
                lines.append(Line(name, f"{lead} {full or value}".strip(), reveal=ask))
        for name, value in ((_("Plate"), fresh.plate), (_("Note"), fresh.note)):
            if value:
                lines.append(Line(name, value))
        days = f"{fresh.valid_from:%Y-%m-%d} – {fresh.valid_until:%Y-%m-%d}"
        lines.append(Line(_("Valid"), days))
        if fresh.on_site:
            lines.append(Line(_("On site"), _("now"), "ok", open=partial(self._show_visit, fresh)))
        for paper in papers_of("standing_pass", fresh.id)[-2:]:
            copy = _("copy {n}").format(n=paper.copy) if paper.copy else ""
            parts = (layout_words(paper.layout), copy, show.moment(paper.at), paper.who)
            lines.append(Line(_("Printed"), " · ".join(part for part in parts if part)))
        return Detail(
            heading=fresh.name or _("(erased)"),
            subtitle=" · ".join(part for part in (fresh.number, fresh.company) if part),
            state=texts.word("standing.state", fresh.state),
            tone=TONES.get(fresh.state, "void"),
            lines=lines,
            timeline=self._timeline(fresh.id, show),
            moves=self._moves(fresh),
            more=self._more(fresh),
        )

    def _timeline(self, record: int, show: Display) -> list[Entry]:
        made = []
        for step in history(self.desk, "standing_pass", record):
            words = f"{step.who} {texts.word('action', step.action)}".strip()
            if step.reason:
                words = _("{what}: {reason}").format(what=words, reason=step.reason)
            made.append(Entry(show.moment(step.at), words))
        return made

    def _moves(self, row: StandingRow) -> list[Action]:
        may = self.desk.allows
        made = []
        if row.on_site and may(Permission.VISITOR_SIGN_OUT):
            made.append(Action("leave", _("Leave"), partial(self._leave, row), primary=True))
        elif row.state == flow.ACTIVE and may(Permission.VISITOR_SIGN_IN):
            made.append(Action("sign_in", _("Sign in"), partial(self._sign_in, row), primary=True))
        made += [replace(move, primary=False) for move in self._declared(row)
                 if move.key == "renew"]  # fmt: skip
        if row.state in GOOD and may(Permission.PAPER_PRINT):
            made.append(Action("print", _("Print"), partial(self.print_pass, row)))
        return made

    def _more(self, row: StandingRow) -> list[Action]:
        rest = [move for move in self._declared(row) if move.key != "renew"]
        if row.state == flow.REVOKED or not self.desk.allows(Permission.STANDING_EDIT):
            return rest
        edit = partial(self.begin, "edit", standing=row.id)
        new = partial(self.print_pass, row, True)
        return [
            Action("edit", _("Edit"), edit, "pencil-outline"),
            Action("replace", _("Lost: print a new pass"), new, "printer-alert"),
            *rest,
        ]

    def _declared(self, row: StandingRow) -> list[Action]:
        """The workflow's moves; being past its days or before them is no state of it."""
        state = flow.REVOKED if row.state == flow.REVOKED else flow.ACTIVE
        handlers: dict[str, Callable[[int], object]] = {
            "renew": lambda _id: self._renew(row),
            "revoke": lambda _id: self._turn(row, True),
            "restore": lambda _id: self._turn(row, False),
        }
        return next_moves(self, self.desk, flow.STANDING, row.id, state, handlers)

    # -- moves

    def print_pass(self, row: StandingRow, replace: bool = False) -> None:
        """Print the pass; ``replace`` makes a new one, and the lost one opens nothing."""
        request = actions.new_request()

        def draw(layout: str, missing: Any) -> bytes:
            return passes.issue_standing(
                self.desk, row.id, layout, replace=replace, missing=missing, request=request
            )

        title = _("Standing pass {number}").format(number=row.number)
        self.papers.hand_out(PASS, draw, title, row.number)

    def _sign_in(self, row: StandingRow) -> None:
        def done(visit: VisitRow) -> None:
            words = _("{name} is signed in: {place}, {number}").format(
                name=visit.party, place=visit.place, number=visit.number
            )
            back = partial(actions.run, self, undo.undo_sign_in, self.desk, visit.id)
            self.message_bar.outcome(words, "ok", undo=back)

        actions.run(self, standing.sign_in_standing, self.desk, row.id, done=done,
                    request=actions.new_request())  # fmt: skip

    def _leave(self, row: StandingRow) -> None:
        def done(visit: VisitRow) -> None:
            span = (visit.out_at or self.desk.now) - (visit.in_at or visit.at)
            words = _("{name} {place} has left, was here {time}.").format(
                name=visit.name, place=visit.place, time=display.length(span)
            )
            back = partial(actions.run, self, undo.undo_sign_out, self.desk, visit.id)
            self.message_bar.outcome(words, "ok", undo=back)

        if row.on_site is not None:
            actions.run(self, verbs.sign_out, self.desk, row.on_site, done=done)

    def _renew(self, row: StandingRow) -> None:
        start = max(row.valid_until, self.desk.today) + timedelta(days=30)
        typed = messages.ask_text(
            self, _("Renew until"), date_hint() + " · " + _("the paper is replaced by a new one"),
            yes=_("Renew"), start=start.isoformat(),
        )  # fmt: skip
        if typed is None:
            return
        until = read_date(typed, self.desk.today, near=True)
        if until is None:
            messages.say(self, _("Not a date: {hint}").format(hint=date_hint()), "error")
            return

        def done(fresh: StandingRow) -> None:
            words = _("Good until {day}. Print the new pass and keep the old one.")
            offer = (_("Print"), partial(self.print_pass, fresh))
            messages.say(self, words.format(day=f"{fresh.valid_until:%Y-%m-%d}"), "ok", None, 0,
                         offer)  # fmt: skip

        actions.run(self, standing.renew, self.desk, row.id, until, done=done)

    def _turn(self, row: StandingRow, off: bool) -> None:
        title = _("Revoke this pass?") if off else _("Put this pass in force again?")
        yes = texts.word("standing.move", "revoke" if off else "restore")
        reason = messages.ask_reason(self, title, f"{row.name} · {row.number}", yes, danger=off)
        if reason:
            verb = standing.revoke if off else standing.restore
            done = _("{number} is revoked.") if off else _("{number} is in force. Print it anew.")
            words = done.format(number=row.number)
            actions.run(self, verb, self.desk, row.id, reason,
                        done=lambda _row: messages.say(self, words, "ok"))  # fmt: skip

    def _show_visit(self, row: StandingRow) -> None:
        if row.on_site is not None:
            self.frame.show_record("visit", row.on_site)
