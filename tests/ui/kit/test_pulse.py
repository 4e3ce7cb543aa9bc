"""The clock that strikes when something falls due."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from PySide6.QtCore import QObject

from ui.kit.pulse import AFTER, Pulse

NOON = datetime(2026, 11, 2, 12, 0, 48, tzinfo=UTC)


def test_the_next_minute_or_what_falls_due_before_it(qapp) -> None:
    owner = QObject()
    pulse = Pulse(owner)
    for at, wanted in (
        (None, 12_000),
        (NOON + timedelta(seconds=5), 5_000),
        (NOON + timedelta(hours=5), 12_000),
        (NOON - timedelta(seconds=5), 12_000),
    ):
        pulse.plan(NOON, at)
        assert abs(pulse.left - wanted - AFTER) < 1_000
    pulse.stop()
    assert pulse.left == -1


def test_it_strikes(qtbot) -> None:
    owner = QObject()
    pulse = Pulse(owner)
    with qtbot.waitSignal(pulse.beat, timeout=5_000):
        pulse.plan(NOON, NOON + timedelta(milliseconds=1))
