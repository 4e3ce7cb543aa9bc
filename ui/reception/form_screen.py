"""The screen with the visitor's form: sign in, expect, put right. It fills the page, no dialog.

    screen = FormScreen(page, frame, papers)
    screen.start("in")                       # or "expect", "edit" with visit=, expected=, host=
    screen.left.connect(page.close_screen)   # Esc; what was typed is kept for the next start

Ctrl+Enter signs in and prints, Ctrl+S signs in alone, Ctrl+R fills in whoever is known.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from weakref import WeakKeyDictionary

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desk.core.access import Permission
from desk.core.desk import Desk
from desk.core.errors import DeskError
from desk.core.words import _
from desk.reception.visitors import amend, guards, passes, undo, verbs
from desk.reception.visitors.drafts import VisitDraft
from desk.reception.visitors.hosts import HostChoice, hosts_at
from desk.reception.visitors.rows import VisitRow, get
from ui import theme
from ui.kit import actions, messages, shortcuts
from ui.kit.frame import Frame
from ui.kit.plain import button, label, row
from ui.reception.known import TYPED, Candidate, Known
from ui.reception.papers_out import NOTHING, PASS, PapersOut
from ui.reception.stacked import OutcomeBar
from ui.reception.visitor_form import VisitForm

LOOK = 120  # ms after the last key before the books are looked through

_drafts: WeakKeyDictionary[Desk, dict[str, Any]] = WeakKeyDictionary()
"""What was typed and not handed in, per store: it outlives a change of language or of the seat."""


class FormScreen(QWidget):
    """See the top of this module."""

    left = Signal()
    saved = Signal(object)

    def __init__(self, frame: Frame, papers: PapersOut, bar: OutcomeBar) -> None:
        super().__init__()
        self.setProperty("role", "page")
        self.desk, self.papers, self.message_bar = frame.desk, papers, bar
        self.expected: int | None = None
        self.visit: int | None = None
        self._typed = "name"
        self.form = VisitForm(self.desk)
        self.known = Known(self.desk)
        self.form.known.addWidget(self.known)
        self._look = QTimer(self, singleShot=True, interval=LOOK)
        self._build()
        self._wire()

    # -- building

    def _build(self) -> None:
        self.title = label("", "title")
        self.about = label("", "subtitle")
        self.afresh = button(_("Start empty"), self.start_empty, role="link")
        back = button(_("Back") + " Esc", self.leave)
        self.paper = button(_("Pass"), role="", icon="printer-outline")
        self.paper.setMenu(self.papers.menu(PASS, self.paper))
        self.paper.setAccessibleName(_("How the pass is printed"))
        self.plain = button(_("Sign in") + " Ctrl+S", lambda: self.submit(False))
        self.go = button("", self.form.finish, role="primary", icon="printer-outline")
        top = row(self.title, self.about, self.afresh, None, back, self.paper, self.plain, self.go)
        box = QVBoxLayout(self)
        box.setContentsMargins(20, 12, 20, 10)
        box.setSpacing(10)
        box.addLayout(top)
        box.addWidget(self.form, 1)

    def _wire(self) -> None:
        self.form.finished.connect(lambda: self.submit(True))
        self.form.left.connect(self.leave)
        self.form.changed.connect(self._keep)
        for key in TYPED:
            self.form[key].changed.connect(lambda k=key: self._typing(k))
        self.form["companions"].changed.connect(lambda: self._typing("name"))
        self.form.host.chosen.connect(lambda _hit: self._typing("host"))
        self._look.timeout.connect(self.look)
        self.known.fill.connect(self.fill_from)
        self.known.leave.connect(self._sign_out)
        keys = shortcuts.of(self).name(_("Visitor's form"))
        keys.add("Ctrl+S", _("Sign in without printing"), lambda: self.submit(False))
        keys.add("Ctrl+R", _("Fill in the expected or returning visitor"), self.known.take_first)
        keys.add("Ctrl+B", _("Take the next free badge"), self.form.take_badge)
        keys.tell("Ctrl+Enter", _("Sign in and print the pass"))
        keys.tell("Alt+1 … Alt+9", _("Choose the purpose"))
        keys.tell("Esc", _("Back to the list; what was typed is kept"))
        for number in range(9):
            self._alt(number)

    def _alt(self, number: int) -> None:

        made = QShortcut(QKeySequence(f"Alt+{number + 1}"), self)
        made.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        made.activated.connect(lambda: self.form.purpose.pick(number))

    # -- starting and leaving

    def start(self, mode: str, **values: Any) -> None:
        """Show the form in ``mode``; a draft that was left in it comes back.

        ``visit``: whom to edit; ``expected``: the appointment that arrives; ``again``: an earlier
        visit to fill in from; ``host``: a HostChoice; ``unit``: its id.
        """
        kept = _drafts.get(self.desk)
        if not values and kept and kept["form"]["mode"] == mode:
            self._come_back(kept)
            return
        self._begin(mode)
        if "visit" in values:
            self.visit = values["visit"]
            self._fill(self.visit, again=False)
        elif "expected" in values:
            self._take_expected(values["expected"])
        elif "again" in values:
            self._fill(values["again"], again=True)
        choice = values.get("host") or self._only_host(values.get("unit"))
        if choice is not None:
            self.form.host.set_choice(choice)
        self.form.dirty = False
        self._look.stop()
        self.form.focus_start()

    def start_empty(self) -> None:
        """Throw the draft away and begin anew."""
        _drafts.pop(self.desk, None)
        self._begin(self.form.mode)
        self.form.focus_start()

    def leave(self) -> None:
        """Back to the list; what was typed is kept."""
        self._look.stop()
        self.left.emit()

    def _begin(self, mode: str) -> None:
        self.expected = self.visit = None
        self.form.begin(mode)
        self.known.show_nothing()
        self._words()

    def _come_back(self, kept: dict[str, Any]) -> None:
        self._begin(kept["form"]["mode"])
        self.expected, self.visit = kept["expected"], kept["visit"]
        self.form.restore(kept["form"])
        self._words(_("What you had typed is back."))
        self.look()
        self.form.focus_start()

    def _keep(self) -> None:
        if self.form.dirty:
            _drafts[self.desk] = {
                "form": self.form.state(), "expected": self.expected, "visit": self.visit,
            }  # fmt: skip

    def _words(self, about: str = "") -> None:
        mode = self.form.mode
        titles = {"in": _("Visitor in"), "expect": _("Expected visitor"), "edit": _("Edit visit")}
        self.title.setText(titles[mode])
        self.about.setText(about)
        self.afresh.setVisible(bool(about))
        arriving = mode == "in"
        prints = arriving and self.papers.way(PASS) != NOTHING
        words = _("Sign in and print") if prints else _("Sign in") if arriving else _("Save")
        self.go.setText(words + " Ctrl+Enter")
        icon = "printer-outline" if prints else "check"
        self.go.setIcon(theme.icon(icon, "on_fill"))
        self.plain.setVisible(prints)
        self.paper.setVisible(arriving)

    # -- who it may be

    def _typing(self, key: str) -> None:
        self._typed = key
        self._look.start()

    def look(self) -> None:
        """Look through the books for whoever is being typed."""
        self._look.stop()
        if self.form.mode == "edit":
            return
        key = self._typed
        text = str(self.form[key].value() or "") if key in TYPED else ""
        try:
            self.known.look(self.form.draft(), key, text, self.form.mode == "in")
        except DeskError as error:
            messages.sorry(self, error)

    def fill_from(self, one: Candidate) -> None:
        """Fill in everything known of somebody."""
        if one.expected:
            self._take_expected(one.visit)
        else:
            self._fill(one.visit, again=True)
        self._look.start()

    def _take_expected(self, visit: int) -> None:
        self._fill(visit, again=False)
        self.expected = visit
        row_ = get(self.desk, visit)
        self._words(_("Expected: {number}").format(number=row_.number))

    def _fill(self, visit: int | None, again: bool) -> None:
        if visit is None:
            return
        try:
            draft = amend.draft_of(self.desk, visit, again=again)
            choice = self.choice_of(get(self.desk, visit), strict=again)
        except DeskError as error:
            messages.sorry(self, error)
            return
        form = self.form
        if again and form.host.choice() is not None:
            choice = form.host.choice()  # whom they come to today was said already
            draft = replace(draft, purpose=form.purpose.value() or draft.purpose)
        if again:
            draft = replace(draft, identity="known")
        form.fill(draft, choice)
        form.focus_start() if choice is None else form["people"].widget.setFocus()
        self._keep()

    def choice_of(self, visit: VisitRow, strict: bool = False) -> HostChoice | None:
        """The host of a visit; with ``strict`` only one who is still there."""
        known = hosts_at(self.desk, visit.unit) if visit.unit else []
        for choice in known:
            if choice.person == visit.host:
                return choice
        if strict and visit.host is not None:
            return None
        said = known[0].instructions if known and visit.host is None else ()
        return HostChoice(
            visit.unit, visit.unit_code, "", visit.department, visit.department_name, visit.host,
            visit.host_name, "", "", said,
        )  # fmt: skip

    def _only_host(self, unit: int | None) -> HostChoice | None:
        found = hosts_at(self.desk, unit) if unit is not None else []
        return found[0] if found else None

    # -- handing in

    def submit(self, printing: bool) -> None:
        """Hand the form in; prints the pass if somebody comes in and ``printing`` is wished."""
        if not self.form.check():
            return
        draft = self.form.draft()
        if self.form.mode == "in":
            self._sign_in(draft, printing and self.papers.way(PASS) != NOTHING)
        elif self.form.mode == "expect":
            actions.run(
                self.form, verbs.expect, self.desk, draft, request=self.form.request,
                done=self._expected_done,
            )  # fmt: skip
        else:
            self._edit(draft)

    def _sign_in(self, draft: VisitDraft, printing: bool) -> None:
        asked = self._admitted(draft)
        if asked is None:
            return
        actions.run(
            self.form, verbs.sign_in, self.desk, draft, expected=self.expected,
            request=self.form.request, done=lambda visit: self._signed_in(visit, printing),
            **asked,
        )  # fmt: skip

    def _admitted(self, draft: VisitDraft) -> dict[str, Any] | None:
        """What it takes to let somebody in who is on the do-not-admit list; None: not let in."""
        stopped = [hit for hit in guards.check(self.desk, draft) if hit.stops]
        if not stopped:
            return {}
        said = stopped[0].instruction or _("Call the supervisor.")
        reason = messages.ask_reason(
            self, _("Admit all the same?"),
            _("This person is on the do-not-admit list. {instruction}").format(instruction=said),
            yes=_("Admit"), danger=True,
        )  # fmt: skip
        if reason is None:
            return None
        if self.desk.allows(Permission.VISITOR_ADMIT_LISTED):
            return {"reason": reason}
        second = messages.ask_second_person(
            self, _("A supervisor has to agree"), _("Account and password of the supervisor:")
        )
        return None if second is None else {"reason": reason, "second": second}

    def _signed_in(self, visit: VisitRow, printing: bool) -> None:
        self._clear("in")
        words = _("{name} is signed in: {place}, {number}").format(
            name=visit.party, place=visit.place, number=visit.number
        )
        self.message_bar.outcome(words, "ok", undo=lambda: self.undo_in(visit))
        self.saved.emit(visit)
        if printing:
            self.print_pass(visit)

    def print_pass(self, visit: VisitRow, look: bool = False) -> bool:
        """Print the pass of somebody on site; printed again it says so."""
        request = actions.new_request()

        def draw(layout: str, missing: Any) -> bytes:
            return passes.issue_pass(self.desk, visit.id, layout, missing=missing, request=request)

        title = _("Visitor pass {number}").format(number=visit.number)
        return self.papers.hand_out(PASS, draw, title, visit.number, look)

    def undo_in(self, visit: VisitRow) -> None:
        """Take signing in back."""

        def done(row_: VisitRow) -> None:
            words = _("Taken back: {name} is not signed in.").format(name=row_.name)
            messages.say(self, words, "ok")
            self.saved.emit(row_)

        actions.run(self, undo.undo_sign_in, self.desk, visit.id, done=done)

    def _expected_done(self, visit: VisitRow) -> None:
        self._clear("expect")
        at = self.desk.local(visit.expected_at or visit.at)
        words = _("{name} is expected on {day} at {time}.").format(
            name=visit.party, day=f"{at:%Y-%m-%d}", time=f"{at:%H:%M}"
        )
        self.message_bar.outcome(words, "ok")
        self.saved.emit(visit)

    def _edit(self, draft: VisitDraft) -> None:
        asked: dict[str, Any] | None = self._admitted(draft)
        if asked is None or self.visit is None:
            return
        asked.pop("second", None)
        actions.run(
            self.form, amend.edit, self.desk, self.visit, draft, request=self.form.request,
            done=self._edited, **asked,
        )  # fmt: skip

    def _edited(self, visit: VisitRow) -> None:
        self._clear("in")
        messages.say(self, _("{number} is put right.").format(number=visit.number), "ok")
        self.saved.emit(visit)
        self.left.emit()

    def _clear(self, mode: str) -> None:
        self._begin(mode)
        _drafts.pop(self.desk, None)
        self._look.stop()
        self.form.focus_start()

    def _sign_out(self, visit: int) -> None:
        def done(row_: VisitRow) -> None:
            messages.say(self, _("{name} is signed out.").format(name=row_.name), "ok")
            self._look.start()

        actions.run(self, verbs.sign_out, self.desk, visit, done=done)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self.form.focus_start()
