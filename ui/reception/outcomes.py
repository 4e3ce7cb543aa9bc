"""A page of the reception: above its list and screens it says, large, what a scan came to.

self.message_bar.outcome(_("..."), "ok", undo=...)
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui import theme
from ui.kit import drafts
from ui.kit.drafts import Draft
from ui.kit.frame import Frame
from ui.kit.messages import MessageBar
from ui.kit.stacked import StackedPage

OUTCOME_STAYS = 5000  # ms that a good outcome stands


class OutcomeBar(MessageBar):
    """A message bar that can also say something large: read from an arm's length."""

    def __init__(self) -> None:
        super().__init__()
        self.large = False

    def say(self, text: str, tone: str = "ok", *more: Any, **options: Any) -> None:
        """As ``MessageBar.say``."""
        self.large = False
        super().say(text, tone, *more, **options)

    def outcome(self, text: str, tone: str, undo: Callable[[], object] | None = None) -> None:
        """What a scan or a sign-in came to; a bad one stays until it is closed."""
        super().say(text, tone, undo, OUTCOME_STAYS if tone == "ok" else None)
        self.large = True
        if self._text is not None:
            theme.say(self._text, "role", "heading")

    def event(self, event: QEvent) -> bool:
        # no room is kept above the page while there is nothing to say
        kind = event.type()
        if kind in (QEvent.Type.ShowToParent, QEvent.Type.HideToParent):
            parent = self.parentWidget()
            box = parent.layout() if parent is not None else None
            if box is not None:
                shown = kind == QEvent.Type.ShowToParent
                box.setContentsMargins(20, 12 if shown else 0, 20, 0)
        return super().event(event)


class OutcomePage(StackedPage):
    """See the top of this module."""

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        self.message_bar = OutcomeBar()
        above = QWidget()
        above.setProperty("role", "clear")
        holder = QVBoxLayout(above)
        holder.setContentsMargins(20, 0, 20, 0)
        holder.addWidget(self.message_bar)
        self.column.insertWidget(0, above)

    def unfinished(self) -> list[tuple[str, dict[str, Any]]]:
        """Forms of this page that hold something typed: what they are called, their state."""
        return []

    def leaving(self, closing: bool = False) -> bool:
        """What was typed stays in the forms; only closing loses it, and the window asks then."""
        kept = drafts.of(self.desk, type(self).__name__)
        kept.clear()
        if closing:
            kept.update((title, Draft(title, state)) for title, state in self.unfinished())
        return True
