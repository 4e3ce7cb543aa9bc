"""Keys of the store: the ways it opens, a new passphrase, a new recovery code on paper."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QLineEdit, QPushButton

from desk import texts
from desk.core.access import Permission
from desk.core.words import _
from desk.duty import keys
from ui import theme
from ui.duty import passwords
from ui.duty.setting_parts import Panel, reason
from ui.kit import messages, recovery
from ui.kit.dialogs import Ask
from ui.kit.plain import Picture, button, label, row

ABOUT = ("keyring", "passphrase", "recovery")


class KeysPanel(Panel):
    """Each way as a line: whether it is there, and what can be done."""

    def fill(self) -> None:
        about = _("The data is encrypted. Any one of these opens it; losing one leaves the others "
                  "working.")  # fmt: skip
        self.box.addWidget(label(about, "muted", wrap=True))
        if not self.desk.allows(Permission.KEYS_EDIT):
            self.box.addWidget(reason(_("Only the administrator may see and change the keys.")))
            return
        there = keys.slots(self.desk)
        if "plain" in there:
            words = _("This is a demo store: its key lies open beside it. Never keep real data "
                      "in it.")  # fmt: skip
            self.box.addWidget(label(words, tone="due", wrap=True))
        for kind in ABOUT:
            self._line(kind, kind in there, len(there))

    def _line(self, kind: str, there: bool, count: int) -> None:
        mark = Picture("check-circle" if there else "circle-outline", "ok" if there else "void")
        name = label(texts.word("key.slot", kind), "strong")
        state = label(_("opens the store") if there else _("not set up"), "muted")
        line = row(mark, name, state, None, gap=10)
        if kind == "passphrase":
            words = _("Change …") if there else _("Set …")
            line.addWidget(self._button("passphrase", words, self._passphrase))
        elif kind == "recovery":
            line.addWidget(self._button("recovery", _("New code …"), self._recovery))
        elif not there:
            line.addWidget(self._button("keyring", _("Add …"), self._key_store))
        if there and kind != "recovery":
            gone = self._button(f"remove.{kind}", _("Take away …"), partial(self._remove, kind))
            gone.setEnabled(count > 1)
            line.addWidget(gone)
        self.box.addLayout(line)

    def _button(self, key: str, words: str, run: Callable[[], object]) -> QPushButton:
        made = button(words, run)
        made.setObjectName(f"keys.{key}")
        return made

    # -- what can be done

    def _passphrase(self) -> None:
        dialog = passwords.AskSecret(
            self.window(), _("Passphrase of the store"),
            _("At least 8 characters; several words are easy to keep in mind. The one before no "
              "longer opens the store."),
            _("Save"),
            (("old", _("Your password")), ("new", _("New passphrase")),
             ("again", _("The same again"))),
            lambda typed: keys.set_passphrase(self.desk, typed["old"], typed["new"]),
        )  # fmt: skip
        if passwords.ask(dialog):
            self._done(_("The passphrase was set."))

    def _recovery(self) -> None:
        made: list[str] = []
        if passwords.with_own(
            self, _("New recovery code"),
            _("The code printed before stops working at once. Have paper ready: the new one is "
              "shown this once."),
            _("Make it"), lambda password: made.append(keys.new_recovery_code(self.desk, password)),
        ):  # fmt: skip
            show_code(self, made[0])
            self._done(_("The old recovery code no longer works; destroy its sheet."))

    def _key_store(self) -> None:
        if passwords.with_own(
            self, _("Open with this computer's key store"),
            _("The program then opens by itself for whoever may use this computer's account."),
            _("Add"), lambda password: keys.add_key_store(self.desk, password),
        ):  # fmt: skip
            self._done(_("The key store opens the store from now on."))

    def _remove(self, kind: str) -> None:
        if passwords.with_own(
            self, _("Take away: {name}").format(name=texts.word("key.slot", kind)),
            _("It no longer opens the store. The other ways go on working."), _("Take away"),
            lambda password: keys.remove(self.desk, password, kind),
        ):  # fmt: skip
            self._done(_("It no longer opens the store."))

    def _done(self, words: str) -> None:
        messages.say(self, words, "ok")
        self.refresh()


class ShowCode(Ask):
    """The new code until it is on paper."""

    def __init__(self, panel: Panel, code: str) -> None:
        super().__init__(
            panel.window(), _("Put the recovery code on paper"),
            _("Print it, or write it down and type its last group."), _("Done"),
        )  # fmt: skip
        self._panel, self._code, self.printed = panel, code, False
        self.typed = QLineEdit()
        self.typed.setMaxLength(12)
        self.typed.setAccessibleName(_("Last group of the code"))
        self.setMinimumWidth(theme.px(540))
        self.fields.addWidget(recovery.code_view(code))
        self.fields.addLayout(row(button(_("Print or save …"), self._print,
                                         icon="printer-outline"), None))  # fmt: skip
        name = label(_("I have it on paper. Its last group is"), "label")
        name.setBuddy(self.typed)
        self.fields.addWidget(name)
        self.fields.addWidget(self.typed)
        self.no.hide()
        self.typed.setFocus()

    def _print(self) -> None:
        desk = self._panel.desk
        name = desk.session.name if desk.session else ""
        pdf = recovery.sheet(desk.site, self._code, desk.local(desk.now), name)
        self.printed = recovery.show_sheet(self, pdf) or self.printed

    def problem(self) -> str:
        if self.printed or recovery.typed_right(self._code, self.typed.text()):
            return ""
        return _("Print it, or type the last group as it stands on your paper.")

    def reject(self) -> None:
        """Esc must not lose the only sight of the code."""
        if not self.problem():
            self.accept()


def show_code(panel: Panel, code: str) -> None:
    """Show a new code until it is on paper."""
    dialog = ShowCode(panel, code)
    dialog.exec()
    dialog.deleteLater()
