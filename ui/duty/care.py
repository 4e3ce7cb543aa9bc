"""Care of the store in Settings: erasing what is past its time, accepting the clock."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from desk import app as house
from desk.core.access import Permission
from desk.core.desk import CLOCK_SLACK
from desk.core.errors import DeskError
from desk.core.words import _, gettext, ngettext
from desk.duty import retention
from ui.duty.setting_parts import Panel, lines_grid, reason
from ui.kit import actions, exporting, jobs, messages
from ui.kit.plain import button, label, row


class Retention(Panel):
    """What is past its time; erasing it now instead of in the next quiet moment."""

    def fill(self) -> None:
        about = _("Personal data is erased by itself after its time; the counts stay. How long it "
                  "is kept stands with each register's settings.")  # fmt: skip
        self.box.addWidget(label(about, "muted", wrap=True))
        if not self.desk.allows(Permission.RETENTION_RUN):
            self.box.addWidget(reason(_("Your role may not see this.")))
            return
        found = retention.due(self.desk)
        grid = lines_grid()
        for number, one in enumerate(found):
            counted = ngettext("{n} record past its time", "{n} records past their time",
                               one.records).format(n=f"{one.records:,}")  # fmt: skip
            grid.addWidget(label(gettext(one.title)), number, 0)
            grid.addWidget(label(counted, tone="due" if one.records else "muted"), number, 1)
        self.box.addLayout(grid)
        total = sum(one.records for one in found)
        self.erase = button(_("Erase now …"), partial(self._erase, total), role="danger")
        self.erase.setEnabled(bool(total))
        self.box.addLayout(row(self.erase, None))

    def _erase(self, total: int) -> None:
        text = ngettext("{n} record", "{n} records", total).format(n=f"{total:,}")
        if not messages.confirm(
            self, _("Erase what is past its time?"),
            _("{records}: names, telephones, documents and photos go for good.").format(
                records=text
            ),
            yes=_("Erase"), danger=True,
        ):  # fmt: skip
            return
        self.erase.setEnabled(False)

        def work(_tick: jobs.Tick) -> int:
            with self.desk.storage.thread():
                return retention.run(self.desk)

        job = jobs.start(work, done=self._erased, failed=self._failed, owner=self)
        exporting.bar_of(self.frame_bar()).follow(job, _("Erasing …"))

    def frame_bar(self) -> QWidget:
        """The page that this part stands on: its bars tell how far the work is."""
        widget: QWidget | None = self
        while widget is not None and not hasattr(widget, "message_bar"):
            widget = widget.parentWidget()
        return widget or self

    def _erased(self, count: int) -> None:
        words_ = ngettext("{n} record erased.", "{n} records erased.", count).format(n=f"{count:,}")
        messages.say(self, words_, "ok")
        self.refresh()

    def _failed(self, error: Exception) -> None:
        self.refresh()
        if not isinstance(error, DeskError):
            raise error
        messages.sorry(self, error)


class Clock(Panel):
    """The computer's clock beside the last entry of the log."""

    def fill(self) -> None:
        desk, last = self.desk, self.desk.last_entry
        grid = lines_grid()
        rows = [(_("Clock of this computer"), f"{desk.local(desk.now):%Y-%m-%d %H:%M}")]
        if last is not None:
            rows.append((_("Last entry in the log"), f"{desk.local(last):%Y-%m-%d %H:%M}"))
        for number, (title, text) in enumerate(rows):
            grid.addWidget(label(title, "label"), number, 0)
            grid.addWidget(label(text), number, 1)
        self.box.addLayout(grid)
        if last is None or desk.now >= last - CLOCK_SLACK:
            self.box.addWidget(label(_("The clock is in order."), tone="ok"))
            return
        about = _("The clock stands before the last entry. As long as it does, nothing can be "
                  "entered. Set it right in the system's settings. If it is right and was wrong "
                  "before, accept it here; that is kept in the log.")  # fmt: skip
        self.box.addWidget(label(about, tone="late", wrap=True))
        if not desk.allows(Permission.CLOCK_ACCEPT):
            self.box.addWidget(reason(_("Only a manager or the administrator may accept it.")))
            return
        self.box.addLayout(row(button(_("Accept the clock …"), self._accept), None))

    def _accept(self) -> None:
        why = messages.ask_reason(
            self, _("Accept the clock?"), _("Why did it stand wrong?"), yes=_("Accept")
        )
        if why:
            words = _("The clock is accepted.")
            actions.run(
                self, house.accept_clock, self.desk, why,
                done=lambda _done: messages.say(self, words, "ok"),
            )  # fmt: skip
            QTimer.singleShot(0, self, self.refresh)
