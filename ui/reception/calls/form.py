"""The form of a call: who rings, what about, what was answered, what is still to come.

form.begin()   form.fill(draft)   form.draft() -> CallDraft   form.take(known)
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, time
from typing import Any

from PySide6.QtCore import QTimer

from desk import texts
from desk.core.desk import Desk
from desk.core.words import _
from desk.reception.calls.drafts import NEXT, CallDraft
from desk.reception.calls.known import Known
from desk.reception.calls.said import phrases
from desk.reception.calls.told import Script
from desk.reception.calls.whom import Somebody, offices
from ui.kit.datefields import DateField, TimeField
from ui.kit.fields import ChoiceField, LinesField
from ui.kit.form import Form
from ui.kit.phrases import PhrasesField
from ui.kit.popup import Hit
from ui.kit.segments import SegmentField
from ui.kit.unit_field import UnitField
from ui.reception.calls.fields import CallerField, NumberField, WhomField
from ui.reception.inputs import tidy

NOTHING = "none"
"""Stands for nothing more to come: a code cannot be blank on a button."""
EVENING = time(18)
_TEXTS = ("phone", "subject", "answer", "outcome")
_OWN = ("unit", "name", "for_whom")
_WHOM = ("department", "for_whom", "day", "at")


class CallForm(Form):
    """See the top of this module."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(columns=4)
        self.desk = desk
        self.known: Known | None = None
        self._base: CallDraft | None = None
        self._filled: dict[str, Any] = {}
        self._scripts: tuple[Script, ...] = ()
        self.number = NumberField("phone", _("Telephone"), placeholder=_("empty: withheld"))
        self.unit = UnitField("unit", _("Unit"), desk)
        self.person = CallerField(desk, lambda: (self.known, self.unit.value()))
        self.whom = WhomField(desk)
        self._build()
        self.unit.chosen.connect(lambda _hit: self._filled.pop("unit", None))
        self.person.chosen.connect(self.choose)
        self.whom.chosen.connect(self._colleague_chosen)
        for key in ("kind", "then"):
            self[key].changed.connect(self._ask)
        self["kind"].changed.connect(self._kind_changed)

    def _build(self) -> None:
        after = [(code or NOTHING, texts.word("call.then", code)) for code in NEXT]
        self.answer = PhrasesField("answer", _("What was answered"), limit=4000, lines=2)
        self.answer.bind(self)
        self.add(
            self.number,
            self.person,
            self.unit,
            SegmentField("direction", _("Direction"), texts.choices("call.direction")),
            LinesField("subject", _("What about"), limit=4000, lines=2),
            SegmentField("kind", _("Kind"), texts.choices("call.kind"), wide=True),
            self.answer,
            SegmentField("then", _("What is still to come"), after, wide=True),
            ChoiceField("department", _("Department"), [(0, ""), *offices(self.desk)]).give_way(),
            self.whom,
            DateField("day", _("Due by"), today=lambda: self.desk.today,
                      placeholder=_("usual time")),
            TimeField("at", _("At")),
            LinesField("outcome", _("Outcome"), limit=4000, lines=2),
        )  # fmt: skip

    def begin(self) -> None:
        """Empty, for the next call."""
        self.known, self._base, self._filled = None, None, {}
        self.clear()
        self.set_values({"direction": "in", "kind": "inquiry", "then": NOTHING})
        self.show_field("outcome", False)
        self._ask()
        self.dirty = False

    def fill(self, draft: CallDraft) -> None:
        """A call of the book, to put it right."""
        self.begin()
        values: dict[str, Any] = {key: getattr(draft, key) or None for key in _TEXTS}
        values |= {"direction": draft.direction, "kind": draft.kind, "then": draft.then or NOTHING}
        if draft.due is not None:
            here = self.desk.local(draft.due)
            values |= {"day": here.date(), "at": here.time()}
        self.set_values({**values, "department": draft.department or 0})
        self.unit.show_unit(draft.unit)
        self.person.set_person(draft.name, draft.person)
        self.whom.set_person(draft.for_whom, draft.owner)
        self._base = draft
        self.show_field("outcome", True)
        self._ask()
        self.dirty = False

    def rebase(self, theirs: CallDraft) -> None:
        """Somebody else has saved this call meanwhile: theirs where nothing was typed here."""
        mine, base = self.draft(), self._base
        if base is None:
            return
        errors = {key: field.error for key, field in self.fields.items() if field.error}
        kept = {
            key: getattr(theirs if getattr(mine, key) == getattr(base, key) else mine, key)
            for key in CallDraft.__dataclass_fields__
        }
        request = self.request
        self.fill(CallDraft(**kept))
        self._base, self.request, self.dirty = theirs, request, True
        self.show_errors(errors)

    # -- who it is

    def take(self, known: Known) -> None:
        """Fill in who it is, where nobody has typed anything else."""
        filled = self._filled.get("name", ("", None))
        if self.person.said in (("", None), filled):
            if filled != (known.name, self.person.person) or known.person != self.person.person:
                self.person.set_person(known.name, known.person)
            self._filled["name"] = self.person.said
        unit = self.unit.value()
        if unit in (None, self._filled.get("unit", 0)):
            if unit != known.unit:
                self.unit.set_hit(Hit(known.unit_code, key=known.unit) if known.unit else None)
            self._filled["unit"] = known.unit

    def choose(self, one: Somebody) -> None:
        """It is this one."""
        self._filled.clear()
        self.person.set_person(one.name, one.person)
        if one.unit is not None:
            self.unit.show_unit(one.unit)
        self._touched()

    @property
    def chosen_unit(self) -> int | None:
        """The unit that somebody chose by hand, not the one that the number filled in."""
        unit: int | None = self.unit.value()
        return None if unit == self._filled.get("unit") else unit

    @property
    def chosen_person(self) -> int | None:
        """The same for the customer."""
        return None if self._filled.get("name") == self.person.said else self.person.person

    def _colleague_chosen(self, hit: Hit) -> None:
        """Their department, if none was chosen."""
        combo = self["department"]
        if not combo.value():
            names = {words.partition(" · ")[0]: key for key, words in offices(self.desk)}
            combo.set_value(names.get(hit.subtitle, 0))

    # -- what is told

    def tell(self, known: Known) -> None:
        """Offer what such callers are told now before the neutral phrases."""
        self.known, self._scripts = known, known.scripts
        self.answer.offer([*(each.text for each in known.scripts), *phrases()])

    def _told(self) -> int | None:
        """The script that was read out: whose words stand in the answer."""
        base, said = self._base, str(self["answer"].value() or "")
        found = next((each.id for each in self._scripts if each.text in said), None)
        if found is None and base is not None and base.answer == said:
            return base.outage
        return found

    # -- values

    def due(self) -> datetime | None:
        """By when, UTC; None for the usual time."""
        day, at = self["day"].value(), self["at"].value()
        base = self._base.due if self._base else None
        if day is None and at is None:
            return None
        made = datetime.combine(day or self.desk.today, at or EVENING, self.desk.zone)
        made = made.astimezone(UTC)
        if base is not None and abs((made - base).total_seconds()) < 60:
            return base  # the field shows whole minutes
        return made

    def draft(self) -> CallDraft:
        """What stands there."""
        values, base = self.values(), self._base
        then = values["then"] or NOTHING
        asked = not self["day"].isHidden()
        return CallDraft(
            unit=self.unit.value(),
            person=self.person.person,
            name=tidy(self.person.text()),
            direction=values["direction"] or "in",
            kind=values["kind"] or "inquiry",
            due=self.due() if asked else base.due if base else None,
            then="" if then == NOTHING else then,
            department=self["department"].value() or None,
            for_whom=tidy(self.whom.text()),
            owner=self.whom.person,
            outage=self._told(),
            outcome=values.get("outcome") or (base.outcome if base else ""),
            phone=tidy(values.get("phone")),
            **{key: values.get(key) or "" for key in ("subject", "answer")},
        )

    @property
    def base(self) -> CallDraft | None:
        """What the form was opened with; None for a new call."""
        return self._base

    def _kind_changed(self) -> None:
        if self["kind"].value() == "message" and self["then"].value() in (None, NOTHING):
            self["then"].set_value("message")

    def _ask(self) -> None:
        """Whom and by when is asked where somebody has to do something."""
        waits = self["then"].value() not in (None, NOTHING)
        some = waits or self["kind"].value() == "transfer"
        base = self._base
        some = some or bool(base and (base.for_whom or base.department or base.owner))
        for key in _WHOM:
            shown = waits or (some and key in ("department", "for_whom"))
            if self[key].isHidden() == shown or self[key].parentWidget() is None:
                self.show_field(key, shown)
                if shown and self.isVisible():  # it may stand below what is seen
                    QTimer.singleShot(0, self, self._show_whom)

    def _show_whom(self) -> None:
        self.area.ensureWidgetVisible(self["for_whom"])

    # -- drafts

    def state(self) -> dict[str, Any]:
        more = {"unit": self.unit.hit(), "filled": dict(self._filled), "base": self._base,
                "name": self.person.said, "whom": self.whom.said}  # fmt: skip
        return {**super().state(), "more": more}

    def restore(self, state: Mapping[str, Any]) -> None:
        more = state.get("more", {})
        self._base = more.get("base")
        self.show_field("outcome", self._base is not None)
        fields = {k: v for k, v in state.get("fields", {}).items() if k not in _OWN or not more}
        super().restore({**state, "fields": fields})
        if more:
            self._filled = dict(more["filled"])
            # typed and not chosen, it is words
            self.unit.set_value(more["unit"] or state.get("fields", {}).get("unit"))
            self.person.put_back(more["name"])
            self.whom.put_back(more["whom"])
        self._ask()

    def show_errors(self, errors: Mapping[str, str]) -> dict[str, str]:
        place = {"due": "day", "owner": "for_whom", "person": "name"}
        for key in ("department", "for_whom", "due"):
            field = place.get(key, key)
            if key in errors and self[field].isHidden():
                self.show_field(field, True)
        return super().show_errors({place.get(k, k): v for k, v in errors.items()})
