"""Reading complaints: literal statements, frozen rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from desk.core import files, papers
from desk.core.access import Permission
from desk.core.desk import Desk
from desk.core.errors import Refused
from desk.core.fields import from_millis, to_millis
from desk.core.log import Step, history
from desk.core.text import mask_phone
from desk.fees.reading import ask
from desk.service.callbacks.queue import callbacks_of
from desk.service.complaints import flow
from desk.service.complaints.rows import (
    ComplaintRow,
    ComplaintView,
    LinkRow,
    NoteRow,
    PauseRow,
    StepRow,
)
from desk.service.complaints.seen import WATCH
from desk.service.complaints.tree import shown
from desk.service.models.complaints import (
    Complaint,
    ComplaintLink,
    ComplaintNote,
    ComplaintPause,
    ComplaintStep,
)

KIND = "complaint"

COLUMNS = (
    "c.id, c.number, c.kind, c.was_kind, c.state, c.severity, c.source, c.unit_id, u.code, "
    "c.building_id, c.person_id, c.name, c.phone, c.standing, c.place, c.category_id, g.code, "
    "g.name, c.line_id, l.code, l.name, c.text, c.wanted, c.department_id, d.name, c.owner, "
    "c.owner_name, c.clock, c.counted_from, c.respond_due, c.feedback_due, c.close_due, "
    "c.next_due, c.responded_at, c.fed_back_at, c.resolved_at, c.closed_at, c.paused_at, "
    "c.paused_until, c.waiting_for, c.respond_took, c.close_took, c.urged, c.transferred, "
    "c.reopened, c.result, c.reason, c.score, c.merged_into_id, c.business_date, c.at, c.staff, "
    "c.who, c.erased_at"
)
FROM = (
    f"SELECT {COLUMNS} FROM complaint c JOIN complaint_category g ON g.id = c.category_id "
    "JOIN complaint_category l ON l.id = c.line_id LEFT JOIN unit u ON u.id = c.unit_id "
    "LEFT JOIN department d ON d.id = c.department_id "
)
_ONE = FROM + "WHERE c.id = ?"
_MERGED = FROM + "WHERE c.merged_into_id = ? ORDER BY c.id"
_LINKED = (
    FROM + "JOIN complaint_link k ON k.complaint_id = c.id WHERE k.kind = ? AND k.record = ? "
    "ORDER BY c.id DESC"
)
_MOMENTS = (*range(28, 39), 50)
PHONE, NEXT_DUE = 12, 32


def raw_row(desk: Desk, raw: Sequence[Any]) -> ComplaintRow:
    """A row out of COLUMNS as the store gives them."""
    values = list(raw)
    for place in _MOMENTS:
        values[place] = None if raw[place] is None else from_millis(raw[place])
    values[49] = date.fromisoformat(raw[49])
    return made_row(desk, values)


def made_row(desk: Desk, values: Sequence[Any]) -> ComplaintRow:
    """A row out of COLUMNS as Python has them."""
    v = values
    due: datetime | None = v[NEXT_DUE]
    made: list[Any] = [
        *v[:8], v[8] or "", *v[9:PHONE], mask_phone(v[PHONE]), *v[PHONE + 1 : 16],
        shown(v[16], v[17]), v[18], shown(v[19], v[20]), *v[21:24],
        v[24] or "", *v[25:53], v[53] is not None, due is not None and due < desk.now,
    ]  # fmt: skip
    return ComplaintRow(*made)


def rows(desk: Desk, sql: str, *values: object) -> list[ComplaintRow]:
    """The complaints of a statement that begins with FROM."""
    return [raw_row(desk, raw) for raw in ask(desk, sql, *values)]


def get_complaint(desk: Desk, complaint: int) -> ComplaintRow:
    """One complaint. Needs complaint.view. Raises Refused("complaint.unknown")."""
    desk.require(Permission.COMPLAINT_VIEW)
    found = rows(desk, _ONE, complaint)
    if not found:
        raise Refused("complaint.unknown")
    return found[0]


def view_complaint(desk: Desk, complaint: int) -> ComplaintView:
    """One complaint with all that belongs to it. Needs complaint.view.

    Raises Refused("complaint.unknown").
    """
    row, notes = get_complaint(desk, complaint), notes_of(complaint)
    steps = _timeline(desk, complaint, notes)
    return ComplaintView(
        row, steps_done(row), pauses_of(complaint), links_of(desk, complaint),
        tuple(rows(desk, _MERGED, complaint)), tuple(callbacks_of(desk, KIND, complaint)),
        tuple(files.listed(KIND, complaint)), tuple(papers.papers_of(KIND, complaint)),
        notes, steps, WATCH.last(steps),
    )  # fmt: skip


def notes_of(complaint: int) -> tuple[NoteRow, ...]:
    """What was said and found, oldest first."""
    mine = ComplaintNote.complaint == complaint
    query = ComplaintNote.select().where(mine).order_by(ComplaintNote.id)
    return tuple(NoteRow(each.what, each.text, each.at, each.who) for each in query)


def _timeline(desk: Desk, complaint: int, notes: Sequence[NoteRow]) -> tuple[Step, ...]:
    """The log of a complaint with what was said at each step: both bear the same moment."""
    said = {to_millis(note.at): note.text for note in notes}
    return tuple(
        each if each.reason else replace(each, reason=said.get(to_millis(each.at), ""))
        for each in history(desk, KIND, complaint)
    )


def reveal_phone(desk: Desk, complaint: int) -> str:
    """The telephone number in full; who looked is logged. Raises Refused("complaint.unknown")."""
    with desk.change(Permission.PERSONAL_REVEAL, "personal.revealed") as change:
        row = complaint_row(complaint)
        change.about(KIND, complaint)
        change.note(field="phone")
    return row.phone


def complaint_row(complaint: int) -> Complaint:
    """The table's row. Raises Refused("complaint.unknown")."""
    row = Complaint.get_or_none(Complaint.id == complaint)
    if row is None:
        raise Refused("complaint.unknown")
    return row


