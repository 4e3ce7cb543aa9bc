"""Where on the dispatch board things are: lanes, hours, orders, the one in hand. No keys here."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QScrollArea, QWidget

from desk.core.frozen import frozen
from desk.service.orders.rows import OrderRow
from ui import theme
from ui.service.orders.board_plan import HOUR, STEP, Block, Plan

LEVEL, TALLEST, GAP, HEAD = 44, 80, 4, 28  # px at 100 %
SIDE, REST = 116, 104


@frozen
class Carried:
    """An order in hand: over which lane, from which minute of the day to which."""

    row: OrderRow
    lane: int
    start: int
    end: int


class BoardGround(QWidget):
    """See the top of this module; ``minute`` is the time of day now, on today's board."""

    def __init__(self, area: QScrollArea) -> None:
        super().__init__()
        self._area = area
        self.plan = Plan((), 8 * HOUR, 20 * HOUR)
        self.minute: int | None = None

    def measure(self) -> None:
        """Take as much room as the lanes need, and all there is."""
        metrics = QFontMetrics(theme.font(11))
        hours = (self.plan.last - self.plan.first) // HOUR
        wide = self.left_edge() + hours * (metrics.horizontalAdvance("00:00") + 12)
        levels = sum(track.levels for track in self.plan.tracks)
        least = theme.px(LEVEL) * levels + self._between() + GAP
        self.setMinimumSize(QSize(wide, least))
        self.update()

    def _between(self) -> int:
        """Height that no order takes: the hours above, the gaps."""
        gaps = sum(track.levels + 1 for track in self.plan.tracks)
        return theme.px(HEAD) + GAP * gaps

    @property
    def level(self) -> int:
        """How high an order is: as much as there is room for, up to a few lines."""
        levels = sum(track.levels for track in self.plan.tracks) or 1
        room = (self._area.viewport().height() - self._between() - GAP) // levels
        return max(theme.px(LEVEL), min(theme.px(TALLEST), room))

    def high(self, lane: int) -> int:
        """How high a lane is."""
        return self.plan.tracks[lane].levels * (self.level + GAP) + GAP

    def top(self, lane: int) -> int:
        """Where a lane begins."""
        return theme.px(HEAD) + sum(self.high(n) for n in range(lane))

    def left_edge(self) -> int:
        """Where the hours begin."""
        rest = any(b.start is None for b in self.plan.blocks())
        return theme.px(SIDE) + (theme.px(REST) if rest else 0)

    def across(self, minute: int) -> int:
        """Where a minute of the day is."""
        whole = self.plan.last - self.plan.first
        room = self.width() - self.left_edge() - 8
        return self.left_edge() + room * (minute - self.plan.first) // whole

    def box(self, block: Block) -> QRect:
        """Where an order is painted."""
        level = self.level
        y = self.top(block.lane) + GAP + block.level * (level + GAP)
        if block.start is None:
            return QRect(theme.px(SIDE), y, theme.px(REST) - GAP, level)
        start = self.across(max(block.start, self.plan.first))
        return QRect(start + 1, y, max(12, self.across(block.end) - start - 3), level)

    def ghost(self, carried: Carried) -> QRect:
        """Where the order in hand would stand."""
        start = self.across(carried.start)
        high = self.high(carried.lane) - 2 * GAP
        return QRect(
            start + 1, self.top(carried.lane) + GAP, self.across(carried.end) - start - 3, high
        )

    def under(self, point: QPoint) -> Block | None:
        """The order at a point."""
        return next((b for b in self.plan.blocks() if self.box(b).contains(point)), None)

    def cell(self, point: QPoint) -> tuple[int, int] | None:
        """The lane and the minute at a point; None where there is none."""
        lane = next((n for n in range(len(self.plan.tracks))
                     if self.top(n) <= point.y() < self.top(n) + self.high(n)), None)  # fmt: skip
        room = self.width() - self.left_edge() - 8
        if lane is None or not self.left_edge() <= point.x() < self.width() or room <= 0:
            return None
        whole = self.plan.last - self.plan.first
        at = self.plan.first + (point.x() - self.left_edge()) * whole // room
        return lane, at // STEP * STEP
