"""Fields for what must not be read over a shoulder, and the rules of a password as ticks.

SecretField("password", _("Password"), required=True)       value: str as typed, None if empty
Rules([(_("At least 8 characters"), lambda: bool)])          .look() after each key
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QLineEdit, QVBoxLayout, QWidget

from desk.core import passwords
from desk.core.errors import Refused
from desk.core.words import _
from ui import theme
from ui.kit.fields import TextField
from ui.kit.plain import label, row


class SecretField(TextField):
    """One line whose characters show as dots; nothing is trimmed off."""

    def _make_edit(self) -> QLineEdit:
        made = QLineEdit()
        made.setEchoMode(QLineEdit.EchoMode.Password)
        made.setInputMethodHints(Qt.InputMethodHint.ImhHiddenText)
        return made

    def value(self) -> str | None:
        return self.edit.text() or None

    def state(self) -> None:
        return None  # a draft keeps no secrets


class Tick(QWidget):
    """A mark that is grey until its rule is kept, then green."""

    def __init__(self) -> None:
        super().__init__()
        self.on = False
        self.setFixedSize(theme.px(16), theme.px(16))

    def set(self, on: bool) -> None:
        """Show whether the rule is kept."""
        self.on = on
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        name, tone = ("check-circle", "ok") if self.on else ("circle-outline", "void")
        theme.icon(name, tone).paint(painter, self.rect())
        painter.end()


class Rules(QWidget):
    """Rules with a tick each; ``look`` asks them anew."""

    def __init__(self, rules: Sequence[tuple[str, Callable[[], bool]]]) -> None:
        super().__init__()
        self.setProperty("role", "clear")
        self._rules = [check for _words, check in rules]
        self.ticks = [Tick() for _rule in rules]
        self.words: list[QLabel] = [label(words, "muted", wrap=True) for words, _check in rules]
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(4)
        for tick, words in zip(self.ticks, self.words, strict=True):
            line = row(tick, words)
            line.setStretch(1, 1)
            box.addLayout(line)

    def look(self) -> None:
        """Ask every rule and show how it stands."""
        for tick, words, check in zip(self.ticks, self.words, self._rules, strict=True):
            kept = check()
            tick.set(kept)
            state = _("kept") if kept else _("not yet")
            words.setAccessibleDescription(state)


def password_rules(
    account: Callable[[], str], password: Callable[[], str], again: Callable[[], str]
) -> Rules:
    """The rules of a new password, live: the desk's own, and both alike."""

    def wrong() -> str:
        try:
            passwords.check_rules(password(), account())
        except Refused as refusal:
            return refusal.code
        return ""

    least = _("At least {count} characters").format(count=passwords.SHORTEST)
    return Rules(
        [
            (least, lambda: bool(password()) and wrong() != "password.too_short"),
            (_("Not the account, no run of keys, none of the common ones"), lambda: not wrong()),
            (_("Both alike"), lambda: bool(password()) and password() == again()),
        ]
    )
