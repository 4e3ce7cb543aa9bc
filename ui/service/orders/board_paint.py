"""How the dispatch board looks: hours above, a lane an engineer, orders toned by their state."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPen

from ui import theme
from ui.service.orders.board_plan import HOUR, Block

if TYPE_CHECKING:
    from ui.service.orders.board_canvas import BoardCanvas

_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_WRAPPED = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWrapAnywhere


def paint(canvas: BoardCanvas, dirty: QRect) -> None:
    """Paint what of the board is in sight."""
    painter = QPainter(canvas)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    _hours(canvas, painter)
    for number in range(len(canvas.plan.tracks)):
        _lane(canvas, painter, number)
    for block in canvas.plan.blocks():
        if canvas.box(block).intersects(dirty):
            _block(canvas, painter, block)
    if canvas.minute is not None and canvas.plan.first <= canvas.minute <= canvas.plan.last:
        painter.setPen(QPen(theme.color("accent"), 2))
        at = canvas.across(canvas.minute)
        painter.drawLine(at, theme.px(24), at, canvas.height())
    if canvas.carried is not None:
        _ghost(canvas, painter)
    painter.end()


def _hours(canvas: BoardCanvas, painter: QPainter) -> None:
    painter.setFont(theme.font(11))
    high = canvas.top(len(canvas.plan.tracks) - 1) if canvas.plan.tracks else 0
    high += canvas.high(len(canvas.plan.tracks) - 1) if canvas.plan.tracks else 0
    for minute in range(canvas.plan.first, canvas.plan.last + 1, HOUR):
        at = canvas.across(minute)
        painter.setPen(QPen(theme.color("line"), 1))
        painter.drawLine(at, theme.px(24), at, high)
        if minute < canvas.plan.last:
            painter.setPen(theme.color("muted"))
            where = QRect(at + 3, 0, theme.px(60), theme.px(24))
            painter.drawText(where, _LEFT, f"{minute // HOUR:02d}:00")


def _lane(canvas: BoardCanvas, painter: QPainter, number: int) -> None:
    track, top = canvas.plan.tracks[number], canvas.top(number)
    painter.setPen(QPen(theme.color("line"), 1))
    painter.drawLine(0, top, canvas.width(), top)
    painter.setFont(theme.font(13, bold=True))
    painter.setPen(theme.color("text"))
    room = theme.px(104)
    name = QFontMetrics(painter.font()).elidedText(
        track.engineer.name, Qt.TextElideMode.ElideRight, room
    )
    painter.drawText(QRect(10, top + 6, room, theme.px(20)), _LEFT, name)
    painter.setFont(theme.font(11))
    painter.setPen(theme.color("muted"))
    painter.drawText(QRect(10, top + 6 + theme.px(18), room, theme.px(18)), _LEFT,
                     str(track.engineer.open or "—"))  # fmt: skip


def _block(canvas: BoardCanvas, painter: QPainter, block: Block) -> None:
    box, row = canvas.box(block), block.row
    tone = "late" if row.late or row.urgency == "urgent" else row.tone
    ink, ground = theme.tones(tone if tone in theme.TONES else "void")
    painter.setBrush(ground)
    edge = QPen(ink, 1)
    if not block.planned:
        edge.setStyle(Qt.PenStyle.DashLine)
    painter.setPen(edge)
    painter.drawRoundedRect(box, 4, 4)
    if canvas.now is not None and block.place == canvas.now.place and block.lane == canvas.now.lane:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(theme.color("accent" if canvas.hasFocus() else "edge"), 3))
        painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), 4, 4)
    inner = box.adjusted(6, 3, -4, -3)
    painter.setFont(theme.font(12, bold=True))
    painter.setPen(ink)
    line = min(inner.height() // 2, theme.px(19))
    head = QRect(inner.x(), inner.y(), inner.width(), line)
    painter.drawText(head, _LEFT, _short(painter, row.where, inner.width()))
    painter.setFont(theme.font(12))
    painter.setPen(theme.color("text"))
    words = f"{row.kind_name} {row.text}".replace("\n", " ")
    below = inner.adjusted(0, line, 0, 0)
    rows = below.height() // max(1, painter.fontMetrics().lineSpacing())
    if rows < 2:
        painter.drawText(below, _LEFT, _short(painter, words, inner.width()))
    else:
        words = _short(painter, words, inner.width() * rows - theme.px(24))
        painter.drawText(below, _WRAPPED, words)


def _short(painter: QPainter, words: str, room: int) -> str:
    return painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, room)


def _ghost(canvas: BoardCanvas, painter: QPainter) -> None:
    assert canvas.carried is not None
    box = canvas.ghost(canvas.carried)
    painter.setOpacity(0.35)
    painter.setBrush(theme.color("accent"))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.drawRoundedRect(box, 4, 4)
    painter.setOpacity(1.0)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(theme.color("accent"), 2))
    painter.drawRoundedRect(box, 4, 4)
    painter.setFont(theme.font(12, bold=True))
    painter.setPen(theme.color("text"))
    words = painter.fontMetrics().elidedText(
        f"{canvas.carried.row.where} {canvas.carried.row.number}",
        Qt.TextElideMode.ElideRight, max(theme.px(60), box.width() - 10),
    )  # fmt: skip
    painter.drawText(box.adjusted(6, 0, 200, 0), _LEFT, words)
