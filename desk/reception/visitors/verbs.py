"""Coming and going: expect, sign in, sign out."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

from desk.core import staff
from desk.core.access import Permission
from desk.core.change import Change, once
from desk.core.desk import Desk
from desk.core.errors import Refused
from desk.core.fields import to_millis
from desk.core.files import Attachment, Incoming, values_for
from desk.reception.models import Companion, Visit
from desk.reception.visitors import flow, guards
from desk.reception.visitors.drafts import CompanionDraft, VisitDraft, check_companions, check_visit
from desk.reception.visitors.options import stay_minutes
from desk.reception.visitors.rows import VisitRow, read_one, visit_row
from desk.reception.visitors.watching import probes

SERIES = "V"
_AWAITED = (
    "SELECT id FROM visit WHERE state = ? AND at BETWEEN ? AND ? "
    "AND ((document = ? AND document <> '') OR (phone = ? AND phone <> '') "
    "OR (name = ? AND (unit_id = ? OR department_id = ? OR host_id = ?))) ORDER BY at LIMIT 1"
)


@once(read_one)
def expect(desk: Desk, draft: VisitDraft, *, request: str | None = None) -> VisitRow:
    """Note that a visitor is expected 预约 at ``draft.expected_at``.

    Raises Refused or RefusedMany beside the fields at fault (visit.when_needed, visit.in_past).
    """
    with desk.change(Permission.VISITOR_EXPECT, "visitor.expected", request) as change:
        row = note_expected(desk, change, draft)
    return read_one(desk, row.id)


def note_expected(desk: Desk, change: Change, draft: VisitDraft) -> Visit:
    """The same inside another register's change (a call that says who will come)."""
    if draft.expected_at is None:
        raise Refused("visit.when_needed", "expected_at")
    if desk.local(draft.expected_at).date() < desk.today:
        raise Refused("visit.in_past", "expected_at")
    values = check_visit(draft, guards.terms(desk, arriving=False))
    guards.refuse_unknown_places(desk, values)
    row = change.create(
        Visit, number=change.number(SERIES), state=flow.EXPECTED, at=draft.expected_at,
        expected_at=draft.expected_at, **values,
    )  # fmt: skip
    _attach(desk, change, row, draft)
    return row


@once(read_one)
def sign_in(
    desk: Desk,
    draft: VisitDraft,
    *,
    expected: int | None = None,
    apart: bool = False,
    reason: str | None = None,
    second: tuple[str, str] | None = None,
    request: str | None = None,
) -> VisitRow:
    """Let a visitor in and number the pass.

    ``expected`` is the appointment that this visitor comes to; without it one that surely is
    meant is found (``apart`` looks for none), so that nobody stands in the book twice. Somebody
    on the do-not-admit list needs a ``reason`` and the right to admit, one's own or that of a
    ``second`` person (account, password). Raises Refused or RefusedMany beside the fields at
    fault, visit.banned, visit.badge_taken, workflow.not_now, and as ``staff.second_person``.
    """
    approved = approval(desk, second, Permission.VISITOR_SIGN_IN)
    with desk.change(Permission.VISITOR_SIGN_IN, "visitor.signed_in", request, reason) as change:
        row = enter(desk, change, draft, expected, apart=apart, reason=reason, approved=approved)
    return read_one(desk, row.id)


def enter(
    desk: Desk,
    change: Change,
    draft: VisitDraft,
    expected: int | None = None,
    *,
    apart: bool = False,
    reason: str | None = None,
    approved: str = "",
    standing: int | None = None,
) -> Visit:
    """The part of signing in that happens inside a change; also for standing passes."""
    # A standing pass is a document itself.
    terms = guards.terms(desk, arriving=standing is None)
    values = check_visit(replace(draft, expected_at=None), terms)
    guards.refuse_unknown_places(desk, values)
    guards.refuse_lent_badge(desk, values["badge"], expected)
    people = probes(draft, values["phone"], values["plate"])
    guards.admit(desk, change, guards.watch_hits(desk, people, desk.today), reason, approved)
    values |= {
        "state": flow.ON_SITE, "at": change.now, "in_at": change.now, "in_by": staff_id(desk),
        "serial": 1, "standing": standing,
        "leave_by": values["leave_by"]
        or change.now + timedelta(minutes=stay_minutes(desk, values["purpose"])),
    }  # fmt: skip
    if expected is None and not apart and standing is None:
        expected = _awaited(desk, values)
    if expected is None:
        row = change.create(Visit, number=change.number(SERIES), **values)
    else:
        row = visit_row(expected)
        flow.VISIT.check("sign_in", row.state)
        change.update(row, **values)
    _attach(desk, change, row, draft, known=expected is not None)
    return row


