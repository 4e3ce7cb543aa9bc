"""Payment notices 缴费通知单 and formal demands 催款函, one or a building's in one PDF by route."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from desk.core import papers, words
from desk.core.access import Permission
from desk.core.change import Change, Repeated
from desk.core.desk import Desk
from desk.core.errors import Refused
from desk.core.fields import to_millis
from desk.core.text import clean
from desk.fees.dunning import letters
from desk.fees.dunning.arrears import Owing, late_fees, owing
from desk.fees.dunning.lists import notice_view, notices_query
from desk.fees.dunning.rows import NOTICE_KINDS, Issued, NoticeDraft, NoticePreview, NoticeRow
from desk.fees.models import Notice
from desk.fees.options import DEMAND_DAYS
from desk.fees.reading import unit_code
from desk.issuing import printed, reprint

if TYPE_CHECKING:
    from desk.printing import Missing

Tick = Callable[[int, int], None]
SERIES = "N"
PAPER = {"notice": "payment_notice", "demand": "formal_demand"}
STEP = {"notice": "visit", "demand": "demand"}
SHOWN = 50
_NOTICE = (
    "INSERT INTO notice (number, kind, unit_id, person_id, amount, late_fee, deadline, "
    "business_date, at, staff, who) VALUES (?,?,?,?,?,?,?,?,?,?,?)"
)
_CONTACT = (
    "INSERT INTO contact (unit_id, person_id, way, outcome, spoken_to, said, answer, owed, "
    "promise, notice_id, business_date, at, staff, who, salt) "
    "VALUES (?,?,?,'sent','','','',?,'',?,?,?,?,?,NULL)"
)


def preview_notices(desk: Desk, draft: NoticeDraft) -> NoticePreview:
    """How many notices ``issue_notices`` would print. Needs fees.view."""
    draft = _checked(desk, draft)
    chosen = _chosen(desk, draft)
    late = 0
    for start in range(0, len(chosen), 500):
        late += sum(late_fees(desk, [row.id for row in chosen[start : start + 500]]).values())
    return NoticePreview(
        len(chosen), sum(_sum(draft, row) for row in chosen), late,
        tuple(row.code for row in chosen[:SHOWN]),
    )  # fmt: skip


def issue_notices(
    desk: Desk,
    draft: NoticeDraft,
    tick: Tick | None = None,
    *,
    missing: Missing = "refuse",
    request: str | None = None,
) -> Issued:
    """Print notices: numbered, kept, written down as contacts, in one PDF by building and room.

    They are drawn one after the other, so memory stays flat. ``tick`` is told (done, of) and may
    raise to stop: then nothing is kept. A repeated ``request`` gets the same papers again.
    Raises Refused("notice.nobody") when nobody owes enough, notice.deadline, unit.unknown,
    field.not_a_choice, and paper.* as papers do.
    """
    from desk.printing import batch

    desk.require(Permission.NOTICE_PRINT)
    draft = _checked(desk, draft)
    action = "notice.issued" if draft.kind == "notice" else "notice.demanded"
    try:
        with desk.change(Permission.NOTICE_PRINT, action, request) as change:
            chosen = _chosen(desk, draft)
            if not chosen:
                raise Refused("notice.nobody")
            made: list[tuple[int, str, int]] = []
            pdf = batch(_each(desk, change, draft, chosen, made, tick), draft.layout, missing)
            total = sum(amount for _id, _number, amount in made)
            change.note(
                count=len(made), total=total, first=made[0][1], last=made[-1][1], kind=draft.kind
            )
            change.result(made[0][0])
    except Repeated as repeated:
        return _again(repeated.record, missing)
    return Issued(pdf, tuple(key for key, *_rest in made), made[0][1], made[-1][1], total)


def _checked(desk: Desk, draft: NoticeDraft) -> NoticeDraft:
    """``draft`` with what it leaves open. Raises Refused beside the field."""
    desk.require(Permission.FEES_VIEW)
    if draft.kind not in NOTICE_KINDS:
        raise Refused("field.not_a_choice", "kind")
    for unit in draft.units or ():
        unit_code(desk, unit)
    deadline = draft.deadline
    if deadline is None and draft.kind == "demand":
        deadline = desk.today + timedelta(days=desk.settings.get(DEMAND_DAYS))
    if deadline is not None and deadline <= desk.today:
        raise Refused("notice.deadline", "deadline")
    note = clean(draft.note, "note", 500, lines=True)
    language = draft.language or words.current()
    return replace(draft, deadline=deadline, note=note, language=language)


def _chosen(desk: Desk, draft: NoticeDraft) -> list[Owing]:
    """Whom the batch is for, by route."""
    wanted = None if draft.units is None else set(draft.units)
    return [
        row
        for row in owing(desk)
        if (wanted is None or row.id in wanted)
        and draft.building in (None, row.building)
        and (not draft.step_only or row.step.due == STEP[draft.kind])
        and _sum(draft, row) >= max(1, draft.at_least)
    ]


def _sum(draft: NoticeDraft, row: Owing) -> int:
    return row.overdue if draft.overdue_only else row.total


def _each(
    desk: Desk,
    change: Change,
    draft: NoticeDraft,
    chosen: list[Owing],
    made: list[tuple[int, str, int]],
    tick: Tick | None,
) -> Iterator[Any]:
    """The papers one after the other, each written down as it is asked for."""
    from desk.printing import to_data

    layout = draft.layout or ("a5" if draft.kind == "notice" else "a4")
    for done, row in enumerate(chosen):
        if tick is not None:
            tick(done, len(chosen))
        number = change.number(SERIES)
        debts = letters.debts(desk, row.id, overdue_only=draft.overdue_only)
        paper = letters.paper(desk, draft, row.id, row.code, number, debts)
        key = _write(desk, change, draft, row, number, debts)
        papers.keep(
            desk, change, kind="notice", record=key, paper=PAPER[draft.kind], layout=layout,
            data=to_data(paper),
        )  # fmt: skip
        change.about("unit", row.id)
        made.append((key, number, debts.total))
        yield paper
    if tick is not None:
        tick(len(chosen), len(chosen))


def _write(
    desk: Desk, change: Change, draft: NoticeDraft, row: Owing, number: str, debts: letters.Owed
) -> int:
    session = desk.session
    staff, who = (session.staff, session.name) if session else (None, "")
    deadline = draft.deadline.isoformat() if draft.deadline else None
    when = (desk.today.isoformat(), to_millis(change.now), staff, who)
    run = desk.storage.database.execute_sql
    key = int(
        run(
            _NOTICE,
            (number, draft.kind, row.id, debts.person, debts.total, debts.late, deadline, *when),
        ).lastrowid
    )
    run(_CONTACT, (row.id, debts.person, draft.kind, row.total, key, *when))
    return key


def _again(first: int, missing: Missing) -> Issued:
    """The batch whose first notice it is, as it was printed."""
    from desk.printing import batch, from_data

    begin = Notice.get_by_id(first)
    rows: list[Any] = list(
        Notice.select()
        .where((Notice.id >= first) & (Notice.at == begin.at) & (Notice.who == begin.who))
        .order_by(Notice.id)
    )
    kept = [papers.papers_of("notice", row.id)[0] for row in rows]
    drawn = (from_data(paper.paper, papers.kept_data(paper.id)) for paper in kept)
    pdf = batch(drawn, kept[0].layout, missing)
    total = sum(row.amount for row in rows)
    return Issued(pdf, tuple(row.id for row in rows), rows[0].number, rows[-1].number, total)


def get_notice(desk: Desk, notice: int) -> NoticeRow:
    """One notice. Needs fees.view. Raises Refused("notice.unknown")."""
    desk.require(Permission.FEES_VIEW)
    found = notices_query(desk).where(Notice.id == notice).tuples().first()
    if found is None:
        raise Refused("notice.unknown", "notice")
    return notice_view(desk, found)


def notices_of(desk: Desk, unit: int, limit: int = 50) -> list[NoticeRow]:
    """The notices printed for a unit, newest first. Needs fees.view."""
    desk.require(Permission.FEES_VIEW)
    query = notices_query(desk).where(Notice.unit == unit).order_by(Notice.id.desc())
    return [notice_view(desk, row) for row in query.limit(limit).tuples()]


def reprint_notice(desk: Desk, notice: int, *, request: str | None = None) -> bytes:
    """The same notice again, marked as a copy. Raises Refused notice.unknown, paper.*."""
    get_notice(desk, notice)
    kept = papers.papers_of("notice", notice)
    if not kept:
        raise Refused("paper.gone")
    return reprint(desk, kept[0].id, request=request)


def kept_notice(desk: Desk, notice: int) -> bytes:
    """A notice as it was printed, to look at: no new copy. Raises Refused paper.*."""
    get_notice(desk, notice)
    kept = papers.papers_of("notice", notice)
    if not kept:
        raise Refused("paper.gone")
    return printed(desk, kept[0].id)
