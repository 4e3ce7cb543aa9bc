"""A work order out of a complaint: its kind is asked, the rest comes from the complaint."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import QWidget

from desk import texts
from desk.core.desk import Desk
from desk.core.words import _
from desk.service.complaints.repair import make_repair, order_draft
from desk.service.complaints.rows import ComplaintRow
from desk.service.orders.drafts import URGENCIES
from desk.service.orders.kinds import kinds
from desk.service.orders.rows import OrderRow
from ui.kit import actions
from ui.kit.fields import ChoiceField, LinesField, TextField
from ui.kit.form import Form
from ui.kit.form_dialog import FormDialog
from ui.kit.segments import SegmentField


class RepairAsk:
    """Asks and makes it: ``ask(row)`` gives the work order, None if left."""

    def __init__(self, page: QWidget, desk: Desk) -> None:
        self._page, self.desk = page, desk

    def ask(self, row: ComplaintRow) -> OrderRow | None:
        """Show the form; Ctrl+Enter makes the work order and ties it to the complaint."""
        draft = order_draft(self.desk, row.id)
        known = [(one.id, one.name) for one in kinds(self.desk)]
        form = Form()
        form.add(
            ChoiceField("kind", _("Kind of repair"), known, required=True),
            SegmentField(
                "urgency", _("Urgency"),
                [(code, texts.word("order.urgency", code)) for code in URGENCIES], required=True,
            ),
            TextField("place", _("Place"), limit=200, wide=True),
            LinesField("text", _("What is to be mended"), limit=2000, lines=4, required=True),
        )  # fmt: skip
        form.set_values({"urgency": draft.urgency, "place": draft.place, "text": draft.text})
        dialog = FormDialog(
            self._page, _("Work order from {number}").format(number=row.number), form,
            yes=_("Make the work order"), high=440,
        )  # fmt: skip

        def save() -> None:
            got = form.values()
            made = replace(draft, kind=got["kind"], urgency=got["urgency"],
                           place=got["place"] or "", text=got["text"] or "")  # fmt: skip
            actions.run(form, make_repair, self.desk, row.id, made, request=form.request,
                        done=dialog.close_with)  # fmt: skip

        dialog.save = save
        if not dialog.run():
            return None
        found = dialog.result_value
        return found if isinstance(found, OrderRow) else None
