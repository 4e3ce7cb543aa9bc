"""Drawer and day close 交款日结: the drawer as it is, its shifts, the stock of receipt books."""

from __future__ import annotations

from typing import Any

from desk.core.access import Permission
from desk.core.words import _
from desk.fees.drawer.rows import ShiftRow
from ui.fees.drawer.books import BooksSheet
from ui.fees.drawer.now import NowSheet
from ui.fees.drawer.shifts import ShiftsSheet
from ui.kit.frame import Frame
from ui.kit.tabbed import TabbedPage


class DrawerPage(TabbedPage):
    """See the top of this module."""

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        if self.desk.allows(Permission.CASH_WORK):
            self.add("now", _("Drawer"), lambda: NowSheet(frame, self._closed))
        self.add("shifts", _("Shifts"), lambda: ShiftsSheet(frame), ("cash_shift",))
        self.add("books", _("Receipt books"), lambda: BooksSheet(frame), ("receipt_book",))

    def begin(self, what: str, **values: Any) -> None:
        """``now``, ``now.close``, ``shifts``, ``books``; ``open`` for the till that needs one."""
        super().begin("now" if what == "open" else what, **values)

    def _closed(self, shift: ShiftRow) -> None:
        self.show_record("cash_shift", shift.id)
        sheet = self.now
        if isinstance(sheet, ShiftsSheet):
            sheet.print_closed(shift)
