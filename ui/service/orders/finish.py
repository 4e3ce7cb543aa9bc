"""How a repair ended, as the signed paper says: when, what was done, with what, who pays.

form = FinishForm(desk, view);  form.draft() -> FinishDraft
"""

from __future__ import annotations

from desk.core.desk import Desk
from desk.core.words import _
from desk.service.orders.detail import OrderView
from desk.service.orders.drafts import FinishDraft, LineDraft
from ui import theme
from ui.kit.datefields import DateField, TimeField
from ui.kit.fields import LinesField
from ui.kit.form import Form
from ui.service.orders.add_line import AddLine
from ui.service.orders.lines import OrderLinesField
from ui.service.orders.times import moment, parts

MOMENTS = ("arrived", "finished")


class FinishForm(Form):
    """See the top of this module."""

    def __init__(self, desk: Desk, view: OrderView) -> None:
        super().__init__()
        self._desk, self._row = desk, view.row
        self.add(LinesField("result", _("What was done"), limit=2000, lines=2, required=True))
        # the style gives it a lower bound that a full form would press it down to
        self["result"].setMinimumHeight(theme.px(84))
        self.add_line = AddLine("add", desk)
        self.lines = OrderLinesField("lines", desk, view.payer, view.payers)
        self.add(self.add_line, self.lines)
        self.add_line.taken.connect(self.lines.take)
        self.section(_("When, as it stands on the paper"))
        for key, title in (("arrived", _("On site on")), ("finished", _("Finished on"))):
            self.add(
                DateField(f"{key}_day", title, today=lambda: desk.today),
                TimeField(f"{key}_at", _("At"), required=key == "arrived"),
            )
        self._fill(view)

    def _fill(self, view: OrderView) -> None:
        row = view.row
        now = self._desk.now
        day, at = parts(self._desk, row.arrived_at)
        until, end = parts(self._desk, row.finished_at or now)
        today = self._desk.local(now).date()
        self.set_values({
            "result": row.result or None, "arrived_day": day or today, "arrived_at": at,
            "finished_day": until, "finished_at": end,
        })  # fmt: skip
        self._first = {key: self._entered(key) for key in MOMENTS}
        self.lines.set_drafts(
            tuple(
                LineDraft(n.quantity, n.listed, n.kind, n.text, n.measure, n.price, n.payer)
                for n in view.lines
            )
        )
        self.dirty = False

    def _entered(self, key: str) -> object:
        return self[f"{key}_day"].value(), self[f"{key}_at"].value()

    def draft(self) -> FinishDraft:
        """What was entered; a moment that nobody touched stays to the second."""
        known = {"arrived": self._row.arrived_at, "finished": self._row.finished_at}
        found = {
            key: known[key] if self._entered(key) == self._first[key] and known[key] is not None
            else moment(self._desk, self[f"{key}_day"].value(), self[f"{key}_at"].value())
            for key in MOMENTS
        }  # fmt: skip
        if self._entered("finished") == self._first["finished"] and known["finished"] is None:
            found["finished"] = None  # now
        return FinishDraft(
            self["result"].value() or "", self.lines.drafts(), found["arrived"], found["finished"]
        )
