"""What is known already of the matter, beside the form: the same people, neighbours, scripts.

panel = SimilarPanel(desk)
panel.look(unit=…, person=…, building=…, category=…)
panel.taken.connect(page.add_to)       # a complaint's id: it is the same matter, add to it
panel.opened.connect(page.show)
"""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from desk import texts
from desk.core.desk import Desk
from desk.core.errors import DeskError
from desk.core.words import _
from desk.service.complaints import flow
from desk.service.complaints.rows import ComplaintRow, Similar
from desk.service.complaints.similar import similar
from ui import theme
from ui.kit import messages
from ui.kit.display import Display
from ui.kit.plain import button, clear, column, label, line, row, scrolling, short

WIDTH = 300  # px at 100 %
SHOWN = 4


class SimilarPanel(QFrame):
    """See the top of this module."""

    taken = Signal(int)
    opened = Signal(int)

    def __init__(self, desk: Desk, but: int = 0) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self.setFixedWidth(theme.px(WIDTH))
        self.desk, self._but = desk, but
        self._show = Display(desk.local, lambda: desk.today)
        self.found: Similar | None = None
        body = QWidget()
        body.setProperty("role", "clear")
        self._box = QVBoxLayout(body)
        self._box.setContentsMargins(16, 14, 16, 14)
        self._box.setSpacing(theme.GRID)
        self.setLayout(column(scrolling(body)))
        self._say(None)

    def look(
        self, *, unit: int | None, person: int | None, building: int | None, category: int
    ) -> None:
        """Look through the books and show what is there."""
        try:
            found = similar(self.desk, unit=unit, person=person, building=building,
                            category=category, but=self._but)  # fmt: skip
        except DeskError as error:
            messages.sorry(self, error)
            return
        asked = bool(unit or person or building)
        if found != self.found or not asked:
            self.found = found
            self._say(found if asked else None)

    def first(self) -> int | None:
        """The complaint that it most likely belongs to."""
        known = [*self.found.mine, *self.found.near] if self.found else []
        return next((each.id for each in known if each.state in flow.UNCLOSED), None)

    def _say(self, found: Similar | None) -> None:
        clear(self._box)
        self._box.addWidget(label(_("Known already?"), "section"))
        if found is None or not (found.mine or found.near or found.scripts):
            words = _("Open complaints of the same people and what neighbours reported "
                      "will stand here.")  # fmt: skip
            if found is not None:
                words = _("Nothing is open here, and no neighbour reported the same.")
            self._box.addWidget(label(words, "muted", wrap=True))
        if found is not None:
            for script in found.scripts:
                self._box.addWidget(_script(script.title, script.text))
            self._part(_("Open, of the same people"), found.mine)
            self._part(_("The same from neighbours"), found.near)
        self._box.addStretch(1)

    def _part(self, title: str, rows: tuple[ComplaintRow, ...]) -> None:
        if not rows:
            return
        self._box.addWidget(label(title, "strong", "due", wrap=True))
        for number, each in enumerate(rows[:SHOWN]):
            if number:
                self._box.addWidget(line())
            self._box.addWidget(self._one(each, number))
        if len(rows) > SHOWN:
            more = _("and {n} more").format(n=len(rows) - SHOWN)
            self._box.addWidget(label(more, "hint"))

    def _one(self, each: ComplaintRow, number: int) -> QFrame:
        made = QFrame()
        made.setProperty("role", "clear")
        where = " · ".join(p for p in (each.number, each.unit_code or each.place) if p)
        state = texts.word("complaint.state", each.state)
        said = f"{self._show.moment(each.at)} · {state}"
        parts = [
            button(where, partial(self.opened.emit, each.id), role="inline"),
            label(short(each.text.replace("\n", " "), 90), wrap=True),
            label(said, "muted", each.tone, wrap=True),
        ]
        box = column(*parts, gap=3)
        if each.state in flow.UNCLOSED:
            same = button(_("Same matter"), partial(self.taken.emit, each.id), role="link")
            same.setObjectName(f"similar.{number}")
            box.addLayout(row(None, same))
        made.setLayout(box)
        return made


def _script(title: str, text: str) -> QFrame:
    made = QFrame()
    made.setProperty("role", "bar")
    made.setProperty("tone", "due")
    heading = label(_("To be told now: {title}").format(title=title), "strong", wrap=True)
    made.setLayout(column(heading, label(text, wrap=True, copy=True), gap=4, margin=10))
    return made
