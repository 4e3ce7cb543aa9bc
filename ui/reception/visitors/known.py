"""What the desk knows already of whoever is being typed: expected today, here before, on the list.

known = Known(desk)
known.look(form)           # reads and shows; call when typing has settled
known.fill.connect(...)    # somebody was chosen: a Candidate (Ctrl+R takes the first)
known.leave.connect(...)   # "sign out" of a visit that is still on site (its id)
"""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from desk import texts
from desk.core.desk import Desk
from desk.core.frozen import frozen
from desk.core.words import _, listed, ngettext
from desk.reception.visitors import guards
from desk.reception.visitors.drafts import VisitDraft
from desk.reception.visitors.guards import WatchHit
from desk.reception.visitors.lookups import (
    ReturningVisitor,
    expected_visitors,
    on_site_already,
    returning,
)
from desk.reception.visitors.rows import VisitRow
from desk.reception.visitors.standing import StandingRow, holders
from ui import theme
from ui.kit.display import Display
from ui.kit.plain import button, clear, label, row, tip

SHOWN = 2
TYPED = {"name": 1, "phone": 4, "document": 4, "plate": 4, "company": 2}
"""Characters from which a field is looked for."""
LATIN = 2  # letters of a name before it is looked for


@frozen
class Candidate:
    """Somebody who may be meant: ``visit`` to fill in from, an appointment if ``expected``.

    ``standing`` is a pass that is good today: its holder comes in by it, nothing is filled in.
    """

    visit: int
    words: str
    expected: bool = False
    standing: int = 0


class Known(QWidget):
    """See the top of this module."""

    fill = Signal(object)
    leave = Signal(int)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setProperty("role", "clear")
        self._desk = desk
        self._display = Display(desk.local, lambda: desk.today)
        self.candidates: list[Candidate] = []
        self.hits: list[WatchHit] = []
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(4)
        self._shown: tuple[Any, ...] | None = None
        self.taken: set[int] = set()
        self.show_nothing()

    def show_nothing(self) -> None:
        """Nothing is known yet."""
        self.taken = set()
        self._show([], [], [])

    def take_first(self) -> None:
        """Fill in from the first one (Ctrl+R)."""
        if self.candidates:
            self.fill.emit(self.candidates[0])

    def look(self, draft: VisitDraft, typed: str, text: str, arriving: bool = True) -> None:
        """Look for whoever fits ``text``, typed into the field ``typed``."""
        desk = self._desk
        hits = guards.check(desk, draft) if draft.name or draft.phone or draft.document else []
        found: list[Candidate] = []
        here: list[VisitRow] = []
        if enough(typed, text):
            coming = expected_visitors(desk, text, SHOWN + 1) if arriving else []
            passes = holders(desk, text, SHOWN) if arriving else []
            found = [self._holder(each) for each in passes]
            found += [self._expected(each) for each in coming]
            found += [self._before(each) for each in returning(desk, text, SHOWN + 1)]
        if arriving and (len(draft.phone) >= 7 or len(draft.document) >= 6):
            here = on_site_already(desk, draft.document, draft.phone)
        found = [one for one in found if one.visit not in self.taken]
        self._show(found[:SHOWN], hits, here)

    # -- words

    def _expected(self, visit: VisitRow) -> Candidate:
        at = self._display.moment(visit.expected_at or visit.at)
        parts = (_("Expected {time}").format(time=at), visit.party, visit.place, visit.purpose)
        return Candidate(visit.id, " · ".join(part for part in parts if part), True)

    def _holder(self, one: StandingRow) -> Candidate:
        until = _("Standing pass until {day}").format(day=one.valid_until.isoformat())
        parts = (until, one.name, one.place, one.purpose)
        words = " · ".join(part for part in parts if part)
        return Candidate(0, words, standing=one.id)

    def _before(self, known: ReturningVisitor) -> Candidate:
        times = ngettext("here once", "here {n} times", known.times).format(n=known.times)
        last = self._display.moment(known.last_at)
        parts = (known.name, known.place, known.purpose, f"{times}, {last}", known.phone)
        return Candidate(known.visit, " · ".join(part for part in parts if part))

    # -- showing

    def _show(self, found: list[Candidate], hits: list[WatchHit], here: list[VisitRow]) -> None:
        self.candidates, self.hits = found, hits
        state = (tuple(found), tuple(hits), tuple(each.id for each in here))
        if state == self._shown:
            return
        self._shown = state
        clear(self._box)
        for hit in hits[:2]:
            self._box.addWidget(_watch_line(hit))
        for visit in here[:1]:
            self._box.addWidget(self._here_line(visit))
        for number, one in enumerate(found):
            self._box.addWidget(self._candidate(one, first=number == 0))
        if not found:
            words = _("Expected and returning visitors appear here; Ctrl+R fills them in.")
            hint = label(words, "hint")
            hint.setMinimumHeight(theme.px(26))
            self._box.addWidget(hint)

    def _candidate(self, one: Candidate, first: bool) -> QFrame:
        words = label(one.words)
        words.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        tip(words, one.words)
        word = _("Sign in") if one.standing else _("Fill in")
        take = button(word, lambda: self.fill.emit(one), role="link")
        take.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # Ctrl+R is its key
        parts: list[QWidget] = [words, take]
        if first:
            parts.append(label("Ctrl+R", "key"))
        return _bar("accent", *parts)

    def _here_line(self, visit: VisitRow) -> QFrame:
        since = self._display.moment(visit.in_at or visit.at)
        words = _("On site already since {time} ({number}).").format(
            time=since, number=visit.number
        )
        go: QPushButton = button(_("Sign out"), lambda: self.leave.emit(visit.id), role="link")
        go.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        return _bar("due", label(words, wrap=True), go)


def enough(typed: str, text: str) -> bool:
    """Whether enough was typed into a field to look for somebody."""
    least = TYPED.get(typed, 99)
    if typed in ("name", "company") and text.isascii():
        least = max(least, LATIN)
    return len(text.strip()) >= least


def _watch_line(hit: WatchHit) -> QFrame:
    """Discreet: what to do, in the language of the desk, not what somebody is accused of."""
    if hit.stops:
        lead, tone = _("Please fetch the supervisor."), "late"
    else:
        lead, tone = _("Please note."), "due"
    by = listed(texts.word("watch.by", way) for way in hit.by)
    words = " ".join(part for part in (lead, hit.instruction, f"({by})" if by else "") if part)
    return _bar(tone, label(words, wrap=True))


def _bar(tone: str, *parts: QWidget) -> QFrame:
    made = QFrame()
    made.setProperty("role", "bar")
    made.setProperty("tone", tone)
    inner = row(*parts)
    inner.setStretch(0, 1)
    inner.setContentsMargins(10, 2, 8, 2)
    made.setLayout(inner)
    made.setMinimumHeight(theme.px(28))
    return made
