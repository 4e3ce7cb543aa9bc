"""What is entered while somebody is rung back: reached or not, how content, what they said.

form = CallForm(desk)                          # value: form.outcome()
CallForm(desk, only_reached=True).values()     # score, words, way
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from typing import Any

from desk import texts
from desk.core.desk import Desk
from desk.core.words import _
from desk.service.callbacks.said import OUTCOMES
from ui.kit.datefields import DateField, TimeField
from ui.kit.fields import CheckField, LinesField, TextField
from ui.kit.form import Form
from ui.kit.segments import SegmentField

REACHED = "reached"
LOW = 2  # up to this score it is not settled, if nobody says otherwise
OF_REACHED = ("score", "words", "unsettled", "way")
OF_TRIED = ("note", "day", "clock")


class ScoreField(SegmentField):
    """1 to 5, the digit chooses; the value is a number."""

    def value(self) -> Any:
        chosen = self.segments.chosen
        return int(chosen) if chosen else None

    def set_value(self, value: Any) -> None:
        self.segments.choose(str(value) if value else None)


class CallForm(Form):
    """See the top of this module."""

    def __init__(self, desk: Desk, *, only_reached: bool = False) -> None:
        super().__init__()
        self.desk, self._only = desk, only_reached
        if not only_reached:
            said = [(REACHED, texts.word("callback.move", "done"))]
            said += [(code, texts.word("callback.outcome", code)) for code in OUTCOMES]
            self.add(SegmentField("outcome", _("What came of it"), said, required=True, wide=True))
        scores = [(code, f"{code} {words}") for code, words in texts.choices("callback.score")]
        self.add(
            ScoreField("score", _("How content are they"), scores, wide=True,
                       hint=_("1–5; empty: not asked")),
            LinesField("words", _("In their words"), limit=2000, lines=3),
            SegmentField("way", _("How they were reached"), texts.choices("callback.way"),
                         wide=True),
        )  # fmt: skip
        self["way"].set_value("call")
        if not only_reached:
            self._tried()
        self.dirty = False

    def _tried(self) -> None:
        self.add(
            CheckField("unsettled", _("It is not settled: open it again"), wide=True),
            TextField("note", _("Note"), limit=300, wide=True),
            DateField("day", _("Ring again on"), today=lambda: self.desk.today,
                      hint=_("empty: after the set time")),
            TimeField("clock", _("at")),
        )  # fmt: skip
        self["score"].changed.connect(self._low)
        self["outcome"].changed.connect(self._ask)
        self["outcome"].set_value(REACHED)
        self._ask()

    def _low(self) -> None:
        """Who is discontent is taken to want it done again, unless that is unticked."""
        score = self["score"].value()
        if score is not None:
            self["unsettled"].set_value(score <= LOW)

    def _ask(self) -> None:
        """Show only what belongs to the outcome."""
        reached = self["outcome"].value() == REACHED
        for key in OF_REACHED:
            self.show_field(key, reached)
        for key in OF_TRIED:
            self.show_field(key, self["outcome"].value() not in (None, REACHED))

    @property
    def reached(self) -> bool:
        """Whether somebody answered."""
        return self._only or self["outcome"].value() == REACHED

    def said(self) -> dict[str, Any]:
        """What ``done`` is handed."""
        got = self.values()
        return {"score": got["score"], "words": got["words"] or "", "way": got["way"] or "call",
                "unsettled": bool(got.get("unsettled"))}  # fmt: skip

    def attempt(self) -> dict[str, Any]:
        """What ``tried`` is handed."""
        got = self.values()
        return {"note": got["note"] or "", "outcome": got["outcome"], "next_at": self.again()}

    def again(self) -> datetime | None:
        """When to ring again; None for the usual time."""
        got = self.values()
        day, clock = got.get("day"), got.get("clock")
        if day is None and clock is None:
            return None
        return moment(self.desk, day or self.desk.today, clock)


def moment(desk: Desk, day: date, clock: time | None) -> datetime:
    """A day and a time of it on the site's clock; without a time the morning."""
    at = clock or time(9)
    return desk.day_start(day).replace(hour=at.hour, minute=at.minute).astimezone(UTC)
