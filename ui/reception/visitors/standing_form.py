"""The form of a standing pass.

form.begin(); form.fill(standing_id); form.draft() -> StandingDraft
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from desk import texts
from desk.core.desk import Desk
from desk.core.words import _
from desk.reception.visitors import standing
from desk.reception.visitors.drafts import StandingDraft
from desk.reception.visitors.hosts import HostChoice, hosts_at
from desk.reception.visitors.options import purposes
from ui.kit.datefields import DateField
from ui.kit.fields import ChoiceField, DocumentField, PhoneField, PlateField, TextField
from ui.kit.form import Form
from ui.kit.segments import SegmentField
from ui.reception.inputs import HostField, PhotoField, PurposeField, tidy
from ui.reception.visitors.form import usual_document

USUAL = timedelta(days=30)
_TEXTS = ("name", "purpose", "sex", "document", "phone", "company", "plate", "note")


class StandingForm(Form):
    """Whose pass it is, where it leads, and from when to when."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(columns=3)
        self.desk = desk
        self.purpose = PurposeField("purpose", _("Purpose"), purposes(desk), required=True)
        self.host = HostField(
            "host", _("Visiting"), desk, required=True,
            placeholder=_("Room, name, initials, phone or department"),
        )  # fmt: skip
        self.section(_("What for, and to whom"))
        self.add(self.purpose, self.host)
        self.add_widget(self.purpose.chips)
        self.section(_("Who it is"))
        self.add(
            TextField("name", _("Name"), limit=300, required=True),
            PhoneField("phone", _("Telephone")),
            TextField("company", _("Company"), limit=300),
            ChoiceField("document_kind", _("Document"), texts.choices("document.kind")),
            DocumentField("document", _("Document number")),
            PlateField("plate", _("Plate")),
            SegmentField("sex", _("Sex"), texts.choices("sex")),
            PhotoField("photo", _("Photo")),
        )
        self.section(_("How long"))
        self.add(
            DateField("valid_from", _("From"), required=True, today=lambda: desk.today),
            DateField("valid_until", _("Until, that day included"), required=True,
                      today=lambda: desk.today),
            TextField("note", _("Note"), limit=1000, wide=True),
        )  # fmt: skip

    def begin(self) -> None:
        """A new pass: a month from today unless somebody says else."""
        today = self.desk.today
        self.set_values({
            "document_kind": usual_document(self.desk), "valid_from": today,
            "valid_until": today + USUAL,
        })  # fmt: skip
        self.purpose.mark()

    def fill(self, record: int) -> None:
        """Show a pass, to put it right. Raises Refused."""
        draft = standing.draft_of_standing(self.desk, record)
        row = standing.get_standing(self.desk, record)
        values: dict[str, Any] = {key: value or None for key, value in vars(draft).items()}
        values["document_kind"] = draft.document_kind or usual_document(self.desk)
        for key in ("photo", "host"):
            values.pop(key)
        self.set_values(values)
        known = hosts_at(self.desk, draft.unit) if draft.unit else []
        bare = HostChoice(
            draft.unit, row.unit_code, "", draft.department, row.department_name, draft.host,
            row.host_name,
        )  # fmt: skip
        self.host.set_choice(next((c for c in known if c.person == draft.host), bare))
        self.purpose.mark()

    def draft(self) -> StandingDraft:
        """What stands there."""
        values, choice = self.values(), self.host.choice()
        return StandingDraft(
            unit=choice.unit if choice else None,
            department=choice.department if choice else None,
            host=choice.person if choice else None,
            host_name=choice.name if choice and choice.person is None else "",
            valid_from=values["valid_from"],
            valid_until=values["valid_until"],
            photo=values["photo"],
            document_kind=(values["document_kind"] or "") if values["document"] else "",
            **{key: tidy(values[key]) for key in _TEXTS},
        )
