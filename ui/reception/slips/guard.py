"""The guard's screen: scan or type a slip, compare the goods, let them out or refuse.

    screen = GuardScreen(frame, bar)
    screen.start();  screen.read(text)

The cursor stays where one scans: a scanner's Enter must never let goods out.
"""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from desk import texts
from desk.core.access import Permission
from desk.core.errors import DeskError, Refused
from desk.core.words import _
from desk.reception.slips import gate
from desk.reception.slips.gate import GateView
from desk.reception.slips.rows import SlipRow
from ui import theme
from ui.kit import actions, messages, shortcuts
from ui.kit.display import Display
from ui.kit.empty import EmptyState
from ui.kit.fields import TextField, clean
from ui.kit.frame import Frame
from ui.kit.plain import button, card, label, row
from ui.reception.outcomes import OutcomeBar
from ui.reception.slips.gate_sheet import DIFFERS, PART, READ, GateSheet


class GuardScreen(QWidget):
    """See the top of this module."""

    left = Signal()
    saved = Signal(object)

    def __init__(self, frame: Frame, bar: OutcomeBar) -> None:
        super().__init__()
        self.setProperty("role", "page")
        self.desk, self.message_bar = frame.desk, bar
        self._show = Display(self.desk.local, lambda: self.desk.today)
        self.view: GateView | None = None
        self.request = actions.new_request()
        self.box = QLineEdit()
        self.box.setMaxLength(400)
        self.box.setFont(theme.font(18))
        self.box.setPlaceholderText(_("Scan the slip, or type its number and press Enter"))
        self.box.setAccessibleName(_("Slip"))
        self.box.returnPressed.connect(self._typed)
        self.sheet = GateSheet()
        self.guard = TextField("guard", _("Guard"), limit=80, placeholder=_("Blank: you"))
        self.note = TextField("note", _("What else is to be said"), limit=300)
        self._build()
        self._keys()
        self._show_view()

    # -- building

    def _build(self) -> None:
        back = button(_("Back") + " Esc", self.leave)
        title = label(_("At the gate"), "title")
        box = QVBoxLayout(self)
        box.setContentsMargins(20, 12, 20, 12)
        box.setSpacing(10)
        box.addLayout(row(title, None, back))
        box.addWidget(self.box)
        box.addWidget(self._paper(), 1)
        self.nothing = EmptyState(
            "barcode-scan", _("Which slip?"),
            _("Scan the code on the paper. The goods appear here in large type."),
        )  # fmt: skip
        box.addWidget(self.nothing, 1)

    def _paper(self) -> QFrame:
        self.ground = card()
        self.number = label("", "figure")
        self.state = label("", "badge")
        self.who = label("", "title", wrap=True)
        self.about = label("", "muted", wrap=True)
        self.refusal = label("", "heading", "late", wrap=True)
        self.asked = label("", "strong", wrap=True)
        self.out = button("", self.confirm, role="primary", icon="check")
        self.part = button(_("In part") + " Ctrl+P", lambda: self.ask(PART))
        self.differs = button(_("Does not agree") + " Ctrl+D", lambda: self.ask(DIFFERS), "danger")
        self.stop = button(_("Never mind"), lambda: self.ask(READ))
        for made in (self.out, self.part, self.differs, self.stop):
            made.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # a scanner's Enter must not press it
            made.setMinimumHeight(theme.px(44))
        fields = row(gap=12)
        fields.addWidget(self.guard, 1)
        fields.addWidget(self.note, 3)
        inner = QVBoxLayout(self.ground)
        inner.setContentsMargins(20, 14, 20, 14)
        inner.setSpacing(8)
        self.state.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Maximum)
        inner.addLayout(row(self.number, self.state, None, gap=14))
        for part in (self.who, self.about, self.refusal):
            inner.addWidget(part)
        inner.addWidget(self.sheet, 1)
        inner.addWidget(self.asked)
        inner.addLayout(fields)
        inner.addLayout(row(self.out, self.part, self.stop, None, self.differs, gap=10))
        return self.ground

    def _keys(self) -> None:
        keys = shortcuts.of(self).name(_("At the gate"))
        for pressed in ("Ctrl+Return", "Ctrl+Enter"):
            keys.add(pressed, _("Let out what is asked about"), self.confirm)
        keys.add("Ctrl+P", _("Only a part leaves"), lambda: self.ask(PART))
        keys.add("Ctrl+D", _("Goods and slip do not agree"), lambda: self.ask(DIFFERS))
        keys.tell("Enter", _("Read the slip that was typed"))
        keys.tell("Esc", _("Back"))

    # -- reading

    def start(self, slip: SlipRow | None = None) -> None:
        """Wait for a slip, or show one that was chosen in the list."""
        self.view = None
        if slip is not None:
            self.read(slip.number)
        else:
            self._show_view()
        self.focus_box()

    def focus_box(self) -> None:
        """Put the cursor where one scans."""
        self.box.setFocus(Qt.FocusReason.OtherFocusReason)
        self.box.selectAll()

    def _typed(self) -> None:
        text = clean(self.box.text()).strip()
        if text:
            self.read(text)

    def read(self, text: str) -> None:
        """Show the slip that a code or a number names."""
        self.box.clear()
        self.message_bar.hide()
        try:
            self.view = gate.scan_slip(self.desk, text)
        except DeskError as error:
            self.view = None
            messages.sorry(self, error)
        self.request = actions.new_request()
        self.note.set_value(None)
        self._show_view()
        self.focus_box()

    def _show_view(self) -> None:
        view = self.view
        self.ground.setVisible(view is not None)
        self.nothing.setVisible(view is None)
        if view is None:
            return
        slip = view.slip
        self.number.setText(slip.number if slip else _("Not a slip of ours"))
        self.state.setVisible(slip is not None)
        if slip is not None:
            self.state.setText(texts.word("slip.state", slip.shown_state))
            theme.say(self.state, "tone", {"plain": "accent"}.get(slip.tone, slip.tone))
        self._say_who(slip)
        refusal = view.refusal
        words = texts.sentence(refusal) if refusal is not None else ""
        self.refusal.setText(_("Stop. {why}").format(why=words) if words else "")
        self.refusal.setVisible(bool(words))
        self.sheet.show_items(view.items)
        self.sheet.setVisible(bool(view.items))
        self._ask_words()

    def _say_who(self, slip: SlipRow | None) -> None:
        for each in (self.who, self.about):
            each.setVisible(slip is not None)
        if slip is None:
            return
        self.who.setText(" · ".join(p for p in (slip.unit_code, slip.name, slip.plate) if p))
        until = slip.valid_until.isoformat()
        if slip.valid_from != slip.valid_until:
            until = f"{slip.valid_from.isoformat()} – {until}"
        kind = texts.word("slip.kind", slip.kind) if slip.kind else ""
        self.about.setText(" · ".join(p for p in (kind, _("good {days}").format(days=until)) if p))

    # -- deciding

    @property
    def _may(self) -> bool:
        good = self.view is not None and self.view.good
        return good and self.desk.allows(Permission.SLIP_RELEASE)

    def ask(self, mode: str) -> None:
        """Ask for quantities, or go back to the whole."""
        if not self._may:
            return
        self.sheet.ask(mode)
        self._ask_words()
        if mode == READ:
            self.focus_box()

    def _ask_words(self) -> None:
        mode, may = self.sheet.mode, self._may
        words = {READ: _("Released"), PART: _("Release this part"),
                 DIFFERS: _("Refuse, tell the desk")}  # fmt: skip
        asks = {READ: "", PART: _("How much leaves now? Enter goes to the next line."),
                DIFFERS: _("What is really there? Type the quantities; goods that are not on the "
                           "slip go into the last lines.")}  # fmt: skip
        self.out.setText(words[mode] + " Ctrl+Enter")
        self.asked.setText(asks[mode])
        self.asked.setVisible(bool(asks[mode]))
        for made in (self.out, self.guard, self.note):
            made.setVisible(may)
        for made in (self.part, self.differs):
            made.setVisible(may and mode == READ)
        self.stop.setVisible(may and mode != READ)

    def confirm(self) -> None:
        """Do what the first button says."""
        view, mode = self.view, self.sheet.mode
        if not self._may or view is None or view.slip is None:
            return
        wrong = self.sheet.wrong_line()
        if wrong is not None:
            messages.sorry(self, wrong)
            return
        named: dict[str, Any] = {"guard": self.guard.value() or "", "request": self.request}
        note = clean(str(self.note.value() or ""))
        slip = view.slip.id
        if mode == DIFFERS:
            self._run(gate.report_mismatch, slip, self.sheet.seen(), note, **named)
        else:
            out = self.sheet.leaving() if mode == PART else None
            self._run(gate.release_slip, slip, out, note=note, **named)

    def _run(self, verb: Any, *values: Any, **named: Any) -> None:
        actions.run(self, verb, self.desk, *values, done=self._done, refused=self._refused,
                    **named)  # fmt: skip

    def _done(self, slip: SlipRow) -> None:
        who = " · ".join(p for p in (slip.unit_code, slip.name) if p)
        words = {
            "released": _("{number} is released: {who}."),
            "part": _("{number}: a part has left, the rest may follow. {who}"),
            "mismatch": _("{number} does not agree. Nothing leaves; the desk knows. {who}"),
        }
        tone = {"released": "ok", "part": "ok"}.get(slip.state, "late")
        self.message_bar.outcome(words[slip.state].format(number=slip.number, who=who), tone)
        self.saved.emit(slip)
        self.view = None
        self._show_view()
        self.focus_box()

    def _refused(self, error: Refused) -> None:
        messages.sorry(self, error)
        if self.view is not None and self.view.slip is not None and self.sheet.mode == READ:
            self.view = gate.scan_slip(self.desk, self.view.slip.number)
            self._show_view()

    # -- leaving

    def leave(self) -> None:
        """One step back: from quantities to the slip, from it to waiting, from there away."""
        if self.sheet.mode != READ and self.view is not None:
            self.ask(READ)
        elif self.view is not None:
            self.start()
        else:
            self.left.emit()

    def refresh(self) -> None:
        """Read the slip that is shown anew."""
        if self.view is not None and self.view.slip is not None and self.sheet.mode == READ:
            self.view = gate.scan_slip(self.desk, self.view.slip.number)
            self._show_view()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self.focus_box()
