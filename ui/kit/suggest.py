"""Fields that find what already exists while one types.

    host = SuggestField("host", _("Host"), find=lambda text: [Hit("3-1502 李敏", "业主", key=7)])
    host.chosen.connect(lambda hit: ...)     host.hit() -> Hit or None   host.value() -> its key
    TagField("companions", _("Companions"), limit=20)       value: list of str

SuggestField: Down and Up move, Enter takes the marked row, Esc closes the rows; with
``free=True`` typed words without a row are kept as they are (``text()``), else they are a
problem of the field.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from desk.core.words import _
from ui.kit.chips import Chip, ChipRow
from ui.kit.fields import Field, TextField, clean
from ui.kit.popup import Group, Hit, HitPopup

WAIT = 40  # ms after the last key


class SuggestField(TextField):
    """A line edit with rows to choose from; its value is the chosen row's key."""

    chosen = Signal(object)

    def __init__(
        self,
        key: str,
        title: str,
        *,
        find: Callable[[str], Sequence[Hit]],
        free: bool = False,
        **options: Any,
    ) -> None:
        self._find, self._free = find, free
        self._hit: Hit | None = None
        self._filling = False
        super().__init__(key, title, **options)
        self._popup: HitPopup | None = None
        self._wait = QTimer(self, singleShot=True, interval=WAIT)
        self._wait.timeout.connect(self.search)
        self.edit.textEdited.connect(self._edited)
        self.edit.installEventFilter(self)

    @property
    def popup(self) -> HitPopup:
        """The rows under the field."""
        if self._popup is None:
            self._popup = HitPopup(self.edit)
            self._popup.chosen.connect(self.take)
        return self._popup

    def _edited(self, text: str) -> None:
        self._hit = None
        if text.strip():
            _ready = self.popup
            self._wait.start()
        else:
            self._wait.stop()
            self.popup.hide()

    def search(self) -> None:
        """Look now and show the rows."""
        self._wait.stop()
        text = clean(self.edit.text()).strip()
        if not text or not self.edit.hasFocus():
            return
        hits = list(self._find(text))
        note = "" if hits else _("Nothing found; it stays as typed.") if self._free else ""
        note = note or ("" if hits else _("Nothing found."))
        self.popup.show_groups([Group("", hits)], note, first=not self._free or len(hits) == 1)

    def take(self, hit: Hit) -> None:
        """Take a row, as if chosen."""
        self.set_hit(hit)
        self.chosen.emit(hit)

    def set_hit(self, hit: Hit | None) -> None:
        """Fill in a row without saying that it was chosen by hand."""
        self._wait.stop()
        self._hit = hit
        self.edit.setText(hit.title if hit else "")
        self._touched()

    def hit(self) -> Hit | None:
        """The chosen row; None once the text is changed."""
        return self._hit

    def text(self) -> str:
        """What stands there."""
        return clean(self.edit.text()).strip()

    def value(self) -> Any:
        if self._hit is not None:
            return self._hit.key
        return (self.text() or None) if self._free else None

    def set_value(self, value: Any) -> None:
        if isinstance(value, Hit):
            self.set_hit(value)
        else:
            self._hit = None
            self.edit.setText("" if value is None else str(value))

    def state(self) -> Any:
        return self.edit.text()

    def restore(self, state: Any) -> None:
        self.set_value(state)

    def problem(self) -> str:
        if self.text() and self._hit is None and not self._free:
            hits = list(self._find(self.text()))
            if len(hits) == 1:  # only one can be meant
                self.take(hits[0])
            else:
                return _("Choose one from the list.")
        return super().problem()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            closed = self._popup is None or not self._popup.isVisible()
            if event.key() == Qt.Key.Key_Down and closed:
                self.search()
                return True
        return super().eventFilter(watched, event)

    def enter(self) -> bool:
        if self._wait.isActive():
            self.search()  # typed faster than the rows came
            marked = self.popup.current()
            if marked is not None:
                self.popup.hide()
                self.take(marked)
        return False


class TagField(Field):
    """Several short texts: Enter, comma or 、 adds one, Backspace in the empty line takes one."""

    def __init__(
        self, key: str, title: str, *, limit: int = 40, most: int = 50, placeholder: str = "",
        **options: Any,
    ) -> None:  # fmt: skip
        super().__init__(key, title, **{"wide": True, **options})
        self._tags: list[str] = []
        self._most = most
        self.edit = QLineEdit()
        self.edit.setMaxLength(limit * 8)
        self._limit = limit
        self.edit.setPlaceholderText(placeholder or _("Type and press Enter"))
        self.chips = ChipRow()
        self.chips.hide()
        body = QWidget()
        body.setProperty("role", "clear")
        box = QVBoxLayout(body)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(4)
        box.addWidget(self.chips)
        box.addWidget(self.edit)
        self._put(body, self.edit)
        self.edit.installEventFilter(self)
        self.edit.editingFinished.connect(self.take)
        self.chips.removed.connect(lambda place: self._remove(int(place)))

    def take(self) -> bool:
        """Make tags of what stands in the line; False if there was nothing."""
        text = clean(self.edit.text())
        for mark in "，、;；\n":
            text = text.replace(mark, ",")
        found = [part.strip()[: self._limit] for part in text.split(",") if part.strip()]
        if not found:
            return False
        self.edit.clear()
        self._tags = (self._tags + found)[: self._most]
        self._show()
        return True

    def enter(self) -> bool:
        return self.take()

    def value(self) -> list[str]:
        return list(self._tags)

    def set_value(self, value: Any) -> None:
        self._tags = [str(tag) for tag in value or []]
        self.edit.clear()
        self._show()

    def _remove(self, place: int) -> None:
        del self._tags[place]
        self._show()
        self.edit.setFocus()

    def _show(self) -> None:
        self.chips.show_chips([Chip(str(i), tag) for i, tag in enumerate(self._tags)])
        self.chips.setVisible(bool(self._tags))
        self._touched()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() == Qt.Key.Key_Backspace and not self.edit.text() and self._tags:
                self._remove(len(self._tags) - 1)
                return True
            if event.text() in (",", "，", "、") and self.take():
                return True
        return super().eventFilter(watched, event)
