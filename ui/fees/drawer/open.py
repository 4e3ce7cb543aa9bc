"""Opening the drawer: the float, counted by piece or as a sum."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desk.core.access import Permission
from desk.core.desk import Desk
from desk.core.words import _
from desk.fees.drawer import shifts
from desk.fees.drawer.read import last_closed
from desk.fees.drawer.rows import ShiftRow
from ui import theme
from ui.fees.drawer.count import CountGrid
from ui.fees.items.words import sign
from ui.kit import actions, shortcuts
from ui.kit.actions import new_request
from ui.kit.display import money
from ui.kit.money_field import MoneyField
from ui.kit.plain import button, card, column, label, line, row, tip
from ui.kit.screens import may


class OpenView(QWidget):
    """See the top of this module."""

    opened = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setProperty("role", "page")
        self.desk, self._sign = desk, sign(desk)
        self._request = new_request()
        self._last: ShiftRow | None = None
        self.grid = CountGrid(desk)
        self.sum = MoneyField("opening", _("Or the sum, not counted by piece"), hint=self._sign)
        self.total, self.before = label("", "figure"), label("", "muted", wrap=True)
        self.yes = button(_("Open the drawer") + " Ctrl+↵", self.open, "primary", "cash-register")
        rights = may(desk, Permission.CASH_WORK)
        self.yes.setEnabled(rights["enabled"])
        tip(self.yes, rights["why"])
        self._lay_out()
        self.grid.changed.connect(self._summed)
        self.grid.finished.connect(self.yes.setFocus)
        self.sum.changed.connect(self._summed)
        keys = shortcuts.of(self).name(_("Open the drawer"))
        keys.add("Ctrl+Return", _("Open the drawer"), self.open)
        keys.tell("Enter ↑ ↓", _("To the next denomination and back"))
        self.setFocusProxy(self.grid)

    def _lay_out(self) -> None:
        left, side = card(), card()
        left.setLayout(
            column(label(_("Float in the drawer"), "section"), self.grid, None, margin=18, gap=12)
        )
        side.setFixedWidth(theme.px(356))
        side.setLayout(
            column(label(_("Float"), "label"), self.total, self.before, line(), self.sum, None,
                   self.yes, margin=18, gap=12)
        )  # fmt: skip
        both = row(gap=12)
        both.addWidget(left, 1)
        both.addWidget(side)
        heading = row(label(_("Drawer"), "title"), label(_("closed"), "subtitle"), None, gap=12)
        box = QVBoxLayout(self)
        box.setContentsMargins(20, 16, 20, 12)
        box.setSpacing(12)
        box.addLayout(heading)
        box.addLayout(both, 1)

    def refresh(self) -> None:
        """Read anew what was left in the drawer."""
        self._last = last_closed(self.desk)
        self._summed()

    def _amount(self) -> int:
        return self.grid.total() if self.grid.counts() else self.sum.value() or 0

    def _summed(self) -> None:
        amount = self._amount()
        self.total.setText(self._sign + money(amount))
        self.sum.setEnabled(not self.grid.counts())
        last = self._last
        words, tone = "", "muted"
        if last is not None and last.left is not None:
            left = self._sign + money(last.left)
            words = _("{number} left {amount} in the drawer.").format(
                number=last.number, amount=left
            )
            if amount and amount != last.left:
                off = self._sign + money(abs(amount - last.left))
                words = (
                    _("{words} This is {off} more.") if amount > last.left
                    else _("{words} This is {off} less.")
                ).format(words=words, off=off)  # fmt: skip
                tone = "due"
        self.before.setText(words)
        theme.say(self.before, "tone", tone)

    def open(self) -> None:
        """Open the drawer with this float."""
        problem = self.sum.problem() if not self.grid.counts() else ""
        self.sum.set_error(problem)
        if problem or not self.yes.isEnabled():
            return
        opening = self.grid.counts() or self._amount()
        actions.run(self, shifts.open_shift, self.desk, opening, request=self._request,
                    done=self._done)  # fmt: skip

    def _done(self, row_: ShiftRow) -> None:
        self._request = new_request()
        self.grid.show_counts({})
        self.sum.set_value(None)
        self.opened.emit(row_)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self.grid.setFocus()
