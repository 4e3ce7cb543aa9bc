"""The screen with the visitor's form: sign in, expect, put right. It fills the page, no dialog.

    screen = FormScreen(page, frame, papers)
    screen.start("in")                       # or "expect", "edit" with visit=, expected=, host=
    screen.left.connect(page.home)   # Esc; what was typed is kept for the next start

Ctrl+Enter signs in and prints, Ctrl+S signs in alone, Ctrl+R fills in whoever is known.
"""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desk.core.errors import DeskError
from desk.core.words import _
from desk.reception.visitors import amend, verbs
from desk.reception.visitors.hosts import HostChoice, hosts_at
from desk.reception.visitors.rows import VisitRow, get
from ui import theme
from ui.kit import actions, drafts, messages, shortcuts
from ui.kit.drafts import Draft
from ui.kit.frame import Frame
from ui.kit.papers_out import NOTHING, PASS, PapersOut
from ui.kit.plain import button, label, row
from ui.reception.outcomes import OutcomeBar
from ui.reception.visitors.form import VisitForm
from ui.reception.visitors.hand_in import HandIn
from ui.reception.visitors.known import TYPED, Candidate, Known

LOOK = 120  # ms after the last key before the books are looked through

Key = tuple[str, int]
"""A mode and the record that the form was opened for."""


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
        self._key: Key = ("in", 0)
        self.form = VisitForm(self.desk)
        self.hand = HandIn(self)
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
        about = values.get("visit") or values.get("expected") or 0
        fresh = values.keys() - {"visit", "expected"}
        self._key = (mode, about)
        kept = self._kept.get(self._key)
        if kept and not fresh:
            self._come_back(kept.state)
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
        self._kept.pop(self._key, None)  # nobody has typed what a new form begins with
        self._look.stop()
        self.form.focus_start()

    def start_empty(self) -> None:
        """Throw the draft away and begin anew."""
        self._kept.pop(self._key, None)
        mode, about = self._key
        which = "visit" if mode == "edit" else "expected"
        self.start(mode, **({which: about} if about else {}))

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
            state = {"form": self.form.state(), "expected": self.expected, "visit": self.visit}
            who = str(self.form["name"].value() or "")
            title = " · ".join(part for part in (self.title.text(), who) if part)
            self._kept[self._key] = Draft(title, state)

    @property
    def _kept(self) -> dict[Hashable, Draft]:
        return drafts.of(self.desk, "visitors")

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
        if one.standing:
            self.hand.sign_in_pass(one.standing)
            return
        if one.expected:
            self._take_expected(one.visit)
        else:
            self._fill(one.visit, again=True)
        self._keep()
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
        self.known.taken.add(visit)

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
        if self.form.check():
            self.hand.submit(self.form.draft(), printing and self.papers.way(PASS) != NOTHING)

    def print_pass(self, visit: VisitRow, look: bool = False) -> bool:
        """Print the pass of somebody on site; printed again it says so."""
        return self.hand.print_pass(visit, look)

    def undo_in(self, visit: VisitRow) -> None:
        """Take signing in back."""
        self.hand.undo_in(visit)

    def clear(self, mode: str) -> None:
        """What was typed is handed in: ready for the next one."""
        self._kept.pop(self._key, None)
        self._key = (mode, 0)
        self._begin(mode)
        self._kept.pop(self._key, None)
        self._look.stop()
        self.form.focus_start()

    def _sign_out(self, visit: int) -> None:
        def done(row_: VisitRow) -> None:
            messages.say(self, _("{name} is signed out.").format(name=row_.name), "ok")
            self._look.start()

        actions.run(self, verbs.sign_out, self.desk, visit, done=done)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self.form.focus_again()  # where one was before going away
