"""A page that shows a list, and in its place a form or another screen while it is needed.

class UnitsPage(StackedPage):
    def __init__(self, frame):
        super().__init__(frame)
        self.show_list(RegisterPage(...))

self.open(screen)     # over what is seen; self.back() goes one step back, self.home() to the list
self.keep(screen)     # this one stays when it is left, with what was typed in it
"""

from __future__ import annotations

from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from ui.kit.frame import Frame, Page
from ui.kit.register_page import RegisterPage


class StackedPage(Page):
    """See the top of this module."""

    def __init__(self, frame: Frame) -> None:
        super().__init__()
        self.setProperty("role", "page")
        self.frame, self.desk = frame, frame.desk
        self.stack = QStackedWidget()
        self.list: RegisterPage
        self._before: list[QWidget] = []
        self._kept: set[QWidget] = set()
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(0)
        self.column.addWidget(self.stack, 1)

    def show_list(self, page: RegisterPage) -> None:
        """Put the list in; it is what the page shows at first."""
        self.list = page
        page.escaped.connect(self.frame.focus_box)
        self.stack.addWidget(page)

    def keep(self, screen: QWidget) -> None:
        """``screen`` is not taken apart when it is left: it will be opened again."""
        self._kept.add(screen)

    def open(self, screen: QWidget) -> None:
        """Show ``screen`` in place of what is seen; ``back`` takes it away again."""
        if screen is self.now:
            return
        self._before.append(self.now)
        if self.stack.indexOf(screen) < 0:
            self.stack.addWidget(screen)
        self.stack.setCurrentWidget(screen)
        if screen not in self._kept:  # whoever opens one that is kept says where in it to go on
            screen.setFocus()

    def back(self) -> None:
        """Take the screen away that is shown, if it is not the list itself."""
        if not self._before:
            return
        gone = self.now
        self.stack.setCurrentWidget(self._before.pop())
        if gone not in self._kept:
            self.stack.removeWidget(gone)
            gone.deleteLater()
        if self.on_list:
            self.focus_list()  # which reads anew by itself what changed meanwhile
        else:
            self.refresh()
            self.now.setFocus()

    def home(self) -> None:
        """Back to the list, the cursor in it."""
        while self._before:
            self.back()
        self.focus_list()

    def focus_list(self) -> None:
        """Put the cursor into the list, or on what stands there while it is empty."""
        (self.list.table if self.list.model.rowCount() else self.list.nothing).setFocus()

    @property
    def now(self) -> QWidget:
        """What is seen: the list or a screen over it."""
        shown = self.stack.currentWidget()
        assert shown is not None
        return shown

    @property
    def on_list(self) -> bool:
        """Whether the list is what is seen."""
        return self.now is self.list

    def refresh(self) -> None:
        """Read what is seen anew; under a screen that reads nothing, the list."""
        getattr(self.now, "refresh", self.list.refresh)()

    def focusInEvent(self, event: QFocusEvent) -> None:
        if self.on_list:
            self.focus_list()
        else:
            self.now.setFocus()
