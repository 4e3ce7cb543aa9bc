"""A number typed in the form of a call, by the keyboard, until the card beside it is filled."""

from __future__ import annotations

import os
import time

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from desk.core.desk import Desk
from desk.reception.calls.known import known
from tests.bench import data
from tests.bench.behind import Behind
from ui import theme
from ui.app import application
from ui.kit.messages import MessageBar
from ui.reception.calls.screen import CallScreen

TIMES, WARM = 120, 10
_NUMBERS = (
    "SELECT DISTINCT c.phone FROM call c JOIN phone f ON f.number = c.phone "
    "WHERE c.next_due IS NOT NULL ORDER BY c.id LIMIT 60"
)
_OTHERS = "SELECT number FROM phone ORDER BY id LIMIT 600"


class Frame:
    """As much of the window as the screen asks for."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk

    def show_record(self, kind: str, record: int) -> None:
        """Nobody clicks here."""


def run(scale: str) -> tuple[list[float], list[float], list[float]]:
    """Ms until the card is filled; of the bare look-ups in the indexes behind it; and from the
    last key until the card is painted, with the pause that lets somebody type on."""
    app = application()
    theme.start(app, "light", 100)
    desk = data.opened(scale)
    try:
        screen = CallScreen(Frame(desk), MessageBar())  # type: ignore[arg-type]
        screen.resize(1140, 700)
        screen.start()
        screen.show()
        app.processEvents()
        ask = desk.storage.database.connection().execute
        waiting = [row[0] for row in ask(_NUMBERS)]
        numbers = [*waiting, *(row[0] for row in ask(_OTHERS))][:TIMES]
        typist = Typist(app, screen)
        theirs: list[float] = []
        for number in numbers:
            behind = Behind(desk, lambda n=number: known(desk, n))  # type: ignore[misc]
            typist.type(number)
            begin = time.perf_counter()
            behind()
            theirs.append((time.perf_counter() - begin) * 1000)
        screen.close()
        return typist.filled[WARM:], theirs[WARM:], typist.painted[WARM:]
    finally:
        desk.close()


class Typist:
    """Types numbers, the last digit by the keyboard; keeps how long the card then took."""

    def __init__(self, app: QApplication, screen: CallScreen) -> None:
        self._app, self._screen, self._fill = app, screen, screen.look
        self.filled: list[float] = []
        self.painted: list[float] = []
        screen._look.timeout.disconnect()
        screen._look.timeout.connect(self._look)

    def _look(self) -> None:
        begin = time.perf_counter()
        self._fill()
        self.filled.append((time.perf_counter() - begin) * 1000)

    def type(self, number: str) -> None:
        """All of it but the last digit stands there and nobody is known by it; then that one."""
        screen = self._screen
        screen.form.begin()
        box = screen.form["phone"].widget
        assert isinstance(box, QLineEdit)
        box.setText(number[:-1])
        box.setFocus()
        box.end(False)
        screen._look.stop()
        self._fill()
        self._app.processEvents()
        done = len(self.filled)
        begin = time.perf_counter()
        QTest.keyClicks(box, number[-1])
        while len(self.filled) == done:
            self._app.processEvents()
        self._app.processEvents()
        self.painted.append((time.perf_counter() - begin) * 1000)
        assert screen.known is not None and screen.known.name, number
