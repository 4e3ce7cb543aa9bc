"""Staff and roles 员工: who may sign in, as what; and what each role may do."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtWidgets import QTabWidget, QVBoxLayout

from desk import texts
from desk.core import staff
from desk.core.access import Permission, Role
from desk.core.errors import DeskError
from desk.core.log import history
from desk.core.words import _
from desk.duty import staff as register
from desk.estate.departments import departments
from ui.duty.roles import Matrix
from ui.kit import actions, exporting, messages, saved_views
from ui.kit.actions import Action
from ui.kit.detail import Detail, Line
from ui.kit.display import Display
from ui.kit.fields import CheckField, ChoiceField, TextField
from ui.kit.form import Form
from ui.kit.form_dialog import FormDialog
from ui.kit.frame import Frame, Page
from ui.kit.plain import card, column, label
from ui.kit.register_page import Empty, RegisterPage
from ui.kit.timeline import happened

STEPS = 12


class StaffPage(Page):
    """See the top of this module."""

    def __init__(self, frame: Frame) -> None:
        super().__init__()
        self.setProperty("role", "page")
        self._frame, self.desk = frame, frame.desk
        self._show = Display(self.desk.local, lambda: self.desk.today)
        self._may = self.desk.allows(Permission.STAFF_EDIT)
        self._why = "" if self._may else _("Only the administrator may change staff.")
        self.register = RegisterPage(
            self.desk,
            register.STAFF,
            icon="badge-account-outline",
            actions=[
                exporting.menu(lambda: self.register, frame),
                Action("add", _("New member of staff"), self.add, icon="account-plus-outline",
                       shortcut="Ctrl+N", primary=True, enabled=self._may, why=self._why),
            ],
            detail=self._detail,
            empty=Empty(_("Nobody yet")),
            views=saved_views.stored(self.desk, "staff"),
            relevant=lambda news: news.about("staff"),
        )  # fmt: skip
        self.register.escaped.connect(frame.focus_box)
        mine = self.desk.session.role if self.desk.session else None
        self.matrix = Matrix(mine)
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.tabBar().setDrawBase(False)
        self.tabs.setStyleSheet("QTabWidget::tab-bar { left: 8px; }")
        self.tabs.addTab(self.register, _("Staff"))
        self.tabs.addTab(self._roles(), _("Roles and permissions"))
        self.setFocusProxy(self.register.table)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 4, 0, 0)
        box.addWidget(self.tabs)

    def _roles(self) -> Any:
        made = card()
        made.setLayout(column(self.matrix, margin=1))
        hint = label(
            _("What each role may do is fixed, so that it can be relied upon. Give somebody "
              "another role to let them do more or less."), "muted", wrap=True,
        )  # fmt: skip
        page = Page()
        page.setProperty("role", "page")
        box = column(hint, gap=10)
        box.addWidget(made, 1)
        box.setContentsMargins(20, 14, 20, 12)
        page.setLayout(box)
        return page

    def refresh(self) -> None:
        self.register.refresh()

    def show_record(self, kind: str, record: int) -> None:
        self.tabs.setCurrentIndex(0)
        self.register.show_record(record)

    # -- the card

    def _detail(self, row: Any) -> Detail:
        seen = self._show.moment(row.signed_in_at) if row.signed_in_at else _("never")
        lines = [
            Line(_("Account"), row.account),
            Line(_("Position"), texts.word("role", row.role)),
            Line(_("Department"), row.department or "—"),
            Line(_("Last signed in"), seen),
        ]
        if row.locked_until is not None:
            until = self._show.moment(row.locked_until)
            lines.append(Line(_("Locked until"), until, "late"))
        steps = history(self.desk, "staff", row.id)[:STEPS]
        return Detail(
            heading=row.name,
            state=texts.word("staff.state", row.state),
            tone=register.STATES[row.state],
            lines=lines,
            timeline=happened(steps, self._show),
            moves=self._moves(row),
        )

    def _moves(self, row: Any) -> list[Action]:
        may, why = self._may, self._why
        moves = [
            Action("edit", _("Edit"), partial(self.edit, row.id), primary=row.state != "locked",
                   enabled=may, why=why),
            Action("password", _("Password"), partial(self.reset, row.id), enabled=may,
                   why=why),
        ]  # fmt: skip
        if row.state == "locked":
            unlock = partial(self._unlock, row)
            moves.insert(0, Action("unlock", _("Unlock"), unlock, primary=True, enabled=may,
                                   why=why))  # fmt: skip
        if row.state == "inactive":
            moves.append(Action("on", _("Switch on"), partial(self._switch, row.id, True),
                                enabled=may, why=why))  # fmt: skip
        else:
            moves.append(Action("off", _("Switch off"), partial(self._switch, row.id, False),
                                danger=True, enabled=may, why=why))  # fmt: skip
        return moves

    # -- what can be done

    def add(self) -> None:
        """Add somebody; the password to hand over is shown once."""
        form = self._form(None)
        password = register.given_password()
        dialog = FormDialog(self, _("New member of staff"), form, yes=_("Add"))
        dialog.save = lambda: actions.run(
            form, staff.create, self.desk, _draft(form), password, done=dialog.close_with
        )
        if dialog.run():
            self.show_record("staff", dialog.result_value.id)
            self._tell(dialog.result_value.name, password)

    def edit(self, record: int) -> None:
        """Alter name, role, department, or whether they may sign in."""
        row = self._get(record)
        if row is None:
            return
        form = self._form(row)
        dialog = FormDialog(self, row.name, form, yes=_("Save"))
        dialog.save = lambda: actions.run(
            form, staff.update, self.desk, record, _draft(form), done=dialog.close_with
        )
        if dialog.run():
            messages.say(self.register, _("{name} was changed.").format(name=row.name), "ok")

    def reset(self, record: int) -> None:
        """Give a new password, to be changed at the next signing in."""
        row = self._get(record)
        if row is None:
            return
        sure = messages.confirm(
            self, _("Give {name} a new password?").format(name=row.name),
            _("The present one stops working at once."), yes=_("New password"),
        )  # fmt: skip
        if not sure:
            return
        password = register.given_password()
        actions.run(self.register, staff.reset_password, self.desk, record, password,
                    done=lambda _done: self._tell(row.name, password))  # fmt: skip

    def _get(self, record: int) -> Any | None:
        try:
            return staff.get(self.desk, record)
        except DeskError as error:
            messages.sorry(self.register, error)
            return None

    def _tell(self, name: str, password: str) -> None:
        text = _(
            "{password}\n\nTell it to nobody else. It is shown this once; at the first signing in "
            "another one has to be chosen."
        ).format(password=password)
        messages.tell(self, _("Password for {name}").format(name=name), text)

    def _switch(self, record: int, active: bool) -> None:
        row = self._get(record)
        if row is None:
            return
        if not active and not messages.confirm(
            self, _("Switch {name} off?").format(name=row.name),
            _("They can't sign in any more. What they did stays in the log under their name."),
            yes=_("Switch off"), danger=True,
        ):  # fmt: skip
            return
        draft = staff.StaffDraft(row.account, row.name, Role(row.role), row.department, active)
        words = _("{name} may sign in again.") if active else _("{name} was switched off.")
        actions.run(self.register, staff.update, self.desk, record, draft,
                    done=lambda _row: self._said(words.format(name=row.name)))  # fmt: skip

    def _unlock(self, row: Any) -> None:
        words = _("{name} may try again.").format(name=row.name)
        actions.run(self.register, register.end_lock_out, self.desk, row.id,
                    done=lambda _done: self._said(words))  # fmt: skip

    def _said(self, words: str) -> None:
        messages.say(self.register, words, "ok")

    def _form(self, row: Any | None) -> Form:
        form = Form()
        account = TextField("account", _("Account"), limit=40, required=True,
                            placeholder=_("letters and digits, no spaces"))  # fmt: skip
        places = [(d.name, d.name) for d in departments(self.desk)]
        active = CheckField("active", _("May sign in"), wide=True)
        form.add(
            TextField("name", _("Name"), limit=80, required=True),
            account,
            ChoiceField("role", _("Position"), texts.choices("role"), required=True),
            ChoiceField("department", _("Department"), places, typed=True, limit=80),
            active,
        )
        active.set_value(True)
        if row is not None:
            form.set_values({"name": row.name, "account": row.account, "role": row.role,
                             "department": row.department, "active": row.active})  # fmt: skip
            account.setEnabled(False)
        else:
            hint = _("The program makes the first password; you hand it over.")
            form.add_widget(label(hint, "hint", wrap=True))
            active.hide()
        return form


def _draft(form: Form) -> staff.StaffDraft:
    got = {key: field.value() for key, field in form.fields.items()}
    return staff.StaffDraft(
        got["account"] or "", got["name"] or "", Role(got["role"]), got["department"] or "",
        bool(got["active"]),
    )  # fmt: skip
