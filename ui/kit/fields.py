"""The fields of a form. Each shows its label, its widget and its error line.

    TextField("name", _("Name"), limit=60, required=True)
    LinesField("note", _("Note"), limit=500)
    ChoiceField("purpose", _("Purpose"), [("delivery", _("Delivery"))], typed=True)
    CheckField("water", _("Water offered"))
    PhoneField, DocumentField, PlateField, NumberField, DecimalField, AreaField   see below
    DateField, TimeField in datefields.py; SuggestField, TagField in suggest.py

All have ``value()``, ``set_value(v)``, ``set_error(text)``, ``problem()``, ``changed``. What is
typed is cut off at ``limit`` while typing; pasted NUL and control characters are left out and
said so. Rules are the desk's; a field only knows what it can't hold.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QWheelEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QCompleter,
    QLineEdit,
    QPlainTextEdit,
)

from desk.core.words import _
from ui import theme
from ui.kit.field import Field, clean

__all__ = [
    "AreaField", "CheckField", "ChoiceField", "DecimalField", "DocumentField", "Field",
    "LinesField", "NumberField", "PhoneField", "PlateField", "TextField", "clean",
]  # fmt: skip


class TextField(Field):
    """One line of text; ``value`` is trimmed, None when empty."""

    def __init__(
        self,
        key: str,
        title: str,
        *,
        limit: int = 100,
        placeholder: str = "",
        required: bool = False,
        hint: str = "",
        wide: bool = False,
    ) -> None:
        super().__init__(key, title, required=required, hint=hint, wide=wide)
        self.edit = self._make_edit()
        self.edit.setMaxLength(limit)
        self.edit.setPlaceholderText(placeholder)
        self._put(self.edit)
        self.edit.textChanged.connect(self._typed)

    def _make_edit(self) -> QLineEdit:
        return QLineEdit()

    def _typed(self, text: str) -> None:
        tidy = clean(text)
        if tidy != text:
            self.edit.setText(tidy)
            self.set_error(_("Characters that can't be kept were left out."))
            return
        self._touched()

    def value(self) -> Any:
        return self.edit.text().strip() or None

    def set_value(self, value: Any) -> None:
        self.edit.setText("" if value is None else str(value))
        self.edit.setCursorPosition(0)


class PhoneField(TextField):
    """A phone number; digits, spaces, +, - and a tail of the extension."""

    def __init__(self, key: str, title: str, **options: Any) -> None:
        super().__init__(key, title, limit=options.pop("limit", 30), **options)
        self.edit.setInputMethodHints(Qt.InputMethodHint.ImhDialableCharactersOnly)

    def value(self) -> str | None:
        text = unicodedata.normalize("NFKC", self.edit.text()).strip()
        return text or None


class DocumentField(TextField):
    """A document number: full width made half, letters made capital, spaces left out."""

    def __init__(self, key: str, title: str, **options: Any) -> None:
        super().__init__(key, title, limit=options.pop("limit", 40), **options)

    def value(self) -> str | None:
        text = unicodedata.normalize("NFKC", self.edit.text()).upper().replace(" ", "")
        return text or None


class PlateField(DocumentField):
    """A vehicle's plate: 粤B·12345 as 粤B12345."""

    def value(self) -> str | None:
        text = super().value()
        return "".join(c for c in text if c not in "·.-•") or None if text else None


class NumberField(TextField):
    """A whole number between ``low`` and ``high``; ``step`` keys are Up and Down."""

    def __init__(
        self, key: str, title: str, *, low: int = 0, high: int = 999_999, **options: Any
    ) -> None:
        self._low, self._high = low, high
        super().__init__(key, title, limit=12, **options)
        self.edit.installEventFilter(self)

    def value(self) -> int | None:
        text = unicodedata.normalize("NFKC", self.edit.text()).strip().replace(",", "")
        try:
            return int(text)
        except ValueError:
            return None

    def state(self) -> Any:
        return self.edit.text()

    def problem(self) -> str:
        text, value = self.edit.text().strip(), self.value()
        if text and value is None:
            return _("Digits only.")
        if value is not None and not self._low <= value <= self._high:
            return _("From {low} to {high}.").format(low=self._low, high=self._high)
        return super().problem()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            step = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}.get(Qt.Key(event.key()), 0)
            if step:
                now = self.value()
                start = self._low - (step > 0) if now is None else now
                self.set_value(max(self._low, min(self._high, start + step)))
                return True
        return super().eventFilter(watched, event)


