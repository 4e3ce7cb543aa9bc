"""Complaints 投诉: all of them, those that something is owed of, and the tree of categories.

The window asks it by ``begin("new", **draft)`` (F5) and ``show_record("complaint", id)``.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from desk.core.words import _
from desk.service.complaints.listing import COMPLAINTS, COMPLAINTS_DUE
from ui.kit.frame import Frame
from ui.kit.tabbed import TabbedPage
from ui.service.complaints.categories import CategoriesSheet
from ui.service.complaints.sheet import ComplaintsSheet


class ComplaintsPage(TabbedPage):
    """See the top of this module."""

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        self.add("all", _("Complaints"), lambda: ComplaintsSheet(frame, COMPLAINTS),
                 ("complaint",))  # fmt: skip
        self.add("due", _("By due time"), lambda: ComplaintsSheet(frame, COMPLAINTS_DUE))
        self.add("categories", _("Lines and categories"), lambda: CategoriesSheet(frame),
                 ("complaint_category",))  # fmt: skip

    def begin(self, what: str, **values: Any) -> None:
        """``new`` with fields of a ComplaintDraft, ``edit`` (complaint=id), or a sheet."""
        if what in ("new", "edit"):
            super().begin(f"all.{what}", **values)
        else:
            super().begin(what, **values)

    def scenes(self) -> dict[str, Callable[[], object]]:
        """As TabbedPage, without the same form of the second list again."""
        found = super().scenes()
        return {name: first for name, first in found.items() if not name.startswith("due-")}
