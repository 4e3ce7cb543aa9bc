"""What every caller is told while something is out 统一口径: announced, put right, over."""

from __future__ import annotations

from datetime import UTC, timedelta
from functools import partial

from desk.core.access import Permission
from desk.core.change import once
from desk.core.desk import Desk
from desk.core.errors import Refused
from desk.core.meanwhile import merged, who_and_when
from desk.estate.models import Building, Unit
from desk.reception.call_tables import Outage
from desk.reception.calls.drafts import OutageDraft, check_outage
from desk.reception.calls.rows import OutageRow, outage_view, outages_query
from desk.reception.calls.seen import reads
from desk.reception.calls.told import scripts_at
from desk.service.complaints import rows as complaint_rows

OUTAGE = "outage"
SOON = timedelta(hours=12)


def get_outage(desk: Desk, outage: int) -> OutageRow:
    """One script. Needs call.view. Raises Refused("outage.unknown")."""
    desk.require(Permission.CALL_VIEW)
    found = outages_query(desk).where(Outage.id == outage).tuples().first()
    if found is None:
        raise Refused("outage.unknown")
    return outage_view(desk, found)


def told(desk: Desk, unit: int | None, building: int | None) -> list[complaint_rows.Script]:
    """The same for the complaint's form (see service.complaints.scripts)."""
    if unit is not None:
        found = Unit.get_or_none(Unit.id == unit)
        building = found.building_id if found else building
    return [
        complaint_rows.Script(each.title, each.text, OUTAGE, each.id)
        for each in scripts_at(desk, building)
    ]


@once(get_outage)
def announce(desk: Desk, draft: OutageDraft, *, request: str | None = None) -> OutageRow:
    """Let every clerk see what callers are to be told, from ``since`` (now) until ``until``.

    Raises Refused or RefusedMany beside the fields: outage.until_needed, outage.until_past,
    building.unknown, text.required, field.not_a_choice.
    """
    with desk.change(Permission.OUTAGE_EDIT, "outage.announced", request) as change:
        values = check_outage(draft, change.now)
        _refuse_unknown(draft.building)
        session = desk.session
        row = change.create(
            Outage, **values, at=change.now, staff=session.staff if session else None,
            who=session.name if session else "",
        )  # fmt: skip
    return get_outage(desk, row.id)


@once(get_outage)
def reword(
    desk: Desk,
    outage: int,
    draft: OutageDraft,
    base: OutageDraft | None = None,
    *,
    request: str | None = None,
) -> OutageRow:
    """Say it otherwise, or for longer. ``base`` is what the form was opened with: what somebody
    else altered since stays, fields that both altered refuse with record.changed.

    Raises as ``announce`` and Refused outage.unknown, outage.over.
    """
    with desk.change(Permission.OUTAGE_EDIT, "outage.reworded", request) as change:
        row = _on(desk, outage)
        who = partial(who_and_when, desk, OUTAGE, outage)
        draft = merged(draft, base, _draft(row), partial(reads, desk), who)
        values = check_outage(draft, change.now)
        _refuse_unknown(draft.building)
        change.update(row, **values)
    return get_outage(desk, outage)


@once(get_outage)
def end_outage(desk: Desk, outage: int, *, request: str | None = None) -> OutageRow:
    """It is over: callers are told no more. Raises Refused outage.unknown, outage.over."""
    with desk.change(Permission.OUTAGE_EDIT, "outage.ended", request) as change:
        change.update(_on(desk, outage), ended_at=change.now)
    return get_outage(desk, outage)


def draft_of_outage(desk: Desk, outage: int) -> OutageDraft:
    """What the form is opened with. Raises Refused("outage.unknown")."""
    desk.require(Permission.OUTAGE_EDIT)
    return _draft(_row(outage))


def usual_draft(desk: Desk) -> OutageDraft:
    """An announcement to begin with: from now, until tonight."""
    evening = desk.day_start(desk.today + timedelta(days=1)).astimezone(UTC)
    return OutageDraft("", "", "water", None, desk.now, min(evening, desk.now + SOON))


def _draft(row: Outage) -> OutageDraft:
    return OutageDraft(row.title, row.text, row.kind, row.building_id, row.since, row.until)


def _on(desk: Desk, outage: int) -> Outage:
    row = _row(outage)
    if row.ended_at is not None:
        raise Refused("outage.over", title=row.title, **who_and_when(desk, OUTAGE, outage))
    return row


def _row(outage: int) -> Outage:
    row: Outage | None = Outage.get_or_none(Outage.id == outage)
    if row is None:
        raise Refused("outage.unknown")
    return row


def _refuse_unknown(building: int | None) -> None:
    if building is not None and Building.get_or_none(Building.id == building) is None:
        raise Refused("building.unknown", "building")
