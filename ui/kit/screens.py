"""The screens of pages with forms: a heading with a way back, and forms that keep drafts.

    class UnitsPage(FormsPage): ...
    self.open(screen)        # over the list; self.back() goes to what was there before
    self.open_form("unit.new", _("New unit"), form, self.save, yes=_("Save"))

Forms that are left unfinished keep what was typed until they are opened again.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desk.core.access import Permission
from desk.core.desk import Desk
from desk.core.errors import Refused
from desk.core.meanwhile import rebased
from desk.core.words import _
from ui import theme
from ui.kit import actions, drafts, messages, shortcuts
from ui.kit.drafts import Draft
from ui.kit.form import Form
from ui.kit.frame import Frame
from ui.kit.plain import button, card, column, label, row, tool
from ui.kit.stacked import StackedPage

WIDEST = 860  # px at 100 % beyond which a form's lines get too long to read


def may(desk: Desk, permission: Permission) -> dict[str, Any]:
    """``enabled`` and ``why`` of an Action that needs ``permission``."""
    allowed = desk.allows(permission)
    why = _("Your role may not do this. Ask a supervisor or the administrator.")
    return {"enabled": allowed, "why": "" if allowed else why}


class Screen(QWidget):
    """What may stand in the list's place: a heading with a way back, its own message bar."""

    def __init__(self, title: str, leave: Callable[[], object], subtitle: str = "") -> None:
        super().__init__()
        self.setProperty("role", "page")
        self.setAccessibleName(title)
        self.message_bar = messages.MessageBar()
        self.heading = label(title, "title")
        self.subtitle = label(subtitle, "subtitle")
        self.leave = leave
        back = tool("arrow-left", _("Back (Esc)"), leave)
        back.setObjectName("screen.back")
        self.top = row(back, self.heading, self.subtitle, None, gap=12)
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(20, 16, 20, 12)
        self.body.setSpacing(12)
        self.body.addLayout(self.top)
        self.body.addWidget(self.message_bar)
        shortcuts.of(self).name(title).tell("Esc", _("Back"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        else:
            super().keyPressEvent(event)


class FormScreen(Screen):
    """A form on a card, its buttons below; ``beside`` stands at its right."""

    def __init__(
        self, title: str, form: Form, save: Callable[[], object], leave: Callable[[], object],
        *, yes: str = "", subtitle: str = "", beside: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(title, leave, subtitle)
        self.form = form
        ground = card()
        self.yes = button((yes or _("Save")) + " Ctrl+↵", form.finish, role="primary")
        self.yes.setObjectName("form.save")
        buttons = row(None, button(_("Cancel"), leave), self.yes)
        buttons.setContentsMargins(20, 4, 20, 14)
        ground.setLayout(column(form, buttons, gap=0))
        ground.setMaximumWidth(theme.px(WIDEST))
        line = row(gap=12)
        line.addWidget(ground, 3)
        if beside is not None:
            line.addWidget(beside, 2)
        else:
            line.addStretch(0)
        self.body.addLayout(line, 1)
        form.finished.connect(save)
        form.left.connect(leave)
        keys = shortcuts.of(self)
        keys.tell("Enter", _("Next field"))
        keys.tell("Ctrl+Enter", yes or _("Save"))

    def focusInEvent(self, event: QFocusEvent) -> None:
        # no proxy: it would give the cursor to the form itself, where no key is heard
        self.form.focus_again()


def told_once(
    update: Callable[..., Any], get: Callable[[Any, int], Any], draft_of: Callable[[Any], Any],
    row: Any,
) -> Callable[..., Any]:  # fmt: skip
    """``update`` for the form of ``row``: what somebody else has altered meanwhile is said once;
    saved again, what was typed stands over it."""
    base = draft_of(row)

    def verb(desk: Desk, draft: Any, request: str) -> Any:
        nonlocal base
        try:
            return update(desk, row.id, draft, base, request=request)
        except Refused as refusal:
            base = rebased(base, draft_of(get(desk, row.id)), refusal)
            raise

    return verb


class FormsPage(StackedPage):
    """See the top of this module."""

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        self._form: tuple[str, str, Form] | None = None

    @property
    def _drafts(self) -> dict[Hashable, Draft]:
        return drafts.of(self.desk, type(self).__name__)

    def open(self, screen: QWidget) -> None:
        self._keep_draft()
        super().open(screen)

    def back(self) -> None:
        self._keep_draft()
        super().back()

    def open_form(
        self, key: str, title: str, form: Form, save: Callable[[], object], *, yes: str = "",
        subtitle: str = "", beside: QWidget | None = None,
    ) -> FormScreen:  # fmt: skip
        """Show a form; what was typed into the same ``key`` before and left comes back."""
        screen = FormScreen(title, form, save, self.back, yes=yes, subtitle=subtitle, beside=beside)
        self.open(screen)
        self._form = (key, title, form)
        blank = form.state()
        draft = self._drafts.pop(key, None)
        if draft is not None:
            form.restore(draft.state)

            def anew() -> None:
                form.restore({"fields": blank["fields"]})
                form.saved()
                screen.message_bar.hide()
                form.focus_first()

            words = _("What you had typed here is back.")
            messages.say(screen, words, "info", timeout=0, offer=(_("Start anew"), anew))
        else:
            form.dirty = False
        form.focus_first()
        return screen

    def open_named(
        self, key: str, title: str, form: Form, draft: Callable[[], object],
        verb: Callable[..., Any],
    ) -> None:  # fmt: skip
        """The form of a thing with a name: ``verb`` takes the draft, then the list shows it."""

        def done(row: Any) -> None:
            self.saved()
            self.list.show_record(row.id)
            self.say(_("{name} is kept.").format(name=row.name))

        self.open_form(
            key, title, form,
            lambda: actions.run(form, verb, self.desk, draft(), request=form.request, done=done),
        )  # fmt: skip

    def saved(self) -> None:
        """The open form was carried out: nothing of it is kept."""
        if self._form is not None:  # closing the window was thought better of
            self._drafts.pop(self._form[0], None)
        self._form = None
        self.back()

    def _keep_draft(self, leave: bool = True) -> None:
        if self._form is not None:
            key, title, form = self._form
            if form.dirty:
                self._drafts[key] = Draft(title, form.state())
            if leave:
                self._form = None

    # -- what the window asks

    def stow(self) -> None:
        self._keep_draft(leave=False)

    def say(self, text: str, tone: str = "ok", undo: Callable[[], object] | None = None) -> None:
        """Say it where the user looks now."""
        messages.say(self.now, text, tone, undo)

    def leaving(self, closing: bool = False) -> bool:
        """Ask before typed work would be lost; the window asks itself when it closes."""
        if self._form is None or not self._form[2].dirty:
            return True
        if closing:
            self._keep_draft(leave=False)
            return True
        return messages.confirm(
            self, _("Leave this form?"),
            _("What you typed stays here until you sign out, but it is not saved."),
            yes=_("Leave"),
        )  # fmt: skip
