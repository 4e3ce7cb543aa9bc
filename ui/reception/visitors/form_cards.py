"""Where the fields of the visitor's form stand: three cards in the order of the conversation.

Nothing scrolls at 1366 x 768. What the fields mean is ``form.VisitForm``'s.
"""

from __future__ import annotations

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from desk import texts
from desk.core.desk import Desk
from desk.core.words import _
from desk.reception.visitors.drafts import MOST_PEOPLE
from desk.reception.visitors.options import purposes
from ui import theme
from ui.kit.datefields import DateField, TimeField
from ui.kit.fields import (
    CheckField,
    ChoiceField,
    DocumentField,
    NumberField,
    PhoneField,
    PlateField,
    TextField,
)
from ui.kit.form import Form
from ui.kit.plain import label
from ui.kit.segments import SegmentField
from ui.kit.step_cards import TOP, WIDE, step, step_card, step_grid
from ui.kit.suggest import TagField
from ui.reception.inputs import HostField, PhotoField, PurposeField


class VisitCards(Form):
    """The fields, placed; ``known`` is room for who it may be."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.known = QVBoxLayout()
        self._make_fields()
        self._place()

    def _make_fields(self) -> None:
        desk = self.desk
        self.purpose = PurposeField("purpose", _("Purpose"), purposes(desk), required=True)
        self.host = HostField(
            "host", _("Visiting"), desk, required=True,
            placeholder=_("Room, name, initials, phone or department"),
        )  # fmt: skip
        self.confirmer = TextField("confirmed_by", _("Confirmed by"), limit=300)
        self.badge = TextField("badge", _("Badge"), limit=40)
        self.leaves = TimeField("leave_by", _("Leaves by"))
        self.add(
            self.purpose,
            self.host,
            TextField("host_name", _("Person there"), limit=300),
            DateField("day", _("Expected on"), required=True, today=lambda: desk.today),
            TimeField("at", _("At"), required=True),
            TextField("name", _("Name"), limit=300, required=True),
            PhoneField("phone", _("Telephone")),
            ChoiceField("document_kind", _("Document"), texts.choices("document.kind")),
            DocumentField("document", _("Document number")),
            TextField("company", _("Company"), limit=300),
            PlateField("plate", _("Plate")),
            NumberField("people", _("People"), low=1, high=MOST_PEOPLE),
            SegmentField("sex", _("Sex"), texts.choices("sex")),
            SegmentField("identity", _("Identity"), texts.choices("visit.identity")),
            TagField(
                "companions", _("Companions"), limit=300, most=MOST_PEOPLE - 1,
                placeholder=_("Name, Enter; a document number may follow the name"),
            ),
            SegmentField("confirmed", _("Confirmed"), texts.choices("visit.confirmed")),
            self.confirmer,
            SegmentField(
                "reception", _("Where the visitor is"), texts.choices("visit.reception")
            ),
            CheckField("water", _("Water offered")),
            self.leaves,
            self.badge,
            PhotoField("photo", _("Photo")),
            TextField("items", _("Items carried in"), limit=1000),
            TextField("note", _("Note"), limit=1000),
        )  # fmt: skip

    def _place(self) -> None:
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(12)
        self._grid.addWidget(self._first(), 0, 0, 1, 2)
        self._pair = (self._identity(), self._second())
        self._grid.setColumnStretch(0, 1)
        self._grid.setColumnStretch(1, 1)
        self._grid.setRowStretch(3, 1)
        self._beside = True
        self._place_pair()

    def _place_pair(self) -> None:
        """The second and third card beside each other, or beneath where it is narrow."""
        identity, second = self._pair
        if self._beside:
            self._grid.addWidget(identity, 1, 0)
            self._grid.addWidget(second, 1, 1)
        else:
            self._grid.addWidget(identity, 1, 0, 1, 2)
            self._grid.addWidget(second, 2, 0, 1, 2)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        beside = self.width() >= theme.px(WIDE)
        if beside != self._beside:
            self._beside = beside
            self._place_pair()

    def _first(self) -> QFrame:
        grid = step_grid(12)
        self.instructions = label("", "strong", wrap=True, copy=True)
        self.banner = QFrame()
        self.banner.setProperty("role", "bar")
        self.banner.setProperty("tone", "due")
        inner = QVBoxLayout(self.banner)
        inner.setContentsMargins(12, 7, 12, 7)
        inner.addWidget(self.instructions)
        self.banner.hide()
        grid.addWidget(step(1, _("What for, and to whom")), 0, 0, 1, 12)
        grid.addWidget(self.purpose, 1, 0, 1, 3, TOP)
        grid.addWidget(self.host, 1, 3, 1, 5, TOP)
        grid.addWidget(self["host_name"], 1, 8, 1, 4, TOP)
        grid.addWidget(self["day"], 1, 8, 1, 2, TOP)
        grid.addWidget(self["at"], 1, 10, 1, 2, TOP)
        grid.addWidget(self.purpose.chips, 2, 0, 1, 12)
        self._top = grid
        self._place_banner(beside=False)
        return step_card(grid)

    def _place_banner(self, beside: bool) -> None:
        """Standing instructions stand beside the host where there is room, else beneath."""
        self._top.addWidget(self.banner, *((1, 8, 1, 4) if beside else (3, 0, 1, 12)))

    def _identity(self) -> QFrame:
        grid = step_grid(6)
        self.known.setSpacing(4)
        grid.addWidget(step(2, _("Who it is")), 0, 0, 1, 6)
        grid.addWidget(self["name"], 1, 0, 1, 3, TOP)
        grid.addWidget(self["phone"], 1, 3, 1, 3, TOP)
        grid.addLayout(self.known, 2, 0, 1, 6)
        grid.addWidget(self["document_kind"], 3, 0, 1, 2, TOP)
        grid.addWidget(self["document"], 3, 2, 1, 4, TOP)
        grid.addWidget(self["company"], 4, 0, 1, 3, TOP)
        grid.addWidget(self["plate"], 4, 3, 1, 2, TOP)
        grid.addWidget(self["people"], 4, 5, 1, 1, TOP)
        grid.addWidget(self["sex"], 5, 0, 1, 2, TOP)
        grid.addWidget(self["identity"], 5, 2, 1, 4, TOP)
        grid.addWidget(self["companions"], 6, 0, 1, 6, TOP)
        return step_card(grid)

    def _second(self) -> QFrame:
        grid = step_grid(6)
        grid.addWidget(step(3, _("Ask the host")), 0, 0, 1, 6)
        grid.addWidget(self["confirmed"], 1, 0, 1, 6, TOP)
        grid.addWidget(self["confirmed_by"], 2, 0, 1, 6, TOP)
        self.steps = [step(4, _("Seat or guide")), step(5, _("Water"))]
        grid.addWidget(self.steps[0], 3, 0, 1, 4)
        grid.addWidget(self.steps[1], 3, 4, 1, 2)
        self["reception"].name.hide()
        grid.addWidget(self["reception"], 4, 0, 1, 4, TOP)
        grid.addWidget(self["water"], 4, 4, 1, 2, TOP)
        self.handed = label(_("Handed out, carried in"), "section")
        grid.addWidget(self.handed, 5, 0, 1, 6)
        grid.addWidget(self["leave_by"], 6, 0, 1, 2, TOP)
        grid.addWidget(self["badge"], 6, 2, 1, 2, TOP)
        grid.addWidget(self["photo"], 6, 4, 1, 2, TOP)
        grid.addWidget(self["items"], 7, 0, 1, 3, TOP)
        grid.addWidget(self["note"], 7, 3, 1, 3, TOP)
        return step_card(grid)

    def _arrange(self) -> None:
        # the cards stand where _place put them; only the order of Tab is the kit's
        self._relay.stop()
        self._tab_order()
