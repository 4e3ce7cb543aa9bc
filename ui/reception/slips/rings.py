"""Ringing the owner: who there is, the number, when, and what they said.

rings = RingsField("rings", _("Calls to the owner"), desk)
rings.show_unit(unit)      # whom one may ring
rings.ring()               # the next one: the number is shown (and that is logged)
rings.value()              # [RingDraft, …]
"""

from __future__ import annotations

from datetime import datetime
from functools import partial
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desk import texts
from desk.core.access import Permission
from desk.core.desk import Desk
from desk.core.errors import DeskError
from desk.core.frozen import frozen
from desk.core.words import _
from desk.estate.personal import reveal
from desk.estate.unit_card import unit_card
from desk.reception.slips.drafts import MOST_RINGS, RingDraft
from ui.kit.display import Display, phone
from ui.kit.field import Field, clean
from ui.kit.fields import PhoneField, TextField
from ui.kit.plain import button, clear, label, row, short, tool
from ui.kit.segments import SegmentField

RUNG_FOR = ("owner", "tenant")
SHOWN = 3
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


@frozen
class Callee:
    """Somebody of the unit who may be rung; ``masked`` are the numbers."""

    person: int
    name: str
    role: str
    masked: tuple[str, ...]


def callees(desk: Desk, unit: int | None) -> list[Callee]:
    """Owners of a unit first, then tenants, who have a number."""
    if unit is None or not desk.allows(Permission.CUSTOMER_VIEW):
        return []
    people = unit_card(desk, unit).now
    return [
        Callee(held.role.person, held.role.person_name, held.role.role, held.phones)
        for role in RUNG_FOR for held in people if held.role.role == role and held.phones
    ]  # fmt: skip


