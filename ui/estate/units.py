"""Units 房屋: the list, the unit card beside it or as a wide page, forms of units and people."""

from __future__ import annotations

from functools import partial
from typing import Any

from desk.core.access import Permission
from desk.core.change import Changed
from desk.core.words import _
from desk.estate import units
from desk.estate.unit_card import UnitCard
from desk.estate.unit_list import UNITS, UnitRow
from ui.estate import belongings
from ui.estate.buildings import BuildingsScreen
from ui.estate.owners import change_owner
from ui.estate.person_form import PersonScreens
from ui.estate.unit_card import CardMaker, UnitCardScreen
from ui.estate.unit_form import UnitForm
from ui.kit import actions, exporting, messages, saved_views
from ui.kit.actions import Action
from ui.kit.frame import Frame
from ui.kit.register_page import Empty, RegisterPage
from ui.kit.screens import FormsPage, may

KINDS = ("unit", "person", "occupancy", "visit", "note", "vehicle", "pet", "building", "entrance")


class UnitsPage(FormsPage):
    """``begin``: new, person (unit=…), buildings, facilities, card (unit=…)."""

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        self.cards = CardMaker(frame, self, self.moves)
        self.people = PersonScreens(self)
        edit = may(self.desk, Permission.ESTATE_EDIT)
        new = Action("new", _("New unit"), self.new, icon="plus", shortcut="Ctrl+N",
                     primary=True, **edit)  # fmt: skip
        self.show_list(
            RegisterPage(
                self.desk, UNITS, icon="home-outline",
                actions=[
                    exporting.menu(lambda: self.list, frame),
                    Action("buildings", _("Buildings …"), self.edit_buildings,
                           icon="home-city-outline"),
                    new,
                ],
                detail=lambda row: self.cards.detail(row.id),
                empty=Empty(
                    _("No units yet"),
                    _("Import the workbook that you have, or begin with the first building."),
                    self._first_step(),
                ),
                views=saved_views.stored(self.desk, "units"),
                relevant=lambda news: news.about(*KINDS) or news.action.startswith("import."),
            )
        )  # fmt: skip
        self.list.counted.connect(self._nothing)

    def _nothing(self, count: int) -> None:
        """A site without any unit is told the first step, though a filter stands there."""
        if count == 0 and UNITS.open(self.desk).count() == 0:
            words = self.list._empty_words
            assert words is not None
            self.list.nothing.show_words("home-outline", words.title, words.text, words.action)

    def _first_step(self) -> Action:
        if self.desk.allows(Permission.IMPORT_RUN):
            return Action("import", _("Import a workbook"), lambda: self.frame.go("import"),
                          icon="file-import-outline", primary=True)  # fmt: skip
        return Action("board", _("See the building board"), lambda: self.frame.go("board"))

    # -- moves of a unit

    def moves(self, card: UnitCard) -> list[Action]:
        """What can be done with a unit; the first is done by Enter."""
        unit, desk = card.unit, self.desk
        owner = {"unit": unit.id}
        edit, people = may(desk, Permission.ESTATE_EDIT), may(desk, Permission.CUSTOMER_EDIT)
        made = [
            Action("open", _("Open"), lambda: self.open_card(unit.id), hint="Enter"),
            Action("visitor", _("Visitor in"),
                   lambda: self.frame.begin("visitors", "sign_in", unit=unit.id),
                   primary=True, **may(desk, Permission.VISITOR_SIGN_IN)),
            Action("note", _("Note …"),
                   lambda: belongings.add_note(self, desk, owner, unit.code), **people),
            Action("person", _("Add somebody …"), lambda: self.people.at_unit(unit), **people),
            Action("standing", _("Standing instruction …"),
                   lambda: belongings.add_note(self, desk, owner, unit.code, standing=True),
                   **people),
            Action("vehicle", _("Vehicle …"),
                   lambda: belongings.add_vehicle(self, desk, owner, unit.code), **people),
            Action("pet", _("Pet …"),
                   lambda: belongings.add_pet(self, desk, owner, unit.code), **people),
            Action("owner", _("Change owner …"),
                   lambda: change_owner(self, unit, self.people.people_like), **people),
            Action("edit", _("Edit the unit …"), lambda: self.edit(unit), **edit),
        ]  # fmt: skip
        made[2:2] = self._begun(unit.id)
        if desk.allows(Permission.RECEIPT_POST):
            pay = partial(self.frame.begin, "till", "pay", unit=unit.id)
            made.insert(2, Action("pay", _("Take payment"), pay))
        if unit.active:
            made.append(Action("retire", _("Take out of use …"), lambda: self.retire(unit), **edit))
        else:
            made.append(
                Action("restore", _("Take into use again"), lambda: self.restore(unit), **edit)
            )
        return made

    def _begun(self, unit: int) -> list[Action]:
        """What else somebody of a unit comes to the counter for."""
        return [
            Action(key, title, partial(self.frame.begin, page, "new", unit=unit))
            for key, title, page, needed in (
                ("slip", _("Release slip"), "slips", Permission.SLIP_ISSUE),
                ("complaint", _("Complaint"), "complaints", Permission.COMPLAINT_WORK),
                ("order", _("Work order"), "orders", Permission.ORDER_WRITE),
            )
            if self.desk.allows(needed)
        ]

    def open_card(self, unit: int) -> None:
        """The card over the whole page."""
        self.open(UnitCardScreen(self.cards, unit, self.back))

    def new(self, building: int | None = None) -> None:
        """The form of a new unit."""
        chosen = self.list.filters.values.get("building")
        form = UnitForm(self.desk, building=building or (int(chosen) if chosen else None))
        self.open_form("unit.new", _("New unit"), form, lambda: self._create(form))

    def _create(self, form: UnitForm) -> None:
        def done(row: UnitRow) -> None:
            self.saved()
            self.list.show_record(row.id)
            self.say(_("Unit {unit} added.").format(unit=row.code))

        actions.run(
            form, units.create_unit, self.desk, form.draft(), request=form.request, done=done
        )

    def edit(self, unit: UnitRow) -> None:
        """The form of a unit that is there."""
        form = UnitForm(self.desk, unit)
        title = _("Unit {unit}").format(unit=unit.code)

        def save() -> None:
            actions.run(form, units.update_unit, self.desk, unit.id, form.draft(), done=done)

        def done(row: UnitRow) -> None:
            self.saved()
            self.say(_("Unit {unit} saved.").format(unit=row.code))

        self.open_form(f"unit.{unit.id}", title, form, save)

    def retire(self, unit: UnitRow) -> None:
        """Ask why and take a unit out of use; can be taken back."""
        reason = messages.ask_reason(
            self, _("Take {unit} out of use?").format(unit=unit.code),
            _("It is no longer listed or shown on the board. Its history stays."),
            yes=_("Take out of use"), danger=True,
        )  # fmt: skip
        if reason:
            actions.run(
                self, units.retire_unit, self.desk, unit.id, reason,
                done=lambda row: self.say(
                    _("{unit} is out of use.").format(unit=row.code),
                    undo=lambda: self.restore(row),
                ),
            )  # fmt: skip

    def restore(self, unit: UnitRow) -> None:
        """Take a unit into use again."""
        actions.run(self, units.restore_unit, self.desk, unit.id)

    def edit_buildings(self, tab: str = "buildings") -> None:
        """Buildings, entrances and public facilities."""
        self.open(BuildingsScreen(self.desk, self.back, tab))

    # -- what the window asks

    def show_record(self, kind: str, record: int) -> None:
        """Select a unit; one that is out of use is found as well."""
        self.home()
        if not self.list.show_record(record):
            self.say(_("This unit is not in the list any more."), "warn")

    def begin(self, what: str, **values: Any) -> None:
        """See the class."""
        if what == "new":
            self.new(values.get("building"))
        elif what == "person":
            self.people.at_unit(units.get_unit(self.desk, values["unit"]))
        elif what == "card":
            self.home()
            self.list.show_record(values["unit"])
            self.open_card(values["unit"])
        elif what in ("buildings", "facilities"):
            self.edit_buildings(what)

    def changed(self, news: Changed) -> None:
        """The wide card follows what happens."""
        if not self.on_list and news.about(*KINDS):
            self.refresh()

    def refresh(self) -> None:
        """Read the list or card anew; forms are left as they are."""
        if self.on_list or isinstance(self.now, UnitCardScreen):
            super().refresh()
        else:
            self.list.refresh()
