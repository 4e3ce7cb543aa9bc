"""Forms of people and companies, of their roles at units, and what leads from one to another."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from desk import texts
from desk.core import find
from desk.core.desk import Desk
from desk.core.identity import Document
from desk.core.settings import REGION
from desk.core.words import _, listed
from desk.estate import customers, occupancy
from desk.estate.customers import PersonDraft
from desk.estate.occupancy import RoleDraft
from desk.estate.people_list import PersonView, RoleRow
from desk.estate.unit_list import UnitRow
from ui.estate import say
from ui.estate.candidates import Candidates
from ui.estate.phones import PhonesField
from ui.estate.roles import ShareField
from ui.kit import actions
from ui.kit.datefields import DateField
from ui.kit.fields import CheckField, ChoiceField, DocumentField, LinesField, TextField
from ui.kit.form import Form
from ui.kit.plain import label
from ui.kit.popup import Hit
from ui.kit.screens import FormsPage
from ui.kit.suggest import SuggestField

ROLE_FIELDS = ("role", "since", "share", "role_note")


class PersonForm(Form):
    """Who it is and, where asked for, the role at a unit. ``known`` fills in somebody's record."""

    def __init__(self, desk: Desk, known: PersonView | None = None, *, role: bool = False) -> None:
        super().__init__()
        self.desk, self.known = desk, known
        self.section(_("Person or company"))
        self.add(
            TextField("name", _("Name"), limit=customers.LONGEST_NAME, required=True, wide=True)
        )
        if role:
            add_role(self, desk)
            self.section(_("More about them"))
        self.kind = ChoiceField("kind", _("Kind"), texts.choices("person.kind"))
        self.add(
            self.kind,
            ChoiceField("sex", _("Sex"), [("", _("not stated")), *texts.choices("sex")]),
        )
        self.phones = PhonesField("phones", _("Telephones"), known.phones if known else ())
        self.add(self.phones)
        self.section(_("Document"))
        hidden = known is not None and known.document
        self.add(
            ChoiceField("document_kind", _("Kind of document"), texts.choices("document.kind")),
            DocumentField(
                "document", _("Document number"), hint=_("empty: stays as it is") if hidden else "",
                placeholder=known.document if known else "",
            ),
        )  # fmt: skip
        if hidden:
            self.add(CheckField("no_document", _("Take the document number out")))
        self.add(LinesField("note", _("Note"), limit=4000))
        self.kind.changed.connect(self._kind_changed)
        self._fill(known)
        self.dirty = False

    def _fill(self, known: PersonView | None) -> None:
        regional = Document.HKID if self.desk.settings.get(REGION) == "HK" else Document.ID_CARD
        if known is None:
            self.set_values({"kind": "person", "sex": "", "document_kind": str(regional)})
            return
        self.set_values(
            {
                "name": known.name, "kind": known.kind, "sex": known.sex, "note": known.note,
                "document_kind": known.document_kind or str(regional),
            }
        )  # fmt: skip

    def _kind_changed(self) -> None:
        self.show_field("sex", self.kind.value() != "company")

    def draft(self) -> PersonDraft:
        """What was typed."""
        v: dict[str, Any] = self.values()
        document = v.get("document")
        if document is None and (self.known is None or v.get("no_document")):
            document = ""
        return PersonDraft(
            v["name"] or "", v["kind"] or "person", v.get("sex") or "",
            v["document_kind"] or "" if document else "", document, v["phones"], v["note"] or "",
        )  # fmt: skip

    def show_errors(self, errors: Any) -> dict[str, str]:
        """Faults of single numbers stand beneath the numbers."""
        kept = dict(errors)
        numbers = [kept.pop(key) for key in list(kept) if key.startswith("phones.")]
        if numbers and "phones" not in kept:
            kept["phones"] = " ".join(numbers)
        return super().show_errors(kept)


def add_role(form: Form, desk: Desk) -> None:
    """Put the fields of a role at a unit into a form."""
    form.section(_("Role at the unit"))
    role = ChoiceField("role", _("Role"), texts.choices("occupancy.role"), required=True)
    form.add(
        role,
        DateField("since", _("Since"), today=lambda: desk.today),
        ShareField("share", _("Share (%)"), limit=8, hint=_("of several owners")),
        TextField("role_note", _("Note on the role"), limit=200),
    )
    role.changed.connect(lambda: form.show_field("share", role.value() == "owner"))
    form.set_values({"role": "owner", "since": desk.today})


def role_draft(form: Form, unit: int, person: int) -> RoleDraft:
    """The role that was typed."""
    v = form.values()
    return RoleDraft(
        unit, person, v["role"] or "", v["since"], None, v.get("share"), v["role_note"] or ""
    )


