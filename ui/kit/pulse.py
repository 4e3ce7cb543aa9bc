"""A clock that strikes when something becomes due: by the minute, and at moments between.

pulse = Pulse(self)
pulse.beat.connect(self.refresh)
pulse.plan(desk.now, today.next_change(desk, items))    # the next strike; after each reading
"""

from __future__ import annotations

from datetime import datetime, timedelta

from PySide6.QtCore import QObject, QTimer, Signal

MINUTE = timedelta(minutes=1)
AFTER = 20  # ms past the moment: what is due at it is overdue then


class Pulse(QObject):
    """See the top of this module."""

    beat = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self.beat)

    def plan(self, now: datetime, at: datetime | None = None) -> None:
        """Strike at ``at``, if it is before the next full minute, or else then."""
        left = MINUTE - timedelta(seconds=now.second, microseconds=now.microsecond)
        if at is not None and now < at:
            left = min(left, at - now)
        self._timer.start(int(left / timedelta(milliseconds=1)) + AFTER)

    @property
    def left(self) -> int:
        """Milliseconds until the next strike; -1 if none is planned."""
        return self._timer.remainingTime()

    def stop(self) -> None:
        """Strike no more until it is planned again."""
        self._timer.stop()