class RingsField(Field):
    """See the top of this module. Enter in the note, or another call, keeps the present one."""

    rung = Signal()

    def __init__(self, key: str, title: str, desk: Desk, **options: Any) -> None:
        super().__init__(key, title, **{"wide": True, **options})
        self.desk = desk
        self._show = Display(desk.local, lambda: desk.today)
        self.people: list[Callee] = []
        self._all: list[Callee] = []
        self._tenants = True
        self._kept: list[RingDraft] = []
        self._at: datetime | None = None
        self._next = 0
        self.number = PhoneField("ring_number", _("Number rung"))
        self.name_ = TextField("ring_name", _("Who answered"), limit=300)
        self.answer = SegmentField("ring_answer", _("Answer"), texts.choices("slip.answer"))
        self.said = TextField("ring_note", _("In their words"), limit=300)
        self._lists = QVBoxLayout()
        self._lists.setSpacing(3)
        self._put(self._body(), self.number.edit)
        for part in (self.number, self.name_, self.answer, self.said):
            part.changed.connect(self._typed)
        for part in (self.name_, self.answer, self.said):
            part.widget.installEventFilter(self)

    def _body(self) -> QWidget:
        body = QWidget()
        body.setProperty("role", "clear")
        box = QVBoxLayout(body)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(6)
        box.addLayout(self._lists)
        for parts in (((self.number, 1), (self.name_, 1)), ((self.answer, 3), (self.said, 2))):
            line = row(gap=10)
            for part, wide in parts:
                line.addWidget(part, wide, Qt.AlignmentFlag.AlignTop)
            box.addLayout(line)
        return body

    # -- whom one may ring

    def show_unit(self, unit: int | None) -> None:
        """Offer the people of a unit."""
        try:
            self._all = callees(self.desk, unit)
        except DeskError:
            self._all = []
        self._next = 0
        self.offer(self._tenants)

    def offer(self, tenants: bool) -> None:
        """Whether tenants may be asked, too, or only owners: a tenant can't answer for one."""
        self._tenants = tenants
        self.people = [one for one in self._all if tenants or one.role == "owner"]
        self._list()

    def _say_time(self) -> None:
        words = _("Number rung")
        if self._at is not None:
            words = _("Rung at {time}").format(time=self._show.moment(self._at))
        self.number.name.setText(words)

    def _list(self) -> None:
        self._say_time()
        clear(self._lists)
        for place, one in enumerate(self._kept):
            self._lists.addLayout(self._line(place, one))
        for place, person in enumerate(self.people[:SHOWN]):
            role = texts.word("occupancy.role", person.role)
            words = " · ".join((short(person.name, 24), role, person.masked[0]))
            go = button(_("Ring"), partial(self.ring, place), role="link", icon="phone-outline")
            go.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # Ctrl+R is its key
            go.setObjectName(f"ring.{place}")
            line = row(label(words, "muted"), None, go, gap=6)
            if place == self._next % max(1, len(self.people)):
                line.addWidget(label("Ctrl+R", "key"))
            self._lists.addLayout(line)
        if not self.people:
            words = _("No owner of this unit has a number here; type the one that was rung.")
            self._lists.addWidget(label(words, "hint", wrap=True))

    def _line(self, place: int, one: RingDraft) -> Any:
        at = self._show.moment(one.at or self.desk.now)
        said = texts.word("slip.answer", one.answer)
        parts = (at, one.name, phone(one.number), said, one.note)
        words = label(" · ".join(p for p in parts if p), wrap=True)
        drop = tool("close", _("Take this call off"), lambda: self._drop(place), tight=True)
        line = row(gap=6)
        line.addWidget(words, 1)
        line.addWidget(drop)
        return line

    def _drop(self, place: int) -> None:
        del self._kept[place]
        self._list()
        self._touched()

    def ring(self, place: int | None = None) -> None:
        """Show the number of the next one, or the one at ``place``, and note the time."""
        if not self.people:
            self.number.edit.setFocus(Qt.FocusReason.TabFocusReason)
            return
        self.keep()
        at = self._next if place is None else place
        person = self.people[at % len(self.people)]
        try:
            numbers = reveal(self.desk, person.person, "phones", _("Rung for a release slip"))
        except DeskError as error:
            self.set_error(texts.sentence(error))
            self.number.edit.setFocus(Qt.FocusReason.TabFocusReason)
            return
        self._next = at + 1
        self._at = self.desk.now
        self.number.set_value(numbers[0] if numbers else None)
        self.name_.set_value(person.name)
        self._list()
        self.rung.emit()
        self.answer.widget.setFocus(Qt.FocusReason.TabFocusReason)

    # -- keys

    def enter(self) -> bool:
        """Enter after the number: who answered, what they said, and then the call is kept."""
        if self.number.value():
            self.name_.widget.setFocus(Qt.FocusReason.TabFocusReason)
        return bool(self.number.value())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        pressed = event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent)
        if not pressed or not isinstance(event, QKeyEvent) or event.key() not in _ENTER:
            return super().eventFilter(watched, event)
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            return super().eventFilter(watched, event)
        order = (self.name_.widget, self.answer.widget, self.said.widget)
        at = next((n for n, widget in enumerate(order) if widget is watched), len(order))
        if at + 1 < len(order):
            order[at + 1].setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self.keep()
            self.number.widget.setFocus(Qt.FocusReason.TabFocusReason)
        return True

    # -- what is typed

    def _typed(self) -> None:
        if self._at is None and self.number.value():
            self._at = self.desk.now
            self._say_time()
        self._touched()

    def _present(self) -> RingDraft | None:
        number = str(self.number.value() or "")
        answer = self.answer.value() or ""
        if not (number or answer):
            return None
        name, note = (clean(str(f.value() or "")) for f in (self.name_, self.said))
        return RingDraft(number, name, answer, self._at, note)

    def keep(self) -> None:
        """Put the call that is being typed with the others, if it was answered or not."""
        present = self._present()
        if present is not None and present.answer and len(self._kept) < MOST_RINGS:
            self._kept.append(present)
        for part in (self.number, self.name_, self.answer, self.said):
            part.blockSignals(True)
            part.set_value(None)
            part.blockSignals(False)
        self._at = None
        self._list()

    def value(self) -> list[RingDraft]:
        present = self._present()
        return [*self._kept, present] if present is not None else list(self._kept)

    def set_value(self, value: Any) -> None:
        self._kept = list(value or [])
        self._at = None
        for part in (self.number, self.name_, self.answer, self.said):
            part.set_value(None)
        self._list()
        self._touched()

    def problem(self) -> str:
        present = self._present()
        if present is not None and not present.answer:
            return _("What did they say?")
        return super().problem()
