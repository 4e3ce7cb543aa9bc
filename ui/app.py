"""The windows' beginning: application, language, theme, store, sign-in, and what catches bugs."""

from __future__ import annotations

import linecache
import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, QTimer
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget

from desk import app as house
from desk.core import words
from desk.core.desk import Desk, Session
from desk.core.errors import DeskError, StoreError
from desk.core.local import Local
from desk.core.settings import LANGUAGE
from ui import crash, theme
from ui.sign_in import ChangePassword, SignIn, Trouble, Unlock

if TYPE_CHECKING:
    from desk.commands import Start
    from ui.main_window import MainFrame

SIZE = (1366, 768)
AHEAD = 50  # ms of quiet between two modules
FRAME = ("desk.estate.register", "desk.catalogue", "ui.main_window", "ui.duty.today",
         "desk.reception.visitors.waiting", "ui.kit.popup")  # fmt: skip


def application() -> QApplication:
    """The one QApplication."""
    found = QApplication.instance()
    if isinstance(found, QApplication):
        return found
    made = QApplication([*sys.argv[:1], "-style", theme.STYLE])
    made.setProperty(theme.STYLED, True)
    made.setApplicationName("FrontDesk")
    return made


class Shell(QMainWindow):
    """The one window: first run, unlocking, signing in or the frame with its pages."""

    def __init__(self, folder: Path, language: str | None = None, demo: bool = False) -> None:
        super().__init__()
        self.folder, self.demo = folder, demo
        self.local = Local(folder if house.has_store(folder) else None)
        self.desk: Desk | None = None
        self._language = language
        self._frame: MainFrame | None = None
        self.speak(language or self.local.get("language", "") or words.current())
        self.resize(*SIZE)
        self.setMinimumSize(960, 600)

    @property
    def frame(self) -> MainFrame | None:
        """The frame, while somebody is signed in."""
        return self._frame

    def begin(self) -> None:
        """Show whatever comes first for this folder."""
        if house.has_store(self.folder):
            self.open_store()
        else:
            self.first_run()

    def speak(self, language: str) -> None:
        """Use a language; what is open is made anew by the caller."""
        if language in words.LANGUAGES:
            words.use(language)
        self.setWindowTitle(words.gettext("Front Desk"))

    def first_run(self) -> None:
        """The guide that makes a store."""
        from ui.first_run import FirstRun

        self._show(FirstRun(self.folder, self._made, self._first_language))

    def _first_language(self, language: str) -> None:
        self.speak(language)
        self.first_run()

    def _made(self, desk: Desk) -> None:
        self.local = Local(self.folder)
        self.local.put("language", words.current())
        self._opened(desk, say_language=False)

    def open_store(self, passphrase: str | None = None, recovery: str | None = None) -> None:
        """Open the store or say why not and what to do."""
        try:
            desk = house.open_desk(self.folder, passphrase=passphrase, recovery=recovery)
        except StoreError as error:
            if passphrase or recovery:
                raise
            if error.code.startswith("key.") and not error.code.startswith("key.file"):
                self._show(Unlock(error, self._unlock))
            else:
                self._show(Trouble(error, self.begin, self.close))
            return
        self._opened(desk)

    def _unlock(self, passphrase: str, recovery: str) -> None:
        self.open_store(passphrase or None, recovery or None)

    def _opened(self, desk: Desk, say_language: bool = True) -> None:
        self.desk = desk
        crash.write_to(self.folder)
        crash.recognise(desk.storage.known)
        if say_language and not (self._language or self.local.get("language", "")):
            self.speak(desk.settings.get(LANGUAGE))
        if desk.session is not None and desk.session.staff is not None:
            self.enter(desk.session)
        else:
            self.sign_in()

    def sign_in(self) -> None:
        """Nobody sits here: show the sign-in."""
        assert self.desk is not None
        ready = _demo_accounts() if self.demo else ()
        self._show(SignIn(self.desk, self._signed_in, ready, self._language_at_sign_in))
        QTimer.singleShot(AHEAD, self, self._read_ahead)

    def _read_ahead(self) -> None:
        """Read the frame's modules while the account is typed: signing in then opens it at once."""
        for name in FRAME:
            if name not in sys.modules and self._frame is None:
                import_module(name)
                QTimer.singleShot(AHEAD, self, self._read_ahead)  # keys in between
                return

    def _language_at_sign_in(self, language: str) -> None:
        self.speak(language)
        self.local.put("language", language)
        self.sign_in()

    def _signed_in(self, session: Session) -> None:
        from desk.core import staff

        assert self.desk is not None and session.staff is not None
        panel = self.centralWidget()
        if staff.get(self.desk, session.staff).must_change and isinstance(panel, SignIn):
            self._show(ChangePassword(self.desk, panel.typed, lambda: self.enter(session)))
        else:
            self.enter(session)

    def enter(self, session: Session) -> None:
        """Show the frame for whoever sits here now."""
        from ui.main_window import MainFrame

        assert self.desk is not None
        # PySide read the source of all that was imported so far, and Python keeps it: megabytes.
        linecache.clearcache()
        made = MainFrame(self, self.desk, self.local)
        linecache.clearcache()
        self._show(made)
        self._frame = made

    def seat(self, session: Session) -> None:
        """Somebody took over the seat: their frame, after a change of a given password."""
        self._signed_in(session)

    def _show(self, widget: QWidget) -> None:
        if self._frame is not None:
            self._frame.stop()
            self._frame = None
        self.setCentralWidget(widget)  # hides the old one and has it deleted
        widget.setFocus()

    def _clear(self) -> None:
        """Delete what is shown at once: whatever it still means to do would find a closed store."""
        old = self.centralWidget()
        if old is not None:
            old.hide()
            old.deleteLater()
            QCoreApplication.sendPostedEvents(old, QEvent.Type.DeferredDelete)

    def closeEvent(self, event: object) -> None:
        frame = self.frame
        if frame is not None and not frame.leaving(closing=True):
            event.ignore()  # type: ignore[attr-defined]
            return
        self.shut()
        event.accept()  # type: ignore[attr-defined]

    def shut(self) -> None:
        """Let go of everything: jobs, timers, the store."""
        from ui.kit import jobs

        if self._frame is not None:
            self._frame.stop()
            self._frame = None
        jobs.stop_all()
        self._clear()
        if self.desk is not None:
            self.desk.close()
            self.desk = None


def _demo_accounts() -> Sequence[tuple[str, str, str]]:
    from desk.sample.accounts import READY

    return READY


def run(start: Start) -> int:
    """Open the windows (or draw them all, for ``shots``) and give the exit code."""
    app = application()
    crash.install()
    if start.demo:
        from desk.sample.demo import throw_away

        with throw_away() as folder:
            return _windows(app, Shell(folder, start.language, demo=True))
    folder = start.folder or house.default_folder()
    return _windows(app, Shell(folder, start.language))


def _windows(app: QApplication, shell: Shell) -> int:
    theme.start(app, shell.local.get("theme", "system"), shell.local.get("text_size", 100))
    shell.begin()
    shell.show()
    try:
        return app.exec()
    except DeskError:
        return DeskError.exit_code
    finally:
        shell.shut()
