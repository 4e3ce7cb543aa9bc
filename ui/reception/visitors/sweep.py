"""The closing sweep: everybody who is still on site, one by one.

panel = SweepPanel(page, moves)
panel.start()          # L left, S stays, N next; Esc goes back to the list
panel.left.connect(page.home)
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QMenu, QProgressBar, QVBoxLayout, QWidget

from desk import texts
from desk.core.errors import Refused
from desk.core.words import _, listed, ngettext
from desk.reception.visitors import amend, board, undo, verbs
from desk.reception.visitors.rows import VisitRow
from ui import theme
from ui.kit import actions, display, messages, shortcuts
from ui.kit.display import Display
from ui.kit.empty import EmptyState
from ui.kit.plain import button, card, clear, column, label, row
from ui.reception.visitors.moves import VisitMoves

MORNING = 8  # o'clock until which a guest for the night stays


class SweepPanel(QWidget):
    """See the top of this module."""

    left = Signal()
    muster = Signal()

    def __init__(self, moves: VisitMoves) -> None:
        super().__init__()
        self.setProperty("role", "page")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.desk, self._moves = moves.desk, moves
        self._show = Display(self.desk.local, lambda: self.desk.today)
        self.rows: list[VisitRow] = []
        self.place = 0
        self.gone: list[VisitRow] = []
        self.stay: list[VisitRow] = []
        self.absent = 0
        self.progress = QProgressBar()
        self.title = label(_("Closing sweep"), "title")
        self.count = label("", "subtitle")
        self.frame_ = QFrame()
        self._body = QVBoxLayout(self.frame_)
        self._body.setContentsMargins(0, 0, 0, 0)
        self._build()

    def _build(self) -> None:
        back = button(_("Back") + " Esc", self.left.emit)
        box = QVBoxLayout(self)
        box.setContentsMargins(20, 16, 20, 16)
        box.setSpacing(12)
        box.addLayout(row(self.title, self.count, None, back, gap=12))
        box.addWidget(self.progress)
        box.addWidget(self.frame_, 1)
        keys = shortcuts.of(self).name(_("Closing sweep"))
        keys.add("L", _("Has left: sign out"), self.has_left)
        keys.add("S", _("Stays: extend"), self.stays)
        keys.add("N", _("Next, decide later"), self.next)
        keys.add("P", _("Previous"), self.before)
        keys.add("U", _("Take back"), self.take_back)
        keys.add("Esc", _("Back to the list"), self.left.emit)

    def start(self) -> None:
        """Ask about everybody who is on site now."""
        self.rows = list(board.here(self.desk))
        self.place, self.gone, self.stay, self.absent = 0, [], [], 0
        self._settle_absent()
        self._refresh()
        self.setFocus()

    def _settle_absent(self) -> None:
        found = actions.run(self, amend.sweep_no_shows, self.desk)
        self.absent = found or 0

    @property
    def current(self) -> VisitRow | None:
        """Who is asked about now."""
        return self.rows[self.place] if self.place < len(self.rows) else None

    # -- answers

    def has_left(self) -> None:
        """Sign the present one out."""
        visit = self.current
        if visit is None:
            return

        def done(_count: int) -> None:
            self.gone.append(visit)
            self._say(_("{name} is signed out.").format(name=visit.party))
            self._drop()

        actions.run(self, verbs.sweep_out, self.desk, [visit.id], done=done,
                    refused=self._gone_already)  # fmt: skip

    def _gone_already(self, error: Refused) -> None:
        messages.say(self, texts.sentence(error), "warn", timeout=4000)
        if error.code in ("visit.already_left", "workflow.not_now"):
            self._drop()  # somebody else was quicker

    def stays(self) -> QMenu | None:
        """Ask until when the present one stays."""
        visit = self.current
        if visit is None:
            return None
        menu = QMenu(self)
        for words, until in (*self._moves.later(visit)[1:], self._morning()):
            shown = f"{words}  {self._show.moment(until)}"
            menu.addAction(shown).triggered.connect(lambda _c=False, u=until: self.extend(u))
        menu.addSeparator()
        menu.addAction(_("With a note …")).triggered.connect(lambda: self._with_note(visit))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.stay_button.mapToGlobal(self.stay_button.rect().bottomLeft()))
        menu.setActiveAction(menu.actions()[0])
        return menu

    def _morning(self) -> tuple[str, datetime]:
        now = self.desk.local(self.desk.now)
        until = now.replace(hour=MORNING, minute=0, second=0, microsecond=0)
        if until <= now:
            until += timedelta(days=1)
        return _("Until the morning"), until.astimezone(UTC)

    def extend(self, until: datetime) -> None:
        """The present one stays until then."""
        visit = self.current
        if visit is None:
            return

        def done(changed: VisitRow) -> None:
            self.stay.append(changed)
            at = self._show.moment(changed.leave_by or until)
            self._say(_("{name} stays until {time}.").format(name=visit.party, time=at))
            self._drop()

        actions.run(self, amend.extend, self.desk, visit.id, until, done=done)

    def _with_note(self, visit: VisitRow) -> None:
        note = messages.ask_text(self, _("Why does {name} stay?").format(name=visit.party),
                                 limit=500)  # fmt: skip
        if not note:
            return
        draft = amend.draft_of(self.desk, visit.id)
        both = "\n".join(part for part in (draft.note, note) if part)
        _words, until = self._morning()
        draft = replace(draft, note=both, leave_by=until)

        def done(changed: VisitRow) -> None:
            self.stay.append(changed)
            self._drop()

        actions.run(self, amend.edit, self.desk, visit.id, draft, done=done)

    def next(self) -> None:
        """Leave the present one for later."""
        if self.rows and self.place < len(self.rows):
            self.place += 1
            self._refresh()

    def before(self) -> None:
        """Go back to the one before."""
        if self.place:
            self.place -= 1
            self._refresh()

    def take_back(self) -> None:
        """The last one who was signed out is here after all."""
        if not self.gone:
            return
        visit = self.gone[-1]

        def done(_row: VisitRow) -> None:
            self.gone.pop()
            self.rows.insert(self.place, visit)
            self._refresh()

        actions.run(self, undo.undo_sign_out, self.desk, visit.id, done=done)

    def _drop(self) -> None:
        del self.rows[self.place]
        self._refresh()

    def _say(self, words: str) -> None:
        messages.say(self, words, "ok", undo=self.take_back if self.gone else None, timeout=4000)

    # -- showing

    def _refresh(self) -> None:
        done = len(self.gone) + len(self.stay)
        total = done + len(self.rows)
        self.progress.setRange(0, max(1, total))
        self.progress.setValue(done + min(self.place, len(self.rows)))
        words = _("{done} of {total} answered").format(done=done, total=total)
        self.count.setText(words if total else "")
        clear(self._body)
        visit = self.current
        self._body.addWidget(self._summary() if visit is None else self._one(visit), 1)

    def _one(self, visit: VisitRow) -> QWidget:
        made = card()
        since = self._show.moment(visit.in_at or visit.at)
        span = display.length(self.desk.now - (visit.in_at or visit.at))
        late = ""
        if visit.overdue and visit.leave_by is not None:
            late = _("overdue {time}").format(time=display.length(self.desk.now - visit.leave_by))
        name = label(visit.party, "figure", wrap=True, copy=True)
        where = label(visit.place or "—", "title", wrap=True)
        facts = " · ".join(
            part for part in (
                visit.purpose, visit.company, visit.phone,
                _("badge {badge}").format(badge=visit.badge) if visit.badge else "", visit.number,
            ) if part
        )  # fmt: skip
        here = _("here since {time}, {span}").format(time=since, span=span)
        if visit.people > 1:
            n = visit.here
            here += " · " + ngettext("{n} person", "{n} people", n).format(n=n)
        gone = button(_("Left") + " L", self.has_left, role="primary", icon="logout")
        self.stay_button = button(_("Stays") + " S", self.stays, icon="clock-plus-outline")
        later = button(_("Next person") + " N", self.next, icon="chevron-right")
        for each in (gone, self.stay_button, later):
            each.setMinimumWidth(theme.px(140))
            each.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inner = column(name, where, label(facts, "muted", wrap=True), label(here, wrap=True),
                       gap=10, margin=28)  # fmt: skip
        if late:
            inner.addLayout(row(label(late, "badge", "late"), None))
        inner.addSpacing(16)
        inner.addLayout(row(gone, self.stay_button, later, None))
        inner.addStretch(1)
        coming = [each.party for each in self.rows[self.place + 1 : self.place + 6]]
        if coming:
            names = listed(each if len(each) < 20 else each[:19] + "…" for each in coming)
            inner.addWidget(label(_("Then: {names}").format(names=names), "hint", wrap=True))
        made.setLayout(inner)
        return made

    def _summary(self) -> QWidget:
        parts = [
            ngettext("{n} has left", "{n} have left", len(self.gone)).format(n=len(self.gone)),
            ngettext("{n} stays", "{n} stay", len(self.stay)).format(n=len(self.stay)),
        ]
        if self.rows:
            n = len(self.rows)
            parts.append(ngettext("{n} left open", "{n} left open", n).format(n=n))
        if self.absent:
            n = self.absent
            words = ngettext(
                "{n} who was expected did not come", "{n} who were expected did not come", n
            )
            parts.append(words.format(n=n))
        asked = self.gone or self.stay or self.rows
        title = _("The sweep is done") if not self.rows else _("Some are still open")
        if not asked:
            title, parts = _("Nobody is on site"), parts[3:] if self.absent else []
        step = actions.Action("muster", _("Muster list"), self.muster.emit, "printer-outline")
        if self.rows:
            step = actions.Action("again", _("Ask about them again"), self._again, primary=True)
        return EmptyState("check-circle-outline", title, " · ".join(parts), step)

    def _again(self) -> None:
        self.place = 0
        self._refresh()
        self.setFocus()
