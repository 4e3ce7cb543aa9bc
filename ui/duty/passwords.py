"""Passwords: changing the own one, and asking for it again before something grave."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QDialog, QLineEdit, QWidget

from desk import texts
from desk.core import staff
from desk.core.desk import Desk
from desk.core.errors import DeskError, Refused
from desk.core.words import _
from ui import theme
from ui.kit import messages
from ui.kit.dialogs import Ask
from ui.kit.plain import label


class AskSecret(Ask):
    """A question with secret fields; ``submit`` does the work and may refuse."""

    def __init__(
        self, parent: QWidget | None, title: str, text: str, yes: str,
        fields: tuple[tuple[str, str], ...], submit: Callable[[dict[str, str]], object],
    ) -> None:  # fmt: skip
        super().__init__(parent, title, text, yes)
        self._submit = submit
        self.inputs: dict[str, QLineEdit] = {}
        for key, words in fields:
            name, line = label(words, "label"), QLineEdit()
            line.setEchoMode(QLineEdit.EchoMode.Password)
            line.setMaxLength(200)
            line.setAccessibleName(words)
            line.returnPressed.connect(self._next)
            name.setBuddy(line)
            self.fields.addWidget(name)
            self.fields.addWidget(line)
            self.inputs[key] = line
        self.yes.setDefault(False)  # Enter goes to the next field first
        next(iter(self.inputs.values())).setFocus()

    def _next(self) -> None:
        lines = list(self.inputs.values())
        place = next((i for i, one in enumerate(lines) if one.hasFocus()), len(lines) - 1)
        if place + 1 < len(lines):
            lines[place + 1].setFocus()
        else:
            self.finish()

    def problem(self) -> str:
        for line in self.inputs.values():
            theme.say(line, "wrong", False)
        typed = {key: line.text() for key, line in self.inputs.items()}
        missing = next((key for key, text in typed.items() if not text), None)
        if missing is not None:
            return self._wrong(missing, _("Fill in every field."))
        if "again" in typed and typed["again"] != typed["new"]:
            return self._wrong("again", _("The two passwords differ. Type them again."))
        try:
            self._submit(typed)
        except DeskError as error:
            field = error.field if isinstance(error, Refused) else None
            return self._wrong(field, texts.sentence(error))
        for line in self.inputs.values():
            line.clear()
        return ""

    def _wrong(self, field: str | None, words: str) -> str:
        line = self.inputs.get(
            {"password": "old", "passphrase": "new"}.get(field or "", field or "")
        )
        line = line or next(iter(self.inputs.values()))
        theme.say(line, "wrong", True)
        line.setFocus()
        line.selectAll()
        return words


def ask(dialog: AskSecret) -> bool:
    """Show it; True once its work was done."""
    accepted = dialog.exec() == QDialog.DialogCode.Accepted
    dialog.deleteLater()
    return accepted


def change_own(widget: QWidget, desk: Desk) -> bool:
    """Let the person on duty choose another password; True if it was changed."""
    dialog = AskSecret(
        widget.window(), _("Change my password"), _("At least 8 characters."), _("Save"),
        (("old", _("Present password")), ("new", _("New password")),
         ("again", _("The same again"))),
        lambda typed: staff.change_password(desk, typed["old"], typed["new"]),
    )  # fmt: skip
    done = ask(dialog)
    if done:
        messages.say(widget, _("Your password was changed."), "ok")
    return done


def with_own(
    widget: QWidget, title: str, text: str, yes: str, submit: Callable[[str], object]
) -> bool:
    """Ask for the own password and do something grave with it; True if it was done."""
    dialog = AskSecret(
        widget.window(), title, text, yes, (("old", _("Your password")),),
        lambda typed: submit(typed["old"]),
    )  # fmt: skip
    return ask(dialog)
