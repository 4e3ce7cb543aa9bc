"""Complaint form 投诉处理单: what was complained about, each step with who and when, the end."""

from __future__ import annotations

from datetime import datetime

from desk.core.errors import Refused
from desk.core.frozen import frozen
from desk.core.words import translator
from desk.printing import page, parts, slip
from desk.printing.complaint_words import (
    KINDS,
    SEVERITIES,
    SOURCES,
    STANDINGS,
    STATES,
    STEPS,
    WAYS,
)
from desk.printing.flow import Block, Grid, Row
from desk.printing.page import GREY, Style, mm
from desk.printing.table import Column
from desk.printing.text import Missing, prepare

LAYOUTS = ("a4",)
LOOK = slip.Look(page.A4, (15 * mm, 13 * mm), 10, 20, 0, 1.3 * mm)
WRITE = 7.5 * mm  # between lines to write on


@frozen
class FormStep:
    """One step (a code of STEPS), and when and by whom it was done or ``skipped``, if it was."""

    key: str
    at: datetime | None = None
    who: str = ""
    note: str = ""
    skipped: bool = False


@frozen
class ComplaintForm:
    """A complaint as it stands. Codes are those of complaint_words; times are local.

    ``score`` 1–5 and ``said`` are the callback's, blank to be filled in by hand; ``tries`` counts
    its attempts. ``was_kind`` is what a talk was before it became valid, ``links`` the numbers of
    the work orders, calls and complaints that belong to it.
    """

    site: str
    number: str
    at: datetime
    kind: str
    text: str
    state: str = "registered"
    was_kind: str = ""
    source: str = "visit"
    severity: str = "ordinary"
    unit: str = ""
    place: str = ""
    name: str = ""
    phone: str = ""
    standing: str = ""
    line: str = ""
    category: str = ""
    wanted: str = ""
    department: str = ""
    owner: str = ""
    clerk: str = ""
    respond_due: datetime | None = None
    feedback_due: datetime | None = None
    close_due: datetime | None = None
    responded_at: datetime | None = None
    fed_back_at: datetime | None = None
    closed_at: datetime | None = None
    steps: tuple[FormStep, ...] = ()
    result: str = ""
    reason: str = ""
    urged: int = 0
    reopened: int = 0
    score: int | None = None
    way: str = ""
    said: str = ""
    called_at: datetime | None = None
    caller: str = ""
    tries: int = 0
    links: tuple[str, ...] = ()
    company: str = ""
    copy: int = 0
    language: str = "zh_CN"


def render(paper: ComplaintForm, layout: str = "a4", missing: Missing = "refuse") -> bytes:
    """The form as PDF, A4. What is not known yet is left to be written. Raises as other papers."""
    if layout not in LAYOUTS:
        raise Refused("paper.layout_unknown", layout=layout)
    paper = prepare(paper, page.known(), missing)
    drawn = slip.Slip(LOOK, _head(paper), paper.language)
    return _Form(paper, drawn).draw()


