"""Opening the drawer right at the cashier's screen: the float, counted by notes and coins.

opened = ask_open(page, desk)      # the shift, None if it was left
"""

from __future__ import annotations

from PySide6.QtWidgets import QGridLayout, QSpinBox, QWidget

from desk.core.desk import Desk
from desk.core.money import format_money
from desk.core.words import _
from desk.fees.drawer import cash
from desk.fees.drawer.rows import ShiftRow
from desk.fees.drawer.shifts import open_shift
from ui import theme
from ui.kit import actions, messages
from ui.kit.dialogs import Ask
from ui.kit.plain import label, row, spin

COLUMNS = 3


class OpenDrawer(Ask):
    """How many pieces of each note and coin are in the drawer; none at all is a float of zero."""

    def __init__(self, parent: QWidget, desk: Desk) -> None:
        super().__init__(
            parent.window(), _("Open the drawer"),
            _("Count the float. What is in the drawer now is what the shift begins with."),
            _("Open the drawer"),
        )  # fmt: skip
        self._desk, self._currency = desk, cash.currency(desk)
        self.request = actions.new_request()
        self.shift: ShiftRow | None = None
        self.message_bar = messages.MessageBar()
        self.boxes: dict[int, QSpinBox] = {}
        self.total = label("", "heading")
        grid = QGridLayout()
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(6)
        values = cash.denominations(desk)
        high = -(-len(values) // COLUMNS)
        for place, value in enumerate(values):
            column, line = divmod(place, high)
            name = format_money(value, self._currency)
            words = label(name, "label")
            box = self.boxes[value] = spin(0, 9999)
            box.setAccessibleName(name)
            box.setFixedWidth(theme.px(84))
            box.valueChanged.connect(lambda _value: self._say())
            words.setBuddy(box)
            grid.addWidget(words, line, column * 2)
            grid.addWidget(box, line, column * 2 + 1)
        self.fields.addWidget(self.message_bar)
        self.fields.addLayout(grid)
        self.fields.addLayout(row(label(_("Float"), "label"), None, self.total))
        self._say()
        first = self.boxes[values[0]]
        first.setFocus()
        first.selectAll()

    def counts(self) -> dict[int, int]:
        """Pieces by denomination."""
        return {value: box.value() for value, box in self.boxes.items() if box.value()}

    def _say(self) -> None:
        self.total.setText(format_money(cash.total(self.counts()), self._currency))

    def finish(self) -> None:
        """Open it, or say why not."""
        self.shift = actions.run(
            self, open_shift, self._desk, self.counts() or 0, request=self.request
        )
        if self.shift is not None:
            self.accept()


def ask_open(parent: QWidget, desk: Desk) -> ShiftRow | None:
    """Open the drawer; None if it was left."""
    dialog = OpenDrawer(parent, desk)
    dialog.exec()
    dialog.deleteLater()
    return dialog.shift