def steps_done(row: ComplaintRow) -> tuple[StepRow, ...]:
    """The steps of a complaint in order, with who and when of those that are done."""
    query = ComplaintStep.select().where(ComplaintStep.complaint == row.id)
    known: dict[str, ComplaintStep] = {}
    for each in query.order_by(ComplaintStep.round):
        if each.round == row.reopened or each.key not in flow.EVERY_ROUND:
            known[each.key] = each
    keys = flow.steps_of(row.kind)
    open_ = [key for key in keys if key not in known and key != "record"]
    first = open_[0] if open_ and row.state not in flow.ENDED else ""
    steps = [StepRow("record", row.at, row.who, "", False, False, False)]
    for key in keys[1:]:
        done, by_hand = known.get(key), key in flow.BY_HAND
        steps.append(
            StepRow(key, done.at, done.who, done.note, done.skipped, by_hand, False)
            if done
            else StepRow(key, None, "", "", False, by_hand, key == first)
        )
    return tuple(steps)


def pauses_of(complaint: int) -> tuple[PauseRow, ...]:
    """The times that did not count, oldest first."""
    mine = ComplaintPause.complaint == complaint
    query = ComplaintPause.select().where(mine).order_by(ComplaintPause.id)
    return tuple(PauseRow(p.waiting_for, p.reason, p.since, p.until, p.who) for p in query)


def links_of(desk: Desk, complaint: int) -> tuple[LinkRow, ...]:
    """The other records that belong to it, and the complaints that it was tied to."""
    query = ComplaintLink.select().where(ComplaintLink.complaint == complaint)
    found: list[LinkRow] = []
    by_kind: dict[str, list[int]] = {}
    for link in query.order_by(ComplaintLink.id):
        by_kind.setdefault(link.kind, []).append(link.record)
    for kind, records in by_kind.items():
        known = desk.search_kinds.get(kind)
        hits = {hit.id: hit for hit in known.hits(desk, records)} if known else {}
        for record in records:
            hit = hits.get(record)
            found.append(
                LinkRow(kind, record, hit.title, hit.detail, hit.state)
                if hit
                else LinkRow(kind, record, f"{kind} {record}", "", None)
            )
    there = {(link.kind, link.record) for link in found}
    for row in rows(desk, _LINKED, KIND, complaint):  # those that name this one
        if (KIND, row.id) not in there:
            detail = " · ".join(part for part in (row.unit_code, row.name) if part)
            found.append(LinkRow(KIND, row.id, row.number, detail, ("complaint.state", row.state)))
    return tuple(found)


def complaints_of(desk: Desk, kind: str, record: int) -> list[ComplaintRow]:
    """The complaints that a call or work order belongs to, newest first. Needs complaint.view."""
    desk.require(Permission.COMPLAINT_VIEW)
    return rows(desk, _LINKED, kind, record)
