"""The page of release slips 放行条: the list, the slip's four steps, the gate, the stubs.

The window asks it by ``begin("new", unit=…)`` (F4), ``begin("guard")``, ``begin("stubs")``,
``show_record("release_slip", id)`` and ``scanned(text)``.
"""

from __future__ import annotations

from functools import cached_property
from typing import Any

from desk.core.access import Permission
from desk.core.change import Changed
from desk.core.errors import DeskError
from desk.core.words import _
from desk.reception.slips import reading, waiting
from desk.reception.slips.listing import SLIPS
from desk.reception.slips.reading import RECORD
from desk.reception.slips.rows import SlipRow
from ui.kit import exporting, messages, saved_views
from ui.kit.actions import Action
from ui.kit.detail import Detail
from ui.kit.frame import Frame
from ui.kit.papers_out import PapersOut
from ui.kit.register_page import Empty, RegisterPage
from ui.reception.outcomes import OutcomePage
from ui.reception.slips import scenes as slips_scenes
from ui.reception.slips.card import SlipCard
from ui.reception.slips.guard import GuardScreen
from ui.reception.slips.letters import SlipLetters
from ui.reception.slips.moves import SlipMoves
from ui.reception.slips.screen import SlipScreen
from ui.reception.slips.stubs import StubScreen

COLUMNS = ("number", "unit", "name", "goods", "state", "until", "owed")
NEEDED = {
    "new": Permission.SLIP_ISSUE,
    "edit": Permission.SLIP_ISSUE,
    "back": Permission.SLIP_ISSUE,
    "guard": Permission.SLIP_VIEW,
    "stubs": Permission.SLIP_ISSUE,
}


