"""Deciding about a refund or a correction: approve, reject, withdraw, with words.

Nobody approves their own: then, and where the role may not, somebody else signs at this desk.

    decide = Decider(page, "refund", Permission.REFUND_APPROVE, Permission.REFUND_REQUEST,
                     approve=verbs.approve_refund, reject=..., withdraw=...)
    moves = decide.moves(row.id, row.number, row.state, row.staff)
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtWidgets import QDialog, QLineEdit, QPlainTextEdit, QWidget

from desk import texts
from desk.core.access import Permission
from desk.core.errors import Refused
from desk.core.frozen import frozen
from desk.core.words import _
from ui import theme
from ui.kit import actions, messages
from ui.kit.actions import Action
from ui.kit.plain import label
from ui.kit.screens import FormsPage

LIMIT = 300


@frozen
class Said:
    """What was typed to a decision: the words, and who signed for it."""

    words: str
    second: tuple[str, str] | None


class Decide(messages.Ask):
    """Words to a decision, and where it takes one another person's account and password."""

    def __init__(
        self, parent: QWidget | None, title: str, text: str, yes: str, *, required: bool,
        second: bool, danger: bool = False,
    ) -> None:  # fmt: skip
        super().__init__(parent, title, text, yes, danger)
        self._required, self._second = required, second
        self.note = QPlainTextEdit()
        self.note.setTabChangesFocus(True)
        self.note.setFixedHeight(theme.px(70))
        self.account, self.password = QLineEdit(), QLineEdit()
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        words = _("Reason") if required else _("Note, if there is one")
        parts: list[tuple[str, QWidget]] = [(words, self.note)]
        if second:
            parts += [(_("Account"), self.account), (_("Password"), self.password)]
        for name, widget in parts:
            title_ = label(name, "label")
            title_.setBuddy(widget)
            widget.setAccessibleName(name)
            self.fields.addWidget(title_)
            self.fields.addWidget(widget)
        self.note.setFocus()

    def problem(self) -> str:
        words = self.note.toPlainText().strip()
        if self._required and not words:
            return _("Give a reason first.")
        if len(words) > LIMIT:
            return _("At most {limit} characters.").format(limit=LIMIT)
        if self._second and not (self.account.text().strip() and self.password.text()):
            return _("Account and password are both needed.")
        return ""

    def ask(self) -> Said | None:
        """Show it; None if it was left."""
        accepted = self.exec() == QDialog.DialogCode.Accepted
        second = (self.account.text().strip(), self.password.text()) if self._second else None
        said = Said(self.note.toPlainText().strip(), second)
        self.password.clear()
        self.deleteLater()
        return said if accepted else None


class Decider:
    """See the top of this module; ``withdrawable`` are the states to withdraw from."""

    def __init__(
        self, page: FormsPage, approves: Permission, asks: Permission, *,
        approve: Callable[..., Any], reject: Callable[..., Any], withdraw: Callable[..., Any],
    ) -> None:  # fmt: skip
        self._page, self.desk = page, page.desk
        self._approves, self._asks = approves, asks
        self._approve, self._reject, self._withdraw = approve, reject, withdraw

    def own(self, staff: int | None) -> bool:
        """Whether the person on duty asked for it."""
        session = self.desk.session
        return session is not None and session.staff == staff

    def why_second(self, staff: int | None) -> str:
        """Why somebody else has to sign; "" if nobody has to."""
        if self.own(staff):
            return texts.sentence(Refused("document.own"))
        if not self.desk.allows(self._approves):
            return _("Your role may not approve this.")
        return ""

    def decision(self, record: int, title: str, staff: int | None) -> list[Action]:
        """Approve and reject of what waits; one's own is withdrawn instead of rejected."""
        if not (self.desk.allows(self._approves) or self.desk.allows(self._asks)):
            return []
        approve = partial(self._decide, record, title, staff, True)
        reject = partial(self._decide, record, title, staff, False)
        made = [Action("approve", _("Approve …"), approve, primary=True)]
        if not self.own(staff):
            made.append(Action("reject", _("Reject …"), reject))
        return made

    def withdrawal(self, record: int, title: str, staff: int | None) -> list[Action]:
        """Taking it back: who asked for it, or who may approve it."""
        may = self.own(staff) or self.desk.allows(self._approves)
        if not (may and self.desk.allows(self._asks)):
            return []
        return [Action("withdraw", _("Withdraw …"), partial(self._take_back, record, title))]

    def _decide(self, record: int, title: str, staff: int | None, yes: bool) -> None:
        why = self.why_second(staff)
        text = why
        if why:
            text += " " + _("Somebody else who may do it signs here with account and password.")
        words = (
            (_("Approve {number}?"), _("Approve")) if yes else (_("Reject {number}?"), _("Reject"))
        )
        said = Decide(
            self._page.window(), words[0].format(number=title), text.strip(), words[1],
            required=not yes, second=bool(why), danger=not yes,
        ).ask()  # fmt: skip
        if said is None:
            return
        verb = self._approve if yes else self._reject
        done = _("{number} is approved.") if yes else _("{number} is rejected.")
        self._run(verb, record, said.words, done.format(number=title), second=said.second)

    def _take_back(self, record: int, title: str) -> None:
        reason = messages.ask_reason(
            self._page, _("Withdraw {number}?").format(number=title),
            _("It keeps its number and stays in the book."), yes=_("Withdraw"), limit=LIMIT,
            danger=True,
        )  # fmt: skip
        if reason:
            self._run(
                self._withdraw, record, reason, _("{number} is withdrawn.").format(number=title)
            )

    def _run(self, verb: Callable[..., Any], record: int, words: str, said: str,
             **more: Any) -> None:  # fmt: skip
        actions.run(
            self._page.list, verb, self.desk, record, words,
            request=actions.new_request(), done=lambda _row: self._page.say(said), **more,
        )  # fmt: skip
