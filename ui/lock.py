"""The idle lock: covers the window after some minutes without a key or a click.

What was typed stays where it is under the cover; open dialogs are made invisible, not closed.
The same person unlocks with the password; another one takes over the seat.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QCloseEvent, QKeyEvent, QWindow
from PySide6.QtWidgets import QApplication, QDialog, QVBoxLayout, QWidget

from desk import texts
from desk.core import staff
from desk.core.desk import Desk, Session
from desk.core.errors import DeskError
from desk.core.settings import IDLE_MINUTES
from desk.core.words import _
from ui.kit.messages import open_dialogs
from ui.kit.plain import button
from ui.sign_in import Panel

_BUSY = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
    }
)


class IdleWatch(QObject):
    """Calls ``idle`` once nobody has touched anything for the set number of minutes.

    It listens where keys and the mouse enter, at the windows that get the focus. A filter of the
    whole application would be asked about each event of each object, thousands for one page.
    """

    def __init__(self, desk: Desk, idle: Callable[[], object]) -> None:
        super().__init__()
        self._desk = desk
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(idle)

    def start(self) -> None:
        """Begin to watch."""
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusWindowChanged.connect(self._listen)
        self._listen(app.focusWindow())
        self._restart()

    def stop(self) -> None:
        """Watch no more."""
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusWindowChanged.disconnect(self._listen)
        for window in app.topLevelWindows():
            window.removeEventFilter(self)
        self._timer.stop()

    def _listen(self, window: QWindow | None) -> None:
        if window is not None:
            window.installEventFilter(self)  # a second time changes nothing

    def _restart(self) -> None:
        self._timer.start(self._desk.settings.get(IDLE_MINUTES) * 60_000)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _BUSY:
            self._restart()
        return False


class LockScreen(QDialog):
    """The cover. ``taken_over`` is told when somebody else signed in."""

    def __init__(
        self, window: QWidget, desk: Desk, taken_over: Callable[[Session], object]
    ) -> None:
        super().__init__(window, Qt.WindowType.FramelessWindowHint)
        self.setWindowModality(Qt.WindowModality.ApplicationModal)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._desk, self._taken_over = desk, taken_over
        self._dimmed = [dialog for dialog in open_dialogs() if dialog is not self]
        who = desk.session.name if desk.session else ""
        self.panel = Panel(_("Locked"), _("{name} is on duty here.").format(name=who))
        self.password = self.panel.field(_("Password of {name}").format(name=who), secret=True)
        self.other = self.panel.field(_("Account of who takes over"))
        self._other_shown(False)
        self.panel.column.addWidget(self.panel.wrong)
        self.enter = button(_("Unlock"), self.submit, role="primary")
        self.swap = button(_("Somebody else takes over"), self._swap, role="link")
        self.panel.column.addWidget(self.enter)
        self.panel.column.addWidget(self.swap)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self.panel)
        self.password.returnPressed.connect(self.submit)
        self.other.returnPressed.connect(self.password.setFocus)
        self.setGeometry(window.geometry())
        for dialog in self._dimmed:
            dialog.setWindowOpacity(0.0)
        self.password.setFocus()

    def _other_shown(self, shown: bool) -> None:
        index = self.panel.column.indexOf(self.other)
        self.panel.column.itemAt(index - 1).widget().setVisible(shown)  # type: ignore[union-attr]
        self.other.setVisible(shown)

    def _swap(self) -> None:
        showing = self.other.isHidden()
        self._other_shown(showing)
        self.enter.setText(_("Take over") if showing else _("Unlock"))
        self.swap.setText(_("Back") if showing else _("Somebody else takes over"))
        (self.other if showing else self.password).setFocus()

    def submit(self) -> None:
        """Unlock or take over with what was typed."""
        try:
            if self.other.isHidden():
                staff.unlock(self._desk, self.password.text())
                self._uncover()
                return
            session = staff.sign_in(self._desk, self.other.text(), self.password.text())
        except DeskError as error:
            self.panel.say(texts.sentence(error))
            self.password.selectAll()
            self.password.setFocus()
            return
        for dialog in self._dimmed:
            dialog.reject()
        self._uncover()
        self._taken_over(session)

    def _uncover(self) -> None:
        for dialog in self._dimmed:
            dialog.setWindowOpacity(1.0)
        self.done(QDialog.DialogCode.Accepted)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            return
        super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        event.ignore()