class SlipsPage(OutcomePage):
    """See the top of this module."""

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        self.papers = PapersOut(self, frame)
        self.moves = SlipMoves(self)
        self.cards = SlipCard(frame, self.moves, SlipLetters(self, frame.desk))
        self.show_list(self._register())
        may = self.desk.allows
        if may(Permission.SLIP_RELEASE) and not may(Permission.SLIP_ISSUE):
            self.begin("guard")  # what the gate comes here for

    # -- building; screens are made when they are first needed

    @cached_property
    def slip_screen(self) -> SlipScreen:
        """The four steps of one slip."""
        made = SlipScreen(self.frame, self.papers, self.message_bar)
        made.left.connect(self.home)
        made.saved.connect(self._saved)
        self.keep(made)
        return made

    @cached_property
    def guard_screen(self) -> GuardScreen:
        """What the guard sees."""
        made = GuardScreen(self.frame, self.message_bar)
        made.left.connect(self.home)
        made.saved.connect(self._saved)
        self.keep(made)
        return made

    @cached_property
    def stub_screen(self) -> StubScreen:
        """Stubs that came back."""
        made = StubScreen(self.frame, self.papers, self.message_bar)
        made.left.connect(self.home)
        made.saved.connect(lambda _bundle: self.list.refresh())
        self.keep(made)
        return made

    def _register(self) -> RegisterPage:
        may = self.desk.allows(Permission.SLIP_ISSUE)
        new = Action("new", _("New slip"), lambda: self.begin("new"), "plus", hint="F4",
                     primary=True, enabled=may, why=_("The desk issues slips."))  # fmt: skip
        made = RegisterPage(
            self.desk, SLIPS, icon="truck-check-outline", summary=self._summary,
            actions=self._actions(new, may), detail=self._detail,
            empty=Empty(
                _("No release slips yet"),
                _("Whoever takes goods out of the site gets a slip: who it is, what is owed, what "
                  "leaves, and on whose word."),
                new if may else None,
            ),
            views=saved_views.stored(self.desk, SLIPS.key),
            relevant=lambda news: news.action != "personal.revealed" and news.about(RECORD),
        )  # fmt: skip
        fees = self.desk.allows(Permission.FEES_VIEW)
        made.set_columns([key for key in COLUMNS if fees or key != "owed"])
        for keys, (title, filters) in {
            "Alt+1": (_("Good, not out yet"), {"state": "issued"}),
            "Alt+2": (_("Does not agree"), {"state": "mismatch"}),
            "Alt+3": (_("Stub not back"), {"state": "not_back"}),
            "Alt+4": (_("All of today"), {"day": "today"}),
        }.items():
            made.add_quick(keys, title, {"filters": filters, "sort": None})
        return made

    def _actions(self, new: Action, may: bool) -> list[Action]:
        return [
            new,
            exporting.menu(lambda: self.list, self.frame),
            Action("stubs", _("Stubs"), lambda: self.begin("stubs"), "text-box-check-outline",
                   shortcut="Ctrl+B", enabled=may, why=_("The desk files stubs.")),
            Action("guard", _("At the gate"), lambda: self.begin("guard"), "barcode-scan",
                   shortcut="Ctrl+G"),
        ]  # fmt: skip

    # -- the list

    def _summary(self) -> str:
        now = waiting.summary(self.desk)
        parts = [
            _("good {n}").format(n=f"{now.issued:,}"),
            _("stubs out {n}").format(n=f"{now.out:,}"),
        ]
        if now.expired:
            parts.append(_("outdated {n}").format(n=f"{now.expired:,}"))
        if now.mismatch:
            parts.append(_("refused at the gate {n}").format(n=f"{now.mismatch:,}"))
        return " · ".join(parts)

    def _detail(self, row: SlipRow) -> Detail | None:
        try:
            view = reading.view_slip(self.desk, row.id)
            return self.cards.detail(view, *self.moves.of(view))
        except DeskError as error:
            messages.sorry(self, error)
            return None

    # -- what the window asks

    def begin(self, what: str, **values: Any) -> None:
        """``new`` (unit=), ``edit`` (slip=), ``guard`` (slip=SlipRow), ``stubs``, ``back``."""
        if what not in NEEDED:
            return
        if not self.desk.allows(NEEDED[what]):
            messages.may_not(self)
            return
        self.message_bar.hide()
        if what == "guard":
            self.open(self.guard_screen)
            self.guard_screen.start(values.get("slip"))
        elif what == "stubs":
            self.open(self.stub_screen)
            self.stub_screen.start()
        else:
            self._open_slip(what, values)

    def _open_slip(self, what: str, values: dict[str, Any]) -> None:
        screen = self.slip_screen
        shown = self.now is screen
        self.open(screen)
        waits = screen.hand.waits
        if what == "back" or (waits and not values):  # F4 at the till: back to what waits
            screen.hand.returned()
        elif shown and what == "new" and not values and screen.form.dirty:
            screen.form.focus_start()
        else:
            screen.start(values.get("slip"), values.get("unit"))

    def open_draft(self, slip: int) -> None:
        """Go on with a draft of the book."""
        self.begin("edit", slip=slip)

    def show_record(self, kind: str, record: int) -> None:
        """Show one slip in the list."""
        self.home()
        if not self.list.show_record(record):
            messages.say(self, _("This slip is not in the book. Look again."), "warn")

    def scanned(self, text: str) -> bool:
        """A slip's code: into the bundle while stubs are read, else to the gate."""
        if self.now is self.__dict__.get("stub_screen"):
            self.stub_screen.add(text)
        else:
            self.begin("guard")
            self.guard_screen.read(text)
        return True

    def changed(self, news: Changed) -> None:
        """The list hears of changes by itself; what is owed may be something else now."""
        if self.now is self.__dict__.get("slip_screen"):
            self.slip_screen.changed(news)

    def _saved(self, slip: SlipRow) -> None:
        self.list.refresh()
        self.list.table.select_id(slip.id)

    def stow(self) -> None:
        self.leaving()

    def leaving(self, closing: bool = False) -> bool:
        """What was typed stays in the drafts; the window asks about them when it closes."""
        if self.now is self.__dict__.get("slip_screen"):
            self.slip_screen.form.goods.settle()
        return True

    def scenes(self) -> dict[str, Any]:
        """The form empty, with a debt, with sixty goods; the gate; the stubs."""
        return slips_scenes.scenes(self)
