"""The squares of a building board: painted, hovered over, moved through."""

from __future__ import annotations

import time
from collections.abc import Sequence
from html import escape

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QFont,
    QFontMetrics,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QScrollArea, QToolTip, QWidget

from desk.core.frozen import frozen
from desk.core.words import _
from ui import theme

GAP = 3
DENSE = 24  # floors from which the gaps get narrower
LOW, HIGH = 14, 40  # px a square may be high
THIN, BROAD = 44, 132  # px a square may be wide
_MOVES = {
    Qt.Key.Key_Left: (0, -1), Qt.Key.Key_Right: (0, 1), Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Down: (1, 0), Qt.Key.Key_PageUp: (-8, 0), Qt.Key.Key_PageDown: (8, 0),
}  # fmt: skip


@frozen
class Square:
    """One unit; an empty ``label`` with id None is a gap. ``note`` is its tooltip."""

    id: int | None
    label: str
    tone: str = "void"
    note: str = ""
    count: int = 0


@frozen
class Floor:
    """One row and what stands at its left."""

    title: str
    squares: Sequence[Square]


class Canvas(QWidget):
    chosen = Signal(int)
    current_changed = Signal(int)

    def __init__(self, area: QScrollArea) -> None:
        super().__init__()
        self._area = area
        self.floors: Sequence[Floor] = ()
        self.at: tuple[int, int] | None = None
        self._hover: tuple[int, int] | None = None
        self._typed, self._typed_at = "", 0.0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setAccessibleName(_("Building"))
        self._side = self._wide = self._high = 0
        self._gap = GAP
        theme.watch().changed.connect(self.measure)

    # -- measures

    def measure(self) -> None:
        """Fit the squares into the space there is."""
        metrics = QFontMetrics(theme.font(12))
        self._side = 14 + max((metrics.horizontalAdvance(f.title) for f in self.floors), default=0)
        rows = max(1, len(self.floors))
        self._gap = GAP if rows <= DENSE else GAP - 1
        places = max((len(f.squares) for f in self.floors), default=1) or 1
        room = self._area.viewport().size()
        low = max(LOW, QFontMetrics(theme.font(11)).height() - 3)
        self._high = min(theme.px(HIGH), max(low, (room.height() - self._gap) // rows - self._gap))
        fair = (room.width() - self._side - self._gap) // places - self._gap
        self._wide = min(theme.px(BROAD), max(theme.px(THIN), fair))
        size = QSize(
            self._side + places * (self._wide + self._gap),
            rows * (self._high + self._gap) + self._gap,
        )
        self.setMinimumSize(size)
        self.resize(size.expandedTo(room))
        self.update()

    def box(self, place: tuple[int, int]) -> QRect:
        """Where a square is painted."""
        row, column = place
        x = self._side + column * (self._wide + self._gap)
        return QRect(x, self._gap + row * (self._high + self._gap), self._wide, self._high)

    def square(self, place: tuple[int, int] | None) -> Square | None:
        """The unit in a place; None for a gap."""
        if place is None or not 0 <= place[0] < len(self.floors):
            return None
        squares = self.floors[place[0]].squares
        if not 0 <= place[1] < len(squares) or squares[place[1]].id is None:
            return None
        return squares[place[1]]

    def _under(self, point: QPoint) -> tuple[int, int] | None:
        row = (point.y() - self._gap) // (self._high + self._gap)
        column = (point.x() - self._side) // (self._wide + self._gap)
        place = (row, column)
        inside = self.square(place) is not None and self.box(place).contains(point)
        return place if inside else None

    # -- painting

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        size = 13 if self._high >= theme.px(26) else 12 if self._high >= theme.px(17) else 11
        small, plain = theme.font(min(size, 12)), theme.font(size)
        dirty = event.rect()
        for row, floor in enumerate(self.floors):
            line = self.box((row, 0))
            if line.bottom() < dirty.top() or line.top() > dirty.bottom():
                continue
            painter.setFont(small)
            painter.setPen(theme.color("muted"))
            where = QRect(0, line.y(), self._side - 8, line.height())
            right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(where, right, floor.title)
            painter.setFont(plain)
            for column in range(len(floor.squares)):
                self._paint_square(painter, (row, column), plain)
        painter.end()

    def _paint_square(self, painter: QPainter, place: tuple[int, int], plain: QFont) -> None:
        unit = self.square(place)
        if unit is None:
            return
        box = self.box(place)
        ink, ground = theme.tones(unit.tone if unit.tone in theme.TONES else "void")
        painter.setBrush(ground)
        edge = ink if place == self._hover else ground
        painter.setPen(QPen(edge, 1))
        painter.drawRoundedRect(box, 4, 4)
        if place == self.at:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme.color("accent" if self.hasFocus() else "edge"), 2))
            painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), 4, 4)
        painter.setPen(ink)
        words = painter.fontMetrics().elidedText(
            unit.label, Qt.TextElideMode.ElideMiddle, box.width() - 8
        )
        if not unit.count:
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)
            return
        painter.drawText(
            box.adjusted(6, 0, 0, 0),
            Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter,
            words,
        )
        figure = str(unit.count) if unit.count < 100 else "99"
        if box.height() < theme.px(20):
            painter.setFont(theme.font(10))
        wide = max(box.height() - 4, painter.fontMetrics().horizontalAdvance(figure) + 8)
        spot = QRect(box.right() - wide - 1, box.y() + 1, wide, box.height() - 2)
        painter.setBrush(theme.color("fill"))
        painter.setPen(Qt.PenStyle.NoPen)
        radius = min(spot.height() / 2, 9)
        painter.drawRoundedRect(spot, radius, radius)
        painter.setPen(theme.color("on_fill"))
        painter.drawText(spot, Qt.AlignmentFlag.AlignCenter, figure)
        painter.setFont(plain)

    # -- mouse and keys

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        place = self._under(event.position().toPoint())
        if place != self._hover:
            self._hover = place
            hand = Qt.CursorShape.PointingHandCursor if place else Qt.CursorShape.ArrowCursor
            self.setCursor(hand)
            self.update()

    def leaveEvent(self, event: QEvent) -> None:
        self._hover = None
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        place = self._under(event.position().toPoint())
        if place is not None and event.button() == Qt.MouseButton.LeftButton:
            self.go(place)
            self._choose()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            unit = self.square(self._under(event.pos()))
            if unit is not None and unit.note:
                QToolTip.showText(event.globalPos(), f"<span>{escape(unit.note)}</span>", self)
            else:
                QToolTip.hideText()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in _MOVES:
            self._move(*_MOVES[key])
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End) and self.at is not None:
            units = self.floors[self.at[0]].squares
            order = range(len(units)) if key == Qt.Key.Key_Home else reversed(range(len(units)))
            self.go((self.at[0], next(i for i in order if units[i].id is not None)))
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._choose()
        elif event.text().isalnum():
            self._type(event.text())
        else:
            super().keyPressEvent(event)

    def _move(self, down: int, right: int) -> None:
        places = [
            (r, c) for r, f in enumerate(self.floors) for c in range(len(f.squares))
            if self.square((r, c)) is not None
        ]  # fmt: skip
        if not places:
            return
        if self.at is None:
            self.go(places[0])
            return
        row, column = self.at
        if right:
            beside = [p for p in places if p[0] == row and (p[1] - column) * right > 0]
            ahead = sorted(beside, key=lambda p: abs(p[1] - column))
        else:
            target = max(0, min(len(self.floors) - 1, row + down))
            rows = [p for p in places if (p[0] - row) * down > 0]
            ahead = sorted(rows, key=lambda p: (abs(p[0] - target), abs(p[1] - column)))
        if ahead:
            self.go(ahead[0])

    def _type(self, text: str) -> None:
        now = time.monotonic()
        self._typed = text if now - self._typed_at > 1.2 else self._typed + text
        self._typed_at = now
        for row, floor in enumerate(self.floors):
            for column, unit in enumerate(floor.squares):
                if unit.id is not None and unit.label.upper().startswith(self._typed.upper()):
                    self.go((row, column))
                    return

    def go(self, place: tuple[int, int]) -> None:
        """Move the cursor."""
        unit = self.square(place)
        if unit is None or unit.id is None:
            return
        self.at = place
        box = self.box(place)
        self._area.ensureVisible(box.center().x(), box.center().y(), self._wide, self._high * 2)
        self.setAccessibleDescription(f"{unit.label} {unit.note}".strip())
        self.update()
        self.current_changed.emit(unit.id)

    def _choose(self) -> None:
        unit = self.square(self.at)
        if unit is not None and unit.id is not None:
            self.chosen.emit(unit.id)
