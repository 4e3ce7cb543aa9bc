"""What is kept of a deposit: why, whose income it is, how much. One line more grows by itself."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QGridLayout, QLineEdit, QWidget

from desk import texts
from desk.core.errors import Refused
from desk.core.frozen import frozen
from desk.core.money import format_money, parse_money
from desk.core.words import _
from ui import theme
from ui.kit.field import Field, clean
from ui.kit.plain import label

MOST = 20
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


@frozen
class Deduction:
    """One line as it was entered."""

    text: str
    item: int
    amount: int


class DeductionsField(Field):
    """Lines of three fields; blank lines count for nothing."""

    def __init__(self, key: str, title: str, items: Sequence[tuple[int, str]]) -> None:
        super().__init__(key, title, wide=True, hint=_("nothing is kept while this is empty"))
        self._items = list(items)
        self.rows: list[tuple[QLineEdit, QComboBox, QLineEdit]] = []
        body = QWidget()
        body.setProperty("role", "clear")
        self._grid = QGridLayout(body)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(6)
        self._grid.setColumnStretch(0, 3)
        self._grid.setColumnStretch(1, 2)
        for place, words in enumerate((_("What for"), _("Fee item"), _("Amount"))):
            self._grid.addWidget(label(words, "hint"), 0, place)
        self._grow()
        self._put(body, self.rows[0][0])

    def _grow(self) -> None:
        at = len(self.rows) + 1
        text, item, amount = QLineEdit(), QComboBox(), QLineEdit()
        text.setMaxLength(200)
        amount.setMaxLength(30)
        amount.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        amount.setFixedWidth(theme.px(120))
        item.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        item.setMinimumContentsLength(8)
        for key, name in self._items:
            item.addItem(name, key)
        for place, (widget, name) in enumerate(
            ((text, _("What for")), (item, _("Fee item")), (amount, _("Amount")))
        ):
            widget.setAccessibleName(f"{name} {at}")
            self._grid.addWidget(widget, at, place)
            if at > 1:  # at once: what is not seen yet takes no focus
                widget.show()
        for part in (text, item, amount):
            part.installEventFilter(self)
        amount.editingFinished.connect(lambda: self._tidy(amount))
        text.textEdited.connect(lambda _text: self._typed())
        amount.textEdited.connect(lambda _text: self._typed())
        item.currentIndexChanged.connect(lambda _at: self._touched())
        self.rows.append((text, item, amount))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        first = self.rows[0][0] if self.rows else None
        if event.type() == QEvent.Type.FocusIn and watched is first:
            self._chain()
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
            # the form asks about the first one by enter()
            if event.key() in _ENTER and plain and watched is not first:
                self._onward(watched)
                return True
        return super().eventFilter(watched, event)

    def _chain(self) -> None:
        """Tab goes through the lines; a form knows only the first widget of a field."""
        widgets = [widget for row in self.rows for widget in row]
        for one, following in pairwise(widgets):
            QWidget.setTabOrder(one, following)

    def _onward(self, widget: QObject) -> None:
        """Enter goes on to the next; from the first of a blank line it leaves the lines."""
        for text, _item, amount in self.rows:
            if widget is text and not text.text().strip():
                amount.setFocus()
        self._chain()
        self.focusNextChild()

    def enter(self) -> bool:
        text, item, _amount = self.rows[0]
        if not text.text().strip():
            return False
        item.setFocus(Qt.FocusReason.TabFocusReason)
        return True

    def _typed(self) -> None:
        last = self.rows[-1]
        if (last[0].text().strip() or last[2].text().strip()) and len(self.rows) < MOST:
            self._grow()
        self._touched()

    def _tidy(self, edit: QLineEdit) -> None:
        found = _read(edit.text())
        if isinstance(found, int):
            edit.setText(format_money(found, sign=False) if edit.text().strip() else "")

    # -- what is entered

    def deductions(self) -> list[Deduction]:
        """The lines that say something; what is no amount counts as nothing."""
        found = []
        for text, item, amount in self.rows:
            words, read = clean(text.text()).strip(), _read(amount.text())
            if words or amount.text().strip():
                key = item.currentData()
                found.append(Deduction(words, int(key or 0), read if isinstance(read, int) else 0))
        return found

    def value(self) -> Any:
        return [[one.text, one.item, one.amount] for one in self.deductions()]

    def set_value(self, value: Any) -> None:
        kept = list(value or [])[:MOST]
        while len(self.rows) < min(MOST, len(kept) + 1):
            self._grow()
        blank: list[Any] = ["", self._items[0][0] if self._items else 0, None]
        for at, (text, item, amount) in enumerate(self.rows):
            words, key, minor = kept[at] if at < len(kept) else blank
            text.setText(words)
            item.setCurrentIndex(max(0, item.findData(key)))
            amount.setText("" if minor is None else format_money(minor, sign=False))
        self._touched()

    def problem(self) -> str:
        for text, item, amount in self.rows:
            words, typed = text.text().strip(), amount.text().strip()
            if not words and not typed:
                continue
            if not words:
                text.setFocus()
                return _("Say what is kept for.")
            found = _read(typed or "-")
            if isinstance(found, Refused) or not found:
                amount.setFocus()
                return texts.sentence(found if isinstance(found, Refused) and typed
                                      else Refused("money.required", self.key))  # fmt: skip
            if item.currentData() is None:
                return _("There is no fee item to book it on. Add one first.")
        return ""


def _read(text: str) -> int | Refused:
    if not text.strip():
        return 0
    try:
        return parse_money(text, "deductions")
    except Refused as refusal:
        return refusal
