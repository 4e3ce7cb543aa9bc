"""Labour and materials of an order in a quick grid.

    lines = OrderLinesField("lines", desk, "owner", ("owner", "company"))
    add.taken.connect(lines.take)             # an AddLine
    lines.drafts() -> tuple[LineDraft, ...]

In the grid digits type over the quantity or price, Space changes who pays, Delete takes a line out.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QTableWidgetItem, QWidget

from desk import texts
from desk.core.desk import Desk
from desk.core.errors import Refused
from desk.core.money import decimal, format_money, parse_money
from desk.core.words import _
from desk.fees.amounts import show_quantity
from desk.service.orders.drafts import CUSTOMERS, PAYERS, LineDraft, amount_of
from desk.service.orders.prices import prices
from ui import theme
from ui.kit.display import money
from ui.kit.field import Field
from ui.kit.fields import clean
from ui.kit.grid import RIGHT, Grid
from ui.kit.plain import column, label

TEXT, QUANTITY, MEASURE, PRICE, AMOUNT, PAYER = range(6)
TYPED = (TEXT, QUANTITY, PRICE)
SHOWN = 5  # lines that stand there without scrolling
PLACES = 4


class OrderLinesField(Field):
    """See the top of this module."""

    def __init__(self, key: str, desk: Desk, payer: str, payers: Sequence[str]) -> None:
        super().__init__(key, _("Labour and materials"), wide=True,
                         hint=_("Space changes who pays, Delete takes a line out"))  # fmt: skip
        self.payer, self._payers = payer, tuple(payers)
        self.lines: list[LineDraft] = []
        self._filling = False
        self._prices = {row.id: row for row in prices(desk, active=None)}
        self.table = _Table(self)
        self.total = label("", "strong")
        self.total.setAlignment(RIGHT)
        body = QWidget()
        body.setProperty("role", "clear")
        body.setLayout(column(self.table, self.total, gap=4))
        self._put(body, self.table)
        self.table.itemChanged.connect(self._edited)
        self._show()

    # -- lines in and out

    def take(self, line: LineDraft) -> None:
        """Put one in at the end, filled in from the price list."""
        self.lines.append(self._whole(replace(line, payer=self.payer)))
        self._show(len(self.lines) - 1)
        self._touched()

    def _whole(self, line: LineDraft) -> LineDraft:
        known = self._prices.get(line.listed or 0)
        if known is None:
            return replace(line, price=line.price or 0)
        return replace(
            line, kind=known.kind, text=line.text or known.name,
            measure=line.measure or known.measure,
            price=known.price if line.price is None else line.price,
        )  # fmt: skip

    def drafts(self) -> tuple[LineDraft, ...]:
        """What was entered."""
        return tuple(self.lines)

    def set_drafts(self, lines: tuple[LineDraft, ...]) -> None:
        """Show these."""
        self.lines = [self._whole(line) for line in lines]
        self._show()

    def value(self) -> Any:
        return [[n.quantity, n.listed, n.kind, n.text, n.measure, n.price, n.payer]
                for n in self.lines]  # fmt: skip

    def set_value(self, value: Any) -> None:
        self.set_drafts(tuple(LineDraft(*one) for one in value or ()))

    def cycle(self) -> None:
        """The next one pays for the line under the cursor."""
        at = self.table.currentRow()
        if 0 <= at < len(self.lines):
            now, every = self.lines[at].payer, self._payers
            place = every.index(now) + 1 if now in every else 0
            self._put_line(at, payer=every[place % len(every)])

    def remove(self) -> None:
        """Take the line under the cursor out."""
        at = self.table.currentRow()
        if 0 <= at < len(self.lines):
            del self.lines[at]
            self._show(min(at, len(self.lines) - 1))
            self._touched()

    def enter(self) -> bool:
        """Enter in a line types into its quantity; in an empty grid it goes on."""
        at = self.table.currentRow()
        if at < 0 or not self.table.hasFocus():
            return False
        place = self.table.currentColumn()
        self.table.begin(at, place if place in TYPED else QUANTITY)
        return True

    # -- the grid

    def _show(self, at: int = 0) -> None:
        self._filling = True
        self.table.setRowCount(len(self.lines))
        for number, line in enumerate(self.lines):
            self._fill(number, line)
        self._filling = False
        self.table.fit(2, SHOWN)
        if self.lines:
            self.table.setCurrentCell(max(0, at), QUANTITY)
        self._sum()

    def _fill(self, at: int, line: LineDraft) -> None:
        price = line.price or 0
        words = (
            line.text, show_quantity(line.quantity), line.measure,
            format_money(price, sign=False), format_money(amount_of(line.quantity, price),
                                                          sign=False),
            texts.word("order.payer", line.payer),
        )  # fmt: skip
        for place, text in enumerate(words):
            item = self.table.put(at, place, text, edit=place in TYPED)
            if place == PAYER and line.payer in CUSTOMERS:
                item.setForeground(theme.color("accent"))

    def _edited(self, item: QTableWidgetItem) -> None:
        if self._filling:
            return
        at, place, text = item.row(), item.column(), clean(item.text()).strip()
        values: dict[str, Any] = {}
        try:
            if place == QUANTITY:
                values["quantity"] = int(decimal(text, "lines", PLACES).scaleb(PLACES))
            elif place == PRICE:
                values["price"] = parse_money(text, "lines")
            elif text:
                values["text"] = text[:120]
        except Refused as refusal:
            self.set_error(texts.sentence(refusal))
        self._put_line(at, **values)

    def _put_line(self, at: int, **values: Any) -> None:
        self.lines[at] = replace(self.lines[at], **values)
        self._filling = True
        self._fill(at, self.lines[at])
        self._filling = False
        self._sum()
        if values:
            self._touched()

    def _sum(self) -> None:
        parts = []
        for payer in PAYERS:
            amount = sum(amount_of(n.quantity, n.price or 0) for n in self.lines
                         if n.payer == payer)  # fmt: skip
            if amount or payer == self.payer:
                parts.append(f"{texts.word('order.payer', payer)} {money(amount)}")
        self.total.setText(" · ".join(parts) if self.lines else "")


class _Table(Grid):
    def __init__(self, field: OrderLinesField) -> None:
        super().__init__(right=(QUANTITY, PRICE, AMOUNT), digits=QUANTITY)
        self._field = field
        self.head(
            [_("What"), _("Quantity"), _("For one"), _("Price"), _("Amount"), _("Paid for by")],
            {QUANTITY: 84, MEASURE: 84, PRICE: 92, AMOUNT: 96, PAYER: 104},
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space:
            self._field.cycle()
        elif event.key() == Qt.Key.Key_Delete:
            self._field.remove()
        else:
            super().keyPressEvent(event)
