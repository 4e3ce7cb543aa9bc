"""Where time comes from. Nothing else asks the machine what time it is."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Protocol


class Clock(Protocol):
    """Gives the present moment as an aware UTC datetime."""

    def now(self) -> datetime: ...


class SystemClock:
    """The clock of this machine, cut to whole milliseconds as the store keeps them."""

    def now(self) -> datetime:
        now = datetime.now(UTC)
        return now.replace(microsecond=now.microsecond // 1000 * 1000)


class FixedClock:
    """A clock that stands until it is moved: for tests, demo data and the bench."""

    def __init__(self, start: datetime) -> None:
        if start.tzinfo is None:
            raise ValueError("a clock needs an aware time")
        self._now = start.astimezone(UTC)

    def now(self) -> datetime:
        return self._now

    def advance(self, step: timedelta) -> None:
        """Move by ``step``; a negative step is a clock that was set back."""
        self._now += step

    def set(self, moment: datetime) -> None:
        """Put the clock to ``moment`` (aware)."""
        self._now = moment.astimezone(UTC)
