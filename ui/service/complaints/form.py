"""The form of a complaint: first what kind it is, then the steps of that kind in order.

form = ComplaintForm(desk)              # or with row=: put right what was written
form.fill(ComplaintDraft(...))          # from a call or a unit card
form.draft(); form.follow()             # -> ComplaintDraft; what else was done at the counter
form.looked.connect(...)                # who, where or what it is about has changed
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QCheckBox

from desk import texts
from desk.core.access import Permission
from desk.core.desk import Desk
from desk.core.errors import DeskError
from desk.core.words import _, ngettext
from desk.estate.buildings import buildings
from desk.estate.departments import departments
from desk.fees.till.debts import debts_of_person, debts_of_unit
from desk.service.complaints.categories import tree
from desk.service.complaints.drafts import VALID, ComplaintDraft
from desk.service.complaints.phrases import phrases
from desk.service.complaints.rows import CategoryRow
from ui.kit.display import money
from ui.kit.fields import CheckField, ChoiceField, LinesField, PhoneField, TextField, clean
from ui.kit.form import Form
from ui.kit.phrases import PhrasesField
from ui.kit.plain import escape_amp, label
from ui.kit.popup import Hit
from ui.kit.segments import SegmentField
from ui.kit.unit_field import UnitField
from ui.kit.unit_people import AtUnit, PersonField, matching, people_at
from ui.service.complaints.steps import StepStrip, numbered

LOOK = 80  # ms after the last change before the books are looked through
STANDING_OF = {"owner": "owner", "tenant": "tenant", "company": "company", "family": "family"}
_TEXTS = ("phone", "place", "wanted", "text")
SHORT = 11  # characters of a phrase: four side by side where the form is wide, else two
CLOSE = 7  # px between rows: all of a new one is seen at 1366×768, under a line that is said
ASKED = ("kind", "department", "answer", "identity", "payments")
"""Not asked when what was written is put right: moves of their own change them."""


class ComplaintForm(Form):
    """See the top of this module."""

    looked = Signal()

    def __init__(self, desk: Desk, *, edit: bool = False) -> None:
        super().__init__(columns=4)
        self._grid.setVerticalSpacing(CLOSE)
        self.desk, self._edit = desk, edit
        self.links: tuple[tuple[str, int], ...] = ()
        self.owner: int | None = None
        self.base: ComplaintDraft | None = None  # what it was when it was opened to be put right
        self._people: list[AtUnit] = []
        self._tree: list[CategoryRow] = tree(desk, everything=edit)
        self._look = QTimer(self, singleShot=True, interval=LOOK)
        self._look.timeout.connect(self.looked)
        self._build()
        self._wire()
        self.set_values({"source": "visit", "severity": "ordinary"})
        self._kind_changed()
        self.dirty = False

    # -- building

    def _build(self) -> None:
        self.strip = StepStrip()
        kind = SegmentField("kind", _("What kind is it"), texts.choices("complaint.kind"),
                            required=not self._edit, wide=True)  # fmt: skip
        self.ask = label(
            _("First: have we failed in something, or do they want help, an answer, a listener?"),
            "hint",
        )
        kind.head.addWidget(self.ask)
        self.add(kind)
        self.add_widget(self.strip)
        self._who()
        self._what()
        self._first_answer()

    def _who(self) -> None:
        desk = self.desk
        places = [(row.id, row.name) for row in buildings(desk)]
        self.unit = UnitField("unit", _("Unit"), desk)
        self.person = PersonField(
            "name", _("Complainant"), find=self._find, free=True, limit=120,
            placeholder=_("Down: who is at the unit"),
        )  # fmt: skip
        self.add(
            self.unit,
            ChoiceField("building", _("or building"), [(0, ""), *places]).give_way(),
            TextField("place", _("Place"), limit=200, placeholder=_("Lift 2, car park B1")),
            self.person,
            PhoneField("phone", _("Telephone"), placeholder=_("empty: as on file")),
            ChoiceField("standing", _("Standing"), texts.choices("complaint.standing")),
        )

    def _what(self) -> None:
        lines = [(row.id, row.name) for row in self._tree if row.parent is None]
        offices = [(row.id, row.name) for row in departments(self.desk)]
        self.add(
            LinesField("text", _("What happened, in their words"), limit=4000, lines=2,
                       required=True).over(2),
            ChoiceField("line", _("Line"), lines).give_way(),
            ChoiceField("category", _("Category")).give_way(),
            ChoiceField("severity", _("Severity"), texts.choices("complaint.severity")),
            TextField("wanted", _("What they want"), limit=500),
            ChoiceField("source", _("How it came"), texts.choices("complaint.source")),
            ChoiceField("department", _("Department"), [(0, ""), *offices]).give_way(),
        )  # fmt: skip

    def _first_answer(self) -> None:
        self.owed = label("", "hint", wrap=True)
        self.answer = PhrasesField(
            "answer", _("What was said to them"), limit=500, lines=2, short=SHORT,
            hint=_("written down, it counts as the response"),
        )  # fmt: skip
        self.answer.offer(phrases("respond"))
        self.answer.bind(self)
        self.add(
            CheckField("identity", _("It is confirmed who it is")),
            CheckField("payments", _("The payments were looked at")),
            self.answer,
        )
        self.add_widget(self.owed)

    def _wire(self) -> None:
        self["kind"].changed.connect(self._kind_changed)
        self.unit.changed.connect(self._unit_changed)
        self.person.chosen.connect(self._person_chosen)
        self["line"].changed.connect(self._line_changed)
        for key in ("unit", "name", "building", "category", "line"):
            self[key].changed.connect(self._look.start)
        for key in ("department", "answer", "identity", "payments", "text"):
            self[key].changed.connect(self._mark)

    # -- what follows from what

    def _kind_changed(self) -> None:
        kind = self["kind"].value() or ""
        talk = bool(kind) and kind != VALID
        self.ask.setVisible(not kind and not self._edit)
        self.strip.setVisible(bool(kind) and not self._edit)
        for key in ("identity", "payments"):
            self.show_field(key, talk and not self._edit)
        for key in ("kind", "department", "answer"):
            self.show_field(key, not self._edit)
        words = _("Department")
        if kind == VALID:  # its number alone: the words stand above, wider than a column
            words = f"{numbered(kind, 'department').partition(' ')[0]} {words}"
        self["department"].name.setText(words if not talk else _("or pass it to"))
        self.answer.over(4 if talk else 2)  # else it stands beside the department
        said = _("What was said to them")
        self.answer.name.setText(numbered(kind, "answer") if talk else said)
        for key in ("identity", "payments"):
            box = self[key].widget
            if isinstance(box, QCheckBox) and talk:
                box.setText(escape_amp(numbered(kind, key)))
        self._show_owed()
        self._mark()

    def _unit_changed(self) -> None:
        self._people = people_at(self.desk, self.unit.value())
        for key in ("building",):
            self[key].setEnabled(self.unit.value() is None)
        self._show_owed()

    def _find(self, text: str) -> list[Hit]:
        return matching(self._people, text)

    def _person_chosen(self, hit: Hit) -> None:
        role = next((one.role for one in self._people if one.hit.key == hit.key), "")
        if not self["standing"].value():
            self["standing"].set_value(STANDING_OF.get(role, "other"))

    def _line_changed(self) -> None:
        line = self["line"].value()
        below = [(row.id, row.name) for row in self._tree if row.parent == line and line]
        self["category"].set_choices([(0, ""), *below])  # type: ignore[attr-defined]

    def _show_owed(self) -> None:
        kind = self["kind"].value() or ""
        unit, hit = self.unit.value(), self.person.hit()
        person = hit.key if hit else None
        shown = bool(kind) and kind != VALID and not self._edit
        shown = shown and self.desk.allows(Permission.FEES_VIEW) and bool(unit or person)
        self.owed.setVisible(shown)
        if not shown:
            return
        try:
            found = (
                debts_of_unit(self.desk, unit) if unit else debts_of_person(self.desk, person or 0)
            )
        except DeskError:
            found = []
        total = sum(debt.total for debt in found)
        words = _("They owe nothing.")
        if total:
            words = ngettext(
                "They owe {amount}: {n} charge, the oldest due {day}.",
                "They owe {amount}: {n} charges, the oldest due {day}.", len(found),
            ).format(amount=money(total), n=len(found), day=found[0].due.isoformat())  # fmt: skip
        self.owed.setText(words)

    def _mark(self) -> None:
        """Show which steps are answered."""
        kind, filled = self["kind"].value() or "", set()
        if self["text"].value():
            filled.add("record")
        if kind == VALID:
            filled.add("nature")
        if self["department"].value():
            filled.add("department" if kind == VALID else "answer")
        if self["answer"].value() and kind != VALID:
            filled.add("answer")
        filled |= {key for key in ("identity", "payments") if self[key].value()}
        self.strip.show_kind(kind, filled)

    # -- values

    def fill(self, draft: ComplaintDraft) -> None:
        """Show a draft."""
        self.links, self.owner = tuple(draft.links), draft.owner
        self.unit.show_unit(draft.unit)
        self._unit_changed()
        self.set_values({
            "kind": draft.kind, "building": draft.building or 0, "place": draft.place or None,
            "phone": draft.phone or None, "standing": draft.standing or None,
            "text": draft.text or None, "severity": draft.severity, "source": draft.source,
            "wanted": draft.wanted or None, "department": draft.department or 0,
        })  # fmt: skip
        known = next((one.hit for one in self._people if one.hit.key == draft.person), None)
        if known is None and draft.person is not None:
            known = Hit(draft.name or _("Person on file"), key=draft.person)
        self.person.set_value(known or draft.name or None)
        self._show_category(draft.category)
        self._kind_changed()

    def _show_category(self, category: int) -> None:
        node = next((row for row in self._tree if row.id == category), None)
        if node is None:
            return
        self["line"].set_value(node.parent or node.id)
        self._line_changed()
        self["category"].set_value(node.id if node.parent else 0)

    def draft(self) -> ComplaintDraft:
        """What stands there."""
        hit = self.person.hit()
        said = {key: clean(str(self[key].value() or ""), lines=True) for key in _TEXTS}
        unit = self.unit.value()
        return ComplaintDraft(
            kind=self["kind"].value() or VALID, unit=unit,
            building=None if unit else self["building"].value() or None,
            person=hit.key if hit else None, name=clean(self.person.text()),
            standing=self["standing"].value() or "", source=self["source"].value() or "visit",
            severity=self["severity"].value() or "ordinary", category=self.node,
            department=self["department"].value() or None, owner=self.owner, links=self.links,
            **said,
        )  # fmt: skip

    @property
    def node(self) -> int:
        """The category, or the line alone."""
        return int(self["category"].value() or self["line"].value() or 0)

    def follow(self) -> tuple[list[str], str]:
        """The steps that were ticked, and what was said."""
        got = self.values()
        ticked = [key for key in ("identity", "payments") if got.get(key)]
        return ticked, clean(str(got.get("answer") or ""), lines=True)

    # -- drafts

    def state(self) -> dict[str, Any]:
        more = {"unit": self.unit.value(), "links": self.links, "owner": self.owner,
                "category": self.node, "base": self.base and asdict(self.base)}  # fmt: skip
        return {**super().state(), "more": more}

    def restore(self, state: Mapping[str, Any]) -> None:
        more = state.get("more", {})
        if more.get("unit"):
            self.unit.show_unit(more["unit"])
        super().restore({**state, "fields": {
            key: value for key, value in state.get("fields", {}).items()
            if key not in ("category", "line") and (key != "unit" or not more.get("unit"))
        }})  # fmt: skip
        self._unit_changed()
        self._show_category(more.get("category", 0))
        if not more:
            self._line_changed()
        self.links, self.owner = more.get("links", ()), more.get("owner")
        if more.get("base"):  # what was typed then was typed over what stood there then
            self.base = ComplaintDraft(**more["base"])
        self._kind_changed()
