"""Parts of Settings that are no declared settings: this computer, departments, views and more."""

from __future__ import annotations

from functools import partial
from typing import Any, ClassVar

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from desk.core import preferences, words
from desk.core.access import Permission
from desk.core.words import N_, _, gettext
from desk.estate import departments as places
from desk.printing import PAPERS
from ui import theme
from ui.kit import actions
from ui.kit.fields import CheckField, ChoiceField, PhoneField, TextField
from ui.kit.form import Form
from ui.kit.form_dialog import FormDialog
from ui.kit.frame import Frame
from ui.kit.plain import Picture, button, card, clear, label, row, scrolling


class Panel(QWidget):
    """A section made of lines; ``refresh`` fills it anew."""

    def __init__(self, frame: Frame) -> None:
        super().__init__()
        self.setProperty("role", "clear")
        self.frame_, self.desk = frame, frame.desk
        inside = QWidget()
        inside.setProperty("role", "clear")
        self.box = QVBoxLayout(inside)
        self.box.setContentsMargins(2, 8, 12, 8)
        self.box.setSpacing(10)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scrolling(inside))

    def refresh(self) -> None:
        """Read and show anew."""
        clear(self.box)
        self.fill()
        self.box.addStretch(1)

    def fill(self) -> None:
        """Put the lines in."""


def reason(text: str) -> QWidget:
    """Why something can't be done here."""
    made = card()
    made.setProperty("role", "bar")
    inner = row(Picture("lock-outline", "muted"), label(text, wrap=True), gap=10)
    inner.setStretch(1, 1)
    inner.setContentsMargins(12, 8, 12, 8)
    made.setLayout(inner)
    return made


class Computer(Panel):
    """Language, colours, text size and printers of this computer alone."""

    def fill(self) -> None:
        frame = self.frame_
        form = Form()
        language = ChoiceField("language", _("Language of this computer"),
                               [(c, words.NAMES[c]) for c in words.LANGUAGES])  # fmt: skip
        looks = ChoiceField("theme", _("Appearance"), [
            ("light", _("Light")), ("dark", _("Dark")), ("system", _("Follow system")),
        ])  # fmt: skip
        size = ChoiceField("size", _("Text size"), [(s, f"{s} %") for s in theme.TEXT_SIZES])
        language.set_value(words.current())
        looks.set_value(theme.mode())
        size.set_value(theme.text_size())
        for field, act in ((language, frame.speak), (looks, frame.look), (size, frame.scale)):
            # the frame is made anew by it: not while the box is still at work
            field.combo.activated.connect(
                lambda _n, f=field, a=act: QTimer.singleShot(0, self, partial(a, f.value()))
            )
        form.add(language, looks, size)
        form._grid.setContentsMargins(0, 4, 0, 4)
        form.setMinimumHeight(theme.px(140))
        hint = _("These count for this computer only and need no saving.")
        self.box.addWidget(label(hint, "muted", wrap=True))
        self.box.addWidget(form)
        self._printers()

    def _printers(self) -> None:
        self.box.addWidget(label(_("Printers remembered"), "section"))
        known = self.frame_.local.get("printers", {})
        if not known:
            words_ = _("None yet. The printer chosen for a paper is offered first the next time.")
            self.box.addWidget(label(words_, "muted", wrap=True))
            return
        grid = lines_grid()
        for number, (paper, printer) in enumerate(sorted(known.items())):
            title = gettext(PAPERS[paper].title) if paper in PAPERS else paper
            grid.addWidget(label(title), number, 0)
            grid.addWidget(label(str(printer), "muted"), number, 1)
            forget = button(_("Forget"), partial(self._forget, paper), role="link")
            grid.addWidget(forget, number, 2)
        self.box.addLayout(grid)

    def _forget(self, paper: str) -> None:
        known = self.frame_.local.get("printers", {})
        self.frame_.local.put("printers", {k: v for k, v in known.items() if k != paper})
        QTimer.singleShot(0, self, self.refresh)


