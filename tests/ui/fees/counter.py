"""The real frame with the cashier's screen, a printer that keeps what it is sent, and the keys."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QDialog

from desk.core.desk import Desk
from desk.core.local import Local
from desk.fees.models import Receipt
from tests.desk.fees.till.conftest import Place, place
from tests.ui.reception.conftest import Keys as Typing
from tests.ui.reception.conftest import Shell
from ui.fees.till.page import TillPage
from ui.kit import preview
from ui.main_window import MainFrame

__all__ = [
    "ENTER", "ESC", "Keys", "Place", "counter", "keys", "meet", "pay", "place", "printed", "taken",
    "till",
]  # fmt: skip

TRIES = 200  # times that a dialog is looked for
ENTER, ESC = Qt.Key.Key_Return, Qt.Key.Key_Escape


class Keys(Typing):
    """Typing that waits until the window is back after a dialog."""

    def ctrl(self, key: Qt.Key) -> None:
        """Ctrl and a key."""
        window = self.focus().window()
        super().ctrl(key)
        window.activateWindow()  # which a desktop does by itself
        self._qtbot.waitUntil(window.isActiveWindow)


@pytest.fixture
def keys(qtbot: Any) -> Keys:
    """The keyboard."""
    return Keys(qtbot)


@pytest.fixture
def counter(qtbot: Any, desk: Desk, place: Place) -> Iterator[MainFrame]:
    """The window's frame on a small estate with debts and an open drawer."""
    made = MainFrame(Shell(), desk, Local(None))
    qtbot.addWidget(made)
    made.resize(1366, 768)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    yield made
    made.stop()


@pytest.fixture
def till(counter: MainFrame, qtbot: Any) -> TillPage:
    """The cashier's screen, opened by its key."""
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_F7)
    made = counter.go("till")
    assert isinstance(made, TillPage)
    qtbot.waitUntil(made.isVisible)
    return made


@pytest.fixture
def printed(monkeypatch: pytest.MonkeyPatch, counter: MainFrame) -> list[tuple[bytes, str]]:
    """What went to the printer called Counter: (PDF, printer)."""
    sent: list[tuple[bytes, str]] = []
    monkeypatch.setattr(preview, "printers", lambda: ["Counter"])
    monkeypatch.setattr(
        preview, "print_now", lambda pdf, printer, copies=1, to_file="": sent.append((pdf, printer))
    )
    counter.local.put("printers", {"receipt": "Counter"})
    return sent


def pay(till: TillPage, keys: Keys, *, who: str = "1502") -> None:
    """Find a payer by the keys."""
    keys(who, ENTER)
    assert till.card is not None


def taken() -> list[Receipt]:
    """All receipts, oldest first."""
    return list(Receipt.select().order_by(Receipt.id))


def meet(*answers: Callable[[Any], object]) -> list[QDialog]:
    """Answer the dialogs that come one after the other; gives those that came."""
    seen: list[QDialog] = []
    waiting, tries = list(answers), [0]

    def now() -> None:
        dialog = QApplication.activeModalWidget()
        tries[0] += 1
        if isinstance(dialog, QDialog) and dialog not in seen:
            seen.append(dialog)
            answer = waiting.pop(0)
            if waiting:
                QTimer.singleShot(5, now)
            try:
                answer(dialog)
            except BaseException:
                dialog.reject()  # else the test would wait for it
                raise
        elif tries[0] < TRIES:
            QTimer.singleShot(5, now)

    QTimer.singleShot(0, now)
    return seen
