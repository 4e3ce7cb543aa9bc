"""Somebody at the desk: signs in, finds a page and answers what is asked, by the keyboard alone."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QWidget

from desk import app
from desk.core import words
from desk.core.clock import FixedClock
from desk.core.desk import Desk
from tests.stores import PASSWORD
from tests.ui.reception.conftest import Keys
from ui import theme
from ui.app import Shell
from ui.kit import preview
from ui.kit.frame import Page
from ui.kit.sidebar import NavButton
from ui.lock import LockScreen
from ui.main_window import MainFrame

ENTER, TAB, ESC = Qt.Key.Key_Return, Qt.Key.Key_Tab, Qt.Key.Key_Escape
NONE = Qt.KeyboardModifier.NoModifier
CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
TRIES = 400  # times that a dialog is looked for, 5 ms apart
PRINTER = "Counter"

Answer = Callable[[], object]


class Flashes(QObject):
    """Writes down what appears as a window of its own without being asked for: shown before it has
    its place, a part of a page takes the cursor away from the window for a moment."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        shown = isinstance(watched, QWidget) and event.type() == QEvent.Type.Show
        if shown and watched.windowType() == Qt.WindowType.Window and watched.parent() is None:
            self.seen.append(repr(watched))
            import traceback

            traceback.print_stack(limit=12)
        return False


class Seat:
    """The window and who sits before it. ``papers`` is what went to the printer."""

    def __init__(self, shell: Shell, qtbot: Any, papers: list[bytes]) -> None:
        self.shell, self.papers, self._qtbot = shell, papers, qtbot
        self._keys = Keys(qtbot)

    @property
    def frame(self) -> MainFrame:
        """The frame of whoever is signed in."""
        found = self.shell.frame
        assert found is not None
        return found

    @property
    def desk(self) -> Desk:
        """The open store, to look at what was done."""
        found = self.shell.desk
        assert found is not None
        return found

    # -- keys

    def keys(self, *typed: str | Qt.Key) -> None:
        """Type into whatever has the focus at each key, Chinese as an input method does."""
        for each in typed:
            at_once = not isinstance(each, str) or not each.isascii()
            self._keys(*([each] if at_once else each))

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = NONE, *answers: Answer) -> None:
        """Press one key; each dialog that comes of it is answered in turn."""
        asked = self._meet(answers)
        QTest.keyClick(Keys.focus(), key, modifier)
        if answers:
            self.until(lambda: len(asked) == len(answers) and not QApplication.activeModalWidget())
        self._to_the_front()

    def _to_the_front(self) -> None:
        """What a desktop does by itself after a dialog; done twice it takes the cursor away."""
        if not self.shell.isActiveWindow():
            self.shell.activateWindow()
            self.until(self.shell.isActiveWindow)

    def until(self, true: Callable[[], object]) -> None:
        """Wait for what has to come of it."""
        self._qtbot.waitUntil(lambda: bool(true()), timeout=10_000)

    def _meet(self, answers: tuple[Answer, ...]) -> list[QDialog]:
        """Look for dialogs and answer them; gives those that came."""
        seen: list[QDialog] = []
        waiting, tries = list(answers), [0]

        def look() -> None:
            dialog = QApplication.activeModalWidget()
            tries[0] += 1
            if isinstance(dialog, QDialog) and dialog.isVisible() and dialog not in seen:
                seen.append(dialog)
                answer = waiting.pop(0)
                if waiting:
                    QTimer.singleShot(5, look)
                dialog.activateWindow()
                try:
                    self._qtbot.waitUntil(dialog.isActiveWindow)
                    answer()
                    assert not dialog.isVisible(), "the dialog is still there"
                except BaseException:
                    dialog.reject()  # else the test would wait for it
                    raise
            elif waiting and tries[0] < TRIES:
                QTimer.singleShot(5, look)

        if waiting:
            QTimer.singleShot(0, look)
        return seen

    # -- ways

    def sign_in(self, account: str) -> None:
        """Type account and password where they are asked for."""
        self.keys(account, ENTER, PASSWORD, ENTER)
        self._seated()

    def hand_over(self, account: str) -> None:
        """Lock the window; somebody else takes over the seat."""
        before = self.frame
        self.press(Qt.Key.Key_L, CTRL)
        self.until(lambda: isinstance(QApplication.activeModalWidget(), LockScreen))
        cover = QApplication.activeModalWidget()
        assert isinstance(cover, LockScreen)
        cover.activateWindow()
        self.until(cover.isActiveWindow)
        for _n in range(5):
            if Keys.focus() is cover.swap:
                break
            self.keys(TAB)
        self.keys(Qt.Key.Key_Space, account, ENTER, PASSWORD, ENTER)
        self.until(lambda: self.shell.frame is not before)
        self._seated()

    def _seated(self) -> None:
        self.until(lambda: self.shell.frame is not None and self.shell.frame.isVisible())
        self._to_the_front()

    def walk(self, page: str) -> Page:
        """Go to a page over the sidebar, as one without a mouse does."""
        self.press(Qt.Key.Key_K, CTRL)
        for _n in range(20):
            if isinstance(Keys.focus(), NavButton):
                break
            self.keys(Qt.Key.Key_Backtab)
        for _n in range(30):
            if Keys.focus().objectName() == f"nav.{page}":
                break
            self.keys(Qt.Key.Key_Up)
        assert Keys.focus().objectName() == f"nav.{page}"
        self.keys(ENTER)
        return self.page(page)

    def page(self, key: str) -> Page:
        """The page that is open, which has to be ``key``."""
        self.until(lambda: self.frame.key == key)
        found = self.frame.ground.currentWidget()
        assert isinstance(found, Page)
        return found

    def find(self, text: str) -> None:
        """Open the first that the one box finds."""
        self.press(Qt.Key.Key_K, CTRL)
        self.keys(text[:-1])
        self.until(self.frame.box.popup.isVisible)
        self.keys(text[-1], ENTER)  # after a pause: all at once is what a scanner types

    def scan(self, code: str) -> None:
        """Hold a paper under the scanner."""
        self.press(Qt.Key.Key_K, CTRL)
        self.keys(code, ENTER)

    # -- answers to what is asked

    def reason(self, text: str) -> Answer:
        """Say why."""

        def answer() -> None:
            self.keys(text)
            QTest.keyClick(Keys.focus(), ENTER, CTRL)

        return answer

    def signs(self, account: str) -> Answer:
        """A second person signs with account and password."""
        return lambda: self.keys(account, TAB, PASSWORD, ENTER)

    def yes(self) -> None:
        """Agree."""
        QTest.keyClick(Keys.focus(), ENTER, CTRL)

    # -- eyes

    def said(self, within: QWidget | None = None) -> str:
        """Every word that can be read on the page."""
        place = within or self.frame.ground.currentWidget()
        assert place is not None
        return "\n".join(one.text() for one in place.findChildren(QLabel) if one.isVisible())


