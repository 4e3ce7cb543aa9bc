"""What was typed at the till and not posted, a draft a payer: it outlives the page."""

from __future__ import annotations

from collections.abc import Hashable
from typing import TYPE_CHECKING

from desk.core.words import _
from ui.fees.till.payer import Payer
from ui.kit import drafts
from ui.kit.drafts import Draft

if TYPE_CHECKING:
    from ui.fees.till.page import TillPage

NOBODY: Payer = ("", 0)


class Kept:
    """See the top of this module."""

    def __init__(self, page: TillPage) -> None:
        self._page = page

    @property
    def _all(self) -> dict[Hashable, Draft]:
        return drafts.of(self._page.desk, "till")

    @property
    def _key(self) -> Payer:
        return self._page.shown or NOBODY

    def keep(self) -> None:
        """Keep what stands on the screen; where nothing was typed yet, nothing."""
        page = self._page
        if page.sale.empty and not page.pay.tenders.filled():
            self._all.pop(self._key, None)
            return
        state = {
            "sale": page.sale.state(), "pay": page.pay.state(), "request": page.posting.request
        }  # fmt: skip
        who = page.card.title if page.card is not None else ""
        self._all[self._key] = Draft(" · ".join(filter(None, (_("Take payment"), who))), state)

    def forget(self) -> None:
        """It was posted, or is not wanted any more."""
        self._all.pop(self._key, None)

    def restore(self) -> bool:
        """Fill in what was typed for the payer that is shown; False if there is nothing."""
        page, kept = self._page, self._all.get(self._key)
        if kept is None:
            return False
        page.sale.restore(kept.state["sale"], page.card.debts if page.card else ())
        page.pay.restore(kept.state["pay"])
        page.posting.request = kept.state["request"]
        return True
