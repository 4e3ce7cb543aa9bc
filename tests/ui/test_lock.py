"""The idle lock: what counts as being there."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QLineEdit, QVBoxLayout, QWidget

from desk.core.desk import Desk
from ui.lock import IdleWatch


@pytest.fixture
def restarts(desk: Desk, qtbot: Any, monkeypatch: pytest.MonkeyPatch) -> Any:
    """How often the watch began anew."""
    seen: list[int] = []
    monkeypatch.setattr(IdleWatch, "_restart", lambda _self: seen.append(1))
    watch = IdleWatch(desk, lambda: None)
    watch.start()
    yield seen
    watch.stop()
    before = len(seen)
    _touch_a_window(qtbot, QWidget())
    assert len(seen) == before


def _touch_a_window(qtbot: Any, window: QWidget) -> None:
    box = QVBoxLayout(window)
    box.addWidget(QLineEdit())
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    QTest.keyClick(window.windowHandle(), Qt.Key.Key_A)
    QTest.mouseClick(window.windowHandle(), Qt.MouseButton.LeftButton)


def test_keys_and_clicks_count_in_every_window(qtbot: Any, restarts: list[int]) -> None:
    before = len(restarts)
    _touch_a_window(qtbot, QWidget())
    first = len(restarts)
    assert first >= before + 2
    _touch_a_window(qtbot, QDialog())
    assert len(restarts) >= first + 2


def test_painting_does_not_count(qtbot: Any, restarts: list[int]) -> None:
    before = len(restarts)
    window = QWidget()
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.show()
    window.repaint()
    assert len(restarts) == before
