"""A form in a window of its own, for what is edited rarely: staff, departments, keys.

    dialog = FormDialog(self, _("New member of staff"), form, yes=_("Add"))
    dialog.save = lambda: actions.run(form, verb, ..., done=dialog.close_with)
    if dialog.run(): ...

Enter goes through the fields, Ctrl+Enter saves, Esc leaves; typed work is asked about first.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QDialog, QWidget

from desk.core.words import _
from ui import theme
from ui.kit import messages
from ui.kit.form import Form
from ui.kit.plain import button, column, label, row

WIDTH = 640  # leaves room for two columns of fields


class FormDialog(QDialog):
    """See the top of this module. ``result_value`` is what the verb gave."""

    def __init__(
        self,
        parent: QWidget,
        title: str,
        form: Form,
        *,
        yes: str,
        text: str = "",
        high: int = 420,
    ) -> None:
        super().__init__(parent.window())
        self.setWindowTitle(title)
        self.form = form
        self.save: Callable[[], object] = self.accept
        self.result_value: Any = None
        self.message_bar = messages.MessageBar()
        self.yes = button(yes, form.finish, role="primary")
        self.no = button(_("Cancel"), self.reject)
        parts: list[QWidget] = [label(title, "heading", wrap=True)]
        if text:
            parts.append(label(text, "muted", wrap=True))
        form._grid.setContentsMargins(0, 4, 0, 4)
        box = column(*parts, self.message_bar, gap=8)
        box.addWidget(form, 1)
        box.addLayout(row(None, self.no, self.yes))
        box.setContentsMargins(22, 20, 22, 18)
        self.setLayout(box)
        self.resize(theme.px(WIDTH), min(theme.px(high), 680))
        form.finished.connect(lambda: self.save())
        form.left.connect(self.reject)

    def close_with(self, value: Any) -> None:
        """What was done gave ``value``: close."""
        self.result_value = value
        self.form.saved()
        self.accept()

    def reject(self) -> None:
        """Leave; typed work is asked about."""
        if self.form.dirty and not messages.confirm(
            self, _("Leave without saving?"), _("What you typed will be lost."),
            yes=_("Leave"), danger=True,
        ):  # fmt: skip
            return
        super().reject()

    def run(self) -> bool:
        """Show it; True if it was saved."""
        self.form.dirty = False
        self.form.focus_first()
        accepted = self.exec() == QDialog.DialogCode.Accepted
        self.deleteLater()
        return accepted

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.form.area.setMinimumHeight(theme.px(120))
