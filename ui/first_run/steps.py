"""The steps of the guide that are forms, and the two after the store was made."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QLabel, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from desk.core import keyslots, staff, words
from desk.core.words import _, pgettext
from ui import theme
from ui.kit import recovery
from ui.kit.fields import CheckField, ChoiceField, TextField
from ui.kit.form import Form
from ui.kit.plain import Picture, button, card, column, label, row
from ui.kit.secret import Rules, SecretField, password_rules


class Step(QWidget):
    """One step: title, what it is about, its form or parts. ``ready`` says whether to go on."""

    title = ""
    about = ""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "clear")
        self.form: Form | None = None
        self.box = QVBoxLayout(self)
        self.box.setContentsMargins(0, 0, 0, 0)
        self.box.setSpacing(10)

    def put_form(self, form: Form) -> None:
        """Place the form without margins of its own."""
        self.form = form
        form._grid.setContentsMargins(2, 2, 2, 2)
        self.box.addWidget(form, 1)

    def first(self) -> QWidget:
        """Where the cursor goes when the step is shown."""
        assert self.form is not None
        return next(iter(self.form.fields.values())).widget

    def values(self) -> dict[str, Any]:
        """What was typed."""
        return self.form.values() if self.form is not None else {}

    def ready(self) -> None:
        """Raise DeskError if the desk would refuse what was typed here."""


class Site(Step):
    """Language, the site's name, region, this desk."""

    def __init__(self, switch_language: Callable[[str], object]) -> None:
        super().__init__()
        self.title = _("Welcome to the front desk")
        self.about = _("Five short steps. Everything here can be changed later in Settings.")
        form = Form(columns=2)
        self.language = ChoiceField(
            "language", _("Language"), [(code, words.NAMES[code]) for code in words.LANGUAGES]
        )
        self.language.set_value(words.current())
        form.add(
            self.language,
            ChoiceField(
                "region",
                pgettext("law and formats", "Region"),
                [("CN", _("Mainland China")), ("HK", _("Hong Kong"))],
                required=True,
            ),
            TextField("site", _("Site name"), required=True, limit=80, wide=True,
                      placeholder=_("as it stands on passes and lists")),
            TextField("desk_name", _("Name of this desk"), limit=40, wide=True,
                      placeholder=_("Desk 1")),
        )  # fmt: skip
        form["region"].set_value("HK" if words.current() == "zh_HK" else "CN")
        form.dirty = False
        self.language.combo.activated.connect(lambda _n: switch_language(self.language.value()))
        self.put_form(form)

    def first(self) -> QWidget:
        assert self.form is not None
        return self.form["site"].widget


class Administrator(Step):
    """The first account: it can do everything and makes all others."""

    def __init__(self) -> None:
        super().__init__()
        self.title = _("Who looks after it?")
        self.about = _(
            "The administrator adds the other staff. Everybody signs in with an account of "
            "their own, so that each entry has a name."
        )
        form = Form(columns=2)
        form.add(
            TextField("name", _("Name"), required=True, limit=80),
            TextField("account", _("Account"), required=True, limit=40,
                      placeholder=_("letters and digits, no spaces")),
            SecretField("password", _("Password"), required=True, limit=200),
            SecretField("again", _("The same again"), required=True, limit=200),
        )  # fmt: skip
        self.rules: Rules = password_rules(
            lambda: form["account"].value() or "",
            lambda: form["password"].value() or "",
            lambda: form["again"].value() or "",
        )
        form.add_widget(self.rules)
        form.changed.connect(self.rules.look)
        self.put_form(form)

    def ready(self) -> None:
        from desk.core.errors import Refused

        typed = self.values()
        staff.check_first(typed["account"], typed["name"], typed["password"])
        if typed["password"] != typed["again"]:
            raise Refused("password.not_alike", "again")


