"""Keys of a page, bound and listed in one place; F1 shows them all.

    keys = shortcuts.of(self)                       # the page's own list
    keys.add("Ctrl+F", _("Filter"), self.chips_menu)
    keys.tell(_("Enter"), _("First next move"))     # a key handled elsewhere, shown only
    shortcuts.show(self)                            # the F1 overlay for a widget and all above it

The window binds F1 to ``shortcuts.show(QApplication.focusWidget() or self)``.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QGridLayout, QWidget

from desk.core.frozen import frozen
from desk.core.words import _
from ui import theme
from ui.kit.plain import button, column, label, row, scrolling


@frozen
class Key:
    """What is pressed and what it does, both in words."""

    keys: str
    title: str


class Shortcuts(QObject):
    """The keys of one widget and what is inside it."""

    def __init__(self, owner: QWidget) -> None:
        super().__init__(owner)
        self._owner = owner
        self._title = ""
        self._told: dict[str, Key] = {}
        self._bound: dict[str, QShortcut] = {}

    @property
    def title(self) -> str:
        """The heading these keys stand under."""
        return self._title or self._owner.accessibleName() or self._owner.windowTitle()

    def name(self, title: str) -> Shortcuts:
        """Give the heading; returns itself."""
        self._title = title
        return self

    def add(self, keys: str, title: str, run: Callable[[], object], window: bool = False) -> None:
        """Bind ``keys`` for this widget (``window``: the whole window) and list them."""
        self.remove(keys)
        made = QShortcut(QKeySequence(keys), self._owner)
        made.setContext(
            Qt.ShortcutContext.WindowShortcut
            if window
            else Qt.ShortcutContext.WidgetWithChildrenShortcut
        )
        made.activated.connect(lambda: run())
        self._bound[keys] = made
        self.tell(keys, title)

    def remove(self, keys: str) -> None:
        """Unbind ``keys`` again."""
        self._told.pop(keys, None)
        old = self._bound.pop(keys, None)
        if old is not None:
            old.setEnabled(False)
            old.deleteLater()

    def tell(self, keys: str, title: str) -> None:
        """List keys that are handled elsewhere."""
        self._told[keys] = Key(keys, title)

    def all(self) -> list[Key]:
        """What is listed, in the order it was added."""
        return list(self._told.values())


def of(widget: QWidget) -> Shortcuts:
    """The widget's own list, made at the first asking."""
    found = widget.findChild(Shortcuts, options=Qt.FindChildOption.FindDirectChildrenOnly)
    return found if found is not None else Shortcuts(widget)


def collect(widget: QWidget | None) -> list[tuple[str, list[Key]]]:
    """The lists of ``widget`` and all above it, nearest first."""
    found = []
    while widget is not None:
        own = widget.findChild(Shortcuts, options=Qt.FindChildOption.FindDirectChildrenOnly)
        if own is not None and own.all():
            found.append((own.title, own.all()))
        widget = widget.parentWidget()
    return found


class Overlay(QDialog):
    """All keys that work here, in groups; any of Esc, Enter, F1 closes it."""

    def __init__(self, parent: QWidget | None, groups: list[tuple[str, list[Key]]]) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Shortcuts"))
        grid = QGridLayout()
        grid.setHorizontalSpacing(18)
        grid.setVerticalSpacing(6)
        line = 0
        for title, keys in groups:
            if title:
                grid.addWidget(label(title, "section"), line, 0, 1, 2)
                line += 1
            for key in keys:
                grid.addWidget(label(key.keys, "key"), line, 0, Qt.AlignmentFlag.AlignLeft)
                grid.addWidget(label(key.title, wrap=True), line, 1)
                line += 1
            grid.setRowMinimumHeight(line, 10)
            line += 1
        grid.setColumnStretch(1, 1)
        body = QWidget()
        body.setProperty("role", "clear")
        body.setLayout(column(grid, None))
        close = button(_("Close"), self.accept, role="primary")
        self.setLayout(
            column(label(_("Shortcuts"), "heading"), scrolling(body), row(None, close), margin=20)
        )
        self.resize(theme.px(460), min(theme.px(620), theme.px(150 + 32 * line)))
        QShortcut(QKeySequence("F1"), self, self.accept)
        close.setFocus()


def show(widget: QWidget) -> None:
    """Show the overlay for where the user is."""
    dialog = Overlay(widget.window(), collect(widget))
    dialog.exec()
    dialog.deleteLater()
