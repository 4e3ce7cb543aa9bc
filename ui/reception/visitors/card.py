"""The card of a visit: who, to whom, what happened, what can be done next.

made = card(desk, visits.detail(desk, id), acts)     # acts: a Card.Acts, what links and moves do
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from functools import partial
from typing import Protocol

from desk import texts
from desk.core.access import Permission
from desk.core.desk import Desk
from desk.core.words import _, listed, ngettext
from desk.reception.visitors.detail import CompanionRow, NextMove, VisitDetail
from desk.reception.visitors.rows import VisitRow
from ui.kit import display
from ui.kit.actions import Action
from ui.kit.detail import Detail, Line
from ui.kit.display import Display
from ui.kit.papers_out import layout_words
from ui.kit.timeline import Entry

BEFORE = 3
ICONS = {
    "edit": "pencil-outline", "report": "shield-alert-outline", "cancel": "calendar-remove-outline",
    "no_show": "account-off-outline", "print": "printer-outline", "extend": "clock-plus-outline",
}  # fmt: skip
FIRST = ("sign_in", "sign_out", "extend", "print", "edit")
"""The order in which moves are offered."""


class Acts(Protocol):
    """What the page does when something on the card is pressed."""

    def do(self, move: NextMove, visit: VisitDetail) -> None: ...
    def reveal(self, kind: str, record: int, field: str) -> str | None: ...
    def revealed(self, kind: str, record: int, field: str) -> str | None: ...
    def show_unit(self, unit: int) -> None: ...
    def copy_paper(self, paper: int) -> None: ...
    def some_left(self, visit: VisitDetail) -> None: ...
    def settle(self, suspicion: int) -> None: ...
    def again(self, visit: VisitDetail) -> None: ...


def move_words(key: str) -> str:
    """What a move's button says."""
    return _("Leave") if key == "sign_out" else texts.word("visit.move", key)


def state_words(desk: Desk, row: VisitRow) -> str:
    """The state as the badge says it: Overdue 1 h 27 min, Left 12:30."""
    word = texts.word("visit.state", row.shown_state)
    if row.overdue and row.leave_by is not None:
        return f"{word} {display.length(desk.now - row.leave_by)}"
    if row.state == "left" and row.out_at is not None:
        return f"{word} {Display(desk.local, lambda: desk.today).moment(row.out_at)}"
    return word


def stay(row: VisitRow) -> timedelta | None:
    """How long somebody was here."""
    return row.out_at - row.in_at if row.in_at and row.out_at else None


def card(desk: Desk, visit: VisitDetail, acts: Acts) -> Detail:
    """Everything about a visit, in words."""
    row = visit.row
    show = Display(desk.local, lambda: desk.today)
    notice, tone = _notice(visit)
    parts = (row.number, row.company, _standing(row))
    moves = _moves(visit, acts)
    return Detail(
        heading=row.party,
        subtitle=" · ".join(part for part in parts if part),
        state=state_words(desk, row),
        tone={"plain": "accent"}.get(row.tone, row.tone),
        notice=notice,
        notice_tone=tone,
        lines=_lines(visit, show, acts),
        timeline=_timeline(visit, show),
        moves=[move for move in moves if move.key in FIRST] or _again(desk, visit, acts),
        more=[*_more(desk, visit, acts), *(move for move in moves if move.key not in FIRST)],
    )


def _standing(row: VisitRow) -> str:
    return _("with a standing pass") if row.standing is not None else ""


def _notice(visit: VisitDetail) -> tuple[str, str]:
    open_reports = [each for each in visit.suspicions if each.closed_at is None]
    if open_reports:
        text = _("Reported to security by {who}: {text}")
        return text.format(who=open_reports[0].who, text=open_reports[0].text), "late"
    if visit.watch:
        hit = visit.watch[0]
        lead = _("Please note.") if not hit.stops else _("Please fetch the supervisor.")
        return f"{lead} {hit.instruction}".strip(), "late" if hit.stops else "due"
    return "", "due"


# ---- lines ---------------------------------------------------------------------------------


def _lines(visit: VisitDetail, show: Display, acts: Acts) -> list[Line]:
    row = visit.row
    made = [_host(visit, acts)]
    kind = texts.word("document.kind", visit.document_kind) if visit.document_kind else ""
    made += _masked(acts, "visit", row.id, "document", _("Document"), visit.document, kind)
    made += _masked(acts, "visit", row.id, "phone", _("Telephone"), row.phone)
    reception = texts.word("visit.reception", visit.reception) if visit.reception else ""
    water = _("water offered") if visit.water else ""
    here = " · ".join(part for part in (reception, water) if part)
    for name, value in (
        (_("Purpose"), row.purpose),
        (_("Carried in"), visit.items),
        (_("Badge"), row.badge),
        (_("Plate"), row.plate),
        (_("Received"), here),
        (_("Expected"), show.text("time", row.expected_at)),
    ):
        if value:
            made.append(Line(name, value))
    if row.leave_by is not None and row.state in ("on_site", "expected"):
        late = "late" if row.overdue else None
        made.append(Line(_("Leaves by"), show.moment(row.leave_by), late))
    span = stay(row)
    if span is not None:
        made.append(Line(_("Was here"), display.length(span)))
    made += _group(visit, show)
    if visit.note:
        made.append(Line(_("Note"), visit.note))
    return made + _papers(visit, show, acts)


