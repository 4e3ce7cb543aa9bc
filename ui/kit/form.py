"""A two-column form whose sections follow the conversation at the counter.

    form = Form()
    form.section(_("Purpose")); form.add(ChoiceField("purpose", ...))
    form.section(_("Who"));     form.add(TextField("name", ..., required=True), PhoneField(...))
    form.finished.connect(self.save)        # Ctrl+Enter; only when no field has a problem
    form.left.connect(self.close_form)      # Esc
    values = form.values()                  # {key: value}
    actions.run(form, verb, desk, draft, request=form.request, done=...)
    form.clear()                            # empties, new request id, not dirty

Enter goes to the next field, and finishes from the last. ``state()``/``restore()`` keep a draft.
Errors: ``show_errors({key: sentence})`` puts them beside their fields, focuses the first, and
returns those that belong to no field (``actions.run`` says them in the message bar).
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import (
    QApplication,
    QGridLayout,
    QPlainTextEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from ui import theme
from ui.kit.actions import new_request
from ui.kit.fields import Field
from ui.kit.plain import label, scrolling

NARROW = 560  # px at 100 % below which there is one column
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class Form(QWidget):
    """See the top of this module."""

    changed = Signal()
    finished = Signal()
    left = Signal()

    def __init__(self, parent: QWidget | None = None, columns: int = 2) -> None:
        super().__init__(parent)
        self.setProperty("role", "clear")
        self.fields: dict[str, Field] = {}
        self.request = new_request()
        self.dirty = False
        self._columns, self._now = columns, 0
        self._items: list[Field | QWidget] = []
        self._body = QWidget()
        self._body.setProperty("role", "clear")
        self._grid = QGridLayout(self._body)
        self._grid.setContentsMargins(20, 14, 20, 14)
        self._grid.setHorizontalSpacing(20)
        self._grid.setVerticalSpacing(10)
        self.area: QScrollArea = scrolling(self._body)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.area)
        self._relay = QTimer(self, singleShot=True, interval=0)
        self._relay.timeout.connect(self._arrange)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            self._bind(keys, self.finish)
        self._bind("Esc", self.left.emit)

    def _bind(self, keys: str, run: Any) -> None:
        made = QShortcut(QKeySequence(keys), self)
        made.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        made.activated.connect(run)

    # -- building

    def section(self, title: str) -> None:
        """Begin a section under this heading."""
        heading = label(title, "section")
        heading.setContentsMargins(0, 6, 0, 0)
        self._items.append(heading)
        self._relay.start()

    def add(self, *fields: Field) -> None:
        """Put fields in, from left to right and down."""
        for field in fields:
            self.fields[field.key] = field
            self._items.append(field)
            field.widget.installEventFilter(self)
            field.changed.connect(self._touched)
        self._relay.start()

    def add_widget(self, widget: QWidget) -> None:
        """Put in something that is no field, across both columns."""
        self._items.append(widget)
        # Its place comes later; shown before without a parent it would be a window of its own.
        widget.setParent(self._grid.parentWidget())
        self._relay.start()

    def __getitem__(self, key: str) -> Field:
        return self.fields[key]

    def show_field(self, key: str, shown: bool) -> None:
        """Show or hide one field; a hidden one keeps its value but is not handed in."""
        if self.fields[key].parentWidget() is None:
            self._arrange()  # shown before it is in its place it would be a window of its own
        self.fields[key].setVisible(shown)
        self._relay.start()

    def _arrange(self) -> None:
        self._relay.stop()
        columns = 1 if self.width() < theme.px(NARROW) else self._columns
        self._now = columns
        for item in self._items:
            # not takeAt: Python would hold the old place beyond the new one, which then is never
            # told of another height, an error line's
            self._grid.removeWidget(item)
        line, place = 0, 0
        for item in self._items:
            if isinstance(item, Field) and item.isHidden() and item.parentWidget():
                continue
            across = not isinstance(item, Field) or item.wide
            span = min(item.span, columns) if isinstance(item, Field) and not across else columns
            if place + span > columns:
                line, place = line + 1, 0
            top = Qt.AlignmentFlag.AlignTop
            if across:
                self._grid.addWidget(item, line, 0, 1, columns)
                line += 1
                continue
            self._grid.addWidget(item, line, place, 1, span, top)
            place += span
            if place == columns:
                line, place = line + 1, 0
        for number in range(self._columns):
            self._grid.setColumnStretch(number, 1 if number < columns else 0)
        for number in range(self._grid.rowCount()):
            self._grid.setRowStretch(number, 0)
        self._grid.setRowStretch(line + 1, 1)
        self._tab_order()

    def _tab_order(self) -> None:
        order = [f.widget for f in self.fields.values()]
        for one, following in pairwise(order):
            QWidget.setTabOrder(one, following)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wanted = 1 if self.width() < theme.px(NARROW) else self._columns
        if wanted != self._now:
            self._arrange()

    # -- values

    def values(self) -> dict[str, Any]:
        """What was entered, by key; fields that are hidden are left out."""
        return {k: f.value() for k, f in self.fields.items() if not f.isHidden()}

    def set_values(self, values: Mapping[str, Any]) -> None:
        """Fill in; unknown keys are passed over."""
        for key, value in values.items():
            if key in self.fields:
                self.fields[key].set_value(value)

    def state(self) -> dict[str, Any]:
        """A draft as JSON can keep it, with its request id."""
        kept = {key: field.state() for key, field in self.fields.items()}
        return {"request": self.request, "fields": kept}

    def restore(self, state: Mapping[str, Any]) -> None:
        """Fill in a draft."""
        for key, value in state.get("fields", {}).items():
            if key in self.fields:
                self.fields[key].restore(value)
        self.request = state.get("request") or self.request
        self.dirty = True

    def clear(self) -> None:
        """Empty every field; a new request begins."""
        for field in self.fields.values():
            field.set_value(None)
            field.set_error("")
        self.request = new_request()
        self.dirty = False

    def saved(self) -> None:
        """What stands here is kept: not dirty any more, and the next hand-in is a new one."""
        self.request = new_request()
        self.dirty = False

    def _touched(self) -> None:
        self.dirty = True
        self.changed.emit()

    # -- errors and keys

    def show_errors(self, errors: Mapping[str, str]) -> dict[str, str]:
        """Put sentences beside their fields; returns those without a visible field."""
        homeless = dict(errors)
        first: Field | None = None
        for key, field in self.fields.items():
            text = homeless.pop(key, "") if not field.isHidden() else ""
            field.set_error(text)
            if text and first is None:
                first = field
        if first is not None:
            first.widget.setFocus(Qt.FocusReason.OtherFocusReason)
            self.area.ensureWidgetVisible(first)
        return homeless

    def check(self) -> bool:
        """Ask each field whether it can be handed in; shows what can't."""
        found = {k: f.problem() for k, f in self.fields.items() if not f.isHidden()}
        wrong = {key: text for key, text in found.items() if text}
        self.show_errors(wrong)
        return not wrong

    def finish(self) -> None:
        """Emit ``finished`` if every field can be handed in."""
        focused = QApplication.focusWidget()
        if focused is not None and self.isAncestorOf(focused):
            # a date that was just typed is read when its field is left
            focused.clearFocus()
            focused.setFocus()
        if self.check():
            self.finished.emit()

    def focus_first(self) -> None:
        """Put the cursor into the first field that takes input."""
        if self._relay.isActive():  # a field that is put in its place later loses the cursor
            self._arrange()
        for field in self.fields.values():
            if not field.isHidden() and field.isEnabled():
                field.widget.setFocus(Qt.FocusReason.TabFocusReason)
                return

    def focus_again(self) -> None:
        """Put the cursor back where it was when the form was left, else into the first field."""
        last: QWidget | None = self.focusWidget()
        if last is None or last is self or not last.isVisible() or not last.isEnabled():
            self.focus_first()
        else:
            last.setFocus(Qt.FocusReason.OtherFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            plain = event.modifiers() in (
                Qt.KeyboardModifier.NoModifier,
                Qt.KeyboardModifier.KeypadModifier,
            )
            if event.key() in _ENTER and plain and not isinstance(watched, QPlainTextEdit):
                self._next(watched)
                return True
        return super().eventFilter(watched, event)

    def _next(self, widget: QObject) -> None:
        open_fields = [f for f in self.fields.values() if not f.isHidden() and f.isEnabled()]
        place = next((i for i, f in enumerate(open_fields) if f.widget is widget), -1)
        if place >= 0 and open_fields[place].enter():
            return
        if place + 1 < len(open_fields):
            following = open_fields[place + 1]
            following.widget.setFocus(Qt.FocusReason.TabFocusReason)
            self.area.ensureWidgetVisible(following)
        else:
            self.finish()
