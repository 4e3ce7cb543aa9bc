"""What the moves of a visit do: leave, extend, take back, cancel, report, and the like.

    moves = VisitMoves(page, screen)        # it is what the card asks (visit_card.Acts);
                                            # screen() gives the form's screen
    moves.leave(row)  moves.extend_menu(row, anchor)

Whatever can be refused is said in the page's bar; what can be taken back has its undo there.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QCheckBox, QDialog, QMenu, QPushButton, QSpinBox, QWidget

from desk import issuing, texts
from desk.core.access import Permission
from desk.core.words import _
from desk.reception.visitors import amend, suspicion, undo, verbs
from desk.reception.visitors.detail import NextMove, VisitDetail
from desk.reception.visitors.rows import VisitRow
from ui.kit import actions, display, messages
from ui.kit.dates import read_time
from ui.kit.papers_out import PASS
from ui.kit.plain import label
from ui.reception.outcomes import OutcomePage
from ui.reception.visitors.screen import FormScreen
from ui.reception.visitors.seen import Seen

END_OF_DAY = (23, 59)


class VisitMoves:
    """See the top of this module."""

    def __init__(self, page: OutcomePage, screen: Callable[[], FormScreen]) -> None:
        self.page, self._screen, self.desk = page, screen, page.desk
        self.seen = Seen(page, page.desk)

    @property
    def screen(self) -> FormScreen:
        """The form's screen, made when it is first needed."""
        return self._screen()

    def do(self, move: NextMove, visit: VisitDetail) -> None:
        """Do a next move of the card."""
        run: dict[str, Callable[[], object]] = {
            "sign_in": lambda: self.begin("in", expected=visit.row.id),
            "sign_out": lambda: self.leave(visit.row),
            "extend": lambda: self.extend_menu(visit.row),
            "edit": lambda: self.begin("edit", visit=visit.row.id),
            "print": lambda: self.screen.print_pass(visit.row),
            "report": lambda: self.report(visit.row),
            "cancel": lambda: self._settle(amend.cancel, visit.row, _("Cancel the appointment?")),
            "no_show": lambda: self._settle(amend.no_show, visit.row, _("Did not come?")),
            "undo_sign_out": lambda: self._back(undo.undo_sign_out, visit.row, move.reason),
            "undo_sign_in": lambda: self._back(undo.undo_sign_in, visit.row, move.reason),
            "void_sign_in": lambda: self._back(undo.undo_sign_in, visit.row, move.reason),
            "undo_cancel": lambda: self._back(undo.undo_cancel, visit.row, False),
        }
        run[move.key]()

    def begin(self, mode: str, **values: Any) -> None:
        """Open the form."""
        self.page.open(self.screen)
        self.screen.start(mode, **values)

    # -- going

    def leave(self, visit: VisitRow, how: str = "desk") -> None:
        """Sign somebody out."""
        actions.run(self.page, verbs.sign_out, self.desk, visit.id, how=how, done=self.say_left)

    def say_left(self, visit: VisitRow) -> None:
        """Who left, how long they were here, and the way back."""
        span = (visit.out_at or self.desk.now) - (visit.in_at or visit.at)
        words = _("{name} {place} has left, was here {time}.").format(
            name=visit.party, place=visit.place, time=display.length(span)
        )
        if visit.badge:
            words += " " + _("Take badge {badge} back.").format(badge=visit.badge)
        self.page.message_bar.outcome(words, "ok", undo=lambda: self.undo_left(visit))

    def undo_left(self, visit: VisitRow) -> None:
        """Somebody is still here after all."""
        self._back(undo.undo_sign_out, visit, False)

    def some_left(self, visit: VisitDetail) -> None:
        """Ask who of a group has left."""
        dialog = SomeLeft(self.page.window(), visit)
        accepted = dialog.exec() == QDialog.DialogCode.Accepted
        named, unnamed = dialog.chosen()
        dialog.deleteLater()
        if accepted and (named or unnamed):
            actions.run(
                self.page, amend.companions_left, self.desk, visit.row.id, named, unnamed,
                done=lambda row: self._said(_("{n} are still here.").format(n=row.here)),
            )  # fmt: skip

    # -- staying

    def extend_menu(self, visit: VisitRow, anchor: QWidget | None = None) -> QMenu:
        """Drop down how long somebody may stay."""
        menu = QMenu(self.page)
        for words, until in self.later(visit):
            shown = f"{words}  {self.desk.local(until):%H:%M}"
            entry = menu.addAction(shown)
            entry.triggered.connect(lambda _c=False, u=until: self.extend(visit, u))
        menu.addSeparator()
        menu.addAction(_("Another time …")).triggered.connect(lambda: self._ask_until(visit))
        menu.aboutToHide.connect(menu.deleteLater)
        button = anchor or self.page.list.card.findChild(QPushButton, "move.extend")
        where = button if button is not None else self.page.list.table
        menu.popup(where.mapToGlobal(QPoint(0, where.height() + 4)))
        menu.setActiveAction(menu.actions()[0])
        return menu

    def later(self, visit: VisitRow) -> list[tuple[str, datetime]]:
        """The quick choices: counted from the leaving time, or from now if that is past."""
        now = self.desk.now
        start = max(visit.leave_by or now, now)
        hour, minute = END_OF_DAY
        end = self.desk.local(now).replace(hour=hour, minute=minute, second=0, microsecond=0)
        return [
            (_("30 minutes more"), start + timedelta(minutes=30)),
            (_("1 hour more"), start + timedelta(hours=1)),
            (_("2 hours more"), start + timedelta(hours=2)),
            (_("To the end of the day"), end.astimezone(UTC)),
        ]

    def extend(self, visit: VisitRow, until: datetime) -> None:
        """Let somebody stay until then."""

        def done(row: VisitRow) -> None:
            at = self.desk.local(row.leave_by or until)
            self._said(
                _("{name} may stay until {time}.").format(name=row.party, time=f"{at:%H:%M}")
            )

        actions.run(self.page, amend.extend, self.desk, visit.id, until, done=done)

    def _ask_until(self, visit: VisitRow) -> None:
        typed = messages.ask_text(self.page, _("Until when?"), _("930 or 9:30"), yes=_("Extend"))
        at = read_time(typed) if typed else None
        if typed and at is None:
            messages.say(self.page, _("Not a time: 930 or 9:30."), "error")
        if at is not None:
            here = self.desk.local(self.desk.now)
            until = here.replace(hour=at.hour, minute=at.minute, second=0, microsecond=0)
            if until <= here:
                until += timedelta(days=1)
            self.extend(visit, until.astimezone(UTC))

    # -- back, off, and what is odd

    def _settle(self, verb: Callable[..., VisitRow], visit: VisitRow, title: str) -> None:
        asked = messages.confirm(self.page, title, f"{visit.party} · {visit.place}", yes=_("Yes"))
        if asked:
            again = lambda: self._back(undo.undo_cancel, visit, False)  # noqa: E731
            words = _("{number} is settled.").format(number=visit.number)
            actions.run(
                self.page, verb, self.desk, visit.id,
                done=lambda _row: messages.say(self.page, words, "ok", undo=again),
            )  # fmt: skip

    def _back(self, verb: Callable[..., VisitRow], visit: VisitRow, ask: bool) -> None:
        reason = ""
        if ask:
            reason = messages.ask_reason(
                self.page, _("Take it back?"), _("Somebody else did this. Say why."),
                yes=_("Take back"),
            ) or ""  # fmt: skip
            if not reason:
                return
        words = _("Taken back: {name}, {state}.")

        def done(row: VisitRow) -> None:
            state = texts.word("visit.state", row.shown_state)
            self._said(words.format(name=row.party, state=state))

        if verb is undo.undo_cancel:
            actions.run(self.page, verb, self.desk, visit.id, done=done)
        else:
            actions.run(self.page, verb, self.desk, visit.id, reason, done=done)

    def report(self, visit: VisitRow) -> None:
        """Report somebody to security."""
        text = messages.ask_reason(
            self.page, _("Report to security"),
            _("What is suspicious about {name}? It stays on Today until it is settled.").format(
                name=visit.party
            ),
            yes=_("Report"), limit=1000,
        )  # fmt: skip
        if text:
            actions.run(
                self.page, suspicion.report_suspicion, self.desk, visit.id, text,
                done=lambda _row: self._said(_("Reported to security. Ring them now.")),
            )  # fmt: skip

    def settle(self, report: int) -> None:
        """Say how a report ended."""
        text = messages.ask_reason(self.page, _("How did it end?"), yes=_("Settle"), limit=1000)
        if text:
            actions.run(
                self.page, suspicion.settle_suspicion, self.desk, report, text,
                done=lambda _row: self._said(_("The report is settled.")),
            )  # fmt: skip

    def again(self, visit: VisitDetail) -> None:
        """The same person comes once more."""
        self.begin("in", again=visit.row.id)

    # -- what the card links to

    def reveal(self, kind: str, record: int, field: str) -> str | None:
        """Show a masked number in full; the log says who looked."""
        return self.seen.reveal(kind, record, field)

    def revealed(self, kind: str, record: int, field: str) -> str | None:
        """What was revealed of the record that is on the card."""
        return self.seen.revealed(kind, record, field)

    def show_unit(self, unit: int) -> None:
        """Open the unit's card."""
        self.page.frame.show_record("unit", unit)

    def copy_paper(self, paper: int) -> None:
        """Print a paper once more, marked as a copy."""
        if not self.desk.allows(Permission.PAPER_PRINT):
            return
        words = _("It will be the same paper, marked as a copy with its number.")
        if not messages.confirm(self.page, _("Print a copy?"), words, yes=_("Print a copy")):
            return
        request = actions.new_request()

        def draw(layout: str, missing: Any) -> bytes:
            return issuing.reprint(self.desk, paper, missing=missing, request=request)

        self.screen.papers.hand_out(PASS, draw, _("Copy"))

    def _said(self, words: str) -> None:
        messages.say(self.page, words, "ok")


class SomeLeft(messages.Ask):
    """Who of a group has left: those with names are ticked, the others counted."""

    def __init__(self, parent: QWidget | None, visit: VisitDetail) -> None:
        super().__init__(parent, _("Who has left?"), "", _("Sign out"))
        here = [each for each in visit.companions if each.left_at is None]
        self.boxes = {each.id: QCheckBox(each.name.replace("&", "&&")) for each in here}
        for box in self.boxes.values():
            self.fields.addWidget(box)
        self.count = QSpinBox()
        self.count.setRange(0, max(0, visit.row.here - 1 - len(here)))
        self.count.setAccessibleName(_("Others, by count"))
        if self.count.maximum():
            self.fields.addWidget(label(_("Others, by count"), "label"))
            self.fields.addWidget(self.count)
        first = next(iter(self.boxes.values()), self.count)
        first.setFocus()

    def chosen(self) -> tuple[tuple[int, ...], int]:
        """Ids of companions and the count of others."""
        named = tuple(key for key, box in self.boxes.items() if box.isChecked())
        return named, self.count.value()

    def problem(self) -> str:
        named, others = self.chosen()
        return "" if named or others else _("Tick who has left.")