class Departments(Panel):
    """Departments that visitors and staff belong to."""

    def fill(self) -> None:
        may = self.desk.allows(Permission.ESTATE_EDIT)
        if not self.desk.allows(Permission.ESTATE_VIEW):
            self.box.addWidget(reason(_("Your role may not see this.")))
            return
        found = places.departments(self.desk, everything=True)
        add = button(_("New department"), self._add, icon="plus")
        add.setEnabled(may)
        about = _("Offered as hosts of visitors and for staff.")
        self.box.addLayout(row(label(about, "muted"), None, add))
        if not may:
            self.box.addWidget(reason(_("Only a supervisor or manager may change these.")))
        grid = lines_grid()
        for number, one in enumerate(found):
            name = label(one.name, tone=None if one.active else "void", wrap=True)
            grid.addWidget(name, number, 0)
            grid.addWidget(label(one.phone, "muted"), number, 1)
            grid.addWidget(label("" if one.active else _("Not used any more"), tone="void"),
                           number, 2)  # fmt: skip
            edit = button(_("Edit"), partial(self._edit, one), role="link")
            edit.setEnabled(may)
            grid.addWidget(edit, number, 3)
        self.box.addLayout(grid)
        if not found:
            self.box.addWidget(label(_("No department yet."), "muted"))

    def _form(self, one: Any | None) -> Form:
        form = Form()
        form.add(TextField("name", _("Name"), limit=80, required=True),
                 PhoneField("phone", _("Telephone"), limit=40))  # fmt: skip
        if one is not None:
            form.add(CheckField("active", _("In use"), wide=True))
            form.set_values({"name": one.name, "phone": one.phone, "active": one.active})
        return form

    def _add(self) -> None:
        form = self._form(None)
        dialog = FormDialog(self, _("New department"), form, yes=_("Add"), high=280)
        dialog.save = lambda: actions.run(
            form, places.create_department, self.desk, form["name"].value(),
            form["phone"].value() or "", request=form.request, done=dialog.close_with,
        )  # fmt: skip
        if dialog.run():
            self.refresh()

    def _edit(self, one: Any) -> None:
        form = self._form(one)
        dialog = FormDialog(self, one.name, form, yes=_("Save"), high=300)
        dialog.save = lambda: actions.run(
            form, places.update_department, self.desk, one.id, form["name"].value(),
            form["phone"].value() or "", active=form["active"].value(), done=dialog.close_with,
        )  # fmt: skip
        if dialog.run():
            self.refresh()


class SavedViews(Panel):
    """The saved views of the person on duty, page by page."""

    PAGES: ClassVar = {
        "visitors": N_("Visitors"),
        "standing": N_("Standing passes"),
        "watch": N_("Watch list"),
        "units": N_("Units"),
        "customers": N_("Customers"),
        "staff": N_("Staff"),
        "log": N_("Activity log"),
    }

    def fill(self) -> None:
        about = _("Filters, columns and order of a list under a name; each person has their own. "
                  "They are saved at the list itself.")  # fmt: skip
        self.box.addWidget(label(about, "muted", wrap=True))
        grid, number = lines_grid(), 0
        for page, title in self.PAGES.items():
            for name in preferences.views(self.desk, page):
                grid.addWidget(label(name, wrap=True), number, 0)
                grid.addWidget(label(gettext(title), "muted"), number, 1)
                gone = button(_("Delete"), partial(self._remove, page, name), role="link")
                grid.addWidget(gone, number, 2)
                number += 1
        self.box.addLayout(grid)
        if not number:
            self.box.addWidget(label(_("No saved view yet."), "muted"))

    def _remove(self, page: str, name: str) -> None:
        actions.run(self, preferences.remove_view, self.desk, page, name)
        QTimer.singleShot(0, self, self.refresh)


def lines_grid() -> QGridLayout:
    made = QGridLayout()
    made.setHorizontalSpacing(24)
    made.setVerticalSpacing(8)
    made.setColumnStretch(0, 1)
    made.setColumnStretch(1, 1)
    made.setAlignment(Qt.AlignmentFlag.AlignTop)
    return made
