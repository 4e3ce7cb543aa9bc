"""All buildings of the site as tiles: how many units each has, and in which state."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QWidget

from desk import texts
from desk.core.words import listed, ngettext
from desk.estate.board import SiteBuilding
from desk.estate.words import UNIT_STATES
from ui import theme
from ui.estate import say
from ui.kit.chips import Flow
from ui.kit.plain import clear, column, label, row, scrolling

LEAST, HIGH = 236, 118  # px at 100 %
GAP, SCROLL = 12, 14  # px between tiles, and of the scroll bar


class Overview(QWidget):
    """``chosen`` is told the building; arrows move between the tiles."""

    chosen = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "clear")
        body = QWidget()
        body.setProperty("role", "clear")
        self._flow = Flow(body, gap=GAP)
        self._key = row(gap=18)
        self._area = scrolling(body)
        self.setLayout(column(self._key, self._area, gap=12))
        self.tiles: list[Tile] = []

    def show_buildings(self, found: Sequence[SiteBuilding]) -> None:
        """Show these; the cursor stays on its building."""
        if [tile.building.id for tile in self.tiles] == [one.id for one in found]:
            for tile, one in zip(self.tiles, found, strict=True):
                tile.show_building(one)
            self._show_key(found)
            return
        focused = next((tile.building.id for tile in self.tiles if tile.hasFocus()), None)
        clear(self._flow)
        self._show_key(found)
        self.tiles = []
        for one in found:
            tile = Tile(one)
            tile.chosen.connect(self.chosen)
            tile.moved.connect(self._move)
            self._flow.addWidget(tile)
            self.tiles.append(tile)
            if one.id == focused:
                tile.show()  # what is not seen yet takes no focus
                tile.setFocus()
        self._spread()

    def _spread(self) -> None:
        """As many tiles side by side as there is room for, all of one width."""
        room = self._area.width() - SCROLL
        across = max(1, (room + GAP) // (theme.px(LEAST) + GAP))
        for tile in self.tiles:
            tile.wide = (room + GAP) // across - GAP
            tile.updateGeometry()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._spread()

    def _show_key(self, found: Sequence[SiteBuilding]) -> None:
        """What the colours mean, with the counts of the whole site."""
        clear(self._key)
        for state in UNIT_STATES:
            count = sum(one.states.get(state, 0) for one in found)
            if count:
                words = f"● {texts.word('unit.state', state)} {count:,}"
                self._key.addWidget(label(words, tone=say.tone_of(state)))
        self._key.addStretch(1)

    def focusInEvent(self, event: QFocusEvent) -> None:
        if self.tiles:
            self.tiles[0].setFocus()

    def _move(self, right: int, down: int) -> None:
        at = next((n for n, tile in enumerate(self.tiles) if tile.hasFocus()), 0)
        across = sum(tile.y() == self.tiles[0].y() for tile in self.tiles) or 1
        to = at + right + down * across
        if 0 <= to < len(self.tiles):
            self.tiles[to].setFocus()


class Tile(QWidget):
    """One building: name, units, a bar of states, the counts in words."""

    chosen = Signal(int)
    moved = Signal(int, int)

    def __init__(self, building: SiteBuilding) -> None:
        super().__init__()
        self.wide = theme.px(LEAST)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.show_building(building)

    def show_building(self, building: SiteBuilding) -> None:
        """Show other counts."""
        self.building = building
        self.setAccessibleName(say.dot(building.name, self._units(), self._states()))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self.wide, theme.px(HIGH))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def _units(self) -> str:
        units = ngettext("{n} unit", "{n} units", self.building.units)
        floors = ngettext("{n} floor", "{n} floors", self.building.floors)
        return say.dot(
            units.format(n=self.building.units),
            floors.format(n=self.building.floors) if self.building.floors else "",
        )

    def _states(self) -> str:
        return listed(
            f"{texts.word('unit.state', state)} {self.building.states[state]}"
            for state in UNIT_STATES
            if self.building.states.get(state)
        )

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = self.rect().adjusted(1, 1, -1, -1)
        edge = "accent" if self.hasFocus() else "edge" if self.underMouse() else "line"
        painter.setPen(QPen(theme.color(edge), 2 if self.hasFocus() else 1))
        painter.setBrush(theme.color("card"))
        painter.drawRoundedRect(box, 8, 8)
        inner = box.adjusted(theme.px(16), theme.px(12), -theme.px(16), -theme.px(12))
        painter.setFont(theme.font(16, bold=True))
        painter.setPen(theme.color("text"))
        self._words(painter, inner, self.building.name, theme.px(24))
        painter.setFont(theme.font(13))
        painter.setPen(theme.color("muted"))
        self._words(painter, inner.adjusted(0, theme.px(26), 0, 0), self._units(), theme.px(20))
        self._bar(painter, QRect(inner.x(), inner.y() + theme.px(54), inner.width(), theme.px(10)))
        self._counts(painter, inner.adjusted(0, theme.px(72), 0, 0))
        painter.end()

    def _counts(self, painter: QPainter, box: QRect) -> None:
        painter.setFont(theme.font(13))
        left, high = box.x(), theme.px(20)
        for state in UNIT_STATES:
            count = self.building.states.get(state, 0)
            if not count:
                continue
            words = f"● {count:,}"
            painter.setPen(theme.color(say.tone_of(state)))
            wide = painter.fontMetrics().horizontalAdvance(words)
            if left + wide > box.right():
                break
            painter.drawText(
                QRect(left, box.y(), wide + 2, high), Qt.AlignmentFlag.AlignVCenter, words
            )
            left += wide + theme.px(14)

    def _words(self, painter: QPainter, box: QRect, words: str, high: int) -> None:
        short = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, box.width())
        where = QRect(box.x(), box.y(), box.width(), high)
        painter.drawText(where, Qt.AlignmentFlag.AlignVCenter, short)

    def _bar(self, painter: QPainter, box: QRect) -> None:
        shape = QPainterPath()
        shape.addRoundedRect(QRectF(box), box.height() / 2, box.height() / 2)
        painter.save()
        painter.setClipPath(shape)
        painter.fillRect(box, theme.color("sunken"))
        total, left = max(1, self.building.units), box.x()
        for state in UNIT_STATES[1:]:
            wide = round(box.width() * self.building.states.get(state, 0) / total)
            painter.fillRect(
                QRect(left, box.y(), wide, box.height()), theme.color(say.tone_of(state))
            )
            left += wide
        painter.restore()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self.rect().contains(event.position().toPoint()):
            self.chosen.emit(self.building.id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        moves = {
            Qt.Key.Key_Left: (-1, 0), Qt.Key.Key_Right: (1, 0),
            Qt.Key.Key_Up: (0, -1), Qt.Key.Key_Down: (0, 1),
        }  # fmt: skip
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.chosen.emit(self.building.id)
        elif key in moves:
            self.moved.emit(*moves[key])
        else:
            super().keyPressEvent(event)
