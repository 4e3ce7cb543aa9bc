"""One of a few codes, all of them in sight.

SegmentField("confirmed", _("Confirmed"), [("phone", _("By telephone"))])   arrows, digits, Space
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from ui import theme
from ui.kit.chips import Flow
from ui.kit.fields import Field
from ui.kit.plain import button, column

Choices = Sequence[tuple[str, str]]


class Segments(QWidget):
    """Chips of which one may be chosen; one stop for Tab, arrows and digits choose."""

    picked = Signal()

    def __init__(self, choices: Choices) -> None:
        super().__init__()
        self.setProperty("role", "clear")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.codes = [code for code, _words in choices]
        self.chosen: str | None = None
        inner = QWidget()
        inner.setProperty("role", "clear")
        self.setLayout(column(inner, margin=4))  # room for the frame that shows the focus
        flow = Flow(inner, gap=6)
        self.buttons = [self._chip(code, words) for code, words in choices]
        for made in self.buttons:
            flow.addWidget(made)

    def _chip(self, code: str, words: str) -> QPushButton:
        made = button(words, lambda: self.choose(None if self.chosen == code else code), "chip")
        made.setCheckable(True)
        made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        made.setFixedHeight(theme.px(26))
        return made

    def choose(self, code: str | None) -> None:
        """Choose a code; None takes the choice back."""
        self.chosen = code if code in self.codes else None
        for known, made in zip(self.codes, self.buttons, strict=True):
            made.setChecked(known == self.chosen)
        self.picked.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, last = event.key(), len(self.codes) - 1
        at = self.codes.index(self.chosen) if self.chosen else -1
        digit = key - Qt.Key.Key_1
        if key in (Qt.Key.Key_Right, Qt.Key.Key_Down):
            self.choose(self.codes[min(at + 1, last)])
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Up):
            self.choose(self.codes[max(at - 1, 0)])
        elif 0 <= digit <= last and not event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.choose(self.codes[digit])
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace, Qt.Key.Key_0):
            self.choose(None)
        elif key == Qt.Key.Key_Space:
            self.choose(self.codes[(at + 1) % len(self.codes)])
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self.hasFocus():
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.color("accent"), 2))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 8, 8)
        painter.end()


class SegmentField(Field):
    """One of a few codes, all of them in sight; None for none."""

    def __init__(self, key: str, title: str, choices: Choices, **options: Any) -> None:
        super().__init__(key, title, **options)
        self.segments = Segments(choices)
        self._put(self.segments)
        self.segments.picked.connect(self._touched)

    def value(self) -> str | None:
        return self.segments.chosen

    def set_value(self, value: Any) -> None:
        self.segments.choose(value or None)