@once(read_one)
def sign_out(desk: Desk, visit: int, *, how: str = "desk", request: str | None = None) -> VisitRow:
    """A visitor leaves. ``how``: desk, scan, badge, sweep.

    Raises Refused visit.already_left, workflow.not_now.
    """
    with desk.change(Permission.VISITOR_SIGN_OUT, "visitor.signed_out", request) as change:
        leave(desk, change, visit_row(visit), how)
    return read_one(desk, visit)


def leave(desk: Desk, change: Change, row: Visit, how: str) -> None:
    """The part of signing out that happens inside a change."""
    if row.state == flow.LEFT:
        left = desk.local(row.out_at or change.now)
        raise Refused("visit.already_left", name=row.name, time=f"{left:%H:%M}")
    flow.VISIT.check("sign_out", row.state)
    change.update(row, state=flow.LEFT, out_at=change.now, out_by=staff_id(desk), out_how=how)


def sign_out_badge(desk: Desk, badge: str, *, request: str | None = None) -> VisitRow:
    """Whoever has this badge leaves. Raises Refused("visit.badge_not_out")."""
    desk.require(Permission.VISITOR_SIGN_OUT)
    wanted = " ".join(badge.split()).upper()
    found = Visit.select(Visit.id).where((Visit.state == flow.ON_SITE) & (Visit.badge == wanted))
    ids = [row.id for row in found.limit(2)] if wanted else []
    if len(ids) != 1:
        raise Refused("visit.badge_not_out", "badge", badge=wanted)
    return sign_out(desk, ids[0], how="badge", request=request)


def sweep_out(desk: Desk, visits: list[int], *, request: str | None = None) -> int:
    """At closing time: those who were found to have gone are signed out. How many they were.

    All or none. Raises as ``sign_out``.
    """
    with desk.change(Permission.VISITOR_SWEEP, "visitor.swept", request) as change:
        for visit in visits:
            leave(desk, change, visit_row(visit), "sweep")
        change.note(count=len(visits))
    return len(visits)


def approval(desk: Desk, second: tuple[str, str] | None, needed: Permission) -> str:
    """The name of a second person who admits somebody, asked for by whoever holds ``needed``.

    Checked outside of the change, so that a wrong password stays counted.
    """
    if second is None:
        return ""
    desk.require(needed)
    return staff.second_person(desk, *second, Permission.VISITOR_ADMIT_LISTED).name


def _awaited(desk: Desk, values: dict[str, Any]) -> int | None:
    """The appointment of today that surely is this visitor's."""
    start = desk.day_start(desk.today)
    found = desk.storage.database.execute_sql(
        _AWAITED,
        (
            flow.EXPECTED, to_millis(start), to_millis(start + timedelta(days=1)) - 1,
            values["document"], values["phone"], values["name"],
            values["unit"], values["department"], values["host"],
        ),
    ).fetchone()  # fmt: skip
    return int(found[0]) if found else None


def _attach(
    desk: Desk, change: Change, row: Visit, draft: VisitDraft, *, known: bool = False
) -> None:
    if known:
        set_companions(change, row, draft.companions)
    else:
        add_companions(change, row, draft.companions)
    if draft.photo is not None:
        set_photo(desk, change, row, draft.photo)


def add_companions(change: Change, row: Visit, companions: tuple[CompanionDraft, ...]) -> None:
    """Write down who else comes along."""
    for name, document in check_companions(companions):
        change.create(Companion, visit=row.id, name=name, document=document)


def set_companions(change: Change, row: Visit, companions: tuple[CompanionDraft, ...]) -> None:
    """Make the companions of a visit those of the draft; who is on both lists stays as is."""
    wanted = check_companions(companions)
    for known in Companion.select().where(Companion.visit == row.id):
        pair = (known.name, known.document)
        if pair in wanted:
            wanted.remove(pair)
        else:
            change.remove(known)
    for name, document in wanted:
        change.create(Companion, visit=row.id, name=name, document=document)


def set_photo(desk: Desk, change: Change, row: Any, photo: Incoming) -> None:
    """Keep a photo with a visit or a standing pass, encrypted inside the store."""
    kind = str(row._meta.table_name)
    values = values_for(photo, kind, row.id, change.now)
    made = change.create(Attachment, staff=staff_id(desk), **values)
    change.update(row, photo=made.id)


def staff_id(desk: Desk) -> int | None:
    """Who works at the desk; None for the program itself."""
    return desk.session.staff if desk.session else None