class DecimalField(TextField):
    """A number with up to two decimals; ``value`` in hundredths. A unit may stand behind it."""

    unit = r"%"

    def value(self) -> int | None:
        text = unicodedata.normalize("NFKC", self.edit.text()).strip().replace(",", ".")
        text = re.sub(rf"\s*(?:{self.unit})$", "", text, flags=re.IGNORECASE)
        whole, _point, rest = text.partition(".")
        if not (whole + rest).isdigit() or len(rest) > 2:
            return None
        return int(whole or "0") * 100 + int((rest + "00")[:2])

    def set_value(self, value: Any) -> None:
        super().set_value("" if value is None else f"{value // 100}.{value % 100:02d}")

    def state(self) -> Any:
        return self.edit.text()

    def restore(self, state: Any) -> None:
        self.edit.setText(str(state or ""))

    def problem(self) -> str:
        if self.edit.text().strip() and self.value() is None:
            return self.no_number()
        return super().problem()

    def no_number(self) -> str:
        """What is said of something that is no such number."""
        return _("A number like 89.50.")


class AreaField(DecimalField):
    """Square metres; ``value`` in hundredths of one."""

    unit = "m2?|平方米|平米|平方|平"


class LinesField(Field):
    """Several lines; Tab leaves, Enter makes a new line."""

    def __init__(
        self, key: str, title: str, *, limit: int = 500, lines: int = 3, **options: Any
    ) -> None:
        super().__init__(key, title, **{"wide": True, **options})
        self._limit = limit
        self.edit = QPlainTextEdit()
        self.edit.setTabChangesFocus(True)
        self.edit.setFixedHeight(theme.px(20 * lines + 18))
        self._put(self.edit)
        self.edit.textChanged.connect(self._touched)

    def value(self) -> str | None:
        return self.edit.toPlainText().strip() or None

    def set_value(self, value: Any) -> None:
        self.edit.setPlainText("" if value is None else str(value))

    def problem(self) -> str:
        text = self.edit.toPlainText()
        if len(text) > self._limit:
            return _("At most {limit} characters, now {count}.").format(
                limit=self._limit, count=len(text)
            )
        if clean(text, lines=True) != text:
            return _("There is a character in it that can't be kept.")
        return super().problem()


class _Combo(QComboBox):
    """A wheel over a closed box scrolls the form instead of changing the answer."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


class ChoiceField(Field):
    """One of some codes; typing jumps to it. ``typed`` allows words of one's own (as they are)."""

    def __init__(
        self,
        key: str,
        title: str,
        choices: Sequence[tuple[Any, str]] = (),
        *,
        typed: bool = False,
        limit: int = 60,
        **options: Any,
    ) -> None:
        super().__init__(key, title, **options)
        self._free = typed
        self.combo = _Combo()
        self.combo.setEditable(typed)
        self.combo.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.combo.setMaxVisibleItems(14)
        if typed:
            finder = QCompleter(self.combo.model(), self.combo)
            finder.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
            finder.setFilterMode(Qt.MatchFlag.MatchContains)
            finder.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
            line = QLineEdit()
            line.setMaxLength(limit)
            self.combo.setLineEdit(line)
            self.combo.setCompleter(finder)
        self._put(self.combo)
        self.set_choices(choices)
        self.combo.currentIndexChanged.connect(self._touched)
        if typed:
            self.combo.editTextChanged.connect(self._touched)

    def give_way(self) -> ChoiceField:
        """Cut long words off instead of widening the form (names of people); returns itself."""
        self.combo.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.combo.setMinimumContentsLength(8)
        return self

    def set_choices(self, choices: Sequence[tuple[Any, str]]) -> None:
        """Offer other choices; the present value stays if it is still among them."""
        now = self.value() if self.combo.count() else None
        self.combo.blockSignals(True)
        self.combo.clear()
        for code, words in choices:
            self.combo.addItem(words, code)
        self.combo.blockSignals(False)
        self.set_value(now)

    def value(self) -> Any:
        if self._free:
            text = clean(self.combo.currentText()).strip()
            place = self.combo.findText(text, Qt.MatchFlag.MatchFixedString)
            return self.combo.itemData(place) if place >= 0 else text or None
        return self.combo.currentData()

    def set_value(self, value: Any) -> None:
        place = self.combo.findData(value) if value is not None else -1
        self.combo.setCurrentIndex(place)
        if self._free and place < 0:
            self.combo.setEditText("" if value is None else str(value))


class CheckField(Field):
    """Yes or no; the words stand beside the box."""

    def __init__(self, key: str, title: str, **options: Any) -> None:
        super().__init__(key, title, **options)
        self.name.hide()
        self.box = QCheckBox(title.replace("&", "&&"))
        self._put(self.box)
        self.box.toggled.connect(lambda _on: self._touched())

    def value(self) -> bool:
        return self.box.isChecked()

    def set_value(self, value: Any) -> None:
        self.box.setChecked(bool(value))

    def problem(self) -> str:
        return _("This has to be ticked.") if self.required and not self.value() else ""