class PersonScreens:
    """Opens the forms over a page and carries them out."""

    def __init__(self, page: FormsPage) -> None:
        self.page, self.desk = page, page.desk

    def new(self) -> None:
        """Somebody who has no role yet."""
        form = PersonForm(self.desk)
        beside = Candidates(self.desk, self._instead, _("Open this one"))
        form.changed.connect(lambda: beside.look(form.draft()))

        def done(person: PersonView) -> None:
            self.page.saved()
            self.page.frame.show_record("person", person.id)
            self.page.say(_("{name} added.").format(name=person.name))

        self.page.open_form(
            "person.new", _("New customer"), form,
            lambda: actions.run(form, customers.create_person, self.desk, form.draft(),
                                request=form.request, done=done),
            beside=beside,
        )  # fmt: skip

    def _instead(self, person: int) -> None:
        self.page.saved()
        self.page.frame.show_record("person", person)

    def edit(self, known: PersonView) -> None:
        """Somebody on record."""
        form = PersonForm(self.desk, known)
        beside = Candidates(self.desk, self._instead, _("Open this one"))
        form.changed.connect(lambda: beside.look(form.draft(), None, known.id))

        def done(person: PersonView) -> None:
            self.page.saved()
            self.page.say(_("{name} saved.").format(name=person.name))

        self.page.open_form(
            f"person.{known.id}", known.name, form,
            lambda: actions.run(form, customers.update_person, self.desk, known.id, form.draft(),
                                done=done),
            beside=beside,
        )  # fmt: skip

    def at_unit(self, unit: UnitRow) -> None:
        """Somebody new or on record gets a role at ``unit``, in one go."""
        form = PersonForm(self.desk, role=True)
        beside = Candidates(self.desk, lambda person: self._known_at(unit, person, form))
        form.changed.connect(lambda: beside.look(form.draft(), unit.id))

        def save() -> None:
            draft = role_draft(form, unit.id, 0)
            actions.run(
                form, occupancy.move_in_new, self.desk, form.draft(), draft,
                request=form.request, done=self._came,
            )  # fmt: skip

        self.page.open_form(
            f"unit.{unit.id}.person", _("Add somebody to {unit}").format(unit=unit.code), form,
            save, subtitle=say.unit_line(unit), beside=beside,
        )  # fmt: skip

    def _known_at(self, unit: UnitRow, person: int, typed: Form) -> None:
        """The role that was typed, for somebody who is on record."""
        known = customers.get_person(self.desk, person)
        role = {key: typed[key].state() for key in ROLE_FIELDS}
        self.page.saved()
        self.role(known, unit, role)

    def role(
        self, person: PersonView, unit: UnitRow | None = None, typed: dict[str, Any] | None = None
    ) -> None:
        """A role of somebody on record; the unit is chosen here unless given."""
        form = Form()
        if unit is None:
            form.section(_("Where"))
            form.add(
                SuggestField("unit", _("Unit"), find=self.units_like, required=True,
                             placeholder=_("Room, or a name there"), wide=True)
            )  # fmt: skip
        add_role(form, self.desk)
        if unit is not None:
            form.add_widget(label(self._summary(person), "muted", wrap=True))
        for key, value in (typed or {}).items():
            form[key].restore(value)

        def save() -> None:
            place = unit.id if unit is not None else form["unit"].value()
            draft = role_draft(form, place, person.id)
            actions.run(
                form, occupancy.move_in, self.desk, draft, request=form.request, done=self._came
            )

        where = unit.code if unit else ""
        self.page.open_form(
            f"person.{person.id}.role.{where}",
            say.dot(person.name, where) if where else _("Role of {name}").format(name=person.name),
            form, save,
        )  # fmt: skip

    def _summary(self, person: PersonView) -> str:
        at = [f"{held.unit_code} {say.role(held)}" for held in person.roles if held.running]
        return say.dot(person.name, listed(at), *(known.number for known in person.phones))

    def _came(self, role: RoleRow) -> None:
        self.page.saved()
        words = _("{name} is now {role} at {unit}.")
        self.page.say(words.format(name=role.person_name, role=say.role(role), unit=role.unit_code))

    def units_like(self, text: str) -> Sequence[Hit]:
        """Units that fit what is typed."""
        return [
            Hit(hit.title, hit.detail, "home-outline", hit.id)
            for group in find.find(self.desk, text)
            for hit in group.hits
            if hit.kind == "unit"
        ]

    def people_like(self, text: str) -> Sequence[Hit]:
        """Customers that fit what is typed."""
        return [
            Hit(hit.title, hit.detail, "account-outline", hit.id)
            for group in find.find(self.desk, text)
            for hit in group.hits
            if hit.kind == "person"
        ]
