"""The screen of one release slip: four steps, Ctrl+Enter issues and prints, Esc leaves.

    screen = SlipScreen(frame, papers, bar)
    screen.start(unit=7)        # or slip=3: a draft of the book; what was left comes back
    screen.left.connect(page.home)

What is handed in and how is ``hand.HandOver``'s.
"""

from __future__ import annotations

from collections.abc import Hashable
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QFocusEvent, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desk.core.change import Changed
from desk.core.errors import DeskError
from desk.core.words import _
from desk.reception.slips import reading
from desk.reception.slips.drafts import SlipDraft
from desk.reception.slips.rows import SlipRow
from ui.kit import drafts, messages, shortcuts
from ui.kit.actions import Action
from ui.kit.detail import menu_of
from ui.kit.drafts import Draft
from ui.kit.frame import Frame
from ui.kit.papers_out import NOTHING, PapersOut
from ui.kit.plain import button, label, row
from ui.reception.outcomes import OutcomeBar
from ui.reception.slips.form import SlipForm
from ui.reception.slips.hand import PAPER, HandOver

DEBTS = ("charge", "receipt", "adjustment", "refund", "account")
"""Records whose changes may change what a unit owes."""

ASIDE = ("slip", -1)


class SlipScreen(QWidget):
    """See the top of this module."""

    left = Signal()
    saved = Signal(object)

    def __init__(self, frame: Frame, papers: PapersOut, bar: OutcomeBar) -> None:
        super().__init__()
        self.setProperty("role", "page")
        self.frame, self.desk, self.papers, self.message_bar = frame, frame.desk, papers, bar
        self.slip: int | None = None
        self.seen: int | None = None
        self.loaded = SlipDraft()
        self.form = SlipForm(self.desk)
        self.hand = HandOver(self)
        self._build()
        self._wire()

    # -- building

    def _build(self) -> None:
        self.title = label(_("Release slip"), "title")
        self.about = label("", "subtitle")
        self.afresh = button(_("Start empty"), self.start_empty, role="link")
        back = button(_("Back") + " Esc", self.leave)
        self.paper = button(_("Paper"), icon="printer-outline")
        self.paper.setMenu(self.papers.menu(PAPER, self.paper))
        self.paper.setAccessibleName(_("How the slip is printed"))
        keep = button(_("Keep"), icon="content-save-outline")
        keep.setMenu(menu_of(self._keeping(), keep))
        self.go = button("", self.form.finish, role="primary", icon="printer-outline")
        top = row(self.title, self.about, self.afresh, None, back, self.paper, keep, self.go)
        box = QVBoxLayout(self)
        box.setContentsMargins(20, 12, 20, 10)
        box.setSpacing(10)
        box.addLayout(top)
        box.addWidget(self.form, 1)

    def _keeping(self) -> list[Action]:
        return [
            Action("keep", _("Keep as a draft in the book") + "  Ctrl+S", self.hand.keep),
            Action("check", _("Check only, issue later") + "  Ctrl+Shift+S", self.hand.check),
        ]

    def _wire(self) -> None:
        form = self.form
        form.finished.connect(self.hand.issue)
        form.left.connect(self.leave)
        form.changed.connect(self._keep)
        form.goods.left.connect(form.enter_goods)
        form.pay.clicked.connect(lambda _on=False: self.hand.pay_now())
        form.letters.asked.connect(self.hand.attach)
        form.again.clicked.connect(lambda _on=False: form.look())
        keys = shortcuts.of(self).name(_("Release slip"))
        keys.tell("Ctrl+Enter", _("Issue and print"))
        keys.add("Ctrl+S", _("Keep as a draft in the book"), self.hand.keep)
        keys.add("Ctrl+Shift+S", _("Check only, issue later"), self.hand.check)
        keys.add("Ctrl+T", _("Pay now: take the payment"), self.hand.pay_now)
        keys.add("Ctrl+U", _("Look again at what is owed"), form.look)
        keys.add("Ctrl+R", _("Ring the owner: show the number"), self._ring)
        keys.add("Ctrl+O", _("Attach the scanned letter"), self.hand.attach)
        keys.add("Ctrl+G", _("To the goods"), lambda: form.goods.enter())
        keys.tell("Ctrl+V", _("In the goods: put in lines of a spreadsheet"))
        keys.tell("Ctrl+Del", _("In the goods: take the line away"))
        keys.tell("Esc", _("Back to the list; what was typed is kept"))

    def _ring(self) -> None:
        if self.form.rings.isHidden():
            self.form["authority"].set_value("phone")
        self.form.rings.ring()

    # -- starting and leaving

    @property
    def _kept(self) -> dict[Hashable, Draft]:
        return drafts.of(self.desk, "slips")

    @property
    def _key(self) -> tuple[str, int]:
        return ("slip", self.slip or 0)

    def start(self, slip: int | None = None, unit: int | None = None) -> None:
        """Show a new slip or a draft of the book; what was left unfinished comes back."""
        self.slip, self.seen = slip, None
        kept = self._kept.get(self._key)
        if kept is not None and unit in (None, kept.state["form"]["unit"]):
            self._come_back(kept.state)
            return
        if kept is not None:
            self._put_aside(kept)
        self._begin(slip)
        if unit is not None:
            self.form.unit.show_unit(unit)
        self.form.dirty = False
        self._kept.pop(self._key, None)  # nobody has typed what a new form begins with
        self.form.focus_start()

    def _put_aside(self, kept: Draft) -> None:
        """Another unit's slip is begun: the one that was being typed is not lost."""
        self._kept.pop(self._key, None)
        self._kept[ASIDE] = kept

        def take_up() -> None:
            self._keep()
            self._kept.pop(ASIDE, None)
            self._come_back(kept.state)

        words = _("What you had typed before is kept: {title}.").format(title=kept.title)
        messages.say(self, words, "info", timeout=0, offer=(_("Go on with that one"), take_up))

    def _begin(self, slip: int | None) -> None:
        self.form.begin()
        self.loaded = SlipDraft()
        if slip is not None:
            try:
                self._load(slip)
            except DeskError as error:
                messages.sorry(self, error)
        self.words()

    def _load(self, slip: int) -> None:
        view = reading.view_slip(self.desk, slip)
        self.loaded = reading.draft_of(self.desk, slip)
        self.form.fill(self.loaded)
        self.form.first = view.figures
        self.form.look()
        self.seen = view.row.version

    def _come_back(self, state: dict[str, Any]) -> None:
        self.slip, self.seen, self.loaded = state["slip"], state["seen"], state["loaded"]
        self.form.restore(state["form"])
        self.form.first = state["first"]
        self.form.look()
        self.words(_("What you had typed is back."))
        self.form.focus_start()

    def start_empty(self) -> None:
        """Throw what was typed away and begin anew."""
        self._kept.pop(self._key, None)
        self.start(self.slip)

    def leave(self) -> None:
        """Back to the list; what was typed is kept."""
        self.form.goods.settle()
        self.left.emit()

    def _keep(self) -> None:
        if self.form.dirty:
            who = self.form.person.text() or self.form.unit.text()
            title = " · ".join(part for part in (self.title.text(), who) if part)
            state = {"slip": self.slip, "seen": self.seen, "loaded": self.loaded,
                     "first": self.form.first, "form": self.form.state()}  # fmt: skip
            self._kept[self._key] = Draft(title, state)

    def forget(self) -> None:
        """What was typed is in the book now."""
        self._kept.pop(self._key, None)
        self._kept.pop(("slip", 0), None)
        self.form.saved()

    def take(self, saved: SlipRow) -> None:
        """Go on with what was just kept in the book."""
        self.forget()
        self.slip = saved.id
        self._load(saved.id)
        self.form.dirty = False
        self.words()
        self.saved.emit(saved)

    def clear(self) -> None:
        """The slip is issued: nothing of it is left here."""
        self.forget()
        self.slip = self.seen = None

    def words(self, about: str = "") -> None:
        """Say what this is and what the button does."""
        self.form.letters.show_slip(self.slip)
        title = _("Release slip")
        if self.slip is not None:
            title = _("Release slip {number}").format(
                number=reading.get_slip(self.desk, self.slip).number
            )
        self.title.setText(title)
        self.about.setText(about)
        self.afresh.setVisible(bool(about))
        prints = self.papers.way(PAPER) != NOTHING
        self.go.setText((_("Issue and print") if prints else _("Issue")) + " Ctrl+Enter")

    # -- news

    def changed(self, news: Changed) -> None:
        """Debts may be others now."""
        if news.about(*DEBTS):
            self.form.look()

    def refresh(self) -> None:
        """Read what is owed anew: the page is shown again."""
        self.form.look()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.form.look()

    def focusInEvent(self, event: QFocusEvent) -> None:
        self.form.focus_again()  # where one was before going away
