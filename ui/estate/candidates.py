"""Who may already be meant, beside a form while it is typed: "use this one" instead of twice."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desk import texts
from desk.core import find
from desk.core.desk import Desk
from desk.core.frozen import frozen
from desk.core.words import _, listed
from desk.estate.customers import Duplicate, PersonDraft, duplicates
from ui.estate import say
from ui.kit.display import phone
from ui.kit.plain import button, card, clear, column, label, row, scrolling

PAUSE = 250  # ms after the last key
LIKE = 5  # people of a similar name that are shown


@frozen
class Candidate:
    """Somebody on record: who, and why they are offered."""

    id: int
    name: str
    detail: str
    why: str
    likely: bool


class Candidates(QWidget):
    """``look(draft, unit, person)`` reads after a pause; ``taken`` is told the person's id."""

    def __init__(self, desk: Desk, taken: Callable[[int], object], words: str = "") -> None:
        super().__init__()
        self.setProperty("role", "clear")
        self._desk, self._taken, self._words = desk, taken, words or _("Use this one")
        self.found: list[Candidate] = []
        self._ask: tuple[PersonDraft, int | None, int | None] | None = None
        self._pause = QTimer(self, singleShot=True, interval=PAUSE)
        self._pause.timeout.connect(self.read)
        body = QWidget()
        body.setProperty("role", "clear")
        self._rows = QVBoxLayout(body)
        self._rows.setContentsMargins(18, 14, 18, 14)
        self._rows.setSpacing(10)
        ground = card()
        ground.setLayout(column(scrolling(body), margin=1))
        self.setLayout(column(ground))
        self._show()

    def look(self, draft: PersonDraft, unit: int | None = None, person: int | None = None) -> None:
        """Look once no key was pressed for a moment."""
        self._ask = (draft, unit, person)
        self._pause.start()

    def read(self) -> None:
        """Look now."""
        self._pause.stop()
        if self._ask is None:
            return
        draft, unit, person = self._ask
        found = [_candidate(one) for one in duplicates(self._desk, draft, unit, person)]
        known = {one.id for one in found} | {person}
        name = draft.name.strip()
        for group in find.find(self._desk, name, LIKE + len(known)) if len(name) > 1 else ():
            found += [
                Candidate(hit.id, hit.title, hit.detail, _("Similar name"), False)
                for hit in group.hits
                if hit.kind == "person" and hit.id not in known
            ][:LIKE]
        if found != self.found:
            self.found = found
            self._show()

    def _show(self) -> None:
        clear(self._rows)
        self._rows.addWidget(label(_("Already on record?"), "section"))
        if not self.found:
            hint = _("While you type, people of the same name, telephone or document appear here.")
            self._rows.addWidget(label(hint, "muted", wrap=True))
        for one in self.found:
            self._rows.addWidget(self._row(one))
        self._rows.addStretch(1)

    def _row(self, one: Candidate) -> QWidget:
        made = QWidget()
        made.setProperty("role", "clear")
        take = button(self._words, lambda: self._taken(one.id), role="link")
        take.setObjectName(f"take.{one.id}")
        take.setAccessibleName(f"{self._words}: {one.name}")
        why = label(one.why, "badge", "due" if one.likely else "void")
        name = label(one.name, "strong", wrap=True, copy=True)
        detail = label(one.detail, "muted", wrap=True, copy=True)
        made.setLayout(column(name, detail, row(why, None, take), gap=3))
        return made


def _candidate(one: Duplicate) -> Candidate:
    person = one.person
    detail = say.dot(say.few(person.units), phone(person.phone), person.document)
    why = listed(texts.word("duplicate", reason) for reason in one.why)
    return Candidate(person.id, person.name, detail, why, True)
