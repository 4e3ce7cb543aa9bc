"""What stands where nothing is yet: an icon, what belongs here, the first step.

EmptyState("account-check-outline", _("No visitors yet"), _("Who comes in is ..."), action)
"""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from ui import theme
from ui.kit.actions import Action
from ui.kit.plain import Picture, button, clear, label, row


class EmptyState(QWidget):
    """Centred in whatever space there is."""

    def __init__(
        self,
        icon: str,
        title: str,
        text: str = "",
        action: Action | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setProperty("role", "clear")
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(24, 24, 24, 24)
        self._box.setSpacing(theme.GRID)
        self.show_words(icon, title, text, action)

    def show_words(
        self, icon: str, title: str, text: str = "", action: Action | None = None
    ) -> None:
        """Say something else."""
        clear(self._box)
        centre = Qt.AlignmentFlag.AlignCenter
        heading = label(title, "section")
        words = label(text, "muted")
        words.setWordWrap(True)
        words.setMaximumWidth(theme.px(420))
        words.setMinimumWidth(min(theme.px(260), 320))
        self.setAccessibleName(title)
        self._box.addStretch(2)
        for part in (Picture(icon, "void", 44), heading, words):
            if isinstance(part, QLabel):
                part.setAlignment(centre)
            if part is not words or text:
                self._box.addLayout(row(None, part, None))
        if action is not None:
            role = "primary" if action.primary else ""
            self.step = button(action.words, action.run, role=role, icon=action.icon)
            self._box.addSpacing(4)
            self._box.addLayout(row(None, self.step, None))
        self._box.addStretch(3)
