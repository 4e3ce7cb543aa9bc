"""The complaint form 投诉处理单 as paper."""

from __future__ import annotations

from desk.core import words
from desk.core.access import Permission
from desk.core.change import once
from desk.core.desk import Desk
from desk.fees.options import PAYEE
from desk.issuing import issue, printed
from desk.printing import Missing, to_data
from desk.printing.complaint_form import ComplaintForm, FormStep
from desk.service.complaints.reading import KIND, complaint_row, view_complaint
from desk.service.complaints.rows import ComplaintView

MOST_LINKS = 12
"""Numbers that are printed of what belongs to it; the rest stands on its card."""


@once(printed)
def issue_complaint_form(
    desk: Desk,
    complaint: int,
    layout: str = "a4",
    language: str | None = None,
    *,
    missing: Missing = "refuse",
    request: str | None = None,
) -> bytes:
    """The form as PDF, kept as data; unchanged since, the next one is its copy.

    Raises Refused complaint.unknown, paper.* (nothing is kept then).
    """
    with desk.change(Permission.PAPER_PRINT, "complaint.printed", request) as change:
        desk.require(Permission.COMPLAINT_VIEW)
        paper = form_of(view_complaint(desk, complaint), desk, language or words.current())

        def same(kept: dict[str, object]) -> bool:
            fresh = papers_data(paper)
            return all(kept.get(key) == value for key, value in fresh.items() if key in kept)

        return issue(desk, change, (KIND, complaint), paper, layout, missing, same)


def papers_data(paper: ComplaintForm) -> dict[str, object]:
    """What tells two forms apart: all but the copy's number and the language."""
    return {k: v for k, v in to_data(paper).items() if k not in ("copy", "language")}


def form_of(view: ComplaintView, desk: Desk, language: str = "zh_CN") -> ComplaintForm:
    """What stands on a complaint's form now."""
    row = view.row
    ended = [each for each in view.callbacks if each.state == "done"]
    rung = ended[-1] if ended and not ended[-1].unsettled else None
    known = [*(each.title for each in view.links), *(each.number for each in view.merged)]
    links = tuple(dict.fromkeys(known))[:MOST_LINKS]
    steps = tuple(FormStep(s.key, desk.local(s.at), s.who, s.note, s.skipped) for s in view.steps)
    return ComplaintForm(
        site=desk.site, number=row.number, at=desk.local(row.at), kind=row.kind, text=row.text,
        state=row.state, was_kind=row.was_kind, source=row.source, severity=row.severity,
        unit=row.unit_code, place=row.place, name=row.name, phone=complaint_row(row.id).phone,
        standing=row.standing, line=row.line_name, category=row.category_name,
        wanted=row.wanted, department=row.department_name, owner=row.owner_name, clerk=row.who,
        respond_due=desk.local(row.respond_due), feedback_due=desk.local(row.feedback_due),
        close_due=desk.local(row.close_due), responded_at=desk.local(row.responded_at),
        fed_back_at=desk.local(row.fed_back_at), closed_at=desk.local(row.closed_at), steps=steps,
        result=row.result, reason=row.reason, urged=row.urged, reopened=row.reopened,
        score=row.score, way=rung.way if rung else "", said=rung.words if rung else "",
        called_at=desk.local(rung.done_at) if rung else None, caller=rung.doer if rung else "",
        tries=rung.tries if rung else 0, links=links, company=desk.settings.get(PAYEE),
        language=language,
    )  # fmt: skip