def _host(visit: VisitDetail, acts: Acts) -> Line:
    row = visit.row
    how = texts.word("visit.confirmed", visit.confirmed) if visit.confirmed else ""
    by = visit.confirmed_by if visit.confirmed_by not in ("", row.host_name) else ""
    said = listed(part for part in (how, by) if part)
    words = row.place or "—"
    if said:
        words = _("{host} ({confirmed})").format(host=words, confirmed=said)
    unit = row.unit
    if unit is None:
        return Line(_("Visiting"), words)
    return Line(_("Visiting"), words, open=partial(acts.show_unit, unit))


def _masked(
    acts: Acts, kind: str, record: int, field: str, name: str, value: str, lead: str = ""
) -> list[Line]:
    if not value:
        return []

    def words(number: str) -> str:
        shown = display.phone(number) if field == "phone" else number
        return f"{lead} {shown}".strip()

    def reveal() -> str | None:
        found = acts.reveal(kind, record, field)
        return words(found) if found is not None else None

    full = acts.revealed(kind, record, field)
    if full is not None:
        return [Line(name, words(full))]
    return [Line(name, words(value), reveal=reveal if "*" in value else None)]


def _group(visit: VisitDetail, show: Display) -> list[Line]:
    if visit.row.people <= 1:
        return []
    names = listed(_companion(each, show) for each in visit.companions)
    unnamed = visit.row.people - 1 - len(visit.companions)
    if unnamed > 0:
        more = ngettext("{n} more", "{n} more", unnamed).format(n=unnamed)
        names = listed([names, more]) if names else more
    made = [Line(_("With"), names)]
    if visit.row.gone and visit.row.state == "on_site":
        words = _("{here} of {people}").format(here=visit.row.here, people=visit.row.people)
        made.append(Line(_("Still here"), words))
    return made


def _companion(each: CompanionRow, show: Display) -> str:
    if each.left_at is None:
        return each.name
    return _("{name} (left {time})").format(name=each.name, time=show.moment(each.left_at))


def _papers(visit: VisitDetail, show: Display, acts: Acts) -> list[Line]:
    made = []
    for number, paper in enumerate(reversed(visit.papers[-3:])):
        copy = _("copy {n}").format(n=paper.copy) if paper.copy else ""
        parts = (layout_words(paper.layout), copy, f"{show.moment(paper.at)} {paper.who}")
        words = " · ".join(part for part in parts if part)
        again = partial(acts.copy_paper, paper.id)
        name = _("Printed") if number == 0 else ""
        made.append(Line(name, words, open=None if paper.erased else again))
    return made


# ---- what happened -------------------------------------------------------------------------


def _timeline(visit: VisitDetail, show: Display) -> list[Entry]:
    made = []
    for step in visit.steps:
        words = f"{step.who} {texts.word('action', step.action)}".strip()
        if step.reason:
            words = _("{what}: {reason}").format(what=words, reason=step.reason)
        made.append(Entry(show.moment(step.at), words))
    for row in visit.before[:BEFORE]:
        span = stay(row)
        parts = (row.place, row.purpose, display.length(span) if span else "")
        words = " · ".join(part for part in parts if part)
        made.append(Entry(show.text("date", row.at), _("before: {what}").format(what=words)))
    return made


# ---- what next -----------------------------------------------------------------------------


def _moves(visit: VisitDetail, acts: Acts) -> list[Action]:
    return [
        Action(
            move.key, move_words(move.key), partial(acts.do, move, visit),
            ICONS.get(move.key, ""), primary=move.key in ("sign_in", "sign_out"),
        )
        for move in sorted(visit.moves, key=_rank)
    ]  # fmt: skip


def _rank(move: NextMove) -> int:
    return FIRST.index(move.key) if move.key in FIRST else len(FIRST) + move.undo


def _more(desk: Desk, visit: VisitDetail, acts: Acts) -> Sequence[Action]:
    row, made = visit.row, []
    if row.here > 1 and desk.allows(Permission.VISITOR_SIGN_OUT):
        made.append(
            Action("some_left", _("Some have left …"), lambda: acts.some_left(visit),
                   "account-minus-outline")
        )  # fmt: skip
    if desk.allows(Permission.VISITOR_EDIT):
        made += [
            Action("settle", _("Settle the report …"), partial(acts.settle, report.id),
                   "shield-check-outline")
            for report in visit.suspicions if report.closed_at is None
        ]  # fmt: skip
    return made


def _again(desk: Desk, visit: VisitDetail, acts: Acts) -> list[Action]:
    """Whoever has gone may come again: the next visit starts from this one."""
    if visit.row.erased or not desk.allows(Permission.VISITOR_SIGN_IN):
        return []
    return [Action("again", _("Sign in anew"), partial(acts.again, visit))]
