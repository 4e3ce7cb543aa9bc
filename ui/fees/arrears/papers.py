"""Papers of the dunning: printed in the background, shown, copied; the pack for the lawyer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from desk import texts
from desk.core.errors import DeskError, Refused
from desk.core.files import write_atomic
from desk.core.words import _, ngettext
from desk.fees.dunning import legal, notices
from desk.fees.dunning.rows import ArrearsRow, Issued, NoticeDraft, NoticeRow
from desk.printing import Missing
from ui.kit import actions, jobs, messages
from ui.kit.actions import new_request
from ui.kit.frame import Frame
from ui.kit.papers_out import PapersOut
from ui.kit.plain import column
from ui.kit.screens import FormsPage

PAPERS = {"notice": "payment_notice", "demand": "formal_demand"}


class ArrearsPapers:
    """See the top of this module. ``bar`` shows how far the printing is."""

    def __init__(self, page: FormsPage, frame: Frame) -> None:
        self._page, self.desk, self._local = page, frame.desk, frame.local
        self.out = PapersOut(page, frame)
        self.job_bar = jobs.JobBar()
        self.bar = QWidget()
        self.bar.setProperty("role", "clear")
        box = column(self.job_bar)
        box.setContentsMargins(20, 0, 20, 0)
        self.bar.setLayout(box)
        self.job: jobs.Job | None = None

    def issue(
        self,
        draft: NoticeDraft,
        form: QWidget | None = None,
        done: Callable[[], object] | None = None,
        missing: Missing = "refuse",
        request: str = "",
    ) -> None:
        """Print what ``draft`` says; a second call while one is under way is dropped."""
        if self.job is not None:
            return
        desk = self.desk
        draft = replace(draft, layout=draft.layout or self.out.layout(PAPERS[draft.kind]))
        request = request or getattr(form, "request", "") or new_request()

        def work(tick: jobs.Tick) -> Issued:
            with desk.storage.thread():
                return notices.issue_notices(desk, draft, tick, missing=missing, request=request)

        def made(found: Issued) -> None:
            self.job = None
            if done is not None:
                done()
            self._made(draft, found)

        def failed(error: Exception) -> None:
            self.job = None
            self._failed(error, lambda: self.issue(draft, form, done, "box", request))

        self.job = jobs.start(work, made, failed, owner=self._page)
        self.job_bar.follow(self.job, _("Drawing the papers …"))

    def _made(self, draft: NoticeDraft, found: Issued) -> None:
        count = len(found.notices)
        numbers = found.first if count == 1 else f"{found.first} – {found.last}"
        said = ngettext("{n} paper is printed: {numbers}", "{n} papers are printed: {numbers}",
                        count)  # fmt: skip
        self._page.say(said.format(n=count, numbers=numbers))
        title = texts.word("notice.kind", draft.kind)
        self.show(PAPERS[draft.kind], found.pdf, title, f"{title} {numbers}", look=count > 1)

    def _failed(self, error: Exception, again: Callable[[], object]) -> None:
        if isinstance(error, jobs.Cancelled):
            self._page.say(_("Stopped. No paper was printed and no number was taken."), "info")
        elif isinstance(error, Refused) and error.code == "paper.glyph_missing":
            if messages.confirm(
                self._page, _("A character can't be printed"), texts.sentence(error),
                yes=_("Print with boxes"),
            ):  # fmt: skip
                again()
        elif isinstance(error, DeskError):
            messages.sorry(self._page.now, error)
        else:
            raise error

    def show(self, paper: str, pdf: bytes, title: str, name: str, look: bool = False) -> None:
        """To the printer it last went to; looked at first where that is asked for."""
        self.out.hand_out(paper, lambda _layout, _missing: pdf, title, name, look)

    def again(self, notice: NoticeRow) -> None:
        """The same paper once more, marked as a copy."""
        words = _("It will be the same paper, marked as a copy with its number.")
        if not messages.confirm(self._page, _("Print a copy?"), words, yes=_("Print a copy")):
            return
        pdf = actions.run(
            self._page, notices.reprint_notice, self.desk, notice.id, request=new_request()
        )
        if pdf:
            self.show(PAPERS[notice.kind], pdf, _("Copy"), notice.number)

    # -- the lawyer's pack

    def legal(self, row: ArrearsRow, path: str = "") -> None:
        """Ask where, then put everything about a unit's debts into one file."""
        if self.job is not None:
            return
        if not path:
            name = f"{row.unit_code} {self.desk.today:%Y-%m-%d}.zip"
            path, _kind = QFileDialog.getSaveFileName(
                self._page.window(), _("Pack for the lawyer"), name, "ZIP (*.zip)"
            )
        if not path:
            return
        desk, request, target = self.desk, new_request(), Path(path)

        def work(_tick: jobs.Tick) -> str:
            with desk.storage.thread():
                _name, packed = legal.legal_pack(desk, row.id, request=request)
            with write_atomic(target, private=True) as out:
                out.write(packed)
            return target.name

        def made(name: str) -> None:
            self.job = None
            self._page.say(_("Saved: {name}").format(name=name))

        def failed(error: Exception) -> None:
            self.job = None
            self._failed(error, lambda: None)

        self.job = jobs.start(work, made, failed, owner=self._page)
        self.job_bar.follow(self.job, _("Packing …"))
