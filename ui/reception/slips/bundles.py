"""Bundles of stubs that were taken in: shown again, and printed as a list to ask for the rest by.

bundles = Bundles(screen, papers)     # its buttons stand beside the heading
bundles.show(view)                    # what became of one;  bundles.put_away()
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMenu

from desk.core.desk import Desk
from desk.core.errors import DeskError
from desk.core.words import _
from desk.reception.slips import stub_list, stubs
from desk.reception.slips.stubs import BundleRow, BundleView
from ui.kit import messages
from ui.kit.display import Display
from ui.kit.papers_out import PapersOut
from ui.kit.plain import button, escape_amp


class Bundles(QObject):
    """See the top of this module."""

    def __init__(
        self, desk: Desk, papers: PapersOut, chosen: Callable[[BundleView], object]
    ) -> None:
        super().__init__()
        self.desk, self._papers, self._chosen = desk, papers, chosen
        self.bundle: BundleView | None = None
        self._show = Display(desk.local, lambda: desk.today)
        self.list = button(_("Print the list") + " Ctrl+P", self.print_list, icon="printer-outline")
        self.list.hide()
        self.earlier = button(_("Earlier bundles"), icon="history")
        self._menu = QMenu(self.earlier)
        self._menu.aboutToShow.connect(self._fill)
        self.earlier.setMenu(self._menu)

    def show(self, bundle: BundleView) -> None:
        """This one is seen now."""
        self.bundle = bundle
        self.list.setVisible(bool(bundle.row.different or bundle.row.missing))

    def put_away(self) -> None:
        """Stubs are read again."""
        self.bundle = None
        self.list.hide()

    def print_list(self) -> None:
        """What is missing or different, on paper."""
        bundle = self.bundle
        if bundle is None or self.list.isHidden():
            return

        def draw(_layout: str, missing: Any) -> bytes:
            return stub_list.print_stub_list(self.desk, bundle.row.id, missing=missing)

        title = _("Stubs missing or different")
        self._papers.hand_out(stub_list.PAPER, draw, title, f"{bundle.row.at:%Y%m%d}-stubs")

    def _fill(self) -> None:
        self._menu.clear()
        try:
            known = stubs.last_bundles(self.desk)
        except DeskError as error:
            messages.sorry(self.earlier, error)
            return
        for row in known:
            self._menu.addAction(escape_amp(self._words(row)), partial(self._take, row.id))
        if not known:
            self._menu.addAction(_("No bundle was taken in yet.")).setEnabled(False)

    def _words(self, row: BundleRow) -> str:
        counts = _("{filed} filed, {different} different, {missing} missing.").format(
            filed=row.filed, different=row.different, missing=row.missing
        )
        return f"{self._show.moment(row.at)} · {row.who} · {counts}"

    def _take(self, bundle: int) -> None:
        try:
            self._chosen(stubs.get_bundle(self.desk, bundle))
        except DeskError as error:
            messages.sorry(self.earlier, error)
