"""Small forms in a dialog of their own.

values = ask_form(widget, _("Note on {unit}"), [LinesField("text", ...)], save)

``save(form, values)`` calls the verb through ``actions.run``; a result other than None closes.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from desk.core.words import _
from ui import theme
from ui.kit import messages
from ui.kit.fields import Field
from ui.kit.form import Form
from ui.kit.plain import button, label, row

MANY = 4  # fields from which they stand in two columns


class FormDialog(QDialog):
    """A title, a form, two buttons; errors stand beside their fields."""

    def __init__(
        self, parent: QWidget | None, title: str, fields: Sequence[Field], yes: str = ""
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.message_bar = messages.MessageBar()
        self.form = Form()
        self.form.add(*fields)
        for field in fields:
            if len(fields) < MANY:
                field.wide = True
        self.result_value: Any = None
        self.yes = button(yes or _("Save"), self.form.finish, role="primary")
        box = QVBoxLayout(self)
        box.setContentsMargins(4, 18, 4, 16)
        box.setSpacing(4)
        head = row(label(title, "heading", wrap=True))
        head.setContentsMargins(20, 0, 20, 0)
        foot = row(None, button(_("Cancel"), self.reject), self.yes)
        foot.setContentsMargins(20, 6, 20, 0)
        box.addLayout(head)
        box.addWidget(self.message_bar)
        box.addWidget(self.form, 1)
        box.addLayout(foot)
        self.form.left.connect(self.reject)
        self._size(fields)

    def _size(self, fields: Sequence[Field]) -> None:
        high = sum(field.sizeHint().height() + 10 for field in fields if field.wide)
        narrow = [field for field in fields if not field.wide]
        high += (len(narrow) + 1) // 2 * 66
        wide = 520 if len(fields) < MANY else 660
        self.resize(theme.px(wide), min(theme.px(600), high + theme.px(170)))


def ask_form(
    widget: QWidget,
    title: str,
    fields: Sequence[Field],
    save: Callable[[Form, dict[str, Any]], Any],
    *,
    start: Mapping[str, Any] | None = None,
    yes: str = "",
) -> Any:
    """Show the form until ``save`` gives something or it is left; what ``save`` gave, or None."""
    dialog = FormDialog(widget.window(), title, fields, yes)
    dialog.form.set_values(start or {})

    def finish() -> None:
        result = save(dialog.form, dialog.form.values())
        if result is not None:
            dialog.result_value = result
            dialog.accept()

    dialog.form.finished.connect(finish)
    dialog.form.focus_first()
    dialog.exec()
    dialog.deleteLater()
    return dialog.result_value
