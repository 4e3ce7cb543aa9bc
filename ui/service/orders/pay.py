"""From a finished order to the till and back: what the customer owes is paid in between.

pay = OrderPay(sheet);  pay.go(row)     # F6 at the till, or the link there, leads back
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer

from desk.core.access import Permission
from desk.core.change import Changed
from desk.core.errors import DeskError
from desk.core.words import _
from desk.service.orders.detail import OrderView, view_order
from desk.service.orders.rows import KIND, OrderRow
from ui.kit import messages
from ui.kit.actions import Action
from ui.kit.display import money

if TYPE_CHECKING:
    from ui.service.orders.list import OrdersSheet


class OrderPay:
    """See the top of this module."""

    def __init__(self, page: OrdersSheet) -> None:
        self._page, self.desk = page, page.desk
        self._order: OrderRow | None = None
        forget = self.desk.on_change(self._heard)
        page.destroyed.connect(lambda: forget())

    @property
    def waits(self) -> bool:
        """Whether an order waits for its payment at the till."""
        return self._order is not None

    def forget(self) -> None:
        """Nobody goes back to it any more."""
        self._order = None

    def action(self, view: OrderView) -> Action | None:
        """The button on the card; None where nothing is to be paid or not here."""
        row = view.row
        if not view.owed or row.unit is None or not self.desk.allows(Permission.RECEIPT_POST):
            return None
        return Action("pay", _("Take payment"), partial(self.go, row), "cash-register")

    def go(self, row: OrderRow) -> None:
        """To the till, the unit's debts before the cashier."""
        self._order = row
        self._page.frame.begin("till", "pay", unit=row.unit)
        self._offer(_("{number} waits for this payment.").format(number=row.number))

    def back(self) -> None:
        """From the till to the order, and what is still owed."""
        row, self._order = self._order, None
        if row is None:
            return
        self._page.show_record(KIND, row.id)
        try:
            left = view_order(self.desk, row.id).owed
        except DeskError as error:
            messages.sorry(self._page.now, error)
            return
        if left:
            self._page.say(_("Still owed: {amount}.").format(amount=money(left)), "warn")
        else:
            self._page.say(_("{number} is paid.").format(number=row.number))

    def _heard(self, news: Changed) -> None:
        if self._order is not None and news.action == "receipt.posted":
            # The till says what it has to say first: change to give, the paper.
            QTimer.singleShot(0, self._page, self._paid)

    def _paid(self) -> None:
        if self._order is not None:
            self._offer(_("The payment is taken."))

    def _offer(self, words: str) -> None:
        frame = self._page.frame
        till = frame.go("till")
        if till is not None:
            offer = (_("Back to the work order (F6)"), partial(frame.begin, "orders", "back"))
            messages.say(till, words, "info", timeout=0, offer=offer)
