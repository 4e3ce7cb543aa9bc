"""Who has what role at which unit, from when to when. What was stays as history."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from desk.core.access import Permission
from desk.core.change import Change, once
from desk.core.desk import Desk
from desk.core.errors import Refused
from desk.core.frozen import frozen
from desk.core.text import clean
from desk.estate.checks import Faults
from desk.estate.customers import PersonDraft, add_person, person_row
from desk.estate.models import Occupancy, Unit
from desk.estate.people_list import RoleRow, roles_of
from desk.estate.reading import tuples
from desk.estate.units import unit_row
from desk.estate.words import ROLES

WHOLE = 10_000
"""A whole share, in ten-thousandths."""


@frozen
class RoleDraft:
    """A role of a person at a unit; ``share`` (owners only) in ten-thousandths."""

    unit: int
    person: int
    role: str
    since: date | None = None
    until: date | None = None
    share: int | None = None
    note: str = ""


def get_role(desk: Desk, occupancy: int) -> RoleRow:
    """One role at a unit. Raises Refused("occupancy.unknown")."""
    desk.require(Permission.CUSTOMER_VIEW)
    found = roles_of(desk, Occupancy.id == occupancy)
    if not found:
        raise Refused("occupancy.unknown")
    return found[0]


def unit_roles(desk: Desk, unit: int) -> tuple[RoleRow, ...]:
    """Everybody's roles at a unit, running ones first, former ones after them."""
    desk.require(Permission.CUSTOMER_VIEW)
    return roles_of(desk, Occupancy.unit == unit)


@once(get_role)
def move_in(desk: Desk, draft: RoleDraft, *, request: str | None = None) -> RoleRow:
    """Give a person a role at a unit.

    Raises Refused beside each field; occupancy.twice if the role runs already, and
    occupancy.share_over if the owners' shares would exceed the whole.
    """
    with desk.change(Permission.CUSTOMER_EDIT, "occupancy.began", request) as change:
        row = begin_role(change, draft)
        _set_state(change, row.unit, arrived=True)
    return get_role(desk, row.id)


@once(get_role)
def move_in_new(
    desk: Desk, person: PersonDraft, draft: RoleDraft, *, request: str | None = None
) -> RoleRow:
    """Add somebody who is not in the list yet and give them a role, in one change.

    ``draft.person`` is not read. Raises as ``create_person`` and ``move_in``.
    """
    with desk.change(Permission.CUSTOMER_EDIT, "occupancy.began", request) as change:
        newcomer = add_person(desk, change, person)
        row = begin_role(change, replace(draft, person=newcomer.id))
        change.result(row.id)
        _set_state(change, row.unit, arrived=True)
    return get_role(desk, row.id)


def update_role(desk: Desk, occupancy: int, draft: RoleDraft) -> RoleRow:
    """Mend dates, share or note of a role; unit, person and role stay what they are."""
    with desk.change(Permission.CUSTOMER_EDIT, "occupancy.updated") as change:
        row = _row(occupancy)
        fixed = RoleDraft(
            row.unit_id, row.person_id, row.role, draft.since, draft.until, draft.share, draft.note
        )
        note = _checked(fixed, row)
        change.update(row, since=fixed.since, until=fixed.until, share=fixed.share, note=note)
        _about(change, row)
        _set_state(change, row.unit)
    return get_role(desk, occupancy)


def move_out(desk: Desk, occupancy: int, until: date | None = None, note: str = "") -> RoleRow:
    """End a role; ``until`` is its last day (today unless said). Raises occupancy.ended."""
    with desk.change(Permission.CUSTOMER_EDIT, "occupancy.ended") as change:
        row = _row(occupancy)
        end_role(desk, change, row, until or desk.today, note)
        _set_state(change, row.unit)
    return get_role(desk, occupancy)


