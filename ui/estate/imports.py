"""Import: choose a file, correct what its columns mean, see what would happen, carry it out.

Reading and writing are the desk's (``desk.exchange.session``) and happen in the background.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QFocusEvent, QKeyEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QFileDialog,
    QLineEdit,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from desk import texts
from desk.core.errors import DeskError
from desk.core.words import _, ngettext
from desk.exchange import commit, session, sheets_out
from desk.exchange.columns import Matching
from desk.exchange.commit import Imported
from desk.exchange.session import Look
from ui import theme
from ui.estate.import_columns import ColumnsView
from ui.estate.import_preview import PreviewView
from ui.estate.import_steps import done_card, past_words, start_card
from ui.kit import exporting, jobs, messages, shortcuts
from ui.kit.actions import new_request
from ui.kit.frame import Frame, Page
from ui.kit.plain import button, card, clear, column, label, row

ENDINGS = "*.xlsx *.xlsm *.xls *.ods *.csv *.txt *.tsv"


class ImportPage(Page):
    """One page in three views: choose, check, done."""

    def __init__(self, frame: Frame) -> None:
        super().__init__()
        self.setProperty("role", "page")
        self.setAcceptDrops(True)
        self.frame, self.desk = frame, frame.desk
        self.message_bar, self.job_bar = messages.MessageBar(), jobs.JobBar()
        self.path: Path | None = None
        self.seen: Look | None = None
        self.matchings: dict[str, Matching] = {}
        self.job: jobs.Job | None = None
        self._turn = 0  # news of a look that was overtaken by another one are not heard
        self._request = new_request()
        self.stack = QStackedWidget()
        self.choose = button(
            _("Choose a file …") + " Ctrl+O", self.ask_file, role="primary",
            icon="file-import-outline",
        )  # fmt: skip
        empty = button(_("Empty workbook with the columns …"), self.save_template, role="link")
        self.past = label("", "muted")
        self.start = start_card(self.choose, empty, self.past)
        self.check, self.done = self._check(), QWidget()
        self.done.setProperty("role", "clear")
        self._done_box = QVBoxLayout(self.done)
        self._done_box.setContentsMargins(0, 0, 0, 0)
        for part in (self.start, self.check, self.done):
            self.stack.addWidget(part)
        self.step = label("", "subtitle")
        box = QVBoxLayout(self)
        box.setContentsMargins(20, 16, 20, 12)
        box.setSpacing(12)
        box.addLayout(row(label(_("Import"), "title"), self.step, None, gap=12))
        box.addWidget(self.message_bar)
        box.addWidget(self.job_bar)
        box.addWidget(self.stack, 1)
        keys = shortcuts.of(self).name(_("Import"))
        keys.add("Ctrl+O", _("Choose a file"), self.ask_file)
        keys.add("Ctrl+Return", _("Import"), self.carry_out)
        keys.tell("Ctrl+C", _("Copy the selected lines of the preview"))
        self._show(self.start)

    # -- building

    def _check(self) -> QWidget:
        self.file = label("", "strong")
        again = button(_("Read again"), self.look, icon="refresh")
        other = button(_("Another file …"), self.ask_file)
        self.building = QLineEdit()
        self.building.setMaxLength(20)
        self.building.setMaximumWidth(theme.px(120))
        self.building.setAccessibleName(_("Building of the rows that name none"))
        self.building.editingFinished.connect(self._place)
        place = label(_("Building of the rows that name none"), "label")
        place.setBuddy(self.building)
        self.unplaced = QWidget()
        self.unplaced.setProperty("role", "clear")
        self.unplaced.setLayout(row(place, self.building))
        self.columns = ColumnsView(self.correct)
        self.preview = PreviewView()
        above, below = card(), card()
        head = row(self.file, self.unplaced, None, again, other, gap=12)
        above.setLayout(column(head, self.columns, margin=14))
        self.save_problems = button(_("Save these lines …"), self.export_problems, role="link")
        below.setLayout(column(self.preview, margin=14))
        self.split = split = QSplitter(Qt.Orientation.Vertical)
        split.setHandleWidth(12)
        split.setChildrenCollapsible(False)
        split.addWidget(above)
        split.addWidget(below)
        split.setStretchFactor(0, 2)
        split.setStretchFactor(1, 3)
        self.skip = QCheckBox()
        self.skip.toggled.connect(lambda _on: self._ready())
        self.yes = button("", self.carry_out, role="primary")
        self.yes.setObjectName("import.yes")
        self.verdict = label("", "muted", wrap=True)
        foot = row(self.verdict, self.save_problems, self.skip, self.yes, gap=12)
        foot.setStretch(0, 1)
        made = QWidget()
        made.setProperty("role", "clear")
        made.setLayout(column(split, foot, gap=12))
        return made

    def _show(self, view: QWidget) -> None:
        self.stack.setCurrentWidget(view)
        steps = {
            self.start: _("1 of 3: choose a file"),
            self.check: _("2 of 3: what the columns mean, and what would happen"),
            self.done: _("3 of 3: done"),
        }
        self.step.setText(steps[view])
        if view is self.start:
            self.past.setText(past_words(self.desk, commit.past(self.desk)))

    # -- choosing

    def ask_file(self) -> None:
        """Ask for a file."""
        if self._writing():
            return
        kinds = _("Workbooks and CSV ({endings})").format(endings=ENDINGS)
        path, _kind = QFileDialog.getOpenFileName(self.window(), _("Choose a file"), "", kinds)
        if path:
            self.open_file(path)

    def open_file(self, path: str) -> None:
        """Begin with a file."""
        self.path, self.matchings, self.seen = Path(path), {}, None
        self.building.clear()
        self.skip.setChecked(False)
        self.look()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls() and not self._writing():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        files = [url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()]
        if files:
            self.open_file(files[0])

    def save_template(self) -> None:
        """Write the empty workbook where the person says."""
        exporting.save(
            self, _("Units and people"), exporting.EXCEL, lambda path, tick: session.template(path),
            self.desk,
        )  # fmt: skip

    # -- looking

    def look(self) -> None:
        """Read the file anew with the corrections made so far."""
        if self.path is None or self._writing():
            return
        if self.job is not None:
            self.job.cancel()
        self._turn += 1
        turn, desk, path, given = self._turn, self.desk, self.path, dict(self.matchings)
        self.message_bar.hide()
        self.yes.setEnabled(False)

        def work(tick: jobs.Tick) -> Look:
            with desk.storage.thread():
                return session.look(desk, path, given, lambda n, of: tick(n, of or 0))

        self.job = jobs.start(
            work,
            done=lambda found: self._looked(turn, found),
            failed=lambda error: self._not_read(turn, error),
            owner=self,
        )
        self.job_bar.follow(self.job, _("Reading {name} …").format(name=path.name))

    def _looked(self, turn: int, found: Look) -> None:
        if turn != self._turn:
            return
        self.job, self.seen, self._request = None, found, new_request()
        self._show(self.check)
        self.file.setText(found.path.name)
        self.unplaced.setVisible(found.unplaced)
        self.columns.show_look(found)
        self.preview.show_preview(found.preview)
        head = min(self.columns.wanted() + theme.px(64), self.split.height() // 2)
        self.split.setSizes([head, self.split.height() - head])
        self._ready()

    def _not_read(self, turn: int, error: Exception) -> None:
        if turn != self._turn:
            return
        self.job = None
        if isinstance(error, jobs.Cancelled):
            messages.say(self, _("Stopped. Nothing was changed."), "info")
            self._ready()
        elif isinstance(error, DeskError):
            messages.sorry(self, error)
            if self.seen is None:
                self._show(self.start)
        else:
            raise error

    def correct(self, matching: Matching) -> None:
        """A column means something else: read again by it at once."""
        self.matchings[matching.fingerprint] = matching
        self.look()

    def _place(self) -> None:
        if self.seen is None:
            return
        building = self.building.text().strip()
        for table in self.seen.tables:
            present = self.matchings.get(table.fingerprint, table.matching)
            if present.building != building:
                self.matchings[table.fingerprint] = replace(present, building=building)
        if any(found.building != building for found in _matchings(self.seen)):
            self.look()

    # -- carrying out

    def _ready(self) -> None:
        if self.seen is None:
            return
        found = self.seen.preview
        bad = found.counts.get("rows_bad", 0)
        units = found.units
        words = ngettext("Leave out {n} row", "Leave out {n} rows", bad)
        self.skip.setText(words.format(n=f"{bad:,}"))
        self.skip.setVisible(bad > 0)
        self.save_problems.setVisible(bad > 0)
        title = ngettext("Import {n} unit", "Import {n} units", units).format(n=f"{units:,}")
        self.yes.setText(f"{title} Ctrl+↵")
        self.yes.setEnabled(units > 0 and (not bad or self.skip.isChecked()))
        self.verdict.setText(self._verdict(bad, units))

    def _verdict(self, bad: int, units: int) -> str:
        if not units and not bad:
            return texts.sentence(DeskError("import.nothing"))
        if bad and not self.skip.isChecked():
            return _("Nothing is imported while rows can't be taken: mend them in the file and "
                     "read it again, or leave them out.")  # fmt: skip
        return _("All or nothing. Importing again adds nothing twice.")

    def _writing(self) -> bool:
        return self.job is not None and self.job.property("writing") is True

    def carry_out(self) -> None:
        """Import what was looked at."""
        if self.seen is None or self.job is not None or not self.yes.isEnabled():
            return
        seen, desk, skip, request = self.seen, self.desk, self.skip.isChecked(), self._request
        self.yes.setEnabled(False)
        self.check.setEnabled(False)

        def work(tick: jobs.Tick) -> Imported:
            with desk.storage.thread():
                return session.carry_out(
                    desk, seen, skip_bad=skip, request=request,
                    progress=lambda n, of: tick(n, of or 0),
                )  # fmt: skip

        self.job = jobs.start(work, done=self._imported, failed=self._not_imported, owner=self)
        self.job.setProperty("writing", True)
        name = seen.path.name
        self.job_bar.follow(self.job, _("Importing {name} …").format(name=name))

    def _imported(self, made: Imported) -> None:
        self.job = None
        self.check.setEnabled(True)
        self._show_done(made)

    def _not_imported(self, error: Exception) -> None:
        self.job = None
        self.check.setEnabled(True)
        self._ready()
        if isinstance(error, jobs.Cancelled):
            messages.say(self, _("Stopped. Nothing was changed."), "info")
        elif isinstance(error, DeskError):
            messages.sorry(self, error)
        else:
            raise error

    def export_problems(self) -> None:
        """The rows that can't be taken, into a workbook to mend the file by."""
        if self.seen is None:
            return
        rows = list(session.problem_rows(self.seen.preview.problems, texts.sentence))
        titles = (_("Sheet"), _("Cell"), _("What is wrong"))

        def write(path: Path, tick: jobs.Tick) -> int:
            return sheets_out.write(path, [sheets_out.OutColumn(t) for t in titles], rows)

        name = _("{file} what is wrong").format(file=self.seen.path.stem)
        exporting.save(self, name, exporting.EXCEL, write, self.desk)

    # -- done

    def _show_done(self, made: Imported) -> None:
        clear(self._done_box)
        self.links = [
            button(_("See the units"), lambda: self.frame.go("units"), role="primary"),
            button(_("Building board"), lambda: self.frame.go("board")),
            button(_("Customers"), lambda: self.frame.go("customers")),
            button(_("Another file …"), self.again),
        ]
        name = self.seen.path.name if self.seen else ""
        self._done_box.addWidget(done_card(name, made.counts, self.links))
        self._show(self.done)
        self.links[0].setFocus()

    def again(self) -> None:
        """Back to the first step."""
        self.path = self.seen = None
        self._show(self.start)
        self.choose.setFocus()

    # -- what the window asks

    def begin(self, what: str, **values: Any) -> None:
        """``file``: begin with the file at ``path``."""
        if what == "file":
            self.open_file(values["path"])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
        elif self.stack.currentWidget() is self.start:
            self.frame.focus_box()
        elif not self._writing():
            self.again()

    def focusInEvent(self, event: QFocusEvent) -> None:
        now = self.stack.currentWidget()
        if now is self.start:
            self.choose.setFocus()
        elif now is self.check:
            self.yes.setFocus()


def _matchings(seen: Look) -> list[Matching]:
    return [table.matching for table in seen.tables]