class _Form:
    def __init__(self, paper: ComplaintForm, drawn: slip.Slip) -> None:
        self.paper, self.drawn = paper, drawn
        self.sheet, self.place, self.size = drawn.sheet, drawn.place, drawn.look.size

    def draw(self) -> bytes:
        _ = translator(self.paper.language)
        paper, flow = self.paper, self.drawn.flow
        self._written(_("What was complained about"), paper.text, 0)
        if paper.wanted:
            self._written(_("Wanted outcome"), paper.wanted, 0)
        flow.add(self._heading(_("Steps")))
        self._steps().run(flow, paper.language, parts.figures)
        self._written(_("How it was handled"), paper.result, 4)
        flow.add(*self._end())
        by = (
            (_("Head of department"), ""),
            (_("Handled by"), paper.owner),
            (_("Complainant"), ""),
            (_("Supervisor"), ""),
        )
        signs = parts.signs(self.sheet, self.place, by, self.size)
        if not flow.fresh and not flow.fits(signs.height):
            flow.turn()
        flow.sink(signs)
        return self.drawn.save()

    def _heading(self, text: str) -> Block:
        style = Style(self.size + 1, bold=True)
        return Block(
            style.leading + 3 * mm,
            lambda y: self.sheet.line(
                self.place[0], y + 2.2 * mm + style.size, text, style, self.place[1]
            ),
        )

    def _written(self, title: str, text: str, lines: int) -> None:
        """A heading and its text, or ``lines`` to write on when there is none."""
        style, flow = Style(self.size), self.drawn.flow
        head = self._heading(title)
        if not text:
            flow.add(head, *[self._line() for _line in range(lines)])
            return
        rows = self.sheet.wrap(text, style, self.place[1], 200)
        first, left = True, self.place[0]
        for start in range(0, len(rows), 4):
            some = rows[start : start + 4]

            def draw(y: float, some: list[str] = some) -> None:
                self.sheet.lines(left, y, some, style)

            block = Block(len(some) * style.leading, draw)
            flow.add(*((head, block) if first else (block,)))
            first = False

    def _line(self) -> Block:
        left, width = self.place
        return Block(WRITE, lambda y: self.sheet.rule(left, y + WRITE, width, grey=GREY, thick=0.4))

    def _steps(self) -> Grid:
        _ = translator(self.paper.language)
        rows = []
        for number, step in enumerate(self.paper.steps, 1):
            word = f"{number}  {parts.word(STEPS, step.key, self.paper.language)}"
            if step.skipped:
                word = _("{step} (passed over)").format(step=word)
            when = page.moment(step.at) if step.at else ""
            rows.append(Row((word, when, step.who), step.note))
        wide = self.place[1]
        columns = [
            Column(_("Step"), wide - 75 * mm),
            Column(_("Time"), 40 * mm),
            Column(_("Who"), 35 * mm),
        ]
        return Grid(self.sheet, columns, rows, self.place, self.size, LOOK.above)

    def _end(self) -> list[Block]:
        """The callback: what was said, or boxes to tick and a line to write on."""
        _ = translator(self.paper.language)
        paper = self.paper
        head = self._heading(_("Callback"))
        way = parts.word(WAYS, paper.way, paper.language) if paper.way else ""
        told = paper.called_at is not None
        when = [
            (_("Time"), page.moment(paper.called_at) if paper.called_at else ""),
            (_("Way"), way),
        ]
        blocks = [head]
        if told:
            score = f"{paper.score} / 5" if paper.score else ""
            rows = [
                [*when, (_("Satisfied"), score)],
                [(_("Rung by"), paper.caller), (_("Attempts"), str(paper.tries or "")), ("", "")],
                [(_("What was said"), paper.said)],
            ]
            blocks.append(parts.facts(self.sheet, self.place, rows, self.size, most=6))
        else:
            blocks += [self._boxes(), self._line()]
        if paper.reason:
            rows = [[(_("Reason"), paper.reason)]]
            blocks.append(parts.facts(self.sheet, self.place, rows, self.size, most=4))
        return [*blocks, Block(4 * mm, lambda _y: None)]

    def _boxes(self) -> Block:
        """Satisfied 5 4 3 2 1, to be ticked."""
        _ = translator(self.paper.language)
        sheet, left = self.sheet, self.place[0]
        label, style = Style(self.size - 1, grey=GREY), Style(self.size)
        box = self.size

        def draw(y: float) -> None:
            base = y + 1 * mm + style.size
            sheet.text(left, base, _("Satisfied"), label)
            x = left + sheet.measure(_("Satisfied"), label) + 4 * mm
            for score in range(5, 0, -1):
                sheet.frame(x, base - box * 0.85, box, box, thick=0.6)
                sheet.text(x + box + 1.5 * mm, base, str(score), style)
                x += box + 9 * mm
            sheet.text(x + 6 * mm, base, _("Time"), label)

        return Block(style.leading + 2 * mm, draw)


def _head(paper: ComplaintForm) -> slip.Head:
    _ = translator(paper.language)

    def word(words: dict[str, str], code: str) -> str:
        return parts.word(words, code, paper.language) if code else ""

    kind = word(KINDS, paper.kind)
    if paper.was_kind:
        kind = _("{kind} (first: {before})").format(kind=kind, before=word(KINDS, paper.was_kind))
    counts = []
    if paper.urged:
        counts.append(_("urged: {n}").format(n=paper.urged))
    if paper.reopened:
        counts.append(_("reopened: {n}").format(n=paper.reopened))
    state = "  ".join([word(STATES, paper.state), *counts])
    facts: tuple[tuple[parts.Fact, ...], ...] = (
        ((_("Received at"), page.moment(paper.at)), (_("Source"), word(SOURCES, paper.source)),
         (_("Clerk"), paper.clerk)),
        ((_("Complainant"), paper.name), (_("Standing"), word(STANDINGS, paper.standing)),
         (_("Phone"), paper.phone)),
        ((_("Unit"), paper.unit), (_("Place"), paper.place), ("", "")),
        ((_("Kind"), kind), (_("Line"), " / ".join(_two(paper))),
         (_("Severity"), word(SEVERITIES, paper.severity))),
        ((_("Department"), paper.department), (_("Looked after by"), paper.owner),
         (_("State"), state)),
        ((_("Respond by"), _at(paper.respond_due)), (_("Feed back by"), _at(paper.feedback_due)),
         (_("Close by"), _at(paper.close_due))),
        ((_("Responded"), _at(paper.responded_at)), (_("Fed back"), _at(paper.fed_back_at)),
         (_("Case closed at"), _at(paper.closed_at))),
        ((_("Belongs to it"), "  ".join(paper.links)),),
    )  # fmt: skip
    return slip.Head(
        _("Complaint form"), paper.number, (paper.company, paper.site), facts, copy=paper.copy
    )


def _two(paper: ComplaintForm) -> list[str]:
    """The line and its category, once if they are the same."""
    return list(dict.fromkeys(part for part in (paper.line, paper.category) if part))


def _at(moment: datetime | None) -> str:
    return page.moment(moment) if moment else ""
