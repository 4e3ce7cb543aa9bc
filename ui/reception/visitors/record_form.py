"""A form that fills the page: heading, back and save above it. Drafts stay until handed in.

screen = RecordForm(_("Standing pass"), form, bar)
if not screen.start(("standing", id)):     # False: it is empty, fill it in
    screen.form.set_values({...})
    screen.ready(_("New standing pass"))
screen.saved.connect(self._save)           # Ctrl+Enter; call screen.done() after the verb
screen.left.connect(self.home)     # Esc
"""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desk.core.words import _
from ui import theme
from ui.kit import shortcuts
from ui.kit.form import Form
from ui.kit.plain import button, card, column, label, row
from ui.reception.outcomes import OutcomeBar


class RecordForm(QWidget):
    """See the top of this module."""

    saved = Signal()
    left = Signal()

    def __init__(self, title: str, form: Form, bar: OutcomeBar) -> None:
        super().__init__()
        self.setProperty("role", "page")
        self.form, self.message_bar = form, bar
        self._about: object = None
        self.title = label(title, "title")
        self.note = label("", "subtitle")
        self.afresh = button(_("Start empty"), self._afresh, role="link")
        back = button(_("Back") + " Esc", self.left.emit)
        self.go = button(_("Save") + " Ctrl+Enter", form.finish, role="primary")
        ground = card()
        ground.setLayout(column(form, margin=1))
        ground.setMaximumWidth(theme.px(1200))
        box = QVBoxLayout(self)
        box.setContentsMargins(20, 16, 20, 16)
        box.setSpacing(12)
        box.addLayout(row(self.title, self.note, self.afresh, None, back, self.go, gap=12))
        box.addWidget(ground, 1)
        form.finished.connect(self.saved)
        form.left.connect(self.left)
        keys = shortcuts.of(self).name(title)
        keys.tell("Ctrl+Enter", _("Save"))
        keys.tell("Esc", _("Back to the list; what was typed is kept"))

    def start(self, about: object) -> bool:
        """Begin with the record ``about``; True if what was typed about it before is back."""
        back = self.form.dirty and about == self._about
        self.note.setText(_("What you had typed is back.") if back else "")
        self.afresh.setVisible(back)
        if back:
            self.form.focus_first()
        else:
            self.form.clear()
        self._about = about
        return back

    def ready(self, title: str) -> None:
        """The form is filled in: what is changed from now on is a draft."""
        self.title.setText(title)
        self.form.dirty = False
        self.form.focus_first()

    def done(self) -> None:
        """What was typed is kept by the desk now."""
        self.form.clear()
        self._about = None

    def unfinished(self) -> list[tuple[str, dict[str, Any]]]:
        """What is typed here and not handed in (see OutcomePage)."""
        typed = self._about is not None and self.form.dirty
        return [(self.title.text(), self.form.state())] if typed else []

    def _afresh(self) -> None:
        self.form.clear()
        self.note.setText("")
        self.afresh.hide()
        self.form.focus_first()

    def focusInEvent(self, event: QFocusEvent) -> None:
        self.form.focus_again()  # where one was before going away
