"""Fee items 收费项目: what is charged and what it costs; the price list of paid services."""

from __future__ import annotations

from desk.core.words import _
from ui.fees.items.list import ItemsSheet
from ui.fees.items.services import ServicesSheet
from ui.kit.frame import Frame
from ui.kit.tabbed import TabbedPage


class ItemsPage(TabbedPage):
    """See the top of this module."""

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        self.add("items", _("Fee items"), lambda: ItemsSheet(frame), ("fee_item",))
        self.add("services", _("Price list"), lambda: ServicesSheet(frame), ("service",))
