"""Where the fields of a release slip stand: the four steps of 放行 in four cards on one screen.

What the fields mean is ``form.SlipForm``'s.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from desk import texts
from desk.core.desk import Desk
from desk.core.words import _
from desk.reception.slips.drafts import DECISIONS, ItemDraft
from ui import theme
from ui.kit.datefields import DateField
from ui.kit.fields import ChoiceField, DocumentField, PhoneField, PlateField, TextField
from ui.kit.form import Form
from ui.kit.money_field import MoneyField
from ui.kit.plain import button, label, row
from ui.kit.popup import Hit
from ui.kit.segments import SegmentField
from ui.kit.step_cards import TOP, WIDE, step, step_card, step_grid
from ui.kit.unit_field import UnitField
from ui.kit.unit_people import PersonField
from ui.reception.slips.goods import GoodsField
from ui.reception.slips.letters import LettersLine, SlipLetters
from ui.reception.slips.owed import OwedPanel
from ui.reception.slips.rings import RingsField

TIGHT = 5  # px between two lines: four cards on one screen


class SlipCards(Form):
    """The fields, placed."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.owed = OwedPanel(desk)
        self.letters = LettersLine(SlipLetters(self, desk))
        self._make_fields()
        self._place()

    def people(self, text: str) -> Sequence[Hit]:
        """Who of the unit may be meant."""
        raise NotImplementedError

    def goods_like(self, text: str) -> Sequence[ItemDraft]:
        """Frequent goods that may be meant."""
        raise NotImplementedError

    def _make_fields(self) -> None:
        self.unit = UnitField("unit", _("Unit"), self.desk, required=True)
        self.person = PersonField(
            "name", _("Who stands here"), find=self.people, free=True, limit=300, required=True,
            placeholder=_("Name; Down shows who is at the unit"),
        )  # fmt: skip
        self.goods = GoodsField(
            "items", _("Goods"), known=self.goods_like,
            hint=_("Enter: next line · Ctrl+V: from a spreadsheet"),
        )  # fmt: skip
        self.rings = RingsField("rings", _("Calls to the owner"), self.desk)
        self.promised = MoneyField("promised", _("Promised amount"))
        self.decision = SegmentField("decision", _("Decision on what is owed"), self._decisions())
        self._first_fields()
        self._last_fields()

    def _decisions(self) -> list[tuple[str, str]]:
        known = dict(texts.choices("slip.decision"))
        return [(code, known.get(code, code)) for code in DECISIONS if code != "settled"]

    def _first_fields(self) -> None:
        today = lambda: self.desk.today  # noqa: E731
        self.add(
            self.unit,
            self.person,
            SegmentField("kind", _("What for"), texts.choices("slip.kind"), required=True),
            ChoiceField("document_kind", _("Document"), texts.choices("document.kind")),
            DocumentField("document", _("Document number")),
            PhoneField("phone", _("Telephone")),
            SegmentField("identity", _("Identity"), texts.choices("slip.identity")),
            self.decision,
            DateField("promised_on", _("Pays by"), today=today),
            self.promised,
            TextField("reason", _("Reason"), limit=300, required=True),
        )

    def _last_fields(self) -> None:
        today = lambda: self.desk.today  # noqa: E731
        self.add(
            self.goods,
            TextField("carrier", _("Who carries it"), limit=300),
            PlateField("plate", _("Plate")),
            DateField("valid_from", _("Good from"), today=today, required=True),
            DateField("valid_until", _("Good until"), today=today, required=True),
            TextField("note", _("Note"), limit=2000),
            SegmentField("standing", _("Standing"), texts.choices("slip.standing"), required=True),
            SegmentField("authority", _("Authority"), texts.choices("slip.authority")),
            TextField("authority_name", _("Who authorises it"), limit=300),
            TextField("authority_note", _("What shows it"), limit=300,
                      placeholder=_("Letter of 2026-11-01, signature compared")),
            self.rings,
        )  # fmt: skip

    # -- places

    def _place(self) -> None:
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(12)
        self._sides = (QVBoxLayout(), QVBoxLayout())
        made = (self._who(), self._goods()), (self._owed(), self._authority())
        for side, cards in zip(self._sides, made, strict=True):
            side.setSpacing(12)
            side.addWidget(cards[0])
            side.addWidget(cards[1], 1)
        self._beside = True
        self._place_sides()

    def _place_sides(self) -> None:
        """Left and right half, or beneath each other where it is narrow."""
        for side in self._sides:
            self._grid.removeItem(side)
        for number, side in enumerate(self._sides):
            self._grid.addLayout(side, *((0, number) if self._beside else (number, 0)))
        for number in range(2):
            self._grid.setColumnStretch(number, 1 if self._beside or not number else 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        beside = self.width() >= theme.px(WIDE)
        if beside != self._beside:
            self._beside = beside
            self._place_sides()

    def _who(self) -> QFrame:
        grid = step_grid(6, TIGHT)
        grid.addWidget(step(1, _("The person and the document")), 0, 0, 1, 6)
        grid.addWidget(self.unit, 1, 0, 1, 2, TOP)
        grid.addWidget(self.person, 1, 2, 1, 4, TOP)
        grid.addWidget(self["kind"], 2, 0, 1, 6, TOP)
        grid.addWidget(self["document_kind"], 3, 0, 1, 2, TOP)
        grid.addWidget(self["document"], 3, 2, 1, 4, TOP)
        line = row(gap=10)  # all three ways to know somebody stand in one line beside it
        self["phone"].setMaximumWidth(theme.px(136))
        line.addWidget(self["phone"], 0, TOP)
        line.addWidget(self["identity"], 1, TOP)
        grid.addLayout(line, 4, 0, 1, 6)
        return step_card(grid)

    def _owed(self) -> QFrame:
        grid = step_grid(6, TIGHT)
        self.pay = button(_("Pay now") + " Ctrl+T", role="", icon="cash-register")
        self.again = button(_("Look again") + " Ctrl+U", role="link")
        grid.addLayout(row(step(2, _("Payments of the unit")), None, self.again), 0, 0, 1, 6)
        grid.addWidget(self.owed, 1, 0, 1, 6)
        line = row(gap=10)
        line.addWidget(self.pay, 0, Qt.AlignmentFlag.AlignBottom)
        line.addWidget(self.decision, 1)
        grid.addLayout(line, 2, 0, 1, 6)
        grid.addWidget(self["promised_on"], 3, 0, 1, 3, TOP)
        grid.addWidget(self["promised"], 3, 3, 1, 3, TOP)
        grid.addWidget(self["reason"], 4, 0, 1, 6, TOP)
        return step_card(grid)

    def _goods(self) -> QFrame:
        grid = step_grid(6, TIGHT)
        self.goods.name.setText("")
        heading = step(3, _("What is to leave"))
        self.goods.head.insertWidget(0, heading)
        grid.addWidget(self.goods, 0, 0, 1, 6)
        grid.setRowStretch(0, 1)
        grid.addWidget(self["carrier"], 1, 0, 1, 4, TOP)
        grid.addWidget(self["plate"], 1, 4, 1, 2, TOP)
        grid.addWidget(self["valid_from"], 2, 0, 1, 2, TOP)
        grid.addWidget(self["valid_until"], 2, 2, 1, 2, TOP)
        grid.addWidget(self["note"], 2, 4, 1, 2, TOP)
        return step_card(grid, fills=True)

    def _authority(self) -> QFrame:
        grid = step_grid(6, TIGHT)
        grid.addWidget(step(4, _("Standing and authority")), 0, 0, 1, 6)
        grid.addWidget(self["standing"], 1, 0, 1, 6, TOP)
        grid.addWidget(self["authority"], 2, 0, 1, 6, TOP)
        self.needed = label("", "strong", "due", wrap=True)
        grid.addWidget(self.needed, 3, 0, 1, 6, TOP)
        grid.addWidget(self["authority_name"], 4, 0, 1, 3, TOP)
        grid.addWidget(self["authority_note"], 4, 3, 1, 3, TOP)
        grid.addWidget(self.letters, 5, 0, 1, 6, TOP)
        grid.addWidget(self.rings, 6, 0, 1, 6, TOP)
        return step_card(grid)

    def _arrange(self) -> None:
        # the cards stand where _place put them; only the order of Tab is the kit's
        self._relay.stop()
        self._tab_order()
