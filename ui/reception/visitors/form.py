"""The visitor's form: the five steps of the conversation on one screen, in three modes.

    form = VisitForm(desk)
    form.begin("in")            # "in": signs in; "expect": an appointment; "edit": puts right
    form.fill(draft, choice)    # from a VisitDraft
    form.draft()                # -> VisitDraft

Where its fields stand is told in ``form_cards``.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, time, timedelta
from typing import Any

from PySide6.QtWidgets import QWidget

from desk.core.desk import Desk
from desk.core.identity import Document
from desk.core.settings import REGION
from desk.core.words import _
from desk.reception.visitors.drafts import CompanionDraft, VisitDraft
from desk.reception.visitors.hosts import HostChoice
from desk.reception.visitors.lookups import free_badges
from desk.reception.visitors.options import stay_minutes
from ui.reception.inputs import tidy
from ui.reception.visitors.form_cards import VisitCards

ONLY_IN = ("identity", "reception", "water", "badge", "photo")
"""Fields of somebody who stands at the counter: an appointment has none of them."""
AT_HOME = {"unit": "host", "department": "host", "expected_at": "at"}
"""Where refusals about columns without a field of their own are shown."""
NIGHT = 18  # o'clock from which a leaving time in the morning is tomorrow's
_TEXTS = ("name", "phone", "company", "plate", "items", "badge", "note", "document")
_CODES = ("sex", "identity", "confirmed", "reception")


class VisitForm(VisitCards):
    """See the top of this module."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.mode = "in"
        self._kept: VisitDraft | None = None
        self._counted = 1
        self._document = usual_document(desk)
        self.host.changed.connect(self._host_changed)
        self.purpose.changed.connect(self._say_leaving)
        self["companions"].changed.connect(self._count_people)

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


def _companion(tag: str) -> CompanionDraft:
    name, _blank, tail = tag.rpartition(" ")
    if name and len(tail) >= 6 and any(c.isdigit() for c in tail):
        return CompanionDraft(name.strip(), tail)
    return CompanionDraft(tag)


def usual_document(desk: Desk) -> str:
    """The kind of document that most people of this region show."""
    return str(Document.HKID if desk.settings.get(REGION) == "HK" else Document.ID_CARD)