@pytest.fixture
def papers(monkeypatch: pytest.MonkeyPatch) -> list[bytes]:
    """What the printer was sent."""
    sent: list[bytes] = []

    def print_now(pdf: bytes, printer: str, *_more: Any) -> None:
        assert printer == PRINTER
        sent.append(pdf)

    monkeypatch.setattr(preview, "printers", lambda: [PRINTER])
    monkeypatch.setattr(preview, "print_now", print_now)
    return sent


@pytest.fixture
def seat(
    qapp: QApplication, qtbot: Any, folder: Path, clock: FixedClock, papers: list[bytes],
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Seat]:  # fmt: skip
    """The program started on a store that somebody has furnished; nobody has signed in."""
    monkeypatch.setattr(app, "SystemClock", lambda: clock)
    words.use("zh_CN")
    theme.start(qapp, "light", 100)
    shell = Shell(folder, "zh_CN")
    printed = ("receipt", "shift_report", "refund_slip", "payment_notice", "formal_demand")
    shell.local.put("printers", dict.fromkeys(printed, PRINTER))
    # What a failed test left unfinished would be asked about.
    qtbot.addWidget(shell, before_close_func=lambda _shell: shell.shut())
    shell.begin()
    shell.show()
    shell.activateWindow()
    qtbot.waitUntil(shell.isActiveWindow)
    flashes = Flashes()
    qapp.installEventFilter(flashes)
    yield Seat(shell, qtbot, papers)
    qapp.removeEventFilter(flashes)
    assert flashes.seen == []
