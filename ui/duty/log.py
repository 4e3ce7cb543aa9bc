"""Activity log 操作日志: who did what and when, before and after; verifying that it is whole."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtWidgets import QVBoxLayout

from desk import checks, texts
from desk.core import log
from desk.core.access import Permission
from desk.core.audit import Verdict
from desk.core.errors import DeskError
from desk.core.listing import Listing
from desk.core.words import _, listed
from desk.duty import log as duty_log
from ui.duty.log_words import change_line, kind_word, note_lines
from ui.kit import exporting, jobs, messages, saved_views
from ui.kit.actions import Action
from ui.kit.detail import Detail, Line
from ui.kit.display import Display
from ui.kit.frame import Frame, Page
from ui.kit.register_page import Empty, RegisterPage

OPENS = ("staff",)  # kinds that have a page but are not found by the one box
MOST = 60  # lines of one entry; an import's may be thousands


class LogPage(Page):
    """See the top of this module."""

    def __init__(self, frame: Frame) -> None:
        super().__init__()
        self._frame, self.desk = frame, frame.desk
        self._show = Display(self.desk.local, lambda: self.desk.today)
        self._job: jobs.Job | None = None
        self.register = RegisterPage(
            self.desk,
            self._listing(),
            icon="history",
            summary=self._summary,
            actions=[
                exporting.menu(lambda: self.register, frame, Permission.LOG_EXPORT),
                Action("verify", _("Verify"), self.verify, icon="shield-check-outline",
                       primary=True),
            ],
            detail=self._detail,
            empty=Empty(_("Nothing was done yet"), _("Every change leaves an entry here.")),
            views=saved_views.stored(self.desk, "log"),
        )  # fmt: skip
        self.register.escaped.connect(frame.focus_box)
        self.setFocusProxy(self.register.table)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.register)

    def refresh(self) -> None:
        self.register.refresh()

    def _summary(self) -> str:
        seq, head = self.desk.chain.head()
        return _("Head {number}:{code}").format(number=seq, code=head[:16])

    def _listing(self) -> Listing[Any]:
        """The log's own list, its records named as on the pages; the shift is in the detail."""

        def records(row: Any) -> str:
            parts = [part.rpartition(" ") for part in row.records.removesuffix(" …").split(", ")]
            named = [f"{kind_word(self.desk, kind)} {record}" for kind, _blank, record in parts
                     if kind]  # fmt: skip
            return listed(named) + (" …" if row.records.endswith("…") else "")

        columns = tuple(
            replace(c, value=records) if c.key == "records"
            else replace(c, shown=c.key not in ("shift", "desk"))
            for c in log.LOG.columns
        )  # fmt: skip
        return replace(log.LOG, columns=columns)

    # -- one entry

    def _detail(self, row: Any) -> Detail | None:
        try:
            entry = log.entry(self.desk, row.id)
        except DeskError as error:
            messages.sorry(self.register, error)
            return None
        desk, lines = self.desk, []
        record: tuple[str, int] | None = None
        for change in entry.changes[:MOST]:
            if (change.kind, change.record) != record:
                record = change.kind, change.record
                lines.append(self._record_line(*record))
            lines.append(change_line(desk, self._show, change))
        if len(entry.changes) > MOST:
            more = _("and {count} more").format(count=f"{len(entry.changes) - MOST:,}")
            lines.append(Line("", more, "muted"))
        lines += note_lines(desk, self._show, entry)
        where = " · ".join(part for part in (row.desk, row.shift) if part)
        return Detail(
            heading=texts.word("action", row.action),
            subtitle=f"{row.who} · {self._show.moment(row.at, full=True)}",
            state=_("No. {number}").format(number=row.id),
            tone="void",
            lines=[*([Line(_("Desk"), where)] if where else []), *lines],
        )

    def _record_line(self, kind: str, record: int) -> Line:
        words = kind_word(self.desk, kind)
        if kind in self.desk.search_kinds or kind in OPENS:
            opens = partial(self._frame.show_record, kind, record)
            return Line(words, _("Open no. {number}").format(number=record), open=opens)
        return Line(words, str(record), "muted")

    # -- verifying

    def verify(self) -> None:
        """Read the whole chain in the background and say what was found."""
        if self._job is not None:
            return

        def work(tick: jobs.Tick) -> Verdict:
            with self.desk.storage.thread():
                return duty_log.verify(self.desk, tick)

        self._job = jobs.start(work, done=self._verified, failed=self._stopped, owner=self)
        exporting.bar_of(self.register).follow(self._job, _("Verifying the log …"))

    def _verified(self, verdict: Verdict) -> None:
        self._job = None
        tone = "ok" if verdict.whole else "error"
        messages.say(self.register, checks.log_line(verdict), tone, timeout=0)
        if verdict.bad_seq is not None:
            self.register.show_record(verdict.bad_seq)

    def _stopped(self, error: Exception) -> None:
        self._job = None
        if isinstance(error, DeskError):
            messages.sorry(self.register, error)
        elif isinstance(error, jobs.Cancelled):
            messages.say(self.register, _("Stopped before the end: nothing is known."), "warn")
        else:
            raise error