def change_owner(
    desk: Desk, unit: int, owners: Sequence[tuple[int, int | None]], since: date
) -> tuple[RoleRow, ...]:
    """The unit passes to new ``owners`` (person, share) from ``since`` on.

    The former owners' roles end the day before; whoever owns on keeps the role as it is.
    """
    with desk.change(Permission.CUSTOMER_EDIT, "occupancy.owner_changed") as change:
        if not owners:
            raise Refused("occupancy.no_owner", "owners")
        row = unit_row(unit)
        change.touch(row)
        shares = dict(owners)
        for held in _running(unit, "owner"):
            if held.person_id in shares:
                change.update(held, share=shares.pop(held.person_id))
                _about(change, held)
            else:
                end_role(desk, change, held, since - timedelta(days=1))
        for person, share in shares.items():
            begin_role(change, RoleDraft(unit, person, "owner", since, share=share))
        _refuse_shares(unit)
        _set_state(change, row, arrived=True)
    return unit_roles(desk, unit)


def begin_role(change: Change, draft: RoleDraft) -> Occupancy:
    """Begin a role within a change that does more. Raises as ``move_in``."""
    note = _checked(draft)
    row = change.create(
        Occupancy, unit=draft.unit, person=draft.person, role=draft.role, share=draft.share,
        since=draft.since, until=draft.until, note=note,
    )  # fmt: skip
    _about(change, row)
    return row


def end_role(desk: Desk, change: Change, row: Occupancy, until: date, note: str = "") -> None:
    """End a role within a change that does more. Raises as ``move_out``."""
    if row.until is not None and row.until < desk.today:
        raise Refused("occupancy.ended", "until", until=row.until.isoformat())
    if row.since is not None and until < row.since:
        raise Refused("occupancy.until_before_since", "until")
    note = clean(note, "note", 4000, lines=True) or row.note
    change.update(row, until=until, note=note)
    _about(change, row)


def _about(change: Change, row: Occupancy) -> None:
    change.touch(row.unit)
    change.touch(row.person)


def _running(unit: int, role: str) -> list[Occupancy]:
    runs = (Occupancy.unit == unit) & (Occupancy.role == role) & Occupancy.until.is_null()
    return list(Occupancy.select().where(runs))


def _checked(draft: RoleDraft, row: Occupancy | None = None) -> str:
    with Faults() as faults:
        faults.of(unit_row, draft.unit)
        faults.of(person_row, draft.person)
        faults.among(draft.role, ROLES, "role")
        note = faults.of(clean, draft.note, "note", 4000, lines=True) or ""
        if draft.since and draft.until and draft.until < draft.since:
            faults.add("occupancy.until_before_since", "until")
        if draft.share is not None and not 0 < draft.share <= WHOLE:
            faults.add("occupancy.share_range", "share")
        if draft.share is not None and draft.role != "owner":
            faults.add("occupancy.share_owner_only", "share")
        if draft.until is None and not faults.reasons:
            _refuse_twice(faults, draft, row)
    return note


def _refuse_twice(faults: Faults, draft: RoleDraft, row: Occupancy | None) -> None:
    others = [held for held in _running(draft.unit, draft.role) if row is None or held.id != row.id]
    if any(held.person_id == draft.person for held in others):
        faults.add("occupancy.twice", "person")
    shares = sum(held.share or 0 for held in others) + (draft.share or 0)
    if draft.share is not None and shares > WHOLE:
        left = WHOLE - shares + draft.share
        faults.add("occupancy.share_over", "share", left=f"{left / 100:g}")


def _refuse_shares(unit: int) -> None:
    if sum(held.share or 0 for held in _running(unit, "owner")) > WHOLE:
        raise Refused("occupancy.share_over", "share", left="0")


def _set_state(change: Change, unit: Unit, *, arrived: bool = False) -> None:
    """Keep the unit's state in step with who is there; decorating is for people to say.

    A unit that its owner keeps vacant stays so, unless somebody has just ``arrived``.
    """
    if unit.state == "decorating":
        return
    roles = {
        role
        for (role,) in tuples(
            Occupancy.select(Occupancy.role).where(
                (Occupancy.unit == unit) & Occupancy.until.is_null()
            )
        )
    }
    empty = unit.state == "vacant" and not arrived
    state = derived_state("owner" in roles, "tenant" in roles)
    change.update(unit, state="vacant" if empty and state == "owner_occupied" else state)


def derived_state(owner: bool, tenant: bool) -> str:
    """What a unit is used for, as far as the roles there tell."""
    return "let" if tenant else "owner_occupied" if owner else "vacant"


def _row(occupancy: int) -> Occupancy:
    row = Occupancy.get_or_none(Occupancy.id == occupancy)
    if row is None:
        raise Refused("occupancy.unknown")
    return row
