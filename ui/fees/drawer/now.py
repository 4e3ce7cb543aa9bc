"""This desk's drawer as it is: to be opened, open, being counted."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout

from desk.core.access import Permission
from desk.core.change import Changed
from desk.core.errors import DeskError
from desk.core.words import _
from desk.fees.drawer import shifts
from desk.fees.drawer.rows import ShiftRow
from ui.fees.billing.preview import signed
from ui.fees.drawer.close import CloseView
from ui.fees.drawer.open import OpenView
from ui.fees.drawer.shift import ShiftView
from ui.kit import messages
from ui.kit.frame import Frame, Page
from ui.kit.plain import column


class NowSheet(Page):
    """See the top of this module. ``closed(shift)`` is called with a drawer that was closed."""

    def __init__(self, frame: Frame, closed: Callable[[ShiftRow], object]) -> None:
        super().__init__()
        self.setProperty("role", "page")
        self.frame, self.desk, self._closed = frame, frame.desk, closed
        self.message_bar = messages.MessageBar()
        self.opening, self.open_ = OpenView(self.desk), ShiftView(self.desk)
        self.close_ = CloseView(self.desk, frame.show_record)
        self.stack = QStackedWidget()
        for view in (self.opening, self.open_, self.close_):
            self.stack.addWidget(view)
        above = column(self.message_bar)
        above.setContentsMargins(20, 0, 20, 0)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addLayout(above)
        box.addWidget(self.stack, 1)
        self._later = QTimer(self, singleShot=True, interval=0)
        self._later.timeout.connect(self.refresh)
        self.opening.opened.connect(self._opened)
        self.open_.closing.connect(self.count)
        self.close_.left.connect(self._back)
        self.close_.closed.connect(self._is_closed)
        self.refresh()

    # -- where one stands

    def refresh(self) -> None:
        """Read anew whether the drawer is open."""
        try:
            shift = shifts.current_shift(self.desk)
        except DeskError as error:
            messages.sorry(self, error)
            return
        if shift is None:
            self.opening.refresh()
            self._turn(self.opening)
            return
        self.open_.show_shift(shift)
        if self.stack.currentWidget() is not self.close_:
            self._turn(self.open_)

    def _turn(self, view: Any) -> None:
        if self.stack.currentWidget() is not view:
            self.stack.setCurrentWidget(view)
            if self.isVisible():
                view.setFocus()

    def count(self) -> None:
        """Count the drawer, to close it."""
        if self.open_.shift is not None and self.desk.allows(Permission.CASH_WORK):
            self.message_bar.hide()
            self._turn(self.close_)

    def _back(self) -> None:
        self._turn(self.open_)

    def _opened(self, shift: ShiftRow) -> None:
        self.refresh()
        words = _("The drawer is open: {number}.").format(number=shift.number)
        messages.say(self, words, "ok")

    def _is_closed(self, shift: ShiftRow) -> None:
        self._turn(self.opening)
        self.refresh()
        words = _("{number} is closed.").format(number=shift.number)
        if shift.difference:
            off = signed(shift.difference)
            words = _("{number} is closed with a difference of {amount}.").format(
                number=shift.number, amount=off
            )
        messages.say(self, words, "warn" if shift.difference else "ok")
        self._closed(shift)

    # -- what the window says

    def begin(self, what: str, **values: Any) -> None:
        """``close``: count the drawer; ``open`` shows where it is opened."""
        self.refresh()
        if what == "close":
            self.count()

    def changed(self, news: Changed) -> None:
        """Another window's change shows; several at once are read once."""
        if news.about("cash_shift", "cash_move"):
            self._later.start()

    def scenes(self) -> dict[str, Callable[[], object]]:
        return {
            "open": self._scene_open, "count": self._scene_count, "explain": self._scene_explain
        }  # fmt: skip

    def _scene_open(self) -> None:
        if shifts.current_shift(self.desk) is None:
            shifts.open_shift(self.desk, 50_000)
            shifts.cash_move(self.desk, 20_000, _("Change from the bank"))
            shifts.cash_move(self.desk, -3_500, _("Taxi to the tax office"))
        self.refresh()

    def _scene_count(self) -> None:
        self._scene_open()
        self.count()
        self.close_.grid.show_counts({10_000: 3, 5_000: 2, 1_000: 9, 100: 12})

    def _scene_explain(self) -> None:
        self._scene_count()
        self.close_.hand_in()

    def focusInEvent(self, event: QFocusEvent) -> None:
        view = self.stack.currentWidget()
        if view is not None:
            view.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.frame.focus_box()
        else:
            super().keyPressEvent(event)
