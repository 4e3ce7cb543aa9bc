"""Customers 客户: people and companies, their numbers, roles over time, and what is theirs."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QTimer

from desk import texts
from desk.core.access import Permission
from desk.core.change import Changed
from desk.core.errors import Refused
from desk.core.words import _, ngettext
from desk.estate import belongings as owned
from desk.estate import customers, personal
from desk.estate.belongings import in_force
from desk.estate.people_list import CUSTOMERS, PersonRow, PersonView, RoleRow
from ui.estate import belongings, reveal, say
from ui.estate.merge import MergeScreen
from ui.estate.person_form import PersonScreens
from ui.estate.roles import edit_role, end_role
from ui.estate.unit_card import CardMaker, history, pet_row, register_part, vehicle_row
from ui.kit import actions, exporting, messages, saved_views
from ui.kit.actions import Action
from ui.kit.detail import Detail, Line
from ui.kit.display import Display, phone
from ui.kit.frame import Frame
from ui.kit.parts import Part, PartRow
from ui.kit.register_page import Empty, RegisterPage
from ui.kit.screens import FormsPage, may

KINDS = ("person", "phone", "occupancy", "note", "vehicle", "pet", "visit")
NOW, BEFORE = 12, 8  # roles on the card


class CustomersPage(FormsPage):
    """``begin``: new, merge (keep=…, gone=…)."""

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        self.people = PersonScreens(self)
        self.rows = CardMaker(frame, self, lambda card: [])
        self._show = Display(self.desk.local, lambda: self.desk.today)
        edit = may(self.desk, Permission.CUSTOMER_EDIT)
        new = Action("new", _("New customer"), self.people.new, icon="account-plus-outline",
                     shortcut="Ctrl+N", primary=True, **edit)  # fmt: skip
        self.show_list(
            RegisterPage(
                self.desk, CUSTOMERS, icon="account-group-outline",
                actions=[exporting.menu(lambda: self.list, frame), new],
                detail=self.detail,
                empty=Empty(
                    _("No customers yet"),
                    _("Owners, tenants and companies come with the import of the units, or one "
                      "by one."),
                    new,
                ),
                views=saved_views.stored(self.desk, "customers"),
                relevant=lambda news: news.about(*KINDS) or news.action.startswith("import."),
            )
        )  # fmt: skip

    # -- the card

    def detail(self, row: PersonRow) -> Detail:
        """One customer: numbers masked, roles over time, belongings, notes, visits, history."""
        desk, found = self.desk, customers.get_person(self.desk, row.id)
        said = owned.notes(desk, person=found.id)
        standing = [note for note in said if in_force(note, desk.today)]
        moves = self.moves(found)
        return Detail(
            heading=found.name,
            subtitle=say.dot(
                texts.word("person.kind", found.kind),
                texts.word("sex", found.sex) if found.sex else "",
            ),
            notice="\n".join(note.text for note in standing),
            lines=self._lines(found),
            parts=self._parts(found, said),
            timeline=history(self.frame, "person", found.id, self._show),
            moves=moves[:3],
            more=moves[3:],
        )

    def _lines(self, found: PersonView) -> list[Line]:
        lines = []
        if found.phones:
            numbers = "\n".join(
                f"{phone(p.number)}  {p.label}".rstrip() for p in found.phones
            )  # fmt: skip
            lines.append(Line(_("Telephone"), numbers, reveal=self._reveal(found, "phones")))
        if found.document:
            kind = texts.word("document.kind", found.document_kind)
            lines.append(
                Line(_("Document"), f"{kind} {found.document}",
                     reveal=self._reveal(found, "document"))
            )  # fmt: skip
        if found.note:
            lines.append(Line(_("Note"), found.note))
        return lines

    def _reveal(self, found: PersonView, field: str) -> Callable[[], str | None] | None:
        return reveal.revealer(self, self.desk, found.id, found.name, field)

    def _parts(self, found: PersonView, said: list[owned.NoteRow]) -> list[Part]:
        desk = self.desk
        add = Action("role", _("Role at a unit …"), lambda: self.people.role(found),
                     **may(desk, Permission.CUSTOMER_EDIT))  # fmt: skip
        now = [held for held in found.roles if held.running]
        before = [held for held in found.roles if not held.running]
        cars = [
            vehicle_row(self.rows, v, person=True) for v in owned.vehicles(desk, person=found.id)
        ]
        pets = [pet_row(self.rows, pet) for pet in owned.pets(desk, person=found.id)]
        made = [
            self._roles(_("Units"), now, NOW, add),
            *(register_part(self.frame, part) for part in customers.person_parts(desk, found.id)),
            Part(_("Vehicles"), cars),
            Part(_("Pets"), pets),
            Part(_("Notes"), [self.rows._note(note) for note in said]),
            self._roles(_("Before"), before, BEFORE),
        ]
        return [part for part in made if part.rows or part.empty]

    def _roles(
        self, title: str, roles: list[RoleRow], most: int, add: Action | None = None
    ) -> Part:
        rows = [self._role(held) for held in roles[:most]]
        more = len(roles) - len(rows)
        words = ngettext("and {n} more", "and {n} more", more).format(n=more) if more > 0 else ""
        empty = _("No role at any unit now.") if add is not None else ""
        return Part(title, rows, add, more=words, empty=empty)

    def _role(self, held: RoleRow) -> PartRow:
        desk = self.desk
        moves: tuple[Action, ...] = ()
        if desk.allows(Permission.CUSTOMER_EDIT) and held.running:
            moves = (
                Action("end", _("End this role …"), lambda: end_role(self, desk, held)),
                Action("edit", _("Edit this role …"), lambda: edit_role(self, desk, held)),
            )
        return PartRow(
            held.unit_code, say.dot(say.role(held), say.span(held), held.note),
            open=lambda: self.frame.show_record("unit", held.unit), moves=moves,
        )  # fmt: skip

    # -- moves

    def moves(self, found: PersonView) -> list[Action]:
        """What can be done with a customer; the first is done by Enter."""
        desk, owner = self.desk, {"person": found.id}
        edit = may(desk, Permission.CUSTOMER_EDIT)
        return [
            Action("edit", _("Edit …"), lambda: self.people.edit(found), primary=True, **edit),
            Action("role", _("Role …"), lambda: self.people.role(found), **edit),
            Action("note", _("Note …"),
                   lambda: belongings.add_note(self, desk, owner, found.name), **edit),
            Action("standing", _("Standing instruction …"),
                   lambda: belongings.add_note(self, desk, owner, found.name, standing=True),
                   **edit),
            Action("vehicle", _("Vehicle …"),
                   lambda: belongings.add_vehicle(self, desk, owner, found.name), **edit),
            Action("pet", _("Pet …"),
                   lambda: belongings.add_pet(self, desk, owner, found.name), **edit),
            Action("merge", _("Merge with another record …"), lambda: self.merge(found.id),
                   **may(desk, Permission.CUSTOMER_MERGE)),
            Action("export", _("Hand out this person's data …"), lambda: self.hand_out(found),
                   **may(desk, Permission.PERSONAL_EXPORT)),
            Action("erase", _("Erase this person's data …"), lambda: self.erase(found),
                   danger=True, **may(desk, Permission.PERSONAL_ERASE)),
        ]  # fmt: skip

    def merge(self, keep: int, gone: int | None = None) -> None:
        """Side by side: which of two records stays."""
        self.open(
            MergeScreen(self.desk, self.people.people_like, keep, gone, self._merged, self.back)
        )

    def _merged(self, kept: PersonView) -> None:
        self.back()
        self.list.show_record(kept.id)
        self.say(_("Merged: everything is now under {name}.").format(name=kept.name))

    def hand_out(self, found: PersonView) -> None:
        """Everything about one person, into a workbook; the log keeps that it was done."""
        path = exporting.ask_path(
            self, f"{found.name} {self.desk.today:%Y-%m-%d}", exporting.EXCEL
        )  # fmt: skip
        if path:
            self.hand_out_to(found, path)

    def hand_out_to(self, found: PersonView, path: str) -> None:
        """Write one person's data to ``path``."""
        data = actions.run(self, personal.export_person, self.desk, found.id)
        if data is None:
            return
        rows = list(personal.export_rows(data))

        def write(target: Any, tick: Any) -> int:
            from desk.exchange import sheets_out  # with the first export, not at the start

            titles = (_("Register"), _("Record"), _("Field"), _("Value"))
            columns = [sheets_out.OutColumn(title) for title in titles]
            return sheets_out.write(target, columns, rows, title=found.name)

        exporting.save(self.list, found.name, exporting.EXCEL, write, self.desk, path)

    def erase(self, found: PersonView) -> None:
        """Ask why, then erase for good; running roles are ended only after asking again."""
        reason = messages.ask_reason(
            self, _("Erase what is kept about {name}?").format(name=found.name),
            _("Name, numbers, document, vehicles and notes go for good, in every register. "
              "Records and their counts stay, without the name. Receipts and charges are kept as "
              "the books demand, the payer's name on a receipt too. This can't be taken back."),
            yes=_("Erase for good"), danger=True,
        )  # fmt: skip
        if reason:
            self._erase(found, reason, force=False)

    def _erase(self, found: PersonView, reason: str, *, force: bool) -> None:
        def refused(error: Refused) -> None:
            if error.code == "person.occupies" and not force:
                # once this call is over: the next one would be dropped as its repetition
                QTimer.singleShot(0, self, lambda: self._erase_anyway(found, reason, error))
            else:
                messages.sorry(self.list, error)

        actions.run(
            self.list, personal.erase_person, self.desk, found.id, reason, force=force,
            refused=refused,
            done=lambda n: self.say(
                ngettext("Erased: {n} record.", "Erased: {n} records.", n).format(n=n)
            ),
        )  # fmt: skip

    def _erase_anyway(self, found: PersonView, reason: str, error: Refused) -> None:
        title, words = _("{name} still has a role").format(name=found.name), texts.sentence(error)
        if messages.confirm(self, title, words, yes=_("Erase anyway"), danger=True):
            self._erase(found, reason, force=True)

    # -- what the window asks

    def show_record(self, kind: str, record: int) -> None:
        """Select a customer; one that was merged leads to who it turned out to be."""
        self.home()
        if self.list.show_record(record):
            return
        try:
            found = customers.get_person(self.desk, record)
        except Refused as error:
            messages.sorry(self.list, error)
            return
        if found.merged_into is not None:
            self.show_record(kind, found.merged_into)
        else:
            self.say(_("This person's data was erased."), "warn")

    def begin(self, what: str, **values: Any) -> None:
        """See the class."""
        if what == "new":
            self.people.new()
        elif what == "merge":
            self.merge(values["keep"], values.get("gone"))

    def changed(self, news: Changed) -> None:
        """The list hears for itself; forms stay as they are."""

    def refresh(self) -> None:
        """Read the list anew; forms are left as they are."""
        self.list.refresh()
