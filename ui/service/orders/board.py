"""The dispatch board: at the left what nobody has, at the right a lane an engineer and the hours.

Enter on a waiting order takes it in hand, arrows move it between engineers and times, Enter puts
it down; the same for orders on the board. The mouse drags them. PageUp and PageDown turn the day.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from desk.core.access import Permission
from desk.core.change import Changed
from desk.core.errors import DeskError
from desk.core.listing import Column
from desk.core.words import N_, _
from desk.service.orders.board import board
from desk.service.orders.own import engineer
from desk.service.orders.rows import KIND, OrderRow
from ui import theme
from ui.kit import messages, shortcuts
from ui.kit.display import Display
from ui.kit.frame import Frame, Page
from ui.kit.papers_out import PapersOut
from ui.kit.plain import button, card, label, row, tool
from ui.kit.rows_model import RowsModel
from ui.kit.screens import may
from ui.kit.table import RowsTable
from ui.kit.tick_table import Held
from ui.service.orders.board_canvas import BoardCanvas
from ui.service.orders.board_hand import BoardHand
from ui.service.orders.board_plan import Block, minute, plan_of
from ui.service.orders.papers import OrderPapers

WAIT: tuple[Column[OrderRow], ...] = (
    Column("where", N_("Where"), "text", lambda r: r.where, 90,
           tone=lambda r: "late" if r.late or r.urgency == "urgent" else None),
    Column("kind", N_("Kind"), "text", lambda r: r.kind_name, 70),
    Column("due", N_("Due by"), "time", lambda r: r.due, 96,
           tone=lambda r: "late" if r.late else None),
)  # fmt: skip


class BoardSheet(Page):
    """See the top of this module."""

    def __init__(self, frame: Frame) -> None:
        super().__init__()
        self.setProperty("role", "page")
        self.frame, self.desk = frame, frame.desk
        self.papers = OrderPapers(self.desk, PapersOut(self, frame))
        self.day = self.desk.today
        self.waits: list[OrderRow] = []
        self.hand = BoardHand(self)
        self.message_bar = messages.MessageBar()
        show = Display(self.desk.local, lambda: self.desk.today)
        self.wait = RowsTable(RowsModel(WAIT, show, self))
        self.wait.setAccessibleName(_("Orders that nobody has"))
        self.area = QScrollArea()
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.canvas = BoardCanvas(self.area)
        self.canvas.setProperty("role", "clear")
        self.area.setWidgetResizable(True)
        self.area.setWidget(self.canvas)
        self._build()
        self._wire()
        self.refresh()

    # -- building

    def _build(self) -> None:
        self.title = label("", "title")
        self.said = label("", "muted")
        before = tool("chevron-left", _("Day before (PageUp)"), lambda: self.turn(-1))
        after = tool("chevron-right", _("Next day (PageDown)"), lambda: self.turn(1))
        now = button(_("Today"), lambda: self.show_day(self.desk.today))
        sheets = button(_("Day sheets") + " Ctrl+P", self.print_sheets, icon="printer-outline")
        sheets.setEnabled(may(self.desk, Permission.ORDER_WORK)["enabled"])
        box = QVBoxLayout(self)
        box.setContentsMargins(20, 12, 20, 12)
        box.setSpacing(8)
        box.addLayout(row(self.title, before, now, after, None, sheets, gap=10))
        box.addWidget(self.message_bar)
        self.wait_words = label("", "section")
        left = card()
        inner = QVBoxLayout(left)
        inner.setContentsMargins(1, 10, 1, 1)
        self.wait_words.setContentsMargins(12, 0, 12, 0)
        inner.addWidget(self.wait_words)
        inner.addWidget(self.wait, 1)
        self.wait_about = label("", "hint", wrap=True)
        self.wait_about.setContentsMargins(12, 4, 12, 8)
        inner.addWidget(self.wait_about)
        right = card()
        outer = QVBoxLayout(right)
        outer.setContentsMargins(8, 8, 8, 8)
        outer.addWidget(self.said)
        outer.addWidget(self.area, 1)
        line = row(gap=12)
        left.setMinimumWidth(theme.px(280))
        if engineer(self.desk) is not None:  # they see their own lane
            left.hide()
        line.addWidget(left, 2)
        line.addWidget(right, 6)
        box.addLayout(line, 1)

    def _wire(self) -> None:
        self.wait.opened.connect(self.hand.take_waiting)
        self.wait.current_changed.connect(self._about_waiting)
        self.wait.escaped.connect(self.frame.focus_box)
        self.wait.installEventFilter(self)
        self.wait.viewport().installEventFilter(self)
        self.canvas.dropped.connect(self.hand.dropped)
        self.canvas.opened.connect(lambda one: self.frame.show_record(KIND, one.id))
        self.canvas.moved.connect(self.tell)
        self.canvas.lifted.connect(self.hand.lifted)
        self.canvas.sent_back.connect(self.hand.send_back)
        self.canvas.left.connect(self._to_wait)
        keys = shortcuts.of(self).name(_("Dispatch board"))
        keys.add("PgUp", _("Day before"), lambda: self.turn(-1))
        keys.add("PgDown", _("Next day"), lambda: self.turn(1))
        keys.add("Ctrl+P", _("Day sheets"), self.print_sheets)
        keys.tell("Enter", _("Take the order in hand; put it down"))
        keys.tell("← → ↑ ↓", _("From order to order; in hand: time and engineer"))
        keys.tell("Shift+← →", _("In hand: shorter, longer"))
        keys.tell("O", _("Show the order"))
        keys.tell("Delete", _("Take it back from the engineer"))
        keys.tell("Esc", _("Put it back; to the orders that nobody has"))

    # -- reading

    def refresh(self) -> None:
        """Read the day anew."""
        try:
            found = board(self.desk, self.day)
        except DeskError as error:
            messages.sorry(self, error)
            return
        start = self.desk.day_start(self.day)
        today = self.day == self.desk.today
        plan = plan_of(self.desk, found)
        self.canvas.show_plan(plan, minute(start, self.desk.now) if today else None)
        self.waits = list(found.wait)
        self.wait.show_source(Held(self.waits))
        if self.waits and self.wait.current_row() is None:
            self.wait.select(0)
        words = self.day.isoformat()
        self.title.setText(_("Today, {day}").format(day=words) if today else words)
        self.wait_words.setText(_("Nobody has them: {n}").format(n=len(self.waits)))
        self.tell(self.canvas.now)
        self._about_waiting(self.wait.current_row())

    def changed(self, news: Changed) -> None:
        if news.about(KIND, "staff"):
            self.refresh()

    def show_day(self, day: date) -> None:
        """Show another day."""
        self.day = day
        self.refresh()

    def turn(self, by: int) -> None:
        """A day on or back."""
        self.show_day(self.day + timedelta(days=by))

    def begin(self, what: str, **values: Any) -> None:
        """``day`` (day=): show it."""
        if what == "day" and values.get("day"):
            self.show_day(values["day"])

    # -- words

    def tell(self, block: Block | None) -> None:
        """Say what is under the cursor or in hand."""
        carried = self.canvas.carried
        if carried is not None:
            words = _("In hand: {what}. Enter puts it down, Esc leaves it where it was.")
            self.said.setText(words.format(what=self.canvas.words(carried)))
        elif block is not None:
            one = block.row
            self.said.setText(" · ".join(
                part for part in (one.number, one.where, one.kind_name, one.text[:60], one.name)
                if part
            ))  # fmt: skip
        else:
            self.said.setText(_("Nothing is planned on this day."))

    def _about_waiting(self, one: OrderRow | None) -> None:
        words = "" if one is None else f"{one.number} · {one.text[:120]}"
        if one is not None and one.wanted_from is not None:
            at = self.desk.local(one.wanted_from)
            words += " · " + _("agreed for {time}").format(time=f"{at:%m-%d %H:%M}")
        self.wait_about.setText(words)

    # -- paper

    def print_sheets(self) -> None:
        """The day's sheet of the engineer under the cursor, or of all with none on the board."""
        now = self.canvas.now if self.canvas.hasFocus() else None
        track = self.canvas.plan.tracks[now.lane] if now is not None else None
        if track is None:
            self.papers.print_day(self.day)
        else:
            self.papers.print_day(self.day, track.who, track.engineer.name)

    # -- focus, mouse from the queue

    def _to_wait(self) -> None:
        if self.wait.hasFocus() or not self.waits:
            self.frame.focus_box()
        else:
            self.wait.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.wait and isinstance(event, QKeyEvent):
            right = event.key() == Qt.Key.Key_Right and event.type() == QEvent.Type.KeyPress
            if right and self.canvas.plan.blocks():
                self.canvas.setFocus()
                return True
        if watched is self.wait.viewport() and isinstance(event, QMouseEvent):
            return self.hand.mouse(event)
        return super().eventFilter(watched, event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        target: QWidget = self.wait if self.waits else self.canvas
        target.setFocus()

    def scenes(self) -> dict[str, Callable[[], object]]:
        """An order in hand; tomorrow; nothing there."""
        return {
            "hand": lambda: self.hand.take_waiting(self.waits[0]) if self.waits else None,
            "tomorrow": lambda: self.show_day(self.desk.today + timedelta(days=1)),
        }
