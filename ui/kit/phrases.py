"""What was said, with neutral phrases to take: the desk promises nothing by itself.

said = PhrasesField("said", _("What was said"), phrases=[...])      Alt+1 … Alt+9, or a click
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from desk.core.words import _
from ui import theme
from ui.kit import shortcuts
from ui.kit.chips import Flow
from ui.kit.fields import LinesField
from ui.kit.plain import button, escape_amp, tip

LONG = 26  # characters of a phrase that a chip shows


class PhrasesField(LinesField):
    """Several lines of text, and under them the phrases."""

    def __init__(self, key: str, title: str, *, short: int = LONG, **options: Any) -> None:
        super().__init__(key, title, **options)
        self._short = short
        self.phrases: list[str] = []
        self.buttons: list[QPushButton] = []
        self._chips = QWidget()
        self._chips.setProperty("role", "clear")
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self._chips.setSizePolicy(policy)
        self._flow = Flow(self._chips, gap=6)
        self._box.insertWidget(2, self._chips)

    def bind(self, owner: QWidget) -> None:
        """Let Alt and a digit take a phrase anywhere in ``owner``."""
        for number in range(9):
            made = QShortcut(QKeySequence(f"Alt+{number + 1}"), owner)
            made.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            made.activated.connect(lambda n=number: self.pick(n))
        shortcuts.of(owner).tell("Alt+1 … Alt+9", _("Take a phrase"))

    def offer(self, phrases: Sequence[str]) -> None:
        """Offer these phrases. Chips that are there already only change their words: it happens
        while a number is typed, and dressing new ones takes longer than all else about it."""
        if list(phrases) == self.phrases:
            return
        self.phrases = list(phrases)
        while len(self.buttons) > len(phrases):
            gone = self.buttons.pop()
            self._flow.removeWidget(gone)
            gone.hide()
            gone.deleteLater()
        for number, words in enumerate(phrases):
            if number == len(self.buttons):
                self.buttons.append(self._chip(number))
                self._flow.addWidget(self.buttons[number])
                self.buttons[number].show()
            short = words if len(words) <= self._short else words[: self._short - 1] + "…"
            self.buttons[number].setText(
                escape_amp(f"{number + 1} {short}" if number < 9 else short)
            )
            tip(self.buttons[number], words)

    def _chip(self, number: int) -> QPushButton:
        made = button("", role="chip")
        made.clicked.connect(lambda _checked=False: self.pick(number))
        made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        made.setFixedHeight(theme.px(26))
        return made

    def pick(self, number: int) -> None:
        """Put a phrase behind what stands there already."""
        if number >= len(self.phrases):
            return
        before = self.edit.toPlainText().rstrip()
        self.set_value(f"{before}\n{self.phrases[number]}" if before else self.phrases[number])
        self.edit.moveCursor(self.edit.textCursor().MoveOperation.End)
