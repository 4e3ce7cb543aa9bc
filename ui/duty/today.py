"""Today 今日: what needs a person now, what is going on, the first actions. F9 from anywhere."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QFocusEvent, QHideEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QFrame, QVBoxLayout, QWidget

from desk.core import today
from desk.core.access import Permission
from desk.core.change import Changed
from desk.core.register import TodayItem, TodayMove
from desk.core.words import N_, _, gettext, ngettext
from desk.core.workflow import Move, Workflow
from ui import theme
from ui.duty.now import NowSide
from ui.duty.waiting import AT_ONCE, Offer, Section, WaitingRow, key_of, urgency
from ui.kit import actions, messages, shortcuts
from ui.kit.empty import EmptyState
from ui.kit.frame import Frame, Page
from ui.kit.moves import carry_out, title_of
from ui.kit.plain import card, column, label, row, scrolling
from ui.kit.pulse import Pulse

SEEN = 60  # ms after the page is shown: what is below its edge is made then
if TYPE_CHECKING:
    from ui.kit.segments import Segments

SECTIONS = (("late", N_("Overdue"), "late"), ("due", N_("Due"), "due"), ("later", N_("Later"), ""))
MINE = "today_mine"  # whether a lead looks at theirs alone; this computer remembers it


class TodayPage(Page):
    """See the top of this module."""

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame.ground)
        self.setProperty("role", "page")
        # Not by Tab: it hands the cursor on to its first line, and Shift+Tab would never get past.
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setAccessibleName(_("Today"))
        self._frame, self.desk = frame, frame.desk
        self.summary = label("", "subtitle")
        self.message_bar = messages.MessageBar()
        self.sections = {
            key: Section(gettext(title), tone, frame.icon) for key, title, tone in SECTIONS
        }
        for section in self.sections.values():
            section.opened.connect(self._open)
            section.stepped.connect(self._step)
        self._moves = today.offers(self.desk)
        self.whose = self._make_whose()
        self.nothing = self._empty()
        self.side = NowSide(frame, self)
        self.tiles = self.side.tiles
        self._away = False  # hidden since it was last read
        self._pulse = Pulse(self)
        self._pulse.beat.connect(self.refresh)
        self._lay_out()
        self._bind()
        self.refresh()
        self._later = QTimer(self, singleShot=True, interval=SEEN)
        self._later.timeout.connect(self._fill_up)

    # -- building

    def _lay_out(self) -> None:
        board = QWidget()
        board.setProperty("role", "clear")
        box = column(*self.sections.values(), gap=12)
        box.addWidget(self.nothing, 1)
        box.addStretch()
        board.setLayout(box)
        self.area = scrolling(board, self)
        body = row(self.area, self.side.area, gap=12)
        body.setStretch(0, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(20, 16, 20, 12)
        whole.setSpacing(12)
        whose = [self.whose] if self.whose is not None else []
        hint = label(_("Enter opens · 1 2 3 act in place"), "muted")
        whole.addLayout(row(label(_("Today"), "title"), self.summary, None, hint, *whose, gap=12))
        whole.addWidget(self.message_bar)
        whole.addLayout(body, 1)

    def _empty(self) -> QFrame:
        made = card()
        words = _("What is overdue or due, who has been here too long, slips that are not back, "
                  "callbacks, promises and approvals: whatever needs somebody stands here until it "
                  "is done.")  # fmt: skip
        made.setLayout(column(EmptyState("check-circle-outline", _("Nothing waits"), words)))
        made.setMinimumHeight(theme.px(300))
        return made

    def _make_whose(self) -> Segments | None:
        """Everybody's or one's own: for those who see everybody's."""
        if not self.desk.allows(Permission.TODAY_ALL):
            return None
        from ui.kit.segments import Segments  # not at a clerk's start

        made = Segments([("all", _("All")), ("mine", _("Mine"))])
        made.setAccessibleName(_("Whose"))
        made.setFixedWidth(theme.px(130))
        made.choose("mine" if self._frame.local.get(MINE, False) else "all")
        made.picked.connect(self._turn)
        return made

    def _turn(self) -> None:
        assert self.whose is not None
        if self.whose.chosen is None:  # clicked again: one of the two holds always
            self.whose.choose("all")
            return
        self._frame.local.put(MINE, self.mine)
        self.refresh()

    @property
    def mine(self) -> bool:
        """Whether a lead looks at theirs alone."""
        return self.whose is not None and self.whose.chosen == "mine"

    def show_whose(self, code: str) -> None:
        """Show everybody's (``all``) or one's own (``mine``)."""
        if self.whose is not None:
            self.whose.choose(code)

    def _bind(self) -> None:
        keys = shortcuts.of(self).name(_("Today"))
        keys.tell("↑ ↓", _("Move through what waits"))
        keys.tell("Enter", _("Open it"))
        keys.tell("1 2 3 …", _("Do what the line offers, in place"))
        keys.tell("Ctrl+Enter", _("Do the first thing that can be done in place"))
        if self.whose is not None:
            keys.add("Alt+1", _("Everybody's"), partial(self.show_whose, "all"))
            keys.add("Alt+2", _("Mine alone"), partial(self.show_whose, "mine"))
        keys.tell("Esc", _("Back to the search box"))

    # -- reading

    def refresh(self) -> None:
        """Read what waits; the row with the focus keeps it, or the one in its place does."""
        place, key = self._focused()
        items = today.today(self.desk, self.mine)
        room = AT_ONCE
        for name, section in self.sections.items():
            section.show_items([i for i in items if urgency(i) == name], self._offers, room)
            room = max(0, room - len(section.rows))
        self.nothing.setVisible(not items)
        self._say_summary(items)
        self.side.refresh()
        if self.isVisible():
            self._pulse.plan(self.desk.now, today.next_change(self.desk, items))
        if place >= 0:
            self._focus_again(place, key)

    def _fill_up(self) -> None:
        for section in self.sections.values():
            section.fill_up()

    def _say_summary(self, items: Sequence[TodayItem]) -> None:
        late = sum(urgency(item) == "late" for item in items)
        due = sum(urgency(item) == "due" for item in items)
        parts = []
        if late:
            parts.append(ngettext("{n} overdue", "{n} overdue", late).format(n=late))
        if due:
            parts.append(ngettext("{n} due", "{n} due", due).format(n=due))
        self.summary.setText(" · ".join(parts) or ("" if items else _("all done")))

    def changed(self, news: Changed) -> None:
        """Something was committed: look again."""
        self.refresh()

    # -- acting

    def _offers(self, item: TodayItem) -> list[Offer]:
        made = []
        for known in self._moves.get(item.why[1], ()):
            if known.move is None:
                assert known.own is not None
                words = gettext(known.own.title) + ("" if known.own.run else " …")
                made.append(Offer(known.own.key, words, partial(self._do, known.own, item)))
            elif not item.state or item.state in known.move.sources:
                assert known.workflow is not None
                words = title_of(known.workflow, known.move) + (" …" if known.move.asks else "")
                run = partial(self._move, known.workflow, known.move, item)
                made.append(Offer(known.move.key, words, run))
        return made

    def _move(self, workflow: Workflow, move: Move, item: TodayItem) -> None:
        if move.asks:
            self._frame.act(item.kind, item.id, move.key)
        else:
            carry_out(self, self.desk, workflow, move, item.id, item.title)

    def _do(self, move: TodayMove, item: TodayItem) -> None:
        if move.run is None:
            self._frame.act(item.kind, item.id, move.key)
            return

        def done(_result: Any) -> None:
            undo = move.undo
            back = undo and partial(actions.run, self, undo, self.desk, item.id)
            words = gettext(move.done).format(title=item.title)
            messages.say(self, words, "ok", undo=back)

        actions.run(self, move.run, self.desk, item.id, done=done)

    def _open(self, item: TodayItem) -> None:
        self._frame.show_record(item.kind, item.id)

    # -- focus and keys

    @property
    def rows(self) -> list[WaitingRow]:
        """Every row from top to bottom."""
        return [made for section in self.sections.values() for made in section.rows
                if not section.isHidden()]  # fmt: skip

    def _focused(self) -> tuple[int, Any]:
        focus = QApplication.focusWidget()
        for place, made in enumerate(self.rows):
            if focus is made or (focus is not None and made.isAncestorOf(focus)):
                return place, key_of(made.item)
        return -1, None

    def _focus_again(self, place: int, key: Any) -> None:
        rows = self.rows
        if not rows:
            self.setFocus()
            return
        same = next((made for made in rows if key_of(made.item) == key), None)
        target = same or rows[min(place, len(rows) - 1)]
        if self._focused()[0] < 0 or same is None:
            target.show()  # rows that were just made are shown later, and cannot have it before
            target.setFocus()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        first = next(iter(self.rows), None) or next(iter(self.tiles), None)
        if first is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _step(self, step: int) -> None:
        rows = self.rows
        if rows:
            place = self._focused()[0]
            if step > 0 and place >= 0 and self._goes_on(rows[place]):
                rows = self.rows
            target = rows[max(0, min(len(rows) - 1, place + step))]
            target.setFocus(Qt.FocusReason.TabFocusReason)
            self.area.ensureWidgetVisible(target)

    def _goes_on(self, made: WaitingRow) -> bool:
        """Whether more of its section was shown, ``made`` being the last of it so far."""
        ends = (each for each in self.sections.values() if each.rows and each.rows[-1] is made)
        return any(each.show_more() for each in ends)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):  # from the tiles
            self._step(1 if event.key() == Qt.Key.Key_Down else -1)
        elif event.key() == Qt.Key.Key_Escape:
            self._frame.focus_box()
        else:
            super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._later.start()
        if self._away:
            self.refresh()
        elif self._pulse.left < 0:
            self._pulse.plan(self.desk.now)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._pulse.stop()
        self._away = True
