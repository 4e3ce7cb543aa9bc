"""The visitors' page: who is on site, who is expected, who came; signing in and out.

It shows the list, and in its place the form, or the closing sweep. The window asks it by
``begin("sign_in" | "expect" | "muster" | "sweep", **values)``, ``show_record("visit", id)`` and
``scanned(text)``.
"""

from __future__ import annotations

from functools import cached_property
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtGui import QHideEvent, QShowEvent

from desk.core.access import Permission
from desk.core.change import Changed
from desk.core.errors import DeskError
from desk.core.words import _
from desk.reception.visitors import board, waiting
from desk.reception.visitors.detail import detail
from desk.reception.visitors.listing import TODAY, VISITS
from desk.reception.visitors.rows import VisitRow, get
from ui.kit import exporting, messages, saved_views, shortcuts
from ui.kit.actions import Action
from ui.kit.detail import Detail
from ui.kit.frame import Frame
from ui.kit.papers_out import MUSTER, PapersOut
from ui.kit.register_page import Empty, RegisterPage
from ui.reception.outcomes import OutcomePage
from ui.reception.visitors import scanning
from ui.reception.visitors.card import card
from ui.reception.visitors.moves import VisitMoves
from ui.reception.visitors.screen import FormScreen
from ui.reception.visitors.sweep import SweepPanel

MINUTE = 60_000
WARM = 300  # ms after the list was shown
KINDS = ("visit", "companion", "suspicion", "printed_paper")
MODES = {"sign_in": "in", "expect": "expect", "edit": "edit"}
NEEDED = {
    "sign_in": Permission.VISITOR_SIGN_IN,
    "expect": Permission.VISITOR_EXPECT,
    "edit": Permission.VISITOR_EDIT,
    "sweep": Permission.VISITOR_SWEEP,
}


