"""The lines that a document is about: tick some, type how much of each.

    lines = LinesField("lines", _("What is let off"), extra=(AMOUNT,))
    lines.show_lines([PickLine(charge.id, "物业费", "2026-09", 25060)])
    lines.picked()      # [Picked(key, amount, late_fee, again)]

Space ticks, digits type over the amount, arrows move; a ticked line is for all of it at first.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QTableWidgetItem

from desk import texts
from desk.core.errors import Refused
from desk.core.frozen import frozen
from desk.core.money import format_money, parse_money
from desk.core.words import _
from ui import theme
from ui.kit.field import Field
from ui.kit.grid import CTRL, Grid

TEXT, DETAIL, MOST, AMOUNT, LATE, AGAIN = range(6)
WIDTHS = {DETAIL: 190, MOST: 104, AMOUNT: 112, LATE: 92, AGAIN: 108}  # px at 100 %
LETTERS = 30  # of an amount
SHOWN = 7  # lines that stand there without scrolling
_CHECK = Qt.CheckState


@frozen
class PickLine:
    """One line that may be ticked; ``most`` is what is there of it, ``late`` of its late fee."""

    key: int
    text: str
    detail: str
    most: int
    late: int = 0


@frozen
class Picked:
    """What was entered of a ticked line."""

    key: int
    amount: int
    late_fee: int = 0
    again: bool = False


class LinesTable(Grid):
    """The table of a LinesField."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space and self.currentRow() >= 0:
            place = AGAIN if self.currentColumn() == AGAIN else TEXT
            item = self.item(self.currentRow(), place)
            if item is not None:
                on = item.checkState() == _CHECK.Checked
                item.setCheckState(_CHECK.Unchecked if on else _CHECK.Checked)
            return
        if event.key() == Qt.Key.Key_A and event.modifiers() & CTRL:
            self.tick_all()
            return
        super().keyPressEvent(event)

    def tick_all(self) -> None:
        """Tick every line, or none if all are ticked."""
        items = [item for at in range(self.rowCount()) if (item := self.item(at, TEXT))]
        on = all(item.checkState() == _CHECK.Checked for item in items)
        for item in items:
            item.setCheckState(_CHECK.Unchecked if on else _CHECK.Checked)


class LinesField(Field):
    """See the top of this module. ``late`` and ``again`` are the title of a further column."""

    def __init__(
        self, key: str, title: str, *, most: str, amount: str, late: str = "", again: str = "",
        hint: str = "",
    ) -> None:  # fmt: skip
        super().__init__(key, title, required=True, wide=True,
                         hint=hint or _("Space ticks, digits change the amount"))  # fmt: skip
        self._lines: list[PickLine] = []
        self._filling = False
        self.table = LinesTable(right=(MOST, AMOUNT, LATE), digits=AMOUNT,
                                limits={AMOUNT: LETTERS, LATE: LETTERS})  # fmt: skip
        self.table.head(["", "", most, amount, late, again], WIDTHS)
        self.table.setColumnHidden(LATE, not late)
        self.table.setColumnHidden(AGAIN, not again)
        self._put(self.table)
        self.table.itemChanged.connect(self._edited)

    def show_lines(self, lines: Sequence[PickLine]) -> None:
        """Offer these, none of them ticked."""
        self._filling = True
        self._lines = list(lines)
        self.table.setRowCount(0)
        self.table.setRowCount(len(lines))
        for at, line in enumerate(lines):
            self._fill(at, line)
        self._filling = False
        self.table.fit(2, SHOWN)
        if lines:
            self.table.setCurrentCell(0, TEXT)

    def _fill(self, at: int, line: PickLine) -> None:
        put = self.table.put
        ticks = put(at, TEXT, line.text), put(at, AGAIN, "")
        for item in ticks:
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(_CHECK.Unchecked)
        put(at, DETAIL, line.detail)
        put(at, MOST, format_money(line.most + line.late, sign=False))
        put(at, AMOUNT, "", edit=True)
        put(at, LATE, "", edit=bool(line.late))

    # -- what is entered

    def _edited(self, item: QTableWidgetItem) -> None:
        if self._filling:
            return
        self._filling = True
        at, place = item.row(), item.column()
        if place == TEXT:
            self._ticked(at, item.checkState() == _CHECK.Checked)
        elif place in (AMOUNT, LATE):
            found = _read(item.text())
            if isinstance(found, int):
                item.setText(format_money(found, sign=False))
                self._cell(at, TEXT).setCheckState(_CHECK.Checked if found else _CHECK.Unchecked)
            wrong = isinstance(found, Refused)
            item.setForeground(theme.color("late" if wrong else "text"))
        self._filling = False
        self._touched()

    def _ticked(self, at: int, on: bool) -> None:
        line = self._lines[at]
        amount, late = (line.most, line.late) if on else (None, None)
        self._cell(at, AMOUNT).setText("" if amount is None else format_money(amount, sign=False))
        self._cell(at, LATE).setText(format_money(late, sign=False) if late else "")
        if not on:
            self._cell(at, AGAIN).setCheckState(_CHECK.Unchecked)

    def _cell(self, at: int, place: int) -> QTableWidgetItem:
        found = self.table.item(at, place)
        assert found is not None
        return found

    def tick(self, key: int, amount: int | None = None) -> None:
        """Tick one line, for ``amount`` or all of it."""
        at = next(n for n, line in enumerate(self._lines) if line.key == key)
        self._cell(at, TEXT).setCheckState(_CHECK.Checked)
        if amount is not None:
            self._cell(at, AMOUNT).setText(format_money(amount, sign=False))

    def picked(self) -> list[Picked]:
        """The ticked lines; what is no amount counts as nothing (``problem`` says so)."""
        found = []
        for at, line in enumerate(self._lines):
            if self._cell(at, TEXT).checkState() == _CHECK.Checked:
                amount, late = (_read(self._cell(at, place).text()) for place in (AMOUNT, LATE))
                again = self._cell(at, AGAIN).checkState() == _CHECK.Checked
                found.append(Picked(line.key, _int(amount), _int(late), again))
        return found

    def value(self) -> Any:
        return [[one.key, one.amount, one.late_fee, one.again] for one in self.picked()]

    def set_value(self, value: Any) -> None:
        self._filling = True
        for at in range(len(self._lines)):
            self._cell(at, TEXT).setCheckState(_CHECK.Unchecked)
            self._ticked(at, on=False)
        known = {line.key: at for at, line in enumerate(self._lines)}
        for key, amount, late, again in value or []:
            at = known.get(key, -1)
            if at >= 0:
                self._cell(at, TEXT).setCheckState(_CHECK.Checked)
                self._cell(at, AMOUNT).setText(format_money(amount, sign=False))
                self._cell(at, LATE).setText(format_money(late, sign=False) if late else "")
                self._cell(at, AGAIN).setCheckState(_CHECK.Checked if again else _CHECK.Unchecked)
        self._filling = False
        self._touched()

    def problem(self) -> str:
        for at in range(len(self._lines)):
            for place in (AMOUNT, LATE):
                found = _read(self._cell(at, place).text())
                if isinstance(found, Refused):
                    self.table.setCurrentCell(at, place)
                    return texts.sentence(found)
        return "" if self.picked() else _("Tick at least one line.")


def _read(text: str) -> int | Refused:
    if not text.strip():
        return 0
    try:
        return parse_money(text, "lines")
    except Refused as refusal:
        return refusal


def _int(value: int | Refused) -> int:
    return value if isinstance(value, int) else 0
