"""The card of a complaint: its steps and clocks, what belongs to it, what happened, what is next.

made = ComplaintCard(frame, acts).detail(view, moves, more)
"""

from __future__ import annotations

from datetime import datetime
from functools import partial
from typing import Protocol

from desk import texts
from desk.core.files import AttachmentRow
from desk.core.words import _, listed, ngettext, pgettext
from desk.service.callbacks.rows import CallbackRow
from desk.service.complaints import flow
from desk.service.complaints.rows import (
    ComplaintRow,
    ComplaintView,
    PauseRow,
    StepRow,
)
from ui.kit import display
from ui.kit.actions import Action
from ui.kit.attachments import size_words
from ui.kit.detail import Detail, Line
from ui.kit.display import Display
from ui.kit.frame import Frame
from ui.kit.parts import Part, PartRow
from ui.kit.timeline import Entry
from ui.service.complaints.steps import numbered


class Acts(Protocol):
    """What the page does when something on the card is pressed."""

    def copy_paper(self, paper: int, row: ComplaintRow) -> None: ...
    def show_file(self, row: ComplaintRow, file: AttachmentRow) -> None: ...
    def keep_file(self, row: ComplaintRow, file: AttachmentRow) -> None: ...
    def take_off(self, row: ComplaintRow, file: AttachmentRow) -> None: ...
    def attach(self, row: ComplaintRow) -> None: ...
    def reveal(self, complaint: int) -> str | None: ...
    def link(self, row: ComplaintRow) -> None: ...


