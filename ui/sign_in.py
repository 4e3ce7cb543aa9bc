"""Signing in: account, password, one button. Also unlocking a store whose key is not at hand.

In a demo store the ready accounts stand beside the form; a click fills them in.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QLineEdit, QVBoxLayout, QWidget

from desk import texts
from desk.core import staff, words
from desk.core.desk import Desk, Session
from desk.core.errors import DeskError, Refused
from desk.core.words import _, pgettext
from ui import theme
from ui.kit.plain import button, card, column, label, row

WIDTH = 420


class Panel(QWidget):
    """A card in the middle of an empty window."""

    def __init__(self, title: str, subtitle: str = "", width: int = WIDTH) -> None:
        super().__init__()
        self.setProperty("role", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.card: QFrame = card()
        self.card.setFixedWidth(theme.px(width))
        self.column: QVBoxLayout = column(gap=10, margin=28)
        self.card.setLayout(self.column)
        self.column.addWidget(label(title, "title", wrap=True))
        if subtitle:
            self.column.addWidget(label(subtitle, "muted", wrap=True))
        self.wrong = label("", "error", wrap=True)
        self.wrong.hide()
        outer = QVBoxLayout(self)
        outer.addStretch(1)
        outer.addWidget(self.card, 0, Qt.AlignmentFlag.AlignHCenter)
        outer.addStretch(1)
        self.foot = outer

    def field(self, title: str, secret: bool = False, text: str = "") -> QLineEdit:
        """Add a line to type into, under its label."""
        made = QLineEdit(text)
        made.setMaxLength(200)
        made.setAccessibleName(title)
        if secret:
            made.setEchoMode(QLineEdit.EchoMode.Password)
        name = label(title, "label")
        name.setBuddy(made)
        self.column.addWidget(name)
        self.column.addWidget(made)
        return made

    def say(self, text: str) -> None:
        """Show what is wrong; nothing for ""."""
        self.wrong.setText(text)
        self.wrong.setVisible(bool(text))


class SignIn(Panel):
    """The first thing a clerk sees. ``done`` is told who sits there now."""

    def __init__(
        self,
        desk: Desk,
        done: Callable[[Session], object],
        ready: Sequence[tuple[str, str, str]] = (),
        switch_language: Callable[[str], object] | None = None,
    ) -> None:
        super().__init__(desk.site or _("Front Desk"), _("Sign in to begin."))
        self._desk, self._done = desk, done
        self.typed = ""
        self.account = self.field(_("Account"))
        self.password = self.field(_("Password"), secret=True)
        self.column.addWidget(self.wrong)
        self.enter = button(pgettext("staff", "Sign in"), self.submit, role="primary")
        self.enter.setDefault(True)
        self.column.addSpacing(4)
        self.column.addWidget(self.enter)
        self.account.returnPressed.connect(self.password.setFocus)
        self.password.returnPressed.connect(self.submit)
        if ready:
            self._offer(ready)
        if switch_language is not None:
            self.foot.addLayout(languages(switch_language))
        self.setFocusProxy(self.account)

    def _offer(self, ready: Sequence[tuple[str, str, str]]) -> None:
        self.column.addSpacing(8)
        self.column.addWidget(label(_("Demo accounts (throw-away data)"), "section"))
        grid = QGridLayout()
        grid.setSpacing(4)
        for place, (account, password, role) in enumerate(ready):
            text = f"{account} · {texts.word('role', role)}"
            fill = button(text, partial(self._fill, account, password), role="ghost")
            grid.addWidget(fill, place // 2, place % 2)
        self.column.addLayout(grid)
        secret = _("Password of all: {password}").format(password=ready[0][1])
        self.column.addWidget(label(secret, "hint", copy=True))

    def _fill(self, account: str, password: str) -> None:
        self.account.setText(account)
        self.password.setText(password)
        self.submit()

    def submit(self) -> None:
        """Try what was typed."""
        if not self.account.text().strip():
            self.say(_("Type your account."))
            self.account.setFocus()
            return
        try:
            session = staff.sign_in(self._desk, self.account.text(), self.password.text())
        except DeskError as error:
            self.say(texts.sentence(error))
            self.password.selectAll()
            self.password.setFocus()
            return
        self.typed = self.password.text()
        self.password.clear()
        self._done(session)


class ChangePassword(Panel):
    """A given password must be changed before anything else."""

    def __init__(self, desk: Desk, old: str, done: Callable[[], object]) -> None:
        super().__init__(
            _("Choose your own password"),
            _("The one you were given is known to somebody else. At least 8 characters."),
        )
        self._desk, self._old, self._done = desk, old, done
        self.new = self.field(_("New password"), secret=True)
        self.again = self.field(_("The same again"), secret=True)
        self.column.addWidget(self.wrong)
        self.column.addWidget(button(_("Save"), self.submit, role="primary"))
        self.new.returnPressed.connect(self.again.setFocus)
        self.again.returnPressed.connect(self.submit)
        self.setFocusProxy(self.new)

    def submit(self) -> None:
        """Save it if both are alike and good enough."""
        if self.new.text() != self.again.text():
            self.say(_("The two passwords differ. Type them again."))
            self.again.selectAll()
            self.again.setFocus()
            return
        try:
            staff.change_password(self._desk, self._old, self.new.text())
        except Refused as error:
            self.say(texts.sentence(error))
            return
        self._done()


class Unlock(Panel):
    """The key store does not open this store: passphrase or printed recovery code."""

    def __init__(self, reason: DeskError, attempt: Callable[[str, str], object]) -> None:
        super().__init__(_("This store is locked"), texts.sentence(reason), 460)
        self._attempt = attempt
        self.passphrase = self.field(_("Open with the passphrase"), secret=True)
        self.recovery = self.field(_("Open with the recovery code"))
        self.column.addWidget(self.wrong)
        self.column.addWidget(button(_("Unlock"), self.submit, role="primary"))
        for field in (self.passphrase, self.recovery):
            field.returnPressed.connect(self.submit)
        self.setFocusProxy(self.passphrase)

    def submit(self) -> None:
        """Try what was typed; what is wrong stands below the fields."""
        if not (self.passphrase.text() or self.recovery.text().strip()):
            self.say(_("Type the passphrase or the recovery code."))
            return
        try:
            self._attempt(self.passphrase.text(), self.recovery.text().strip())
        except DeskError as error:
            self.say(texts.sentence(error))


class Trouble(Panel):
    """The store can't be opened: what is wrong, what to do, try again or leave."""

    def __init__(
        self, error: DeskError, again: Callable[[], object], leave: Callable[[], object]
    ) -> None:
        super().__init__(_("The store could not be opened"), "", 520)
        self.column.addWidget(label(texts.sentence(error), wrap=True, copy=True))
        self.retry = button(_("Try again"), again, role="primary")
        self.column.addLayout(row(None, button(_("Close"), leave), self.retry))
        self.setFocusProxy(self.retry)


def languages(switch: Callable[[str], object]) -> QVBoxLayout:
    """The row of languages under the card."""
    made = [
        button(words.NAMES[code], partial(switch, code), role="link") for code in words.LANGUAGES
    ]
    return column(row(None, *made, None), gap=0)
