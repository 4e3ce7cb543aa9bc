"""The monthly run 出账: choose, look at what it would charge, charge it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout

from desk.core.change import Changed
from desk.core.desk import Desk
from desk.core.errors import DeskError, Refused
from desk.core.words import _, ngettext
from desk.fees.billing import run
from desk.fees.billing.drafts import RunDraft, RunPreview, RunRow
from ui.fees.billing.preview import RunResult
from ui.fees.billing.scope import Scope
from ui.fees.items.words import sign
from ui.kit import jobs, messages, shortcuts
from ui.kit.actions import Action, new_request
from ui.kit.display import money
from ui.kit.empty import EmptyState
from ui.kit.frame import Frame, Page
from ui.kit.plain import button, card, column, label, row

ABOUT = ("fee_item", "tariff", "unit_fee", "charge", "billing_run", "unit", "occupancy")


class RunSheet(Page):
    """See the top of this module. ``posted(run)`` is called with what was made."""

    def __init__(self, frame: Frame, posted: Callable[[RunRow], object]) -> None:
        super().__init__()
        self.setProperty("role", "page")
        self.frame, self.desk, self._posted = frame, frame.desk, posted
        self.message_bar, self.job_bar = messages.MessageBar(), jobs.JobBar()
        self.found: RunPreview | None = None
        self.asked: RunDraft | None = None
        self.job: jobs.Job | None = None
        self.writing = False
        self._request = new_request()
        self._last = _latest(self.desk)
        self.scope = Scope(self.desk, _next_month(self.desk, self._last))
        self.result = RunResult(sign(self.desk), lambda u: frame.show_record("unit", u))
        self.nothing = EmptyState("calendar-month-outline", "")
        self.ground = card()
        self.ground.setLayout(column(self.nothing))
        self.stack = QStackedWidget()
        self.stack.addWidget(self.ground)
        self.stack.addWidget(self.result)
        self.verdict = label("", "muted", wrap=True)
        self.look = button(_("Preview"), self.preview, "primary", "calculator-variant-outline")
        self.yes = button("", self.post, role="primary")
        self._lay_out()
        self.scope.changed.connect(self.forget)
        keys = shortcuts.of(self).name(_("Monthly run"))
        keys.add("Ctrl+Return", _("Preview, then post"), self.go_on)
        keys.tell("Space", _("Tick a fee item or a building"))
        self.forget()

    def _lay_out(self) -> None:
        foot = row(self.verdict, self.look, self.yes, gap=12)
        foot.setStretch(0, 1)
        right = column(self.stack, foot, gap=12)
        right.setStretch(0, 1)
        whole = row(gap=12)
        whole.addWidget(self.scope)
        whole.addLayout(right, 1)
        box = QVBoxLayout(self)
        box.setContentsMargins(20, 16, 20, 12)
        box.setSpacing(12)
        box.addLayout(row(label(_("Monthly run"), "title"), None))
        box.addWidget(self.message_bar)
        box.addWidget(self.job_bar)
        box.addLayout(whole, 1)

    # -- where one stands

    def forget(self) -> None:
        """Something else is asked for: what was looked at is no longer it."""
        if self.job is not None and not self.writing:
            self.job.cancel()
            self.job = None
        self.found, self._request = None, new_request()
        self._stand()

    def _stand(self) -> None:
        busy, found = self.job is not None, self.found
        missing = self.scope.nothing
        self.scope.setEnabled(not self.writing)
        self.look.setVisible(found is None)
        self.look.setEnabled(not busy and not missing)
        self.yes.setVisible(found is not None)
        self.stack.setCurrentWidget(self.result if found is not None else self.ground)
        self._foot(missing)
        if found is None:
            text = missing or _("Nothing is charged before you have seen what it comes to.")
            if self._last is not None and not missing:
                last = _("Last run: {month}, {total}.").format(
                    month=f"{self._last.month:%Y-%m}",
                    total=sign(self.desk) + money(self._last.total),
                )
                text = f"{text}\n{last}"
            step = None
            if not self.scope.items.held():
                step = Action("items", _("Fee items"), lambda: self.frame.go("fee_items"),
                              primary=True)  # fmt: skip
            month = f"{self.scope.month.month:%Y-%m}"
            title = _("Billing of {month}").format(month=month)
            self.nothing.show_words("calendar-month-outline", title, text, step)

    def _foot(self, missing: str) -> None:
        found = self.found
        self.look.setText(_("Preview") + " Ctrl+↵")
        if found is None:
            self.verdict.setText("")
            return
        title = ngettext("Post {n} charge", "Post {n} charges", found.count)
        self.yes.setText(title.format(n=f"{found.count:,}") + " Ctrl+↵")
        ready = bool(found.count) and not found.problem_count
        self.yes.setEnabled(ready and self.job is None)
        if found.problem_count:
            words = _("Nothing is posted while amounts can't be worked out: mend the formula or "
                      "the unit, then preview again.")  # fmt: skip
        elif not found.count:
            words = _("There is nothing to charge: see “Not charged” for why.")
        else:
            words = _("A run can be taken back as a whole while nothing of it is paid. "
                      "Posting it again charges nothing twice.")  # fmt: skip
        self.verdict.setText(words)

    def go_on(self) -> None:
        """Ctrl+Enter: first the preview, then the posting."""
        if self.found is None:
            self.preview()
        else:
            self.post()

    # -- looking

    def preview(self) -> None:
        """Work out what would be charged, in the background."""
        if self.job is not None or self.scope.nothing:
            return
        self.message_bar.hide()
        desk, draft = self.desk, self.scope.draft()
        self.asked = draft

        def work(tick: jobs.Tick) -> RunPreview:
            with desk.storage.thread():
                return run.preview(desk, draft, tick)

        self._start(work, lambda found: self._seen(draft, found), _("Working out …"))

    def _start(self, work: Callable[[jobs.Tick], Any], done: Any, words: str) -> None:
        job = jobs.start(work, done=done, failed=lambda error: self._failed(job, error), owner=self)
        self.job = job
        self.job_bar.follow(job, words)
        self._stand()

    def _seen(self, draft: RunDraft, found: RunPreview) -> None:
        if draft is not self.asked or self.job is None:
            return  # another month was chosen meanwhile
        self.job, self.found = None, found
        self.result.show_preview(found)
        self._stand()
        (self.yes if self.yes.isEnabled() else self.result.table).setFocus()

    def _failed(self, job: jobs.Job, error: Exception) -> None:
        if self.job is not None and job is not self.job:
            return
        self.job, self.writing = None, False
        self._stand()
        if isinstance(error, jobs.Cancelled):
            messages.say(self, _("Stopped. Nothing was charged."), "info")
        elif isinstance(error, DeskError):
            if isinstance(error, Refused) and error.code == "run.changed":
                self.forget()
            messages.sorry(self, error)
        else:
            raise error

    # -- posting

    def post(self) -> None:
        """Charge what was looked at."""
        found, draft = self.found, self.asked
        if found is None or draft is None or self.job is not None or not self.yes.isEnabled():
            return
        desk, request = self.desk, self._request

        def work(tick: jobs.Tick) -> RunRow:
            with desk.storage.thread():
                return run.post(
                    desk, draft, expected_total=found.total, digest=found.digest, tick=tick,
                    request=request,
                )  # fmt: skip

        self.writing = True
        self.result.table.setFocus()  # the button that has it is switched off
        self._start(work, self._made, _("Posting …"))

    def _made(self, made: RunRow) -> None:
        self.job, self.writing = None, False
        self._last = made
        self.forget()
        self.scope.focus_first()
        words = _("{number}: {count} charges, {total}.").format(
            number=made.number, count=f"{made.count:,}",
            total=sign(self.desk) + money(made.total),
        )  # fmt: skip
        messages.say(self, words, "ok", timeout=0, offer=(_("See the run"),
                                                          lambda: self._posted(made)))  # fmt: skip

    # -- what the window says

    def refresh(self) -> None:
        if self.job is None:
            self._last = _latest(self.desk)
            self.scope.refresh()
            self._stand()

    def changed(self, news: Changed) -> None:
        """What was looked at may no longer be so; posting says it if it matters."""
        if news.about("fee_item", "tariff", "building"):
            self.refresh()

    def scenes(self) -> dict[str, Callable[[], object]]:
        return {"preview": self.preview}

    def leaving(self, closing: bool = False) -> bool:
        if self.writing:
            messages.say(self, _("The run is being posted; wait for it or stop it."), "warn")
        return not self.writing

    def focusInEvent(self, event: QFocusEvent) -> None:
        if self.found is not None and self.yes.isEnabled():
            self.yes.setFocus()
        else:
            self.scope.focus_first()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
        elif self.found is not None and self.job is None:
            self.forget()
            self.scope.focus_first()
        else:
            self.frame.focus_box()


def _latest(desk: Desk) -> RunRow | None:
    return next((row_ for row_ in run.run_rows(desk, 12) if row_.state == "posted"), None)


def _next_month(desk: Desk, last: RunRow | None) -> date:
    """This month, or the one after the last run if that was billed already."""
    month = desk.today.replace(day=1)
    if last is None or last.month < month:
        return month
    return (last.month + timedelta(days=32)).replace(day=1)
