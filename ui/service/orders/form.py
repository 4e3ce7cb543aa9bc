"""The form of a repair, in the order of the conversation: where, who, what, when, who goes.

    form = OrderForm(desk);  form.start(unit=7, text="…");  form.draft() -> OrderDraft
    form.start_with(amend.draft_of(desk, order))

What is under way at the same place already stands beside it (``SimilarCard``).
"""

from __future__ import annotations

from dataclasses import fields
from typing import Any

from PySide6.QtCore import Signal

from desk import texts
from desk.core.access import Permission
from desk.core.desk import Desk
from desk.core.words import _, pgettext
from desk.estate.facilities import facilities
from desk.service.orders.drafts import EngineerDraft, OrderDraft
from desk.service.orders.kinds import KindRow, kinds
from desk.service.orders.rows import engineers
from ui.kit.datefields import DateField, TimeField
from ui.kit.fields import ChoiceField, LinesField, PhoneField, TextField, clean
from ui.kit.form import Form
from ui.kit.popup import Hit
from ui.kit.segments import SegmentField
from ui.kit.unit_field import UnitField
from ui.kit.unit_people import AtUnit, PersonField, matching, people_at
from ui.service.orders.engineers import code_of, draft_of_code, words_of
from ui.service.orders.times import moment, parts

PAID = ("free", "paid")
KNOWN = {field.name for field in fields(OrderDraft)}


class OrderForm(Form):
    """See the top of this module. ``assigns`` asks who shall go, too."""

    asked = Signal()
    """Place or kind are others: what is under way there is to be looked at."""

    def __init__(self, desk: Desk, assigns: bool = True) -> None:
        super().__init__(columns=3)
        self.desk = desk
        self.kinds: dict[str, KindRow] = {}
        self._people: list[AtUnit] = []
        self._unit: int | None = None
        self._from: tuple[str, int | None] = ("", None)
        self._paid_by_hand = self._filling = False
        self._where()
        self._what()
        self._when(assigns and desk.allows(Permission.ORDER_DISPATCH))
        self.unit.changed.connect(self._unit_changed)
        self["kind"].changed.connect(self._kind_changed)
        self["facility"].changed.connect(self.asked)
        self["paid"].changed.connect(self._paid_chosen)

    # -- building

    def _where(self) -> None:
        self.unit = UnitField("unit", _("Unit"), self.desk, hint=_("empty: public area"))
        self.person = PersonField("name", _("Reported by"), free=True, limit=300,
                                  find=lambda text: matching(self._people, text))  # fmt: skip
        known = facilities(self.desk) if self.desk.allows(Permission.ESTATE_VIEW) else []
        rows = [(row.id, f"{row.building_name} {row.name}".strip()) for row in known if row.active]
        place = ChoiceField("facility", _("Facility"), [(0, "—"), *rows])
        self.add(
            self.unit, self.person,
            TextField("place", _("Public area"), limit=200,
                      placeholder=_("Lobby of building 3, car park B1")),
            PhoneField("phone", _("Telephone")),
            place.give_way(),
            ChoiceField("source", _("Came by"), texts.choices("order.source"), required=True),
        )  # fmt: skip

    def _what(self) -> None:
        self.kinds = {str(kind.id): kind for kind in kinds(self.desk)}
        self.add(
            SegmentField("kind", _("Kind"), [(key, row.name) for key, row in self.kinds.items()],
                         required=True, wide=True),
            LinesField("text", _("What is wrong"), limit=2000, lines=2, required=True),
            SegmentField("urgency", _("Urgency"), texts.choices("order.urgency"), required=True),
            SegmentField("paid", _("Paid for by"),
                         [("free", pgettext("repair", "Free")), ("paid", _("The customer pays"))],
                         required=True),
        )  # fmt: skip

    def _when(self, assigns: bool) -> None:
        self.add(
            DateField("wanted_day", _("Agreed for"), today=lambda: self.desk.today),
            TimeField("wanted_from", _("From")),
            TimeField("wanted_until", _("Until")),
        )
        crew = [(code_of(one), words_of(one)) for one in engineers(self.desk)] if assigns else []
        engineer = ChoiceField("engineer", _("Assign at once"), [("", _("assign later")), *crew])
        self.add(engineer.give_way())
        if not assigns:
            self.show_field("engineer", shown=False)

    # -- starting

    def start(self, **values: Any) -> None:
        """Empty it, with what is known already (as OrderDraft)."""
        given = {key: value for key, value in values.items() if key in KNOWN}
        given.setdefault("source", "visit")
        self.start_with(OrderDraft(**given))

    def start_with(self, draft: OrderDraft) -> None:
        """Show a draft."""
        self._filling = True
        self._from = (draft.from_kind, draft.from_id)
        self.unit.show_unit(draft.unit)
        self._unit_changed()
        day, begin = parts(self.desk, draft.wanted_from)
        _day, end = parts(self.desk, draft.wanted_until)
        self.set_values({
            "place": draft.place or None, "facility": draft.facility or 0,
            "phone": draft.phone or None,
            "source": draft.source, "text": draft.text or None, "urgency": draft.urgency,
            "kind": str(draft.kind) if draft.kind else None, "wanted_day": day,
            "wanted_from": begin, "wanted_until": end, "engineer": "",
            "paid": None if draft.paid is None else PAID[draft.paid],
        })  # fmt: skip
        known = next((one.hit for one in self._people if one.hit.key == draft.person), None)
        if draft.person is not None and known is None and draft.name:
            known = Hit(draft.name, "", "account-outline", draft.person)
        self.person.set_value(known if known and draft.person else draft.name or None)
        self.person.edit.setCursorPosition(0)
        self._filling = False
        self._paid_by_hand = draft.paid is not None
        self._kind_changed()
        self.dirty = False

    # -- values

    def draft(self) -> OrderDraft:
        """What stands there."""
        got, hit = self.values(), self.person.hit()
        day = got["wanted_day"]
        paid = got["paid"]
        return OrderDraft(
            unit=got["unit"], person=hit.key if hit else None, name=clean(self.person.text()),
            phone=got["phone"] or "", place=got["place"] or "", facility=got["facility"] or None,
            kind=int(got["kind"] or 0), urgency=got["urgency"] or "", text=got["text"] or "",
            source=got["source"] or "", from_kind=self._from[0], from_id=self._from[1],
            wanted_from=moment(self.desk, day, got["wanted_from"]),
            wanted_until=moment(self.desk, day, got["wanted_until"]),
            paid=None if paid is None else paid == "paid",
        )  # fmt: skip

    def engineer(self) -> EngineerDraft | None:
        """Who shall go, if that is said already."""
        return draft_of_code(self.values().get("engineer") or "")

    # -- what follows from what

    def _unit_changed(self) -> None:
        unit = self.unit.value()
        if unit == self._unit and unit is not None:
            return
        self._unit = unit
        self._people = people_at(self.desk, unit)
        tail = self._people[0].hit.subtitle if len(self._people) == 1 else ""
        self.person.edit.setPlaceholderText(", ".join(one.hit.title for one in self._people[:3]))
        field = self["phone"]
        if isinstance(field, PhoneField):
            field.edit.setPlaceholderText(tail.rpartition(" · ")[2] if " · " in tail else "")
        self.asked.emit()

    def _kind_changed(self) -> None:
        kind = self.kinds.get(self["kind"].value() or "")
        if kind is not None and not self._paid_by_hand and not self._filling:
            self._filling = True
            self["paid"].set_value(PAID[kind.paid])
            self._filling = False
        self.asked.emit()

    def _paid_chosen(self) -> None:
        if not self._filling:
            self._paid_by_hand = True
