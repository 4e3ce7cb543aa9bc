"""What is under way at the same place already, beside the form: perhaps it only has to be urged.

card = SimilarCard(frame, leave_out=0);  card.look(form)
"""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QFrame, QVBoxLayout

from desk import texts
from desk.core.access import Permission
from desk.core.errors import DeskError
from desk.core.words import _
from desk.service.orders import flow, verbs
from desk.service.orders.rows import KIND, OrderRow, similar
from ui import theme
from ui.kit import actions, messages
from ui.kit.actions import Action, new_request
from ui.kit.display import Display
from ui.kit.frame import Frame
from ui.kit.parts import Part, PartRow, PartView
from ui.kit.plain import clear, label
from ui.service.orders.form import OrderForm

WIDTH = 300  # px at 100 %


class SimilarCard(QFrame):
    """See the top of this module."""

    def __init__(self, frame: Frame, leave_out: int = 0) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self._frame, self.desk, self._leave_out = frame, frame.desk, leave_out
        self._show = Display(self.desk.local, lambda: self.desk.today)
        self._form: OrderForm | None = None
        self.rows: list[OrderRow] = []
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(18, 16, 18, 12)
        self.setFixedWidth(theme.px(WIDTH))

    def look(self, form: OrderForm) -> None:
        """Read what is under way where the form says."""
        self._form = form
        try:
            self.rows = similar(
                self.desk, unit=form["unit"].value(), facility=form["facility"].value() or None,
                kind=int(form["kind"].value() or 0), leave_out=self._leave_out,
            )  # fmt: skip
        except DeskError as error:
            messages.sorry(self, error)
            return
        clear(self._box)
        part = Part(
            _("Under way there already"), [self._row(row) for row in self.rows],
            empty=_("Nothing. Choose a unit or a facility, and it stands here."),
        )  # fmt: skip
        self._box.addWidget(PartView(part))
        if self.rows:
            words = _("If it is the same thing, urge that order instead of a second one.")
            self._box.addWidget(label(words, "hint", wrap=True))
        self._box.addStretch(1)

    def _row(self, row: OrderRow) -> PartRow:
        state = texts.word("work_order.state", row.state)
        about = " · ".join(
            part for part in (row.kind_name, row.text[:60], self._show.moment(row.at)) if part
        )
        moves = []
        if row.state in flow.UNDONE and self.desk.allows(Permission.ORDER_WRITE):
            moves = [Action("urge", _("Urge"), partial(self._urge, row))]
        return PartRow(
            row.number, about, row.tone, tag=state, moves=moves,
            open=partial(self._frame.show_record, KIND, row.id),
        )  # fmt: skip

    def _urge(self, row: OrderRow) -> None:
        def done(fresh: OrderRow) -> None:
            words = _("{number} is urged for the {n}. time.")
            messages.say(self, words.format(number=fresh.number, n=fresh.urged), "ok")
            if self._form is not None:
                self.look(self._form)

        actions.run(self, verbs.urge, self.desk, row.id, request=new_request(), done=done)
