"""The form of a call: who rings, what about, what was answered, what is still to come.

form.begin()   form.fill(draft)   form.draft() -> CallDraft   form.take(known)
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from desk import texts
from desk.core.desk import Desk
from desk.core.words import _
from desk.reception.calls.drafts import KINDS, NEXT, CallDraft
from desk.reception.calls.known import Known
from ui.kit.datefields import DateField, TimeField
from ui.kit.fields import LinesField, PhoneField, TextField
from ui.kit.form import Form
from ui.kit.segments import SegmentField
from ui.kit.unit_field import UnitField
from ui.reception.inputs import tidy

NOTHING = "none"
"""Stands for nothing more to come: a code cannot be blank on a button."""
_TEXTS = ("phone", "name", "subject", "answer", "for_whom", "outcome")


class CallForm(Form):
    """See the top of this module."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.person: int | None = None
        self._base: CallDraft | None = None
        self._filled: dict[str, Any] = {}
        kinds = [(code, texts.word("call.kind", code)) for code in KINDS]
        after = [(code or NOTHING, texts.word("call.then", code)) for code in NEXT]
        self.unit = UnitField("unit", _("Unit"), desk)
        self.add(
            PhoneField("phone", _("Number")),
            TextField("name", _("Caller"), limit=120),
            self.unit,
            SegmentField("direction", _("Direction"), texts.choices("call.direction")),
        )
        self.add(
            SegmentField("kind", _("Kind"), kinds, wide=True),
            LinesField("subject", _("What about"), limit=4000, lines=2),
            LinesField("answer", _("What was answered"), limit=4000, lines=2),
        )
        self.add(
            SegmentField("then", _("What is still to come"), after, wide=True),
            TextField("for_whom", _("For whom"), limit=120),
            DateField("day", _("By"), today=lambda: desk.today),
            TimeField("at", _("At")),
            LinesField("outcome", _("Outcome"), limit=4000, lines=2),
        )
        self.unit.chosen.connect(lambda _hit: self._other_unit())
        self["kind"].changed.connect(self._kind_changed)

    def begin(self) -> None:
        """Empty, for the next call."""
        self.person, self._base, self._filled = None, None, {}
        self.clear()
        self.set_values({"direction": "in", "kind": "inquiry", "then": NOTHING})
        self.show_field("outcome", False)
        self.dirty = False

    def fill(self, draft: CallDraft) -> None:
        """A call of the book, to put it right."""
        self.begin()
        values: dict[str, Any] = {key: getattr(draft, key) or None for key in _TEXTS}
        values |= {"direction": draft.direction, "kind": draft.kind, "then": draft.then or NOTHING}
        if draft.due is not None:
            here = self.desk.local(draft.due)
            values |= {"day": here.date(), "at": here.time()}
        self.set_values(values)
        self.unit.show_unit(draft.unit)
        self.person, self._base = draft.person, draft
        self.show_field("outcome", True)
        self.dirty = False

    def take(self, known: Known) -> None:
        """Fill in who it is, where nobody has typed anything else."""
        self.person = known.person
        name = tidy(self["name"].value())
        if known.name and name in ("", self._filled.get("name")):
            self["name"].set_value(known.name)
            self._filled["name"] = known.name
        if known.unit is not None and self.unit.value() in (None, self._filled.get("unit")):
            self.unit.show_unit(known.unit)
            self._filled["unit"] = known.unit

    @property
    def chosen_unit(self) -> int | None:
        """The unit that somebody chose by hand, not the one that the number filled in."""
        unit: int | None = self.unit.value()
        return None if unit == self._filled.get("unit") else unit

    def due(self) -> datetime | None:
        """By when, UTC; None for the usual time."""
        day, at = self["day"].value(), self["at"].value()
        base = self._base.due if self._base else None
        if day is None and at is None:
            return None
        if at is None:
            at = datetime.max.time().replace(hour=18, minute=0, second=0, microsecond=0)
        made = datetime.combine(day or self.desk.today, at, self.desk.zone).astimezone(UTC)
        if base is not None and abs((made - base).total_seconds()) < 60:
            return base  # the field shows whole minutes
        return made

    def draft(self) -> CallDraft:
        """What stands there."""
        values = self.values()
        then = values["then"] or NOTHING
        base = self._base
        return CallDraft(
            unit=self.unit.value(),
            person=self.person,
            direction=values["direction"] or "in",
            kind=values["kind"] or "inquiry",
            due=self.due(),
            then="" if then == NOTHING else then,
            department=base.department if base else None,
            owner=base.owner if base else None,
            outage=base.outage if base else None,
            outcome=values.get("outcome") or (base.outcome if base else ""),
            **{key: tidy(values.get(key)) for key in ("phone", "name", "for_whom")},
            **{key: values.get(key) or "" for key in ("subject", "answer")},
        )

    @property
    def base(self) -> CallDraft | None:
        """What the form was opened with; None for a new call."""
        return self._base

    def _kind_changed(self) -> None:
        if self["kind"].value() == "message" and self["then"].value() in (None, NOTHING):
            self["then"].set_value("message")

    def _other_unit(self) -> None:
        self._filled.pop("unit", None)

    def show_errors(self, errors: Mapping[str, str]) -> dict[str, str]:
        return super().show_errors({{"due": "day"}.get(k, k): v for k, v in errors.items()})