class ComplaintCard:
    """Words for the card beside the list."""

    def __init__(self, frame: Frame, acts: Acts) -> None:
        self._frame, self.desk, self._acts = frame, frame.desk, acts
        self._show = Display(self.desk.local, lambda: self.desk.today)

    def detail(
        self, view: ComplaintView, alike: int, moves: list[Action], more: list[Action],
        may_add: bool,
    ) -> Detail:  # fmt: skip
        """The card; ``alike`` counts what else is known of the same matter."""
        row = view.row
        kind = texts.word("complaint.kind", row.kind)
        if row.was_kind:
            kind = _("{kind} (was: {before})").format(
                kind=kind, before=texts.word("complaint.kind", row.was_kind)
            )
        notice, tone = self._notice(view, alike)
        return Detail(
            heading=row.name or row.place or row.number,
            subtitle=" · ".join(p for p in (row.number, kind, row.category_name) if p),
            state=texts.word("complaint.state", row.state),
            tone={"plain": "accent"}.get(row.tone, row.tone),
            notice=notice,
            notice_tone=tone,
            lines=self._lines(view),
            parts=self._parts(view, may_add),
            timeline=self._timeline(view),
            moves=moves,
            more=more,
        )

    def _notice(self, view: ComplaintView, alike: int) -> tuple[str, str]:
        row = view.row
        if row.state == flow.PAUSED:
            waits = texts.word("complaint.waiting", row.waiting_for)
            why = view.pauses[-1].reason if view.pauses else ""
            words = _("Waits for: {what}. {why}").format(what=waits, why=why).strip()
            if row.paused_until is not None:
                until = self._show.moment(row.paused_until)
                words += " " + _("Ask again: {when}.").format(when=until)
            return words, "late" if row.late else "due"
        if row.state in (flow.INVALID, flow.FORCED) and row.reason:
            return row.reason, "due"
        if row.state == flow.MERGED:
            return _("Goes on in another complaint; see below."), "accent"
        if alike and row.state in flow.OPEN:
            words = ngettext(
                "{n} complaint looks like the same matter: More → Merge.",
                "{n} complaints look like the same matter: More → Merge.", alike,
            )  # fmt: skip
            return words.format(n=alike), "due"
        return "", "due"

    # -- lines

    def _lines(self, view: ComplaintView) -> list[Line]:
        row, show = view.row, self._frame.show_record
        made = [*self._clocks(row)]
        if row.unit is not None:
            made.append(Line(_("Unit"), row.unit_code, open=partial(show, "unit", row.unit)))
        if row.person is not None:
            made.append(Line(_("Complainant"), row.name, open=partial(show, "person", row.person)))
        if row.phone:
            reveal = partial(self._acts.reveal, row.id) if "*" in row.phone else None
            made.append(Line(_("Telephone"), display.phone(row.phone), reveal=reveal))
        standing = texts.word("complaint.standing", row.standing) if row.standing else ""
        source = texts.word("complaint.source", row.source)
        severity = texts.word("complaint.severity", row.severity)
        tone = {"urgent": "late", "serious": "due"}.get(row.severity)
        for name, words in (
            (_("Place"), row.place),
            (_("Standing"), standing),
            (_("What"), row.text),
            (_("Wanted"), row.wanted),
        ):
            if words:
                made.append(Line(name, words))
        made.append(Line(_("Severity"), severity, tone))
        made.append(Line(_("Came"), " · ".join((source, self._show.moment(row.at), row.who))))
        office = " · ".join(p for p in (row.department_name, row.owner_name) if p)
        made.append(Line(_("In charge"), office or _("nobody yet"), None if office else "due"))
        made += self._counted(row)
        if row.result:
            made.append(Line(_("Result"), row.result))
        if row.merged_into is not None:
            made.append(Line(_("Goes on in"), _("the other complaint"),
                             open=partial(show, "complaint", row.merged_into)))  # fmt: skip
        return made + self._printed(view)

    def _clocks(self, row: ComplaintRow) -> list[Line]:
        """What is owed when, and what was kept."""
        made = [
            self._clock(_("Respond"), row.respond_due, row.responded_at, row),
            self._clock(_("Feed back"), row.feedback_due, row.fed_back_at, row),
            self._clock(
                pgettext("complaint", "Close"), row.close_due, row.resolved_at or row.closed_at, row
            ),
        ]
        return [line for line in made if line is not None]

    def _clock(
        self, name: str, due: datetime | None, done: datetime | None, row: ComplaintRow
    ) -> Line | None:
        if done is not None:
            late = due is not None and done > due
            words = _("{when}, late") if late else _("{when}, in time")
            return Line(name, words.format(when=self._show.moment(done)), "late" if late else "ok")
        if due is None or row.state not in flow.OPEN:
            return None
        if row.state == flow.PAUSED:
            return Line(name, _("stands still"), "void")
        span = display.length(due - self.desk.now)
        if due < self.desk.now:
            return Line(name, _("{span} overdue").format(span=span), "late")
        words = _("by {when}, {span} left").format(when=self._show.moment(due), span=span)
        return Line(name, words)

    def _counted(self, row: ComplaintRow) -> list[Line]:
        said = []
        for n, words in (
            (row.urged, _("urged {n}×")),
            (row.transferred, _("handed on {n}×")),
            (row.reopened, _("reopened {n}×")),
        ):
            if n:
                said.append(words.format(n=n))
        return [Line(_("How often"), listed(said), "due")] if said else []

    def _printed(self, view: ComplaintView) -> list[Line]:
        made = []
        for number, paper in enumerate(reversed(view.papers[-3:])):
            copy = _("copy {n}").format(n=paper.copy) if paper.copy else ""
            parts = (self._show.moment(paper.at), paper.who, copy)
            again = partial(self._acts.copy_paper, paper.id, view.row)
            made.append(Line("" if number else _("Printed"), " · ".join(p for p in parts if p),
                             open=None if paper.erased else again))  # fmt: skip
        return made

    # -- parts, what happened

    def _parts(self, view: ComplaintView, may_add: bool) -> list[Part]:
        row = view.row
        attach = Action("attach", _("Attach a file …"), partial(self._acts.attach, row),
                        enabled=may_add)  # fmt: skip
        link = Action("link", _("Link a record …"), partial(self._acts.link, row),
                      enabled=may_add and row.state not in flow.ENDED)  # fmt: skip
        steps = [self._step(row, step) for step in view.steps]
        made = [
            Part(_("Steps"), steps),
            Part(_("Waited"), [self._pause(pause) for pause in view.pauses]),
            Part(_("Callbacks"), [self._callback(each) for each in view.callbacks]),
        ]
        made = [part for part in made if part.rows]
        linked = [
            PartRow(each.title, each.detail, open=partial(self._open, each.kind, each.record),
                    tag=texts.word(*each.state) if each.state else "")
            for each in view.links
        ]  # fmt: skip
        linked += [
            PartRow(each.number, " · ".join(p for p in (each.unit_code, each.name) if p),
                    tag=_("merged"), open=partial(self._open, "complaint", each.id))
            for each in view.merged
        ]  # fmt: skip
        attached = [self._file(row, file, may_add) for file in view.attachments]
        for title, rows, add in (
            (_("Belongs to it"), linked, link),
            (_("Attached"), attached, attach),
        ):
            if rows or add.enabled:
                made.append(Part(title, rows, add=add))
        return made

    def _file(self, row: ComplaintRow, file: AttachmentRow, may: bool) -> PartRow:
        acts = self._acts
        moves = [Action("keep", _("Save a copy …"), partial(acts.keep_file, row, file))]
        if may:
            moves.append(Action("detach", _("Take off …"), partial(acts.take_off, row, file)))
        said = f"{size_words(file.size)} · {self._show.moment(file.added_at)}"
        return PartRow(file.name, said, open=partial(acts.show_file, row, file), moves=moves)

    def _open(self, kind: str, record: int) -> None:
        self._frame.show_record(kind, record)

    def _step(self, row: ComplaintRow, step: StepRow) -> PartRow:
        name = numbered(row.kind, step.key)
        if step.at is None:
            return PartRow(name, tone="due" if step.next else "void",
                           tag=_("next") if step.next else "")  # fmt: skip
        said = " · ".join(p for p in (step.who, self._show.moment(step.at), step.note) if p)
        tone = "void" if step.skipped else "ok"
        return PartRow(name, said, tone, tag=_("passed over") if step.skipped else "✓")

    def _pause(self, pause: PauseRow) -> PartRow:
        until = self._show.moment(pause.until) if pause.until else _("still")
        span = f"{self._show.moment(pause.since)} – {until}"
        waits = texts.word("complaint.waiting", pause.waiting_for)
        return PartRow(waits, " · ".join(p for p in (span, pause.reason, pause.who) if p))

    def _callback(self, each: CallbackRow) -> PartRow:
        state = texts.word("callback.state", each.state)
        at = self._show.moment(each.done_at or each.due_at)
        tried = ngettext("rung {n} time", "rung {n} times", each.tries).format(n=each.tries)
        parts = (at, tried if each.tries else "", each.doer, each.words or each.reason)
        score = texts.word("callback.score", str(each.score)) if each.score else ""
        return PartRow(state, " · ".join(p for p in parts if p), each.tone if each.late else None,
                       tag=f"{each.score} {score}" if each.score else "",
                       open=partial(self._open, "callback", each.id))  # fmt: skip

    def _timeline(self, view: ComplaintView) -> list[Entry]:
        made = []
        for step in view.history:
            words = f"{step.who} {texts.word('action', step.action)}".strip()
            if step.reason:
                words = _("{what}: {reason}").format(what=words, reason=step.reason)
            made.append(Entry(self._show.moment(step.at), words))
        return made
