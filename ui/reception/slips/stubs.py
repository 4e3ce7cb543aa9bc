"""Stubs that came back from the gate: scanned one after the other, compared, filed at once.

    screen = StubScreen(frame, bar)
    screen.start();  screen.add("L26000012")

Enter takes a stub, A, P and N in an empty box say what the guard wrote on the last one, Delete
takes it off. Ctrl+Enter files what agrees; what is missing or different stays in the book, and is
printed by Ctrl+P.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QVBoxLayout, QWidget

from desk import texts
from desk.core.errors import DeskError
from desk.core.words import _, ngettext
from desk.reception.slips import stubs
from desk.reception.slips.reading import RECORD
from desk.reception.slips.rows import SlipRow
from desk.reception.slips.stubs import BundleView, StubDraft, StubReport
from ui import theme
from ui.kit import actions, drafts, messages, shortcuts
from ui.kit.datefields import DateField
from ui.kit.display import Display
from ui.kit.drafts import Draft
from ui.kit.fields import clean
from ui.kit.frame import Frame
from ui.kit.papers_out import PapersOut
from ui.kit.plain import button, card, label, row
from ui.kit.rows_model import RowsModel
from ui.kit.table import RowsTable
from ui.kit.tick_table import Held
from ui.reception.outcomes import OutcomeBar
from ui.reception.slips.bundles import Bundles
from ui.reception.slips.stub_lines import MISSING, READ, StubLine

WROTE = {"a": "all", "p": "part", "n": "none"}
KEY = ("stubs", 0)


class StubScreen(QWidget):
    """See the top of this module."""

    left = Signal()
    saved = Signal(object)

    def __init__(self, frame: Frame, papers: PapersOut, bar: OutcomeBar) -> None:
        super().__init__()
        self.setProperty("role", "page")
        self.frame, self.desk, self.message_bar = frame, frame.desk, bar
        self.stubs: list[StubDraft] = []
        self.report = StubReport((), ())
        self.request = actions.new_request()
        self.box = QLineEdit()
        self.box.setMaxLength(400)
        self.box.setFont(theme.font(18))
        self.box.setPlaceholderText(_("Scan a stub, or type its number and press Enter"))
        self.box.setAccessibleName(_("Stub"))
        self.box.returnPressed.connect(self._typed)
        self.box.installEventFilter(self)
        self.until = DateField("until", _("Stubs of slips good until"),
                               today=lambda: self.desk.today, required=True)  # fmt: skip
        self.until.setMaximumWidth(theme.px(230))
        self.until.changed.connect(self._compare)
        show = Display(self.desk.local, lambda: self.desk.today)
        self.read_table = RowsTable(RowsModel(READ, show, self))
        self.read_table.setAccessibleName(_("Stubs that were read"))
        self.missing_table = RowsTable(RowsModel(MISSING, show, self))
        self.missing_table.setAccessibleName(_("Stubs that are missing"))
        self.bundles = Bundles(self.desk, papers, self._look_at)
        self._build()
        self._keys()

    # -- building

    def _build(self) -> None:
        back = button(_("Back") + " Esc", self.left.emit)
        self.count = label("", "subtitle")
        self.go = button("", self.take_in, role="primary", icon="check")
        line = row(gap=12)
        line.addWidget(self.box, 1)
        line.addWidget(self.until)
        line.setAlignment(self.box, Qt.AlignmentFlag.AlignBottom)
        self.hint = label(
            _("After a scan: A all left, P a part, N nothing; Delete takes the stub off."), "hint"
        )
        self.missing_words = label("", "section")
        self.read_words = label(_("Read"), "section")
        tables = row(gap=12)
        tables.addWidget(_ground(self.read_words, self.read_table), 3)
        tables.addWidget(_ground(self.missing_words, self.missing_table), 2)
        box = QVBoxLayout(self)
        box.setContentsMargins(20, 12, 20, 12)
        box.setSpacing(8)
        title = label(_("Stubs from the gate"), "title")
        past = (self.bundles.earlier, self.bundles.list)
        box.addLayout(row(title, self.count, None, back, *past, self.go, gap=12))
        box.addLayout(line)
        box.addWidget(self.hint)
        box.addLayout(tables, 1)

    def _keys(self) -> None:
        keys = shortcuts.of(self).name(_("Stubs from the gate"))
        for pressed in ("Ctrl+Return", "Ctrl+Enter"):
            keys.add(pressed, _("File what agrees"), self.take_in)
        keys.add("Ctrl+P", _("Print what is missing or different"), self.bundles.print_list)
        keys.tell("Enter", _("Take the stub"))
        keys.tell("A  P  N", _("All, a part or nothing left, as the guard wrote on the last one"))
        keys.tell("Delete", _("Take the last stub, or the selected one, off"))
        keys.tell("Esc", _("Back; what was read is kept"))
        self.read_table.escaped.connect(self.left)
        self.missing_table.escaped.connect(self.left)
        self.missing_table.opened.connect(lambda one: self.frame.show_record(RECORD, one.id))
        self.read_table.opened.connect(self._show_slip)

    def _show_slip(self, line: StubLine) -> None:
        if line.stub.slip is not None:
            self.frame.show_record(RECORD, line.stub.slip.id)

    # -- reading stubs

    def start(self) -> None:
        """Begin with a bundle; one that was left comes back."""
        kept = drafts.of(self.desk, "slips").get(KEY)
        self.stubs = list(kept.state["stubs"]) if kept else []
        self.until.set_value(self.desk.today - timedelta(days=1))
        self._compare()
        self.box.setFocus(Qt.FocusReason.OtherFocusReason)

    def _typed(self) -> None:
        text = clean(self.box.text()).strip()
        if text:
            self.add(text)

    def add(self, text: str) -> None:
        """Take one stub: its code or its number."""
        self.box.clear()
        self.message_bar.hide()
        self.stubs.append(StubDraft(text))
        self._keep()
        self._compare()
        last = self.report.rows[-1] if self.report.rows else None
        if last is not None and not last.good:  # what agrees needs no words
            words = texts.word("slip.stub", last.result)
            self.message_bar.outcome(f"{last.stub}: {words}", "late")
        self.box.setFocus(Qt.FocusReason.OtherFocusReason)

    def wrote(self, said: str) -> None:
        """What the guard wrote on the selected stub."""
        at = self._chosen()
        if at is not None:
            self.stubs[at] = replace(self.stubs[at], left=said)
            self._keep()
            self._compare()

    def remove(self) -> None:
        """Take the selected stub off the bundle."""
        at = self._chosen()
        if at is not None:
            del self.stubs[at]
            self._keep()
            self._compare()

    def _chosen(self) -> int | None:
        if self.bundles.bundle is not None:  # those are in the book
            return None
        line = self.read_table.current_row() if self.read_table.hasFocus() else None
        if line is not None:
            return int(line.id)
        return len(self.stubs) - 1 if self.stubs else None

    def _compare(self) -> None:
        self.bundles.put_away()
        self.read_words.setText(_("Read"))
        try:
            self.report = stubs.compare_stubs(self.desk, self.stubs, self.until.value())
        except DeskError as error:
            messages.sorry(self, error)
            return
        lines = [StubLine(at, stub) for at, stub in enumerate(self.report.rows)]
        self._show(lines[::-1], self.report.missing)
        good = len(self.report.rows) - len(self.report.different)
        self.go.setText(_("File {n}").format(n=good) + " Ctrl+Enter")
        self.go.setEnabled(bool(self.stubs))

    def _show(self, lines: list[StubLine], missing: tuple[SlipRow, ...]) -> None:
        self.read_table.show_source(Held(lines))
        self.missing_table.show_source(Held(missing))
        n, wrong = len(lines), len(self.report.different)
        words = ngettext("{n} stub", "{n} stubs", n).format(n=n)
        if wrong:
            words += " · " + ngettext("{n} different", "{n} different", wrong).format(n=wrong)
        self.count.setText(words)
        n = len(missing)
        self.missing_words.setText(_("Missing: {n}").format(n=n) if n else _("None is missing"))

    def _keep(self) -> None:
        kept = drafts.of(self.desk, "slips")
        if self.stubs:
            kept[KEY] = Draft(_("Stubs from the gate"), {"stubs": tuple(self.stubs)})
        else:
            kept.pop(KEY, None)

    # -- filing

    def take_in(self) -> None:
        """File the stubs that agree; keep what is missing or different."""
        if not self.stubs or self.until.value() is None or self.bundles.bundle is not None:
            return
        actions.run(self, stubs.take_in_stubs, self.desk, list(self.stubs), self.until.value(),
                    request=self.request, done=self._filed)  # fmt: skip

    def _filed(self, bundle: BundleView) -> None:
        drafts.of(self.desk, "slips").pop(KEY, None)
        self.request = actions.new_request()
        self.stubs = []
        self._look_at(bundle)
        self.saved.emit(bundle)

    def _look_at(self, bundle: BundleView) -> None:
        """What became of a bundle, now or some time ago."""
        made = bundle.row
        words = _("{filed} filed, {different} different, {missing} missing.").format(
            filed=made.filed, different=made.different, missing=made.missing
        )
        fine = not (made.different or made.missing)
        self.report = StubReport(bundle.stubs, bundle.missing)
        lines = [StubLine(at, stub) for at, stub in enumerate(bundle.stubs) if not stub.good]
        self._show(lines, bundle.missing)
        self.bundles.show(bundle)
        self.read_words.setText(_("Different in this bundle") if lines else _("Read"))
        self.go.setEnabled(False)
        self.message_bar.outcome(words, "ok" if fine else "due")
        self.box.setFocus(Qt.FocusReason.OtherFocusReason)

    # -- keys

    def refresh(self) -> None:
        """Compare anew: a slip may have been released meanwhile."""
        if self.stubs:
            self._compare()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            empty = not self.box.text() and not event.modifiers()
            if empty and self.stubs and event.text().casefold() in WROTE:
                self.wrote(WROTE[event.text().casefold()])
                return True
            if empty and event.key() == Qt.Key.Key_Delete:
                self.remove()
                return True
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif event.key() == Qt.Key.Key_Delete and self.read_table.hasFocus():
            self.remove()
        elif event.text().casefold() in WROTE and self.read_table.hasFocus():
            self.wrote(WROTE[event.text().casefold()])
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self.box.setFocus(Qt.FocusReason.OtherFocusReason)


def _ground(words: QWidget, table: QWidget) -> QFrame:
    made = card()
    box = QVBoxLayout(made)
    box.setContentsMargins(1, 10, 1, 1)
    words.setContentsMargins(12, 0, 12, 0)
    box.addWidget(words)
    box.addWidget(table, 1)
    return made
