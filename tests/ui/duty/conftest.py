"""A frame that only writes down what a page asks of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication, QWidget

from desk.core.desk import Desk
from desk.core.local import Local


class FakeFrame:
    """What ``ui.kit.frame.Frame`` promises, without a window."""

    def __init__(self, desk: Desk) -> None:
        self.desk, self.local, self.ground = desk, Local(None), None
        self.asked: list[tuple[Any, ...]] = []

    def icon(self, kind: str) -> str:
        return ""

    def __getattr__(self, name: str) -> Callable[..., None]:
        if name not in ("go", "show_record", "act", "begin", "focus_box", "rebuild", "speak",
                        "look", "scale"):  # fmt: skip
            raise AttributeError(name)
        return lambda *values, **named: self.asked.append((name, *values))


@pytest.fixture
def frame(desk: Desk) -> FakeFrame:
    return FakeFrame(desk)


@pytest.fixture
def shown(qtbot: Any) -> Callable[[QWidget], QWidget]:
    """Show a page as large as in the window."""

    def show(page: QWidget) -> QWidget:
        qtbot.addWidget(page)
        page.resize(1170, 700)
        page.show()
        page.activateWindow()
        qtbot.waitUntil(lambda: QApplication.activeWindow() is page)
        return page

    return show


@pytest.fixture
def answer(monkeypatch: pytest.MonkeyPatch) -> Callable[..., list[Any]]:
    """Answer the next dialogs: each function gets the dialog and fills it in."""
    from PySide6.QtWidgets import QDialog

    def plan(*steps: Callable[[Any], object]) -> list[Any]:
        seen: list[Any] = []
        left = list(steps)

        def run(dialog: Any) -> int:
            seen.append(dialog)
            dialog.show()
            dialog.activateWindow()
            QApplication.processEvents()
            left.pop(0)(dialog)
            return int(dialog.result())

        monkeypatch.setattr(QDialog, "exec", run)
        return seen

    return plan
