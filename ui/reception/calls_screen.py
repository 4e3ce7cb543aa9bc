"""The screen of a call: the form, and beside it all that is known of who rings.

screen.start()   screen.edit(call)      Ctrl+Enter saves; F5 complaint, F6 work order,
Ctrl+M message, Ctrl+E visitor, each with what was typed
"""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desk import texts
from desk.core.errors import DeskError
from desk.core.words import _
from desk.reception.calls import verbs
from desk.reception.calls.known import Case, Known, LastCall, known
from desk.reception.calls.rows import CallRow, open_draft
from ui import theme
from ui.kit import actions, messages, shortcuts
from ui.kit.detail import Detail, DetailCard, Line
from ui.kit.display import Display, money, phone
from ui.kit.frame import Frame
from ui.kit.messages import MessageBar
from ui.kit.parts import Part, PartRow
from ui.kit.plain import button, card, column, label, row
from ui.reception.calls_form import CallForm
from ui.reception.calls_turn import CallTurns
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
        self.call: int | None = None
        self.known: Known | None = None
        self.form = CallForm(self.desk)
        self.turns = CallTurns(self, self.desk)
        self.side = DetailCard()
        self._show = Display(self.desk.local, lambda: self.desk.today)
        self._look = QTimer(self, singleShot=True, interval=SETTLE)
        self._build()
        self._wire()

    def _build(self) -> None:
        self.title = label("", "title")
        back = button(_("Back") + " Esc", self.left.emit)
        self.turn_buttons = [
            button(_("Complaint") + " F5", lambda: self.turn("complaint")),
            button(_("Work order") + " F6", lambda: self.turn("order")),
            button(_("Message") + " Ctrl+M", self.message),
            button(_("Visitor") + " Ctrl+E", lambda: self.turn("visit")),
        ]
        self.go = button(_("Save") + " Ctrl+Enter", self.form.finish, role="primary")
        ground = card()
        ground.setLayout(column(self.form, margin=1))
        self.side.setFixedWidth(theme.px(340))
        middle = QHBoxLayout()
        middle.setSpacing(12)
        middle.addWidget(ground, 1)
        middle.addWidget(self.side)
        box = QVBoxLayout(self)
        box.setContentsMargins(20, 12, 20, 12)
        box.setSpacing(10)
        box.addLayout(row(self.title, None, back, *self.turn_buttons, self.go))
        box.addLayout(middle, 1)

    def _wire(self) -> None:
        self.form.finished.connect(self.save)
        self.form.left.connect(self.left)
        self.form["phone"].changed.connect(self._look.start)
        self.form.unit.chosen.connect(lambda _hit: self.look())
        self._look.timeout.connect(self.look)
        keys = shortcuts.of(self).name(_("Call"))
        keys.add("Ctrl+M", _("Make a message"), self.message)
        keys.add("Ctrl+E", _("Expect a visitor"), lambda: self.turn("visit"))
        keys.tell("F5", _("Make a complaint"))
        keys.tell("F6", _("Make a work order"))
        keys.tell("Ctrl+Enter", _("Save"))
        keys.tell("Esc", _("Back to the list; what was typed is kept"))

    # -- starting

    def start(self, number: str = "", unit: int | None = None) -> None:
        """A new call; what was typed and not saved is still there."""
        if not self.form.dirty or number or unit or self.call is not None:
            self.call = None
            self.form.begin()
            self.title.setText(_("New call"))
            if number:
                self.form["phone"].set_value(number)
            if unit is not None:
                self.form.unit.show_unit(unit)
            self.form.dirty = False
            self.look()
        self.form["phone"].widget.setFocus()

    def edit(self, call: CallRow) -> None:
        """Put a call of the book right."""
        try:
            draft = open_draft(self.desk, call.id)
        except DeskError as error:
            messages.sorry(self, error)
            return
        self.call = call.id
        self.title.setText(_("Call {number}").format(number=call.number))
        self.form.fill(draft)
        self.look(fill=False)
        self.form["subject"].widget.setFocus()

    # -- who it is

    def look(self, fill: bool = True) -> None:
        """Fill the card beside for the number or unit that stands there."""
        self._look.stop()
        number, unit = tidy(self.form["phone"].value()), self.form.unit.value()
        try:
            found = known(self.desk, number, self.form.chosen_unit if number and fill else unit)
        except DeskError:
            return
        if not (found.unit or found.person or found.calls) and unit is not None:
            found = known(self.desk, number, unit)
        self.known = found
        if fill and found.number:
            self.form.take(found)
        self.side.show_detail(self._detail(found))

    def _detail(self, found: Known) -> Detail | None:
        if not (found.unit or found.person or found.calls):
            if not found.number:
                return None
            return Detail(phone(found.number), _("Nobody we know; the first call."))
        show = self.frame.show_record
        roles = {texts.word("occupancy.role", c.role): None for c in found.callers if c.role}
        lines = []
        if found.unit is not None:
            unit = found.unit
            lines.append(Line(_("Unit"), found.unit_code, open=lambda: show("unit", unit)))
        lines += [
            Line(_("Also"), f"{each.unit_code} {each.name}".strip()) for each in found.callers[1:6]
        ]
        if found.owed:
            lines.append(Line(_("Owes"), money(found.owed), "late"))
        cases = [self._case(case) for case in found.cases[:8]]
        calls = [self._last(call) for call in found.calls]
        return Detail(
            heading=found.name or found.unit_code or phone(found.number),
            subtitle=" · ".join((*roles, *filter(None, [phone(found.number)]))),
            notice="\n".join(found.answers),
            lines=lines,
            parts=[
                Part(_("Open now"), cases, empty=_("Nothing is open.")),
                Part(_("Last calls"), calls, empty=_("Never rang before.")),
            ],
        )

    def _case(self, case: Case) -> PartRow:
        due = self._show.moment(case.due) if case.due else ""
        about = " · ".join(part for part in (case.number, due) if part)
        tone = "late" if case.late else "due"
        state = texts.word(case.words, case.state)
        return PartRow(
            case.text.replace("\n", " ") or case.number, about, tone, tag=state,
            open=lambda: self.frame.show_record(case.kind, case.id),
        )  # fmt: skip

    def _last(self, call: LastCall) -> PartRow:
        about = f"{call.number} · {self._show.moment(call.at)} · {call.who}"
        words = call.subject.replace("\n", " ") or texts.word("call.kind", call.kind)
        return PartRow(
            words, about, tag=texts.word("call.state", call.state),
            open=lambda: self.frame.show_record("call", call.id),
        )  # fmt: skip

    # -- handing in

    def save(self) -> None:
        """Write it down, or put it right."""
        draft, request = self.form.draft(), self.form.request
        if self.call is None:
            actions.run(self.form, verbs.record_call, self.desk, draft, request=request,
                        done=self._done)  # fmt: skip
        else:
            actions.run(self.form, verbs.amend, self.desk, self.call, draft, self.form.base,
                        request=request, done=self._done)  # fmt: skip

    def turn(self, what: str) -> None:
        """Make a complaint, an order or a visitor's notice of it (``complaint``, ``order``,
        ``visit``)."""
        if not self.form.check():
            return
        if self.call is not None:
            messages.say(self, _("Save the call first, then pass it on from the list."), "warn")
            return
        done = getattr(self.turns, what)(self.form.draft())
        if done is not None:
            self._done(done)

    def message(self) -> None:
        """A message: whom it is for is asked if it is not there yet, else it is saved."""
        self.form["then"].set_value("message")
        if tidy(self.form["for_whom"].value()):
            self.form.finish()
        else:
            self.form["for_whom"].widget.setFocus()

    def _done(self, call: CallRow) -> None:
        self.call = None
        self.form.begin()
        self.side.show_detail(None)
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
            self.turn(what)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self.form["phone"].widget.setFocus()

    def refresh(self) -> None:
        """Changes elsewhere: what is open may be something else now."""
        self.look(fill=False)

    def unfinished(self) -> list[tuple[str, dict[str, Any]]]:
        """What is typed here and not handed in (see OutcomePage)."""
        return [(self.title.text(), self.form.state())] if self.form.dirty else []
