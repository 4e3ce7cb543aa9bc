"""The lanes of the dispatch board: painted, moved through by keys, orders carried by mouse or keys.

canvas.show_plan(plan)
canvas.take(order_row, minutes=60)      # it is in hand now: arrows move it, Enter puts it down
canvas.dropped.connect(lambda carried: ...)     # Carried(row, lane, start, end)
"""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPaintEvent
from PySide6.QtWidgets import QApplication, QScrollArea

from desk.core.words import _
from desk.service.orders.rows import OrderRow
from ui import theme
from ui.service.orders.board_ground import BoardGround, Carried
from ui.service.orders.board_paint import paint
from ui.service.orders.board_plan import HOUR, STEP, Block, Plan, beside

_KEYS = {
    Qt.Key.Key_Left: (-1, 0), Qt.Key.Key_Right: (1, 0), Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}  # fmt: skip


class BoardCanvas(BoardGround):
    """See the top of this module."""

    dropped = Signal(object)
    opened = Signal(object)
    """Enter on an order that may not be carried, or O: show it."""
    moved = Signal(object)
    lifted = Signal(object)
    sent_back = Signal(object)
    left = Signal()

    def __init__(self, area: QScrollArea) -> None:
        super().__init__(area)
        self.now: Block | None = None
        self.carried: Carried | None = None
        self._pressed: tuple[QPoint, Block] | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(_("Dispatch board"))
        theme.watch().changed.connect(self.measure)

    # -- what is shown

    def show_plan(self, plan: Plan, minute: int | None = None) -> None:
        """Show a day; ``minute`` is the time of day now, if it is today."""
        chosen = self.now
        self.plan, self.minute, self.carried = plan, minute, None
        blocks = plan.blocks()
        self.now = next(
            (b for b in blocks if chosen and (b.row.id, b.lane) == (chosen.row.id, chosen.lane)),
            next((b for b in blocks if chosen and b.row.id == chosen.row.id), None),
        ) or (blocks[0] if blocks else None)
        self.measure()

    def select(self, order: int) -> bool:
        """Put the cursor on an order."""
        found = next((b for b in self.plan.blocks() if b.row.id == order), None)
        if found is not None:
            self.go(found)
        return found is not None

    # -- carrying

    def take(self, row: OrderRow, minutes: int = HOUR, at: tuple[int, int] | None = None) -> None:
        """Take an order in hand, over ``at`` (lane, minute) at first."""
        if not self.plan.tracks:
            return
        lane, start = at or (0, self._next_slot())
        self.carried = self._held(Carried(row, lane, start, start + minutes))
        self.setFocus()
        self._show_carried()
        self.lifted.emit(row)

    def _next_slot(self) -> int:
        if self.minute is None:
            return self.plan.first
        return min(self.plan.last - HOUR, -(-self.minute // STEP) * STEP)

    def _held(self, it: Carried) -> Carried:
        """Within the day that is shown, and the lanes."""
        long = max(STEP, min(it.end - it.start, self.plan.last - self.plan.first))
        start = max(self.plan.first, min(it.start, self.plan.last - long))
        lane = max(0, min(it.lane, len(self.plan.tracks) - 1))
        return Carried(it.row, lane, start, start + long)

    def _show_carried(self) -> None:
        if self.carried is not None:
            where = self.ghost(self.carried)
            self._area.ensureVisible(where.center().x(), where.center().y(), 80, where.height())
            self.setAccessibleDescription(self.words(self.carried))
        self.update()

    def words(self, it: Carried) -> str:
        """Where the order in hand is, for the line above and for screen readers."""
        name = self.plan.tracks[it.lane].engineer.name
        return f"{it.row.number}: {name}, {clock(it.start)}–{clock(it.end)}"

    def put_down(self) -> None:
        """Leave it where it was."""
        self.carried = None
        self.update()
        self.moved.emit(self.now)

    def hover(self, row: OrderRow, point: QPoint, minutes: int = HOUR) -> None:
        """The mouse carries an order over a point of the board."""
        cell = self.cell(point)
        self.carried = self._held(Carried(row, *cell, cell[1] + minutes)) if cell else None
        self.update()

    def drop(self) -> bool:
        """The mouse lets go; False where it was not over a lane."""
        carried, self.carried = self.carried, None
        self.update()
        if carried is not None:
            self.dropped.emit(carried)
        return carried is not None

    # -- keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        enter = key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)
        if self.carried is not None:
            self._carry_key(event, key, enter)
        elif key in _KEYS:
            found = beside(self.plan.blocks(), self.now, *_KEYS[key])
            if found is not None:
                self.go(found)
            elif key == Qt.Key.Key_Left:
                self.left.emit()
        elif enter and self.now is not None:
            self._lift(self.now)
        elif event.text().casefold() == "o" and self.now is not None:
            self.opened.emit(self.now.row)
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and self.now is not None:
            self.sent_back.emit(self.now.row)
        elif key == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _carry_key(self, event: QKeyEvent, key: Qt.Key, enter: bool) -> None:
        it = self.carried
        assert it is not None
        if enter:
            self.drop()
        elif key == Qt.Key.Key_Escape:
            self.put_down()
        elif key in _KEYS:
            across, down = _KEYS[key]
            if event.modifiers() & Qt.KeyboardModifier.ShiftModifier and across:
                longer = replace(it, end=max(it.start + STEP, it.end + across * STEP))
                self.carried = self._held(longer)
            else:
                by = across * STEP
                moved = Carried(it.row, it.lane + down, it.start + by, it.end + by)
                self.carried = self._held(moved)
            self._show_carried()
            self.moved.emit(self.now)
        else:
            super().keyPressEvent(event)

    def _lift(self, block: Block) -> None:
        long = block.end - block.start if block.start is not None else HOUR
        start = block.start if block.start is not None else self._next_slot()
        self.take(block.row, long, (block.lane, start))

    def go(self, block: Block) -> None:
        """Move the cursor."""
        self.now = block
        where = self.box(block)
        self._area.ensureVisible(where.center().x(), where.center().y(), 80, where.height())
        self.setAccessibleDescription(f"{block.row.number} {block.row.where} {block.row.text}")
        self.update()
        self.moved.emit(block)

    # -- mouse

    def mousePressEvent(self, event: QMouseEvent) -> None:
        point = event.position().toPoint()
        found = self.under(point)
        if event.button() == Qt.MouseButton.LeftButton and found is not None:
            self.put_down()
            self.go(found)
            self._pressed = (point, found)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._pressed is None:
            return
        start, block = self._pressed
        point = event.position().toPoint()
        far = (point - start).manhattanLength() >= QApplication.startDragDistance()
        if far or self.carried is not None:
            long = block.end - block.start if block.start is not None else HOUR
            self.hover(block.row, point, long)

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        pressed, self._pressed = self._pressed, None
        if pressed is not None and self.carried is not None:
            self.drop()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        found = self.under(event.position().toPoint())
        if found is not None:
            self.opened.emit(found.row)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.moved.emit(self.now)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        paint(self, event.rect())


def clock(minute: int) -> str:
    """A minute of the day as 14:30."""
    return f"{minute // HOUR:02d}:{minute % HOUR:02d}"
