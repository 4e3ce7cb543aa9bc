"""Standing passes 长期通行证 for contractors and regular helpers."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import peewee as pw

from desk.core.access import Permission
from desk.core.change import Change, once
from desk.core.desk import Desk
from desk.core.errors import Refused
from desk.core.frozen import frozen
from desk.core.text import clean, mask_document, mask_phone
from desk.estate.models import Department, Person, Unit
from desk.reception.models import StandingPass, Visit
from desk.reception.visitors import flow, guards
from desk.reception.visitors.drafts import LONGEST_STANDING, StandingDraft, VisitDraft
from desk.reception.visitors.drafts import check_standing as check_draft
from desk.reception.visitors.rows import VisitRow, read_one
from desk.reception.visitors.terms import STANDING
from desk.reception.visitors.verbs import enter, set_photo
from desk.reception.visitors.watching import probe

SERIES = "P"


@frozen
class StandingRow:
    """A standing pass. ``state``: active, revoked, ended, not_yet; document and phone masked."""

    id: int
    number: str
    state: str
    name: str
    company: str
    purpose: str
    phone: str
    document_kind: str
    document: str
    plate: str
    unit: int | None
    unit_code: str
    department: int | None
    department_name: str
    host_name: str
    valid_from: date
    valid_until: date
    note: str
    erased: bool
    on_site: int | None

    @property
    def tone(self) -> str:
        """How the state looks."""
        return {"active": "ok", "not_yet": "plain"}.get(self.state, "void")

    @property
    def place(self) -> str:
        """Where to and to whom."""
        where = self.unit_code or self.department_name
        return " ".join(part for part in (where, self.host_name) if part)


def standing_query(desk: Desk) -> Any:
    """The joined select behind lists of standing passes; ``standing_view`` reads its tuples."""
    p, v = StandingPass, Visit.alias()
    here = v.select(v.id).where((v.standing == p.id) & (v.state == flow.ON_SITE)).limit(1)
    return (
        p.select(
            p.id, p.number, p.state, p.name, p.company, p.purpose, p.phone, p.document_kind,
            p.document, p.plate, p.unit, Unit.code, p.department, Department.name, Person.name,
            p.host_name, p.valid_from, p.valid_until, p.note, p.erased_at, here,
        )
        .join(Unit, pw.JOIN.LEFT_OUTER, on=(p.unit == Unit.id))
        .join(Department, pw.JOIN.LEFT_OUTER, on=(p.department == Department.id))
        .join(Person, pw.JOIN.LEFT_OUTER, on=(p.host == Person.id))
    )  # fmt: skip


def standing_view(desk: Desk, row: Any) -> StandingRow:
    """One tuple of ``standing_query`` as a frozen row."""
    values = [
        *row[:2], state_of(row[2], row[16], row[17], desk.today), *row[3:6], mask_phone(row[6]),
        row[7], mask_document(row[8]), *row[9:11], row[11] or "", row[12], row[13] or "",
        row[14] or row[15], *row[16:19], row[19] is not None, row[20],
    ]  # fmt: skip
    return StandingRow(*values)


def state_of(state: str, valid_from: date, valid_until: date, today: date) -> str:
    """The state as it is shown on ``today``."""
    if state != flow.ACTIVE:
        return state
    if today > valid_until:
        return flow.ENDED
    return "not_yet" if today < valid_from else flow.ACTIVE


def get_standing(desk: Desk, standing: int) -> StandingRow:
    """One standing pass. Raises Refused("standing.unknown")."""
    desk.require(Permission.VISITOR_VIEW)
    found = standing_query(desk).where(StandingPass.id == standing).tuples().first()
    if found is None:
        raise Refused("standing.unknown")
    return standing_view(desk, found)


def holders(desk: Desk, text: str, limit: int = 2) -> list[StandingRow]:
    """Whose standing pass is good today, who is not on site, and who fits what was typed."""
    desk.require(Permission.VISITOR_VIEW)
    found = desk.search.find(text, [STANDING], 20)
    if not found:
        return []
    p = StandingPass
    good = (p.state == flow.ACTIVE) & (p.valid_from <= desk.today) & (p.valid_until >= desk.today)
    query = standing_query(desk).where(p.id.in_(found[0][1]) & good)
    rows = [standing_view(desk, row) for row in query.tuples()]
    return [row for row in rows if row.on_site is None][:limit]


@once(get_standing)
def create_standing(
    desk: Desk, draft: StandingDraft, *, reason: str | None = None, request: str | None = None
) -> StandingRow:
    """Give out a standing pass.

    Raises Refused or RefusedMany beside the fields at fault; visit.banned as ``sign_in`` does.
    """
    with desk.change(Permission.STANDING_EDIT, "standing.created", request, reason) as change:
        values = _checked(desk, change, draft, reason)
        row = change.create(
            StandingPass, number=change.number(SERIES), state=flow.ACTIVE, serial=1, **values
        )
        if draft.photo is not None:
            set_photo(desk, change, row, draft.photo)
    return get_standing(desk, row.id)


def update_standing(
    desk: Desk, standing: int, draft: StandingDraft, *, reason: str | None = None
) -> StandingRow:
    """Put right what is written on a standing pass. Raises as ``create_standing``."""
    with desk.change(Permission.STANDING_EDIT, "standing.updated", reason=reason) as change:
        row = standing_row(standing)
        change.update(row, **_checked(desk, change, draft, reason))
        if draft.photo is not None:
            set_photo(desk, change, row, draft.photo)
    return get_standing(desk, standing)


@once(get_standing)
def renew(
    desk: Desk, standing: int, valid_until: date, *, request: str | None = None
) -> StandingRow:
    """Let a standing pass run longer; its paper is replaced by a new one.

    Raises Refused standing.until_past, standing.too_long, workflow.not_now.
    """
    with desk.change(Permission.STANDING_EDIT, "standing.renewed", request) as change:
        row = standing_row(standing)
        flow.STANDING.check("renew", row.state)
        if valid_until < desk.today or valid_until <= row.valid_from:
            raise Refused("standing.until_past", "valid_until")
        if (valid_until - desk.today).days > LONGEST_STANDING:
            raise Refused("standing.too_long", "valid_until", days=LONGEST_STANDING)
        change.update(row, valid_until=valid_until, serial=row.serial + 1)
    return get_standing(desk, standing)


@once(get_standing)
def revoke(desk: Desk, standing: int, reason: str, *, request: str | None = None) -> StandingRow:
    """Take a standing pass back. Raises Refused("workflow.reason_needed")."""
    return _turn(desk, standing, "revoke", "standing.revoked", reason, request)


@once(get_standing)
def restore(desk: Desk, standing: int, reason: str, *, request: str | None = None) -> StandingRow:
    """Let a revoked pass stand again; its old paper stays worthless."""
    return _turn(desk, standing, "restore", "standing.restored", reason, request)


def _turn(
    desk: Desk, standing: int, move: str, action: str, reason: str, request: str | None
) -> StandingRow:
    why = clean(reason, "reason", 300)
    with desk.change(Permission.STANDING_EDIT, action, request, why or None) as change:
        row = standing_row(standing)
        target = flow.STANDING.check(move, row.state, why).target
        change.update(row, state=target, serial=row.serial + 1)
    return get_standing(desk, standing)


@once(read_one)
def sign_in_standing(
    desk: Desk,
    standing: int,
    *,
    badge: str = "",
    items: str = "",
    leave_by: datetime | None = None,
    reason: str | None = None,
    request: str | None = None,
) -> VisitRow:
    """Let the holder of a standing pass in.

    Raises Refused standing.revoked, standing.ended, standing.not_yet, standing.on_site, and as
    ``sign_in``.
    """
    with desk.change(Permission.VISITOR_SIGN_IN, "visitor.signed_in", request, reason) as change:
        row = standing_row(standing)
        refuse_invalid(desk, row)
        here = (Visit.standing == row.id) & (Visit.state == flow.ON_SITE)
        if Visit.select().where(here).exists():
            raise Refused("standing.on_site", name=row.name)
        visit = enter(
            desk, change, _visit_draft(row, badge, items, leave_by), standing=row.id, reason=reason
        )
        change.about("standing_pass", row.id)
        change.update(visit, photo=row.photo_id)
    return read_one(desk, visit.id)


def refuse_invalid(desk: Desk, row: StandingPass) -> None:
    """Raise Refused if this pass is not good today."""
    state = state_of(row.state, row.valid_from, row.valid_until, desk.today)
    if state == flow.REVOKED:
        raise Refused("standing.revoked", name=row.name, number=row.number)
    if state == flow.ENDED:
        raise Refused("standing.ended", name=row.name, day=f"{row.valid_until:%Y-%m-%d}")
    if state == "not_yet":
        raise Refused("standing.not_yet", name=row.name, day=f"{row.valid_from:%Y-%m-%d}")


def standing_row(standing: int) -> StandingPass:
    """The table's row. Raises Refused("standing.unknown")."""
    row = StandingPass.get_or_none(StandingPass.id == standing)
    if row is None:
        raise Refused("standing.unknown")
    return row