class VisitorsPage(OutcomePage):
    """See the top of this module."""

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        self.papers = PapersOut(self, frame)
        self.moves = VisitMoves(self, lambda: self.desk_form)
        self.sweep = SweepPanel(self.moves)
        self.show_list(self._register())
        self.keep(self.sweep)
        self.sweep.left.connect(self.home)
        self.sweep.muster.connect(self.print_muster)
        self._tick = QTimer(self, interval=MINUTE)
        self._tick.timeout.connect(self._minute)
        self._keys()

    # -- building

    @cached_property
    def desk_form(self) -> FormScreen:
        """The form's screen. Made after the list stands there: the list comes first."""
        made = FormScreen(self.frame, self.papers, self.message_bar)
        self.keep(made)
        made.left.connect(self.home)
        made.saved.connect(self._saved)
        self.stack.addWidget(made)
        return made

    def _register(self) -> RegisterPage:
        made = RegisterPage(
            self.desk, VISITS, icon="account-check-outline", summary=self._summary,
            actions=self._actions(), detail=self._detail,
            empty=Empty(
                _("No visitors yet"),
                _("Whoever comes in stands here, with the host, the time and the pass."),
                Action("sign_in", _("Visitor in"), self.sign_in, "plus", hint="F2", primary=True),
            ),
            views=saved_views.stored(self.desk, VISITS.key),
            # a look at a masked number must not mask it again
            relevant=lambda news: news.action != "personal.revealed" and news.about(*KINDS),
        )  # fmt: skip
        made.selected.connect(self.moves.seen.selected)
        for keys, (title, filters, sort) in self._quick().items():
            made.add_quick(keys, title, {"filters": filters, "sort": sort})
        return made

    def _quick(self) -> dict[str, tuple[str, dict[str, Any], list[Any] | None]]:
        today = {"day": TODAY}
        return {
            "Alt+1": (_("On site"), {"state": "on_site"}, None),
            "Alt+2": (_("Expected today"), {**today, "state": "expected"}, ["at", False]),
            "Alt+3": (_("Left today"), {**today, "state": "left"}, None),
            "Alt+4": (_("All of today"), today, None),
        }

    def _actions(self) -> list[Action]:
        may = self.desk.allows
        more = (
            Action("expect", _("Expected visitor …"), lambda: self.begin("expect"),
                   "calendar-plus-outline", enabled=may(Permission.VISITOR_EXPECT)),
            Action("sweep", _("Closing sweep …"), lambda: self.begin("sweep"), "broom",
                   enabled=may(Permission.VISITOR_SWEEP)),
        )  # fmt: skip
        return [
            Action("sign_in", _("Visitor in"), self.sign_in, "plus", hint="F2", primary=True,
                   enabled=may(Permission.VISITOR_SIGN_IN)),
            Action("more", _("More"), lambda: None, "dots-horizontal", menu=more),
            Action("muster", _("Muster list"), self.print_muster, "printer-outline",
                   enabled=may(Permission.PAPER_PRINT)),
            exporting.menu(lambda: self.list, self.frame),
            Action("leave", _("Leave"), self._scan, "logout", hint="F3"),
        ]  # fmt: skip

    def _keys(self) -> None:
        keys = shortcuts.of(self.list)
        keys.add("Ctrl+E", _("Extend the selected visit"), self._extend)
        keys.add("Ctrl+P", _("Print the pass of the selected visit"), lambda: self.list.do("print"))
        keys.add("Ctrl+D", _("Edit the selected visit"), lambda: self.list.do("edit"))
        keys.add("Ctrl+Shift+E", _("Expected visitor"), lambda: self.begin("expect"))
        keys.add("Ctrl+M", _("Muster list: print at once"), self.print_muster)

    # -- the list

    def _summary(self) -> str:
        now = waiting.summary(self.desk)
        parts = [
            _("on site {n}").format(n=f"{now.on_site:,}"),
            _("today {n}").format(n=f"{now.today:,}"),
        ]
        if now.overdue:
            parts.append(_("overdue {n}").format(n=f"{now.overdue:,}"))
        return " · ".join(parts)

    def _detail(self, row: VisitRow) -> Detail | None:
        try:
            return card(self.desk, detail(self.desk, row.id), self.moves)
        except DeskError as error:
            messages.sorry(self, error)
            return None

    def _minute(self) -> None:
        # who becomes overdue does so without anybody doing anything
        if self.on_list:
            self.list.refresh()

    def _scan(self) -> None:
        self.frame.focus_box()
        messages.say(self, _("Scan the pass now, or type its number."), "info", timeout=4000)

    def _extend(self) -> None:
        row = self.list.current()
        if row is not None and row.state == "on_site":
            self.moves.extend_menu(row)

    # -- what the window asks

    def sign_in(self) -> None:
        """Begin with the next visitor."""
        self.begin("sign_in")

    def begin(self, what: str, **values: Any) -> None:
        """Start signing in, an appointment, the sweep, or print the muster list."""
        if what == "muster":
            self.print_muster()
        elif what in NEEDED and not self.desk.allows(NEEDED[what]):
            messages.may_not(self)
        elif what == "sweep":
            self.message_bar.hide()
            self.open(self.sweep)
            self.sweep.start()
        elif what in MODES:
            self.message_bar.hide()
            self._open_form(MODES[what], values)

    def _open_form(self, mode: str, values: dict[str, Any]) -> None:
        shown = self.now is self.desk_form
        again = shown and self.desk_form.form.mode == mode
        self.open(self.desk_form)
        if not again or values or not self.desk_form.form.dirty:
            self.desk_form.start(mode, **values)
        else:
            self.desk_form.form.focus_start()

    def show_record(self, kind: str, record: int) -> None:
        """Show one visit in the list; ``sweep`` goes through all who are still here."""
        if kind == "sweep":
            self.begin("sweep")
            return
        self.home()
        if not self.list.show_record(record):
            messages.say(self, _("This visit is not in the book. Look again."), "warn")

    def scanned(self, text: str) -> bool:
        """A pass or a badge was scanned: sign out or in, or say what is wrong with it."""
        said = scanning.read(self.desk, text)
        visit, undo = said.visit, None
        if visit is not None and said.done == "out":
            undo = lambda: self.moves.undo_left(visit)  # noqa: E731
        elif visit is not None and said.done == "in":
            undo = lambda: self.desk_form.undo_in(visit)  # noqa: E731
        if visit is not None and self.on_list:
            # who left is not on the list of those on site; the list stays what it is
            show = self.list.table.select_id if said.done == "out" else self.list.show_record
            show(visit.id)
        self.message_bar.outcome(said.words, said.tone, undo)
        return True

    def print_muster(self) -> None:
        """Everybody on site, on paper, at once."""
        self.papers.hand_out(
            MUSTER, lambda _layout, missing: board.print_muster(self.desk, missing="box"),
            _("People on site"), _("People on site"),
        )  # fmt: skip

    def changed(self, news: Changed) -> None:
        """The list hears of changes by itself."""

    def refresh(self) -> None:
        """Read the list anew; figures and who is overdue move with the time."""
        self.list.refresh()

    def _saved(self, visit: VisitRow) -> None:
        try:
            fresh = get(self.desk, visit.id)
        except DeskError:
            return
        self.list.refresh()
        self.list.table.select_id(fresh.id)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._tick.start()
        QTimer.singleShot(WARM, self, lambda: self.desk_form)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._tick.stop()
