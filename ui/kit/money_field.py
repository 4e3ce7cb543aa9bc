"""A field for an amount of money.

    MoneyField("given", _("Given"), currency=desk.settings.get("site.currency"))   value: int minor

1234.5, １，２３４．５元 and ¥1,234.50 are all read; on leaving the field the amount stands there as
1,234.50. ``problem()`` says in words why something is no amount.
"""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QFocusEvent

from desk import texts
from desk.core.errors import Refused
from desk.core.money import SIGNS, format_money, parse_money
from ui.kit.fields import TextField


class MoneyField(TextField):
    """An amount in minor units; ``negative`` allows one below zero, ``zero`` none at all."""

    def __init__(
        self,
        key: str,
        title: str,
        *,
        currency: str = "",
        negative: bool = False,
        zero: bool = True,
        **options: Any,
    ) -> None:
        self._negative, self._zero = negative, zero
        hint = options.pop("hint", SIGNS.get(currency, currency))
        super().__init__(key, title, limit=30, hint=hint, **options)
        self.edit.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.edit.editingFinished.connect(self._tidy)
        self.edit.installEventFilter(self)

    def _read(self) -> int | Refused | None:
        text = self.edit.text().strip()
        if not text:
            return None
        try:
            return parse_money(text, self.key, negative=self._negative)
        except Refused as refusal:
            return refusal

    def value(self) -> int | None:
        """Minor units; None for nothing and for no amount (``problem`` tells which)."""
        found = self._read()
        return found if isinstance(found, int) else None

    def set_value(self, value: Any) -> None:
        self.edit.setText("" if value is None else format_money(value, sign=False))
        self.edit.setCursorPosition(0)

    def state(self) -> Any:
        return self.edit.text()

    def restore(self, state: Any) -> None:
        self.edit.setText(str(state or ""))

    def problem(self) -> str:
        found = self._read()
        if isinstance(found, Refused):
            return texts.sentence(found)
        if found == 0 and not self._zero:
            return texts.sentence(Refused("money.required", self.key))
        return super().problem()

    def _tidy(self) -> None:
        value = self.value()
        if value is None:
            return
        words = format_money(value, sign=False)
        if words != self.edit.text():
            self.edit.setText(words)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # whichever key leads here, the old amount is typed over
        mouse = Qt.FocusReason.MouseFocusReason
        if isinstance(event, QFocusEvent) and event.gotFocus() and event.reason() != mouse:
            self.edit.selectAll()
        return super().eventFilter(watched, event)
