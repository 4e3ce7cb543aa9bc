"""Billing 计费: the monthly run, the runs that were made, all charges."""

from __future__ import annotations

from desk.core.access import Permission
from desk.core.words import _
from desk.fees.billing.drafts import RunRow
from ui.fees.billing.charges import ChargesSheet
from ui.fees.billing.run import RunSheet
from ui.fees.billing.runs import RunsSheet
from ui.kit.frame import Frame
from ui.kit.tabbed import TabbedPage


class BillingPage(TabbedPage):
    """See the top of this module."""

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        if self.desk.allows(Permission.BILLING_RUN):
            self.add("run", _("Monthly run"), lambda: RunSheet(frame, self._posted))
        self.add("runs", _("Runs"), lambda: RunsSheet(frame, self._begin, self._charges),
                 ("billing_run",))  # fmt: skip
        self.add("charges", _("Charges"), lambda: ChargesSheet(frame), ("charge",))

    def _posted(self, made: RunRow) -> None:
        self.show_record("billing_run", made.id)

    def _begin(self) -> None:
        self.show_sheet("run")

    def _charges(self, run: int) -> None:
        sheet = self.show_sheet("charges")
        assert isinstance(sheet, ChargesSheet)
        sheet.show_filtered(run=str(run))
