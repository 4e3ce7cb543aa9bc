"""A page that shows a list, and in its place a form or another screen while it is needed.

class StandingPage(StackedPage):
    def __init__(self, frame):
        super().__init__(frame)
        self.show_list(RegisterPage(...))
self.open(screen)       # a QWidget over the list; self.close_screen() goes back
self.message_bar.outcome(_("..."), "ok", undo=...)    # large: what a scan came to
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QEvent
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from ui import theme
from ui.kit.frame import Frame, Page
from ui.kit.messages import MessageBar
from ui.kit.register_page import RegisterPage

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


class StackedPage(Page):
    """See the top of this module."""

    def __init__(self, frame: Frame) -> None:
        super().__init__()
        self.setProperty("role", "page")
        self.frame, self.desk = frame, frame.desk
        self.message_bar = OutcomeBar()
        self.stack = QStackedWidget()
        self.list: RegisterPage
        above = QWidget()
        above.setProperty("role", "clear")
        holder = QVBoxLayout(above)
        holder.setContentsMargins(20, 0, 20, 0)
        holder.addWidget(self.message_bar)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(above)
        box.addWidget(self.stack, 1)

    def show_list(self, page: RegisterPage) -> None:
        """Put the list in; it is what the page shows at first."""
        self.list = page
        page.escaped.connect(self.frame.focus_box)
        self.stack.addWidget(page)

    def open(self, screen: QWidget) -> None:
        """Show ``screen`` in the list's place."""
        if self.stack.indexOf(screen) < 0:
            self.stack.addWidget(screen)
        self.stack.setCurrentWidget(screen)

    def close_screen(self) -> None:
        """Back to the list."""
        self.stack.setCurrentWidget(self.list)
        self.focus_list()

    def focus_list(self) -> None:
        """Put the cursor into the list, or on what stands there while it is empty."""
        (self.list.table if self.list.model.rowCount() else self.list.nothing).setFocus()

    @property
    def on_list(self) -> bool:
        """Whether the list is what is seen."""
        return self.stack.currentWidget() is self.list

    def refresh(self) -> None:
        """Read the list anew."""
        self.list.refresh()

    def focusInEvent(self, event: QFocusEvent) -> None:
        shown = self.stack.currentWidget()
        if self.on_list:
            self.focus_list()
        elif shown is not None:
            shown.setFocus()
