"""What every field of a form has: label, widget, error line. The kinds are in ``fields``."""

from __future__ import annotations

import unicodedata
from typing import Any, Self

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from desk.core.words import _
from ui import theme
from ui.kit.plain import label


class Field(QWidget):
    """Label above, widget, error beneath. ``wide`` takes both columns of a form."""

    changed = Signal()

    def __init__(
        self, key: str, title: str, *, required: bool = False, hint: str = "", wide: bool = False
    ) -> None:
        super().__init__()
        self.setProperty("role", "clear")
        self.key, self.title, self.required, self.wide = key, title, required, wide
        self.span = 1
        self.setObjectName(f"field.{key}")
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(3)
        self.head = QHBoxLayout()
        self.head.setSpacing(4)
        self.name = label(title, "label")
        self.head.addWidget(self.name)
        if required:
            star = label("*", tone="late")
            star.setAccessibleName(_("needed"))
            self.head.addWidget(star)
        self.head.addStretch(1)
        if hint:
            self.head.addWidget(label(hint, "hint"))
        self._box.addLayout(self.head)
        self.wrong: QLabel = label("", "error", wrap=True)
        self.wrong.hide()

    def _put(self, widget: QWidget, focus: QWidget | None = None) -> None:
        """Place the widget under the label; ``focus`` is what is typed into."""
        self.widget = focus or widget
        self.widget.setAccessibleName(self.title)
        self.name.setBuddy(self.widget)
        self.setFocusProxy(self.widget)
        self._box.addWidget(widget)
        self._box.addWidget(self.wrong)

    def over(self, columns: int) -> Self:
        """Take so many columns of a form, instead of one or all; returns itself."""
        self.wide, self.span = False, columns
        return self

    def value(self) -> Any:
        """What was entered; None for nothing."""
        raise NotImplementedError

    def set_value(self, value: Any) -> None:
        """Fill in ``value``; None empties."""
        raise NotImplementedError

    def state(self) -> Any:
        """The value as JSON can keep it, for drafts."""
        return self.value()

    def restore(self, state: Any) -> None:
        """Fill in what ``state`` gave."""
        self.set_value(state)

    def problem(self) -> str:
        """What keeps this from being handed in, in words; "" if nothing does."""
        if self.required and self.value() in (None, "", []):
            return _("This is needed.")
        return ""

    def enter(self) -> bool:
        """Enter was pressed here: True if the field used it itself, False to go on."""
        return False

    def set_error(self, text: str) -> None:
        """Say what is wrong beneath the field; "" takes it away."""
        self.wrong.setText(text)
        self.wrong.setVisible(bool(text))
        theme.say(self.widget, "wrong", bool(text))
        self.widget.setAccessibleDescription(text)

    @property
    def error(self) -> str:
        """What stands beneath the field."""
        return self.wrong.text()

    def _touched(self) -> None:
        if self.wrong.text():
            self.set_error("")
        self.changed.emit()


def clean(text: str, lines: bool = False) -> str:
    """``text`` without NUL and other control characters."""
    keep = "\n\t" if lines else ""
    return "".join(c for c in text if c in keep or unicodedata.category(c) != "Cc")
