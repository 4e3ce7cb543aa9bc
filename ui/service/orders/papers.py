"""Work orders and day sheets on paper: one, all that are listed, one engineer's day.

OrderPapers(desk, papers).print_order(row)     # three copies, as the paper has them
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from desk.core.access import Permission
from desk.core.desk import Desk
from desk.core.words import _, ngettext
from desk.service.orders import papers_out
from desk.service.orders.drafts import EngineerDraft
from desk.service.orders.rows import OrderRow
from ui.kit.actions import new_request
from ui.kit.papers_out import NOTHING, PapersOut

PAPER, SHEET = papers_out.PAPER, "day_sheet"


class OrderPapers:
    """See the top of this module."""

    def __init__(self, desk: Desk, out: PapersOut) -> None:
        self.desk, self.out = desk, out

    @property
    def may(self) -> bool:
        """Whether the person on duty may print."""
        return self.desk.allows(Permission.ORDER_WORK)

    def print_new(self, order: OrderRow) -> bool:
        """What is handed out with an order that was just taken down, if anything is."""
        if not self.may or self.out.way(PAPER) == NOTHING:
            return False
        return self.print_order(order)

    def print_order(self, order: OrderRow, look: bool = False) -> bool:
        """The order in its copies; printed again it says so."""
        request = new_request()

        def draw(layout: str, missing: Any) -> bytes:
            return papers_out.print_order(
                self.desk, order.id, layout, missing=missing, request=request
            )

        title = _("Work order {number}").format(number=order.number)
        return self.out.hand_out(PAPER, draw, title, order.number, look)

    def print_many(self, orders: Sequence[int]) -> bool:
        """Many orders in one go, in their order."""

        def draw(layout: str, missing: Any) -> bytes:
            return papers_out.print_orders(self.desk, orders, layout, missing=missing)

        n = len(orders)
        title = ngettext("{n} work order", "{n} work orders", n).format(n=n)
        return self.out.hand_out(PAPER, draw, title, _("Work orders"))

    def print_day(self, day: date, engineer: EngineerDraft | None = None, name: str = "") -> bool:
        """The day's sheet of one engineer, or of all who have something."""
        chosen = (engineer,) if engineer is not None else ()

        def draw(_layout: str, missing: Any) -> bytes:
            return papers_out.print_day_sheet(self.desk, day, chosen, missing=missing)

        title = _("Day sheet of {day}").format(day=day.isoformat())
        return self.out.hand_out(SHEET, draw, f"{title} {name}".strip(), title)
