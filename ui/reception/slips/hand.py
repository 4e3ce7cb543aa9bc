"""Handing a release slip in: kept, checked, issued and printed; paying first; a second person.

HandOver(screen).issue()
"""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QTimer

from desk import texts
from desk.core.access import Permission
from desk.core.change import Changed
from desk.core.errors import DeskError, Refused, RefusedMany
from desk.core.words import _, listed
from desk.reception.slips import reading, verbs
from desk.reception.slips.rows import SlipRow
from ui.kit import actions, messages
from ui.kit.display import money
from ui.reception.slips.letters import SlipLetters
from ui.reception.slips.papers import PAPER, SlipPapers

if TYPE_CHECKING:
    from ui.reception.slips.screen import SlipScreen

__all__ = ["PAPER", "HandOver"]
SECOND = ("slip.override_denied",)
STALE = ("slip.arrears_decide", "slip.arrears_changed", "slip.not_settled", "slip.nothing_owed")
CHANGED = "record.changed_meanwhile"


class HandOver:
    """What the screen does once the form is filled in."""

    def __init__(self, screen: SlipScreen) -> None:
        self._screen, self.desk = screen, screen.desk
        self.papers = SlipPapers(self.desk, screen.papers)
        self.letters = SlipLetters(screen, self.desk)
        self._paying: int | None = None
        forget = self.desk.on_change(self._heard)
        screen.destroyed.connect(lambda: forget())

    # -- keeping, checking, issuing

    def keep(self) -> SlipRow | None:
        """Put what is typed into the book as a draft."""
        screen = self._screen
        wrong = screen.form.unkept()
        if wrong:
            screen.form.show_errors(wrong)
            return None
        found = self._run(verbs.save_slip, screen.form.draft(), screen.slip, seen=screen.seen)
        if found is None:
            return None
        screen.take(found)
        messages.say(screen, _("{number} is kept as a draft.").format(number=found.number), "ok")
        return found

    def check(self, second: tuple[str, str] | None = None) -> None:
        """Check it now and issue it later."""
        screen = self._screen
        if not screen.form.check() or self.keep() is None:
            return
        found = self._run(
            verbs.check_slip, screen.slip, screen.form.decided(), again=self.check, second=second,
            seen=screen.seen,
        )  # fmt: skip
        if found is not None:
            words = _("{number} is checked. It still has to be issued.")
            self._leave(found, words.format(number=found.number))

    def issue(self, second: tuple[str, str] | None = None) -> None:
        """Write, check, issue and print."""
        screen = self._screen
        found = self._run(
            verbs.complete_slip, screen.form.draft(), screen.form.decided(), screen.slip,
            again=self.issue, second=second, seen=screen.seen,
        )  # fmt: skip
        if found is None:
            return
        words = _("{number} is issued: {name}, {unit}.")
        self._leave(found, words.format(number=found.number, name=found.name,
                                        unit=found.unit_code))  # fmt: skip
        self.papers.print_issued(found)

    def _leave(self, found: SlipRow, words: str) -> None:
        screen = self._screen
        screen.clear()
        screen.saved.emit(found)
        screen.left.emit()
        screen.message_bar.outcome(words, "ok")

    def _run(self, verb: Any, *values: Any, again: Any = None, **named: Any) -> SlipRow | None:
        screen = self._screen
        refusals: list[Refused] = []
        found: SlipRow | None = actions.run(
            screen.form, verb, self.desk, *values, request=screen.form.request,
            refused=refusals.append, **named,
        )  # fmt: skip
        for refusal in refusals:  # after the run: what is asked then may run again
            self._refused(refusal, again)
        return found

    # -- refused

    def _refused(self, error: Refused, again: Any) -> None:
        screen, codes = self._screen, _codes(error)
        if again is not None and codes & set(SECOND):
            second = messages.ask_second_person(
                screen, _("A supervisor signs for it"), texts.sentence(error), yes=_("Override")
            )
            if second is not None:
                again(second)
            return
        if CHANGED in codes:
            self._told(error)
            return
        if codes & set(STALE):
            screen.form.look()
        self._say(error)

    def _say(self, error: Refused) -> None:
        reasons = error.reasons if isinstance(error, RefusedMany) else [error]
        beside: dict[str, str] = {}
        apart = []
        for reason in reasons:
            if reason.field and reason.field not in beside:
                beside[reason.field] = texts.sentence(reason)
            else:
                apart.append(texts.sentence(reason))
        apart += self._screen.form.show_errors(beside).values()
        if apart:
            messages.say(self._screen, " ".join(apart), "error")

    def _told(self, error: Refused) -> None:
        """Somebody else changed it: say what; what is typed here stays, and may be kept over it."""
        screen = self._screen
        assert screen.slip is not None
        try:
            now = reading.draft_of(self.desk, screen.slip)
            version = reading.get_slip(self.desk, screen.slip).version
        except DeskError as trouble:
            messages.sorry(screen, trouble)
            return
        changed = [
            self._title(one.name) for one in fields(now)
            if getattr(now, one.name) != getattr(screen.loaded, one.name)
        ]  # fmt: skip
        words = texts.sentence(error)
        if changed:
            words += " " + _("Changed: {fields}.").format(fields=listed(dict.fromkeys(changed)))

        def mine() -> None:
            screen.seen, screen.loaded = version, now
            messages.say(screen, _("What you typed will be kept over it."), "info")

        messages.say(screen, words, "warn", offer=(_("Keep mine all the same"), mine))

    def _title(self, key: str) -> str:
        form = self._screen.form
        found = form.fields.get({"person": "name"}.get(key, key))
        return (found.title or _("Goods")) if found is not None else key

    # -- the owner's letter

    def attach(self, path: str = "") -> None:
        """Keep a scanned letter with the slip, which is a draft of the book from then on."""
        screen = self._screen
        if screen.form.letters.isHidden():
            screen.form["authority"].set_value("letter")
        if (screen.slip is None or screen.form.dirty) and self.keep() is None:
            return
        slip = screen.slip
        assert slip is not None
        self.letters.add(slip, lambda: screen.form.letters.show_slip(slip), path)

    # -- paying first

    def pay_now(self) -> None:
        """Take the payment at the till; the slip waits as a draft and is looked at anew after."""
        screen = self._screen
        form = screen.form
        unit = form.unit.value()
        if unit is None or not form.owing:
            return
        if not self.desk.allows(Permission.RECEIPT_POST):
            words = _("A cashier takes the payment. Then look again with Ctrl+U.")
            messages.say(screen, words, "warn")
            return
        kept = self.keep()
        if kept is None:
            return
        self._paying = unit
        screen.frame.begin("till", "pay", unit=unit)
        self._offer_back(_("{number} waits for this payment.").format(number=kept.number))

    @property
    def waits(self) -> bool:
        """Whether the slip waits for a payment at the till."""
        return self._paying is not None

    def back(self) -> None:
        """Back from the till."""
        self._screen.frame.begin("slips", "back")

    def returned(self) -> None:
        """The slip is on the screen again: read anew what is owed."""
        self._paying = None
        screen = self._screen
        screen.form.look()
        screen.form.focus_start()
        left = screen.form.owed.figures.total if screen.form.owed.figures else 0
        if left:
            words = _("Still owed: {amount}.").format(amount=money(left))
            messages.say(screen, words, "warn")
        else:
            messages.say(screen, _("Everything is paid. Ctrl+Enter issues the slip."), "ok")

    def _heard(self, news: Changed) -> None:
        if self._paying is None or news.action != "receipt.posted":
            return
        # The till says what it has to say first: change to give, the paper.
        QTimer.singleShot(0, self._screen, self._paid)

    def _paid(self) -> None:
        if self._paying is not None:
            self._offer_back(_("The payment is taken."))

    def _offer_back(self, words: str) -> None:
        till = self._screen.frame.go("till")
        if till is not None:
            offer = (_("Back to the release slip (F4)"), self.back)
            messages.say(till, words, "info", timeout=0, offer=offer)


def _codes(error: Refused) -> set[str]:
    reasons = error.reasons if isinstance(error, RefusedMany) else [error]
    return {reason.code for reason in reasons}
