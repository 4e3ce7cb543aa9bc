"""Writing down a dunning contact in seconds: how, what came of it, what was said."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from desk import texts
from desk.core.desk import Desk
from desk.core.words import N_, _, gettext
from desk.estate.occupancy import unit_roles
from desk.fees.dunning.rows import ANSWERS, OUTCOMES, ArrearsRow, ContactDraft
from ui.kit.datefields import DateField
from ui.kit.fields import ChoiceField
from ui.kit.form import Form
from ui.kit.money_field import MoneyField
from ui.kit.phrases import PhrasesField
from ui.kit.segments import SegmentField

BY_HAND = ("message", "call", "visit")
"""Ways that are written down by hand; papers write themselves down when they are printed."""
# Codes of words domain contact.phrase that suit an outcome, before those of its own.
SHARED = {
    "reached": ("details", "ways", "asked_when"),
    "question": ("passed_on", "no_decision"),
    "no_answer": ("wrong_number",),
}
# Neutral on purpose: the desk commits to nothing that nobody has confirmed.
PHRASES = {
    "sent": (
        N_("Reminded of the amount that is owed and of the ways to pay."),
        N_("Sent the list of the periods that are owed."),
    ),
    "reached": (
        N_("Says that it will be looked into."),
        N_("Asks for the bill; it was sent."),
        N_("Says that it was paid already; asked for the proof of payment."),
        N_("Is away; asked to pay by transfer."),
    ),
    "no_answer": (
        N_("Nobody answered the telephone."),
        N_("The number is switched off."),
        N_("Nobody was at home."),
        N_("A message was left with somebody else, without naming the amount."),
    ),
    "refused": (
        N_("Will not pay for now and gives no reason."),
        N_("Will not pay until a complaint is settled; noted and passed on."),
        N_("Asked not to be rung again; a letter will be used."),
    ),
    "question": (
        N_("Doubts the amount; explained how it comes about."),
        N_("Doubts the amount; passed on for checking, no answer was promised yet."),
    ),
    "promised": (
        N_("Named the day and the amount without being pressed."),
        N_("Will pay by transfer and send the proof."),
        N_("Will come to the desk."),
    ),
}  # fmt: skip


class ContactForm(Form):
    """See the top of this module."""

    def __init__(self, desk: Desk, row: ArrearsRow) -> None:
        super().__init__()
        self._desk, self._row = desk, row
        self.section(_("How, and what came of it"))
        self.way = SegmentField(
            "way", _("Way"), _choices("contact.way", BY_HAND), required=True, wide=True
        )
        self.outcome = SegmentField(
            "outcome", _("Outcome"), _choices("contact.outcome", OUTCOMES), required=True, wide=True
        )
        self.add(self.way, self.outcome)
        self._add_promise()
        self.section(_("What was said"))
        self.said = PhrasesField(
            "said", _("What was said"), limit=2000, lines=3, hint=_("nothing is promised by us")
        )
        self.answer = SegmentField(
            "answer", _("The question was"), _choices("contact.answer", ANSWERS[1:]), wide=True
        )
        whom = ChoiceField(
            "person", _("Spoken to"), _people(desk, row.id), typed=True, limit=120,
            hint=_("or a name"),
        )  # fmt: skip
        self.add(self.answer, self.said, whom.give_way())
        self.said.bind(self)
        self.way.changed.connect(self._way_chosen)
        self.outcome.changed.connect(self._shown)
        self._start()

    def _add_promise(self) -> None:
        today: Callable[[], date] = lambda: self._desk.today  # noqa: E731
        self.add(
            DateField("promised_on", _("They will pay on"), today=today, required=True),
            MoneyField("promised", _("Amount"), zero=False, hint=_("all of it if empty")),
        )

    def _start(self) -> None:
        step = self._row.step.due
        self.way.set_value(step if step in BY_HAND else "call")
        people = _people(self._desk, self._row.id)
        if people:
            self["person"].set_value(people[0][0])
        self._shown()

    def _way_chosen(self) -> None:
        if self.way.value() == "message" and not self.outcome.value():
            self.outcome.set_value("sent")

    def _shown(self) -> None:
        """Only what belongs to this outcome is asked for."""
        outcome = self.outcome.value()
        for key in ("promised_on", "promised"):
            self.show_field(key, outcome == "promised")
        self.show_field("answer", outcome == "question")
        self.said.offer(phrases(outcome or "reached"))

    def draft(self) -> ContactDraft:
        """What was entered."""
        values: dict[str, Any] = self.values()
        whom = values["person"]
        return ContactDraft(
            unit=self._row.id,
            way=values["way"],
            outcome=values["outcome"],
            person=whom if isinstance(whom, int) else None,
            spoken_to=whom if isinstance(whom, str) else "",
            said=values["said"] or "",
            answer=values.get("answer") or "",
            promised_on=values.get("promised_on"),
            promised=values.get("promised"),
        )


def phrases(outcome: str) -> list[str]:
    """What may be said to this outcome without promising anything."""
    shared = [texts.word("contact.phrase", code) for code in SHARED.get(outcome, ())]
    return shared + [gettext(each) for each in PHRASES.get(outcome, ())]


def _choices(domain: str, codes: tuple[str, ...]) -> list[tuple[str, str]]:
    return [(code, texts.word(domain, code)) for code in codes]


def _people(desk: Desk, unit: int) -> list[tuple[int, str]]:
    found: dict[int, str] = {}
    for role in unit_roles(desk, unit):
        if role.running:
            words = f"{role.person_name} ({texts.word('occupancy.role', role.role)})"
            found.setdefault(role.person, words)
    return list(found.items())
