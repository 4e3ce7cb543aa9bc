"""Arrears and dunning 欠费催缴: who owes, what is done about it, how old the debts are."""

from __future__ import annotations

from typing import Any

from desk.core.words import _
from ui.fees.arrears.ageing import AgeingTab
from ui.fees.arrears.list import ArrearsTab
from ui.fees.arrears.records import ContactsTab, NoticesTab
from ui.kit.frame import Frame
from ui.kit.tabbed import TabbedPage

KINDS = ("arrears", "ladder")


class ArrearsPage(TabbedPage):
    """The list with its moves, the books of contacts and papers, and the ageing."""

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        self.setAccessibleName(_("Arrears, dunning"))
        self.add("list", _("Arrears"), lambda: ArrearsTab(frame), KINDS)
        self.add("contacts", _("Contacts"), lambda: ContactsTab(frame), ("contact",))
        self.add("papers", _("Notices and demands"), lambda: NoticesTab(frame), ("notice",))
        self.add("ageing", _("Ageing and collection"), lambda: AgeingTab(frame))

    def begin(self, what: str, **values: Any) -> None:
        """``ageing``; ``unit``, ``contact`` and ``notices`` are for the list."""
        super().begin("ageing" if what == "ageing" else f"list.{what}", **values)
