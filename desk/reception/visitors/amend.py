"""What is altered about a visit: the appointment, the leaving time, what was written down."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from desk.core.access import Permission
from desk.core.change import once
from desk.core.desk import Desk
from desk.core.errors import Refused
from desk.core.text import clean
from desk.reception.models import Companion, Visit
from desk.reception.visitors import flow, guards
from desk.reception.visitors.drafts import CompanionDraft, VisitDraft, check_visit
from desk.reception.visitors.rows import VisitRow, read_one, visit_row
from desk.reception.visitors.verbs import approval, set_companions, set_photo
from desk.reception.visitors.watching import probes

LONGEST_STAY = timedelta(days=31)


@once(read_one)
def cancel(desk: Desk, visit: int, reason: str = "", *, request: str | None = None) -> VisitRow:
    """An expected visitor will not come. Raises Refused("workflow.not_now")."""
    return _settle(desk, visit, "cancel", "visitor.cancelled", reason, request)


@once(read_one)
def no_show(desk: Desk, visit: int, reason: str = "", *, request: str | None = None) -> VisitRow:
    """An expected visitor did not come. Raises Refused("workflow.not_now")."""
    return _settle(desk, visit, "no_show", "visitor.no_show", reason, request)


def _settle(
    desk: Desk, visit: int, move: str, action: str, reason: str, request: str | None
) -> VisitRow:
    why = clean(reason, "reason", 300)
    with desk.change(Permission.VISITOR_EXPECT, action, request, why or None) as change:
        row = visit_row(visit)
        change.update(row, state=flow.VISIT.check(move, row.state, why).target)
    return read_one(desk, visit)


def sweep_no_shows(desk: Desk, *, request: str | None = None) -> int:
    """Everybody who was expected on an earlier day and did not come. How many they were."""
    desk.require(Permission.VISITOR_SWEEP)
    old = (Visit.state == flow.EXPECTED) & (Visit.at < desk.day_start(desk.today))
    if not Visit.select().where(old).exists():
        return 0
    with desk.change(Permission.VISITOR_SWEEP, "visitor.no_shows", request) as change:
        rows = list(Visit.select().where(old))
        for row in rows:
            change.update(row, state=flow.NO_SHOW)
        change.note(count=len(rows))
    return len(rows)


@once(read_one)
def extend(desk: Desk, visit: int, leave_by: datetime, *, request: str | None = None) -> VisitRow:
    """A visitor stays longer. Raises Refused visit.leave_in_past, visit.stay_too_long."""
    with desk.change(Permission.VISITOR_EDIT, "visitor.extended", request) as change:
        row = visit_row(visit)
        _refuse_unless(row, flow.ON_SITE)
        if leave_by <= change.now:
            raise Refused("visit.leave_in_past", "leave_by")
        if leave_by > change.now + LONGEST_STAY:
            raise Refused("visit.stay_too_long", "leave_by", days=LONGEST_STAY.days)
        change.update(row, leave_by=leave_by)
    return read_one(desk, visit)


@once(read_one)
def edit(
    desk: Desk,
    visit: int,
    draft: VisitDraft,
    *,
    reason: str | None = None,
    second: tuple[str, str] | None = None,
    request: str | None = None,
) -> VisitRow:
    """Put right what was written about a visitor who is expected or on site.

    Raises as ``sign_in``: who turns out to be on the do-not-admit list needs a ``reason`` and the
    right to admit, one's own or that of a ``second`` person.
    """
    approved = approval(desk, second, Permission.VISITOR_EDIT)
    with desk.change(Permission.VISITOR_EDIT, "visitor.edited", request, reason) as change:
        row = visit_row(visit)
        _refuse_unless(row, flow.ON_SITE, flow.EXPECTED)
        here = row.state == flow.ON_SITE
        same = draft.leave_by is None or draft.leave_by == row.leave_by
        known = replace(draft, leave_by=None) if same else draft
        if here:
            known = replace(known, expected_at=None)
        values = check_visit(known, guards.terms(desk, arriving=here))
        values["leave_by"] = values["leave_by"] or row.leave_by
        guards.refuse_unknown_places(desk, values)
        guards.refuse_lent_badge(desk, values["badge"], visit)
        if here:
            people = probes(draft, values["phone"], values["plate"])
            hits = guards.watch_hits(desk, people, desk.today)
            guards.admit(desk, change, hits, reason, approved)
        elif draft.expected_at is not None:
            values |= {"expected_at": draft.expected_at, "at": draft.expected_at}
        change.update(row, **values)
        set_companions(change, row, draft.companions)
        if draft.photo is not None:
            set_photo(desk, change, row, draft.photo)
        change.touch(row)
    return read_one(desk, visit)


@once(read_one)
def companions_left(
    desk: Desk,
    visit: int,
    companions: tuple[int, ...] = (),
    unnamed: int = 0,
    *,
    request: str | None = None,
) -> VisitRow:
    """Some of a group leave before the others: named companions by id, others by count.

    The last one leaves by signing out. Raises Refused visit.companion_unknown, visit.too_many_left.
    """
    with desk.change(Permission.VISITOR_SIGN_OUT, "visitor.companions_left", request) as change:
        row = visit_row(visit)
        _refuse_unless(row, flow.ON_SITE)
        mine = (Companion.visit == row.id) & Companion.left_at.is_null()
        found = list(Companion.select().where(mine & Companion.id.in_(list(companions))))
        if len(found) != len(set(companions)) or unnamed < 0:
            raise Refused("visit.companion_unknown", "companions")
        gone = len(found) + unnamed
        if row.gone + gone >= row.people:
            raise Refused("visit.too_many_left", "companions", left=row.people - row.gone - 1)
        for companion in found:
            change.update(companion, left_at=change.now)
        change.update(row, gone=row.gone + gone)
    return read_one(desk, visit)


def draft_of(desk: Desk, visit: int, *, again: bool = False) -> VisitDraft:
    """A visit as a draft: to alter it, or with ``again`` to fill in a returning visitor's form.

    The second leaves out what belongs to that day: times, badge, items, notes, who confirmed.
    """
    desk.require(Permission.VISITOR_EDIT)
    row = visit_row(visit)
    companions = tuple(
        CompanionDraft(each.name, each.document)
        for each in Companion.select().where(Companion.visit == row.id).order_by(Companion.id)
    )
    draft = VisitDraft(
        name=row.name, purpose=row.purpose, unit=row.unit_id, department=row.department_id,
        host=row.host_id, host_name=row.host_name, sex=row.sex, document_kind=row.document_kind,
        document=row.document, phone=row.phone, company=row.company, plate=row.plate,
    )  # fmt: skip
    if again:
        return draft
    return replace(
        draft, people=row.people, companions=companions, items=row.items, badge=row.badge,
        identity=row.identity, confirmed=row.confirmed, confirmed_by=row.confirmed_by,
        reception=row.reception, water=row.water, note=row.note, expected_at=row.expected_at,
        leave_by=row.leave_by,
    )  # fmt: skip


def _refuse_unless(row: Visit, *states: str) -> None:
    if row.state not in states:
        raise Refused("visit.not_now", state=row.state)
