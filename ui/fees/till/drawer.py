"""Opening the drawer right at the cashier's screen: the float, counted by notes and coins.

opened = ask_open(page, desk)      # the shift, None if it was left
"""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from desk.core.desk import Desk
from desk.core.money import format_money
from desk.core.words import _
from desk.fees.drawer.rows import ShiftRow
from desk.fees.drawer.shifts import open_shift
from desk.fees.reading import currency
from ui.fees.drawer.count import CountGrid
from ui.kit import actions, messages
from ui.kit.dialogs import Ask
from ui.kit.plain import label, row


class OpenDrawer(Ask):
    """How many pieces of each note and coin are in the drawer; none at all is a float of zero."""

    def __init__(self, parent: QWidget, desk: Desk) -> None:
        super().__init__(
            parent.window(), _("Open the drawer"),
            _("Count the float. What is in the drawer now is what the shift begins with."),
            _("Open the drawer"),
        )  # fmt: skip
        self._desk, self._currency = desk, currency(desk)
        self._request = actions.new_request()
        self.shift: ShiftRow | None = None
        self.message_bar = messages.MessageBar()
        self.total = label("", "heading")
        self.grid = CountGrid(desk)
        self.grid.changed.connect(self._say)
        self.grid.finished.connect(lambda: self.yes.setFocus(Qt.FocusReason.TabFocusReason))
        self.fields.addWidget(self.message_bar)
        self.fields.addWidget(self.grid)
        self.fields.addLayout(row(label(_("Float"), "label"), None, self.total))
        self._say()
        self.grid.setFocus()

    def _say(self) -> None:
        self.total.setText(format_money(self.grid.total(), self._currency))

    def finish(self) -> None:
        """Open it, or say why not."""
        counts = self.grid.counts()
        self.shift = actions.run(self, open_shift, self._desk, counts or 0, request=self._request)
        if self.shift is not None:
            self.accept()


def ask_open(parent: QWidget, desk: Desk) -> ShiftRow | None:
    """Open the drawer; None if it was left."""
    dialog = OpenDrawer(parent, desk)
    dialog.exec()
    dialog.deleteLater()
    return dialog.shift
