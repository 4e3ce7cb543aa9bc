"""The page of repairs 报修工单: the orders, the dispatch board, prices and kinds.

The window asks it by ``begin("new", **draft)`` (F6), ``begin("finish", order=…)``,
``begin("back")``, ``begin("board", day=…)``, ``show_record("work_order", id)`` and
``scanned(text)``.
"""

from __future__ import annotations

from typing import Any

from desk.core.words import _
from ui.kit.frame import Frame
from ui.kit.tabbed import TabbedPage
from ui.service.orders.board import BoardSheet
from ui.service.orders.kinds import KindsSheet
from ui.service.orders.list import OrdersSheet
from ui.service.orders.prices import PricesSheet

OWN = ("new", "edit", "finish", "assign", "back")
"""What the sheet of orders begins."""


class OrdersPage(TabbedPage):
    """See the top of this module."""

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        self.add("orders", _("Work orders"), lambda: OrdersSheet(frame),
                 ("work_order", "orders_to_close"))  # fmt: skip
        self.add("board", _("Dispatch board"), lambda: BoardSheet(frame))
        self.add("prices", _("Labour and materials"), lambda: PricesSheet(frame),
                 ("material_price",))  # fmt: skip
        self.add("kinds", _("Kinds of repairs"), lambda: KindsSheet(frame), ("order_kind",))

    def begin(self, what: str, **values: Any) -> None:
        """``new``, ``edit``, ``finish``, ``assign`` an order, ``back`` from the till; else as
        TabbedPage."""
        if what not in OWN:
            super().begin(what, **values)
            return
        sheet = self.show_sheet("orders")
        if self.key == "orders":  # else what is typed on the other sheet was not left
            sheet.begin(what, **values)

    def scanned(self, text: str) -> bool:
        return self.show_sheet("orders").scanned(text)
