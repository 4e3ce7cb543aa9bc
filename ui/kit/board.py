"""A building as squares: floors as rows, units beside each other, coloured by tone.

    board = BuildingBoard()
    board.show_floors([Floor("12", [Square(7, "1201", "ok", note="李敏"), ...]), ...],
                      legend=[("ok", _("Lived in")), ("void", _("Vacant"))])
    board.chosen.connect(lambda unit_id: ...)      # click or Enter
    board.current_changed.connect(lambda unit_id: ...)

Floors come top first. Arrows move the cursor, Home and End go to a floor's ends, typing digits
jumps to a room. 33 floors of 8 units fit 1366×768 without scrolling; ``count`` puts a figure
into the corner (people on site).
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QFontMetrics,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from ui import theme
from ui.kit.board_canvas import Canvas, Floor, Square
from ui.kit.chips import Flow
from ui.kit.plain import clear

__all__ = ["BuildingBoard", "Floor", "Square"]


class BuildingBoard(QWidget):
    """See the top of this module."""

    chosen = Signal(int)
    current_changed = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "clear")
        self.area = QScrollArea()
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.canvas = Canvas(self.area)
        self.canvas.setProperty("role", "clear")
        self.area.setWidget(self.canvas)
        self.canvas.chosen.connect(self.chosen)
        self.canvas.current_changed.connect(self.current_changed)
        self.setFocusProxy(self.canvas)
        self.legend = QWidget()
        self.legend.setProperty("role", "clear")
        self._keys = Flow(self.legend, gap=14)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(8)
        box.addWidget(self.legend)
        box.addWidget(self.area, 1)

    def show_floors(self, floors: Sequence[Floor], legend: Sequence[tuple[str, str]] = ()) -> None:
        """Show a building, top floor first; the cursor stays on its unit if it is still there."""
        unit = self.canvas.square(self.canvas.at)
        self.canvas.floors = floors
        self.canvas.at = None
        clear(self._keys)
        for tone, words in legend:
            self._keys.addWidget(_Key(tone, words))
        self.canvas.measure()
        if unit is not None and unit.id is not None:
            self.select(unit.id)

    def select(self, unit: int) -> bool:
        """Put the cursor on a unit; False if it is not in this building."""
        for row, floor in enumerate(self.canvas.floors):
            for column, square in enumerate(floor.squares):
                if square.id == unit:
                    self.canvas.go((row, column))
                    return True
        return False

    def current(self) -> int | None:
        """The unit under the cursor."""
        unit = self.canvas.square(self.canvas.at)
        return unit.id if unit is not None else None

    def resizeEvent(self, event: object) -> None:
        super().resizeEvent(event)  # type: ignore[arg-type]
        self.canvas.measure()


class _Key(QWidget):
    """One line of the legend: a square of the tone and its words."""

    def __init__(self, tone: str, words: str) -> None:
        super().__init__()
        self._tone, self._words = tone, words
        self.setAccessibleName(words)

    def sizeHint(self) -> QSize:
        wide = QFontMetrics(theme.font(13)).horizontalAdvance(self._words)
        return QSize(theme.px(22) + wide, theme.px(20))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ink, ground = theme.tones(self._tone)
        side = theme.px(14)
        painter.setBrush(ground)
        painter.setPen(QPen(ink, 1))
        painter.drawRoundedRect(QRect(1, (self.height() - side) // 2, side, side), 3, 3)
        painter.setFont(theme.font(13))
        painter.setPen(theme.color("muted"))
        where = self.rect().adjusted(theme.px(22), 0, 0, 0)
        painter.drawText(where, Qt.AlignmentFlag.AlignVCenter, self._words)
        painter.end()
