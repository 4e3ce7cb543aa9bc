"""What is paid beside debts: prepayments, deposits, services from the price list, sundry.

sale = QuickSale(desk);      sale.sold.connect(lambda extra: ...)     # type, quantity, Enter
lines = ExtraLines();        lines.show_lines(extras);  lines.removed.connect(lambda place: ...)
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desk import texts
from desk.core.desk import Desk
from desk.core.errors import Refused
from desk.core.frozen import frozen
from desk.core.words import _
from desk.fees.amounts import ONE, amount_of, show_quantity
from desk.fees.services import ServiceRow, services
from desk.fees.till.drafts import LineDraft
from ui import theme
from ui.kit.display import money
from ui.kit.figure_fields import FigureField
from ui.kit.plain import button, clear, label, row, scrolling, tip, tool
from ui.kit.popup import Hit
from ui.kit.suggest import SuggestField

SHOWN = 4  # lines that stand there without scrolling
HIGH = 28  # px of a line at 100 %
OFFERED = 12
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


@frozen
class Extra:
    """A line as it is handed in, and how it reads on the screen."""

    draft: LineDraft
    title: str


def service_extra(service: ServiceRow, quantity: int) -> Extra:
    """So much of a service. Raises Refused("charge.too_large")."""
    each = service.price * ONE // 100
    amount = amount_of(quantity, each)
    draft = LineDraft(
        "sundry", item=service.item, service=service.id, text=service.name, quantity=quantity,
        price=each, amount=amount,
    )  # fmt: skip
    return Extra(draft, f"{service.name} × {show_quantity(quantity)} {service.measure}".strip())


def plain_enter(event: QEvent) -> bool:
    """Whether Enter was pressed, without Ctrl: on to the next field."""
    if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
        return False
    return event.key() in _ENTER and not event.modifiers() & Qt.KeyboardModifier.ControlModifier


class QuantityField(FigureField):
    """How many; ``value`` in ten-thousandths."""

    places = 4


class QuickSale(QWidget):
    """Type what it is, how many, Enter: it is on the receipt."""

    sold = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setProperty("role", "clear")
        self._desk = desk
        self.service = SuggestField(
            "service", _("Paid service"), find=self._look,
            placeholder=_("Type to find it in the price list"),
        )  # fmt: skip
        self.quantity = QuantityField("quantity", _("Quantity"), high=10**9)
        self.quantity.setFixedWidth(theme.px(110))
        self.add = button(_("Add"), self.sell, icon="plus")
        line = row(self.service, self.quantity, gap=8)
        line.setStretch(0, 1)
        line.addWidget(self.add, 0, Qt.AlignmentFlag.AlignBottom)
        self.setLayout(line)
        for field in (self.service, self.quantity):
            field.edit.installEventFilter(self)
        self.service.chosen.connect(lambda _hit: self._on())
        self.quantity.set_value(ONE)

    def _look(self, text: str) -> list[Hit]:
        found = services(self._desk, text)[:OFFERED]
        return [
            Hit(each.name, each.category, "tag-outline", each,
                f"{money(each.price)} / {each.measure}" if each.measure else money(each.price))
            for each in found
        ]  # fmt: skip

    def _on(self) -> None:
        self.quantity.widget.setFocus(Qt.FocusReason.TabFocusReason)
        self.quantity.edit.selectAll()

    def sell(self) -> None:
        """Put it on the receipt, or say what is missing."""
        for field in (self.service, self.quantity):
            field.set_error(field.problem())
        service, quantity = self.service.value(), self.quantity.value()
        if not isinstance(service, ServiceRow):
            self.service.set_error(self.service.error or _("Choose one from the list."))
            self.service.widget.setFocus()
            return
        if not quantity:
            self.quantity.set_error(self.quantity.error or _("This is needed."))
            self.quantity.widget.setFocus()
            return
        try:
            extra = service_extra(service, quantity)
        except Refused as refusal:
            self.quantity.set_error(texts.sentence(refusal))
            return
        self.service.set_hit(None)
        self.quantity.set_value(ONE)
        self.service.widget.setFocus(Qt.FocusReason.TabFocusReason)
        self.sold.emit(extra)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if plain_enter(event):
            self._enter(watched)
            return True
        return super().eventFilter(watched, event)

    def _enter(self, watched: QObject) -> None:
        if watched is self.quantity.edit:
            self.sell()
            return
        self.service.enter()
        if self.service.hit() is not None:
            self._on()


class ExtraLines(QWidget):
    """The lines that were added, each with a cross."""

    removed = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "clear")
        inner = QWidget()
        inner.setProperty("role", "clear")
        self._lines = QVBoxLayout(inner)
        self._lines.setContentsMargins(0, 0, 8, 0)
        self._lines.setSpacing(0)
        self._area = scrolling(inner)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self._area)
        self.hide()

    def show_lines(self, extras: Sequence[Extra]) -> None:
        """Show these instead of what was there."""
        clear(self._lines)
        for place, extra in enumerate(extras):
            self._lines.addWidget(self._line(place, extra))
        self._lines.addStretch(1)
        self.setFixedHeight(theme.px(HIGH) * min(len(extras), SHOWN) + 2)
        self.setVisible(bool(extras))

    def _line(self, place: int, extra: Extra) -> QWidget:
        made = QWidget()
        made.setProperty("role", "clear")
        made.setFixedHeight(theme.px(HIGH))
        name = label(extra.title, wrap=False)
        tip(name, extra.title)
        drop = tool("close", _("Take “{name}” off").format(name=extra.title), tight=True)
        drop.clicked.connect(partial(self.removed.emit, place))
        line = row(name, None, label(money(extra.draft.amount), "strong"), drop, gap=8)
        name.setMaximumWidth(theme.px(460))
        made.setLayout(line)
        return made
