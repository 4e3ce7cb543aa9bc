"""Closing the drawer: count blind, hear what was expected, explain, hand in."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from desk import texts
from desk.core.desk import Desk
from desk.core.errors import Refused
from desk.core.words import _
from desk.fees.drawer import causes, counting
from desk.fees.drawer.read import last_closed
from desk.fees.drawer.rows import CloseDraft, Reckoned, ShiftRow
from desk.fees.reading import currency
from ui import theme
from ui.fees.billing.preview import signed
from ui.fees.drawer.count import CountGrid
from ui.fees.items.words import sign
from ui.kit import actions, messages, shortcuts
from ui.kit.actions import new_request
from ui.kit.display import money
from ui.kit.fields import LinesField, TextField
from ui.kit.form import Form
from ui.kit.money_field import MoneyField
from ui.kit.parts import Part, PartRow, PartView
from ui.kit.plain import button, card, clear, column, label, line, row, scrolling, tool

SECOND = ("cash.second_needed", "cash.second_counted")
AGAIN = ("cash.count_again", "cash.count_first", "cash.count_differs")


class CloseView(QWidget):
    """See the top of this module. ``closed`` with the shift; ``left`` goes back."""

    closed = Signal(object)
    left = Signal()

    def __init__(
        self, desk: Desk, show: Callable[[str, int], object], shift: ShiftRow | None = None
    ) -> None:
        """``shift`` is another desk's drawer that was left open; None is this desk's own."""
        super().__init__()
        self.setProperty("role", "page")
        self.desk, self._show, self._sign = desk, show, sign(desk)
        self._shift = shift.id if shift is not None else None
        self._where = f"{shift.number} · {shift.desk}" if shift is not None else ""
        self.message_bar = messages.MessageBar()
        self._request = new_request()
        self.found: Reckoned | None = None
        self.grid = CountGrid(desk)
        self.total = label("", "figure")
        self.count = button(_("Hand in the count") + " Ctrl+↵", self.hand_in, "primary")
        self.step = label("", "subtitle")
        self.side = QStackedWidget()
        self.side.setFixedWidth(theme.px(400))
        self.side.addWidget(self._counting())
        self.side.addWidget(self._explaining())
        self._lay_out()
        self.grid.changed.connect(self._summed)
        self.grid.finished.connect(self.count.setFocus)
        keys = shortcuts.of(self).name(_("Close the drawer"))
        keys.add("Ctrl+Return", _("Hand in the count, then close"), self.go_on)
        keys.tell("Enter ↑ ↓", _("To the next denomination and back"))
        self.begin()

    def _lay_out(self) -> None:
        left = card()
        left.setLayout(
            column(label(_("Count what is in the drawer"), "section"), self.grid, None, margin=18,
                   gap=12)
        )  # fmt: skip
        self.counted = left
        both = row(gap=12)
        both.addWidget(left, 1)
        both.addWidget(self.side)
        back = tool("arrow-left", _("Back (Esc)"), self.left.emit)
        box = QVBoxLayout(self)
        box.setContentsMargins(20, 16, 20, 12)
        box.setSpacing(12)
        box.addLayout(row(back, label(_("Close the drawer"), "title"), self.step, None, gap=12))
        box.addWidget(self.message_bar)
        box.addLayout(both, 1)

    def _counting(self) -> QWidget:
        made = card()
        hint = _("Count notes and coins without a look at any report. What should be there is "
                 "told when you have handed in your count; each count is kept.")  # fmt: skip
        made.setLayout(
            column(label(_("Counted"), "label"), self.total, label(hint, "muted", wrap=True), None,
                   self.count, margin=18, gap=12)
        )  # fmt: skip
        return made

    def _explaining(self) -> QWidget:
        self.figures = QVBoxLayout()
        self.figures.setSpacing(4)
        self.causes = QVBoxLayout()
        self.form = Form(columns=1)
        self.form._grid.setContentsMargins(0, 4, 0, 4)
        self.form.add(
            LinesField("reason", _("Reason of the difference"), limit=300, lines=2, required=True),
            MoneyField("handed_in", _("Handed in"), required=True, hint=self._sign),
            TextField("handed_to", _("Handed to"), limit=80,
                      placeholder=_("Finance, the safe")),
        )  # fmt: skip
        self.form.finished.connect(self.close_drawer)
        self.form.left.connect(self.left)
        for key in self.form.findChildren(QShortcut):  # the view has the same keys, for all of it
            key.setEnabled(key.key() == QKeySequence("Esc"))
        again = button(_("Count again"), self.begin)
        yes = button(_("Close the drawer") + " Ctrl+↵", self.form.finish, "primary", "cash-lock")
        inner = QWidget()
        inner.setProperty("role", "clear")
        inner.setLayout(column(self.figures, self.causes, line(), self.form, gap=8))
        made = card()
        box = column(scrolling(inner), row(again, yes, gap=8), gap=8, margin=16)
        box.setStretch(0, 1)
        made.setLayout(box)
        return made

    # -- counting

    def begin(self) -> None:
        """Count (again)."""
        self.found = None
        self._request = new_request()
        self.side.setCurrentIndex(0)
        self.counted.setEnabled(True)
        self._step(_("1 of 2: count"))
        self._summed()
        if self.isVisible():
            self.grid.setFocus()

    def _step(self, words: str) -> None:
        self.step.setText(" · ".join(part for part in (self._where, words) if part))

    def start(self) -> None:
        """Begin with an empty drawer's grid."""
        self.grid.show_counts({})
        self.begin()

    def _summed(self) -> None:
        self.total.setText(self._sign + money(self.grid.total()))

    def go_on(self) -> None:
        """Ctrl+Enter: hand in the count, then close."""
        if self.found is None:
            self.hand_in()
        else:
            self.form.finish()

    def hand_in(self) -> None:
        """Hand in what was counted; an empty grid is asked about."""
        if self.found is not None:
            return
        if not self.grid.counts() and not messages.confirm(
            self, _("Is the drawer empty?"), _("Nothing was counted."), yes=_("It is empty")
        ):
            return
        actions.run(self, counting.count_shift, self.desk, self.grid.counts(), shift=self._shift,
                    request=new_request(), done=self._reckoned)  # fmt: skip

    def _reckoned(self, found: Reckoned) -> None:
        self.found = found
        self._step(_("2 of 2: explain and hand in"))
        self.counted.setEnabled(False)
        clear(self.figures)
        clear(self.causes)
        off = found.difference
        words = _("It is right.") if not off else _("Missing") if off < 0 else _("Too much")
        tone = "ok" if not off else "late"
        if off:
            amount = self._sign + money(abs(off))
            big = label(amount, "figure", tone)
            self.figures.addWidget(label(words, "label"))
            self.figures.addWidget(big)
        else:
            self.figures.addWidget(label(words, "heading", tone))
        both = _("Counted {counted}, expected {expected}").format(
            counted=self._sign + money(found.counted), expected=self._sign + money(found.expected)
        )
        self.figures.addWidget(label(both, "muted", wrap=True))
        if off:
            self.causes.addWidget(self._causes(found))
        self.form.show_field("reason", bool(off))
        self.form["handed_in"].set_value(found.hand_in)
        last = last_closed(self.desk)
        if last is not None and not self.form["handed_to"].value():
            self.form["handed_to"].set_value(last.handed_to)
        self.side.setCurrentIndex(1)
        self.form.focus_first()

    def _causes(self, found: Reckoned) -> PartView:
        rows = [
            PartRow(
                causes.say(cause, currency(self.desk)), cause.number,
                open=partial(self._show, cause.kind, cause.id) if cause.id else None,
            )
            for cause in found.causes
        ]  # fmt: skip
        return PartView(
            Part(_("What it may be"), rows, empty=_("Nothing in the shift suggests a cause."))
        )

    # -- closing

    def close_drawer(self, second: tuple[str, str] | None = None) -> None:
        """Close with what was counted; a difference is signed by a second person."""
        found = self.found
        if found is None:
            return
        got = self.form.values()
        draft = CloseDraft(
            self.grid.counts(), got.get("reason") or "", got["handed_in"] or 0,
            got["handed_to"] or "",
        )  # fmt: skip
        refusals: list[Refused] = []
        actions.run(
            self.form, counting.close_shift, self.desk, draft, shift=self._shift, second=second,
            request=self._request, done=self._done, refused=refusals.append,
        )  # fmt: skip
        for refusal in refusals:  # after the run: what follows is a run of its own
            self._refused(found, refusal)

    def _refused(self, found: Reckoned, error: Refused) -> None:
        if error.code in SECOND:
            who = messages.ask_second_person(
                self, _("A difference of {amount}").format(amount=signed(found.difference)),
                _("Somebody else who may approve it signs for it."), yes=_("Sign"),
            )  # fmt: skip
            if who is not None:
                self.close_drawer(who)
            return
        if error.code in AGAIN:
            self.begin()
        words = texts.sentence(error)
        field = {str(error.field): words} if error.field else {}
        if not field or self.form.show_errors(field):
            messages.say(self, words, "error")

    def _done(self, row_: ShiftRow) -> None:
        self.start()
        self.form.clear()
        self.closed.emit(row_)

    # -- keys

    def focusInEvent(self, event: QFocusEvent) -> None:
        if self.found is None:
            self.grid.setFocus()
        else:
            self.form.focus_first()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)
