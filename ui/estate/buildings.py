"""Buildings, their entrances, and public facilities 公共设施: looked at and edited in one place."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QListWidget, QListWidgetItem

from desk import texts
from desk.core.access import Permission
from desk.core.desk import Desk
from desk.core.words import _, ngettext
from desk.estate import buildings, facilities
from desk.estate.buildings import BuildingDraft, BuildingRow, EntranceRow
from desk.estate.facilities import FacilityDraft, FacilityRow
from ui import theme
from ui.estate import say
from ui.estate.dialogs import ask_form
from ui.kit import actions, messages, shortcuts
from ui.kit.actions import Action
from ui.kit.datefields import DateField
from ui.kit.detail import Detail, DetailCard, Line
from ui.kit.fields import CheckField, ChoiceField, Field, LinesField, PhoneField, TextField
from ui.kit.parts import Part, PartRow
from ui.kit.plain import button, card, column, row
from ui.kit.screens import Screen, may

KEY = int(Qt.ItemDataRole.UserRole)
SITE = 0  # stands in the list for what belongs to no building


class BuildingsScreen(Screen):
    """The list at the left, what belongs to a building at the right."""

    def __init__(self, desk: Desk, leave: Callable[[], object], what: str = "buildings") -> None:
        super().__init__(_("Buildings and facilities"), leave)
        self.desk = desk
        self._edit = may(desk, Permission.ESTATE_EDIT)
        self._rows: dict[int, BuildingRow] = {}
        new = button(_("New building") + " Ctrl+N", self.add_building, role="primary", icon="plus")
        new.setEnabled(self._edit["enabled"])
        self.top.addWidget(new)
        self.list = QListWidget()
        self.list.setAccessibleName(_("Buildings"))
        self.list.setMinimumWidth(theme.px(240))
        self.list.currentItemChanged.connect(lambda *_both: self._show())
        ground = card()
        ground.setLayout(column(self.list, margin=6))
        self.card = DetailCard()
        line = row(gap=12)
        line.addWidget(ground, 1)
        line.addWidget(self.card, 2)
        self.body.addLayout(line, 1)
        self.setFocusProxy(self.list)
        if self._edit["enabled"]:
            shortcuts.of(self).add("Ctrl+N", _("New building"), self.add_building)
        self.refresh()
        if what == "buildings" and self.list.count() > 1:
            self.list.setCurrentRow(1)

    # -- reading

    def refresh(self) -> None:
        """Read buildings and facilities anew."""
        present = self._current()
        self._rows = {found.id: found for found in buildings.buildings(self.desk)}
        self.list.blockSignals(True)
        self.list.clear()
        self._item(SITE, _("Whole site"))
        for found in self._rows.values():
            units = ngettext("{n} unit", "{n} units", found.units).format(n=found.units)
            name = found.name if found.code in found.name else say.dot(found.name, found.code)
            self._item(found.id, f"{name}    {units}")
        self.list.blockSignals(False)
        self.select(present)

    def _item(self, key: int, words: str) -> None:
        item = QListWidgetItem(words)
        item.setData(KEY, key)
        item.setSizeHint(QSize(0, theme.px(34)))
        self.list.addItem(item)

    def _current(self) -> int:
        item: QListWidgetItem | None = self.list.currentItem()
        return SITE if item is None else int(item.data(KEY))

    def select(self, building: int) -> None:
        """Go to a building in the list."""
        keys = [int(self.list.item(n).data(KEY)) for n in range(self.list.count())]
        self.list.setCurrentRow(keys.index(building) if building in keys else 0)
        self._show()

    def _show(self) -> None:
        key = self._current()
        found = self._rows.get(key)
        self.card.show_detail(self._building(found) if found else self._site())

    # -- cards

    def _site(self) -> Detail:
        rows = [one for one in facilities.facilities(self.desk) if one.building is None]
        count = len(self._rows)
        words = ngettext("{n} building", "{n} buildings", count).format(n=count)
        return Detail(
            heading=self.desk.site, subtitle=words,
            parts=[self._facilities(rows, None)],
        )  # fmt: skip

    def _building(self, found: BuildingRow) -> Detail:
        units = ngettext("{n} unit", "{n} units", found.units).format(n=found.units)
        lines = [Line(_("Code in rooms"), f"{found.code}-1502"), Line(_("Units"), units)]
        if found.note:
            lines.append(Line(_("Note"), found.note))
        entrances = [self._entrance(one) for one in found.entrances]
        add = Action("entrance", _("Add an entrance …"), lambda: self.add_entrance(found),
                     **self._edit)  # fmt: skip
        rows = facilities.facilities(self.desk, found.id)
        return Detail(
            heading=found.name, lines=lines,
            parts=[
                Part(_("Entrances"), entrances, add, empty=_("Rooms are numbered without one.")),
                self._facilities(rows, found.id),
            ],
            moves=[
                Action("edit", _("Edit …"), lambda: self.edit_building(found), primary=True,
                       **self._edit),
                Action("remove", _("Remove …"), lambda: self.remove_building(found), **self._edit),
            ],
        )  # fmt: skip

    def _entrance(self, one: EntranceRow) -> PartRow:
        moves = (
            Action("edit", _("Edit …"), lambda: self.edit_entrance(one), **self._edit),
            Action("remove", _("Remove …"),
                   lambda: self._do(buildings.remove_entrance, self.desk, one.id), **self._edit),
        )  # fmt: skip
        return PartRow(one.name or one.code, one.code if one.name else "", moves=moves)

    def _facilities(self, rows: list[FacilityRow], building: int | None) -> Part:
        add = Action("facility", _("Add a facility …"), lambda: self.facility(None, building),
                     **self._edit)  # fmt: skip
        return Part(
            _("Public facilities"), [self._facility(one) for one in rows], add,
            empty=_("Lifts, pumps, gates, playgrounds: where they are and whom to ring."),
        )  # fmt: skip

    def _facility(self, one: FacilityRow) -> PartRow:
        gone = "" if one.active else _("Out of use")
        return PartRow(
            one.name,
            say.dot(texts.word("facility.kind", one.kind), one.place, one.keeper, one.phone, gone),
            tone=None if one.active else "void",
            moves=(
                Action("edit", _("Edit …"), lambda: self.facility(one, one.building),
                       **self._edit),
            ),
        )  # fmt: skip

    # -- moves

    def _do(self, verb: Callable[..., Any], *args: Any) -> None:
        actions.run(self, verb, *args)
        self.refresh()

    def add_building(self) -> None:
        """Ask for a new building."""
        made = self._ask_building(
            _("New building"), {},
            lambda form, draft: actions.run(
                form, buildings.create_building, self.desk, draft, request=form.request
            ),
        )  # fmt: skip
        if made is not None:
            self.refresh()
            self.select(made.id)

    def edit_building(self, found: BuildingRow) -> None:
        """Ask for a building's new code, name, note."""
        self._ask_building(
            found.name, {"code": found.code, "name": found.name, "note": found.note},
            lambda form, draft: actions.run(
                form, buildings.update_building, self.desk, found.id, draft
            ),
        )  # fmt: skip
        self.refresh()

    def _ask_building(self, title: str, start: dict[str, Any], save: Any) -> Any:
        fields: list[Field] = [
            TextField("code", _("Code: how room codes begin"), limit=20, required=True,
                      placeholder="3"),
            TextField("name", _("Name"), limit=80, placeholder=_("as the code")),
            LinesField("note", _("Note"), limit=4000, lines=2),
        ]  # fmt: skip

        def finish(form: Any, v: dict[str, Any]) -> Any:
            return save(form, BuildingDraft(v["code"] or "", v["name"] or "", v["note"] or ""))

        return ask_form(self, title, fields, finish, start=start)

    def remove_building(self, found: BuildingRow) -> None:
        """Take out a building that was added by mistake."""
        question = _("Remove {name}?").format(name=found.name)
        if messages.confirm(self, question, yes=_("Remove"), danger=True):
            self._do(buildings.remove_building, self.desk, found.id)

    def add_entrance(self, found: BuildingRow) -> None:
        """Ask for a new entrance."""
        self._ask_entrance(
            _("Entrance of {name}").format(name=found.name), {},
            lambda form, v: actions.run(
                form, buildings.create_entrance, self.desk, found.id, v["code"] or "",
                v["name"] or "",
            ),
        )  # fmt: skip

    def edit_entrance(self, one: EntranceRow) -> None:
        """Ask for an entrance's new code and name."""
        self._ask_entrance(
            _("Entrance {name}").format(name=one.name or one.code),
            {"code": one.code, "name": one.name},
            lambda form, v: actions.run(
                form, buildings.update_entrance, self.desk, one.id, v["code"] or "",
                v["name"] or "",
            ),
        )  # fmt: skip

    def _ask_entrance(self, title: str, start: dict[str, Any], save: Any) -> None:
        fields: list[Field] = [
            TextField("code", _("Code: stands in room codes"), limit=20, required=True,
                      placeholder="2"),
            TextField("name", _("Name"), limit=80),
        ]  # fmt: skip
        ask_form(self, title, fields, save, start=start)
        self.refresh()

    def facility(self, one: FacilityRow | None, building: int | None) -> None:
        """Ask for the basics of a new facility, or of one that is there."""
        places = [(SITE, _("Whole site")), *((r.id, r.name) for r in self._rows.values())]
        day = self.desk
        fields: list[Field] = [
            TextField("name", _("Name"), limit=120, required=True),
            ChoiceField("kind", _("Kind"), texts.choices("facility.kind")),
            ChoiceField("building", _("Building"), places),
            TextField("place", _("Where exactly"), limit=200),
            TextField("maker", _("Maker"), limit=120),
            DateField("installed", _("Installed"), today=lambda: day.today),
            TextField("keeper", _("Who looks after it"), limit=120),
            PhoneField("phone", _("Telephone"), limit=60),
            LinesField("note", _("Note"), limit=4000, lines=2),
            CheckField("active", _("In use")),
        ]
        names = [field.key for field in fields]
        start: dict[str, Any] = {"kind": "lift", "building": building, "active": True}
        if one is not None:
            start = {name: getattr(one, name) for name in names}
        start["building"] = start["building"] or SITE

        def save(form: Any, v: dict[str, Any]) -> Any:
            draft = FacilityDraft(
                v["name"] or "", v["kind"], v["building"] or None, v["place"] or "",
                v["maker"] or "",
                v["installed"], v["keeper"] or "", v["phone"] or "", v["note"] or "", v["active"],
            )  # fmt: skip
            if one is None:
                return actions.run(form, facilities.create_facility, self.desk, draft,
                                   request=form.request)  # fmt: skip
            return actions.run(form, facilities.update_facility, self.desk, one.id, draft)

        title = one.name if one else _("New facility")
        ask_form(self, title, fields, save, start=start)
        self.refresh()
