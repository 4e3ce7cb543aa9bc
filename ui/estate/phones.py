"""Several telephone numbers of one person: typed ones, and known ones that stay masked."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from desk.core.words import _
from desk.estate.customers import MOST_PHONES, PhoneDraft
from desk.estate.people_list import PhoneRow
from ui import theme
from ui.kit.display import phone
from ui.kit.fields import Field, clean
from ui.kit.plain import button, row, tool


class _Line(QWidget):
    def __init__(self, known: PhoneRow | None, owner: PhonesField) -> None:
        super().__init__()
        self.setProperty("role", "clear")
        self.known = known
        self.number, self.label = QLineEdit(), QLineEdit()
        self.number.setMaxLength(30)
        self.label.setMaxLength(60)
        self.number.setAccessibleName(_("Telephone"))
        self.label.setAccessibleName(_("What number it is"))
        self.label.setPlaceholderText(_("Home, office, wife …"))
        if known is not None:
            self.number.setText(phone(known.number))
            self.number.setReadOnly(True)
            self.label.setText(known.label)
        gone = tool("close", _("Take this number away"), lambda: owner.drop(self), tight=True)
        self.setLayout(row(gap=6))
        box = self.layout()
        assert box is not None
        box.addWidget(self.number)
        box.addWidget(self.label)
        box.addWidget(gone)
        for edit in (self.number, self.label):
            edit.textEdited.connect(owner.touched)
            edit.installEventFilter(owner)

    def draft(self) -> PhoneDraft | None:
        label = clean(self.label.text()).strip()
        if self.known is not None:
            return PhoneDraft(None, label, self.known.id)
        number = self.number.text().strip()
        return PhoneDraft(number, label) if number or label else None


class PhonesField(Field):
    """Value: a tuple of PhoneDraft, the first is rung first. A new line follows the last one."""

    def __init__(self, key: str, title: str, known: Sequence[PhoneRow] = ()) -> None:
        super().__init__(key, title, wide=True)
        body = QWidget()
        body.setProperty("role", "clear")
        self._numbers = QVBoxLayout(body)
        self._numbers.setContentsMargins(0, 0, 0, 0)
        self._numbers.setSpacing(6)
        self.lines: list[_Line] = []
        more = button(_("One more number"), self.more, role="link", icon="plus")
        more.setObjectName("phones.more")
        self._numbers.addLayout(row(more, None))
        for one in known:
            self._put_line(_Line(one, self))
        first = self._put_line(_Line(None, self))
        self._put(body, first.number)
        if self.name.buddy() is not None:
            self.widget.setAccessibleName(_("Telephone"))
        body.setMinimumWidth(theme.px(260))

    def _put_line(self, line: _Line) -> _Line:
        self._numbers.insertWidget(len(self.lines), line)
        self.lines.append(line)
        return line

    def more(self) -> None:
        """Add an empty line and go there; an empty last one is used first."""
        last = self.lines[-1] if self.lines else None
        if last is None or last.draft() is not None:
            if len(self.lines) >= MOST_PHONES:
                return
            last = self._put_line(_Line(None, self))
            last.show()  # what is not seen yet takes no focus
        last.number.setFocus()

    def drop(self, line: _Line) -> None:
        """Take a line away; the last empty one stays to type into."""
        if line.known is None and len([one for one in self.lines if one.known is None]) == 1:
            line.number.clear()
            line.label.clear()
        else:
            self.lines.remove(line)
            line.hide()
            line.deleteLater()
        self.touched()

    def touched(self, *_words: str) -> None:
        """Something was typed."""
        self._touched()

    def value(self) -> tuple[PhoneDraft, ...]:
        return tuple(draft for line in self.lines if (draft := line.draft()) is not None)

    def set_value(self, value: Any) -> None:
        for line in list(self.lines):
            if line.known is None and line is not self._typed():
                self.lines.remove(line)
                line.deleteLater()
        first = self._typed()
        for place, (number, text) in enumerate(value or [("", "")]):
            line = first if place == 0 else self._put_line(_Line(None, self))
            line.number.setText(number)
            line.label.setText(text)

    def _typed(self) -> _Line:
        return next(line for line in self.lines if line.known is None)

    def state(self) -> Any:
        typed = [line for line in self.lines if line.known is None]
        return [[line.number.text(), line.label.text()] for line in typed]

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            number = next((one for one in self.lines if watched is one.number), None)
            if number is not None and event.text() in (",", "，", "、", ";") and number.draft():
                self.more()
                return True
            enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers()
            if enter and watched is not self.widget and isinstance(watched, QWidget):
                watched.focusNextChild()
                return True
        return super().eventFilter(watched, event)
