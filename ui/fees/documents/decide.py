"""Deciding about a refund or a correction: approve, reject, withdraw, with words.

Nobody approves their own: then, and where the role may not, somebody else signs at this desk.

    decide = Decider(page, flow.REFUND)
    moves = decide.moves(row)       # of the document's state: approve, reject, withdraw
"""

from __future__ import annotations

from functools import partial
from typing import Any, Protocol

from PySide6.QtWidgets import QDialog, QLineEdit, QPlainTextEdit, QWidget

from desk import texts
from desk.core.errors import Refused
from desk.core.frozen import frozen
from desk.core.words import _
from desk.core.workflow import Workflow
from ui import theme
from ui.kit import actions, messages
from ui.kit.actions import Action
from ui.kit.moves import title_of
from ui.kit.plain import label
from ui.kit.screens import FormsPage

LIMIT = 300


class Document(Protocol):
    """A refund or a correction, as its list shows it."""

    @property
    def id(self) -> int: ...
    @property
    def number(self) -> str: ...
    @property
    def state(self) -> str: ...
    @property
    def staff(self) -> int | None: ...


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
    """See the top of this module."""

    def __init__(self, page: FormsPage, workflow: Workflow) -> None:
        self._page, self.desk, self._workflow = page, page.desk, workflow
        self._approves = workflow.move("approve").permission
        self._asks = workflow.move("withdraw").permission

    def waits(self, state: str) -> bool:
        """Whether somebody has to decide in this state."""
        return state in self._workflow.move("approve").sources

    def moves(self, row: Document) -> list[Action]:
        """What of deciding is open now."""
        made = self.decision(row) if self.waits(row.state) else []
        if row.state in self._workflow.move("withdraw").sources:
            made += self.withdrawal(row)
        return made

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

    def decision(self, row: Document) -> list[Action]:
        """Approve and reject of what waits; one's own is withdrawn instead of rejected."""
        if not (self.desk.allows(self._approves) or self.desk.allows(self._asks)):
            return []
        approve = partial(self._decide, row, True)
        made = [Action("approve", self._title("approve"), approve, primary=True)]
        if not self.own(row.staff):
            made.append(Action("reject", self._title("reject"), partial(self._decide, row, False)))
        return made

    def withdrawal(self, row: Document) -> list[Action]:
        """Taking it back: who asked for it, or who may approve it."""
        may = self.own(row.staff) or self.desk.allows(self._approves)
        if not (may and self.desk.allows(self._asks)):
            return []
        return [Action("withdraw", self._title("withdraw"), partial(self._take_back, row))]

    def _title(self, key: str) -> str:
        return title_of(self._workflow, self._workflow.move(key)) + " …"

    def _decide(self, row: Document, yes: bool) -> None:
        title, why = row.number, self.why_second(row.staff)
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
        key = "approve" if yes else "reject"
        done = _("{number} is approved.") if yes else _("{number} is rejected.")
        self._run(key, row, said.words, done.format(number=title), second=said.second)

    def _take_back(self, row: Document) -> None:
        reason = messages.ask_reason(
            self._page, _("Withdraw {number}?").format(number=row.number),
            _("It keeps its number and stays in the book."), yes=_("Withdraw"), limit=LIMIT,
            danger=True,
        )  # fmt: skip
        if reason:
            said = _("{number} is withdrawn.").format(number=row.number)
            self._run("withdraw", row, reason, said)

    def _run(self, key: str, row: Document, words: str, said: str, **more: Any) -> None:
        verb = self._workflow.move(key).verb
        assert verb is not None
        actions.run(
            self._page.list, verb, self.desk, row.id, words,
            request=actions.new_request(), done=lambda _row: self._page.say(said), **more,
        )  # fmt: skip