def draft_of_standing(desk: Desk, standing: int) -> StandingDraft:
    """A standing pass as a draft, to alter it."""
    desk.require(Permission.STANDING_EDIT)
    row = standing_row(standing)
    return StandingDraft(
        name=row.name, purpose=row.purpose, valid_from=row.valid_from, valid_until=row.valid_until,
        unit=row.unit_id, department=row.department_id, host=row.host_id, host_name=row.host_name,
        sex=row.sex, document_kind=row.document_kind, document=row.document, phone=row.phone,
        company=row.company, plate=row.plate, note=row.note,
    )  # fmt: skip


def _checked(
    desk: Desk, change: Change, draft: StandingDraft, reason: str | None
) -> dict[str, Any]:
    values = check_draft(draft, guards.terms(desk), desk.today)
    guards.refuse_unknown_places(desk, values)
    person = probe(values["name"], values["document"], values["phone"], values["plate"])
    guards.admit(desk, change, guards.watch_hits(desk, [person], desk.today), reason)
    return values


def _visit_draft(
    row: StandingPass, badge: str, items: str, leave_by: datetime | None
) -> VisitDraft:
    return VisitDraft(
        name=row.name, purpose=row.purpose, unit=row.unit_id, department=row.department_id,
        host=row.host_id, host_name=row.host_name, sex=row.sex, document_kind=row.document_kind,
        document=row.document, phone=row.phone, company=row.company, plate=row.plate,
        badge=badge, items=items, leave_by=leave_by, identity="known",
    )  # fmt: skip
