"""The real frame on a small estate, a printer that keeps what it is sent, keys and focus."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QWidget

from desk.core.desk import Desk
from desk.core.local import Local
from tests.desk.reception.conftest import Place, place
from ui.kit import preview
from ui.kit.fields import Field
from ui.main_window import MainFrame
from ui.reception.visitors.page import VisitorsPage

__all__ = ["Place", "place"]


class Shell:
    """The window around the frame, which these tests do not need."""

    frame = None

    def enter(self, session: object) -> None: ...
    def seat(self, session: object) -> None: ...
    def sign_in(self) -> None: ...
    def speak(self, language: str) -> None: ...


@contextmanager
def framed(qtbot: Any, desk: Desk, page: str) -> Iterator[MainFrame]:
    """The real frame in front, with a page open; stopped in the end."""
    made = MainFrame(Shell(), desk, Local(None))
    qtbot.addWidget(made)
    made.resize(1366, 768)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    made.go(page)
    yield made
    made.stop()


@pytest.fixture
def frame(qtbot: Any, desk: Desk, place: Place) -> Iterator[MainFrame]:
    """The frame with the visitors open."""
    with framed(qtbot, desk, "visitors") as made:
        yield made


@pytest.fixture
def page(frame: MainFrame, qtbot: Any) -> VisitorsPage:
    """The visitors' page."""
    made = frame.go("visitors")
    assert isinstance(made, VisitorsPage)
    qtbot.waitUntil(made.isVisible)
    return made


@pytest.fixture
def printed(monkeypatch: pytest.MonkeyPatch, frame: MainFrame) -> list[tuple[bytes, str]]:
    """What went to the printer called Counter: (PDF, printer)."""
    sent: list[tuple[bytes, str]] = []
    monkeypatch.setattr(preview, "printers", lambda: ["Counter"])
    monkeypatch.setattr(
        preview, "print_now", lambda pdf, printer, copies=1, to_file="": sent.append((pdf, printer))
    )
    frame.local.put("printers", {"visitor_pass": "Counter", "muster_list": "Counter"})
    return sent


class Keys:
    """Types as a clerk does: whatever has the focus gets the keys; ``count`` counts them."""

    def __init__(self, qtbot: Any) -> None:
        self._qtbot, self.count = qtbot, 0

    def __call__(self, *pressed: Any) -> None:
        for key in pressed:
            widget = self.focus()
            if isinstance(key, str) and not key.isascii():
                self._compose(widget, key)
                self.count += 2 * len(key)
            elif isinstance(key, str):
                self._qtbot.keyClicks(widget, key)
                self.count += len(key)
            else:
                self._qtbot.keyClick(widget, key)
                self.count += 1

    @staticmethod
    def _compose(widget: QWidget, text: str) -> None:
        """Hand in text as an input method does."""
        event = QInputMethodEvent()
        event.setCommitString(text)
        QApplication.sendEvent(widget, event)

    def ctrl(self, key: Qt.Key) -> None:
        """Ctrl and a key."""
        self._qtbot.keyClick(self.focus(), key, Qt.KeyboardModifier.ControlModifier)
        self.count += 1

    def alt(self, key: Qt.Key) -> None:
        """Alt and a key."""
        self._qtbot.keyClick(self.focus(), key, Qt.KeyboardModifier.AltModifier)
        self.count += 1

    @staticmethod
    def focus() -> QWidget:
        """What has the focus."""
        found = QApplication.focusWidget()
        assert found is not None, "nothing has the focus"
        return found

    @staticmethod
    def field() -> str:
        """The field that has the focus."""
        widget: QWidget | None = QApplication.focusWidget()
        while widget is not None and not isinstance(widget, Field):
            widget = widget.parentWidget()
        return widget.key if widget is not None else ""


@pytest.fixture
def keys(qtbot: Any) -> Keys:
    """The keyboard."""
    return Keys(qtbot)
