"""Questions that wait for an answer; a page uses them through ``messages``."""

from __future__ import annotations

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from desk.core.words import _
from ui import theme
from ui.kit.plain import button, label, row


class Ask(QDialog):
    """A question: title, words, an optional field, two buttons. Use the functions below."""

    def __init__(
        self, parent: QWidget | None, title: str, text: str, yes: str, danger: bool = False
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setMinimumWidth(theme.px(420))
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(24, 20, 24, 20)
        self.column.setSpacing(12)
        self.column.addWidget(label(title, "heading", wrap=True))
        if text:
            words = label(text, wrap=True, copy=True)
            self.column.addWidget(words)
        self.fields = QVBoxLayout()
        self.fields.setSpacing(6)
        self.column.addLayout(self.fields)
        self.wrong = label("", "error", wrap=True)
        self.wrong.hide()
        self.column.addWidget(self.wrong)
        self.yes = button(yes, self.finish, role="danger" if danger else "primary")
        self.yes.setDefault(not danger)
        self.no = button(_("Cancel"), self.reject)
        self.column.addSpacing(4)
        self.column.addLayout(row(None, self.no, self.yes))
        QShortcut(QKeySequence("Ctrl+Return"), self, self.finish)
        if danger:
            self.no.setDefault(True)
            self.no.setFocus()

    def finish(self) -> None:
        """Accept if nothing is missing."""
        problem = self.problem()
        self.wrong.setText(problem)
        self.wrong.setVisible(bool(problem))
        if not problem:
            self.accept()

    def problem(self) -> str:
        """What still stands in the way, in words; "" if nothing does."""
        return ""


def _answer(dialog: Ask) -> bool:
    # a parented dialog would otherwise live as long as its parent
    accepted = dialog.exec() == QDialog.DialogCode.Accepted
    dialog.deleteLater()
    return accepted


def confirm(
    widget: QWidget | None, title: str, text: str = "", yes: str = "", danger: bool = False,
    no: str = "",
) -> bool:  # fmt: skip
    """Ask before something that is hard to take back; Enter says no where it is dangerous."""
    dialog = Ask(_window(widget), title, text, yes or _("Yes"), danger)
    if no:
        dialog.no.setText(no)
    return _answer(dialog)


def tell(widget: QWidget | None, title: str, text: str) -> None:
    """Tell something that has to be read; one button."""
    dialog = Ask(_window(widget), title, text, _("OK"))
    dialog.no.hide()
    _answer(dialog)


class AskText(Ask):
    """A question with one field of text."""

    def __init__(
        self, parent: QWidget | None, title: str, text: str, yes: str, required: str, limit: int,
        lines: bool, start: str, danger: bool,
    ) -> None:  # fmt: skip
        super().__init__(parent, title, text, yes, danger)
        self._required, self._limit = required, limit
        self.field: QPlainTextEdit | QLineEdit = QPlainTextEdit() if lines else QLineEdit()
        if isinstance(self.field, QPlainTextEdit):
            self.field.setPlainText(start)
            self.field.setTabChangesFocus(True)
            self.field.setFixedHeight(theme.px(88))
        else:
            self.field.setText(start)
            self.field.selectAll()
        self.field.setAccessibleName(title)
        self.fields.addWidget(self.field)
        self.field.setFocus()

    def value(self) -> str:
        """What was typed, trimmed."""
        field = self.field
        text = field.toPlainText() if isinstance(field, QPlainTextEdit) else field.text()
        return text.strip()

    def problem(self) -> str:
        value = self.value()
        if "\0" in value:
            return _("There is a character in it that can't be kept.")
        if len(value) > self._limit:
            return _("At most {limit} characters.").format(limit=self._limit)
        return self._required if not value else ""


def ask_reason(
    widget: QWidget | None,
    title: str,
    text: str = "",
    yes: str = "",
    limit: int = 200,
    danger: bool = False,
) -> str | None:
    """Ask why; the answer may not be empty. None if left."""
    dialog = AskText(
        _window(widget), title, text, yes or _("Go on"), _("Give a reason first."),
        limit, True, "", danger,
    )  # fmt: skip
    return dialog.value() if _answer(dialog) else None


def ask_text(
    widget: QWidget | None,
    title: str,
    text: str = "",
    yes: str = "",
    start: str = "",
    limit: int = 60,
) -> str | None:
    """Ask for one line that may not be empty. None if left."""
    dialog = AskText(
        _window(widget), title, text, yes or _("Save"), _("Type something first."),
        limit, False, start, False,
    )  # fmt: skip
    return dialog.value() if _answer(dialog) else None


class AskPerson(Ask):
    """Account and password of a second person."""

    def __init__(self, parent: QWidget | None, title: str, text: str, yes: str) -> None:
        super().__init__(parent, title, text, yes)
        self.account, self.password = QLineEdit(), QLineEdit()
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        for words, field in ((_("Account"), self.account), (_("Password"), self.password)):
            name = label(words, "label")
            name.setBuddy(field)
            field.setMaxLength(200)
            field.setAccessibleName(words)
            self.fields.addWidget(name)
            self.fields.addWidget(field)
        self.account.setFocus()

    def problem(self) -> str:
        ready = self.account.text().strip() and self.password.text()
        return "" if ready else _("Account and password are both needed.")


def ask_second_person(
    widget: QWidget | None, title: str, text: str = "", yes: str = ""
) -> tuple[str, str] | None:
    """Ask another member of staff to sign for it. None if left."""
    dialog = AskPerson(_window(widget), title, text, yes or _("Confirm"))
    if not _answer(dialog):
        return None
    found = dialog.account.text().strip(), dialog.password.text()
    dialog.password.clear()
    return found


def _window(widget: QWidget | None) -> QWidget | None:
    return widget.window() if widget is not None else None


def open_dialogs() -> list[QDialog]:
    """Dialogs that are open now, for the idle lock to hide."""
    return [w for w in QApplication.topLevelWidgets() if isinstance(w, QDialog) and w.isVisible()]