class Opening(Step):
    """How the encrypted store opens: key store, passphrase."""

    def __init__(self, key_store: bool) -> None:
        super().__init__()
        self.title = _("How does it open?")
        self.about = _(
            "All data is encrypted on the disk: whoever takes the computer or a copy of the file "
            "reads nothing."
        )
        form = Form(columns=2)
        note = (
            _("This computer has a key store. With it the program opens by itself for whoever "
              "may use this computer's account.")
            if key_store
            else _("This computer has no key store that can be used. The passphrase is asked for "
                   "each time the program starts.")
        )  # fmt: skip
        form.add_widget(_note("key-chain-variant" if key_store else "key-outline", note))
        self.key_store = CheckField("keyring", _("Open with this computer's key store"), wide=True)
        self.key_store.set_value(key_store)
        hint = _("may stay empty") if key_store else ""
        self.passphrase = SecretField(
            "passphrase", _("Passphrase"), limit=200, hint=hint, required=not key_store
        )
        again = SecretField("passphrase_again", _("The same again"), limit=200)
        if key_store:
            form.add(self.key_store)
        form.add(self.passphrase, again)
        least = _("At least {count} characters; several words are easy to keep in mind.")
        form.add_widget(label(least.format(count=keyslots.SHORTEST), "hint", wrap=True))
        form.dirty = False
        self.put_form(form)

    def ready(self) -> None:
        from desk.core.errors import Refused

        typed = self.values()
        phrase, again = typed["passphrase"] or "", typed["passphrase_again"] or ""
        if not phrase and not typed.get("keyring"):
            raise Refused("key.passphrase_needed", "passphrase")
        if phrase != again:
            raise Refused("password.not_alike", "passphrase_again")


class Recovery(Step):
    """The code, large; it has to reach paper before one can go on."""

    def __init__(self) -> None:
        super().__init__()
        self.title = _("Put the recovery code on paper")
        self.about = _(
            "When the computer is replaced or the passphrase is forgotten, this code alone opens "
            "the data. Print it or write it down, put it into the safe. It is not shown again."
        )
        self.code, self.printed = "", False
        self.view: QWidget | None = None
        self.print = button(_("Print or save …"), icon="printer-outline")
        self.typed = QLineEdit()
        self.typed.setMaxLength(12)
        self.typed.setFixedWidth(theme.px(160))
        self.typed.setAccessibleName(_("Last group of the code"))
        ask = label(_("I have it on paper. Its last group is"), "label")
        ask.setBuddy(self.typed)
        self.done: QLabel = label("", tone="ok")
        self._place = column()
        self.box.addLayout(self._place)
        self.box.addLayout(row(self.print, self.done, None))
        self.box.addSpacing(6)
        self.box.addLayout(row(ask, self.typed, None))
        self.box.addStretch(1)

    def show_code(self, code: str) -> None:
        """The store was made: this opens it when all else fails."""
        self.code = code
        self.view = recovery.code_view(code)
        self._place.addWidget(self.view)

    def was_printed(self) -> None:
        """It went to a printer: nothing has to be typed."""
        self.printed = True
        self.done.setText(_("Sent to the printer."))

    def first(self) -> QWidget:
        return self.print

    @property
    def on_paper(self) -> bool:
        """Whether one may go on."""
        return self.printed or recovery.typed_right(self.code, self.typed.text())


class Data(Step):
    """Import the workbook that there is, or begin with nothing."""

    def __init__(self, finish: Callable[[bool], object]) -> None:
        super().__init__()
        self.title = _("Ready")
        self.about = _("You are signed in as administrator next.")
        self.load = button(_("Import a workbook now"), lambda: finish(True), "primary",
                           "file-import-outline")  # fmt: skip
        self.empty = button(_("Start empty"), lambda: finish(False), icon="tray")
        words = (
            _("Buildings, rooms, owners and tenants from the Excel file or CSV that you have. "
              "You see what will happen before anything is kept."),
            _("Buildings and units can be added by hand or imported later."),
        )  # fmt: skip
        for made, about in zip((self.load, self.empty), words, strict=True):
            made.setMinimumHeight(theme.px(44))
            made.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            self.box.addWidget(made)
            self.box.addWidget(label(about, "muted", wrap=True))
            self.box.addSpacing(8)
        self.box.addStretch(1)

    def first(self) -> QWidget:
        return self.load


def _note(icon: str, words: str) -> QWidget:
    made = card()
    made.setProperty("role", "bar")
    inner = row(Picture(icon, "accent"), label(words, wrap=True), gap=10)
    inner.setStretch(1, 1)
    inner.setContentsMargins(12, 8, 12, 8)
    made.setLayout(inner)
    return made
