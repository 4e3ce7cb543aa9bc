"""The screen of a call: the form, and beside it all that is known of who rings.

screen.start()   screen.edit(call)      Ctrl+Enter saves; F5 complaint, F6 work order,
Ctrl+M message, Ctrl+E visitor, each with what was typed; F8 puts this call on hold for another,
Shift+F8 goes to the one on hold
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desk.core.errors import DeskError
from desk.core.words import _
from desk.reception.calls.known import Known, known
from desk.reception.calls.rows import CallRow, get_call, open_draft
from ui import theme
from ui.kit import messages, shortcuts
from ui.kit.frame import Frame
from ui.kit.messages import MessageBar
from ui.kit.plain import button, card, column, label, row
from ui.kit.quick_card import QuickCard
from ui.reception.calls.beside import Beside
from ui.reception.calls.form import CallForm
from ui.reception.calls.hand import CallHand
from ui.reception.calls.held import EDIT, NEW, HeldCalls, Key
from ui.reception.inputs import tidy

SETTLE = 15  # ms after a key before the card is filled
KEYS = {Qt.Key.Key_F5: "complaint", Qt.Key.Key_F6: "order"}


class CallScreen(QWidget):
    """See the top of this module."""

    left = Signal()
    saved = Signal(object)

    def __init__(self, frame: Frame, bar: MessageBar) -> None:
        super().__init__()
        self.setProperty("role", "page")
        self.frame, self.desk, self.message_bar = frame, frame.desk, bar
        self.known: Known | None = None
        self._key: Key = (NEW, 1)
        self._filling = False
        self.form = CallForm(self.desk)
        self.hand = CallHand(self)
        self.held = HeldCalls(self.desk)
        self.side = QuickCard()
        self.beside = Beside(frame, self._choose, self.form.answer.pick)
        self._look = QTimer(self, singleShot=True, interval=SETTLE)
        self._build()
        self._wire()

    def _build(self) -> None:
        self.title, self.about = label("", "title"), label("", "subtitle")
        self.afresh = button(_("Start empty"), self.start_empty, role="link")
        back = button(_("Back") + " Esc", self.left.emit)
        turns = [
            button(_("Complaint") + " F5", partial(self.hand.turn, "complaint")),
            button(_("Work order") + " F6", partial(self.hand.turn, "order")),
            button(_("Message left") + " Ctrl+M", self.hand.message),
            button(_("Visitor") + " Ctrl+E", partial(self.hand.turn, "visit")),
        ]
        self.go = button(_("Save") + " Ctrl+Enter", self.form.finish, role="primary")
        ground = card()
        ground.setLayout(column(self.form, margin=1))
        self.side.setFixedWidth(theme.px(320))
        middle = QHBoxLayout()
        middle.setSpacing(12)
        middle.addWidget(ground, 1)
        middle.addWidget(self.side)
        box = QVBoxLayout(self)
        box.setContentsMargins(20, 12, 20, 12)
        box.setSpacing(10)
        box.addLayout(row(self.title, None, back, *turns, self.go))
        self.back_again = QWidget()
        self.back_again.setProperty("role", "clear")
        self.back_again.setLayout(row(self.about, self.afresh, None))
        box.addWidget(self.back_again)
        box.addWidget(self.held)
        box.addLayout(middle, 1)

    def _wire(self) -> None:
        form = self.form
        form.finished.connect(self.hand.save)
        form.left.connect(self.left)
        form.changed.connect(self._keep)
        form.number.jump = self._jump
        form["phone"].changed.connect(self._look.start)
        form.unit.chosen.connect(lambda _hit: self.look())
        form.person.chosen.connect(lambda _one: self.look())
        self._look.timeout.connect(self.look)
        self.held.chosen.connect(self._open)
        keys = shortcuts.of(self).name(_("Call"))
        keys.add("Ctrl+M", _("Take a message"), self.hand.message)
        keys.add("Ctrl+E", _("Expect a visitor"), partial(self.hand.turn, "visit"))
        keys.add("Shift+F8", _("Go to the call on hold"), self.swap)
        keys.tell("F5", _("Make a complaint"))
        keys.tell("F6", _("Make a work order"))
        keys.tell("F8", _("Another call; this one is put on hold"))
        keys.tell("Ctrl+Enter", _("Save"))
        keys.tell("Esc", _("Back to the list; what was typed is kept"))

    # -- starting

    @property
    def call(self) -> int | None:
        """The call of the book that is put right; None for a new one."""
        kind, record = self._key
        return record if kind == EDIT else None

    def start(self, number: str = "", unit: int | None = None, another: bool = False) -> None:
        """A new call, or the one that was left. ``another`` rings while this one is typed."""
        waiting = [] if number or unit or another else self.held.waiting()
        if waiting:
            self._open(waiting[-1])
            return
        self._key = self.held.fresh()
        with self._by_itself():
            self.form.begin()
            self._words()
            if number:
                self.form["phone"].set_value(number)
            if unit is not None:
                self.form.unit.show_unit(unit)
            self.look()
            self.form.dirty = False
        self.form["phone"].widget.setFocus()

    def edit(self, call: CallRow) -> None:
        """Put a call of the book right."""
        try:
            draft = open_draft(self.desk, call.id)
        except DeskError as error:
            messages.sorry(self, error)
            return
        key = (EDIT, call.id)
        if key in self.held:
            self._open(key)
            return
        self._key = key
        with self._by_itself():
            self.form.fill(draft)
            self._words()
            self.look(fill=False)
        self.form["subject"].widget.setFocus()

    def start_empty(self) -> None:
        """Throw away what came back."""
        self.held.drop(self._key)
        call = self.call
        if call is None:
            self.start(another=True)
        else:
            self.edit(get_call(self.desk, call))

    def forget(self) -> None:
        """What stands here need not be kept."""
        self.form.dirty = False
        self.held.drop(self._key)

    # -- calls on hold

    def swap(self) -> None:
        """Go on with the call that has been on hold for longest."""
        waiting = self.held.waiting(self._key)
        if waiting:
            self.held.last(self._key)
            self._open(waiting[0])

    def _open(self, key: Key) -> None:
        """Go on with what was typed before."""
        self._key = key
        with self._by_itself():
            self.form.begin()
            self.form.restore(self.held.state(key))
            self._words(_("What you had typed is back."))
            self.look(fill=False)
        place = "subject" if self.form["phone"].value() else "phone"
        self.form[place].widget.setFocus()

    @contextmanager
    def _by_itself(self) -> Iterator[None]:
        """What is filled in now was not typed: no draft is made of it."""
        before, self._filling = self._filling, True
        try:
            yield
        finally:
            self._filling = before

    def _keep(self) -> None:
        form = self.form
        if form.dirty and not self._filling:
            words = self.title.text(), form.person.text() or str(form["phone"].value() or "")
            self.held.keep(self._key, " · ".join(filter(None, words)), form.state())

    def _words(self, about: str = "") -> None:
        call = self.call
        number = get_call(self.desk, call).number if call else ""
        self.title.setText(_("Call {number}").format(number=number) if call else _("New call"))
        self.about.setText(about)
        self.back_again.setVisible(bool(about))
        self.held.show_but(self._key)

    # -- who it is

    def look(self, fill: bool = True) -> None:
        """Fill the card beside for the number, unit and person that stand there."""
        self._look.stop()
        form = self.form
        number = tidy(form["phone"].value())
        fill = fill and self.call is None
        unit = form.chosen_unit if fill else form.unit.value()
        person = form.chosen_person if fill else form.person.person
        try:
            found = known(self.desk, number, unit, person)
        except DeskError as error:
            messages.sorry(self, error)
            return
        was = form.dirty
        with self._by_itself():
            if fill:
                form.take(found)
            form.tell(found)
        form.dirty = was
        if was:
            self._keep()
        if found != self.known or self.side.detail is None:
            self.known = found
            self.side.show_detail(self.beside.detail(found))

    def _choose(self, one: Any) -> None:
        self.form.choose(one)
        self.look()
        self.form["subject"].widget.setFocus()

    def _jump(self) -> bool:
        """Enter after a number that we know goes on with what it is about."""
        self.look()
        if self.known is None or not (self.known.person or self.known.unit):
            return False
        self.form["subject"].widget.setFocus()
        return True

    def handed_in(self, call: CallRow) -> None:
        """It is written down, or has become something: ready for the next one."""
        self.held.drop(self._key)
        self._key = (NEW, 0)
        with self._by_itself():
            self.form.begin()
        self.saved.emit(call)

    # -- keys that the window has, too

    def event(self, event: QEvent) -> bool:
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.key() in KEYS
            and event.modifiers() == Qt.KeyboardModifier.NoModifier
        ):
            event.accept()  # here F5 and F6 take along what was typed
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        what = KEYS.get(Qt.Key(event.key()))
        if what and event.modifiers() == Qt.KeyboardModifier.NoModifier:
            self.hand.turn(what)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self.form["phone"].widget.setFocus()

    def refresh(self) -> None:
        """Changes elsewhere: what is open may be something else now."""
        if not self._look.isActive():  # else it is looked up in a moment, and filled in
            self.look(fill=False)
