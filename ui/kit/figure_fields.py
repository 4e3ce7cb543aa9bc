"""Fields for figures that are neither money nor a whole number, and for several codes at once.

PriceField("price", _("Price"))            2.80, up to four places; value in ten-thousandths
PercentField("rate", _("Share paid"))      70 %, one place; value in thousandths
PerMilleField("late", _("Late fee a day")) 0.5 ‰, three places; value in millionths
ChecksField("kinds", _("For"), [("shop", _("Shop"))])    value: list of codes
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from desk import texts
from desk.core.errors import Refused
from desk.core.money import decimal
from desk.core.words import _
from ui import theme
from ui.kit.chips import Flow
from ui.kit.fields import Field, TextField
from ui.kit.plain import button, column


class FigureField(TextField):
    """A figure with up to ``places`` decimals behind it, kept as a whole number of the last one."""

    places = 4
    least = 0
    sign = ""

    def __init__(
        self, key: str, title: str, *, low: int = 0, high: int = 10**12, **options: Any
    ) -> None:
        self._low, self._high = low, high
        super().__init__(key, title, limit=20, **{"hint": self.sign, **options})
        self.edit.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)

    def _read(self) -> int | Refused | None:
        text = self.edit.text().strip().rstrip(self.sign).strip()
        if not text:
            return None
        try:
            return int(decimal(text, self.key, self.places).scaleb(self.places))
        except Refused as refusal:
            return refusal

    def value(self) -> int | None:
        found = self._read()
        return found if isinstance(found, int) else None

    def set_value(self, value: Any) -> None:
        super().set_value("" if value is None else self.words(value))

    def words(self, value: int) -> str:
        """The figure as it stands in the field."""
        whole = Decimal(value).scaleb(-self.places)
        text = f"{whole:f}"
        head, _point, tail = text.partition(".")
        tail = tail.rstrip("0").ljust(self.least, "0")
        return f"{head}.{tail}" if tail else head

    def state(self) -> Any:
        return self.edit.text()

    def restore(self, state: Any) -> None:
        self.edit.setText(str(state or ""))

    def problem(self) -> str:
        found = self._read()
        if isinstance(found, Refused):
            return texts.sentence(found)
        if found is not None and not self._low <= found <= self._high:
            return _("From {low} to {high}.").format(
                low=self.words(self._low), high=self.words(self._high)
            )
        return super().problem()


class PriceField(FigureField):
    """A price for one of something; ``value`` in ten-thousandths of the currency."""

    places, least = 4, 2


class PercentField(FigureField):
    """A share of the whole; ``value`` in thousandths."""

    places, sign = 1, "%"

    def __init__(self, key: str, title: str, *, high: int = 1000, **options: Any) -> None:
        super().__init__(key, title, high=high, **options)


class PerMilleField(FigureField):
    """A small daily rate; ``value`` in millionths."""

    places, sign = 3, "‰"

    def __init__(self, key: str, title: str, *, high: int = 5000, **options: Any) -> None:
        super().__init__(key, title, high=high, **options)


class Checks(QWidget):
    """Chips of which several may be on: arrows move, Space or a digit switches."""

    picked = Signal()

    def __init__(self, choices: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        self.setProperty("role", "clear")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.codes = [code for code, _words in choices]
        self.at = 0
        self._inner = QWidget()
        self._inner.setProperty("role", "clear")
        self.setLayout(column(self._inner, margin=4))
        flow = Flow(self._inner, gap=6)
        self.buttons = [button(words, self.picked.emit, "chip") for _code, words in choices]
        for made in self.buttons:
            made.setCheckable(True)
            made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            made.setFixedHeight(theme.px(26))
            flow.addWidget(made)

    def chosen(self) -> list[str]:
        """The codes that are on, in order."""
        return [c for c, made in zip(self.codes, self.buttons, strict=True) if made.isChecked()]

    def choose(self, codes: Sequence[str]) -> None:
        """Switch these on and the others off."""
        for code, made in zip(self.codes, self.buttons, strict=True):
            made.setChecked(code in codes)
        self.picked.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, count = event.key(), len(self.codes)
        digit = key - Qt.Key.Key_1
        if key == Qt.Key.Key_Right:
            self.at = min(self.at + 1, count - 1)
        elif key == Qt.Key.Key_Left:
            self.at = max(self.at - 1, 0)
        elif key == Qt.Key.Key_Space and count:
            self.buttons[self.at].click()
        elif 0 <= digit < count:
            self.at = digit
            self.buttons[digit].click()
        else:
            super().keyPressEvent(event)
            return
        self.update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self.hasFocus() or not self.buttons:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.color("accent"), 2))
        chip = self.buttons[self.at]
        place = chip.geometry().translated(self._inner.pos())
        painter.drawRoundedRect(QRectF(place).adjusted(-3, -3, 3, 3), 12, 12)
        painter.end()


class ChecksField(Field):
    """Several of some codes, all of them in sight; none at all is an empty list."""

    def __init__(
        self, key: str, title: str, choices: Sequence[tuple[str, str]], **options: Any
    ) -> None:
        super().__init__(key, title, **options)
        self.checks = Checks(choices)
        self._put(self.checks)
        self.checks.picked.connect(self._touched)

    def value(self) -> list[str]:
        return self.checks.chosen()

    def set_value(self, value: Any) -> None:
        self.checks.choose(value or ())
