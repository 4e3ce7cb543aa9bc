"""Orders in hand on the dispatch board: taken up, put down with somebody else or at another time.

hand = BoardHand(sheet)     # by keys from the queue and the canvas, by mouse from the queue
"""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication

from desk.core.access import Permission
from desk.core.words import _
from desk.service.orders import dispatch, flow
from desk.service.orders.detail import view_order
from desk.service.orders.drafts import EngineerDraft
from desk.service.orders.rows import EngineerRow, OrderRow
from desk.service.orders.seen import WATCH
from ui.kit import actions, messages
from ui.kit.actions import new_request
from ui.service.orders.board_ground import Carried
from ui.service.orders.board_plan import minute
from ui.service.orders.engineers import clash_words, window_words

if TYPE_CHECKING:
    from ui.service.orders.board import BoardSheet

SETTLED = (flow.OPEN, flow.ASSIGNED)
"""States in which an order still changes hands without a reason."""


class BoardHand:
    """See the top of this module."""

    def __init__(self, sheet: BoardSheet) -> None:
        self._sheet, self.desk = sheet, sheet.desk
        self._drag: tuple[QPoint, OrderRow] | None = None
        self._seen: int | None = None

    def may(self) -> bool:
        """Whether the person on duty dispatches; if not, that is said."""
        if self.desk.allows(Permission.ORDER_DISPATCH):
            return True
        messages.may_not(self._sheet)
        return False

    # -- up

    def take_waiting(self, one: OrderRow) -> None:
        """Take up an order of the queue, at the time that was agreed."""
        if not self.may():
            return
        sheet = self._sheet
        at, long = None, 60
        if one.wanted_from is not None and self.desk.local(one.wanted_from).date() == sheet.day:
            start = self.desk.day_start(sheet.day)
            begin = minute(start, one.wanted_from)
            until = minute(start, one.wanted_until or one.wanted_from + timedelta(hours=1))
            at, long = (0, begin), max(30, until - begin)
        sheet.canvas.take(one, long, at)
        sheet.tell(sheet.canvas.now)

    def lifted(self, one: OrderRow) -> None:
        """An order of the board is taken up; what may not be is put down again."""
        canvas = self._sheet.canvas
        if one.state not in flow.UNDONE:
            canvas.put_down()
            messages.say(self._sheet, _("{number} is finished.").format(number=one.number), "warn")
        elif not self.may():
            canvas.put_down()
        else:
            self._seen = WATCH.seen(self.desk, one.id)
            self._sheet.tell(canvas.now)

    # -- down

    def dropped(self, it: Carried) -> None:
        """It is put down: planned, given to somebody, or handed on with a reason."""
        if not self.may():
            return
        sheet, was = self._sheet, self._seen
        self._seen = None
        now = sheet.canvas.now
        moving = it.row.state != flow.OPEN
        origin = now.lane if moving and now is not None and now.row.id == it.row.id else None
        who = self._who(it, origin)
        start = self.desk.day_start(sheet.day)
        begin, end = start + timedelta(minutes=it.start), start + timedelta(minutes=it.end)
        if who is not None and it.row.state not in SETTLED:
            self._hand_on(it.row, who, begin, end, was)
            return
        found = dispatch.clashes(self.desk, who or (), begin, end, it.row.id) if who else []
        fresh = actions.run(
            sheet, dispatch.plan, self.desk, it.row.id, begin, end, who, was=was,
            request=new_request(),
        )  # fmt: skip
        if fresh is None:
            sheet.refresh()  # as somebody else has left it
            return
        self._done(fresh, clash_words(self.desk, found), undo=it.row.state == flow.OPEN)

    def _who(self, it: Carried, origin: int | None) -> tuple[EngineerDraft, ...] | None:
        """Who has it from now on; None while that stays as it is."""
        tracks = self._sheet.canvas.plan.tracks
        target = tracks[it.lane].who
        if origin is None:
            return (target,)
        if origin == it.lane:
            return None
        gone = tracks[origin].who
        kept = [_draft(one) for one in view_order(self.desk, it.row.id).engineers]
        return tuple(dict.fromkeys(target if one == gone else one for one in kept))

    def _hand_on(
        self, one: OrderRow, who: tuple[EngineerDraft, ...], begin: datetime, end: datetime,
        was: int | None,
    ) -> None:  # fmt: skip
        title = _("Hand {number} on").format(number=one.number)
        why = messages.ask_reason(
            self._sheet, title, _("It is accepted already. Say why it changes hands."),
            yes=_("Hand on"),
        )  # fmt: skip
        if why:
            fresh = actions.run(
                self._sheet, dispatch.transfer, self.desk, one.id, who, why, begin, end, was=was,
                request=new_request(),
            )  # fmt: skip
            if fresh is not None:
                self._done(fresh)

    def _done(self, fresh: OrderRow, warning: str = "", undo: bool = False) -> None:
        sheet = self._sheet
        sheet.refresh()
        sheet.canvas.select(fresh.id)
        back = partial(actions.run, sheet, dispatch.undo_assign, self.desk, fresh.id,
                       request=new_request())  # fmt: skip
        words = _("{number} is with {engineers}.").format(
            number=fresh.number, engineers=fresh.engineers
        )
        warning = " ".join(part for part in (warning, window_words(self.desk, fresh)) if part)
        tone = "warn" if warning else "ok"
        messages.say(sheet, f"{words} {warning}".strip(), tone, undo=back if undo else None)
        if undo and sheet.waits:  # the next one of the queue
            sheet.wait.setFocus()

    def send_back(self, one: OrderRow) -> None:
        """Nobody has it any more; with a reason once it was accepted."""
        if not self.may():
            return
        sheet = self._sheet
        if one.state == flow.ASSIGNED:
            actions.run(sheet, dispatch.undo_assign, self.desk, one.id, request=new_request(),
                        done=lambda _row: sheet.refresh())  # fmt: skip
        elif one.state in flow.WITH_SOMEBODY:
            title = _("Give {number} back").format(number=one.number)
            why = messages.ask_reason(sheet, title, _("Say why. It is kept with the record."),
                                      yes=title)  # fmt: skip
            if why:
                actions.run(sheet, dispatch.return_, self.desk, one.id, why, request=new_request(),
                            done=lambda _row: sheet.refresh())  # fmt: skip

    # -- by mouse from the queue

    def mouse(self, event: QMouseEvent) -> bool:
        """What the mouse does in the queue; True where it carries an order over the board."""
        sheet, point = self._sheet, event.position().toPoint()
        if event.type() == QEvent.Type.MouseButtonPress:
            at = sheet.wait.indexAt(point).row()
            self._drag = (point, sheet.waits[at]) if 0 <= at < len(sheet.waits) else None
        elif event.type() == QEvent.Type.MouseMove and self._drag is not None:
            start, one = self._drag
            if (point - start).manhattanLength() >= QApplication.startDragDistance():
                viewport = sheet.wait.viewport()
                where = sheet.canvas.mapFromGlobal(viewport.mapToGlobal(point))
                sheet.canvas.hover(one, where)
                return True
        elif event.type() == QEvent.Type.MouseButtonRelease and self._drag is not None:
            self._drag = None
            if sheet.canvas.carried is not None:
                sheet.canvas.drop()
                return True
        return False


def _draft(one: EngineerRow) -> EngineerDraft:
    return EngineerDraft(one.staff, "" if one.staff is not None else one.name)
