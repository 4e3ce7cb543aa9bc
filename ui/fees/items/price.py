"""The parts of a price that are more than one figure: steps over the area, a formula."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from typing import Any

from PySide6.QtWidgets import QApplication, QGridLayout, QLineEdit, QWidget

from desk import texts
from desk.core.errors import Refused
from desk.core.money import format_money
from desk.core.words import _
from desk.fees import formula
from desk.fees.amounts import ONE, amount_of, divide, parse_price, show_price, show_quantity
from ui import theme
from ui.kit.field import Field
from ui.kit.fields import TextField
from ui.kit.plain import label

AREA, FLOOR = Decimal("89.50"), 15
"""What a sample is worked out for."""
LINES = 4

Step = tuple[int | None, int]


class StepsField(Field):
    """Steps over the area: up to so many m² this price; the line without an end is for the rest."""

    def __init__(self, key: str, title: str, **options: Any) -> None:
        super().__init__(key, title, **{"wide": True, **options})
        self._body = QWidget()
        self._body.setProperty("role", "clear")
        self._grid = QGridLayout(self._body)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(theme.GRID)
        self._grid.setVerticalSpacing(6)
        self._grid.addWidget(label(_("Up to m² (empty: the rest)"), "hint"), 0, 0)
        self._grid.addWidget(label(_("Price a m² and month"), "hint"), 0, 1)
        self.edits: list[tuple[QLineEdit, QLineEdit]] = []
        for _number in range(LINES):
            self._more()
        self._body.setFocusProxy(self.edits[0][0])
        self._put(self._body)

    def _more(self) -> None:
        at = len(self.edits) + 1
        pair = (QLineEdit(), QLineEdit())
        for place, edit in enumerate(pair):
            edit.setMaxLength(20)
            edit.textEdited.connect(self._edited)
            edit.setAccessibleName(
                _("Step {n}: up to m²").format(n=at) if not place
                else _("Step {n}: price").format(n=at)
            )  # fmt: skip
            self._grid.addWidget(edit, at, place)
        if self.edits:
            QWidget.setTabOrder(self.edits[-1][1], pair[0])
        QWidget.setTabOrder(pair[0], pair[1])
        self.edits.append(pair)

    def _edited(self) -> None:
        if any(edit.text() for edit in self.edits[-1]):
            self._more()
        self._touched()

    def _read(self) -> tuple[Step, ...]:
        found = []
        for most, price in self.edits:
            if most.text().strip() or price.text().strip():
                end = parse_price(most.text(), self.key) if most.text().strip() else None
                found.append((end, parse_price(price.text(), self.key)))
        return tuple(found)

    def value(self) -> tuple[Step, ...] | None:
        try:
            return self._read() or None
        except Refused:
            return None

    def set_value(self, value: Any) -> None:
        rows = list(value or ())
        while len(self.edits) <= len(rows):
            self._more()
        for place, (most, price) in enumerate(self.edits):
            end, asked = rows[place] if place < len(rows) else (None, None)
            most.setText("" if end is None else show_quantity(end))
            price.setText("" if asked is None else show_price(asked))
        self._touched()

    def state(self) -> Any:
        return [[most.text(), price.text()] for most, price in self.edits]

    def restore(self, state: Any) -> None:
        rows = list(state or ())
        while len(self.edits) < len(rows):
            self._more()
        for pair, row in zip(self.edits, rows, strict=False):
            for edit, text in zip(pair, row, strict=True):
                edit.setText(text)

    def problem(self) -> str:
        try:
            self._read()
        except Refused as refusal:
            return texts.sentence(refusal)
        return super().problem()

    def enter(self) -> bool:
        """Enter goes from cell to cell, and out of the first line that is empty."""
        cells = [edit for pair in self.edits for edit in pair]
        focus = QApplication.focusWidget()
        at = cells.index(focus) if isinstance(focus, QLineEdit) and focus in cells else -1
        filled = any(edit.text().strip() for edit in self.edits[at // 2])
        if at < 0 or at + 1 >= len(cells) or not (at % 2 or filled):
            return False
        if at % 2 and not filled:
            return False
        cells[at + 1].setFocus()
        cells[at + 1].selectAll()
        return True


class FormulaField(TextField):
    """A formula, checked while it is typed, with what it comes to for a sample unit."""

    def __init__(
        self, key: str, title: str, sign: str, price: Callable[[], int | None], **options: Any
    ) -> None:
        self._sign, self._price = sign, price
        super().__init__(key, title, limit=500, **{"wide": True, **options})
        self.edit.setPlaceholderText("max(area * price * months, 30)")
        self.sample = label("", "hint", wrap=True)
        names = " · ".join((*formula.NAMES, *(f"{name}()" for name in formula.FUNCTIONS)))
        self._box.addWidget(label(names, "hint", wrap=True))
        self._box.addWidget(self.sample)
        self.changed.connect(self.try_out)

    def try_out(self) -> None:
        """Say what is wrong, or what it comes to."""
        text = str(self.value() or "")
        words, tone = "", "ok"
        if text:
            try:
                words = self._worked_out(formula.check(text, self.key))
            except Refused as refusal:
                words, tone = texts.sentence(refusal), "late"
        self.sample.setText(words)
        self.sample.setAccessibleName(words)
        theme.say(self.sample, "tone", tone)

    def _worked_out(self, text: str) -> str:
        price = Decimal(self._price() or 0).scaleb(-4)
        names: dict[str, Decimal | Fraction | int | None] = {
            "area": AREA, "price": price, "months": 1, "floor": FLOOR, "share": 1
        }  # fmt: skip
        found = formula.evaluate(text, names)
        amount = format_money(divide(found.numerator * 100, found.denominator), sign=False)
        return _("For example {area} m² at {price}, floor {floor}, 1 month: {amount}").format(
            area=AREA, price=show_price(self._price() or 0), floor=FLOOR,
            amount=self._sign + amount,
        )  # fmt: skip

    def problem(self) -> str:
        text = self.value()
        if text:
            try:
                formula.check(str(text), self.key)
            except Refused as refusal:
                return texts.sentence(refusal)
        return super().problem()


def sample_area(price: int | None, sign: str) -> str:
    """What a price a m² comes to for the sample unit; "" without a price."""
    if price is None:
        return ""
    quantity = int(AREA * ONE)
    return _("For example {area} m² × {price} = {amount} a month").format(
        area=AREA, price=sign + show_price(price),
        amount=sign + format_money(amount_of(quantity, price), sign=False),
    )  # fmt: skip
