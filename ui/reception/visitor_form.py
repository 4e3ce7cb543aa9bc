"""The visitor's form: the five steps of the conversation on one screen, in three modes.

    form = VisitForm(desk)
    form.begin("in")            # "in": signs in; "expect": an appointment; "edit": puts right
    form.fill(draft, choice)    # from a VisitDraft
    form.draft()                # -> VisitDraft

What it holds is the kit's Form; only where the fields stand is its own: two columns of cards, so
that nothing scrolls at 1366 x 768.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, time, timedelta
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QVBoxLayout, QWidget

from desk import texts
from desk.core.desk import Desk
from desk.core.identity import Document
from desk.core.settings import REGION
from desk.core.words import _
from desk.reception.visitors.drafts import MOST_PEOPLE, CompanionDraft, VisitDraft
from desk.reception.visitors.hosts import HostChoice
from desk.reception.visitors.lookups import free_badges
from desk.reception.visitors.options import purposes, stay_minutes
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
from ui.kit.plain import card, label
from ui.kit.suggest import TagField
from ui.reception.inputs import HostField, PhotoField, PurposeField, SegmentField, tidy

ONLY_IN = ("identity", "reception", "water", "badge", "photo")
"""Fields of somebody who stands at the counter: an appointment has none of them."""
AT_HOME = {"unit": "host", "department": "host", "expected_at": "at"}
"""Where refusals about columns without a field of their own are shown."""
TOP = Qt.AlignmentFlag.AlignTop
NIGHT = 18  # o'clock from which a leaving time in the morning is tomorrow's
_TEXTS = ("name", "phone", "company", "plate", "items", "badge", "note", "document")
_CODES = ("sex", "identity", "confirmed", "reception")


class VisitForm(Form):
    """See the top of this module."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.mode = "in"
        self._kept: VisitDraft | None = None
        self._counted = 1
        self.known: QVBoxLayout
        self._make_fields()
        self._place()
        self.host.changed.connect(self._host_changed)
        self.purpose.changed.connect(self._say_leaving)
        self["companions"].changed.connect(self._count_people)

    # -- building

    def _make_fields(self) -> None:
        desk = self.desk
        regional = Document.HKID if desk.settings.get(REGION) == "HK" else Document.ID_CARD
        self._document = str(regional)
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
                "companions", _("Companions"), limit=60, most=MOST_PEOPLE - 1,
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
        self._grid.addWidget(self._identity(), 1, 0)
        self._grid.addWidget(self._second(), 1, 1)
        self._grid.setColumnStretch(0, 1)
        self._grid.setColumnStretch(1, 1)
        self._grid.setRowStretch(2, 1)

    def _first(self) -> QFrame:
        grid = _grid(12)
        self.instructions = label("", "strong", wrap=True, copy=True)
        self.banner = QFrame()
        self.banner.setProperty("role", "bar")
        self.banner.setProperty("tone", "due")
        inner = QVBoxLayout(self.banner)
        inner.setContentsMargins(12, 7, 12, 7)
        inner.addWidget(self.instructions)
        self.banner.hide()
        grid.addWidget(_step(1, _("What for, and to whom")), 0, 0, 1, 12)
        grid.addWidget(self.purpose, 1, 0, 1, 3, TOP)
        grid.addWidget(self.host, 1, 3, 1, 5, TOP)
        grid.addWidget(self["host_name"], 1, 8, 1, 4, TOP)
        grid.addWidget(self["day"], 1, 8, 1, 2, TOP)
        grid.addWidget(self["at"], 1, 10, 1, 2, TOP)
        grid.addWidget(self.purpose.chips, 2, 0, 1, 12)
        self._top = grid
        self._place_banner(beside=False)
        return _card(grid)

    def _place_banner(self, beside: bool) -> None:
        """Standing instructions stand beside the host where there is room, else beneath."""
        self._top.addWidget(self.banner, *((1, 8, 1, 4) if beside else (3, 0, 1, 12)))

    def _identity(self) -> QFrame:
        grid = _grid(6)
        self.known = QVBoxLayout()
        self.known.setSpacing(4)
        grid.addWidget(_step(2, _("Who it is")), 0, 0, 1, 6)
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
        return _card(grid)

    def _second(self) -> QFrame:
        grid = _grid(6)
        grid.addWidget(_step(3, _("Ask the host")), 0, 0, 1, 6)
        grid.addWidget(self["confirmed"], 1, 0, 1, 6, TOP)
        grid.addWidget(self["confirmed_by"], 2, 0, 1, 6, TOP)
        self.steps = [_step(4, _("Seat or guide")), _step(5, _("Water"))]
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
        return _card(grid)

    def _arrange(self) -> None:
        # the cards stand where _place put them; only the order of Tab is the kit's
        self._relay.stop()
        self._tab_order()

    # -- modes

    def begin(self, mode: str) -> None:
        """Empty the form for a new one in ``mode``: in, expect or edit."""
        self.mode, self._kept, self._counted = mode, None, 1
        self.clear()
        coming = mode == "expect"
        for key in ("day", "at"):
            self.show_field(key, coming)
        for key in ONLY_IN:
            self.show_field(key, not coming)
        for step in self.steps:
            step.setVisible(not coming)
        self.show_field("host_name", False)
        first = self.purpose.purposes[0] if self.purpose.purposes else None
        self.set_values({"purpose": first, "document_kind": self._document, "people": 1})
        if coming:
            self.set_values({"day": self.desk.today, "confirmed": "appointment"})
        self._propose_badge()
        self.purpose.mark()
        self._host_changed()
        self.dirty = False

    def _propose_badge(self) -> None:
        free = free_badges(self.desk, 1)
        self.badge.edit.setPlaceholderText(_("Free: {badge}").format(badge=free[0]) if free else "")
        self._free = free[0] if free else ""

    def take_badge(self) -> bool:
        """Fill in the next free badge; False if there is none."""
        if self._free:
            self["badge"].set_value(self._free)
        return bool(self._free)

    def focus_start(self) -> None:
        """Put the cursor where the conversation is: at the host, or at the first name missing."""
        self[("host" if self.host.choice() is None else "name")].widget.setFocus()

    # -- values

    def fill(self, draft: VisitDraft, choice: HostChoice | None) -> None:
        """Show a draft; ``choice`` is its host."""
        values: dict[str, Any] = {
            key: getattr(draft, key) or None for key in (*_TEXTS, *_CODES, "confirmed_by")
        }
        values["purpose"] = draft.purpose or self.purpose.value()
        values["document_kind"] = draft.document_kind or self._document
        values["companions"] = [f"{c.name} {c.document}".strip() for c in draft.companions]
        values["people"] = draft.people
        values["water"] = draft.water
        if draft.leave_by is not None:
            values["leave_by"] = self.desk.local(draft.leave_by).time()
        if draft.expected_at is not None:
            here = self.desk.local(draft.expected_at)
            values |= {"day": here.date(), "at": here.time()}
        self.set_values(values)
        self._counted, self._kept = draft.people, draft
        if choice is not None:
            self.host.set_choice(choice)
        self["host_name"].set_value(draft.host_name or None)
        self["people"].set_value(draft.people)
        self._host_changed()

    def draft(self) -> VisitDraft:
        """What stands there."""
        values = self.values()
        choice = self.host.choice()
        own = choice.name if choice and choice.person is None else ""
        expected = self.expected_at()
        here: dict[str, Any] = {key: tidy(values.get(key)) for key in (*_TEXTS, *_CODES)}
        document_kind = values.get("document_kind") or "" if here["document"] else ""
        if here["document"] and not here["identity"] and self.mode == "in":
            here["identity"] = "document"
        return VisitDraft(
            purpose=tidy(values.get("purpose")),
            unit=choice.unit if choice else None,
            department=choice.department if choice else None,
            host=choice.person if choice else None,
            host_name=tidy(values.get("host_name")) or own,
            document_kind=document_kind,
            people=values.get("people") or 1,
            companions=tuple(_companion(tag) for tag in values["companions"]),
            confirmed_by=tidy(values.get("confirmed_by")),
            water=bool(values.get("water")),
            expected_at=expected,
            leave_by=self._leave_by(values.get("leave_by"), expected),
            photo=values.get("photo"),
            **here,
        )

    def expected_at(self) -> datetime | None:
        """When the visitor is expected, UTC; None but for an appointment."""
        if self["day"].isHidden():
            return None
        day, at = self["day"].value(), self["at"].value()
        if day is None or at is None:
            return None
        return datetime.combine(day, at, self.desk.zone).astimezone(UTC)

    def _leave_by(self, at: time | None, expected: datetime | None) -> datetime | None:
        if at is None:
            return None
        kept = self._kept.leave_by if self._kept else None
        if kept is not None:
            old = self.desk.local(kept)
            if (old.hour, old.minute) == (at.hour, at.minute):
                return kept
        start = self.desk.local(expected or self.desk.now)
        found = datetime.combine(start.date(), at, self.desk.zone)
        if found <= start and start.hour >= NIGHT and at.hour < 12:
            found += timedelta(days=1)
        return found.astimezone(UTC)

    # -- what follows from what

    def _host_changed(self) -> None:
        choice = self.host.choice()
        self.instructions.setText("\n".join(choice.instructions) if choice else "")
        self.banner.setVisible(bool(choice and choice.instructions))
        alone = choice is not None and choice.person is None and not choice.name
        self.show_field("host_name", alone and self.mode != "expect")
        self._place_banner(beside=not alone and self.mode != "expect")
        by = choice.name if choice else ""
        hint = _("Who said yes; {name} if left empty").format(name=by) if by else ""
        self.confirmer.edit.setPlaceholderText(hint)

    def _say_leaving(self) -> None:
        start = self.expected_at() or self.desk.now
        until = start + timedelta(minutes=stay_minutes(self.desk, self.purpose.value() or ""))
        words = _("{time} by purpose").format(time=f"{self.desk.local(until):%H:%M}")
        self.leaves.edit.setPlaceholderText(words)

    def _count_people(self) -> None:
        field = self["people"]
        named = 1 + len(self["companions"].value())
        if field.value() in (None, self._counted) or (field.value() or 0) < named:
            field.set_value(named)
            self._counted = named

    def show_errors(self, errors: Mapping[str, str]) -> dict[str, str]:
        moved: dict[str, str] = {}
        for key, text in errors.items():
            moved.setdefault(AT_HOME.get(key, key), text)
        return super().show_errors(moved)

    def state(self) -> dict[str, Any]:
        return {**super().state(), "mode": self.mode, "kept": self._kept}

    def restore(self, state: Mapping[str, Any]) -> None:
        self.begin(state.get("mode", "in"))
        super().restore(state)
        self._kept = state.get("kept")
        self._host_changed()
        self.purpose.mark()


def _step(number: int, words: str) -> QLabel:
    return label(f"{number}  {words}", "section")


def _grid(columns: int) -> QGridLayout:
    made = QGridLayout()
    made.setHorizontalSpacing(12)
    made.setVerticalSpacing(7)
    for number in range(columns):
        made.setColumnStretch(number, 1)
        made.setColumnMinimumWidth(number, theme.px(40))
    return made


def _card(grid: QGridLayout) -> QFrame:
    made = card()
    box = QVBoxLayout(made)
    box.setContentsMargins(16, 10, 16, 12)
    box.addLayout(grid)
    box.addStretch(1)
    return made


def _companion(tag: str) -> CompanionDraft:
    name, _blank, tail = tag.rpartition(" ")
    if name and len(tail) >= 6 and any(c.isdigit() for c in tail):
        return CompanionDraft(name.strip(), tail)
    return CompanionDraft(tag)
