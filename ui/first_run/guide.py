"""The guide itself: which step, back and next, and the moment the store is made."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QFrame, QStackedWidget, QVBoxLayout, QWidget

from desk import app as house
from desk import texts
from desk.core import staff, system_keys, words
from desk.core.desk import Desk
from desk.core.errors import DeskError, Refused, RefusedMany
from desk.core.words import _
from ui import theme
from ui.first_run.steps import Administrator, Data, Opening, Recovery, Site, Step
from ui.first_run.trail import Trail
from ui.kit import recovery
from ui.kit.plain import button, card, column, label, row, scrolling

WIDTH, HIGH = 640, 560
MADE = 3  # the first step after the store was made

# What was typed while the language is switched, which makes the guide anew; never on the disk.
_kept: dict[Path, tuple[int, list[dict[str, Any]]]] = {}


class FirstRun(QWidget):
    """See the package."""

    def __init__(
        self,
        folder: Path,
        done: Callable[[Desk], None],
        switch_language: Callable[[str], None],
    ) -> None:
        super().__init__()
        self.setProperty("role", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._folder, self._done, self._switch = folder, done, switch_language
        self._desk: Desk | None = None
        self._busy = False
        self.recovery = Recovery()
        self.data = Data(self._finish)
        self.steps: list[Step] = [
            Site(self._language), Administrator(), Opening(system_keys.available()),
            self.recovery, self.data,
        ]  # fmt: skip
        self.place = 0
        self._build()
        for step in self.steps:
            if step.form is not None:
                step.form.finished.connect(self.next)
                step.form.left.connect(self.back)
        self.recovery.print.clicked.connect(self._print)
        self.recovery.typed.returnPressed.connect(self.next)
        self._restore()

    # -- building

    def _build(self) -> None:
        names = (_("Site"), _("Administrator"), _("Opening"), _("Recovery code"), _("Begin"))
        self.trail = Trail(names)
        self.title, self.about = label("", "title", wrap=True), label("", "muted", wrap=True)
        self.wrong = label("", "error", wrap=True)
        self.wrong.hide()
        self.stack = QStackedWidget()
        for step in self.steps:
            self.stack.addWidget(step)
        self.back_button = button(_("Back"), self.back)
        self.next_button = button(_("Next"), self._press_next, role="primary")
        self.next_button.setMinimumWidth(theme.px(120))
        self.card: QFrame = card()
        self.card.setFixedWidth(theme.px(WIDTH))
        self.card.setMinimumHeight(theme.px(HIGH))
        inner = column(gap=12, margin=28)
        for part in (self.trail, self.title, self.about):
            inner.addWidget(part)
        inner.addWidget(self.stack, 1)
        inner.addWidget(self.wrong)
        inner.addLayout(row(self.back_button, None, self.next_button))
        self.card.setLayout(inner)
        middle = QWidget()
        middle.setProperty("role", "clear")
        middle.setLayout(column(None, row(None, self.card, None), None, margin=12))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scrolling(middle))

    def _restore(self) -> None:
        place, typed = _kept.pop(self._folder, (0, []))
        for step, values in zip(self.steps, typed, strict=False):
            if step.form is not None:
                step.form.set_values({k: v for k, v in values.items() if k != "language"})
        self._show(place)

    def _language(self, code: str) -> None:
        if code == words.current():
            return
        _kept[self._folder] = (self.place, [step.values() for step in self.steps[:MADE]])
        QTimer.singleShot(0, self, partial(self._switch, code))

    # -- going on and back

    def _show(self, place: int) -> None:
        self.place = place
        step = self.steps[place]
        self.trail.go(place)
        self.title.setText(step.title)
        self.about.setText(step.about)
        self._say("")
        self.stack.setCurrentWidget(step)
        self.back_button.setVisible(0 < place < MADE)
        self.next_button.setVisible(place < len(self.steps) - 1)
        self.next_button.setText(_("Set up") if place == MADE - 1 else _("Next"))
        self.setFocusProxy(step.first())
        step.first().setFocus(Qt.FocusReason.TabFocusReason)

    def _press_next(self) -> None:
        form = self.steps[self.place].form
        if form is not None:
            form.finish()
        else:
            self.next()

    def next(self) -> None:
        """Go on if this step is complete; the third one makes the store."""
        if self._busy:
            return
        step = self.steps[self.place]
        try:
            step.ready()
        except DeskError as error:
            self._refuse(error)
            return
        if step is self.recovery and not self.recovery.on_paper:
            self._say(_("Print it, or type the last group as it stands on your paper."))
            self.recovery.typed.setFocus()
            self.recovery.typed.selectAll()
            return
        if self.place == MADE - 1:
            self._set_busy(True)
            QTimer.singleShot(30, self, self._make)  # the words are painted first
        else:
            self._show(self.place + 1)

    def back(self) -> None:
        """One step back, with everything typed; nothing goes back behind the made store."""
        if not self._busy and 0 < self.place < MADE:
            self._show(self.place - 1)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.steps[self.place].first().setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.back()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            focus = QApplication.focusWidget()
            press = getattr(focus, "animateClick", None)
            if press is not None and focus is not self:
                focus.click()  # type: ignore[union-attr]
        else:
            super().keyPressEvent(event)

    # -- making the store

    def _set_busy(self, busy: bool) -> None:
        self._busy = busy
        self.next_button.setEnabled(not busy)
        self.back_button.setEnabled(not busy)
        self.stack.setEnabled(not busy)
        self.next_button.setText(_("Setting up …") if busy else _("Set up"))

    def _make(self) -> None:
        typed = {key: v for step in self.steps[:MADE] for key, v in step.values().items()}
        first = house.FirstRun(
            site=typed["site"],
            account=typed["account"],
            name=typed["name"],
            password=typed["password"],
            passphrase=typed["passphrase"],
            language=typed["language"] or words.current(),
            region=typed["region"],
            desk_name=typed["desk_name"] or "",
            keyring=bool(typed.get("keyring")),
        )
        try:
            desk, code = house.create_store(self._folder, first)
        except DeskError as error:
            self._set_busy(False)
            self._refuse(error)
            return
        except BaseException:
            self._set_busy(False)
            raise
        self._set_busy(False)
        self._keep(desk)
        staff.sign_in(desk, first.account, first.password)
        for step in self.steps[1:MADE]:
            if step.form is not None:
                step.form.clear()  # no password stays in a field
        self.recovery.show_code(code)
        self._show(MADE)

    def _keep(self, desk: Desk) -> None:
        # The window may be closed before the guide hands the desk over.
        self._desk = desk
        held = [desk]
        self._held = held
        self.destroyed.connect(partial(_let_go, held))

    def _refuse(self, error: DeskError) -> None:
        """Beside the field, on the step that has it; else below the form."""
        reasons = error.reasons if isinstance(error, RefusedMany) else [error]
        left: list[str] = []
        shown = False
        for place, step in enumerate(self.steps[:MADE]):
            form = step.form
            mine = {
                reason.field: texts.sentence(reason)
                for reason in reasons
                if isinstance(reason, Refused) and form is not None and reason.field in form.fields
            }
            if mine and form is not None and not shown:
                shown = True
                if place != self.place:
                    self._show(place)
                form.show_errors({key or "": text for key, text in mine.items()})
        if not shown:
            left = [texts.sentence(reason) for reason in reasons]
        self._say(" ".join(left))

    def _say(self, text: str) -> None:
        self.wrong.setText(text)
        self.wrong.setVisible(bool(text))

    # -- after it was made

    def _print(self) -> None:
        assert self._desk is not None
        desk = self._desk
        name = desk.session.name if desk.session else ""
        pdf = recovery.sheet(desk.site, self.recovery.code, desk.local(desk.now), name)
        if recovery.show_sheet(self, pdf):
            self.recovery.was_printed()
            self._say("")
            self.next_button.setFocus()
        else:
            self.recovery.typed.setFocus()

    def _finish(self, load: bool) -> None:
        if self._desk is None or self._busy:
            return
        self._busy = True
        desk, window = self._desk, self.window()
        self._held.clear()
        self._done(desk)
        frame = getattr(window, "frame", None)
        if load and frame is not None:
            frame.go("import")


def _let_go(held: list[Desk], _gone: object = None) -> None:
    for desk in held:
        desk.close()
