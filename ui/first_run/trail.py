"""Where one is in the guide: numbered stops on a line."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from desk.core.words import _
from ui import theme

DOT = 24


class Trail(QWidget):
    """Stops with their names; done ones ticked, the present one filled."""

    def __init__(self, names: Sequence[str]) -> None:
        super().__init__()
        self._names, self.place = tuple(names), 0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.go(0)

    def go(self, place: int) -> None:
        """Stand at a stop, counted from 0."""
        self.place = place
        words = _("Step {number} of {count}: {name}").format(
            number=place + 1, count=len(self._names), name=self._names[place]
        )
        self.setAccessibleName(words)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme.px(560), theme.px(DOT + 26))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        wide, dot = self.width() / len(self._names), theme.px(DOT)
        middle = dot / 2 + 1
        for place, name in enumerate(self._names):
            x = wide * (place + 0.5)
            if place:
                tone = "accent" if place <= self.place else "line"
                painter.setPen(QPen(theme.color(tone), 2))
                left = x - wide + dot / 2 + 6
                painter.drawLine(QPointF(left, middle), QPointF(x - dot / 2 - 6, middle))
            self._stop(painter, place, x, middle, dot)
            painter.setPen(theme.color("text" if place == self.place else "muted"))
            painter.setFont(theme.font(12, bold=place == self.place))
            box = QRectF(x - wide / 2 + 2, dot + 5, wide - 4, theme.px(20))
            short = painter.fontMetrics().elidedText(
                name, Qt.TextElideMode.ElideRight, int(box.width())
            )
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, short)
        painter.end()

    def _stop(self, painter: QPainter, place: int, x: float, y: float, dot: float) -> None:
        box = QRectF(x - dot / 2, y - dot / 2, dot, dot)
        if place < self.place:
            theme.icon("check-circle", "accent").paint(painter, box.toRect())
            return
        present = place == self.place
        painter.setPen(Qt.PenStyle.NoPen if present else QPen(theme.color("edge"), 1))
        painter.setBrush(theme.color("fill") if present else Qt.BrushStyle.NoBrush)
        painter.drawEllipse(box.adjusted(1, 1, -1, -1))
        painter.setPen(theme.color("on_fill" if present else "muted"))
        painter.setFont(theme.font(12, bold=True))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, str(place + 1))
