"""The form of a release slip: what follows from what, and its values as the desk's drafts.

form = SlipForm(desk)
form.begin()                 # an empty one
form.fill(draft)             # from a SlipDraft
form.draft(); form.decided() # -> SlipDraft, DecisionDraft or None
form.look()                  # read what is owed anew
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from desk import texts
from desk.core.access import Permission
from desk.core.desk import Desk
from desk.core.errors import DeskError, Refused
from desk.core.words import _, listed
from desk.reception.slips import figures, options
from desk.reception.slips.drafts import DecisionDraft, ItemDraft, SlipDraft, authority_needed
from desk.reception.slips.goods import suggest_goods
from ui.kit import messages
from ui.kit.display import money
from ui.kit.fields import clean
from ui.kit.plain import short
from ui.kit.popup import Hit
from ui.kit.unit_people import AtUnit, matching, people_at
from ui.reception.slips.form_cards import SlipCards
from ui.reception.visitors.form import usual_document

AT_HOME = {"document_number": "document", "second": "decision", "decision_reason": "reason",
           "person": "name"}  # fmt: skip
"""Where refusals about columns without a field of their own are shown."""
STANDING_OF = {"owner": "owner", "tenant": "tenant", "company": "company"}
_TEXTS = ("phone", "document", "authority_name", "authority_note", "carrier", "plate", "note")
_CODES = ("kind", "standing", "identity", "document_kind", "authority")


class SlipForm(SlipCards):
    """See the top of this module."""

    def __init__(self, desk: Desk) -> None:
        self._people: list[AtUnit] = []
        self.first: figures.Figures | None = None
        super().__init__(desk)
        self._unit: int | None = None
        self.unit.changed.connect(self._unit_changed)
        self["kind"].changed.connect(self._kind_changed)
        self.person.chosen.connect(self._person_chosen)
        self["standing"].changed.connect(self._standing_changed)
        self.person.changed.connect(self._say_needed)
        self["authority"].changed.connect(self._show_authority)
        self.decision.changed.connect(self._show_decision)
        self.rings.rung.connect(self._rung)
        self.begin()

    # -- starting

    def begin(self) -> None:
        """Empty the form for a new slip."""
        self.clear()
        self.first = None
        today = self.desk.today
        self.set_values({"document_kind": usual_document(self.desk), "identity": "document",
                         "valid_from": today, "valid_until": today})  # fmt: skip
        self._unit_changed()
        self._show_authority()
        self.dirty = False

    def fill(self, draft: SlipDraft) -> None:
        """Show a draft."""
        self.unit.show_unit(draft.unit)
        self._unit_changed()
        self.set_values({key: getattr(draft, key) or None for key in (*_TEXTS, *_CODES)})
        known = next((one.hit for one in self._people if one.hit.key == draft.person), None)
        self.person.set_value(known if known and draft.person else draft.name or None)
        self.goods.set_drafts(draft.items)
        self.rings.set_value(draft.rings)
        first = draft.valid_from or self.desk.today
        self.set_values({"valid_from": first, "valid_until": draft.valid_until or first})
        self._show_authority()

    def focus_start(self) -> None:
        """Put the cursor where the conversation is."""
        empty = (key for key in ("unit", "name", "kind") if self[key].value() is None)
        self[next(empty, "document")].widget.setFocus()
        self.area.verticalScrollBar().setValue(0)

    def _in_sight(self, part: QWidget) -> None:
        inner = self.area.widget()
        layout = inner.layout() if inner is not None else None
        if inner is not None and layout is not None:
            layout.activate()  # what was just shown has its place now
            inner.adjustSize()
        self.area.ensureWidgetVisible(part, 0, 20)

    # -- values

    def draft(self) -> SlipDraft:
        """What stands there."""
        self.goods.settle()
        hit = self.person.hit()
        texts_ = {key: clean(str(self[key].value() or ""), lines=True) for key in _TEXTS}
        codes = {key: self[key].value() or "" for key in _CODES}
        if not texts_["document"] and codes["identity"] != "document":
            codes["document_kind"] = ""
        return SlipDraft(
            unit=self.unit.value(), person=hit.key if hit else None,
            name=clean(self.person.text()), items=self.goods.drafts(),
            rings=tuple(self.rings.value()), valid_from=self["valid_from"].value(),
            valid_until=self["valid_until"].value(), **texts_, **codes,
        )  # fmt: skip

    def unkept(self) -> dict[str, str]:
        """Why this cannot be put into the book yet: a unit that is none, or nothing at all."""
        wrong = self.unit.problem()
        if wrong and self.unit.text():
            return {"unit": wrong}
        draft = self.draft()
        said = (draft.unit, draft.name, draft.kind, draft.items, draft.rings)
        if any(said) or any(getattr(draft, key) for key in _TEXTS):
            return {}
        needed = Refused("slip.unit_needed", "unit"), Refused("slip.name_needed", "name")
        return {one.field or "": texts.sentence(one) for one in needed}

    def decided(self) -> DecisionDraft | None:
        """What is decided on what is owed; None where nothing has to be, or is yet."""
        kind = self.decision.value() or ""
        if not kind or self.decision.isHidden():
            return None
        values = self.values()
        return DecisionDraft(
            kind, clean(str(values.get("reason") or "")), values.get("promised_on"),
            values.get("promised"),
        )  # fmt: skip

    @property
    def owing(self) -> bool:
        """Whether something is owed that has to be decided on."""
        return bool(self.owed.figures and self.owed.figures.total)

    # -- what follows from what

    def _unit_changed(self) -> None:
        unit = self.unit.value()
        if unit == self._unit and unit is not None:
            return
        self._unit, self.first = unit, None
        self._people = people_at(self.desk, unit)
        self.rings.show_unit(unit)
        self.look()

    def people(self, text: str) -> Sequence[Hit]:
        return matching(self._people, text)

    def goods_like(self, text: str) -> Sequence[ItemDraft]:
        return suggest_goods(self.desk, text)

    def look(self) -> None:
        """Read anew what the unit owes."""
        found = None
        if self._unit is not None and self.desk.allows(Permission.FEES_VIEW):
            try:
                kind = self["kind"].value() or ""
                found = figures.since(self.desk, self._unit, kind, self.first)
            except DeskError as error:
                messages.sorry(self, error)
        self.owed.show_figures(found)
        self._show_decision()

    def _kind_changed(self) -> None:
        self.look()
        self._standing_changed()

    def _person_chosen(self, hit: Hit) -> None:
        role = next((one.role for one in self._people if one.hit.key == hit.key), "")
        if not self["standing"].value():
            self["standing"].set_value(STANDING_OF.get(role, "other"))

    def _standing_changed(self) -> None:
        if self["standing"].value() == "owner" and not self["authority"].value():
            self["authority"].set_value("self")
        self._show_authority()

    def _show_authority(self) -> None:
        given = self["authority"].value() or ""
        kind, standing = self["kind"].value() or "", self["standing"].value() or ""
        self.rings.offer(tenants=kind != "moving_out" and standing != "tenant")
        needed = self._say_needed()
        for key in ("authority_name", "authority_note"):
            self.show_field(key, given in ("signature", "letter"))
        self.letters.setVisible(given in ("signature", "letter"))
        self.show_field("rings", given == "phone" or (needed and given == ""))

    def _say_needed(self) -> bool:
        """Say who has to agree; whether somebody has to who is not said yet."""
        kind, standing = self["kind"].value() or "", self["standing"].value() or ""
        given = self["authority"].value() or ""
        needed = authority_needed(kind, standing) and given in ("", "self")
        words = self._needed_words(kind) if needed else self._stranger(standing)
        self.needed.setText(words)
        self.needed.setVisible(bool(words))
        return needed

    def _rung(self) -> None:
        if self["authority"].value() in (None, "self"):
            self["authority"].set_value("phone")
        # once the call's fields stand in their places
        QTimer.singleShot(0, self, lambda: self._in_sight(self.rings))

    def _owners(self) -> list[str]:
        return [one.hit.title for one in self._people if one.role == "owner"]

    def _stranger(self, standing: str) -> str:
        """Who says to be the owner and is on no record: the document has to show it."""
        owners = self._owners()
        name = clean(self.person.text()).strip()
        if standing != "owner" or not name or not owners or name in owners:
            return ""
        who = listed(short(owner, 24) for owner in owners[:3])
        return _("On record as the owner: {who}. Look at the document again.").format(who=who)

    def _needed_words(self, kind: str) -> str:
        owners = self._owners()
        who = listed(short(name, 24) for name in owners[:3])
        if kind == "moving_out" and who:
            return _("Moving out needs the owner's word: {who}.").format(who=who)
        if kind == "moving_out":
            return _("Moving out needs the owner's word.")
        return _("Somebody of the unit has to agree.")

    def _show_decision(self) -> None:
        owing = self.owing
        chosen = self.decision.value() if owing else None
        self.pay.setVisible(owing)
        self.show_field("decision", owing)
        for key in ("promised_on", "promised"):
            self.show_field(key, chosen == "promise")
        self.show_field("reason", chosen == "override")
        if chosen == "promise" and self["promised_on"].value() is None:
            days = int(self.desk.settings.get(options.PROMISE_DAYS))
            self["promised_on"].set_value(self.desk.today + timedelta(days=days))
        total = self.owed.figures.total if self.owed.figures else 0
        self.promised.edit.setPlaceholderText(money(total))

    def enter_goods(self) -> None:
        """The goods are all typed: on to what comes after them."""
        self["carrier"].widget.setFocus()

    # -- errors, drafts

    def show_errors(self, errors: Mapping[str, str]) -> dict[str, str]:
        moved: dict[str, str] = {}
        for key, text in errors.items():
            moved.setdefault(AT_HOME.get(key, key), text)
        if "authority" in moved:
            self.needed.hide()  # the same is said there
        if moved:
            messages.no_longer(self)
        return super().show_errors(moved)

    def state(self) -> dict[str, Any]:
        return {**super().state(), "unit": self.unit.value()}

    def restore(self, state: Mapping[str, Any]) -> None:
        self.begin()
        super().restore(state)
        if state.get("unit"):  # its words alone do not say which one
            self.unit.show_unit(state["unit"])
        self._show_authority()
        self.look()
